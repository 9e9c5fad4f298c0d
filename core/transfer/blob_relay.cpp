// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/blob_relay.h"

#include <utility>

namespace meridian::transfer {

using base::Errc;
using base::fail;
using base::Result;

namespace {

/// Errors that another repository of the same registry need not meet. After all others the blob is given up there:
/// reading it again would end the same way.
bool concernsRepository(Errc code) {
  return code == Errc::Denied || code == Errc::Unauthorized || code == Errc::NameInvalid || code == Errc::NameUnknown;
}

} // namespace

void BlobRelay::run(const plan::BlobTransfer& transfer, std::stop_token stop) {
  const auto count = transfer.deliveries.size();
  std::vector<Result<void>> first(count); // how the first repository of each target fared
  std::vector<Wanted> wanted;
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < count; ++i) {
    const auto& delivery = transfer.deliveries[i];
    if (delivery.mount_from && mounted(transfer, delivery.target, *delivery.mount_from, delivery.repository, stop)) {
      settle(transfer, delivery.target, delivery.repository, {});
      continue;
    }
    if (delivery.mount_from) m_progress.mountRefused(transfer.blob.size);
    wanted.push_back({delivery.target, delivery.repository});
    places.push_back(i);
  }
  auto results = deliver(transfer, wanted, stop);
  for (std::size_t i = 0; i < places.size(); ++i) first[places[i]] = std::move(results[i]);

  // Further repositories, one of each target at a time: `writers` has no more threads than that.
  bool more = true;
  for (std::size_t n = 0; more; ++n) {
    more = false;
    wanted.clear();
    for (std::size_t i = 0; i < count; ++i) {
      const auto& delivery = transfer.deliveries[i];
      if (n >= delivery.mount_to.size()) continue;
      more = true;
      const auto& repository = delivery.mount_to[n];
      if (!first[i] && !concernsRepository(first[i].error().code)) {
        settle(transfer, delivery.target, repository, first[i]);
      } else if (first[i] && mounted(transfer, delivery.target, delivery.repository, repository, stop)) {
        settle(transfer, delivery.target, repository, {});
      } else {
        m_progress.mountRefused(transfer.blob.size);
        wanted.push_back({delivery.target, repository});
      }
    }
    (void)deliver(transfer, wanted, stop);
  }
}

std::vector<Result<void>> BlobRelay::deliver(const plan::BlobTransfer& transfer, const std::vector<Wanted>& wanted,
                                             std::stop_token stop) {
  std::vector<Result<void>> ends(wanted.size());
  std::vector<std::size_t> open(wanted.size());
  for (std::size_t i = 0; i < open.size(); ++i) open[i] = i;
  // A target whose upload broke gets the blob in a read of its own; the others are not held up by it.
  const base::RetryPolicy policy{.attempts = 4, .first = std::chrono::milliseconds{500}};
  for (int attempt = 1; !open.empty(); ++attempt) {
    std::vector<Wanted> now;
    for (const auto i : open) now.push_back(wanted[i]);
    auto results = relay(transfer, now, stop);
    std::vector<std::size_t> again;
    std::optional<base::Error> last;
    for (std::size_t k = 0; k < open.size(); ++k) {
      const auto i = open[k];
      ends[i] = std::move(results[k]);
      if (!ends[i] && policy.again(attempt, ends[i].error()) && !stop.stop_requested()) {
        m_progress.blobRestarted(wanted[i].target, transfer.blob.digest);
        again.push_back(i);
        last = ends[i].error();
      } else {
        settle(transfer, wanted[i].target, wanted[i].repository, ends[i]);
      }
    }
    open = std::move(again);
    if (!last) break;
    const auto pause = policy.wait(attempt + 1, *last, base::jitter());
    m_progress.wait("try " + std::to_string(attempt + 1) + " of " + std::to_string(policy.attempts) + " in " +
                    base::formatDuration(pause) + ": " + last->text());
    if (m_clock.sleep(pause, stop)) continue;
    for (const auto i : open) {
      ends[i] = fail(Errc::Cancelled, "cancelled");
      settle(transfer, wanted[i].target, wanted[i].repository, ends[i]);
    }
    break;
  }
  return ends;
}

bool BlobRelay::mounted(const plan::BlobTransfer& transfer, std::size_t target, const std::string& from,
                        const std::string& to, std::stop_token stop) {
  const auto done = m_ends.targets[target].registry->mountBlob(to, transfer.blob.digest, from, stop);
  // A refused mount is no error: the upload that follows says what is wrong, if anything is.
  if (!done || !*done) return false;
  m_progress.blobMounted(target, transfer.blob.digest, transfer.blob.size);
  return true;
}

void BlobRelay::settle(const plan::BlobTransfer& transfer, std::size_t target, const std::string& repository,
                       const Result<void>& result) {
  if (result)
    m_progress.blobDone(target, transfer.blob.digest, transfer.blob.size);
  else
    m_progress.blobFailed(target, transfer.blob.digest);
  m_delivered(target, repository, result);
}

std::vector<Result<void>> BlobRelay::relay(const plan::BlobTransfer& transfer, const std::vector<Wanted>& wanted,
                                           std::stop_token stop) {
  if (wanted.empty()) return {};
  std::optional<std::vector<Result<void>>> results;
  if (wantsSpool(transfer, wanted)) results = throughSpool(transfer, wanted, stop);
  if (!results) results = stream(transfer, wanted, stop);
  if (stop.stop_requested())
    for (auto& result : *results)
      if (!result) result = fail(Errc::Cancelled, "cancelled");
  return std::move(*results);
}

Result<void> BlobRelay::upload(const plan::BlobTransfer& transfer, const Wanted& wanted, ports::BodySource& source,
                               bool journal, std::stop_token stop) {
  const auto& end = m_ends.targets[wanted.target];
  std::optional<UploadNote> note;
  if (journal && m_ends.journal != nullptr)
    note.emplace(*m_ends.journal, m_clock, end.id, wanted.repository, transfer.blob.digest,
                 [&](base::ByteCount offset) { m_progress.uploadResumed(wanted.target, transfer.blob.digest, offset); });
  m_progress.transferStarted(wanted.target);
  auto put = end.registry->putBlob(wanted.repository, transfer.blob, source, note ? &*note : nullptr, stop);
  m_progress.transferEnded(wanted.target);
  return put;
}

} // namespace meridian::transfer
