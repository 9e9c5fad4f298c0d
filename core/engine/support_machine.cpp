// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/support_machine.h"

#include "curl/client.h"
#include "disk/file.h"

#include <array>
#include <string_view>
#include <sys/resource.h>
#include <sys/utsname.h>
#include <thread>
#include <unistd.h>

namespace meridian::engine {

namespace {

/// PRETTY_NAME="Debian GNU/Linux 12 (bookworm)" of os-release(5).
std::string distribution() {
  const auto text = disk::readFile("/etc/os-release", 1 << 16);
  if (!text) return {};
  constexpr std::string_view kKey = "PRETTY_NAME=\"";
  const auto at = text->find(kKey);
  if (at == std::string::npos) return {};
  const auto begin = at + kKey.size();
  return text->substr(begin, text->find('"', begin) - begin);
}

std::string limit(decltype(RLIMIT_NOFILE) which) {
  rlimit now{};
  if (::getrlimit(which, &now) != 0) return {};
  const auto text = [](rlim_t value) { return value == RLIM_INFINITY ? std::string("unlimited") : std::to_string(value); };
  return text(now.rlim_cur) + " of " + text(now.rlim_max);
}

} // namespace

NamedTexts librariesHere() {
  const auto curl = curl::features();
  std::string can = curl.http2 ? "HTTP/2" : "HTTP/1.1 only";
  if (curl.http3) can += ", HTTP/3";
  if (curl.resumes_tls) can += ", resumes TLS";
  return {{"libcurl", curl.version + " with " + curl.tls + ": " + can}, {"compiler", __VERSION__}};
}

NamedTexts machineHere() {
  NamedTexts out{{"distribution", distribution()}, {"processors", std::to_string(std::thread::hardware_concurrency())}};
  utsname kernel{};
  if (::uname(&kernel) == 0) out.emplace_back("kernel", std::string(kernel.sysname) + " " + kernel.release + " " + kernel.machine);
  if (const auto memory = disk::readFile("/proc/meminfo", 1 << 16)) out.emplace_back("memory", memory->substr(0, memory->find('\n')));
  return out;
}

NamedTexts processHere() {
  NamedTexts out{{"open files", limit(RLIMIT_NOFILE)}, {"threads", limit(RLIMIT_NPROC)}, {"size of files", limit(RLIMIT_FSIZE)}};
  constexpr std::array kTold{"MERIDIAN_", "XDG_", "SSL_CERT_", "LANG=", "LC_ALL=", "TZ=", "http_proxy=", "https_proxy=", "HTTPS_PROXY=", "no_proxy=", "ALL_PROXY=", "INVOCATION_ID="};
  for (const char* const* entry = ::environ; entry != nullptr && *entry != nullptr; ++entry) {
    const std::string_view text = *entry;
    const auto equals = text.find('=');
    for (const std::string_view told : kTold) {
      if (!text.starts_with(told) || equals == std::string_view::npos) continue;
      const auto name = text.substr(0, equals);
      out.emplace_back(name, name.starts_with("MERIDIAN_CREDENTIAL") ? "***" : text.substr(equals + 1));
    }
  }
  return out;
}

} // namespace meridian::engine
