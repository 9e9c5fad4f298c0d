// SPDX-License-Identifier: GPL-3.0-or-later
#include "distribution/uploads.h"

#include "base/log.h"
#include "base/sha256.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace meridian::distribution {

namespace {

using base::Errc;
using ports::HttpMethod;

/// Remembers how much was taken and whether it was the source that failed.
class WatchedSource final : public ports::BodySource {
public:
  explicit WatchedSource(ports::BodySource& inner) : m_inner(inner) {}

  std::uint64_t taken() const { return m_taken; }
  const std::optional<base::Error>& failure() const { return m_failure; }

  base::Result<std::size_t> read(std::span<std::byte> buffer, std::stop_token stop) override {
    auto count = m_inner.read(buffer, stop);
    if (count)
      m_taken += *count;
    else
      m_failure = count.error();
    return count;
  }
  base::Result<void> rewind() override {
    if (m_taken == 0 && !m_failure) return {};
    if (auto back = m_inner.rewind(); !back) return back;
    m_taken = 0;
    m_failure.reset();
    return {};
  }

private:
  ports::BodySource& m_inner;
  std::uint64_t m_taken = 0;
  std::optional<base::Error> m_failure;
};

/// Size 0 stands for "not known" except for the one blob that is empty.
bool knowsSize(const oci::Descriptor& blob) {
  static const std::string kEmpty = base::Sha256::hex({});
  return blob.size.value > 0 || blob.digest.encoded() == kEmpty;
}

base::Unexpected cancelled() {
  return base::fail(Errc::Cancelled, "cancelled");
}

base::Unexpected wrongSize(const oci::Descriptor& blob, std::uint64_t got) {
  return base::fail(Errc::ContentMismatch, "blob " + blob.digest.shortText() + " has " + std::to_string(got) +
                                               " bytes where " + std::to_string(blob.size.value) +
                                               " were promised");
}

/// True where the PUT may have worked although we did not see it.
bool maybeCommitted(const base::Error& error) {
  return error.code == Errc::BlobUploadUnknown ||
         (base::isTransient(error.code) && error.code != Errc::TooManyRequests &&
          error.code != Errc::BlobUploadInvalid);
}

} // namespace

std::string commitUrl(std::string_view location, const oci::Digest& digest) {
  std::string url(location.substr(0, location.find('#')));
  url += url.find('?') == std::string::npos ? '?' : '&';
  return url + "digest=" + ports::percentEncode(digest.text());
}

Call Uploads::call(const Session& session, HttpMethod method, std::string url) const {
  Call out;
  out.method = method;
  out.url = std::move(url);
  out.what = session.what;
  out.subject = Subject::Upload;
  out.scopes = {auth::Scope::repository(session.repository, {"pull", "push"})};
  return out;
}

base::Result<Uploads::Session> Uploads::open(std::string_view repository, const oci::Descriptor& blob,
                                             std::stop_token stop) {
  Session session{
      std::string(repository), "upload of " + std::string(repository) + "@" + blob.digest.shortText(), {}};
  auto post =
      call(session, HttpMethod::Post, m_exchange.url("/v2/" + session.repository + "/blobs/uploads/"));
  post.subject = Subject::Repository;
  auto answer = m_exchange.run(post, stop);
  if (!answer) return base::pass(std::move(answer));
  const auto location = answer->head.headers.get("Location");
  if (location.empty())
    return base::fail(base::Error{
        Errc::BadAnswer,
        "the registry opened an upload without saying where (no Location)",
        {},
        answer->head.status,
        {},
        {},
        {}}.during("POST " + session.what));
  session.location = m_exchange.uploadUrl(post.url, location);
  return session;
}

base::Result<void> Uploads::commit(const Session& session, const oci::Descriptor& blob,
                                   std::string_view content, std::stop_token stop) {
  auto put = call(session, HttpMethod::Put, commitUrl(session.location, blob.digest));
  put.headers.add("Content-Type", "application/octet-stream");
  ports::StringSource body(content);
  if (!content.empty()) {
    put.body = &body;
    put.body_size = base::ByteCount{content.size()};
  }
  auto answer = m_exchange.run(put, stop);
  if (!answer) {
    if (stop.stop_requested() || !maybeCommitted(answer.error())) return base::pass(std::move(answer));
    auto head = m_blobs.head(session.repository, blob.digest, stop);
    if (head && *head && (!knowsSize(blob) || (*head)->size == blob.size)) return {};
    return base::pass(std::move(answer));
  }
  const auto told = answer->head.headers.get("Docker-Content-Digest");
  if (!told.empty() && told != blob.digest.text() && told.starts_with(blob.digest.algorithm()))
    return base::fail(Errc::ContentMismatch,
                      "the registry stored " + std::string(told) + " instead of " + blob.digest.text());
  return {};
}

