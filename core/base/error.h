// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace meridian::base {

/// What went wrong, as a value that code may switch on. The first block mirrors the error codes of the
/// OCI distribution spec v1.1.1 ("Error Codes"); the second is about the way to the registry; the third
/// about this machine. Nobody matches message strings.
enum class Errc {
  // registry (distribution spec)
  BlobUnknown,
  BlobUploadInvalid,
  BlobUploadUnknown,
  DigestInvalid,
  ManifestBlobUnknown,
  ManifestInvalid,
  ManifestUnknown,
  NameInvalid,
  NameUnknown,
  SizeInvalid,
  Unauthorized,
  Denied,
  Unsupported,
  TooManyRequests,
  RangeInvalid,
  // transport
  HostUnknown,       ///< the name does not resolve
  ConnectionRefused, ///< nothing listens there
  ConnectionLost,    ///< reset or closed in the middle
  TlsUntrusted,      ///< certificate not trusted, expired or for another host
  Stalled,           ///< no byte for the stall time
  Timeout,           ///< connecting or the first answer took too long
  ServerError,       ///< 5xx
  BadAnswer,         ///< an answer that the protocol does not allow
  // here
  ContentMismatch,   ///< bytes do not have the digest or size that was promised
  ParseFailed,
  ConfigInvalid,
  NotFound,
  AlreadyExists,
  Busy,              ///< another process or job holds it
  DiskFull,
  IoFailed,
  ClosureIncomplete, ///< a tag lacks a signature, SBOM or attestation that its rule asks for
  TagMoved,          ///< the source tag points elsewhere since the plan was made
  Cancelled,         ///< an outcome, not a failure
  Internal
};

/// Stable upper-case name, e.g. "MANIFEST_UNKNOWN", "CONNECTION_REFUSED"; used in --json and the database.
[[nodiscard]] std::string_view name(Errc code) noexcept;

/// True where the same request may succeed a little later without anybody changing anything.
[[nodiscard]] bool isTransient(Errc code) noexcept;

/// An error as a value with a reason that a human can act on. Never holds a secret: URLs pass through
/// redactUrl() when an Error is made.
struct Error {
  Errc code = Errc::Internal;
  std::string message;            ///< what answered, in the registry's words where there are any
  std::vector<std::string> trail; ///< what was asked, innermost first ("HEAD app/web:1.2 at tyo")
  int http_status = 0;            ///< 0: no HTTP answer
  std::string registry_code;      ///< the registry's own code, e.g. "NAME_UNKNOWN"
  std::string request_id;         ///< X-Request-Id and relatives, for the registry's operator
  std::chrono::seconds retry_after{0};

  /// Adds one step of context and returns itself, to be used where an error passes upward.
  [[nodiscard]] Error during(std::string step) &&;
  /// One line for people: trail outermost first, then message, status, registry code and request id.
  [[nodiscard]] std::string text() const;
};

/// Removes user info and the values of query parameters that carry credentials or signatures
/// (token, signature, X-Amz-*, sig, code, password ...), keeps everything else.
[[nodiscard]] std::string redactUrl(std::string_view url);

} // namespace meridian::base
