// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/registry_process.h"

#include "support/free_port.h"

#include <sys/mount.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <sstream>

namespace meridian::test {

namespace fs = std::filesystem;
using base::Errc;

base::Result<std::unique_ptr<RegistryProcess>> RegistryProcess::start(RegistryProcessOptions options) {
  auto made = std::make_unique<RegistryProcess>();
  auto& self = *made;
  self.m_options = std::move(options);
  const auto& o = self.m_options;
  self.m_port = self.m_options.port != 0 ? self.m_options.port : freePort();
  self.m_storage = o.folder.empty() ? self.m_folder.path() / "storage" : fs::path(o.folder);
  fs::create_directories(self.m_storage);
  if (o.disk > 0) {
    const auto size = "size=" + std::to_string(o.disk);
    if (::mount("tmpfs", self.m_storage.c_str(), "tmpfs", MS_NOSUID | MS_NODEV, size.c_str()) != 0)
      return base::fail(Errc::Unsupported, std::string("mounting a small disk: ") + std::strerror(errno));
    self.m_mounted = true;
  }

  std::string conf = "version: 0.1\nlog: {level: info, accesslog: {disabled: true}}\nstorage:\n"
                     "  filesystem: {rootdirectory: " +
                     self.m_storage.string() +
                     "}\n"
                     "  delete: {enabled: " +
                     (o.deletes ? "true" : "false") +
                     "}\n"
                     "  maintenance:\n    uploadpurging: {enabled: false}\n"
                     "    readonly: {enabled: " +
                     (o.read_only ? "true" : "false") +
                     "}\n"
                     "http:\n  addr: 127.0.0.1:" +
                     std::to_string(self.m_port) + "\n  secret: not-a-secret\n";
  if (o.tls) {
    auto certificates = Certificates::make(self.m_folder.path());
    if (!certificates) return pass(std::move(certificates));
    const auto pair = certificates->server();
    if (!pair) return base::fail(pair.error());
    conf += "  tls: {certificate: \"" + pair->certificate + "\", key: \"" + pair->key + "\"}\n";
    self.m_certificates = std::move(*certificates);
  }
  if (!o.user.empty()) {
    auto hash = run({"htpasswd", "-Bbn", "-C", "4", o.user, o.password}, std::chrono::seconds(10));
    if (!hash) return pass(std::move(hash));
    writeFile(self.m_folder.file("htpasswd"), hash->output);
    conf += "auth:\n  htpasswd: {realm: test, path: \"" + self.m_folder.file("htpasswd") + "\"}\n";
  } else if (!o.token_realm.empty()) {
    conf += "auth:\n  token:\n    realm: " + o.token_realm + "\n    service: " + kTokenService +
            "\n    issuer: " + kTokenIssuer + "\n    rootcertbundle: " + o.token_bundle + "\n";
  }
  if (!o.notify_url.empty())
    conf += "notifications:\n  endpoints:\n    - name: test\n      url: " + o.notify_url + "\n      headers: {Authorization: [\"" +
            o.notify_authorization + "\"]}\n      timeout: 5s\n      threshold: 3\n      backoff: 200ms\n";
  writeFile(self.m_folder.file("config.yml"), conf);

  auto process = Process::start({o.program, "serve", self.m_folder.file("config.yml")},
                                {{"OTEL_TRACES_EXPORTER=none"}, {}, self.m_folder.file("log")});
  if (!process) return pass(std::move(process));
  self.m_process = std::move(*process);
  if (!waitUntil([&] { return !self.m_process.running() || waitForPort(self.m_port, {}); },
                 std::chrono::seconds(20)) ||
      !self.m_process.running())
    return base::fail(Errc::Internal, o.program + " did not start: " + self.log());
  return made;
}

std::string registry3() {
  if (const char* named = std::getenv("MERIDIAN_REGISTRY3")) return named;
  const char* path = std::getenv("PATH");
  std::istringstream folders(path != nullptr ? path : "");
  for (std::string folder; std::getline(folders, folder, ':');)
    if (std::error_code error; fs::is_regular_file(fs::path(folder) / "registry3", error))
      return (fs::path(folder) / "registry3").string();
  return {};
}

RegistryProcess::~RegistryProcess() {
  m_process.kill();
  if (m_mounted) ::umount2(m_storage.c_str(), MNT_DETACH);
}

std::string RegistryProcess::url() const {
  return (m_options.tls ? "https://127.0.0.1:" : "http://127.0.0.1:") + std::to_string(m_port);
}

std::string RegistryProcess::ca() const {
  return m_certificates ? m_certificates->ca() : std::string();
}

fs::path RegistryProcess::blobFile(const std::string& hex) const {
  return m_storage / "docker/registry/v2/blobs/sha256" / hex.substr(0, 2) / hex / "data";
}

int RegistryProcess::openUploads() const {
  int count = 0;
  std::error_code error;
  for (fs::recursive_directory_iterator it(m_storage / "docker/registry/v2/repositories", error), end;
       !error && it != end; it.increment(error))
    if (it->path().filename() == "startedat") ++count; // distribution 2.8 leaves empty folders of ended ones
  return count;
}

} // namespace meridian::test
