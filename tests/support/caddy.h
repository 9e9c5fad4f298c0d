// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/process.h"

#include <memory>

namespace meridian::test {

/// A real Caddy with TLS on a free port (or a given one) of 127.0.0.1, in its own folder: the server of
/// Debian's that speaks HTTP/1.1, 2 and 3.
class Caddy {
public:
  struct Options {
    std::string certificate, key;       ///< PEM files
    std::string site;                   ///< what stands in the site's block: "reverse_proxy 127.0.0.1:5000"
    std::string protocols = "h1 h2 h3"; ///< h3 listens on UDP, at the same port
    std::string tls;                    ///< what stands in the tls directive's block: "client_auth { ... }"
    std::uint16_t port = 0;             ///< 0 = a free one
  };
  /// NotFound: not installed. Returns when it answers.
  [[nodiscard]] static base::Result<std::unique_ptr<Caddy>> start(const Options& options);

  [[nodiscard]] std::uint16_t port() const { return m_port; }
  /// "https://127.0.0.1:PORT/path"; by name, a resolver may give ::1 first, where nobody listens.
  [[nodiscard]] std::string url(std::string_view path, std::string_view host = "127.0.0.1") const;
  [[nodiscard]] std::string log() const { return readFile(m_folder.file("output")); }
  void stop() { m_process.terminate(); }

private:
  TemporaryFolder m_folder;
  std::uint16_t m_port = 0;
  Process m_process;
};

} // namespace meridian::test
