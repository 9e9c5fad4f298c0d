// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "lab/flows.h"

using namespace meridian::lab;

namespace {

constexpr std::uint8_t kFin = 1, kSyn = 2, kAck = 16;
const Flow kFlow{0x0a4d0001, 0x0a4d0002, 40000, 5000};

/// A segment with a payload, made from a reset: the tests do not repeat the layout.
Packet segment(const Flow& flow, std::uint32_t sequence, std::uint32_t acknowledged, std::uint8_t flags,
               std::size_t payload = 0) {
  auto packet = makeReset(flow, sequence, acknowledged);
  packet[33] = flags;
  packet.resize(packet.size() + payload);
  packet[2] = static_cast<std::uint8_t>(packet.size() >> 8);
  packet[3] = static_cast<std::uint8_t>(packet.size());
  return packet;
}

std::uint16_t sum(const Packet& packet, std::size_t from, std::uint32_t start) {
  for (auto i = from; i + 1 < packet.size() && !(from == 0 && i == 20); i += 2)
    start += static_cast<std::uint32_t>(packet[i] << 8 | packet[i + 1]);
  while (start >> 16)
    start = (start & 0xffff) + (start >> 16);
  return static_cast<std::uint16_t>(start);
}

} // namespace

class FlowsTest : public QObject {
  Q_OBJECT

  static bool passes(Flows& flows, const Packet& packet, std::optional<Packet>* answer = nullptr) {
    std::optional<Packet> ignored;
    return flows.see(packet, answer ? *answer : ignored) == Flows::Verdict::Pass;
  }

  /// A connection on which A sent up to 600 and B acknowledged 500, sent up to 90.
  static Flows established() {
    Flows flows;
    passes(flows, segment(kFlow, 99, 0, kSyn));
    passes(flows, segment(kFlow.reversed(), 79, 100, kSyn | kAck));
    passes(flows, segment(kFlow, 100, 80, kAck, 500));
    passes(flows, segment(kFlow.reversed(), 80, 500, kAck, 10));
    return flows;
  }

private slots:
  void resetHasValidChecksums() {
    const auto packet = makeReset(kFlow, 0xdeadbeef, 0x12345678);
    QCOMPARE(sum(packet, 0, 0), std::uint16_t{0xffff});
    std::uint32_t pseudo = 6 + 20;
    for (std::size_t i = 12; i < 20; i += 2)
      pseudo += static_cast<std::uint32_t>(packet[i] << 8 | packet[i + 1]);
    QCOMPARE(sum(packet, 20, pseudo), std::uint16_t{0xffff});
    const auto parsed = parseSegment(packet);
    QVERIFY(parsed && parsed->reset && parsed->ack && !parsed->syn);
    QVERIFY(parsed->flow == kFlow);
    QCOMPARE(parsed->sequence, 0xdeadbeefU);
    QCOMPARE(parsed->acknowledged, 0x12345678U);
    QCOMPARE(parsed->length, 0U);
  }

  void lengthCountsSynAndFin() {
    QCOMPARE(parseSegment(segment(kFlow, 1, 1, kSyn))->length, 1U);
    QCOMPARE(parseSegment(segment(kFlow, 1, 1, kFin | kAck, 30))->length, 31U);
  }

  void notTcp() {
    auto packet = segment(kFlow, 1, 1, kAck);
    packet[9] = 17;
    QVERIFY(!parseSegment(packet));
    QVERIFY(!parseSegment(Packet(10)));
    auto fragment = segment(kFlow, 1, 1, kAck);
    fragment[7] = 3;
    QVERIFY(!parseSegment(fragment));
  }

  void bothEndsGetWhatTheyExpect() {
    auto flows = established();
    std::vector<Segment> injected;
    QCOMPARE(
        flows.breakBetween(kFlow.to, kFlow.from, [&](Packet&& p) { injected.push_back(*parseSegment(p)); }),
        std::size_t{1});
    QCOMPARE(injected.size(), std::size_t{2});
    for (const auto& reset : injected)
      // To A from what A acknowledged (80), to B from what B acknowledged (500).
      QCOMPARE(reset.sequence, reset.flow == kFlow ? 500U : 80U);
    QVERIFY(!(injected[0].flow == injected[1].flow));
  }

  void whoSendsOnABrokenConnectionIsReset() {
    auto flows = established();
    flows.breakBetween(kFlow.from, kFlow.to, [](Packet&&) {});
    const auto late = segment(kFlow, 600, 90, kAck, 100);
    QVERIFY(flows.broken(late));
    std::optional<Packet> answer;
    QVERIFY(!passes(flows, late, &answer));
    QVERIFY(answer);
    const auto reset = parseSegment(*answer);
    QVERIFY(reset->flow == kFlow.reversed());
    QCOMPARE(reset->sequence, 90U);
    QCOMPARE(reset->acknowledged, 700U);
  }

  void resetsAreNotAnswered() {
    auto flows = established();
    flows.breakBetween(kFlow.from, kFlow.to, [](Packet&&) {});
    std::optional<Packet> answer;
    QVERIFY(!passes(flows, makeReset(kFlow, 600, 90), &answer));
    QVERIFY(!answer);
  }

  void newConnectionOnTheSamePortsPasses() {
    auto flows = established();
    flows.breakBetween(kFlow.from, kFlow.to, [](Packet&&) {});
    QVERIFY(passes(flows, segment(kFlow, 9000, 0, kSyn)));
    QVERIFY(passes(flows, segment(kFlow.reversed(), 70, 9001, kSyn | kAck)));
  }

  void othersAreLeftAlone() {
    auto flows = established();
    auto elsewhere = kFlow;
    elsewhere.to = 0x0a4d0003;
    passes(flows, segment(elsewhere, 1, 1, kAck));
    flows.breakBetween(kFlow.from, kFlow.to, [](Packet&&) {});
    QVERIFY(passes(flows, segment(elsewhere, 1, 1, kAck)));
  }

  void endedConnectionsAreNotCounted() {
    auto flows = established();
    passes(flows, segment(kFlow, 600, 90, kFin | kAck));
    passes(flows, segment(kFlow.reversed(), 90, 601, kFin | kAck));
    int injected = 0;
    QCOMPARE(flows.breakBetween(kFlow.from, kFlow.to, [&](Packet&&) { ++injected; }), std::size_t{0});
    QCOMPARE(injected, 0);
  }
};

QTEST_APPLESS_MAIN(FlowsTest)
#include "flows_test.moc"
