// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/caddy.h"

#include "support/free_port.h"

namespace meridian::test {

base::Result<std::unique_ptr<Caddy>> Caddy::start(const Options& options) {
  auto caddy = std::make_unique<Caddy>();
  caddy->m_port = options.port ? options.port : freePort();
  const auto port = std::to_string(caddy->m_port);
  const auto& folder = caddy->m_folder;
  writeFile(folder.file("Caddyfile"),
            "{\n admin off\n auto_https disable_redirects\n skip_install_trust\n default_bind 127.0.0.1\n"
            " default_sni localhost\n storage file_system " +
                folder.file("storage") + "\n grace_period 1s\n servers {\n  protocols " + options.protocols +
                "\n }\n}\nhttps://127.0.0.1:" + port + ", https://localhost:" + port + " {\n tls " +
                options.certificate + " " + options.key + " {\n" + options.tls + "\n }\n" + options.site +
                "\n}\n");
  auto process =
      Process::start({"caddy", "run", "--config", folder.file("Caddyfile"), "--adapter", "caddyfile"},
                     {{"HOME=" + folder.path().string(), "XDG_CONFIG_HOME=" + folder.path().string(),
                       "XDG_DATA_HOME=" + folder.path().string()},
                      {},
                      folder.file("output")});
  if (!process) return pass(std::move(process));
  caddy->m_process = std::move(*process);
  if (!waitUntil([&] { return !caddy->m_process.running() || waitForPort(caddy->m_port, {}); },
                 std::chrono::seconds(10)) ||
      !caddy->m_process.running())
    return base::fail(base::Errc::Internal, "caddy did not start: " + caddy->log());
  return caddy;
}

std::string Caddy::url(std::string_view path, std::string_view host) const {
  return "https://" + std::string(host) + ":" + std::to_string(m_port) + std::string(path);
}

} // namespace meridian::test
