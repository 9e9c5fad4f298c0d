// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/executor.h"

#include <algorithm>
#include <set>
#include <utility>

namespace meridian::transfer {

using base::Errc;
using base::Error;
using base::fail;
using base::Result;

namespace {

/// Below this a blob is all round trips and no bandwidth.
constexpr std::uint64_t kSmall = 1024 * 1024;

/// Errors after which every further request to that registry would end the same way: the rest of its work is given
/// up at once instead of failing one slow retry after the other.
bool losesTarget(Errc code) {
  switch (code) {
  case Errc::HostUnknown:
  case Errc::ConnectionRefused:
  case Errc::TlsUntrusted:
  case Errc::DiskFull:
    return true;
  default:
    return false;
  }
}

} // namespace

Executor::Executor(const plan::Plan& plan, Ends ends, Threads threads, base::Clock& clock, Progress& progress,
                   StepDone step_done)
    : m_plan(plan), m_ends(std::move(ends)), m_threads(threads), m_clock(clock), m_progress(progress),
      m_step_done(std::move(step_done)), m_tasks(threads.workers), m_line(threads.places), m_steps(plan.tags.size()),
      m_lost(plan.targets.size()) {
  std::map<std::pair<Place, oci::Digest>, std::size_t> roots;
  for (std::size_t i = 0; i < plan.tags.size(); ++i) {
    const auto& step = plan.tags[i];
    m_steps[i].open = step.blobs.size();
    for (const auto& blob : step.blobs) m_waiting[{{step.target, step.repository}, blob}].push_back(i);
    roots.try_emplace({{step.target, step.repository}, step.manifests.back()->digest}, i);
  }
  // An index waits for those of its children that have a tag of their own, so that they are written once.
  for (std::size_t i = 0; i < plan.tags.size(); ++i) {
    const auto& step = plan.tags[i];
    // For children only: an artifact may be an index of its own subject, and each would wait for the other.
    std::set<oci::Digest> children;
    for (const auto& manifest : step.manifests)
      for (const auto& child : manifest->manifests) children.insert(child.digest);
    for (const auto& manifest : step.manifests) {
      if (!children.contains(manifest->digest)) continue;
      const auto root = roots.find({{step.target, step.repository}, manifest->digest});
      if (manifest == step.manifests.back() || step.names.contains(manifest->digest) || root == roots.end()) continue;
      ++m_steps[i].open;
      m_steps[root->second].followers.push_back(i);
    }
  }
}

void Executor::run(std::stop_token stop) {
  {
    const std::lock_guard lock(m_mutex);
    m_stop = stop;
  }
  // A held run that is cancelled must come to its end.
  const std::stop_callback let_go(stop, [this] { hold(false); });
  // Before the first blob: from then on other threads count what steps wait for.
  std::vector<char> waits_for_nothing;
  for (const auto& step : m_steps) waits_for_nothing.push_back(step.open == 0 ? 1 : 0);
  for (const auto& transfer : m_plan.blobs) {
    const auto kind = transfer.blob.size.value < kSmall ? Slots::Kind::Small : Slots::Kind::Large;
    m_line.submit(kind, [this, &transfer] { relay(transfer); });
  }
  for (std::size_t i = 0; i < m_steps.size(); ++i)
    if (waits_for_nothing[i]) ready(i);
  m_line.wait();
  // A step that ends may let others go, and those may be held.
  for (bool all = false; !all;) {
    m_tasks.wait();
    std::unique_lock lock(m_mutex);
    all = m_deferred.empty();
    m_let_go.wait(lock, [this] { return m_deferred.empty(); });
  }
}

void Executor::hold(bool on) {
  const std::lock_guard holding(m_hold_mutex);
  std::vector<std::size_t> steps;
  {
    const std::lock_guard lock(m_mutex);
    m_held = on && !m_stop.stop_requested();
    if (!m_held) steps = m_deferred;
    on = m_held;
  }
  m_line.hold(on);
  for (const auto step : steps) start(step);
  {
    const std::lock_guard lock(m_mutex);
    for (const auto step : steps) std::erase(m_deferred, step);
  }
  m_let_go.notify_all();
}

void Executor::relay(const plan::BlobTransfer& transfer) {
  // Targets that were lost meanwhile are left out, so that the others do not wait for them.
  plan::BlobTransfer rest = transfer;
  std::erase_if(rest.deliveries, [&](const plan::Delivery& delivery) {
    auto gone = lost(delivery.target);
    if (!gone && m_stop.stop_requested()) gone = Error{Errc::Cancelled, "cancelled", {}, 0, {}, {}, {}};
    if (!gone) return false;
    delivered(delivery.target, delivery.repository, transfer.blob.digest, fail(*gone));
    for (const auto& repository : delivery.mount_to)
      delivered(delivery.target, repository, transfer.blob.digest, fail(*gone));
    return true;
  });
  if (rest.deliveries.empty()) return;
  BlobRelay(m_ends, m_threads.writers, m_clock, m_progress,
            [&](std::size_t target, const std::string& repository, const Result<void>& result) {
              delivered(target, repository, transfer.blob.digest, result);
            })
      .run(rest, m_stop);
}

void Executor::delivered(std::size_t target, const std::string& repository, const oci::Digest& blob,
                         const Result<void>& result) {
  if (!result) lose(target, result.error());
  std::vector<std::size_t> open;
  {
    const std::lock_guard lock(m_mutex);
    for (const auto step : m_waiting[{{target, repository}, blob}]) {
      if (!result && !m_steps[step].failed) m_steps[step].failed = result.error();
      if (--m_steps[step].open == 0) open.push_back(step);
    }
  }
  for (const auto step : open) ready(step);
}

void Executor::ready(std::size_t step) {
  {
    // No thread waits for the end of a pause: there may be thousands of tags, and other jobs need the threads.
    const std::lock_guard lock(m_mutex);
    if (m_held) return m_deferred.push_back(step);
  }
  start(step);
}

void Executor::start(std::size_t step) {
  // Before the blobs that still wait: what is complete can be used, and survives a crash as a tag.
  m_tasks.run([this, step] { finish(step); }, base::ThreadPool::Order::Next);
}

void Executor::finish(std::size_t step) {
  const auto& tag = m_plan.tags[step];
  if (m_steps[step].failed) return end(step, fail(*m_steps[step].failed));
  if (auto gone = lost(tag.target)) return end(step, fail(*gone));
  if (m_stop.stop_requested()) return end(step, fail(Errc::Cancelled, "cancelled"));
  m_progress.stepChanged(step, StepState::Copying, {});
  auto published = publish(tag);
  if (!published) lose(tag.target, published.error());
  end(step, published);
}

/// Copying takes its time; a tag that moved meanwhile must not be set to what it was.
Result<void> Executor::checkSource(const plan::TagStep& step) {
  constexpr std::chrono::seconds kFresh{2};
  const auto ref = step.ref();
  std::optional<SourceLook> look;
  {
    const std::lock_guard lock(m_mutex);
    const auto found = m_looks.find(ref);
    if (found != m_looks.end() && m_clock.steady() - found->second.time < kFresh) look = found->second;
  }
  if (!look) {
    auto head = m_ends.source.registry->headManifest(step.repository, step.tag, m_stop);
    if (!head) return base::pass(std::move(head), "look again at " + ref + " at the source");
    look = SourceLook{m_clock.steady(), *head ? std::optional((*head)->digest) : std::nullopt};
    const std::lock_guard lock(m_mutex);
    m_looks.insert_or_assign(ref, *look);
  }
  if (look->digest == (step.source_digest.empty() ? step.manifests.back()->digest : step.source_digest)) return {};
  return fail(Errc::TagMoved, look->digest ? ref + " moved to " + look->digest->text() + " at the source while it was copied"
                                           : ref + " was deleted at the source while it was copied");
}

Result<void> Executor::publish(const plan::TagStep& step) {
  for (std::size_t i = 0; i + 1 < step.manifests.size(); ++i) {
    const auto& child = *step.manifests[i];
    const auto name = step.names.find(child.digest);
    if (auto put = write(step, child, name == step.names.end() ? std::string() : name->second); !put)
      return base::pass(std::move(put), "write manifest " + step.repository + "@" + child.digest.text());
  }
  if (m_plan.staged) {
    auto staged = write(step, *step.manifests.back(), {});
    if (!staged) return base::pass(std::move(staged), "stage " + step.ref());
    return {};
  }
  if (auto same = checkSource(step); !same) return same;
  auto put = write(step, *step.manifests.back(), step.tag);
  if (!put) return base::pass(std::move(put), "write tag " + step.ref());
  return {};
}

// A registry may check an index's children while it takes the index, and docker-registry rewrites a manifest's link
// in place: whoever looks in that moment finds an empty file (DIGEST_INVALID). So nothing is written that a write
// under way names, and nothing is taken that names what is being written.
Result<void> Executor::write(const plan::TagStep& step, const oci::Manifest& manifest, const std::string& tag) {
  const Place place{step.target, step.repository};
  {
    std::unique_lock lock(m_mutex);
    auto& own = m_manifests[{place, manifest.digest}];
    const auto free = [&] {
      if (tag.empty() && own.there) return true;
      if (own.writing || own.named > 0) return false;
      return std::none_of(manifest.manifests.begin(), manifest.manifests.end(),
                          [&](const auto& child) { return m_manifests[{place, child.digest}].writing; });
    };
    if (!m_written.wait(lock, m_stop, free)) return fail(Errc::Cancelled, "cancelled");
    if (tag.empty() && own.there) return {};
    own.writing = true;
    for (const auto& child : manifest.manifests) ++m_manifests[{place, child.digest}].named;
  }
  const auto reference = tag.empty() ? manifest.digest.text() : tag;
  auto put = m_ends.targets[step.target].registry->putManifest(step.repository, reference, manifest, m_stop);
  {
    const std::lock_guard lock(m_mutex);
    auto& own = m_manifests[{place, manifest.digest}];
    own.writing = false;
    own.there = own.there || put.has_value();
    for (const auto& child : manifest.manifests) --m_manifests[{place, child.digest}].named;
  }
  m_written.notify_all();
  return put;
}

void Executor::end(std::size_t step, const Result<void>& outcome) {
  auto result = outcome;
  // Cancelled is an outcome that somebody asked for. Where nobody has, a part gave up in silence, and a run that
  // copied nothing must not look like a success.
  if (!result && result.error().code == Errc::Cancelled && !m_stop.stop_requested()) {
    auto error = result.error();
    error.code = Errc::Internal;
    error.message = "given up without a reason (" + error.message + ")";
    result = fail(std::move(error));
  }
  StepState state = StepState::Copied;
  if (!result) state = result.error().code == Errc::Cancelled ? StepState::Cancelled : StepState::Failed;
  m_progress.stepChanged(step, state, result ? std::optional<Error>{} : result.error());
  m_step_done(step, result);
  std::vector<std::size_t> open;
  {
    const std::lock_guard lock(m_mutex);
    for (const auto follower : m_steps[step].followers)
      if (--m_steps[follower].open == 0) open.push_back(follower);
  }
  for (const auto follower : open) ready(follower);
}

void Executor::lose(std::size_t target, const Error& error) {
  if (!losesTarget(error.code)) return;
  const std::lock_guard lock(m_mutex);
  if (!m_lost[target]) m_lost[target] = error;
}

std::optional<Error> Executor::lost(std::size_t target) {
  const std::lock_guard lock(m_mutex);
  return m_lost[target];
}

} // namespace meridian::transfer
