// SPDX-License-Identifier: GPL-3.0-or-later
#include "memory/byte_pipe.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>

namespace meridian::memory {

using base::Errc;
using base::fail;

namespace {

/// Both ways of a pipe under one lock.
struct Pipe {
  explicit Pipe(std::size_t most) : room(most) {}
  std::mutex mutex;
  std::condition_variable_any moved;
  std::deque<char> way[2];
  const std::size_t room;
  bool closed = false;
};

class PipeEnd final : public ports::ByteStream {
public:
  PipeEnd(std::shared_ptr<Pipe> pipe, int in) : m_pipe(std::move(pipe)), m_in(in) {}
  ~PipeEnd() override { PipeEnd::close(); }

  base::Result<std::size_t> read(std::span<char> into, std::chrono::milliseconds patience, std::stop_token stop) override {
    std::unique_lock lock(m_pipe->mutex);
    auto& bytes = m_pipe->way[m_in];
    const bool there = m_pipe->moved.wait_for(lock, stop, patience, [&] { return !bytes.empty() || m_pipe->closed; });
    if (stop.stop_requested()) return fail(Errc::Cancelled, "cancelled");
    if (!there) return fail(Errc::Timeout, "nothing came");
    const auto count = std::min(into.size(), bytes.size());
    std::copy_n(bytes.begin(), count, into.begin());
    bytes.erase(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(count));
    m_pipe->moved.notify_all();
    return count;
  }

  base::Result<void> write(std::string_view text, std::chrono::milliseconds patience, std::stop_token stop) override {
    std::unique_lock lock(m_pipe->mutex);
    auto& bytes = m_pipe->way[1 - m_in];
    while (!text.empty()) {
      if (!m_pipe->moved.wait_for(lock, stop, patience, [&] { return bytes.size() < m_pipe->room || m_pipe->closed; }))
        return fail(stop.stop_requested() ? Errc::Cancelled : Errc::Timeout, "the other side takes nothing");
      if (m_pipe->closed) return fail(Errc::ConnectionLost, "the other side is gone");
      const auto count = std::min(text.size(), m_pipe->room - bytes.size());
      bytes.insert(bytes.end(), text.begin(), text.begin() + static_cast<std::ptrdiff_t>(count));
      text.remove_prefix(count);
      m_pipe->moved.notify_all();
    }
    return {};
  }

  void close() override {
    const std::lock_guard lock(m_pipe->mutex);
    m_pipe->closed = true;
    m_pipe->moved.notify_all();
  }

  [[nodiscard]] ports::StreamPeer peer() const override { return {"memory", 0}; }

private:
  const std::shared_ptr<Pipe> m_pipe;
  const int m_in;
};

} // namespace

std::pair<std::unique_ptr<ports::ByteStream>, std::unique_ptr<ports::ByteStream>> bytePipe(std::size_t room) {
  auto pipe = std::make_shared<Pipe>(room);
  return {std::make_unique<PipeEnd>(pipe, 0), std::make_unique<PipeEnd>(pipe, 1)};
}

struct Dial::Number::Line {
  std::mutex mutex;
  std::condition_variable_any rang;
  std::deque<std::unique_ptr<ports::ByteStream>> waiting;
  bool gone = false;
};

Dial::Dial() { m_number.m_line = std::make_shared<Number::Line>(); }
Dial::~Dial() {
  const std::lock_guard lock(m_number.m_line->mutex);
  m_number.m_line->gone = true;
  m_number.m_line->waiting.clear();
}

base::Result<std::unique_ptr<ports::ByteStream>> Dial::accept(std::stop_token stop) {
  auto& line = *m_number.m_line;
  std::unique_lock lock(line.mutex);
  if (!line.rang.wait(lock, stop, [&] { return !line.waiting.empty(); })) return fail(Errc::Cancelled, "cancelled");
  auto stream = std::move(line.waiting.front());
  line.waiting.pop_front();
  return stream;
}

base::Result<std::unique_ptr<ports::ByteStream>> Dial::Number::dial() const {
  auto [ours, theirs] = bytePipe();
  const std::lock_guard lock(m_line->mutex);
  if (m_line->gone) return fail(Errc::ConnectionRefused, "nobody listens any more");
  m_line->waiting.push_back(std::move(theirs));
  m_line->rang.notify_one();
  return std::move(ours);
}

} // namespace meridian::memory
