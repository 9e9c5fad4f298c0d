// SPDX-License-Identifier: GPL-3.0-or-later
#include "distribution/probe_reads.h"

#include "oci/media_type.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace meridian::distribution {

namespace {

using base::Errc;
using ports::Ability;
using ports::HttpMethod;

constexpr int kTrips = 5;
constexpr std::uint64_t kMostRead = 4 * 1024 * 1024;
/// Less says more about the start of a connection than about its rate.
constexpr std::uint64_t kEnoughForARate = 256 * 1024;
constexpr const char* kTag = "meridian-probe";

/// Takes the time of what passes, and ends it when it is enough.
class TimedSink final : public ports::BodySink {
public:
  explicit TimedSink(base::Clock& clock) : m_clock(clock) {}
  base::Result<void> write(std::span<const std::byte> data, std::stop_token) override {
    m_last = m_clock.steady();
    if (m_count == 0) m_first = m_last, m_start = data.size();
    m_count += data.size();
    if (m_count >= kMostRead) return base::fail(Errc::Cancelled, "enough was read");
    return {};
  }
  base::BytesPerSecond rate() const {
    const base::Seconds time = m_last - m_first;
    if (m_count - m_start < kEnoughForARate || time.count() <= 0) return {};
    return {static_cast<double>(m_count - m_start) / time.count()};
  }

private:
  base::Clock& m_clock;
  std::uint64_t m_count = 0, m_start = 0;
  std::chrono::steady_clock::time_point m_first, m_last;
};

Call manifestCall(ProbeBench& bench, HttpMethod method, std::string_view reference) {
  Call call;
  call.method = method;
  call.url = bench.exchange.url("/v2/" + bench.repository + "/manifests/" + std::string(reference));
  call.what = bench.repository + "'s probe manifest";
  call.subject = Subject::Manifest;
  call.scopes = {auth::Scope::repository(bench.repository, {"delete", "pull", "push"})};
  return call;
}

/// A manifest in the probe's repository; nullopt, with a remark, where it may not be.
std::optional<oci::Digest> putManifest(ProbeBench& bench, std::stop_token stop) {
  const std::string config = "{}";
  if (auto put = bench.store(config, stop); !put) {
    bench.profile.remarks.push_back("manifests: " + put.error().text());
    return std::nullopt;
  }
  const auto bytes = R"({"schemaVersion":2,"mediaType":")" + std::string(oci::kOciManifest) +
                     R"(","config":{"mediaType":"application/vnd.oci.empty.v1+json","digest":")" +
                     digestOfBytes(config).text() + R"(","size":2},"layers":[],"annotations":{"probe":")" +
                     digestOfBytes(randomBytes(16)).text() + R"("}})";
  auto call = manifestCall(bench, HttpMethod::Put, kTag);
  call.headers.add("Content-Type", std::string(oci::kOciManifest));
  ports::StringSource body(bytes);
  call.body = &body;
  call.body_size = base::ByteCount{bytes.size()};
  if (auto answer = bench.exchange.once(call, stop); !answer) {
    bench.profile.remarks.push_back("manifests: " + answer.error().text());
    return std::nullopt;
  }
  return digestOfBytes(bytes);
}

/// An index that names a manifest which is nowhere.
Ability takesSparse(ProbeBench& bench, std::stop_token stop) {
  const auto absent = digestOfBytes(randomBytes(16));
  const auto bytes = R"({"schemaVersion":2,"mediaType":")" + std::string(oci::kOciIndex) +
                     R"(","manifests":[{"mediaType":")" + std::string(oci::kOciManifest) + R"(","digest":")" +
                     absent.text() + R"(","size":100,"platform":{"os":"linux","architecture":"amd64"}}]})";
  const auto digest = digestOfBytes(bytes);
  auto call = manifestCall(bench, HttpMethod::Put, digest.text());
  call.headers.add("Content-Type", std::string(oci::kOciIndex));
  call.accepted = {400, 404, 405, 412, 422};
  ports::StringSource body(bytes);
  call.body = &body;
  call.body_size = base::ByteCount{bytes.size()};
  auto answer = bench.exchange.once(call, stop);
  if (!answer) return bench.answerOf("indexes with missing children", answer.error());
  if (answer->head.status >= 300) return Ability::No;
  auto gone = manifestCall(bench, HttpMethod::Delete, digest.text());
  gone.accepted = {400, 404, 405};
  (void)bench.exchange.lastWord(gone, stop);
  return Ability::Yes;
}

