// SPDX-License-Identifier: GPL-3.0-or-later
#include "distribution/probe_uploads.h"

#include "distribution/upload_way.h"

#include <algorithm>
#include <array>
#include <utility>

namespace meridian::distribution {

namespace {

using base::ByteCount;
using base::Errc;
using ports::Ability;

constexpr std::size_t kKiB = 1024, kMiB = 1024 * kKiB;
/// Longer than the shortest limit that is met (4 MiB).
constexpr std::size_t kLongBody = 4 * kMiB + 256 * kKiB;
/// What is tried when that is refused as too long.
constexpr std::array kShorter{4 * kMiB, kMiB, 256 * kKiB};
/// The one minimum for chunks that is met without being told (ECR).
constexpr std::size_t kHiddenMinimum = 5 * kMiB;
constexpr std::size_t kShortBody = 256 * kKiB;
constexpr std::size_t kLastChunk = 64 * kKiB;

bool tooLong(const base::Error& error) {
  return error.http_status == 413 || error.http_status == 416;
}

/// Breaks off in the middle, after what it gave had time to leave.
class BreakingSource final : public ports::BodySource {
public:
  BreakingSource(std::string_view given, base::Clock& clock) : m_inner(given), m_clock(clock) {}
  base::Result<std::size_t> read(std::span<std::byte> buffer, std::stop_token stop) override {
    auto count = m_inner.read(buffer, stop);
    if (!count || *count > 0) return count;
    (void)m_clock.sleep(std::chrono::milliseconds(400), stop);
    return base::fail(Errc::ConnectionLost, "broken off on purpose");
  }

private:
  ports::StringSource m_inner;
  base::Clock& m_clock;
};

} // namespace

void UploadProbe::run(std::stop_token stop) {
  if (!streaming(stop) || stop.stop_requested()) return;
  chunked(stop);
  if (!stop.stop_requested()) resume(stop);
  if (!stop.stop_requested()) monolithic(stop);
  if (!stop.stop_requested()) singlePost(stop);
  if (!stop.stop_requested()) mount(stop);
}

UploadSession UploadProbe::session(const std::string& repository) const {
  return {m_bench.exchange, repository, "probe of uploads into " + repository, true};
}

std::optional<UploadSession> UploadProbe::open(std::string_view question, std::stop_token stop) {
  auto opened = session(m_bench.repository);
  auto answer = opened.open({}, {}, stop);
  if (!answer || !opened.isOpen()) {
    m_bench.profile.remarks.push_back(std::string(question) + ": " +
                                      (answer ? "no session" : answer.error().text()));
    return std::nullopt;
  }
  auto& profile = m_bench.profile;
  if (opened.limits().min.value > 0) profile.chunk_min = opened.limits().min;
  if (opened.limits().max.value > 0) profile.chunk_max = opened.limits().max;
  return opened;
}

void UploadProbe::stored(std::string_view content) {
  m_bench.stored.push_back({m_bench.repository, digestOfBytes(content)});
}

base::Result<void> ProbeBench::store(std::string_view content, std::stop_token stop) {
  UploadSession session(exchange, repository, "probe of uploads into " + repository, true);
  if (auto opened = session.open({}, {}, stop); !opened) return base::pass(std::move(opened));
  ports::StringSource source(content);
  const UploadSession::Piece piece{&source, {}, ByteCount{content.size()}, false};
  const bool whole = profile.monolithic == Ability::Yes;
  auto sent = whole ? base::Result<std::optional<ByteCount>>(std::nullopt) : session.patch(piece, stop);
  auto put = sent ? session.put(digestOfBytes(content), whole ? piece : UploadSession::Piece{}, stop)
                  : base::Result<void>(base::pass(std::move(sent)));
  if (put)
    stored.push_back({repository, digestOfBytes(content)});
  else
    session.cancel(stop);
  return put;
}

std::size_t UploadProbe::fitting(std::size_t size) const {
  const auto most = m_bench.profile.chunk_max.value;
  return most > 0 ? std::min<std::size_t>(size, most) : size;
}

bool UploadProbe::streaming(std::stop_token stop) {
  auto& profile = m_bench.profile;
  std::vector<std::size_t> sizes{kLongBody};
  sizes.insert(sizes.end(), kShorter.begin(), kShorter.end());
  for (const auto size : sizes) {
    auto session = open("uploads", stop);
    if (!session) return false;
    if (profile.chunk_max.value > 0 && size > profile.chunk_max.value) continue; // told: no need to try
    const auto content = randomBytes(size);
    ports::StringSource source(content);
    auto sent = session->patch({&source, {}, ByteCount{size}, false}, stop);
    auto put = sent ? session->put(digestOfBytes(content), {}, stop) : base::pass(std::move(sent));
    if (put) {
      stored(content);
      profile.streaming = size == kLongBody ? Ability::Yes : Ability::No; // of any length?
      if (size < kLongBody && profile.chunk_max.value == 0) profile.chunk_max = {size};
      return true;
    }
    session->cancel(stop);
    if (tooLong(put.error())) continue;
    profile.streaming = m_bench.answerOf("streaming PATCH", put.error());
    return put.error().code != Errc::Denied && put.error().code != Errc::Unauthorized;
  }
  profile.streaming = Ability::No;
  return true;
}

UploadProbe::Tried UploadProbe::inChunks(std::size_t first, std::stop_token stop) {
  auto session = open("chunked PATCH", stop);
  if (!session) return {base::Error{Errc::BadAnswer, "no session", {}, 0, {}, {}, {}}, 0};
  const auto content = randomBytes(first + kLastChunk);
  std::uint64_t at = 0;
  for (int piece = 1; piece <= 2; ++piece) {
    const ByteCount size{piece == 1 ? first : kLastChunk};
    ports::StringSource source(std::string_view(content).substr(at, size.value));
    auto told = session->patch({&source, {at}, size, true}, stop);
    if (!told) {
      session->cancel(stop);
      return {told.error(), piece};
    }
    at += size.value;
    if (piece == 2 && *told && (*told)->value < at) m_bench.profile.own_offset = true;
  }
  auto put = session->put(digestOfBytes(content), {}, stop);
  if (!put) {
    session->cancel(stop);
    return {put.error(), 0};
  }
  stored(content);
  return {};
}

void UploadProbe::chunked(std::stop_token stop) {
  auto& profile = m_bench.profile;
  std::vector<std::size_t> sizes{std::max<std::size_t>(fitting(kLongBody), profile.chunk_min.value)};
  for (const auto size : kShorter)
    if (size < sizes.front() && size >= profile.chunk_min.value) sizes.push_back(size);
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    auto tried = inChunks(sizes[i], stop);
    if (!tried.error) {
      profile.chunked = Ability::Yes;
      if (sizes[i] == kHiddenMinimum && profile.chunk_min.value == 0) profile.chunk_min = {kHiddenMinimum};
      if (i > 0 && sizes[i] < sizes[i - 1] && profile.chunk_max.value == 0) profile.chunk_max = {sizes[i]};
      return;
    }
    const auto& error = *tried.error;
    if (tried.piece == 1 && tooLong(error)) continue;
    // The second piece shows that the first was too short, in whatever words.
    const bool told = error.http_status >= 400 && error.http_status < 500;
    if (tried.piece != 1 && told && sizes[i] < kHiddenMinimum && profile.chunk_min.value == 0 && i == 0) {
      sizes = {kHiddenMinimum};
      i = static_cast<std::size_t>(-1);
      continue;
    }
    profile.chunked = m_bench.answerOf("chunked PATCH", error);
    return;
  }
  profile.chunked = Ability::No;
}

