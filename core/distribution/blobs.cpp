// SPDX-License-Identifier: GPL-3.0-or-later
#include "distribution/blobs.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace meridian::distribution {

namespace {

using base::Errc;

std::optional<std::uint64_t> number(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// Hands bytes on from position `at`, dropping those before it where a server starts at the beginning again.
class ResumingSink final : public ports::BodySink {
public:
  ResumingSink(ports::BodySink& inner, std::uint64_t at) : m_inner(inner), m_at(at) {}

  void startAt(std::uint64_t first) { m_skip = m_at - first; }
  std::uint64_t at() const { return m_at; }
  const std::optional<base::Error>& failure() const { return m_failure; }

  base::Result<void> write(std::span<const std::byte> data, std::stop_token stop) override {
    const auto skipped = static_cast<std::size_t>(std::min<std::uint64_t>(m_skip, data.size()));
    m_skip -= skipped;
    data = data.subspan(skipped);
    if (data.empty()) return {};
    auto taken = m_inner.write(data, stop);
    if (taken)
      m_at += data.size();
    else
      m_failure = taken.error();
    return taken;
  }

private:
  ports::BodySink& m_inner;
  std::uint64_t m_at;
  std::uint64_t m_skip = 0;
  std::optional<base::Error> m_failure;
};

/// Takes so many bytes and no more.
class LimitedSink final : public ports::BodySink {
public:
  LimitedSink(ports::BodySink& inner, std::uint64_t left) : m_inner(inner), m_left(left) {}
  std::uint64_t left() const { return m_left; }
  base::Result<void> write(std::span<const std::byte> data, std::stop_token stop) override {
    const auto take = static_cast<std::size_t>(std::min<std::uint64_t>(m_left, data.size()));
    if (auto taken = m_inner.write(data.first(take), stop); !taken) return taken;
    m_left -= take;
    if (take < data.size()) return base::fail(Errc::BadAnswer, "the registry sends more than was asked for");
    return {};
  }

private:
  ports::BodySink& m_inner;
  std::uint64_t m_left;
};

Call blobCall(Exchange& exchange, ports::HttpMethod method, std::string_view repository,
              const oci::Digest& digest) {
  Call call;
  call.method = method;
  call.url = exchange.url("/v2/" + std::string(repository) + "/blobs/" + digest.text());
  call.what = "blob " + std::string(repository) + "@" + digest.shortText();
  call.subject = Subject::Blob;
  call.scopes = {auth::Scope::repository(std::string(repository), {"pull"})};
  // Storage that unpacks "helpfully" would hand over other bytes than the digest names.
  call.headers.add("Accept-Encoding", "identity");
  return call;
}

} // namespace

std::optional<ContentRange> parseContentRange(std::string_view text) {
  if (!text.starts_with("bytes ")) return std::nullopt;
  text.remove_prefix(6);
  const auto slash = text.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  ContentRange range;
  range.size = number(text.substr(slash + 1));
  const auto span = text.substr(0, slash);
  if (span == "*") return range;
  const auto dash = span.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  range.first = number(span.substr(0, dash));
  if (!range.first || !number(span.substr(dash + 1))) return std::nullopt;
  return range;
}

base::Result<std::optional<ports::BlobHead>> Blobs::head(std::string_view repository,
                                                         const oci::Digest& digest, std::stop_token stop) {
  auto call = blobCall(m_exchange, ports::HttpMethod::Head, repository, digest);
  call.accepted = {404};
  auto answer = m_exchange.run(call, stop);
  if (!answer) return base::pass(std::move(answer));
  if (answer->head.status == 404) return std::optional<ports::BlobHead>();
  return std::optional<ports::BlobHead>(
      ports::BlobHead{{number(answer->head.headers.get("Content-Length")).value_or(0)}});
}

base::Result<void> Blobs::get(std::string_view repository, const oci::Digest& digest, base::ByteCount offset,
                              ports::BodySink& sink, std::stop_token stop) {
  ResumingSink resuming(sink, offset.value);
  std::optional<std::uint64_t> total;
  for (int attempt = 1;;) {
    const auto before = resuming.at();
    auto call = blobCall(m_exchange, ports::HttpMethod::Get, repository, digest);
    if (before > 0) call.headers.add("Range", "bytes=" + std::to_string(before) + "-");
    call.accepted = {416};
    call.bulk = true;
    ports::StringSink refused(64 * 1024);
    std::optional<ports::HttpResponse> refusal;
    call.on_success = [&](const ports::HttpResponse& head) -> base::Result<ports::BodySink*> {
      if (head.status == 416) return refusal = head, &refused;
      std::uint64_t first = 0;
      if (head.status == 206) {
        const auto range = parseContentRange(head.headers.get("Content-Range"));
        if (!range || !range->first || *range->first > before)
          return base::fail(Errc::BadAnswer, "the registry sent another range than the one asked for");
        first = *range->first;
        if (range->size) total = range->size;
      } else if (const auto length = number(head.headers.get("Content-Length"))) {
        total = length;
      }
      resuming.startAt(first);
      return &resuming;
    };

    auto answer = m_exchange.once(call, stop);
    if (resuming.failure()) return base::fail(*resuming.failure());
    // distribution's 416 promises as many bytes as the blob has and then breaks off: its head is what counts.
    if (refusal) {
      const auto range = parseContentRange(refusal->headers.get("Content-Range"));
      const auto size = range && range->size ? range->size : total;
      if (size && *size == before) return {};
      return base::fail(errorFrom(*refusal, refused.text(), Subject::Blob, m_exchange.clock().now())
                            .during("GET " + call.what + " from byte " + std::to_string(before)));
    }
    if (answer) return {};
    if (total && resuming.at() == *total) return {}; // cut after the last byte: nothing is missing
    if (resuming.at() > before) attempt = 1;
    if (!m_exchange.waitToRetry(attempt, answer.error(), stop)) {
      if (stop.stop_requested()) return base::fail(Errc::Cancelled, "cancelled");
      return base::pass(std::move(answer));
    }
  }
}

base::Result<void> Blobs::getRange(std::string_view repository, const oci::Digest& digest,
                                   ports::ByteRange range, ports::BodySink& sink, std::stop_token stop) {
  auto call = blobCall(m_exchange, ports::HttpMethod::Get, repository, digest);
  call.what += " bytes " + std::to_string(range.first) + "-" + std::to_string(range.end() - 1);
  call.headers.add("Range", "bytes=" + std::to_string(range.first) + "-" + std::to_string(range.end() - 1));
  call.bulk = true;
  LimitedSink limited(sink, range.length);
  call.accepted = {416};
  ports::StringSink refused(64 * 1024);
  std::optional<ports::HttpResponse> refusal;
  call.on_success = [&](const ports::HttpResponse& head) -> base::Result<ports::BodySink*> {
    if (head.status == 416) return refusal = head, &refused;
    const auto length = number(head.headers.get("Content-Length"));
    // A short blob asked for as a whole may come as 200 from servers that do not bother with ranges.
    if (head.status == 200 && range.first == 0 && length == range.length) return &limited;
    if (head.status != 206)
      return base::fail(Errc::Unsupported, "the registry answers a range request with the whole blob");
    const auto told = parseContentRange(head.headers.get("Content-Range"));
    if (!told || told->first != range.first)
      return base::fail(Errc::BadAnswer, "the registry sent another range than the one asked for");
    return &limited;
  };
  auto answer = m_exchange.once(call, stop);
  if (refusal) // counts although distribution breaks off its body, as in get()
    return base::fail(errorFrom(*refusal, refused.text(), Subject::Blob, m_exchange.clock().now())
                          .during("GET " + call.what));
  // Longer than asked: all that was wanted is there.
  if (limited.left() == 0) return {};
  if (!answer) return base::pass(std::move(answer));
  return base::fail(Errc::ConnectionLost, "the answer to " + call.what + " ended " +
                                              std::to_string(limited.left()) + " bytes early");
}

} // namespace meridian::distribution
