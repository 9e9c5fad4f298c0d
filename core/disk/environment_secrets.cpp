// SPDX-License-Identifier: GPL-3.0-or-later
#include "disk/environment_secrets.h"

#include <cstdlib>

namespace meridian::disk {

using base::Errc;

std::string EnvironmentSecrets::variable(std::string_view name) {
  std::string out = "MERIDIAN_CREDENTIAL_";
  for (const char c : name) {
    if (c >= 'a' && c <= 'z')
      out += static_cast<char>(c - 'a' + 'A');
    else if (c == '-' || c == '.')
      out += '_';
    else if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_')
      out += c;
    else
      return {};
  }
  return name.empty() ? std::string() : out;
}

base::Result<std::optional<auth::Credential>> EnvironmentSecrets::find(std::string_view name,
                                                                       std::string_view, std::stop_token) {
  const auto key = variable(name);
  const char* const value = key.empty() ? nullptr : std::getenv(key.c_str());
  if (value == nullptr) return std::optional<auth::Credential>();
  auto credential = parse(value);
  if (!credential)
    return base::fail(Errc::ConfigInvalid,
                      "the environment variable " + key + " is not of the form user:password");
  return credential;
}

std::optional<auth::Credential> EnvironmentSecrets::parse(std::string_view text) {
  const auto colon = text.find(':');
  if (colon == std::string_view::npos || colon == 0) return std::nullopt;
  auth::Credential out;
  if (text.substr(0, colon) == "<token>") {
    out.identity_token = text.substr(colon + 1);
  } else {
    out.user = text.substr(0, colon);
    out.password = text.substr(colon + 1);
  }
  return out;
}

base::Result<void> EnvironmentSecrets::put(std::string_view, const auth::Credential&, std::stop_token) {
  return base::fail(Errc::Unsupported, "the environment cannot be written to");
}
base::Result<void> EnvironmentSecrets::erase(std::string_view, std::stop_token) {
  return base::fail(Errc::Unsupported, "the environment cannot be written to");
}

} // namespace meridian::disk
