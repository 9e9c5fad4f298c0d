// SPDX-License-Identifier: GPL-3.0-or-later
#include "hooks/signature.h"

#include "auth/base64.h"
#include "auth/hmac.h"

namespace meridian::hooks {

namespace {

/// What follows `scheme` and a blank, without case in the scheme (RFC 9110 section 11.1); nullopt for another
/// one.
std::optional<std::string_view> after(std::string_view scheme, std::string_view field) {
  if (field.size() <= scheme.size() || field[scheme.size()] != ' ' ||
      !ports::sameField(field.substr(0, scheme.size()), scheme))
    return std::nullopt;
  field.remove_prefix(scheme.size());
  field.remove_prefix(std::min(field.find_first_not_of(' '), field.size()));
  return field;
}

bool bearer(std::string_view secret, std::string_view field) {
  if (const auto token = after("Bearer", field)) return auth::sameSecret(*token, secret);
  if (const auto basic = after("Basic", field))
    if (const auto pair = auth::decodeBase64(*basic))
      if (const auto colon = pair->find(':');
          colon != std::string::npos && auth::sameSecret(std::string_view(*pair).substr(colon + 1), secret))
        return true;
  return auth::sameSecret(field, secret);
}

} // namespace

std::optional<Auth> parseAuth(std::string_view text) noexcept {
  if (text == "bearer") return Auth::Bearer;
  if (text == "hmac") return Auth::Hmac;
  if (text == "path") return Auth::Path;
  return std::nullopt;
}

bool knowsSecret(Auth auth, std::string_view secret, const Proof& proof) {
  if (secret.empty()) return false;
  switch (auth) {
  case Auth::Bearer:
    return bearer(secret, proof.headers.get("authorization"));
  case Auth::Hmac: {
    constexpr std::string_view kPrefix = "sha256=";
    const auto field = proof.headers.get("x-hub-signature-256");
    return field.starts_with(kPrefix) &&
           auth::sameSecret(field.substr(kPrefix.size()), auth::hmacSha256(secret, proof.body));
  }
  case Auth::Path:
    return auth::sameSecret(proof.path_secret, secret);
  }
  return false;
}

} // namespace meridian::hooks