/// What the session holds, once that has come to rest: a server may still be reading what a cut line left.
std::optional<ByteCount> UploadProbe::standing(UploadSession& session, std::stop_token stop) {
  std::optional<ByteCount> last;
  for (int round = 0; round < 6; ++round) {
    auto told = session.ask(stop);
    if (told && !told->alive) return std::nullopt;
    if (told && (!told->stored || (round > 0 && told->stored == last))) return told->stored;
    if (told) last = told->stored;
    if (!m_bench.exchange.clock().sleep(std::chrono::milliseconds(100), stop)) break;
  }
  return last;
}

void UploadProbe::resume(std::stop_token stop) {
  auto& profile = m_bench.profile;
  const bool pieces = profile.chunked == Ability::Yes;
  if (!pieces && profile.streaming != Ability::Yes) {
    profile.resume = Ability::No;
    return;
  }
  auto session = open("resume", stop);
  if (!session) return;
  const auto first = pieces ? std::max<std::size_t>(fitting(kShortBody), profile.chunk_min.value) : 0;
  const auto content = randomBytes(first + fitting(kMiB));
  const auto after = content.size() - first;
  if (pieces) {
    ports::StringSource source(std::string_view(content).substr(0, first));
    if (auto sent = session->patch({&source, {}, ByteCount{first}, true}, stop); !sent) {
      profile.resume = m_bench.answerOf("resume", sent.error());
      return session->cancel(stop);
    }
  }
  BreakingSource breaking(std::string_view(content).substr(first, after / 2), m_bench.exchange.clock());
  (void)session->patch({&breaking, {first}, ByteCount{after}, pieces}, stop);
  auto held = standing(*session, stop);
  if (stop.stop_requested()) return session->cancel(stop);
  if (held && held->value < first) profile.own_offset = true;
  if (held && profile.own_offset) held = ByteCount{first};
  if (!held || held->value > first + after / 2) {
    profile.resume = Ability::No;
    return session->cancel(stop);
  }
  ports::StringSource source(std::string_view(content).substr(held->value));
  const ByteCount left{content.size() - held->value};
  auto sent = session->patch({&source, *held, left, true}, stop);
  auto put = sent ? session->put(digestOfBytes(content), {}, stop) : base::pass(std::move(sent));
  if (!put) {
    profile.resume = tooLong(put.error()) ? Ability::No : m_bench.answerOf("resume", put.error());
    return session->cancel(stop);
  }
  stored(content);
  profile.resume = Ability::Yes;
  profile.cut_kept = held->value > first ? Ability::Yes : Ability::No;
}

