// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <string>
#include <vector>

namespace meridian::lab {

/// Measurements from inside namespaces, each on threads of its own. They throw Failure.

struct Echoes {
  int sent = 0;
  std::vector<double> milliseconds; ///< of those that came back, in their order
  double minimum() const;
  double mean() const;
  double maximum() const;
};

/// Sends ICMP echo requests (RFC 792) at an interval and waits up to a second for the last answers.
Echoes ping(const std::string& space, const std::string& address, int count,
            std::chrono::milliseconds interval);

/// Sends UDP datagrams of `size` bytes at a rate (Mbit/s of whole IP packets); answers how many arrived.
struct Datagrams {
  int sent = 0, received = 0;
};
Datagrams flood(const std::string& from, const std::string& to, const std::string& address, int count,
                std::size_t size, double rate);

/// One TCP connection, bytes as fast as they go, for a time. Mbit/s of payload at the receiver in the second
/// half, when the flow has found its speed.
double bulk(const std::string& from, const std::string& to, const std::string& address,
            const std::string& congestion, std::chrono::milliseconds time);

} // namespace meridian::lab
