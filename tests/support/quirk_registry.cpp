// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/quirk_registry.h"

#include "base/sha256.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <span>

namespace meridian::test {

namespace {

std::string queryValue(std::string_view target, std::string_view key) {
  auto at = target.find('?');
  while (at != std::string_view::npos) {
    const auto end = std::min(target.find('&', at + 1), target.size());
    const auto pair = target.substr(at + 1, end - at - 1);
    const auto equals = pair.find('=');
    if (pair.substr(0, equals) == key && equals != std::string_view::npos) {
      std::string value;
      for (std::size_t i = equals + 1; i < pair.size(); ++i) {
        if (pair[i] != '%' || i + 2 >= pair.size())
          value += pair[i];
        else
          value += static_cast<char>(std::strtol(std::string(pair.substr(i + 1, 2)).c_str(), nullptr, 16)),
              i += 2;
      }
      return value;
    }
    at = end < target.size() ? end : std::string_view::npos;
  }
  return {};
}

std::uint64_t lengthOf(const Exchange& exchange) {
  return std::strtoull(std::string(exchange.request().headers.get("Content-Length")).c_str(), nullptr, 10);
}

std::string digestText(std::string_view bytes) {
  return "sha256:" + base::Sha256::hex(std::as_bytes(std::span(bytes)));
}

void refuse(Exchange& exchange, int status, const std::string& code, const ports::HttpHeaders& headers = {}) {
  exchange.answer(status,
                  R"({"errors":[{"code":")" + code + R"(","message":"refused by the test's registry"}]})",
                  headers);
}

} // namespace

QuirkRegistry::QuirkRegistry(Quirks quirks) : m_quirks(std::move(quirks)) {
  m_storage = std::make_unique<HttpServer>([this](Exchange& exchange) { storage(exchange); });
  m_server = std::make_unique<HttpServer>([this](Exchange& exchange) { serve(exchange); });
}

// --- commands and observations

void QuirkRegistry::cutAfter(std::uint64_t bytes, int times) {
  const std::lock_guard lock(m_mutex);
  m_cut_after = m_cut_left = bytes;
  m_cuts = times;
}

void QuirkRegistry::limit(int count, int seconds) {
  const std::lock_guard lock(m_mutex);
  m_limited = count;
  m_limit_seconds = seconds;
}

oci::Digest QuirkRegistry::addBlob(const std::string& repository, std::string bytes) {
  const auto digest = digestText(bytes);
  const std::lock_guard lock(m_mutex);
  m_repositories[repository].blobs[digest] = std::move(bytes);
  return *oci::Digest::parse(digest);
}

std::optional<std::string> QuirkRegistry::blob(const std::string& repository,
                                               const oci::Digest& digest) const {
  const std::lock_guard lock(m_mutex);
  const auto found = m_repositories.find(repository);
  if (found == m_repositories.end() || !found->second.blobs.contains(digest.text())) return std::nullopt;
  return found->second.blobs.at(digest.text());
}

std::string QuirkRegistry::writes() {
  const auto all = m_server->requests();
  std::map<std::string, int> count;
  for (; m_told < all.size(); ++m_told) {
    const auto& [method, target, headers, connection] = all[m_told];
    const bool session = target.find("/blobs/uploads/") != std::string::npos;
    if (session || (method != "GET" && method != "HEAD")) ++count[method];
  }
  std::string out;
  for (const char* method : {"POST", "PATCH", "GET", "PUT", "DELETE"})
    if (count[method] > 0)
      out += (out.empty() ? "" : ", ") + std::string(method) + " " + std::to_string(count[method]);
  return out;
}

std::uint64_t QuirkRegistry::received() const {
  const std::lock_guard lock(m_mutex);
  return m_received;
}
int QuirkRegistry::openUploads() const {
  const std::lock_guard lock(m_mutex);
  return static_cast<int>(m_sessions.size());
}
std::vector<std::string> QuirkRegistry::repositories() const {
  const std::lock_guard lock(m_mutex);
  std::vector<std::string> out;
  for (const auto& [name, repository] : m_repositories)
    if (!repository.blobs.empty() || !repository.manifests.empty()) out.push_back(name);
  return out;
}
std::vector<std::string> QuirkRegistry::left(const std::string& repository) const {
  const std::lock_guard lock(m_mutex);
  std::vector<std::string> out;
  if (const auto found = m_repositories.find(repository); found != m_repositories.end()) {
    for (const auto& [digest, bytes] : found->second.blobs)
      out.push_back(digest);
    for (const auto& [digest, manifest] : found->second.manifests)
      out.push_back(digest);
    for (const auto& [tag, digest] : found->second.tags)
      out.push_back(tag);
  }
  return out;
}

// --- requests

void QuirkRegistry::serve(Exchange& exchange) {
  const auto& request = exchange.request();
  int wait = -1;
  {
    const std::lock_guard lock(m_mutex);
    if (m_limited > 0) --m_limited, wait = m_limit_seconds;
  }
  if (wait >= 0) {
    exchange.readAll();
    ports::HttpHeaders headers;
    if (wait > 0) headers.add("Retry-After", std::to_string(wait));
    return refuse(exchange, 429, "TOOMANYREQUESTS", headers);
  }
  const auto path = request.target.substr(0, request.target.find('?'));
  if (path == "/v2/")
    return exchange.answer(200, "{}", fields({{"Docker-Distribution-Api-Version", "registry/2.0"}}));
  const bool writes = request.method != "GET" && request.method != "HEAD";
  if (m_quirks.read_only && writes) return exchange.readAll(), refuse(exchange, 403, "DENIED");
  for (const std::string part : {"/blobs/uploads/", "/blobs/", "/manifests/", "/referrers/"}) {
    const auto at = path.find(part);
    if (!path.starts_with("/v2/") || at == std::string::npos) continue;
    const auto repository = path.substr(4, at - 4), rest = path.substr(at + part.size());
    if (part == "/blobs/uploads/") return uploads(exchange, repository, rest);
    if (part == "/blobs/") return blobs(exchange, repository, rest);
    if (part == "/manifests/") return manifests(exchange, repository, rest);
    if (!m_quirks.referrers) return exchange.answer(404, "404 page not found\n");
    return exchange.answer(
        200, R"({"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[]})",
        fields({{"Content-Type", "application/vnd.oci.image.index.v1+json"}}));
  }
  exchange.readAll();
  exchange.answer(404, "404 page not found\n");
}

