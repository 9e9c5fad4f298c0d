// SPDX-License-Identifier: GPL-3.0-or-later
#include "attach/frames.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace meridian::attach {

using base::Errc;
using base::fail;

namespace {

constexpr std::chrono::seconds kWithin{30}; // for the rest of what has begun
constexpr std::size_t kStep = 1U << 16U;    // memory grows with what came, not with what was announced

base::Result<void> readAll(ports::ByteStream& stream, std::span<char> into, std::chrono::milliseconds patience, const std::stop_token& stop) {
  for (bool begun = false; !into.empty(); begun = true) {
    auto got = stream.read(into, begun ? kWithin : patience, stop);
    if (!got && begun && got.error().code == Errc::Timeout) return fail(Errc::Stalled, "a message stopped in the middle");
    if (!got) return base::pass(std::move(got));
    if (*got == 0) return fail(Errc::ConnectionLost, "the other side has ended");
    into = into.subspan(*got);
  }
  return {};
}

} // namespace

base::Result<std::string> readFrame(ports::ByteStream& stream, std::chrono::milliseconds patience, std::stop_token stop) {
  std::array<char, 4> head{};
  if (auto read = readAll(stream, head, patience, stop); !read) return base::pass(std::move(read));
  std::size_t length = 0;
  for (const char byte : head) length = length << 8U | static_cast<std::uint8_t>(byte);
  if (length > kLongestFrame) return fail(Errc::BadAnswer, "a message of " + std::to_string(length) + " bytes is none of ours");
  std::string message;
  while (message.size() < length) {
    const auto begin = message.size();
    message.resize(std::min(length, begin + kStep));
    auto read = readAll(stream, std::span(message).subspan(begin), kWithin, stop);
    if (!read && read.error().code == Errc::Timeout) return fail(Errc::Stalled, "a message stopped in the middle");
    if (!read) return base::pass(std::move(read));
  }
  return message;
}

base::Result<void> writeFrame(ports::ByteStream& stream, std::string_view message, std::chrono::milliseconds patience, std::stop_token stop) {
  if (message.size() > kLongestFrame) return fail(Errc::SizeInvalid, "a message of " + std::to_string(message.size()) + " bytes is too long");
  std::string text;
  text.reserve(message.size() + 4);
  for (const int shift : {24, 16, 8, 0}) text.push_back(static_cast<char>(message.size() >> shift & 0xFF));
  text.append(message);
  return stream.write(text, patience, std::move(stop));
}

} // namespace meridian::attach