base::Result<void> Uploads::stream(Session& session, const oci::Descriptor& blob, ports::BodySource& source,
                                   std::stop_token stop) {
  WatchedSource watched(source);
  auto patch = call(session, HttpMethod::Patch, session.location);
  patch.headers.add("Content-Type", "application/octet-stream");
  patch.body = &watched;
  if (knowsSize(blob)) patch.body_size = blob.size;
  auto answer = m_exchange.once(patch, stop);
  if (watched.failure()) return base::fail(*watched.failure());
  if (!answer) return base::pass(std::move(answer));
  if (knowsSize(blob) && watched.taken() != blob.size.value) return wrongSize(blob, watched.taken());
  if (const auto location = answer->head.headers.get("Location"); !location.empty())
    session.location = m_exchange.uploadUrl(patch.url, location);
  if (auto verified = source.verify(stop); !verified) return verified;
  return commit(session, blob, {}, stop);
}

base::Result<void> Uploads::put(std::string_view repository, const oci::Descriptor& blob,
                                ports::BodySource& source, ports::UploadJournal*, std::stop_token stop) {
  if (knowsSize(blob) && blob.size <= m_exchange.options().small_blob)
    return putSmall(repository, blob, source, stop);
  for (int attempt = 1;; ++attempt) {
    if (stop.stop_requested()) return cancelled();
    auto session = open(repository, blob, stop);
    if (!session) return base::pass(std::move(session)); // open() has done its own retries
    auto sent = stream(*session, blob, source, stop);
    if (sent) return sent;
    cancel(*session, stop.stop_requested());
    if (stop.stop_requested()) return cancelled();
    if (!m_exchange.options().retry.again(attempt, sent.error())) return sent;
    if (!source.rewind()) return sent;
    if (!m_exchange.waitToRetry(attempt, sent.error(), stop))
      return stop.stop_requested() ? base::Result<void>(cancelled()) : sent;
  }
}

base::Result<void> Uploads::putSmall(std::string_view repository, const oci::Descriptor& blob,
                                     ports::BodySource& source, std::stop_token stop) {
  std::string content;
  std::vector<std::byte> buffer(static_cast<std::size_t>(blob.size.value) + 1);
  while (content.size() <= blob.size.value) {
    auto count = source.read(std::span(buffer).first(buffer.size() - content.size()), stop);
    if (!count) return base::pass(std::move(count));
    if (*count == 0) break;
    content.append(reinterpret_cast<const char*>(buffer.data()), *count);
  }
  if (content.size() != blob.size.value) return wrongSize(blob, content.size());
  if (auto verified = source.verify(stop); !verified) return verified;

  for (int attempt = 1;; ++attempt) {
    auto session = open(repository, blob, stop);
    if (!session) return base::pass(std::move(session));
    auto sent = commit(*session, blob, content, stop);
    if (sent) return sent;
    cancel(*session, stop.stop_requested());
    // commit() has retried what a repeated PUT can cure; what remains is a session that got lost.
    const bool lost =
        sent.error().code == Errc::BlobUploadUnknown || sent.error().code == Errc::BlobUploadInvalid;
    if (!lost || !m_exchange.waitToRetry(attempt, sent.error(), stop))
      return stop.stop_requested() ? base::Result<void>(cancelled()) : sent;
  }
}

base::Result<bool> Uploads::mount(std::string_view repository, const oci::Digest& digest,
                                  std::string_view from_repository, std::stop_token stop) {
  Session session{std::string(repository),
                  "mount of " + digest.shortText() + " from " + std::string(from_repository) + " into " +
                      std::string(repository),
                  {}};
  auto post = call(session, HttpMethod::Post,
                   m_exchange.url("/v2/" + session.repository +
                                  "/blobs/uploads/?mount=" + ports::percentEncode(digest.text()) +
                                  "&from=" + ports::percentEncode(from_repository)));
  post.subject = Subject::Repository;
  post.scopes.push_back(auth::Scope::repository(std::string(from_repository), {"pull"}));
  auto answer = m_exchange.run(post, stop);
  if (!answer) {
    const int status = answer.error().http_status;
    const bool refused =
        status >= 400 && status < 500 && status != 401 && !base::isTransient(answer.error().code);
    // Some registries refuse a mount instead of opening an upload (Quay, ECR Public): then it is not mounted.
    if (refused) return false;
    return base::pass(std::move(answer));
  }
  if (answer->head.status == 201) return true;
  if (const auto location = answer->head.headers.get("Location"); !location.empty()) {
    session.location = m_exchange.uploadUrl(post.url, location);
    cancel(session, false);
  }
  return false;
}

/// Best effort: what stays is swept by the registry later. When the user cancelled, a deaf host must not hold
/// us.
void Uploads::cancel(const Session& session, bool stopping) {
  auto gone = call(session, HttpMethod::Delete, session.location);
  auto route = m_exchange.options().route;
  const std::chrono::milliseconds longest{stopping ? 1'000 : 5'000};
  route.connect_timeout = std::min(route.connect_timeout, longest);
  route.stall_timeout = std::min(route.stall_timeout, longest);
  gone.route = std::move(route);
  if (auto answer = m_exchange.once(gone, std::stop_token{}); !answer)
    base::log("distribution", base::LogLevel::Debug,
              "the upload was not cancelled: " + answer.error().text());
}

} // namespace meridian::distribution
