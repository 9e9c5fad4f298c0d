// SPDX-License-Identifier: GPL-3.0-or-later
#include "disk/secret_chain.h"

#include "base/log.h"
#include "disk/docker_secrets.h"
#include "disk/environment_secrets.h"
#include "disk/file_secrets.h"
#include "disk/systemd_secrets.h"

namespace meridian::disk {

using base::Errc;

std::shared_ptr<SecretChain> SecretChain::standard(std::shared_ptr<ports::SecretStore> keychain) {
  std::vector<std::shared_ptr<ports::SecretStore>> places;
  if (keychain) places.push_back(std::move(keychain));
  places.push_back(std::make_shared<EnvironmentSecrets>());
  if (auto folder = SystemdSecrets::defaultFolder(); !folder.empty())
    places.push_back(std::make_shared<SystemdSecrets>(std::move(folder)));
  places.push_back(std::make_shared<FileSecrets>(FileSecrets::defaultFile()));
  places.push_back(std::make_shared<DockerSecrets>(DockerSecrets::defaultFile()));
  return std::make_shared<SecretChain>(std::move(places));
}

std::string SecretChain::place() const {
  std::string out;
  for (const auto& one : m_places)
    out += (out.empty() ? "" : ", ") + one->place();
  return out;
}

base::Result<std::optional<auth::Credential>> SecretChain::find(std::string_view name, std::string_view host,
                                                                std::stop_token stop) {
  std::optional<base::Error> first;
  for (const auto& one : m_places) {
    auto found = one->find(name, host, stop);
    if (found && found->has_value()) return found;
    if (found) continue;
    if (found.error().code == Errc::Cancelled) return found;
    base::log("secrets", base::LogLevel::Warning, one->place() + ": " + found.error().text());
    if (!first) first = std::move(found.error());
  }
  if (first) return base::fail(std::move(*first));
  return std::optional<auth::Credential>();
}

base::Result<std::string> SecretChain::store(std::string_view name, const auth::Credential& credential,
                                             std::stop_token stop) {
  std::string why = "there is no place that keeps credentials";
  for (const auto& one : m_places) {
    auto put = one->put(name, credential, stop);
    if (put) return one->place();
    if (put.error().code != Errc::Unsupported) return base::pass(std::move(put), one->place());
    why += "; " + put.error().message;
  }
  return base::fail(Errc::Unsupported, std::move(why));
}

base::Result<void> SecretChain::put(std::string_view name, const auth::Credential& credential,
                                    std::stop_token stop) {
  auto stored = store(name, credential, stop);
  if (!stored) return base::pass(std::move(stored));
  return {};
}

base::Result<void> SecretChain::erase(std::string_view name, std::stop_token stop) {
  for (const auto& one : m_places)
    if (auto erased = one->erase(name, stop); !erased && erased.error().code != Errc::Unsupported)
      return erased;
  return {};
}

base::Result<std::vector<ports::SecretTrace>> SecretChain::traces(std::string_view name, std::string_view host,
                                                                 std::stop_token stop) {
  std::vector<ports::SecretTrace> out;
  std::optional<base::Error> first;
  for (const auto& one : m_places) {
    auto found = one->traces(name, host, stop);
    if (found) out.insert(out.end(), found->begin(), found->end());
    if (!found && found.error().code == Errc::Cancelled) return found;
    if (!found && !first) first = std::move(found.error());
  }
  if (out.empty() && first) return base::fail(std::move(*first));
  return out;
}

} // namespace meridian::disk
