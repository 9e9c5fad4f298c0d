// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "attach/remote_engine.h"

#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <thread>

namespace meridian::attach {

/// The stream's side of a RemoteEngine: one thread reads it, keeps the newest snapshot, and begins it anew where it ends.
struct RemoteEngine::Interior {
  explicit Interior(Options options);
  ~Interior();

  /// Connects and greets. Errors as RemoteEngine::attach().
  [[nodiscard]] base::Result<std::shared_ptr<ports::ByteStream>> call(std::stop_token stop);
  /// Starts the thread; `stream` may be null: nobody is there yet.
  void run(std::shared_ptr<ports::ByteStream> stream);
  /// Until there is a snapshot of the engine, or no hope of one.
  [[nodiscard]] base::Result<void> waitForFirst(std::chrono::milliseconds patience, std::stop_token stop);
  /// false: stopped.
  [[nodiscard]] bool waitUntilLive(std::stop_token stop);
  /// The answer as JSON text. Errors: ConnectionLost, Timeout, Cancelled.
  [[nodiscard]] base::Result<std::string> ask(const char* question, const std::string& arguments, std::chrono::milliseconds patience,
                                              std::stop_token stop);

  mutable std::mutex mutex;
  std::condition_variable_any moved;
  engine::Presence presence;
  std::shared_ptr<const engine::Snapshot> snapshot;
  std::map<std::uint64_t, std::function<void()>> subscribers;
  std::uint64_t subscribers_made = 0;
  std::shared_ptr<int> alive = std::make_shared<int>(0);
  std::mutex telling; ///< held while subscribers are called, so that one that has left is not called any more

private:
  void live(std::stop_token stop);
  /// Reads until the stream ends, and says why.
  base::Error listen(ports::ByteStream& stream, std::stop_token stop);
  base::Result<void> take(ports::ByteStream& stream, const std::string& message, struct Picture& picture);
  [[nodiscard]] base::Result<void> send(ports::ByteStream& stream, const std::string& message);
  void lose(const base::Error& why);
  void tell();

  const Options m_options;
  std::shared_ptr<ports::ByteStream> m_stream; ///< null while nobody is there
  std::mutex m_writing;                        ///< one message at a time
  std::map<std::uint64_t, std::optional<base::Result<std::string>>> m_open;
  std::uint64_t m_asked = 0;
  std::jthread m_thread;
};

} // namespace meridian::attach
