// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/certificates.h"
#include "support/process.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace meridian::test {

struct RegistryProcessOptions {
  std::string user, password; ///< basic auth where set
  bool tls = false;           ///< with a certificate of a private CA for localhost and 127.0.0.1
  bool deletes = true;
  bool read_only = false;
  std::uint64_t disk = 0;                  ///< storage on a tmpfs of that many bytes; needs root
  std::string token_realm;                 ///< auth by a token server where set
  std::string token_bundle;                ///< PEM of the certificates that may sign its tokens
  std::string folder;                      ///< storage to use instead of a fresh one
  std::string program = "docker-registry"; ///< or another release of distribution
  std::uint16_t port = 0;                  ///< instead of a free one: to come back after a restart
  std::string notify_url;                  ///< tells of pushes there, where set
  std::string notify_authorization;        ///< the field that goes along
};

/// Names that TokenServer and the registry agree on.
inline constexpr const char* kTokenService = "meridian-test-registry";
inline constexpr const char* kTokenIssuer = "meridian-test-tokens";

/// A distribution 3 on this machine: $MERIDIAN_REGISTRY3, else registry3 in PATH; empty: none.
[[nodiscard]] std::string registry3();

/// A real docker-registry (distribution) on a free port of 127.0.0.1 with its storage in a folder of its own.
class RegistryProcess {
public:
  /// Returns when it answers. Unsupported: this machine cannot do what was asked (mount a tmpfs).
  [[nodiscard]] static base::Result<std::unique_ptr<RegistryProcess>>
  start(RegistryProcessOptions options = {});
  ~RegistryProcess();

  [[nodiscard]] std::uint16_t port() const { return m_port; }
  [[nodiscard]] std::string url() const; ///< "http://127.0.0.1:PORT"; https with TLS
  [[nodiscard]] std::string ca() const;  ///< PEM file; empty without TLS
  [[nodiscard]] std::string log() const { return readFile(m_folder.file("log")); }
  /// Where it keeps content: docker/registry/v2/blobs/sha256/ab/abcd.../data
  [[nodiscard]] std::filesystem::path storage() const { return m_storage; }
  [[nodiscard]] std::filesystem::path blobFile(const std::string& hex) const;
  [[nodiscard]] int openUploads() const; ///< upload sessions that were neither committed nor cancelled

  void stop() { m_process.terminate(); }

  RegistryProcess() = default; ///< for start()

private:
  RegistryProcessOptions m_options;
  TemporaryFolder m_folder;
  std::filesystem::path m_storage;
  bool m_mounted = false;
  std::uint16_t m_port = 0;
  std::optional<Certificates> m_certificates;
  Process m_process;
};

} // namespace meridian::test
