// SPDX-License-Identifier: GPL-3.0-or-later
#include "distribution/errors.h"

#include "distribution/retry_after.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

namespace meridian::distribution {

namespace {

using base::Errc;
using nlohmann::json;

constexpr std::size_t kMostWords = 200;

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

/// One line without control characters, spaces squeezed, cut at a UTF-8 border.
std::string oneLine(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const auto u = static_cast<unsigned char>(c);
    if (u > 0x20 && u != 0x7f)
      out += c;
    else if (!out.empty() && out.back() != ' ')
      out += ' ';
    if (out.size() > kMostWords + 4) break;
  }
  while (!out.empty() && out.back() == ' ')
    out.pop_back();
  if (out.size() > kMostWords) {
    auto end = kMostWords - 3;
    while (end > 0 && (static_cast<unsigned char>(out[end]) & 0xC0) == 0x80)
      --end;
    out.resize(end);
    out += "...";
  }
  return out;
}

/// Text of an HTML page: its title, or what stands between its tags.
std::string htmlWords(std::string_view html) {
  const std::string low = lower(html);
  if (const auto title = low.find("<title"); title != std::string::npos) {
    const auto begin = low.find('>', title);
    const auto end = low.find("</title", title);
    if (begin < end && end != std::string::npos)
      if (auto words = oneLine(html.substr(begin + 1, end - begin - 1)); !words.empty()) return words;
  }
  std::string text;
  bool tag = false;
  for (const char c : html) {
    if (c == '<') tag = true;
    if (!tag) text += c;
    if (c == '>') tag = false, text += ' ';
  }
  return oneLine(text);
}

std::string stringAt(const json& object, const char* key) {
  const auto it = object.find(key);
  return it != object.end() && it->is_string() ? it->get<std::string>() : std::string();
}

/// The message, with a detail that is text where the message alone says nothing ("unknown error").
std::string wordsOf(const json& entry) {
  std::string message = stringAt(entry, "message");
  std::string detail = stringAt(entry, "detail");
  if (const auto it = entry.find("detail"); it != entry.end() && it->is_object()) {
    // distribution's storage drivers:
    // {"DriverName":"filesystem","Enclosed":{"Op":"write","Path":..,"Err":28}}
    const auto enclosed = it->find("Enclosed");
    if (enclosed != it->end() && enclosed->is_object() && enclosed->value("Err", json()) == 28)
      detail = "no space left on device";
  }
  const bool empty_words = message.empty() || lower(message) == "unknown error";
  if (empty_words && !detail.empty()) return detail;
  return message;
}

ErrorWords fromJson(const json& document) {
  ErrorWords words;
  if (!document.is_object()) return words;
  if (const auto errors = document.find("errors"); errors != document.end() && errors->is_array()) {
    for (const auto& entry : *errors) {
      if (entry.is_string()) {
        words.message += (words.message.empty() ? "" : "; ") + entry.get<std::string>();
        continue;
      }
      if (!entry.is_object()) continue;
      if (words.code.empty()) words.code = oneLine(stringAt(entry, "code"));
      if (const auto text = wordsOf(entry); !text.empty())
        words.message += (words.message.empty() ? "" : "; ") + text;
    }
    return words;
  }
  words.code = oneLine(stringAt(document, "code"));
  for (const char* key : {"error_description", "message", "details", "detail", "error"})
    if (auto text = stringAt(document, key); !text.empty()) {
      words.message = std::move(text);
      break;
    }
  if (const auto error = document.find("error");
      error != document.end() && error->is_object() && words.message.empty())
    words.message = stringAt(*error, "message");
  return words;
}

struct Row {
  std::string_view code;
  Errc errc;
};

constexpr std::array kCodes{
    Row{"BLOB_UNKNOWN", Errc::BlobUnknown},
    Row{"BLOB_UPLOAD_INVALID", Errc::BlobUploadInvalid},
    Row{"BLOB_UPLOAD_UNKNOWN", Errc::BlobUploadUnknown},
    Row{"DIGEST_INVALID", Errc::DigestInvalid},
    Row{"MANIFEST_BLOB_UNKNOWN", Errc::ManifestBlobUnknown},
    Row{"MANIFEST_INVALID", Errc::ManifestInvalid},
    Row{"MANIFEST_UNVERIFIED", Errc::ManifestInvalid},
    Row{"TAG_INVALID", Errc::ManifestInvalid},
    Row{"MANIFEST_UNKNOWN", Errc::ManifestUnknown},
    Row{"NAME_INVALID", Errc::NameInvalid},
    Row{"NAME_UNKNOWN", Errc::NameUnknown},
    Row{"SIZE_INVALID", Errc::SizeInvalid},
    Row{"RANGE_INVALID", Errc::RangeInvalid},
    Row{"UNAUTHORIZED", Errc::Unauthorized},
    Row{"DENIED", Errc::Denied},
    Row{"UNSUPPORTED", Errc::Unsupported},
    Row{"TOOMANYREQUESTS", Errc::TooManyRequests},
    Row{"UNAVAILABLE", Errc::ServerError},
};

std::optional<Errc> byCode(std::string_view code) {
  for (const auto& row : kCodes)
    if (row.code == code) return row.errc;
  return std::nullopt;
}

Errc byStatus(int status, Subject subject) {
  switch (status) {
  case 403:
  case 451:
    return Errc::Denied;
  case 404:
  case 410:
    switch (subject) {
    case Subject::Manifest:
      return Errc::ManifestUnknown;
    case Subject::Blob:
      return Errc::BlobUnknown;
    case Subject::Upload:
      return Errc::BlobUploadUnknown;
    case Subject::Repository:
      return Errc::NameUnknown;
    case Subject::Registry:
      return Errc::BadAnswer;
    }
    return Errc::BadAnswer;
  case 405:
  case 501:
    return Errc::Unsupported;
  case 408:
    return Errc::Timeout;
  case 413:
    return Errc::SizeInvalid;
  case 416:
    return Errc::RangeInvalid;
  default:
    return Errc::BadAnswer;
  }
}

bool saysDiskFull(std::string_view body) {
  const std::string text = lower(body);
  return text.find("no space left on device") != std::string::npos ||
         text.find("disk quota exceeded") != std::string::npos ||
         text.find("insufficient storage") != std::string::npos;
}

Errc classify(int status, std::string_view code, Subject subject, bool disk_full) {
  if (status == 401) return Errc::Unauthorized;
  if (status == 429) return Errc::TooManyRequests;
  if (status == 507 || (status >= 500 && disk_full)) return Errc::DiskFull;
  if (status >= 500 && status != 501) return Errc::ServerError;
  return byCode(code).value_or(byStatus(status, subject));
}

std::string requestId(const ports::HttpHeaders& headers) {
  for (const auto field : {"X-Request-Id", "X-Amzn-Requestid", "X-Ms-Correlation-Request-Id",
                           "X-Ms-Request-Id", "X-Github-Request-Id", "X-Correlation-Id", "Cf-Ray"})
    if (const auto value = headers.get(field); !value.empty()) return oneLine(value);
  return {};
}

std::string plainWords(Errc code, int status) {
  switch (code) {
  case Errc::Unauthorized:
    return "the registry does not accept the login";
  case Errc::Denied:
    return "the registry does not allow this";
  case Errc::ManifestUnknown:
    return "no such manifest";
  case Errc::BlobUnknown:
    return "no such blob";
  case Errc::BlobUploadUnknown:
    return "the registry does not know the upload any more";
  case Errc::NameUnknown:
    return "no such repository";
  case Errc::Unsupported:
    return "the registry does not support this";
  case Errc::TooManyRequests:
    return "the registry asks for fewer requests";
  case Errc::SizeInvalid:
    return "too large for the registry";
  case Errc::ServerError:
    return "the registry failed";
  default:
    return "unexpected answer " + std::to_string(status);
  }
}

} // namespace