Ability hasReferrers(ProbeBench& bench, const oci::Digest& subject, std::stop_token stop) {
  Call call;
  call.url = bench.exchange.url("/v2/" + bench.repository + "/referrers/" + subject.text());
  call.what = "referrers of the probe manifest";
  call.subject = Subject::Manifest;
  call.scopes = {auth::Scope::repository(bench.repository, {"pull"})};
  call.headers.add("Accept", std::string(oci::kOciIndex));
  call.accepted = {400, 404, 405, 406};
  auto answer = bench.exchange.once(call, stop);
  if (!answer) return bench.answerOf("referrers", answer.error());
  return answer->head.status == 200 ? Ability::Yes : Ability::No;
}

} // namespace

void probeRoundTrips(ProbeBench& bench, std::stop_token stop) {
  using ports::HttpVersions;
  auto& profile = bench.profile;
  std::optional<std::chrono::microseconds> best;
  std::vector<HttpVersions> wishes{HttpVersions::Http1};
  // Without TLS there is nothing to choose from (RFC 9113 section 3.2, RFC 9114 section 3.1).
  if (bench.exchange.url({}).starts_with("https:"))
    wishes.insert(wishes.end(), {HttpVersions::Http2, HttpVersions::Http3});
  for (const auto wish : wishes) {
    std::vector<std::chrono::microseconds> times;
    int version = 0;
    for (int i = 0; i <= kTrips && !stop.stop_requested(); ++i) {
      Call call;
      call.url = bench.exchange.url("/v2/");
      call.what = "/v2/";
      call.route = bench.exchange.options().route;
      call.route->versions = wish;
      auto answer = bench.exchange.once(call, stop);
      if (!answer) break;
      // The first one had to connect, and HTTP/3 may be looking for its way still.
      if (i == 0 || answer->head.version != version)
        times.clear();
      else
        times.push_back(answer->head.first_byte);
      version = answer->head.version;
    }
    const auto& known = profile.http_versions;
    if (times.empty() || std::find(known.begin(), known.end(), version) != known.end()) continue;
    profile.http_versions.push_back(version);
    std::nth_element(times.begin(), times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2),
                     times.end());
    const auto median = times[times.size() / 2];
    if (!best || median < *best) best = median, profile.http_version = version;
  }
  std::sort(profile.http_versions.begin(), profile.http_versions.end());
  if (best) profile.round_trip = *best;
}

void probeReads(ProbeBench& bench, std::string_view readable, std::stop_token stop) {
  auto& profile = bench.profile;
  const auto at = readable.find('@');
  auto digest = oci::Digest::parse(at == std::string_view::npos ? readable : readable.substr(at + 1));
  std::string repository(readable.substr(0, at));
  if (!digest && !bench.stored.empty()) {
    repository = bench.stored.front().repository;
    digest = bench.stored.front().digest;
  }
  if (!digest) return profile.remarks.push_back("range: there is no blob to read");
  Call call;
  call.url = bench.exchange.url("/v2/" + repository + "/blobs/" + digest->text());
  call.what = "blob " + repository + "@" + digest->shortText();
  call.subject = Subject::Blob;
  call.scopes = {auth::Scope::repository(repository, {"pull"})};
  call.bulk = true;
  call.headers.add("Accept-Encoding", "identity");
  // From the second byte on: an answer with the whole blob cannot pass for the range.
  call.headers.add("Range", "bytes=1-" + std::to_string(kMostRead));
  TimedSink timed(bench.exchange.clock());
  std::optional<ports::HttpResponse> seen;
  call.on_success = [&](const ports::HttpResponse& head) -> base::Result<ports::BodySink*> {
    return seen = head, &timed;
  };
  auto answer = bench.exchange.once(call, stop);
  if (!seen) {
    if (!answer) profile.range = bench.answerOf("range", answer.error());
    return;
  }
  profile.range = seen->status == 206 ? Ability::Yes : Ability::No;
  profile.redirects = !seen->url.empty() && ports::originOf(seen->url) != ports::originOf(call.url);
  profile.read_rate = timed.rate();
}

void probeManifests(ProbeBench& bench, std::stop_token stop) {
  auto& profile = bench.profile;
  if (bench.stored.empty() || stop.stop_requested())
    return profile.remarks.push_back("referrers, deletion of tags: nothing may be stored here");
  const auto digest = putManifest(bench, stop);
  if (!digest) return;
  profile.referrers = hasReferrers(bench, *digest, stop);
  profile.sparse_index = takesSparse(bench, stop);
  auto untag = manifestCall(bench, HttpMethod::Delete, kTag);
  untag.accepted = {400, 404, 405};
  if (auto answer = bench.exchange.once(untag, stop); !answer)
    profile.tag_delete = bench.answerOf("deletion of tags", answer.error());
  else
    profile.tag_delete = answer->head.status < 300 ? Ability::Yes : Ability::No;
  auto gone = manifestCall(bench, HttpMethod::Delete, digest->text());
  gone.accepted = {400, 404, 405};
  (void)bench.exchange.lastWord(gone, stop);
}

} // namespace meridian::distribution
