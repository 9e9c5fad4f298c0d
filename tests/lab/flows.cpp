// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/flows.h"

#include <algorithm>
#include <set>

namespace meridian::lab {

namespace {

constexpr std::size_t kIp = 20, kTcp = 20;
constexpr std::uint8_t kFin = 1, kSyn = 2, kRst = 4, kAck = 16;
/// Connections that ended without a FIN or RST through the lab stay known; this bounds them.
constexpr std::size_t kMostFlows = 100'000;

std::uint32_t get(const Packet& packet, std::size_t at, std::size_t bytes) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < bytes; ++i)
    value = value << 8 | packet[at + i];
  return value;
}

void put(Packet& packet, std::size_t at, std::uint32_t value, std::size_t bytes) {
  for (std::size_t i = 0; i < bytes; ++i)
    packet[at + i] = static_cast<std::uint8_t>(value >> 8 * (bytes - 1 - i));
}

/// The Internet checksum (RFC 1071) of an even range, with a start value.
std::uint16_t checksum(const Packet& packet, std::size_t from, std::size_t to, std::uint32_t sum) {
  for (auto i = from; i < to; i += 2)
    sum += get(packet, i, 2);
  while (sum >> 16)
    sum = (sum & 0xffff) + (sum >> 16);
  return static_cast<std::uint16_t>(~sum);
}

} // namespace

std::optional<Segment> parseSegment(const Packet& packet) {
  if (packet.size() < kIp + kTcp || packet[0] >> 4 != 4 || packet[9] != 6) return {};
  if ((get(packet, 6, 2) & 0x3fff) != 0) return {}; // a fragment
  const std::size_t tcp = (packet[0] & 15U) * 4;
  if (packet.size() < tcp + kTcp) return {};
  const std::size_t payload = tcp + (packet[tcp + 12] >> 4) * 4U;
  const auto total = std::min<std::size_t>(get(packet, 2, 2), packet.size());
  const auto flags = packet[tcp + 13];
  Segment segment;
  segment.flow = {get(packet, 12, 4), get(packet, 16, 4), static_cast<std::uint16_t>(get(packet, tcp, 2)),
                  static_cast<std::uint16_t>(get(packet, tcp + 2, 2))};
  segment.sequence = get(packet, tcp + 4, 4);
  segment.acknowledged = get(packet, tcp + 8, 4);
  segment.syn = flags & kSyn;
  segment.ack = flags & kAck;
  segment.reset = flags & kRst;
  segment.fin = flags & kFin;
  segment.length = static_cast<std::uint32_t>(total > payload ? total - payload : 0) +
                   (flags & kSyn ? 1 : 0) + (flags & kFin ? 1 : 0);
  return segment;
}

Packet makeReset(const Flow& flow, std::uint32_t sequence, std::uint32_t acknowledged) {
  Packet packet(kIp + kTcp, 0);
  packet[0] = 0x45;
  put(packet, 2, kIp + kTcp, 2);
  packet[8] = 64;
  packet[9] = 6;
  put(packet, 12, flow.from, 4);
  put(packet, 16, flow.to, 4);
  put(packet, 10, checksum(packet, 0, kIp, 0), 2);
  put(packet, kIp, flow.fromPort, 2);
  put(packet, kIp + 2, flow.toPort, 2);
  put(packet, kIp + 4, sequence, 4);
  put(packet, kIp + 8, acknowledged, 4);
  packet[kIp + 12] = 5 << 4;
  packet[kIp + 13] = kRst | kAck;
  // The pseudo header: both addresses, the protocol, the length of the segment.
  std::uint32_t pseudo = 6 + kTcp;
  for (std::size_t i = 12; i < 20; i += 2)
    pseudo += get(packet, i, 2);
  put(packet, kIp + 16, checksum(packet, kIp, packet.size(), pseudo), 2);
  return packet;
}

Flows::Verdict Flows::see(const Packet& packet, std::optional<Packet>& answer) {
  const auto segment = parseSegment(packet);
  if (!segment) return Verdict::Pass;
  const auto& flow = segment->flow;
  if (segment->syn && !segment->ack) {
    if (m_flows.size() > kMostFlows) m_flows.clear();
    m_flows.erase(flow.reversed());
    m_flows[flow] = {};
  }
  auto& state = m_flows[flow];
  if (state.broken) {
    const auto sequence = segment->ack ? segment->acknowledged : 0;
    if (!segment->reset) answer = makeReset(flow.reversed(), sequence, segment->sequence + segment->length);
    return Verdict::Drop;
  }
  state.sequence = segment->sequence + segment->length;
  state.finished |= segment->fin;
  if (segment->ack) {
    state.acknowledged = segment->acknowledged;
    state.acks = true;
  }
  if (segment->reset) {
    m_flows.erase(flow.reversed());
    m_flows.erase(flow);
  }
  return Verdict::Pass;
}

std::size_t Flows::breakBetween(std::uint32_t one, std::uint32_t other,
                                const std::function<void(Packet&&)>& inject) {
  const auto finished = [this](const Flow& flow) {
    const auto found = m_flows.find(flow);
    return found != m_flows.end() && found->second.finished;
  };
  std::set<Flow> breaking;
  for (const auto& [flow, state] : m_flows) {
    const bool ours = (flow.from == one && flow.to == other) || (flow.from == other && flow.to == one);
    if (!ours || state.broken || (state.finished && finished(flow.reversed()))) continue;
    breaking.insert({flow, flow.reversed()});
  }
  for (const auto& flow : breaking) {
    auto& state = m_flows[flow];
    state.broken = true;
    if (state.acks) inject(makeReset(flow.reversed(), state.acknowledged, state.sequence));
  }
  return breaking.size() / 2;
}

bool Flows::broken(const Packet& packet) const {
  const auto segment = parseSegment(packet);
  if (!segment) return false;
  const auto found = m_flows.find(segment->flow);
  return found != m_flows.end() && found->second.broken;
}

} // namespace meridian::lab
