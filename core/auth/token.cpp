// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/token.h"

#include "auth/base64.h"
#include "base/json_depth.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace meridian::auth {

namespace {

using base::Errc;
using Json = nlohmann::json;

constexpr double kDefaultLife = 60; // s; distribution docs, auth/token.md
constexpr double kLongestLife = 365.0 * 24 * 3600;
constexpr std::chrono::seconds kLongestMargin{10};
constexpr std::size_t kMostEntries = 1000;

std::string text(const Json& document, const char* key) {
  const auto found = document.find(key);
  return found != document.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// In seconds; some token servers write the number as a string.
double life(const Json& document) {
  const auto found = document.find("expires_in");
  double seconds = 0;
  if (found != document.end() && found->is_number()) {
    seconds = found->get<double>();
  } else if (found != document.end() && found->is_string()) {
    const auto& digits = found->get_ref<const std::string&>();
    std::from_chars(digits.data(), digits.data() + digits.size(), seconds);
  }
  if (!std::isfinite(seconds) || seconds <= 0) return kDefaultLife;
  return std::min(seconds, kLongestLife);
}

/// What may stand in a header line; anything else would let a token server write headers of its own.
bool fitsHeader(std::string_view value) {
  return std::all_of(value.begin(), value.end(), [](char c) { return c > 0x20 && c < 0x7f; });
}

std::string encoded(std::string_view value) {
  static constexpr char kDigits[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : value) {
    const auto byte = static_cast<unsigned char>(c);
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
        c == '_' || c == '~')
      out += c;
    else
      out.append({'%', kDigits[byte >> 4U], kDigits[byte & 15U]});
  }
  return out;
}

void addField(std::string& out, std::string_view key, std::string_view value) {
  if (value.empty()) return;
  if (!out.empty()) out += '&';
  out.append(key).append("=").append(encoded(value));
}

std::string parameter(const Challenge& challenge, const char* key) {
  const auto found = challenge.parameters.find(key);
  return found == challenge.parameters.end() ? std::string() : found->second;
}

} // namespace

base::Result<Token> parseToken(std::string_view json, base::Timestamp now) {
  // The text holds a secret: no message may quote it.
  const auto document = base::nestsDeeper(json) ? Json() : Json::parse(json, nullptr, false);
  if (!document.is_object())
    return base::fail(Errc::ParseFailed, "the token server's answer is not a JSON object");
  Token token;
  token.value = text(document, "token");
  if (token.value.empty()) token.value = text(document, "access_token");
  if (token.value.empty()) return base::fail(Errc::BadAnswer, "the token server's answer holds no token");
  if (!fitsHeader(token.value))
    return base::fail(Errc::BadAnswer, "the token holds characters that no token may have");
  token.refresh_token = text(document, "refresh_token");
  token.expires = now + std::chrono::milliseconds(static_cast<long long>(life(document) * 1000));
  return token;
}

TokenRequest tokenRequest(const Challenge& bearer, const std::vector<Scope>& scopes,
                          const Credential& credential, std::string_view client_id) {
  TokenRequest request;
  request.url = parameter(bearer, "realm");
  request.url = request.url.substr(0, request.url.find('#'));
  const auto wanted = scopes.empty() ? parseScopes(parameter(bearer, "scope")) : scopes;

  std::string fields;
  addField(fields, "service", parameter(bearer, "service"));
  if (!credential.identity_token.empty()) {
    std::string all;
    for (const auto& scope : wanted)
      all.append(all.empty() ? "" : " ").append(scope.text());
    addField(fields, "scope", all);
    addField(fields, "client_id", client_id);
    addField(fields, "grant_type", "refresh_token");
    addField(fields, "refresh_token", credential.identity_token);
    request.post = true;
    request.form = std::move(fields);
    return request;
  }
  for (const auto& scope : wanted)
    addField(fields, "scope", scope.text());
  addField(fields, "client_id", client_id);
  addField(fields, "account", credential.user);
  if (!fields.empty())
    request.url.append(request.url.find('?') == std::string::npos ? "?" : "&").append(fields);
  if (!credential.user.empty()) request.authorization = basicAuthorization(credential);
  return request;
}

std::string basicAuthorization(const Credential& credential) {
  return "Basic " + encodeBase64(credential.user + ":" + credential.password);
}

std::optional<std::string> TokenCache::find(const std::vector<Scope>& scopes, base::Timestamp now) const {
  for (const auto& entry : m_entries) {
    if (now >= entry.use_until) continue;
    const bool serves = std::all_of(scopes.begin(), scopes.end(), [&](const Scope& wanted) {
      return std::any_of(entry.scopes.begin(), entry.scopes.end(),
                         [&](const Scope& granted) { return granted.covers(wanted); });
    });
    if (serves) return entry.token.value;
  }
  return std::nullopt;
}

void TokenCache::put(std::vector<Scope> scopes, Token token, base::Timestamp now) {
  std::erase_if(m_entries,
                [&](const Entry& entry) { return now >= entry.use_until || entry.scopes == scopes; });
  if (m_entries.size() >= kMostEntries) m_entries.erase(m_entries.begin());
  const auto margin = std::min<std::chrono::milliseconds>(kLongestMargin, (token.expires - now) / 10);
  const auto use_until = token.expires - margin;
  m_entries.push_back({std::move(scopes), std::move(token), use_until});
}

void TokenCache::drop(const std::string& value) {
  std::erase_if(m_entries, [&](const Entry& entry) { return entry.token.value == value; });
}

} // namespace meridian::auth