/// Reads a request's body as far as the line lets it. Cut: the caller stores what it wants to keep of it,
/// then cuts.
QuirkRegistry::Body QuirkRegistry::body(Exchange& exchange, std::string& into) {
  std::array<char, 65536> buffer;
  while (true) {
    std::size_t room = buffer.size();
    {
      const std::lock_guard lock(m_mutex);
      if (m_cuts > 0) room = std::min<std::uint64_t>(room, std::max<std::uint64_t>(m_cut_left, 1));
    }
    const auto count = exchange.read(std::span(buffer).first(room));
    if (count < 0) return Body::Left;
    if (count == 0) return Body::Whole;
    into.append(buffer.data(), static_cast<std::size_t>(count));
    const std::lock_guard lock(m_mutex);
    m_received += static_cast<std::uint64_t>(count);
    if (m_cuts == 0) continue;
    m_cut_left -= std::min(m_cut_left, static_cast<std::uint64_t>(count));
    if (m_cut_left > 0) continue;
    m_cut_left = m_cut_after;
    --m_cuts;
    return Body::Cut;
  }
}

void QuirkRegistry::broken(Exchange& exchange, Body end) {
  if (end == Body::Cut) exchange.cut();
}

bool QuirkRegistry::tooLong(Exchange& exchange, std::uint64_t most, int status) {
  if (most == 0 || lengthOf(exchange) <= most) return false;
  refuse(exchange, status, status == 416 ? "RANGE_INVALID" : "SIZE_INVALID");
  return true;
}

void QuirkRegistry::accept(Exchange& exchange, int status, const std::string& id,
                           const Session& session) const {
  // The state changes with each answer, as distribution's does: an old Location is not the latest one.
  auto headers = fields({{"Location", "/v2/" + session.repository + "/blobs/uploads/" + id +
                                          "?_state=" + std::to_string(session.content.size())}});
  std::uint64_t told = session.content.size();
  if (m_quirks.range == Quirks::Range::FirstPiece && session.first_piece > 0) told = session.first_piece;
  if (m_quirks.range == Quirks::Range::LatestPiece && session.latest_piece > 0) told = session.latest_piece;
  if (m_quirks.range != Quirks::Range::None)
    headers.add("Range", "0-" + std::to_string(told > 0 ? told - 1 : 0));
  if (m_quirks.tells_limits && m_quirks.part_min > 0)
    headers.add("OCI-Chunk-Min-Length", std::to_string(m_quirks.part_min));
  const auto most = std::max(m_quirks.part_max, m_quirks.body_max);
  if (m_quirks.tells_limits && most > 0) headers.add("OCI-Chunk-Max-Length", std::to_string(most));
  exchange.answer(status, {}, headers);
}

