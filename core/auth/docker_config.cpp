// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/docker_config.h"

#include "auth/base64.h"
#include "base/json_depth.h"
#include "base/quoted.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace meridian::auth {

namespace {

using base::Errc;
using base::Result;
using Json = nlohmann::json;

/// How docker's config names a refresh token where a user name belongs.
constexpr std::string_view kTokenUser = "<token>";

base::Unexpected broken(std::string why) {
  return base::fail(Errc::ParseFailed, std::move(why));
}

// No message quotes the text: it holds secrets.
Json parsed(std::string_view json) {
  return base::nestsDeeper(json) ? Json() : Json::parse(json, nullptr, false);
}

/// Empty where absent or null; false where it is no string.
bool read(const Json& object, const char* key, std::string& out) {
  const auto found = object.find(key);
  if (found == object.end() || found->is_null()) return true;
  if (!found->is_string()) return false;
  out = found->get<std::string>();
  return true;
}

Result<Credential> readEntry(const Json& entry, const std::string& host) {
  const std::string where = "the entry for " + base::quoted(host);
  if (!entry.is_object()) return broken(where + " is not an object");
  Credential credential;
  std::string auth;
  if (!read(entry, "auth", auth) || !read(entry, "identitytoken", credential.identity_token) ||
      !read(entry, "username", credential.user) || !read(entry, "password", credential.password))
    return broken(where + " has a field that is not a string");
  if (auth.empty()) return credential;
  const auto pair = decodeBase64(auth);
  const auto colon = pair ? pair->find(':') : std::string::npos;
  if (colon == std::string::npos || (colon == 0 && credential.identity_token.empty()))
    return broken(where + " has an \"auth\" that is not base64 of user:password");
  credential.user = pair->substr(0, colon);
  credential.password = pair->substr(colon + 1);
  // Old versions of docker padded the pair with zero bytes.
  credential.password.erase(credential.password.find_last_not_of('\0') + 1);
  return credential;
}

/// The name becomes part of a program's name, so it must not lead anywhere else.
bool isHelperName(std::string_view name) {
  return std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.';
  });
}

bool isDockerHub(std::string_view host) {
  return host == "docker.io" || host == "index.docker.io" || host == "registry-1.docker.io" ||
         host == "registry.hub.docker.com";
}

} // namespace

Result<DockerConfig> DockerConfig::parse(std::string_view json) {
  const auto document = parsed(json);
  if (!document.is_object()) return broken("the docker config is not a JSON object");
  DockerConfig config;
  if (const auto auths = document.find("auths"); auths != document.end() && !auths->is_null()) {
    if (!auths->is_object()) return broken("\"auths\" of the docker config is not an object");
    for (const auto& [key, entry] : auths->items()) {
      auto credential = readEntry(entry, key);
      if (!credential) return base::pass(std::move(credential), "reading the docker config");
      if (credential->empty()) continue; // docker leaves {} behind where a helper keeps the secret
      const auto host = normaliseHost(key);
      // The plain host is more exact than an old URL of the same host.
      if (key == host || !config.auths.contains(host)) config.auths[host] = *std::move(credential);
    }
  }
  if (!read(document, "credsStore", config.default_helper) || !isHelperName(config.default_helper))
    return broken("\"credsStore\" of the docker config is not the name of a credential helper");
  if (const auto helpers = document.find("credHelpers"); helpers != document.end() && !helpers->is_null()) {
    if (!helpers->is_object()) return broken("\"credHelpers\" of the docker config is not an object");
    for (const auto& [key, value] : helpers->items()) {
      if (!value.is_string() || !isHelperName(value.get_ref<const std::string&>()))
        return broken("\"credHelpers\" of the docker config names no credential helper for " +
                      base::quoted(key));
      config.helpers[normaliseHost(key)] = value.get<std::string>();
    }
  }
  return config;
}

std::optional<Credential> DockerConfig::find(std::string_view host) const {
  const auto found = auths.find(normaliseHost(host));
  return found == auths.end() ? std::nullopt : std::optional(found->second);
}

std::string DockerConfig::helperFor(std::string_view host) const {
  const auto found = helpers.find(normaliseHost(host));
  return found == helpers.end() ? default_helper : found->second;
}

std::string normaliseHost(std::string_view host_or_url) {
  auto rest = host_or_url;
  const auto begin = rest.find_first_not_of(" \t\r\n");
  rest.remove_prefix(std::min(begin, rest.size()));
  std::string scheme;
  if (const auto end = rest.find("://"); end != std::string_view::npos) {
    scheme = rest.substr(0, end);
    rest.remove_prefix(end + 3);
  }
  rest = rest.substr(0, rest.find_first_of("/?# \t\r\n"));
  if (const auto at = rest.rfind('@'); at != std::string_view::npos) rest.remove_prefix(at + 1);
  std::string host(rest);
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  std::transform(host.begin(), host.end(), host.begin(), lower);
  std::transform(scheme.begin(), scheme.end(), scheme.begin(), lower);
  const std::string_view port = scheme == "http" ? ":80" : ":443";
  if (host.ends_with(port) && host.size() > port.size()) host.resize(host.size() - port.size());
  return isDockerHub(host) ? "docker.io" : host;
}

Result<Credential> parseHelperReply(std::string_view json) {
  const auto document = parsed(json);
  std::string user;
  std::string secret;
  if (!document.is_object() || !read(document, "Username", user) || !read(document, "Secret", secret))
    return broken("the credential helper's answer is not what docker's protocol says");
  if (secret.empty() && (user.empty() || user == kTokenUser))
    return base::fail(Errc::NotFound, "the credential helper has no such entry");
  if (user == kTokenUser) return Credential{{}, {}, std::move(secret)};
  return Credential{std::move(user), std::move(secret), {}};
}

} // namespace meridian::auth
