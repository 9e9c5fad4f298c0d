// SPDX-License-Identifier: GPL-3.0-or-later
#include "disk/systemd_secrets.h"

#include "disk/environment_secrets.h"
#include "disk/file.h"

#include <cstdlib>

namespace meridian::disk {

using base::Errc;

namespace {

constexpr std::size_t kLargestFile = 1u << 20; ///< systemd's own limit for all of a service together

} // namespace

std::filesystem::path SystemdSecrets::defaultFolder() {
  const char* const set = std::getenv("CREDENTIALS_DIRECTORY");
  return set != nullptr ? set : "";
}

base::Result<std::optional<auth::Credential>> SystemdSecrets::find(std::string_view name, std::string_view,
                                                                   std::stop_token) {
  if (m_folder.empty() || name.empty() || name.front() == '.' || name.find('/') != std::string_view::npos)
    return std::optional<auth::Credential>();
  for (const auto* before : {"", "credentials_", "meridian."}) {
    const auto file = m_folder / (before + std::string(name));
    auto text = readFile(file, kLargestFile);
    if (!text && text.error().code == Errc::NotFound) continue;
    if (!text) return base::pass(std::move(text));
    while (!text->empty() && (text->back() == '\n' || text->back() == '\r'))
      text->pop_back();
    auto credential = EnvironmentSecrets::parse(*text);
    if (!credential)
      return base::fail(Errc::ConfigInvalid, "the service's credential " + file.filename().string() +
                                                 " is not of the form user:password");
    return credential;
  }
  return std::optional<auth::Credential>();
}

base::Result<void> SystemdSecrets::put(std::string_view, const auth::Credential&, std::stop_token) {
  return base::fail(Errc::Unsupported, "the service manager's credentials are its own");
}
base::Result<void> SystemdSecrets::erase(std::string_view, std::stop_token) {
  return base::fail(Errc::Unsupported, "the service manager's credentials are its own");
}

} // namespace meridian::disk
