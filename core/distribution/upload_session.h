// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "distribution/exchange.h"
#include "distribution/upload_way.h"
#include "oci/digest.h"
#include "ports/body.h"

#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace meridian::distribution {

/// One upload session at a registry (distribution-spec v1.1.1 "Pushing blobs"): its requests, one try each
/// unless said otherwise. Always goes on at the latest Location. One thread.
class UploadSession {
public:
  /// `bulk`: a large blob is to come, so the small requests go over the connection that it will take.
  UploadSession(Exchange& exchange, std::string repository, std::string what, bool bulk);

  /// Another repository whose blobs the opening needs: a mount.
  void alsoReads(std::string_view repository);
  /// POST, with retries. The answer's status: 201 where that was all (mounted, or taken with the body).
  /// `query` goes behind the path ("?digest=..."), `body` (may be null) with it.
  [[nodiscard]] base::Result<int> open(std::string_view query, std::string_view body, std::stop_token stop);
  /// Takes over a session that another process opened.
  void adopt(std::string location) { m_location = std::move(location); }

  /// What GET location tells.
  struct Standing {
    bool alive = false;
    std::optional<base::ByteCount> stored; ///< empty: the registry does not say
  };
  [[nodiscard]] base::Result<Standing> ask(std::stop_token stop);

  /// A body for the session: bytes from `first` on.
  struct Piece {
    ports::BodySource* body = nullptr;
    base::ByteCount first;
    std::optional<base::ByteCount> size; ///< empty: to the end of the source
    bool ranged = false;                 ///< with Content-Range; needs a size
  };
  /// What the registry says to have stored so far; empty: it does not say.
  [[nodiscard]] base::Result<std::optional<base::ByteCount>> patch(const Piece& piece, std::stop_token stop);
  /// Closes the session. Without a body with retries. ContentMismatch where the registry stored something
  /// else.
  [[nodiscard]] base::Result<void> put(const oci::Digest& digest, const Piece& piece, std::stop_token stop);
  /// DELETE, best effort and soon over: what stays is swept by the registry later. Also where `stop` was
  /// requested.
  void cancel(std::stop_token stop);

  [[nodiscard]] bool isOpen() const { return !m_location.empty(); }
  [[nodiscard]] const std::string& location() const { return m_location; } ///< a secret may be in it
  [[nodiscard]] const std::string& repository() const { return m_repository; }
  [[nodiscard]] const ChunkLimits& limits() const { return m_limits; }

private:
  Call call(ports::HttpMethod method, std::string url) const;
  void take(const Call& asked, const ports::HttpHeaders& headers);

  Exchange& m_exchange;
  const std::string m_repository, m_what;
  const bool m_bulk;
  std::vector<auth::Scope> m_scopes;
  std::string m_location; ///< absolute, always the latest one
  ChunkLimits m_limits;
};

/// `location` with digest=... added to its query.
[[nodiscard]] std::string commitUrl(std::string_view location, const oci::Digest& digest);

/// What makes the opening of a session a mount; `from` may be empty where the registry shall look for itself.
[[nodiscard]] std::string mountQuery(const oci::Digest& digest, std::string_view from);

/// How many bytes "Range: 0-499" speaks of. "0-0" is what registries say of an empty session. nullopt for
/// what is no such range; "bytes=" before it is met and let pass.
[[nodiscard]] std::optional<base::ByteCount> parseUploadRange(std::string_view text);

} // namespace meridian::distribution
