// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <chrono>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>

namespace meridian::ports {

/// Who is at the other end of a stream, as the transport knows it and not as they say.
struct StreamPeer {
  std::string user;         ///< "anna@desk"; of a TLS stream the name in the certificate
  std::int64_t process = 0; ///< 0: unknown
};

/// Bytes in both directions, in order and complete, to one other program. One thread reads while another one writes;
/// close() from any.
class ByteStream {
public:
  virtual ~ByteStream() = default; ///< closes
  /// At least one byte into `into`, or 0: the other side has ended. Errors: Timeout (nothing came in `patience`; nothing is
  /// lost), ConnectionLost, Cancelled.
  [[nodiscard]] virtual base::Result<std::size_t> read(std::span<char> into, std::chrono::milliseconds patience,
                                                       std::stop_token stop) = 0;
  /// All of it. Errors: Timeout (the other side has taken nothing for `patience`: the stream is of no more use),
  /// ConnectionLost, Cancelled (neither is it then).
  [[nodiscard]] virtual base::Result<void> write(std::string_view bytes, std::chrono::milliseconds patience, std::stop_token stop) = 0;
  /// Both sides see the end; waiting calls return.
  virtual void close() = 0;
  [[nodiscard]] virtual StreamPeer peer() const = 0;
};

/// A place where others may begin a stream to us.
class StreamListener {
public:
  virtual ~StreamListener() = default; ///< nobody may come any more
  /// The next one who is let in. Errors: Cancelled; IoFailed, which does not get better.
  [[nodiscard]] virtual base::Result<std::unique_ptr<ByteStream>> accept(std::stop_token stop) = 0;
};

} // namespace meridian::ports
