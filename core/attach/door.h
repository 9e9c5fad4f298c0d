// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "attach/remote_engine.h"

#include <filesystem>
#include <memory>
#include <stop_token>
#include <string>

// Where the engine of a state folder is found by the other programs of its user: a Unix socket in the user's runtime
// directory, named in the file "attach" of the state folder. The one place of this room that names a transport.
namespace meridian::attach {

/// Opens the door to an engine of this process, which holds the lock of `who.state_dir`. Errors: those of
/// sockets::listenAt; the note cannot be written (IoFailed, DiskFull).
[[nodiscard]] base::Result<std::unique_ptr<Reception>> openDoor(engine::AnyEngine& engine, const Identity& who);

/// The engine that runs on `self.state_dir` in another process. Errors: NotFound (none runs there, or it lets nobody in);
/// else those of RemoteEngine::attach().
[[nodiscard]] base::Result<std::unique_ptr<RemoteEngine>> reach(const Identity& self, std::stop_token stop);
/// One that is not there yet, see RemoteEngine::await().
[[nodiscard]] std::unique_ptr<RemoteEngine> await(const Identity& self, std::shared_ptr<const engine::Snapshot> last);

/// The socket of a state folder.
[[nodiscard]] std::filesystem::path socketOf(const std::filesystem::path& state_dir);

} // namespace meridian::attach
