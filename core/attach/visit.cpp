// SPDX-License-Identifier: GPL-3.0-or-later
#include "attach/visit.h"

#include "attach/frames.h"
#include "attach/json/message_json.h"
#include "attach/json/snapshots_json.h"
#include "attach/questions.h"
#include "base/log.h"
#include "engine/ledger.h"

#include <chrono>
#include <thread>

namespace meridian::attach {

using base::Errc;

namespace {

/// Who is well says something more often than that.
constexpr std::chrono::seconds kSilence{60};
constexpr std::chrono::seconds kTaking{30};
constexpr std::chrono::milliseconds kFrame{100}; ///< between two snapshots
constexpr std::size_t kMostOpen = 64;            ///< questions of one visit at a time

} // namespace

Visit::Visit(engine::AnyEngine& engine, const Identity& self, std::unique_ptr<ports::ByteStream> stream, base::ThreadPool& questions)
    : m_engine(engine), m_self(self), m_stream(std::move(stream)), m_questions(questions) {}

Visit::~Visit() = default;

void Visit::hear() {
  const auto theirs = greet(*m_stream, m_self, false, {});
  if (theirs) {
    m_actor = m_stream->peer().user + " with " + theirs->who.program;
    const auto who = m_actor + " (process " + std::to_string(m_stream->peer().process) + ")";
    base::log("attach", base::LogLevel::Info, who + " has come");
    for (;;) {
      auto message = readFrame(*m_stream, kSilence, {});
      if (!message) {
        if (message.error().code != Errc::ConnectionLost) base::log("attach", base::LogLevel::Info, message.error().text());
        break;
      }
      take(*message);
    }
    base::log("attach", base::LogLevel::Info, who + " has left");
  } else {
    base::log("attach", base::LogLevel::Warning, "somebody came and was not understood: " + theirs.error().text());
  }
  finish();
}

void Visit::take(const std::string& message) {
  try {
    const auto parsed = parse(message);
    if (!parsed) throw Nonsense(parsed.error().message);
    const auto& json = *parsed;
    if (!json.is_object()) refuse("must be an object", json);
    if (const auto drop = json.find("drop"); drop != json.end()) {
      const std::lock_guard lock(m_mutex);
      if (const auto open = m_open.find(decode<std::uint64_t>(*drop)); open != m_open.end()) open->second.request_stop();
    } else if (json.contains("watch")) {
      const std::lock_guard lock(m_mutex);
      m_watches = m_dirty = true;
      m_wake.notify_all();
    } else if (json.contains("ping")) {
      say(R"({"pong":true})");
    } else if (const auto ask = json.find("ask"); ask != json.end()) {
      const auto with = json.find("with");
      const auto what = json.find("what");
      put(decode<std::uint64_t>(*ask), what == json.end() ? std::string() : decode<std::string>(*what),
          with == json.end() ? "{}" : text(*with));
    } // a newer version's word: nobody waits for an answer to it
  } catch (const std::exception& nonsense) {
    base::log("attach", base::LogLevel::Warning, std::string("a message makes no sense: ") + nonsense.what());
  }
}

void Visit::put(std::uint64_t id, const std::string& question, const std::string& arguments) {
  const auto told = [id](const std::string& answer) { return R"({"answer":)" + std::to_string(id) + R"(,"with":)" + answer + "}"; };
  std::stop_token stop;
  {
    const std::lock_guard lock(m_mutex);
    if (m_open.size() >= kMostOpen) {
      const base::Result<void> busy = base::fail(Errc::Busy, "more than " + std::to_string(kMostOpen) + " questions at a time");
      m_out.push_back(told(text(encode(busy))));
      return m_wake.notify_all();
    }
    stop = m_open[id].get_token();
  }
  const auto work = [self = shared_from_this(), id, question, arguments, stop, told] {
    std::string found;
    {
      const engine::ActingAs acting(self->m_actor);
      found = answer(self->m_engine, question, arguments, stop);
    }
    {
      const std::lock_guard lock(self->m_mutex);
      self->m_open.erase(id);
    }
    self->say(told(found));
  };
  if (paceOf(question) == Pace::AtOnce)
    work();
  else
    m_questions.submit(work);
}

void Visit::say(std::string message) {
  const std::lock_guard lock(m_mutex);
  if (m_done) return;
  m_out.push_back(std::move(message));
  m_wake.notify_all();
}

void Visit::changed() {
  const std::lock_guard lock(m_mutex);
  m_dirty = true;
  if (m_watches) m_wake.notify_all();
}

void Visit::speak() {
  using Clock = std::chrono::steady_clock;
  auto next = Clock::now();
  SnapshotSender sender;
  bool leaving = false;
  for (;;) {
    std::string message;
    {
      std::unique_lock lock(m_mutex);
      const auto due = [&] { return m_watches && m_dirty; };
      m_wake.wait(lock, [&] { return !m_out.empty() || due() || m_leaving || m_done; });
      if (m_out.empty() && !m_leaving && due() && Clock::now() < next)
        m_wake.wait_until(lock, next, [&] { return !m_out.empty() || m_leaving || m_done; });
      if (m_done) break;
      if (!m_out.empty()) {
        message = std::move(m_out.front());
        m_out.pop_front();
      } else if (m_leaving) {
        leaving = true;
        break;
      } else {
        m_dirty = false;
      }
    }
    if (message.empty()) {
      message = text(sender.next(m_engine.snapshot()));
      next = Clock::now() + kFrame;
    }
    if (const auto sent = writeFrame(*m_stream, message, kTaking, {}); !sent) break;
  }
  if (leaving) (void)writeFrame(*m_stream, R"({"bye":true})", std::chrono::seconds(1), {});
  finish();
}

void Visit::end() {
  const std::lock_guard lock(m_mutex);
  m_leaving = true;
  for (auto& [id, stop] : m_open) stop.request_stop();
  m_wake.notify_all();
}

void Visit::finish() {
  m_stream->close();
  const std::lock_guard lock(m_mutex);
  m_done = true;
  for (auto& [id, stop] : m_open) stop.request_stop();
  m_over = true;
  m_wake.notify_all();
}

} // namespace meridian::attach
