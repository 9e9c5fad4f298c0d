// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "audit/share.h"
#include "base/sha256.h"

using namespace meridian;

class ShareTest final : public QObject {
  Q_OBJECT

  static oci::Digest digest(int n) {
    const auto text = std::to_string(n);
    return oci::Digest::sha256(base::Sha256::hex(std::as_bytes(std::span(text))));
  }

private slots:
  void everyBlobHasItsTurn_data() {
    QTest::addColumn<double>("percent");
    QTest::addColumn<int>("nights");
    QTest::newRow("1") << 1.0 << 100;
    QTest::newRow("7") << 7.0 << 15;
    QTest::newRow("10") << 10.0 << 10;
    QTest::newRow("30") << 30.0 << 4;
    QTest::newRow("60") << 60.0 << 2;
    QTest::newRow("100") << 100.0 << 1;
    QTest::newRow("a half") << 0.5 << 200;
    QTest::newRow("more than all") << 250.0 << 1;
  }
  void everyBlobHasItsTurn() {
    QFETCH(const double, percent);
    QFETCH(const int, nights);
    for (const std::int64_t first : {-3, 0, 20'779}) {
      std::size_t read = 0;
      for (int n = 0; n < 500; ++n) {
        bool turn = false;
        for (int night = 0; night < nights; ++night) {
          const bool tonight = audit::isTonight(digest(n), percent, first + night);
          read += tonight && night == 0 ? 1U : 0U;
          turn = turn || tonight;
        }
        QVERIFY2(turn, qPrintable(QString("blob %1 from night %2").arg(n).arg(first)));
      }
      const auto share = std::clamp(percent, 0.01, 100.0) * 5.0; // of 500
      QVERIFY2(read >= share * 0.5 - 4 && read <= share * 1.5 + 4, qPrintable(QString::number(read)));
    }
  }
  void sameNightSameShare() { QCOMPARE(audit::isTonight(digest(1), 10, 5), audit::isTonight(digest(1), 10, 5)); }
};

QTEST_GUILESS_MAIN(ShareTest)
#include "share_test.moc"
