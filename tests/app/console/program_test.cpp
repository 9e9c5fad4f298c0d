// SPDX-License-Identifier: GPL-3.0-or-later
// The program as people start it: pages as pictures, answers, refusals.
#include <QElapsedTimer>
#include <QFile>
#include <QImage>
#include <QProcess>
#include <QRegularExpression>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

class ProgramTest : public QObject {
  Q_OBJECT
  QTemporaryDir m_dir;

  struct End {
    int status = -1;
    QString out, err;
  };
  End run(const QStringList& arguments, bool display = true) {
    QProcess process;
    auto environment = QProcessEnvironment::systemEnvironment();
    if (!display)
      for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}) environment.remove(name);
    environment.insert("XDG_CONFIG_HOME", m_dir.path());
    environment.insert("XDG_STATE_HOME", m_dir.path());
    environment.insert("XDG_RUNTIME_DIR", m_dir.path());
    process.setProcessEnvironment(environment);
    process.start(MERIDIAN_PROGRAM, arguments);
    if (!process.waitForFinished(60'000)) {
      process.kill();
      process.waitForFinished();
      return {};
    }
    QString err = process.readAllStandardError();
    err.remove("This plugin does not support propagateSizeHints()\n"); // the offscreen platform's own
    return {process.exitCode(), process.readAllStandardOutput(), err};
  }
  QString write(const QString& name, const QByteArray& text) {
    QFile file(m_dir.filePath(name));
    if (!file.open(QIODevice::WriteOnly)) return {};
    file.write(text);
    return file.fileName();
  }

private slots:
  void pages_data() {
    QTest::addColumn<QStringList>("look");
    QTest::addColumn<QSize>("size");
    QTest::newRow("overview") << QStringList{"--page", "overview", "--theme", "dark"} << QSize(1440, 900);
    QTest::newRow("overview, light, Chinese") << QStringList{"--page", "overview", "--theme", "light", "--lang", "zh_CN"} << QSize(1440, 900);
    QTest::newRow("regions") << QStringList{"--page", "regions", "--theme", "dark"} << QSize(1200, 800);
    QTest::newRow("rules") << QStringList{"--page", "rules", "--theme", "light"} << QSize(1200, 800);
    QTest::newRow("jobs") << QStringList{"--page", "jobs", "--theme", "dark", "--lang", "zh_CN"} << QSize(1200, 800);
  }
  void pages() {
    QFETCH(QStringList, look);
    QFETCH(QSize, size);
    const auto file = m_dir.filePath("page.png");
    QFile::remove(file);
    const auto end = run(QStringList{"--offline", "--screenshot", file, "--size",
                                     QString("%1x%2").arg(size.width()).arg(size.height())} + look, false);
    QCOMPARE(end.err, QString()); // QML's warnings come here
    QCOMPARE(end.status, 0);
    const QImage image(file);
    QCOMPARE(image.size(), size);
    QSet<QRgb> colours;
    for (int y = 0; y < image.height(); y += 3)
      for (int x = 0; x < image.width(); x += 3) colours.insert(image.pixel(x, y));
    QVERIFY2(colours.size() > 60, qPrintable(QString::number(colours.size())));
  }

  void answers() {
    const auto version = run({"--version"}).out;
    QVERIFY2(QRegularExpression(QStringLiteral("^meridian [0-9]+\\.[0-9]+\\.[0-9]+[0-9a-z.+~]*\n$")).match(version).hasMatch(), qPrintable(version));
    const auto help = run({"--help"}, false);
    QCOMPARE(help.status, 0);
    for (const char* option : {"--fleet", "--state", "--offline", "--screenshot", "--page", "--theme", "--lang", "--size"})
      QVERIFY2(help.out.contains(QLatin1String(option)), option);
    QCOMPARE(run({"--frobnicate"}).status, 2);
  }

  void aBrokenFleetFileIsNamedWithItsLine() {
    const auto file = write("broken.json", "{\n  \"version\": 1,\n  \"regionz\": []\n}\n");
    for (const auto& more : {QStringList{}, QStringList{"--screenshot", m_dir.filePath("x.png")}}) {
      const auto end = run(QStringList{"--fleet", file} + more, false);
      QCOMPARE(end.status, 2);
      QVERIFY2(end.err.contains(QStringLiteral("broken.json:3")), qPrintable(end.err));
    }
  }

  void aFleetThatDoesNotExistYetIsEmpty() {
    const auto file = m_dir.filePath("none/fleet.json");
    const auto picture = m_dir.filePath("first.png");
    const auto end = run({"--fleet", file, "--state", m_dir.filePath("first"), "--screenshot", picture, "--page", "regions"}, false);
    QCOMPARE(end.err, QString());
    QCOMPARE(end.status, 0);
    QVERIFY(QFile::exists(picture));
    QVERIFY(!QFile::exists(file)); // looking makes nothing
  }

  void withoutADisplay() {
    const auto end = run({"--offline"}, false);
    QCOMPARE(end.status, 2);
    QVERIFY(end.err.contains(QStringLiteral("display")));
  }

  /// SIGTERM is how a session ends; the engine's threads have to be gone in time.
  void endsInTime() {
    QProcess process;
    process.start(MERIDIAN_PROGRAM, {"--offline"});
    QVERIFY(process.waitForStarted());
    QTest::qWait(3000); // in full flow
    QCOMPARE(process.state(), QProcess::Running);
    QElapsedTimer time;
    time.start();
    process.terminate();
    QVERIFY(process.waitForFinished(10'000));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QVERIFY2(time.elapsed() < 2000, qPrintable(QString::number(time.elapsed())));
  }
};

QTEST_GUILESS_MAIN(ProgramTest)
#include "program_test.moc"