void UploadProbe::monolithic(std::stop_token stop) {
  auto session = open("monolithic PUT", stop);
  if (!session) return;
  const auto content = randomBytes(fitting(kShortBody));
  ports::StringSource source(content);
  auto put = session->put(digestOfBytes(content), {&source, {}, ByteCount{content.size()}, false}, stop);
  if (put) {
    stored(content);
    m_bench.profile.monolithic = Ability::Yes;
    return;
  }
  m_bench.profile.monolithic = m_bench.answerOf("monolithic PUT", put.error());
  session->cancel(stop);
}

void UploadProbe::singlePost(std::stop_token stop) {
  auto post = session(m_bench.repository);
  const auto content = randomBytes(kLastChunk);
  const auto digest = digestOfBytes(content);
  auto answer = post.open("?digest=" + ports::percentEncode(digest.text()), content, stop);
  if (!answer) {
    m_bench.profile.single_post = m_bench.answerOf("single POST", answer.error());
    return;
  }
  m_bench.profile.single_post = *answer == 201 ? Ability::Yes : Ability::No;
  if (*answer == 201) stored(content);
  post.cancel(stop);
}

void UploadProbe::mount(std::stop_token stop) {
  auto& stored = m_bench.stored;
  while (stored.size() < 2)
    if (auto put = m_bench.store(randomBytes(kLastChunk), stop); !put)
      return m_bench.profile.remarks.push_back("mount: " + put.error().text());
  const auto into = m_bench.repository + "-mount";
  // A blob each: what one mount has put there, the other could not show.
  const auto attempt = [&](std::string_view question, const oci::Digest& digest, std::string_view from) {
    auto post = session(into);
    if (!from.empty()) post.alsoReads(from);
    auto answer = post.open(mountQuery(digest, from), {}, stop);
    if (!answer) {
      // A registry that makes no repositories by itself says nothing about mounts here.
      if (answer.error().http_status == 404 && answer.error().code == Errc::NameUnknown) {
        m_bench.profile.remarks.push_back(std::string(question) + ": " + answer.error().text());
        return Ability::Unknown;
      }
      return m_bench.answerOf(question, answer.error());
    }
    if (*answer == 201) stored.push_back({into, digest});
    post.cancel(stop);
    return *answer == 201 ? Ability::Yes : Ability::No;
  };
  const auto one = stored[0].digest, other = stored[1].digest;
  m_bench.profile.mount = attempt("mount", one, m_bench.repository);
  m_bench.profile.mount_anonymous = attempt("mount without from", other, {});
}

} // namespace meridian::distribution
