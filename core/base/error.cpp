// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace meridian::base {

namespace {

struct Row {
  Errc code;
  std::string_view name;
  bool transient;
};

constexpr std::array kRows{
    Row{Errc::BlobUnknown, "BLOB_UNKNOWN", false},
    Row{Errc::BlobUploadInvalid, "BLOB_UPLOAD_INVALID", true},
    Row{Errc::BlobUploadUnknown, "BLOB_UPLOAD_UNKNOWN", true},
    Row{Errc::DigestInvalid, "DIGEST_INVALID", false},
    Row{Errc::ManifestBlobUnknown, "MANIFEST_BLOB_UNKNOWN", false},
    Row{Errc::ManifestInvalid, "MANIFEST_INVALID", false},
    Row{Errc::ManifestUnknown, "MANIFEST_UNKNOWN", false},
    Row{Errc::NameInvalid, "NAME_INVALID", false},
    Row{Errc::NameUnknown, "NAME_UNKNOWN", false},
    Row{Errc::SizeInvalid, "SIZE_INVALID", false},
    Row{Errc::Unauthorized, "UNAUTHORIZED", false},
    Row{Errc::Denied, "DENIED", false},
    Row{Errc::Unsupported, "UNSUPPORTED", false},
    Row{Errc::TooManyRequests, "TOOMANYREQUESTS", true},
    Row{Errc::RangeInvalid, "RANGE_INVALID", false},
    Row{Errc::HostUnknown, "HOST_UNKNOWN", false},
    Row{Errc::ConnectionRefused, "CONNECTION_REFUSED", true},
    Row{Errc::ConnectionLost, "CONNECTION_LOST", true},
    Row{Errc::TlsUntrusted, "TLS_UNTRUSTED", false},
    Row{Errc::Stalled, "STALLED", true},
    Row{Errc::Timeout, "TIMEOUT", true},
    Row{Errc::ServerError, "SERVER_ERROR", true},
    Row{Errc::BadAnswer, "BAD_ANSWER", false},
    Row{Errc::ContentMismatch, "CONTENT_MISMATCH", false},
    Row{Errc::ParseFailed, "PARSE_FAILED", false},
    Row{Errc::ConfigInvalid, "CONFIG_INVALID", false},
    Row{Errc::NotFound, "NOT_FOUND", false},
    Row{Errc::AlreadyExists, "ALREADY_EXISTS", false},
    Row{Errc::Busy, "BUSY", true},
    Row{Errc::DiskFull, "DISK_FULL", false},
    Row{Errc::IoFailed, "IO_FAILED", false},
    Row{Errc::ClosureIncomplete, "CLOSURE_INCOMPLETE", false},
    Row{Errc::TagMoved, "TAG_MOVED", false},
    Row{Errc::Cancelled, "CANCELLED", false},
    Row{Errc::Internal, "INTERNAL", false},
};

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

bool isSecretParameter(std::string_view key) {
  static constexpr std::array kWords{"token", "sig", "password", "passwd", "secret", "credential",
                                     "auth",  "key", "x-amz-",   "x-goog-", "code",  "_state"};
  const std::string k = lower(key);
  return std::any_of(kWords.begin(), kWords.end(),
                     [&](std::string_view word) { return k.find(word) != std::string::npos; });
}

} // namespace

std::string_view name(Errc code) noexcept {
  for (const auto& row : kRows)
    if (row.code == code) return row.name;
  return "INTERNAL";
}

bool isTransient(Errc code) noexcept {
  for (const auto& row : kRows)
    if (row.code == code) return row.transient;
  return false;
}

Error Error::during(std::string step) && {
  trail.push_back(std::move(step));
  return std::move(*this);
}

std::string Error::text() const {
  std::string out;
  for (auto it = trail.rbegin(); it != trail.rend(); ++it) out += *it + ": ";
  out += message.empty() ? std::string(name(code)) : message;
  std::string facts;
  const auto add = [&facts](const std::string& fact) { facts += (facts.empty() ? "" : ", ") + fact; };
  if (http_status != 0) add("HTTP " + std::to_string(http_status));
  if (!registry_code.empty()) add(registry_code);
  if (!request_id.empty()) add("request " + request_id);
  if (!facts.empty()) out += " (" + facts + ")";
  return out;
}

std::string redactUrl(std::string_view url) {
  std::string out;
  const auto scheme = url.find("://");
  std::size_t rest = 0;
  if (scheme != std::string_view::npos) {
    const auto authority = scheme + 3;
    const auto end = std::min(url.find_first_of("/?#", authority), url.size());
    const auto at = url.substr(authority, end - authority).rfind('@');
    out.append(url.substr(0, authority));
    rest = at == std::string_view::npos ? authority : authority + at + 1;
  }
  const auto query = url.find('?', rest);
  out.append(url.substr(rest, query == std::string_view::npos ? query : query - rest));
  if (query == std::string_view::npos) return out;
  out += '?';
  auto parameters = url.substr(query + 1);
  while (true) {
    const auto amp = parameters.find('&');
    const auto pair = parameters.substr(0, amp);
    const auto equals = pair.find('=');
    if (equals != std::string_view::npos && isSecretParameter(pair.substr(0, equals)))
      out.append(pair.substr(0, equals + 1)).append("***");
    else
      out.append(pair);
    if (amp == std::string_view::npos) return out;
    out += '&';
    parameters.remove_prefix(amp + 1);
  }
}

} // namespace meridian::base