void QuirkRegistry::uploads(Exchange& exchange, const std::string& repository, const std::string& id) {
  const auto& method = exchange.request().method;
  if (method == "POST") return open(exchange, repository);
  if (method == "PATCH") return patch(exchange, id);
  if (method == "PUT") return put(exchange, repository, id);
  const std::lock_guard lock(m_mutex);
  const auto session = m_sessions.find(id);
  if (session == m_sessions.end()) return refuse(exchange, 404, "BLOB_UPLOAD_UNKNOWN");
  if (method == "GET") return accept(exchange, 204, id, session->second);
  m_sessions.erase(session);
  exchange.answer(204);
}

void QuirkRegistry::open(Exchange& exchange, const std::string& repository) {
  const auto& target = exchange.request().target;
  const auto digest = queryValue(target, "digest"), mount = queryValue(target, "mount"),
             from = queryValue(target, "from");
  std::string content;
  if (tooLong(exchange, m_quirks.body_max, 413)) return;
  if (const auto end = body(exchange, content); end != Body::Whole) return broken(exchange, end);
  const std::lock_guard lock(m_mutex);
  if (!mount.empty()) {
    if (from.empty() && m_quirks.refuses_bare_mount) return refuse(exchange, 400, "UNSUPPORTED");
    for (const auto& [name, other] : m_repositories) {
      const bool may = from.empty() ? m_quirks.mount_anonymous : m_quirks.mount && name == from;
      if (!may || !other.blobs.contains(mount)) continue;
      m_repositories[repository].blobs[mount] = other.blobs.at(mount);
      return exchange.answer(201, {}, fields({{"Location", "/v2/" + repository + "/blobs/" + mount}}));
    }
  }
  if (!digest.empty() && !content.empty() && m_quirks.single_post) {
    if (digestText(content) != digest) return refuse(exchange, 400, "DIGEST_INVALID");
    m_repositories[repository].blobs[digest] = std::move(content);
    return exchange.answer(201, {}, fields({{"Location", "/v2/" + repository + "/blobs/" + digest}}));
  }
  const auto id = "u" + std::to_string(++m_next);
  m_sessions[id].repository = repository;
  accept(exchange, 202, id, m_sessions[id]);
}

void QuirkRegistry::patch(Exchange& exchange, const std::string& id) {
  const auto range = exchange.request().headers.get("Content-Range");
  if (range.empty() ? !m_quirks.streaming : !m_quirks.chunked) return refuse(exchange, 405, "UNSUPPORTED");
  if (tooLong(exchange, m_quirks.body_max, 413)) return;
  if (!range.empty() && tooLong(exchange, m_quirks.part_max, 416)) return;
  std::uint64_t first = 0;
  {
    const std::lock_guard lock(m_mutex);
    const auto session = m_sessions.find(id);
    if (session == m_sessions.end()) return refuse(exchange, 404, "BLOB_UPLOAD_UNKNOWN");
    first = session->second.content.size();
    if (!range.empty() && !m_quirks.lenient && std::strtoull(range.data(), nullptr, 10) != first)
      return refuse(exchange, 416, "RANGE_INVALID");
    if (session->second.short_piece) return refuse(exchange, 416, "BLOB_UPLOAD_INVALID");
  }
  std::string piece;
  const auto end = body(exchange, piece);
  const std::lock_guard lock(m_mutex);
  const auto found = m_sessions.find(id);
  if (found == m_sessions.end()) return broken(exchange, end); // cancelled meanwhile
  auto& session = found->second;
  if (end != Body::Whole) {
    // Unless somebody went on in the same place meanwhile.
    if (m_quirks.cut == Quirks::Cut::Kept && session.content.size() == first) session.content += piece;
    if (m_quirks.cut == Quirks::Cut::SessionLost) m_sessions.erase(found);
    return broken(exchange, end);
  }
  session.content += piece;
  session.short_piece = piece.size() < m_quirks.part_min;
  if (session.first_piece == 0) session.first_piece = piece.size();
  session.latest_piece = piece.size();
  accept(exchange, m_quirks.patch_status, id, session);
}

void QuirkRegistry::put(Exchange& exchange, const std::string& repository, const std::string& id) {
  if (lengthOf(exchange) > 0 && !m_quirks.monolithic) return refuse(exchange, 405, "UNSUPPORTED");
  if (tooLong(exchange, m_quirks.body_max, 413)) return;
  std::string piece;
  if (const auto end = body(exchange, piece); end != Body::Whole) return broken(exchange, end);
  const auto digest = queryValue(exchange.request().target, "digest");
  const std::lock_guard lock(m_mutex);
  const auto session = m_sessions.find(id);
  if (session == m_sessions.end()) return refuse(exchange, 404, "BLOB_UPLOAD_UNKNOWN");
  auto content = session->second.content + piece;
  m_sessions.erase(session);
  if (digestText(content) != digest) return refuse(exchange, 400, "DIGEST_INVALID");
  m_repositories[repository].blobs[digest] = std::move(content);
  exchange.answer(201, {}, fields({{"Docker-Content-Digest", digest}}));
}

