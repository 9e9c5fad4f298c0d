// SPDX-License-Identifier: GPL-3.0-or-later
// Images into regions ahead of need, and who wanted it.
#include <QTest>

#include "e2e/ctl.h"

using namespace meridian;
using test::Ctl;
using test::storedTags;

class E2ePrewarmTest : public QObject {
  Q_OBJECT

  static std::unique_ptr<test::RegistryProcess> start() {
    auto started = test::RegistryProcess::start();
    return started ? std::move(*started) : nullptr;
  }

private slots:
  void initTestCase() {
    m_fra = start();
    QVERIFY(m_fra && test::makeCorpus(*m_fra));
  }

  void oneImageToOneRegion() {
    const auto tyo = start();
    const auto sjc = start();
    QVERIFY(tyo && sjc);
    // The fleet's rule has nothing to do with these images.
    Ctl ctl({{"fra", m_fra->url(), {}, {}}, {"tyo", tyo->url(), {}, {}}, {"sjc", sjc->url(), {}, {}}}, "\"none/of/them\"");
    const auto planned = ctl.run({"prewarm", "multi/web:1.0", "--to", "tyo", "--plan"});
    QVERIFY2(planned.status == 0, qPrintable(planned.out + planned.err));
    QVERIFY2(planned.out.startsWith("prewarm of multi/web:1.0 from fra: 1 tags match"), qPrintable(planned.out));
    QVERIFY(storedTags(*tyo).empty());
    QVERIFY(ctl.run({"jobs"}).out.startsWith("No job has run yet"));

    const auto warmed = ctl.run({"prewarm", "multi/web:1.0", "--to", "tyo"});
    QVERIFY2(warmed.status == 0, qPrintable(warmed.out + warmed.err));
    const auto first = warmed.out.section('\n', 0, 0);
    QVERIFY2(first.startsWith("prewarm of multi/web:1.0 from fra to tyo: ") && first.contains("B to write"), qPrintable(first));
    QVERIFY2(warmed.out.contains("prewarm of multi/web:1.0 succeeded in "), qPrintable(warmed.out));
    QCOMPARE(storedTags(*tyo).size(), 1u);
    QCOMPARE(storedTags(*tyo).at("multi/web:1.0"), storedTags(*m_fra).at("multi/web:1.0"));
    QVERIFY(storedTags(*sjc).empty());

    const auto again = ctl.run({"--json", "prewarm", "multi/web:1.0", "apps/web:latest"});
    QVERIFY2(again.status == 0, qPrintable(again.out + again.err));
    QCOMPARE(again.tags("copied"), 2); // the one at sjc, the other at both
    QCOMPARE(storedTags(*tyo).size(), 2u);
    QCOMPARE(storedTags(*sjc).size(), 2u);
    const auto quick = ctl.run({"prewarm", "multi/web:1.0"});
    QCOMPARE(quick.status, 0);
    QVERIFY2(quick.out.section('\n', 0, 0).endsWith("everything is there already"), qPrintable(quick.out));

    const auto activity = ctl.run({"--json", "activity"}).json["actions"].toArray();
    QCOMPARE(activity.size(), 3);
    const auto newest = activity.first().toObject();
    QCOMPARE(newest["verb"].toString(), QString("job.start"));
    QVERIFY2(newest["actor"].toString().endsWith(" with meridianctl"), qPrintable(newest["actor"].toString()));
    QCOMPARE(newest["subject"].toString(), QString("image multi/web:1.0"));
    QVERIFY2(newest["detail"].toString().startsWith("prewarm; targets tyo, sjc; tag multi/web:1.0; job 20"), qPrintable(newest["detail"].toString()));
    QCOMPARE(ctl.run({"--json", "activity", "--limit", "1"}).json["actions"].toArray().size(), 1);
    QVERIFY(ctl.run({"activity"}).out.contains("prewarm; targets tyo; tag multi/web:1.0"));
  }

  void whatFailedIsTriedAgain() {
    auto tyo = start();
    QVERIFY(tyo);
    Ctl ctl({{"fra", m_fra->url(), {}, {}}, {"tyo", tyo->url(), {}, {}}}, "\"none/of/them\"");
    tyo.reset(); // nobody answers there
    const auto failed = ctl.run({"--json", "prewarm", "apps/web:latest"});
    QCOMPARE(failed.status, 1);
    const auto job = failed.json["job"].toString();
    QVERIFY2(!job.isEmpty(), qPrintable(failed.out + failed.err));
    const auto still = ctl.run({"--json", "job", job, "retry"});
    QCOMPARE(still.status, 1);
    QVERIFY(still.json["job"].toString() != job);
    const auto activity = ctl.run({"--json", "activity"}).json["actions"].toArray();
    QCOMPARE(activity.first().toObject()["verb"].toString(), QString("job.retry"));
    QCOMPARE(activity.first().toObject()["subject"].toString(), "job " + job);
  }

  void saysWhatItCannotDo_data() {
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QString>("says");
    QTest::addColumn<int>("status");
    QTest::newRow("no tag") << QStringList{"apps/web"} << "is no image; it is named REPOSITORY:TAG" << 2;
    QTest::newRow("a digest") << QStringList{"apps/web@sha256:00"} << "named by digest" << 2;
    QTest::newRow("no such region") << QStringList{"apps/web:latest", "--to", "mars"} << "mars" << 2;
    QTest::newRow("no platform") << QStringList{"apps/web:latest", "--platform", "arm"} << "arm" << 2;
  }
  void saysWhatItCannotDo() {
    QFETCH(QStringList, words);
    QFETCH(QString, says);
    QFETCH(int, status);
    Ctl ctl({{"fra", m_fra->url(), {}, {}}, {"tyo", "http://127.0.0.1:9", {}, {}}});
    const auto refused = ctl.run(QStringList{"prewarm"} + words);
    QVERIFY2(refused.status == status && refused.err.contains(says), qPrintable(refused.out + refused.err));
    QVERIFY(ctl.run({"jobs"}).out.startsWith("No job has run yet"));
  }

private:
  std::unique_ptr<test::RegistryProcess> m_fra;
};

QTEST_GUILESS_MAIN(E2ePrewarmTest)
#include "prewarm_test.moc"
