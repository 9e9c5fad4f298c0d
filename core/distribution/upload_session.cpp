// SPDX-License-Identifier: GPL-3.0-or-later
#include "distribution/upload_session.h"

#include "base/log.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace meridian::distribution {

namespace {

using base::ByteCount;
using base::Errc;
using ports::HttpMethod;

std::optional<std::uint64_t> number(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

} // namespace

std::string commitUrl(std::string_view location, const oci::Digest& digest) {
  std::string url(location.substr(0, location.find('#')));
  url += url.find('?') == std::string::npos ? '?' : '&';
  return url + "digest=" + ports::percentEncode(digest.text());
}

std::string mountQuery(const oci::Digest& digest, std::string_view from) {
  auto query = "?mount=" + ports::percentEncode(digest.text());
  if (!from.empty()) query += "&from=" + ports::percentEncode(from);
  return query;
}

std::optional<ByteCount> parseUploadRange(std::string_view text) {
  if (text.starts_with("bytes=") || text.starts_with("bytes ")) text.remove_prefix(6);
  const auto dash = text.find('-');
  if (dash == std::string_view::npos || !number(text.substr(0, dash))) return std::nullopt;
  const auto last = number(text.substr(dash + 1));
  if (!last || *last == ~std::uint64_t{0}) return std::nullopt;
  return ByteCount{*last == 0 ? 0 : *last + 1};
}

UploadSession::UploadSession(Exchange& exchange, std::string repository, std::string what, bool bulk)
    : m_exchange(exchange), m_repository(std::move(repository)), m_what(std::move(what)),
      m_bulk(bulk), m_scopes{auth::Scope::repository(m_repository, {"pull", "push"})} {}

void UploadSession::alsoReads(std::string_view repository) {
  m_scopes.push_back(auth::Scope::repository(std::string(repository), {"pull"}));
}

Call UploadSession::call(HttpMethod method, std::string url) const {
  Call out;
  out.method = method;
  out.url = std::move(url);
  out.what = m_what;
  out.subject = Subject::Upload;
  out.scopes = m_scopes;
  out.bulk = m_bulk;
  return out;
}

void UploadSession::take(const Call& asked, const ports::HttpHeaders& headers) {
  if (const auto location = headers.get("Location"); !location.empty())
    m_location = m_exchange.uploadUrl(asked.url, location);
  if (const auto min = number(headers.get("OCI-Chunk-Min-Length"))) m_limits.min = {*min};
  if (const auto max = number(headers.get("OCI-Chunk-Max-Length"))) m_limits.max = {*max};
}

base::Result<int> UploadSession::open(std::string_view query, std::string_view content,
                                      std::stop_token stop) {
  auto post =
      call(HttpMethod::Post, m_exchange.url("/v2/" + m_repository + "/blobs/uploads/" + std::string(query)));
  post.subject = Subject::Repository;
  ports::StringSource body(content);
  if (!content.empty()) {
    post.body = &body;
    post.body_size = ByteCount{content.size()};
    post.headers.add("Content-Type", "application/octet-stream");
  }
  auto answer = m_exchange.run(post, stop);
  if (!answer) return base::pass(std::move(answer));
  const auto& head = answer->head;
  if (head.status == 201 && !query.empty()) return head.status; // done: there is no session
  if (head.headers.get("Location").empty())
    return base::fail(base::Error{
        Errc::BadAnswer,
        "the registry opened an upload without saying where (no Location)",
        {},
        head.status,
        {},
        {},
        {}}.during("POST " + m_what));
  take(post, head.headers);
  return head.status;
}

base::Result<UploadSession::Standing> UploadSession::ask(std::stop_token stop) {
  auto get = call(HttpMethod::Get, m_location);
  get.accepted = {404, 410};
  auto answer = m_exchange.once(get, stop);
  if (!answer) {
    // Some say 400 to what they do not know any more.
    if (answer.error().http_status / 100 == 4 && !base::isTransient(answer.error().code) &&
        answer.error().code != Errc::Unauthorized)
      return Standing{};
    if (answer.error().code == Errc::BlobUploadUnknown || answer.error().code == Errc::BlobUploadInvalid)
      return Standing{};
    return base::pass(std::move(answer));
  }
  if (answer->head.status >= 400) return Standing{};
  take(get, answer->head.headers);
  return Standing{true, parseUploadRange(answer->head.headers.get("Range"))};
}

base::Result<std::optional<ByteCount>> UploadSession::patch(const Piece& piece, std::stop_token stop) {
  auto patch = call(HttpMethod::Patch, m_location);
  patch.headers.add("Content-Type", "application/octet-stream");
  // "start-end", without unit and total (distribution-spec v1.1.1 "Pushing a blob in chunks").
  if (piece.ranged)
    patch.headers.add("Content-Range", std::to_string(piece.first.value) + "-" +
                                           std::to_string(piece.first.value + piece.size->value - 1));
  patch.body = piece.body;
  patch.body_size = piece.size;
  auto answer = m_exchange.once(patch, stop);
  if (!answer) return base::pass(std::move(answer));
  take(patch, answer->head.headers);
  return parseUploadRange(answer->head.headers.get("Range"));
}

base::Result<void> UploadSession::put(const oci::Digest& digest, const Piece& piece, std::stop_token stop) {
  auto put = call(HttpMethod::Put, commitUrl(m_location, digest));
  put.headers.add("Content-Type", "application/octet-stream");
  put.body = piece.body;
  if (piece.body != nullptr) put.body_size = piece.size;
  auto answer = piece.body != nullptr ? m_exchange.once(put, stop) : m_exchange.run(put, stop);
  if (!answer) return base::pass(std::move(answer));
  const auto told = answer->head.headers.get("Docker-Content-Digest");
  if (!told.empty() && told != digest.text() && told.starts_with(digest.algorithm()))
    return base::fail(Errc::ContentMismatch,
                      "the registry stored " + std::string(told) + " instead of " + digest.text());
  return {};
}

void UploadSession::cancel(std::stop_token stop) {
  if (!isOpen()) return;
  auto answer = m_exchange.lastWord(call(HttpMethod::Delete, m_location), stop);
  if (!answer && answer.error().code == Errc::RangeInvalid && !stop.stop_requested()) {
    // distribution 3 takes only a Location that knows how much arrived.
    if (auto standing = ask(stop); standing && standing->alive)
      answer = m_exchange.lastWord(call(HttpMethod::Delete, m_location), stop);
  }
  if (!answer)
    base::log("distribution", base::LogLevel::Debug,
              "the upload was not cancelled: " + answer.error().text());
  m_location.clear();
}

} // namespace meridian::distribution
