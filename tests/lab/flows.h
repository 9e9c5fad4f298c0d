// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/link.h"

#include <compare>
#include <map>
#include <optional>

namespace meridian::lab {

/// One direction of a TCP connection; addresses and ports in host byte order.
struct Flow {
  std::uint32_t from = 0, to = 0;
  std::uint16_t fromPort = 0, toPort = 0;
  auto operator<=>(const Flow&) const = default;
  Flow reversed() const { return {to, from, toPort, fromPort}; }
};

/// The fields of an IPv4 TCP packet that matter here (RFC 9293 section 3.1).
struct Segment {
  Flow flow;
  std::uint32_t sequence = 0, acknowledged = 0;
  std::uint32_t length = 0; ///< in sequence space: payload, SYN and FIN
  bool syn = false, ack = false, reset = false, fin = false;
};

/// The segment in a packet; nothing when it is not an unfragmented IPv4 TCP packet.
std::optional<Segment> parseSegment(const Packet& packet);

/// An IPv4 TCP packet with RST and ACK set, checksums filled in.
Packet makeReset(const Flow& flow, std::uint32_t sequence, std::uint32_t acknowledged);

/// The TCP connections that cross the lab, and the resets of those that were broken.
///
/// A broken connection is treated as a firewall treats one that it forgot: nothing of it passes, and who
/// sends is answered with a reset. The sender's own acknowledgement number makes that reset exact (RFC 5961
/// section 3.2), so that both ends believe it. An end that is silent gets one reset from what it acknowledged
/// last.
class Flows {
public:
  enum class Verdict { Pass, Drop };

  /// Looks at a packet that enters the lab. When it belongs to a broken connection it has to be dropped, and
  /// the packet in `answer`, if any, goes back to its sender.
  Verdict see(const Packet& packet, std::optional<Packet>& answer);

  /// Breaks every connection between the two addresses and hands over the resets for both ends. Answers how
  /// many.
  std::size_t breakBetween(std::uint32_t one, std::uint32_t other,
                           const std::function<void(Packet&&)>& inject);

  /// Whether the packet belongs to a broken connection.
  bool broken(const Packet& packet) const;

private:
  struct State {
    std::uint32_t acknowledged = 0, sequence = 0; ///< what the sender of this direction said last
    bool acks = false, broken = false, finished = false;
  };
  std::map<Flow, State> m_flows;
};

} // namespace meridian::lab
