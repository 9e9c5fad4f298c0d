// SPDX-License-Identifier: GPL-3.0-or-later
// Every page of the real program, in both themes and languages, against what it looked like when somebody last looked at
// it. README.md says how to accept a change.
#include "compare.h"

#include <QDir>
#include <QElapsedTimer>
#include <QPainter>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace meridian::support;

class GoldenTest : public QObject {
  Q_OBJECT
  QTemporaryDir m_dir;
  QDir m_kept{QStringLiteral(MERIDIAN_GOLDEN_DIR)};
  QString m_said; ///< by the program, while it walked its pages
  const bool m_accept = qEnvironmentVariableIsSet("ACCEPT");

  static QStringList pages(const QDir& dir) { return dir.entryList({QStringLiteral("*.png")}, QDir::Files, QDir::Name); }

  /// A page with a line of text and a symbol in it.
  static QImage page(const QColor& ink, QPoint symbol, int text = 40, QFont::HintingPreference hinting = QFont::PreferVerticalHinting) {
    QImage image(1280, 720, QImage::Format_RGB32);
    image.fill(QColor(0x0b, 0x0f, 0x17));
    QPainter painter(&image);
    painter.setPen(ink);
    QFont font(QStringLiteral("Inter"), 10);
    font.setHintingPreference(hinting);
    painter.setFont(font);
    painter.drawText(text, 60, QStringLiteral("All regions are in sync"));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(ink, 1.6));
    painter.drawEllipse(QRect(symbol, QSize(15, 15)));
    return image;
  }

private slots:
  void initTestCase() {
    QProcess process;
    auto environment = QProcessEnvironment::systemEnvironment();
    // Whoever runs this, wherever: the pages name these places and this zone.
    environment.insert("TZ", "UTC");
    environment.insert("HOME", "/home/operator");
    environment.insert("XDG_CONFIG_HOME", "/home/operator/.config");
    environment.insert("XDG_STATE_HOME", "/home/operator/.local/state");
    environment.insert("XDG_RUNTIME_DIR", m_dir.path());
    environment.insert("XDG_CACHE_HOME", m_dir.filePath("cache"));
    environment.insert("USER", "operator");
    for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "DOCKER_CONFIG", "QT_SCALE_FACTOR"}) environment.remove(name);
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::MergedChannels);
    QElapsedTimer time;
    time.start();
    process.start(MERIDIAN_PROGRAM, {"--offline", "--scene", "fine", "--size", "1280x720", "--screenshots", m_dir.filePath("pages")});
    QVERIFY2(process.waitForFinished(120'000), qPrintable(process.readAll()));
    m_said = QString::fromUtf8(process.readAll());
    QVERIFY2(process.exitCode() == 0, qPrintable(m_said));
    qInfo("%d pictures in %lld ms", int(pages(QDir(m_dir.filePath("pages"))).size()), time.elapsed());
  }

  /// A page of which QML complains looks fine with stand-ins and is not.
  void qmlComplainsOfNothing() {
    const auto complaints = m_said.split(u'\n').filter(QStringLiteral("qrc:/"));
    QVERIFY2(complaints.isEmpty(), qPrintable(complaints.mid(0, 10).join(u'\n')));
  }

  void everyPageHasItsPicture() {
    QVERIFY2(m_accept || !pages(m_kept).isEmpty(), "no pictures are kept: ACCEPT=1 makes them");
    if (m_accept) {
      for (const auto& file : pages(m_kept)) QFile::remove(m_kept.filePath(file));
      for (const auto& file : pages(QDir(m_dir.filePath("pages"))))
        QVERIFY(reduced(QImage(m_dir.filePath("pages/" + file))).save(m_kept.filePath(file), "PNG", 0)); // 0: smallest
      QSKIP("ACCEPT is set: the pictures were made again");
    }
    QCOMPARE(pages(QDir(m_dir.filePath("pages"))), pages(m_kept));
  }

  void looksTheSame_data() {
    QTest::addColumn<QString>("file");
    for (const auto& file : pages(m_kept)) QTest::newRow(qPrintable(file)) << file;
  }
  void looksTheSame() {
    if (m_accept) QSKIP("ACCEPT is set: the pictures were made again");
    QFETCH(QString, file);
    const QImage wanted(m_kept.filePath(file)), page(m_dir.filePath("pages/" + file));
    QVERIFY(!wanted.isNull() && !page.isNull());
    const auto got = reduced(page);
    const auto differs = difference(wanted, got);
    if (differs.isEmpty()) return;
    const QDir out(QStringLiteral(MERIDIAN_DIFF_DIR));
    QVERIFY(out.mkpath(QStringLiteral(".")));
    QVERIFY(besides(wanted, got).save(out.filePath(file)));
    QFAIL(qPrintable(QStringLiteral("%1 %2; see %3, and tests/qml/golden/README.md for how to accept it").arg(file, differs, out.filePath(file))));
  }

  // --- the comparison itself

  void compares_data() {
    QTest::addColumn<QImage>("other");
    QTest::addColumn<bool>("same");
    const QColor ink(0xe8, 0xed, 0xf6);
    QTest::newRow("nothing") << page(ink, {600, 300}) << true;
    QTest::newRow("a shade of the same colour") << page(QColor(0xe0, 0xe8, 0xf0), {600, 300}) << true;
    QTest::newRow("other hinting") << page(ink, {600, 300}, 40, QFont::PreferNoHinting) << true;
    QTest::newRow("text moved") << page(ink, {600, 300}, 60) << false;
    QTest::newRow("a symbol gone") << page(ink, {-50, 300}) << false;
    QTest::newRow("a symbol elsewhere") << page(ink, {620, 300}) << false;
    QTest::newRow("another colour") << page(QColor(0xff, 0x6b, 0x7a), {600, 300}) << false;
    QTest::newRow("another size") << page(ink, {600, 300}).copy(0, 0, 1280, 700) << false;
  }
  void compares() {
    QFETCH(QImage, other);
    QFETCH(bool, same);
    const auto differs = difference(reduced(page(QColor(0xe8, 0xed, 0xf6), {600, 300})), reduced(other));
    QVERIFY2(differs.isEmpty() == same, qPrintable(differs));
    QVERIFY(same || besides(page(Qt::white, {}), other).width() > other.width()); // whatever differs can be shown
  }
};

QTEST_MAIN(GoldenTest)
#include "golden_test.moc"
