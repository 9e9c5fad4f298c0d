// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/blob_relay.h"

#include "transfer/fan_out.h"

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

/// Counts what the source delivers while it passes on to the fan-out.
class CountingSink final : public ports::BodySink {
public:
  CountingSink(FanOut& next, Progress& progress) : m_next(next), m_progress(progress) {}
  Result<void> write(std::span<const std::byte> data, std::stop_token stop) override {
    m_progress.blobRead({data.size()});
    return m_next.write(data, stop);
  }

private:
  FanOut& m_next;
  Progress& m_progress;
};

/// Counts what an upload takes.
class CountingSource final : public ports::BodySource {
public:
  CountingSource(FanOut::Branch& branch, Progress& progress, std::size_t target, const oci::Digest& digest)
      : m_branch(branch), m_progress(progress), m_target(target), m_digest(digest) {}
  Result<std::size_t> read(std::span<std::byte> buffer, std::stop_token stop) override {
    auto count = m_branch.read(buffer, stop);
    if (count) m_progress.blobWritten(m_target, m_digest, {*count});
    return count;
  }
  Result<void> verify(std::stop_token stop) override {
    return m_branch.verify(stop);
  }
  /// Nothing was taken yet: the same stream serves a second try.
  Result<void> rewind() override {
    if (!m_branch.touched()) return {};
    return fail(Errc::Unsupported, "this stream cannot start over");
  }

private:
  FanOut::Branch& m_branch;
  Progress& m_progress;
  std::size_t m_target;
  const oci::Digest& m_digest;
};

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
  const auto done = m_ends.targets[target]->mountBlob(to, transfer.blob.digest, from, stop);
  // A refused mount is no error: the upload that follows says what is wrong, if anything is.
  if (!done || !*done) return false;
  m_progress.blobMounted(transfer.blob.size);
  return true;
}

void BlobRelay::settle(const plan::BlobTransfer& transfer, std::size_t target, const std::string& repository,
                       const Result<void>& result) {
  if (result) m_progress.blobDone(target, transfer.blob.digest, transfer.blob.size);
  m_delivered(target, repository, result);
}

std::vector<Result<void>> BlobRelay::relay(const plan::BlobTransfer& transfer, const std::vector<Wanted>& wanted,
                                           std::stop_token stop) {
  if (wanted.empty()) return {};
  FanOut fan_out(transfer.blob, wanted.size());
  std::vector<Result<void>> results(wanted.size());
  {
    base::TaskGroup uploads(m_writers);
    for (std::size_t i = 0; i < wanted.size(); ++i)
      uploads.run([&, i] {
        const auto target = wanted[i].target;
        auto& branch = fan_out.branch(i);
        CountingSource source(branch, m_progress, target, transfer.blob.digest);
        m_progress.transferStarted(target);
        results[i] = m_ends.targets[target]->putBlob(wanted[i].repository, transfer.blob, source, nullptr, stop);
        m_progress.transferEnded(target);
        branch.abandon();
      });
    CountingSink sink(fan_out, m_progress);
    auto read = m_ends.source.getBlob(transfer.source_repository, transfer.blob.digest, {0}, sink, stop);
    if (!read && read.error().code != Errc::Cancelled)
      read = base::pass(std::move(read), "read " + transfer.source_repository + "@" + transfer.blob.digest.text() +
                                             " from the source");
    fan_out.finish(std::move(read), stop);
  }
  if (stop.stop_requested())
    for (auto& result : results)
      if (!result) result = fail(Errc::Cancelled, "cancelled");
  return results;
}

} // namespace meridian::transfer
