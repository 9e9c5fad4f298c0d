// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <string>
#include <unordered_map>

namespace meridian::curl {

/// Ways to an origin. QuicEarly: HTTP/3, and the request leaves with the first packet where a session can be
/// resumed (0-RTT, RFC 9001 section 4.6). Who records such a packet may send it again, so it is for GET and
/// HEAD alone.
enum class Way { Tcp, Quic, QuicEarly };

/// What one origin taught about HTTP/3. http thread.
struct QuicOrigin {
  using Time = std::chrono::steady_clock::time_point;
  Time blocked_until{};  ///< UDP does not get through, or there is no HTTP/3
  Time no_early_until{}; ///< refused, or in the way: with early data curl tries the first address only
  Time doubtful_until{}; ///< a connection may still be in its early phase, whose opener nobody watches any
                         ///< more
  int opening = 0;       ///< requests in early data whose handshake has not been seen to end

  /// `early`: whether the request may leave as early data.
  [[nodiscard]] Way way(bool early, Time now) const;
  /// A request that is not safe must not join a connection now: it might leave as early data.
  [[nodiscard]] bool inEarlyPhase(Time now) const { return opening > 0 || now < doubtful_until; }
  /// That way led nowhere. `silent`: nothing came back at all, in contrast to an error.
  void failed(Way way, bool silent, Time now);
};

/// From there on HTTP/3 is tried again.
inline constexpr std::chrono::minutes kQuicRest{5};
/// As long may the handshake take before the request goes over TCP: more than two round trips around the
/// world.
inline constexpr std::chrono::milliseconds kQuicHandshake{1000};
/// As long may a safe request on a connection that stood wait for its head: the way may have closed
/// meanwhile.
inline constexpr std::chrono::milliseconds kQuicSilence{5000};

using QuicOrigins = std::unordered_map<std::string, QuicOrigin>; ///< pointers to values stay

} // namespace meridian::curl
