// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/byte_stream.h"
#include "sockets/wake.h"

#include <filesystem>
#include <memory>

namespace meridian::sockets {

/// One end of a connected Unix socket (unix(7)), to a process of the same user.
class UnixStream final : public ports::ByteStream {
public:
  /// Takes the connected, non-blocking socket. Denied: the other end is another user's.
  [[nodiscard]] static base::Result<std::unique_ptr<ports::ByteStream>> over(int socket);
  ~UnixStream() override;

  base::Result<std::size_t> read(std::span<char> into, std::chrono::milliseconds patience, std::stop_token stop) override;
  base::Result<void> write(std::string_view bytes, std::chrono::milliseconds patience, std::stop_token stop) override;
  void close() override;
  [[nodiscard]] ports::StreamPeer peer() const override { return m_peer; }

private:
  UnixStream(int socket, ports::StreamPeer peer) : m_socket(socket), m_peer(std::move(peer)) {}

  const int m_socket;
  const ports::StreamPeer m_peer;
  const Wake m_closed;
};

/// Listens at `path`, whose folder is made (0700) where it is missing. What an earlier process left there is replaced: the
/// caller holds the lock that says whose place it is. The file goes with the listener. Errors: Denied (the folder is
/// another's or open to others), ConfigInvalid (the path is too long for a socket), IoFailed.
[[nodiscard]] base::Result<std::unique_ptr<ports::StreamListener>> listenAt(const std::filesystem::path& path);

/// Errors: NotFound (nothing there), ConnectionRefused (nobody listens any more), Denied (another user's), IoFailed.
[[nodiscard]] base::Result<std::unique_ptr<ports::ByteStream>> connectTo(const std::filesystem::path& path);

/// Where sockets of this user's programs belong; not made yet.
[[nodiscard]] std::filesystem::path runtimeFolder();

} // namespace meridian::sockets