ErrorWords parseErrorBody(std::string_view body) {
  const auto begin = body.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  body.remove_prefix(begin);
  if (body.front() == '{') {
    const auto document = json::parse(body, nullptr, false);
    if (!document.is_discarded()) {
      auto words = fromJson(document);
      words.message = oneLine(words.message);
      if (!words.code.empty() || !words.message.empty()) return words;
    }
  }
  return {{}, body.front() == '<' ? htmlWords(body) : oneLine(body)};
}

base::Error errorFrom(const ports::HttpResponse& head, std::string_view body, Subject subject,
                      base::Timestamp now) {
  const auto words = parseErrorBody(body);
  const bool disk_full = saysDiskFull(body) || saysDiskFull(words.message);
  base::Error error;
  error.code = classify(head.status, words.code, subject, disk_full);
  error.http_status = head.status;
  error.registry_code = words.code;
  error.request_id = requestId(head.headers);
  if (error.code == Errc::DiskFull)
    error.message = "the registry's disk is full" + (words.message.empty() ? "" : ": " + words.message);
  else if (head.status >= 300 && head.status < 400)
    error.message = "the registry redirects to " + base::redactUrl(head.headers.get("Location"));
  else
    error.message = words.message.empty() ? plainWords(error.code, head.status) : words.message;
  error.retry_after = parseRetryAfter(head.headers.get("Retry-After"), now).value_or(std::chrono::seconds{0});
  return error;
}

} // namespace meridian::distribution
