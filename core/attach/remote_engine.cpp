// SPDX-License-Identifier: GPL-3.0-or-later
#include "attach/remote_engine.h"

#include "attach/frames.h"
#include "attach/greeting.h"
#include "attach/json/message_json.h"
#include "attach/json/snapshots_json.h"
#include "attach/remote_interior.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

namespace meridian::attach {

using base::Errc;
using base::fail;
using base::Result;

namespace {

constexpr std::chrono::seconds kPulse{5};    ///< so often we say that we are alive, and are told the same
constexpr std::chrono::seconds kPatience{15}; ///< and after so much it is not
constexpr std::chrono::seconds kTaking{5};
constexpr std::chrono::seconds kFirst{10};
constexpr std::chrono::milliseconds kSoonest{100}, kLatest{2'000}; ///< between two tries to come back

bool isSame(const std::filesystem::path& a, const std::filesystem::path& b) {
  // Absolute first: what is not there yet stays relative otherwise.
  const auto whole = [](const std::filesystem::path& path) {
    std::error_code error;
    return std::filesystem::weakly_canonical(std::filesystem::absolute(path, error), error);
  };
  return whole(a) == whole(b);
}

} // namespace

/// What the engine has told of its snapshots on one stream.
struct Picture {
  SnapshotReceiver receiver;
};

RemoteEngine::Interior::Interior(Options options) : m_options(std::move(options)) {
  presence.here = false;
  presence.live = false;
}

RemoteEngine::Interior::~Interior() {
  m_thread.request_stop();
  {
    const std::lock_guard lock(mutex);
    if (m_stream) m_stream->close();
  }
  if (m_thread.joinable()) m_thread.join();
}

Result<std::shared_ptr<ports::ByteStream>> RemoteEngine::Interior::call(std::stop_token stop) {
  auto stream = m_options.connect(stop);
  if (!stream) return base::pass(std::move(stream));
  const auto theirs = greet(**stream, m_options.self, true, stop);
  if (!theirs) return fail(theirs.error());
  const auto& self = m_options.self;
  const auto other = [&](const char* what, const std::filesystem::path& its, const std::filesystem::path& ours) {
    return fail(Errc::ConfigInvalid, theirs->who.program + " (process " + std::to_string(theirs->process) + ") works here on the " + what +
                                         " " + its.string() + ", not on " + ours.string());
  };
  if (!self.state_dir.empty() && !isSame(theirs->who.state_dir, self.state_dir))
    return other("state folder", theirs->who.state_dir, self.state_dir);
  if (!self.fleet_file.empty() && !isSame(theirs->who.fleet_file, self.fleet_file))
    return other("fleet file", theirs->who.fleet_file, self.fleet_file);
  const std::lock_guard lock(mutex);
  presence.program = theirs->who.program;
  presence.release = theirs->who.release;
  presence.process = theirs->process;
  return std::shared_ptr<ports::ByteStream>(std::move(*stream));
}

void RemoteEngine::Interior::run(std::shared_ptr<ports::ByteStream> stream) {
  m_stream = std::move(stream);
  m_thread = std::jthread([this](std::stop_token stop) { live(std::move(stop)); });
}

void RemoteEngine::Interior::live(std::stop_token stop) {
  auto pause = kSoonest;
  while (!stop.stop_requested()) {
    std::shared_ptr<ports::ByteStream> stream;
    {
      const std::lock_guard lock(mutex);
      stream = m_stream;
    }
    if (stream) {
      lose(listen(*stream, stop));
      pause = kSoonest;
    }
    std::unique_lock lock(mutex);
    (void)moved.wait_for(lock, stop, pause, [] { return false; });
    lock.unlock();
    if (stop.stop_requested()) return;
    auto again = call(stop);
    if (again) {
      lock.lock();
      m_stream = std::move(*again);
      continue;
    }
    pause = std::min(pause * 2, kLatest);
    // What it said when it went matters more than that nobody has come yet.
    const auto code = again.error().code;
    if (code == Errc::NotFound || code == Errc::ConnectionRefused || code == Errc::Cancelled) continue;
    lose(again.error());
  }
}

base::Error RemoteEngine::Interior::listen(ports::ByteStream& stream, std::stop_token stop) {
  using Clock = std::chrono::steady_clock;
  if (auto sent = send(stream, R"({"watch":true})"); !sent) return sent.error();
  Picture picture;
  // It has to hear of us too, also while it does all the talking.
  for (auto heard = Clock::now(), pinged = heard;;) {
    if (Clock::now() - pinged >= kPulse) {
      if (auto sent = send(stream, R"({"ping":true})"); !sent) return sent.error();
      pinged = Clock::now();
    }
    auto message = readFrame(stream, kPulse, stop);
    if (!message && message.error().code == Errc::Timeout) {
      if (Clock::now() - heard > kPatience) return fail(Errc::Timeout, "it says nothing any more; its process may hang").error;
      continue;
    }
    if (!message) return message.error();
    heard = Clock::now();
    if (auto taken = take(stream, *message, picture); !taken) return taken.error();
  }
}

Result<void> RemoteEngine::Interior::take(ports::ByteStream& stream, const std::string& message, Picture& picture) {
  // An answer is most of what comes, and the one who asked reads it: {"answer":N,"with":...}.
  constexpr std::string_view kAnswer = R"({"answer":)", kWith = R"(,"with":)";
  if (message.starts_with(kAnswer)) {
    const auto with = message.find(kWith, kAnswer.size());
    if (with == std::string::npos) return fail(Errc::BadAnswer, "an answer without its words");
    const auto id = std::strtoull(message.c_str() + kAnswer.size(), nullptr, 10);
    const auto begin = with + kWith.size();
    const std::lock_guard lock(mutex);
    if (const auto open = m_open.find(id); open != m_open.end()) open->second = message.substr(begin, message.size() - begin - 1);
    moved.notify_all();
    return {};
  }
  if (message.find(R"("bye")") < 3) return fail(Errc::ConnectionLost, "it has ended as it was told to");
  if (message.find(R"("pong")") < 3) return {};
  auto json = parse(message);
  if (!json) return base::pass(std::move(json));
  if (!json->contains("number")) return {}; // a word of a newer version
  auto next = picture.receiver.take(*json);
  if (!next) return base::pass(std::move(next));
  {
    const std::lock_guard lock(mutex);
    if (m_stream.get() != &stream) return fail(Errc::ConnectionLost, "closed");
    snapshot = std::move(*next);
    presence.live = true;
    presence.problem.clear();
    moved.notify_all();
  }
  tell();
  return {};
}

void RemoteEngine::Interior::lose(const base::Error& why) {
  {
    const std::lock_guard lock(mutex);
    if (m_stream) m_stream->close();
    m_stream.reset();
    presence.live = false;
    presence.problem = why.text();
    for (auto& [id, answer] : m_open)
      if (!answer) answer = Result<std::string>(fail(Errc::ConnectionLost, "the engine is gone: " + why.message));
    moved.notify_all();
  }
  tell();
}

void RemoteEngine::Interior::tell() {
  const std::lock_guard told(telling);
  std::vector<std::function<void()>> all;
  {
    const std::lock_guard lock(mutex);
    for (const auto& [id, call] : subscribers) all.push_back(call);
  }
  for (const auto& call : all) call();
}

Result<void> RemoteEngine::Interior::send(ports::ByteStream& stream, const std::string& message) {
  const std::lock_guard lock(m_writing);
  return writeFrame(stream, message, kTaking, {});
}

Result<std::string> RemoteEngine::Interior::ask(const char* question, const std::string& arguments, std::chrono::milliseconds patience,
                                                std::stop_token stop) {
  std::unique_lock lock(mutex);
  if (!m_stream) return fail(Errc::ConnectionLost, "the engine does not answer" + (presence.problem.empty() ? "" : ": " + presence.problem));
  const auto stream = m_stream;
  const auto id = ++m_asked;
  m_open[id];
  lock.unlock();
  const auto number = std::to_string(id);
  auto sent = send(*stream, R"({"ask":)" + number + R"(,"what":")" + question + R"(","with":)" + arguments + "}");
  lock.lock();
  const bool answered = sent && moved.wait_for(lock, stop, patience, [&] { return m_open.at(id).has_value(); });
  auto answer = std::move(m_open.at(id));
  m_open.erase(id);
  lock.unlock();
  if (!sent) {
    stream->close(); // half a message may have gone: nothing can follow it
    return fail(Errc::ConnectionLost, "the engine does not take what it is asked: " + sent.error().message);
  }
  if (answered) return std::move(*answer);
  (void)send(*stream, R"({"drop":)" + number + "}");
  if (stop.stop_requested()) return fail(Errc::Cancelled, "cancelled");
  return fail(Errc::Timeout, "the engine has not answered in " + std::to_string(patience.count() / 1000) + " s; it may still do what it was told");
}

Result<void> RemoteEngine::Interior::waitForFirst(std::chrono::milliseconds patience, std::stop_token stop) {
  std::unique_lock lock(mutex);
  if (moved.wait_for(lock, stop, patience, [&] { return presence.live || !m_stream; }) && presence.live) return {};
  if (stop.stop_requested()) return fail(Errc::Cancelled, "cancelled");
  return fail(presence.problem.empty() ? Errc::Timeout : Errc::ConnectionLost,
              "the engine that runs here does not show itself" + (presence.problem.empty() ? "" : ": " + presence.problem));
}

bool RemoteEngine::Interior::waitUntilLive(std::stop_token stop) {
  std::unique_lock lock(mutex);
  return moved.wait(lock, stop, [&] { return presence.live; });
}

RemoteEngine::RemoteEngine(std::unique_ptr<Interior> interior) : m_interior(std::move(interior)) {}
RemoteEngine::~RemoteEngine() = default;

Result<std::unique_ptr<RemoteEngine>> RemoteEngine::attach(Options options, std::stop_token stop) {
  auto interior = std::make_unique<Interior>(std::move(options));
  auto stream = interior->call(stop);
  if (!stream) return base::pass(std::move(stream));
  interior->run(std::move(*stream));
  if (auto first = interior->waitForFirst(kFirst, stop); !first) return base::pass(std::move(first));
  return std::unique_ptr<RemoteEngine>(new RemoteEngine(std::move(interior)));
}

std::unique_ptr<RemoteEngine> RemoteEngine::await(Options options, std::shared_ptr<const engine::Snapshot> last) {
  auto interior = std::make_unique<Interior>(std::move(options));
  interior->snapshot = std::move(last);
  interior->presence.problem = "no engine is there yet";
  interior->run(nullptr);
  return std::unique_ptr<RemoteEngine>(new RemoteEngine(std::move(interior)));
}

engine::Presence RemoteEngine::presence() const {
  const std::lock_guard lock(m_interior->mutex);
  return m_interior->presence;
}

std::shared_ptr<const engine::Snapshot> RemoteEngine::snapshot() const {
  const std::lock_guard lock(m_interior->mutex);
  return m_interior->snapshot;
}

std::shared_ptr<const engine::Fleet> RemoteEngine::fleet() const {
  static const auto kNone = std::make_shared<const engine::Fleet>();
  const auto shown = snapshot();
  return shown && shown->fleet ? shown->fleet : kNone;
}

base::Subscription RemoteEngine::onSnapshot(std::function<void()> changed) {
  auto& in = *m_interior;
  const std::lock_guard lock(in.mutex);
  const auto id = ++in.subscribers_made;
  in.subscribers.emplace(id, std::move(changed));
  return base::Subscription([&in, id, alive = std::weak_ptr(in.alive)] {
    if (alive.expired()) return; // the engine may go before the subscription does
    const std::lock_guard told(in.telling);
    const std::lock_guard guard(in.mutex);
    in.subscribers.erase(id);
  });
}

} // namespace meridian::attach
