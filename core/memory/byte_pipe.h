// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/byte_stream.h"

#include <memory>
#include <utility>

namespace meridian::memory {

/// Two ends of a stream in this process: what is written to one is read from the other. Each way holds `room` bytes, then
/// a write waits.
[[nodiscard]] std::pair<std::unique_ptr<ports::ByteStream>, std::unique_ptr<ports::ByteStream>> bytePipe(std::size_t room = 1U << 16U);

/// A listener whose streams come from dial(), in the same process.
class Dial final : public ports::StreamListener {
public:
  Dial();
  ~Dial() override;
  base::Result<std::unique_ptr<ports::ByteStream>> accept(std::stop_token stop) override;

  /// For those who come; outlives the listener. ConnectionRefused: it is gone.
  class Number {
  public:
    [[nodiscard]] base::Result<std::unique_ptr<ports::ByteStream>> dial() const;

  private:
    friend class Dial;
    struct Line;
    std::shared_ptr<Line> m_line;
  };
  [[nodiscard]] Number number() const { return m_number; }

private:
  Number m_number;
};

} // namespace meridian::memory
