// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/byte_stream.h"

#include <string>
#include <string_view>

// Messages on a stream of bytes: four bytes that say how long it is, the highest first, then so many bytes. What a message
// says is nobody's business here, and neither is what the stream goes over.
namespace meridian::attach {

/// Nobody means a longer one: 100,000 tags in 40 regions are less.
constexpr std::size_t kLongestFrame = 256U << 20U;

/// The next message. Errors: Timeout (none has begun in `patience`), Stalled (one has begun and does not go on), ConnectionLost
/// (the other side has ended), BadAnswer (longer than kLongestFrame), Cancelled.
[[nodiscard]] base::Result<std::string> readFrame(ports::ByteStream& stream, std::chrono::milliseconds patience, std::stop_token stop);
[[nodiscard]] base::Result<void> writeFrame(ports::ByteStream& stream, std::string_view message, std::chrono::milliseconds patience,
                                            std::stop_token stop);

} // namespace meridian::attach
