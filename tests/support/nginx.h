// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/process.h"

#include <memory>

namespace meridian::test {

/// A real nginx on free ports, in one process (no master), in its own folder.
class Nginx {
public:
  /// `http_block`: what stands inside `http { ... }`; @PORT@ and @FOLDER@ are replaced. Returns when it
  /// answers.
  [[nodiscard]] static base::Result<std::unique_ptr<Nginx>> start(std::string http_block);

  [[nodiscard]] std::uint16_t port() const { return m_port; }
  [[nodiscard]] const TemporaryFolder& folder() const { return m_folder; }
  [[nodiscard]] std::string log() const { return readFile(m_folder.file("error.log")); }
  [[nodiscard]] std::string accessLog() const { return readFile(m_folder.file("access.log")); }
  /// "https://localhost:PORT/path" or with 127.0.0.1 for http.
  [[nodiscard]] std::string url(std::string_view scheme, std::string_view path) const;

private:
  TemporaryFolder m_folder;
  std::uint16_t m_port = 0;
  Process m_process;
};

} // namespace meridian::test
