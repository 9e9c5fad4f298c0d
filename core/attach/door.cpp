// SPDX-License-Identifier: GPL-3.0-or-later
#include "attach/door.h"

#include "base/sha256.h"
#include "disk/dir_lock.h"
#include "disk/file.h"
#include "sockets/unix_stream.h"

#include <system_error>

namespace meridian::attach {

using base::Errc;
using base::fail;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t kLongestNote = 4096;
constexpr std::size_t kNameDigits = 8; // a user has a handful of state folders

fs::path noteOf(const fs::path& state_dir) { return state_dir / "attach"; }

/// Takes its note away before nobody listens any more.
class NotedListener final : public ports::StreamListener {
public:
  NotedListener(std::unique_ptr<ports::StreamListener> listener, fs::path note) : m_listener(std::move(listener)), m_note(std::move(note)) {}
  ~NotedListener() override {
    std::error_code error;
    fs::remove(m_note, error);
  }
  base::Result<std::unique_ptr<ports::ByteStream>> accept(std::stop_token stop) override { return m_listener->accept(std::move(stop)); }

private:
  const std::unique_ptr<ports::StreamListener> m_listener;
  const fs::path m_note;
};

RemoteEngine::Options optionsOf(const Identity& self) {
  return {self, [state = self.state_dir](std::stop_token) -> base::Result<std::unique_ptr<ports::ByteStream>> {
            auto note = disk::readFile(noteOf(state), kLongestNote);
            if (!note) return fail(Errc::NotFound, "no engine lets others in at " + state.string());
            while (!note->empty() && note->back() == '\n') note->pop_back();
            return sockets::connectTo(*note);
          }};
}

} // namespace

fs::path socketOf(const fs::path& state_dir) {
  std::error_code error;
  const auto name = fs::weakly_canonical(fs::absolute(state_dir, error), error).string();
  return sockets::runtimeFolder() / ("engine-" + base::Sha256::hex(std::as_bytes(std::span(name))).substr(0, kNameDigits) + ".sock");
}

base::Result<std::unique_ptr<Reception>> openDoor(engine::AnyEngine& engine, const Identity& who) {
  const auto socket = socketOf(who.state_dir);
  auto listener = sockets::listenAt(socket);
  if (!listener) return base::pass(std::move(listener), "let other programs of this user attach");
  if (auto noted = disk::writeFileAtomically(noteOf(who.state_dir), socket.string() + "\n", 0600); !noted) return base::pass(std::move(noted));
  return std::make_unique<Reception>(engine, who, std::make_unique<NotedListener>(std::move(*listener), noteOf(who.state_dir)));
}

base::Result<std::unique_ptr<RemoteEngine>> reach(const Identity& self, std::stop_token stop) {
  auto found = RemoteEngine::attach(optionsOf(self), std::move(stop));
  // After a power cut the note is there and nobody is: the next who opens the door writes it anew.
  if (!found && found.error().code == Errc::ConnectionRefused) return fail(Errc::NotFound, found.error().message);
  if (!found && found.error().code == Errc::Timeout) {
    const auto holder = disk::DirLock::holder(self.state_dir).value_or("an engine");
    return fail(Errc::Timeout, holder + " works on " + self.state_dir.string() + " and does not answer; it may hang, or be stopped");
  }
  return found;
}

std::unique_ptr<RemoteEngine> await(const Identity& self, std::shared_ptr<const engine::Snapshot> last) {
  return RemoteEngine::await(optionsOf(self), std::move(last));
}

} // namespace meridian::attach
