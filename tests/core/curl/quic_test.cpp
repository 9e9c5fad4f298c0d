// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "curl/quic.h"

using namespace meridian::curl;
using namespace std::chrono_literals;

/// What is concluded from failures, without any network.
class QuicTest : public QObject {
  Q_OBJECT
private slots:
  void ways_data();
  void ways();
  void unsafeRequestsStayOutOfTheEarlyPhase();

private:
  const QuicOrigin::Time m_start = QuicOrigin::Time(1h);
};

void QuicTest::ways_data() {
  QTest::addColumn<QList<int>>("failures"); // the way that failed; negative = in silence
  QTest::addColumn<int>("safe");
  QTest::addColumn<int>("otherwise");
  const int tcp = static_cast<int>(Way::Tcp), quic = static_cast<int>(Way::Quic),
            early = static_cast<int>(Way::QuicEarly);
  QTest::newRow("nothing known") << QList<int>{} << early << quic;
  QTest::newRow("early data in the way") << QList<int>{early} << quic << quic;
  QTest::newRow("silence after early data") << QList<int>{-early} << tcp << tcp;
  QTest::newRow("refused") << QList<int>{quic} << tcp << tcp;
  QTest::newRow("silence") << QList<int>{-quic} << tcp << tcp;
  QTest::newRow("refused with and without early data") << QList<int>{early, quic} << tcp << tcp;
}

void QuicTest::ways() {
  QFETCH(QList<int>, failures);
  QFETCH(int, safe);
  QFETCH(int, otherwise);
  QuicOrigin origin;
  for (const int failure : failures)
    origin.failed(static_cast<Way>(std::abs(failure)), failure < 0, m_start);
  QCOMPARE(static_cast<int>(origin.way(true, m_start + 1s)), safe);
  QCOMPARE(static_cast<int>(origin.way(false, m_start + 1s)), otherwise);
  QCOMPARE(origin.way(true, m_start + kQuicRest), Way::QuicEarly); // tried again
  QCOMPARE(origin.way(false, m_start + kQuicRest), Way::Quic);
}

void QuicTest::unsafeRequestsStayOutOfTheEarlyPhase() {
  QuicOrigin origin;
  QVERIFY(!origin.inEarlyPhase(m_start));
  origin.opening = 1;
  QVERIFY(origin.inEarlyPhase(m_start));
  origin.opening = 0;
  origin.doubtful_until = m_start + 1s; // its opener was cancelled
  QVERIFY(origin.inEarlyPhase(m_start));
  QVERIFY(!origin.inEarlyPhase(m_start + 1s));
}

QTEST_APPLESS_MAIN(QuicTest)
#include "quic_test.moc"
