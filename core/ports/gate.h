// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/units.h"
#include "ports/http.h"

#include <chrono>
#include <stop_token>
#include <utility>

namespace meridian::ports {

/// Permission to send requests to one registry with one identity: requests per second, requests at once, quotas that
/// the registry tells (ratelimit-*), and the pause after a 429. One gate is shared by all clients of that identity.
/// Any thread.
class RequestGate {
public:
  virtual ~RequestGate() = default;
  /// Blocks until a request may start; each success is followed by exactly one leave(). Errors: Cancelled;
  /// TooManyRequests where the wait would be longer than anybody should be held (retry_after tells how long).
  [[nodiscard]] virtual base::Result<void> enter(HttpMethod method, std::stop_token stop) = 0;
  /// As enter(), for a request that quotas on pulls do not count: anything but the GET of a manifest.
  [[nodiscard]] virtual base::Result<void> enterUncounted(HttpMethod method, std::stop_token stop) {
    return enter(method, std::move(stop));
  }
  /// The request is over. `answer` null: none came. `retry_after`: what the answer asks for, zero where it does not.
  virtual void leave(const HttpResponse* answer, std::chrono::seconds retry_after) = 0;
};

/// Permission to move bytes: bandwidth caps, windows by time of day, pause. Any thread.
class ByteGate {
public:
  virtual ~ByteGate() = default;
  /// Blocks as long as the caps ask for. Cancelled when stopped.
  [[nodiscard]] virtual base::Result<void> pass(base::ByteCount bytes, std::stop_token stop) = 0;
};

} // namespace meridian::ports
