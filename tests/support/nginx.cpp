// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/nginx.h"

#include "support/free_port.h"

namespace meridian::test {

namespace {

void replaceAll(std::string& text, std::string_view what, std::string_view with) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
    text.replace(at, what.size(), with);
}

} // namespace

base::Result<std::unique_ptr<Nginx>> Nginx::start(std::string http_block) {
  auto nginx = std::make_unique<Nginx>();
  nginx->m_port = freePort();
  std::string conf =
      "daemon off;\nmaster_process off;\npid @FOLDER@/pid;\nerror_log @FOLDER@/error.log info;\n"
      "events { worker_connections 512; }\nhttp {\naccess_log @FOLDER@/access.log;\n"
      "client_body_temp_path @FOLDER@/body;\nproxy_temp_path @FOLDER@/proxy;\n"
      "fastcgi_temp_path @FOLDER@/fastcgi;\nuwsgi_temp_path @FOLDER@/uwsgi;\n"
      "scgi_temp_path @FOLDER@/scgi;\n" +
      std::move(http_block) + "\n}\n";
  replaceAll(conf, "@FOLDER@", nginx->m_folder.path().string());
  replaceAll(conf, "@PORT@", std::to_string(nginx->m_port));
  writeFile(nginx->m_folder.file("nginx.conf"), conf);
  auto process = Process::start({"nginx", "-p", nginx->m_folder.path().string(), "-e",
                                 nginx->m_folder.file("error.log"), "-c", nginx->m_folder.file("nginx.conf")},
                                {{}, {}, nginx->m_folder.file("output")});
  if (!process) return pass(std::move(process));
  nginx->m_process = std::move(*process);
  if (!waitUntil([&] { return !nginx->m_process.running() || waitForPort(nginx->m_port, {}); },
                 std::chrono::seconds(10)) ||
      !nginx->m_process.running())
    return base::fail(base::Errc::Internal,
                      "nginx did not start: " + readFile(nginx->m_folder.file("output")) + nginx->log());
  return nginx;
}

std::string Nginx::url(std::string_view scheme, std::string_view path) const {
  return std::string(scheme) + (scheme == "https" ? "://localhost:" : "://127.0.0.1:") +
         std::to_string(m_port) + std::string(path);
}

} // namespace meridian::test
