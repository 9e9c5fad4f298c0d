// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "oci/digest.h"
#include "support/http_server.h"

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace meridian::test {

/// What a registry does its own way. Default: distribution-spec v1.1.1 to the letter, every optional thing
/// done.
struct Quirks {
  // uploads
  bool streaming = true;      ///< takes a PATCH without Content-Range
  bool chunked = true;        ///< takes PATCH with Content-Range
  bool monolithic = true;     ///< takes a body with the PUT
  bool single_post = true;    ///< takes a body with the POST; else opens a session
  bool lenient = false;       ///< appends a piece whose Content-Range starts elsewhere
  std::uint64_t part_min = 0; ///< a PATCH behind a shorter one is refused with 416
  std::uint64_t part_max = 0; ///< a longer PATCH with Content-Range is refused with 416
  std::uint64_t body_max = 0; ///< any longer request is refused with 413
  bool tells_limits = false;  ///< OCI-Chunk-Min-Length, OCI-Chunk-Max-Length
  int patch_status = 202;
  enum class Cut { Kept, PieceLost, SessionLost } cut = Cut::Kept; ///< what a PATCH that breaks off does
  enum class Range { Right, FirstPiece, LatestPiece, None } range = Range::Right; ///< what the session tells
  bool mount = true;
  bool mount_anonymous = true;
  bool refuses_bare_mount = false; ///< 400 to mount= without from=

  // reading
  bool ranges = true;
  bool redirects =
      false; ///< blobs come from another port, by addresses that work once and take no Authorization
  bool referrers = true;
  bool tag_delete = true;
  bool deletes = true;
  bool read_only = false; ///< 403 to whatever writes
  std::string rate_limit; ///< ratelimit-limit and ratelimit-remaining of each answer
};

/// A registry on 127.0.0.1 with the quirks of one that is met in the field, and lines that break on command.
/// Any thread.
class QuirkRegistry {
public:
  explicit QuirkRegistry(Quirks quirks);

  [[nodiscard]] std::string url() const { return m_server->url(""); }
  /// The connection is reset when so many more bytes of uploads have arrived; `times` times, counted anew
  /// each time.
  void cutAfter(std::uint64_t bytes, int times = 1);
  /// The next `count` requests are answered with 429; 0 seconds: without Retry-After.
  void limit(int count, int seconds);
  oci::Digest addBlob(const std::string& repository, std::string bytes);
  [[nodiscard]] std::optional<std::string> blob(const std::string& repository,
                                                const oci::Digest& digest) const;
  /// "POST 1, PATCH 2, PUT 1" of what came since the last call, without reading requests other than GET of a
  /// session.
  std::string writes();
  [[nodiscard]] std::uint64_t received() const; ///< body bytes of uploads
  [[nodiscard]] int openUploads() const;
  [[nodiscard]] std::vector<std::string> repositories() const; ///< that hold a blob or a manifest
  [[nodiscard]] std::vector<std::string>
  left(const std::string& repository) const; ///< digests and tags in it
  [[nodiscard]] std::vector<ServerRequest> requests() const { return m_server->requests(); }

private:
  struct Session {
    std::string repository, content;
    std::uint64_t first_piece = 0, latest_piece = 0;
    bool short_piece = false; ///< one below part_min came
  };
  struct Repository {
    std::map<std::string, std::string> blobs;                             ///< digest to bytes
    std::map<std::string, std::pair<std::string, std::string>> manifests; ///< digest to media type and bytes
    std::map<std::string, std::string> tags;
  };
  void serve(Exchange& exchange);
  void uploads(Exchange& exchange, const std::string& repository, const std::string& id);
  void open(Exchange& exchange, const std::string& repository);
  void patch(Exchange& exchange, const std::string& id);
  void put(Exchange& exchange, const std::string& repository, const std::string& id);
  void blobs(Exchange& exchange, const std::string& repository, const std::string& digest);
  void manifests(Exchange& exchange, const std::string& repository, const std::string& reference);
  void storage(Exchange& exchange);
  enum class Body { Whole, Left, Cut };
  Body body(Exchange& exchange, std::string& into);
  static void broken(Exchange& exchange, Body end);
  bool tooLong(Exchange& exchange, std::uint64_t most, int status);
  void accept(Exchange& exchange, int status, const std::string& id, const Session& session) const;
  void sendBlob(Exchange& exchange, const std::string& bytes) const;

  const Quirks m_quirks;
  mutable std::mutex m_mutex;
  std::map<std::string, Session> m_sessions;
  std::map<std::string, Repository> m_repositories;
  std::map<std::string, std::string> m_signed; ///< address to bytes, taken once
  int m_next = 0;
  std::uint64_t m_received = 0, m_cut_after = 0, m_cut_left = 0;
  int m_cuts = 0, m_limited = 0, m_limit_seconds = 0;
  std::size_t m_told = 0;
  std::unique_ptr<HttpServer> m_storage, m_server; ///< last: end first
};

} // namespace meridian::test
