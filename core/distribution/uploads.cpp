// SPDX-License-Identifier: GPL-3.0-or-later
#include "distribution/uploads.h"

#include "distribution/upload_run.h"
#include "distribution/upload_session.h"

#include <span>
#include <string>
#include <utility>
#include <vector>

namespace meridian::distribution {

namespace {

using base::Errc;

base::Unexpected cancelled() {
  return base::fail(Errc::Cancelled, "cancelled");
}

} // namespace

base::Result<void> Uploads::put(std::string_view repository, const oci::Descriptor& blob,
                                ports::BodySource& source, ports::UploadJournal* journal,
                                std::stop_token stop) {
  const bool small = knowsSize(blob) && blob.size <= m_exchange.options().small_blob;
  if (small && m_profile.get().monolithic != ports::Ability::No)
    return putSmall(repository, blob, source, stop);
  return UploadRun({m_exchange, m_blobs, m_profile}, repository, blob, source, journal).run(stop);
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
  if (content.size() != blob.size.value)
    return base::fail(Errc::ContentMismatch, "blob " + blob.digest.shortText() + " has " +
                                                 std::to_string(content.size()) + " bytes where " +
                                                 std::to_string(blob.size.value) + " were promised");
  if (auto verified = source.verify(stop); !verified) return verified;

  for (int attempt = 1;;) {
    UploadSession session(m_exchange, std::string(repository),
                          "upload of " + std::string(repository) + "@" + blob.digest.shortText(), false);
    if (auto opened = session.open({}, {}, stop); !opened) return base::pass(std::move(opened));
    ports::StringSource body(content);
    auto sent = session.put(blob.digest, {content.empty() ? nullptr : &body, {}, blob.size, false}, stop);
    if (sent) return sent;
    if (!stop.stop_requested() && maybeCommitted(sent.error())) {
      auto head = m_blobs.head(repository, blob.digest, stop);
      if (head && *head && (*head)->size == blob.size) return {};
    }
    session.cancel(stop);
    if (!content.empty() && refusesWay(sent.error())) {
      // A body with the PUT is not for everybody (Artifactory): then as large ones go.
      m_profile.change([](ports::RegistryProfile& known) { known.monolithic = ports::Ability::No; });
      ports::StringSource again(content);
      return UploadRun({m_exchange, m_blobs, m_profile}, repository, blob, again, nullptr).run(stop);
    }
    if (!m_exchange.waitToRetry(attempt, sent.error(), stop))
      return stop.stop_requested() ? base::Result<void>(cancelled()) : sent;
  }
}

base::Result<bool> Uploads::mount(std::string_view repository, const oci::Digest& digest,
                                  std::string_view from_repository, std::stop_token stop) {
  if (m_profile.get().mount == ports::Ability::No) return false;
  UploadSession session(m_exchange, std::string(repository),
                        "mount of " + digest.shortText() + " from " + std::string(from_repository) +
                            " into " + std::string(repository),
                        false);
  session.alsoReads(from_repository);
  auto answer = session.open(mountQuery(digest, from_repository), {}, stop);
  if (!answer) {
    const int status = answer.error().http_status;
    const bool refused =
        status >= 200 && status < 500 && status != 401 && !base::isTransient(answer.error().code);
    // Some registries refuse a mount instead of opening an upload (Quay, ECR Public), or say nothing of a
    // session: then it is not mounted.
    if (refused) return false;
    return base::pass(std::move(answer));
  }
  if (*answer == 201) return true;
  session.cancel(stop);
  return false;
}

} // namespace meridian::distribution
