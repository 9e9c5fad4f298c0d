// SPDX-License-Identifier: GPL-3.0-or-later
#include "disk/docker_secrets.h"

#include "auth/docker_config.h"
#include "base/log.h"
#include "base/quoted.h"
#include "disk/file.h"
#include "disk/places.h"
#include "disk/program.h"

#include <cstdlib>

namespace meridian::disk {

using base::Errc;
using Found = std::optional<auth::Credential>;

namespace {

constexpr std::size_t kLargestFile = 4u << 20;
constexpr std::size_t kLargestReply = 64u << 10;
// docker-credential-helpers, credentials/error.go: what helpers print when they have no entry.
constexpr std::string_view kNoEntry = "credentials not found";

/// Helpers know Docker Hub by the URL that `docker login` uses, every other registry by its host.
std::string helperKey(const std::string& host) {
  return host == "docker.io" ? "https://index.docker.io/v1/" : host;
}

} // namespace

std::filesystem::path DockerSecrets::defaultFile() {
  const char* const set = std::getenv("DOCKER_CONFIG");
  const auto folder = set != nullptr && *set != '\0' ? std::filesystem::path(set) : homeFolder() / ".docker";
  return folder / "config.json";
}

base::Result<Found> DockerSecrets::find(std::string_view, std::string_view host, std::stop_token stop) {
  if (host.empty()) return Found();
  const auto text = readFile(m_config, kLargestFile);
  if (!text && text.error().code == Errc::NotFound) return Found();
  if (!text) return base::fail(text.error());
  const auto config = auth::DockerConfig::parse(*text);
  if (!config) return base::fail(Errc::ConfigInvalid, m_config.string() + ": " + config.error().message);

  const auto key = auth::normaliseHost(host);
  if (const auto helper = config->helperFor(key); !helper.empty()) {
    auto answer = ask("docker-credential-" + helper, helperKey(key), stop);
    if (answer && answer->has_value()) return answer;
    // Docker Desktop leaves a credsStore behind that is not there without it; that must not stop open
    // registries.
    const bool named = config->helpers.contains(key);
    if (!answer && (named || answer.error().code != Errc::NotFound)) return answer;
    if (!answer) base::log("secrets", base::LogLevel::Info, answer.error().message);
  }
  return config->find(key);
}

base::Result<Found> DockerSecrets::ask(const std::string& helper, const std::string& host,
                                       std::stop_token stop) const {
  auto ended = runProgram({helper, "get"}, host, kLargestReply, m_helper_time, stop);
  if (!ended) return base::pass(std::move(ended), "reading docker's credentials for " + host);
  if (ended->status != 0) {
    if (ended->output.find(kNoEntry) != std::string::npos) return Found();
    // On failure a helper prints its reason, never a secret.
    while (!ended->output.empty() && ended->output.back() == '\n')
      ended->output.pop_back();
    return base::fail(Errc::IoFailed,
                      helper + " failed with status " + std::to_string(ended->status) +
                          (ended->output.empty() ? "" : ": " + base::quoted(ended->output, 200)));
  }
  auto credential = auth::parseHelperReply(ended->output);
  if (!credential && credential.error().code == Errc::NotFound) return Found();
  if (!credential) return base::pass(std::move(credential), helper);
  return Found(std::move(*credential));
}

base::Result<void> DockerSecrets::put(std::string_view, const auth::Credential&, std::stop_token) {
  return base::fail(Errc::Unsupported, "docker's config is written by \"docker login\" only");
}
base::Result<void> DockerSecrets::erase(std::string_view, std::stop_token) {
  return base::fail(Errc::Unsupported, "docker's config is written by \"docker logout\" only");
}

} // namespace meridian::disk
