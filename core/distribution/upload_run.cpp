// SPDX-License-Identifier: GPL-3.0-or-later
#include "distribution/upload_run.h"

#include "base/sha256.h"

#include <algorithm>
#include <string>
#include <utility>

namespace meridian::distribution {

namespace {

using base::ByteCount;
using base::Errc;
using ports::Ability;

constexpr int kMostDetours = 8;
constexpr const char* kLostWords = "; the registry has lost what was sent, the upload starts over";

bool isLost(const base::Error& error) {
  return error.code == Errc::BlobUploadUnknown || error.code == Errc::BlobUploadInvalid;
}

/// A commit that found other bytes than were meant: what a misplaced piece leads to.
bool wrongContent(const base::Error& error) {
  return error.code == Errc::DigestInvalid || error.code == Errc::SizeInvalid ||
         error.code == Errc::RangeInvalid || error.code == Errc::ContentMismatch;
}

base::Error cancelled() {
  return {Errc::Cancelled, "cancelled", {}, 0, {}, {}, {}};
}

} // namespace

bool knowsSize(const oci::Descriptor& blob) {
  static const std::string kEmpty = base::Sha256::hex({});
  return blob.size.value > 0 || blob.digest.encoded() == kEmpty;
}

bool maybeCommitted(const base::Error& error) {
  return error.code == Errc::BlobUploadUnknown ||
         (base::isTransient(error.code) && error.code != Errc::TooManyRequests &&
          error.code != Errc::BlobUploadInvalid);
}

UploadRun::UploadRun(UploadPlace place, std::string_view repository, const oci::Descriptor& blob,
                     ports::BodySource& source, ports::UploadJournal* journal)
    : m_place(place), m_blob(blob), m_size(knowsSize(blob) ? std::optional(blob.size) : std::nullopt),
      m_source(source), m_content(source), m_journal(journal),
      m_session(place.exchange, std::string(repository),
                "upload of " + std::string(repository) + "@" + blob.digest.shortText(), true) {}

base::Result<void> UploadRun::run(std::stop_token stop) {
  if (stop.stop_requested()) return base::fail(cancelled());
  if (auto there = pickUp(stop); !there)
    return base::pass(std::move(there));
  else if (*there)
    return {};
  while (true) {
    if (!m_session.isOpen())
      if (auto opened = open(stop); !opened) return opened; // has done its own retries
    auto sent = send(stop);
    if (sent) return forget(), sent;
    if (auto recovered = recover(std::move(sent).error(), stop); !recovered) return recovered;
  }
}

// --- sessions

base::Result<bool> UploadRun::pickUp(std::stop_token stop) {
  if (m_journal == nullptr) return false;
  const auto mark = m_journal->load();
  if (ports::originOf(mark.location).empty()) return false;
  m_session.adopt(mark.location);
  // Even where a cut cannot be resumed, a session that was left between two requests can.
  while (true) {
    auto standing = m_session.ask(stop);
    if (!standing) {
      if (m_place.exchange.waitToRetry(m_attempt, standing.error(), stop)) continue;
      if (stop.stop_requested()) return base::fail(cancelled());
      return base::pass(std::move(standing)); // the mark stays: the registry is away, the session may not be
    }
    m_attempt = 1;
    auto stored = standing->stored;
    if (m_place.profile.get().own_offset) stored = mark.offset;
    if (m_size) m_most = *m_size;
    if (standing->alive && stored && goOnAt(*stored)) return false;
    if (standing->alive) {
      m_session.cancel(stop);
    } else {
      auto head = m_place.blobs.head(m_session.repository(), m_blob.digest, stop);
      if (!head) return base::pass(std::move(head));
      m_session.adopt({});
      if (*head && (!m_size || (*head)->size == *m_size)) return forget(), true;
    }
    forget();
    m_most = {};
    return false;
  }
}

base::Result<void> UploadRun::open(std::stop_token stop) {
  m_confirmed = {};
  m_pieced = false;
  if (auto opened = m_session.open({}, {}, stop); !opened) return base::pass(std::move(opened));
  remember({});
  return {};
}

void UploadRun::remember(ByteCount confirmed) {
  m_confirmed = confirmed;
  if (m_journal != nullptr) m_journal->save({m_session.location(), confirmed});
}

void UploadRun::forget() {
  if (m_journal != nullptr) m_journal->save({});
}

// --- sending

base::Result<void> UploadRun::send(std::stop_token stop) {
  m_sending = chooseSending(m_place.profile.get(), m_session.limits(), m_size);
  // What is left of a blob whose beginning is stored cannot be one whole PUT any more.
  if (m_confirmed.value > 0 && m_sending.way == Way::Monolithic) m_sending = {};
  if (m_plain && m_sending.way == Way::Chunked && m_place.profile.get().streaming != Ability::No)
    m_sending = {};
  if (m_sending.way == Way::Monolithic) return whole(stop);

  const bool complete = m_size && m_confirmed == *m_size && m_confirmed.value > 0;
  if (!complete) {
    auto sent = m_sending.way == Way::Chunked ? chunks(stop) : stream(stop);
    if (!sent) return sent;
  } else if (auto moved = m_source.open(m_confirmed.value, 0); !moved) {
    return moved;
  }
  if (auto verified = m_content.verify(stop); !verified) return base::fail(std::move(verified).error());
  m_body = {};
  return commit(stop);
}

base::Result<void> UploadRun::stream(std::stop_token stop) {
  const auto left = m_size ? std::optional(*m_size - m_confirmed) : std::nullopt;
  if (auto opened = m_source.open(m_confirmed.value, left ? std::optional(left->value) : std::nullopt);
      !opened)
    return opened;
  m_body = left.value_or(ByteCount{0});
  m_pieced = m_pieced || m_confirmed.value > 0;
  const bool ranged = m_confirmed.value > 0 && left.has_value();
  auto stored = m_session.patch({&m_source, m_confirmed, left, ranged}, stop);
  if (!stored) return base::pass(std::move(stored));
  remember({m_source.at()});
  return {};
}

base::Result<void> UploadRun::chunks(std::stop_token stop) {
  while (m_confirmed < *m_size) {
    const ByteCount left = *m_size - m_confirmed, size = std::min(left, m_sending.chunk);
    if (auto opened = m_source.open(m_confirmed.value, size.value); !opened) return opened;
    m_body = size;
    m_pieced = m_pieced || m_confirmed.value > 0;
    auto stored = m_session.patch({&m_source, m_confirmed, size, true}, stop);
    if (!stored) return base::pass(std::move(stored));
    // A chunk that was accepted is stored. Where the Range says less it speaks of the first chunk (ECR) or of
    // the latest (Aliyun), and is of no use for a resume either.
    const auto reached = m_confirmed + size;
    if (*stored && **stored < reached && !m_place.profile.get().own_offset)
      m_place.profile.change([](ports::RegistryProfile& known) { known.own_offset = true; });
    remember(reached);
  }
  return {};
}

base::Result<void> UploadRun::whole(std::stop_token stop) {
  if (auto opened = m_source.open(0, m_size->value); !opened) return opened;
  m_body = *m_size;
  m_source.verifyBeforeEnd(true);
  auto sent = commit(stop);
  m_source.verifyBeforeEnd(false);
  return sent;
}

base::Result<void> UploadRun::commit(std::stop_token stop) {
  const bool carries = m_body.value > 0;
  auto put = m_session.put(m_blob.digest, {carries ? &m_source : nullptr, {}, m_body, false}, stop);
  if (put || stop.stop_requested() || m_source.failure() || !maybeCommitted(put.error())) return put;
  auto head = m_place.blobs.head(m_session.repository(), m_blob.digest, stop);
  if (head && *head && (!m_size || (*head)->size == *m_size)) return {};
  return put;
}

// --- after a failure

bool UploadRun::mayResume() const {
  return !m_plain && m_place.profile.get().resume != Ability::No;
}

base::Result<void> UploadRun::recover(base::Error error, std::stop_token stop) {
  m_most = std::max(m_most, {m_source.at()});
  if (m_source.failure()) return leave(*m_source.failure(), stop);
  if (stop.stop_requested()) return leave(cancelled(), stop);
  if (m_body.value > 0 && refusesWay(error)) return refused(std::move(error), stop);
  if (wrongContent(error) && error.http_status != 0 && m_pieced && !m_plain) {
    m_plain = true;
    return startOver(std::move(error), stop);
  }
  if (isLost(error)) {
    error.message += kLostWords;
    if (!m_place.exchange.waitToRetry(m_attempt, error, stop))
      return leave(stop.stop_requested() ? cancelled() : std::move(error), stop);
    m_session.adopt({});
    return startOver(std::move(error), stop);
  }
  return resume(std::move(error), stop);
}

base::Result<void> UploadRun::refused(base::Error error, std::stop_token stop) {
  // 416 is also the answer to a piece in the wrong place (distribution-spec v1.1.1); then the session knows
  // the right one.
  if (++m_detours > kMostDetours) return leave(std::move(error), stop);
  if (error.code == Errc::RangeInvalid && m_pieced) {
    auto standing = m_session.ask(stop);
    if (!standing || !standing->alive || !standing->stored || m_place.profile.get().own_offset) {
      m_plain = true;
      return startOver(std::move(error), stop);
    }
    // A server that had not done with the piece before the cut when it was asked knows of more now.
    if (*standing->stored > m_confirmed && goOnAt(*standing->stored))
      return --m_detours, base::Result<void>();
    if (*standing->stored != m_confirmed || m_confirmed.value == 0) return startOver(std::move(error), stop);
  }
  const bool too_long = error.code == Errc::RangeInvalid || error.code == Errc::SizeInvalid;
  if (m_confirmed.value > 0 && m_sending.way == Way::Streaming && !too_long) {
    // It took the stream, but not the rest of one: a PATCH with Content-Range is foreign to it.
    m_place.profile.change([](ports::RegistryProfile& known) { known.chunked = known.resume = Ability::No; });
    m_plain = true;
    return startOver(std::move(error), stop);
  }
  const bool another = m_place.profile.change(
      [&](ports::RegistryProfile& known) { return learnRefusal(known, m_sending, m_body, error); });
  if (!another) return leave(std::move(error), stop);
  if (m_confirmed.value > 0 && goOnAt(m_confirmed)) return {};
  return startOver(std::move(error), stop);
}

base::Result<void> UploadRun::resume(base::Error error, std::stop_token stop) {
  while (true) {
    if (m_confirmed > m_furthest) m_attempt = 1; // it gets on: a bad line may break as often as it likes
    m_furthest = std::max(m_furthest, m_confirmed);
    if (!m_place.exchange.waitToRetry(m_attempt, error, stop))
      return leave(stop.stop_requested() ? cancelled() : std::move(error), stop);
    if (!mayResume()) return startOver(std::move(error), stop);
    auto standing = m_session.ask(stop);
    if (!standing) {
      if (stop.stop_requested()) return leave(cancelled(), stop);
      error = std::move(standing).error();
      continue;
    }
    if (!standing->alive) {
      auto words = error;
      words.message += kLostWords;
      m_place.exchange.tell(words, {}, m_attempt);
      m_session.adopt({});
      return startOver(std::move(error), stop);
    }
    auto stored = standing->stored;
    // Less than was confirmed once: the Range is not to be trusted, the confirmation is.
    if (stored && *stored < m_confirmed)
      m_place.profile.change([](ports::RegistryProfile& known) { known.own_offset = true; });
    if (m_place.profile.get().own_offset && m_sending.way == Way::Chunked) stored = m_confirmed;
    if (stored && goOnAt(*stored)) return {};
    return startOver(std::move(error), stop);
  }
}

bool UploadRun::goOnAt(ByteCount told) {
  // An empty session is worth no risk: without Content-Range, a stream would be appended to what a server has
  // yet to store of the cut one.
  if (told.value == 0 && m_sending.way != Way::Chunked) return false;
  if (told > m_most || (m_size && told > *m_size)) return false;
  const auto left = m_size ? std::optional(m_size->value - told.value) : std::nullopt;
  if (auto moved = m_source.open(told.value, left); !moved) return false;
  m_pieced = true;
  remember(told);
  if (told.value > 0 && m_journal != nullptr) m_journal->resumed(told);
  return true;
}

base::Result<void> UploadRun::startOver(base::Error error, std::stop_token stop) {
  m_session.cancel(stop);
  forget();
  m_confirmed = {};
  if (auto opened = m_source.open(0, std::nullopt); !opened) return base::fail(std::move(error));
  return {};
}

base::Unexpected UploadRun::leave(base::Error error, std::stop_token stop) {
  // With a journal, the next process goes on where this one was stopped or cut off.
  const bool later = error.code == Errc::Cancelled || base::isTransient(error.code);
  const bool keep = m_journal != nullptr && later && !isLost(error) && (mayResume() || m_confirmed.value > 0);
  if (!keep) {
    m_session.cancel(stop);
    forget();
  }
  return base::fail(std::move(error));
}

} // namespace meridian::distribution