// --- content

void QuirkRegistry::sendBlob(Exchange& exchange, const std::string& bytes) const {
  const auto range = exchange.request().headers.get("Range");
  if (range.empty() || !m_quirks.ranges) return exchange.answer(200, bytes);
  char* end = nullptr;
  const auto first = std::strtoull(range.data() + 6, &end, 10);
  if (first >= bytes.size())
    return exchange.answer(416, {}, fields({{"Content-Range", "bytes */" + std::to_string(bytes.size())}}));
  const auto last = end[1] != 0
                        ? std::min<std::uint64_t>(std::strtoull(end + 1, nullptr, 10), bytes.size() - 1)
                        : bytes.size() - 1;
  exchange.answer(206, std::string_view(bytes).substr(first, last - first + 1),
                  fields({{"Content-Range", "bytes " + std::to_string(first) + "-" + std::to_string(last) +
                                                "/" + std::to_string(bytes.size())}}));
}

void QuirkRegistry::blobs(Exchange& exchange, const std::string& repository, const std::string& digest) {
  std::string bytes, address;
  {
    const std::lock_guard lock(m_mutex);
    auto& held = m_repositories[repository].blobs;
    const auto found = held.find(digest);
    if (found == held.end()) return refuse(exchange, 404, "BLOB_UNKNOWN");
    if (exchange.request().method == "DELETE") {
      if (!m_quirks.deletes) return refuse(exchange, 405, "UNSUPPORTED");
      held.erase(found);
      return exchange.answer(202);
    }
    bytes = found->second;
    if (m_quirks.redirects) {
      ++m_next;
      address = "/signed/" + std::to_string(m_next) + "?X-Amz-Signature=s" + std::to_string(m_next);
      m_signed[address] = bytes;
    }
  }
  if (!address.empty()) return exchange.answer(307, {}, fields({{"Location", m_storage->url(address)}}));
  sendBlob(exchange, bytes);
}

void QuirkRegistry::storage(Exchange& exchange) {
  if (!exchange.request().headers.get("Authorization").empty())
    return exchange.answer(400, "<Error><Code>InvalidArgument</Code></Error>");
  std::string bytes;
  {
    const std::lock_guard lock(m_mutex);
    const auto found = m_signed.find(exchange.request().target);
    if (found == m_signed.end()) return exchange.answer(403, "<Error><Code>AccessDenied</Code></Error>");
    bytes = std::move(found->second);
    m_signed.erase(found);
  }
  sendBlob(exchange, bytes);
}

void QuirkRegistry::manifests(Exchange& exchange, const std::string& repository,
                              const std::string& reference) {
  const auto& method = exchange.request().method;
  const auto type = std::string(exchange.request().headers.get("Content-Type"));
  auto bytes = exchange.readAll();
  const bool tag = reference.find(':') == std::string::npos;
  const std::lock_guard lock(m_mutex);
  auto& held = m_repositories[repository];
  if (method == "PUT") {
    const auto digest = digestText(bytes);
    held.manifests[digest] = {type, std::move(bytes)};
    if (tag) held.tags[reference] = digest;
    return exchange.answer(201, {}, fields({{"Docker-Content-Digest", digest}}));
  }
  const auto digest = tag && held.tags.contains(reference) ? held.tags.at(reference) : reference;
  const auto found = held.manifests.find(digest);
  if (found == held.manifests.end()) return refuse(exchange, 404, "MANIFEST_UNKNOWN");
  if (method == "DELETE") {
    if (!m_quirks.deletes || (tag && !m_quirks.tag_delete)) return refuse(exchange, 405, "UNSUPPORTED");
    if (tag) return held.tags.erase(reference), exchange.answer(202);
    held.manifests.erase(found);
    std::erase_if(held.tags, [&](const auto& one) { return one.second == digest; });
    return exchange.answer(202);
  }
  auto headers = fields({{"Content-Type", found->second.first}, {"Docker-Content-Digest", digest}});
  if (!m_quirks.rate_limit.empty()) {
    headers.add("ratelimit-limit", m_quirks.rate_limit);
    headers.add("ratelimit-remaining", m_quirks.rate_limit);
  }
  exchange.answer(200, found->second.second, headers);
}

} // namespace meridian::test
