// SPDX-License-Identifier: GPL-3.0-or-later
#include "distribution/exchange.h"

#include "base/log.h"
#include "distribution/retry_after.h"

#include <algorithm>
#include <utility>

namespace meridian::distribution {

namespace {

using base::Errc;

/// Answers that we keep whole: manifests (up to 8 MiB by oci::Manifest), lists.
constexpr std::size_t kMostText = 16 * 1024 * 1024;
constexpr std::size_t kMostErrorText = 64 * 1024;
constexpr int kMostLogins = 4;

/// Keeps the beginning of an error's body and lets the rest pass.
class ErrorSink final : public ports::BodySink {
public:
  explicit ErrorSink(std::string& text) : m_text(text) {}
  base::Result<void> write(std::span<const std::byte> data, std::stop_token) override {
    const auto room = kMostErrorText - std::min(kMostErrorText, m_text.size());
    m_text.append(reinterpret_cast<const char*>(data.data()), std::min(room, data.size()));
    return {};
  }

private:
  std::string& m_text;
};

/// Counts what passes, so that figures move while a large body flows.
class CountedSink final : public ports::BodySink {
public:
  CountedSink(ports::BodySink& inner, std::atomic<std::uint64_t>& counter)
      : m_inner(inner), m_counter(counter) {}
  base::Result<void> write(std::span<const std::byte> data, std::stop_token stop) override {
    m_counter += data.size();
    return m_inner.write(data, stop);
  }

private:
  ports::BodySink& m_inner;
  std::atomic<std::uint64_t>& m_counter;
};

class CountedSource final : public ports::BodySource {
public:
  CountedSource(ports::BodySource& inner, std::atomic<std::uint64_t>& counter)
      : m_inner(inner), m_counter(counter) {}
  base::Result<std::size_t> read(std::span<std::byte> buffer, std::stop_token stop) override {
    auto count = m_inner.read(buffer, stop);
    if (count) m_counter += *count;
    return count;
  }
  base::Result<void> verify(std::stop_token stop) override { return m_inner.verify(stop); }
  base::Result<void> rewind() override { return m_inner.rewind(); }
  base::Result<void> seek(base::ByteCount offset) override { return m_inner.seek(offset); }

private:
  ports::BodySource& m_inner;
  std::atomic<std::uint64_t>& m_counter;
};

std::string withoutSlash(std::string url) {
  while (!url.empty() && url.back() == '/')
    url.pop_back();
  return url;
}

std::string_view authorityOf(std::string_view origin) {
  const auto at = origin.find("://");
  return at == std::string_view::npos ? origin : origin.substr(at + 3);
}

std::string_view pathAndQuery(std::string_view url) {
  const auto authority = url.find("://");
  if (authority == std::string_view::npos) return url;
  const auto path = url.find('/', authority + 3);
  return path == std::string_view::npos ? std::string_view("/") : url.substr(path);
}

bool accepts(const Call& call, int status) {
  return (status >= 200 && status < 300) ||
         std::find(call.accepted.begin(), call.accepted.end(), status) != call.accepted.end();
}

} // namespace

Exchange::Exchange(ports::Http& http, base::Clock& clock, const ClientOptions& options)
    : m_http(http), m_clock(clock), m_options(options), m_base(withoutSlash(options.url)),
      m_origin(ports::originOf(m_base)), m_authorizer(http, clock, options, m_traffic) {}

std::string Exchange::url(std::string_view path) const {
  return m_base + std::string(path);
}

std::string Exchange::ownUrl(std::string_view from, std::string_view target) const {
  auto resolved = ports::resolveUrl(from, target);
  if (ports::originOf(resolved) == m_origin) return resolved;
  return m_origin + std::string(pathAndQuery(resolved));
}

std::string Exchange::uploadUrl(std::string_view from, std::string_view location) const {
  auto resolved = ports::resolveUrl(from, location);
  const auto origin = ports::originOf(resolved);
  if (origin == m_origin || !m_origin.starts_with("https://") || !origin.starts_with("http://"))
    return resolved;
  // Behind a proxy that ends TLS, a registry believes to be http: same host, with or without our port.
  const auto host = [](std::string_view authority) { return authority.substr(0, authority.rfind(':')); };
  const auto ours = authorityOf(m_origin), theirs = authorityOf(origin);
  if (theirs == ours || theirs == host(ours)) return m_origin + std::string(pathAndQuery(resolved));
  return resolved;
}

base::Result<Answer> Exchange::send(const Call& call, const std::string& authorization,
                                    std::string& error_text, std::stop_token stop) {
  auto* const gate = ports::originOf(call.url) == m_origin && !call.ungated ? m_options.gate.get() : nullptr;
  if (gate != nullptr) {
    // Docker Hub counts the GETs of manifests; while that quota is used up, the blobs of what was read still
    // come.
    const bool counted =
        call.method == ports::HttpMethod::Get && call.url.find("/manifests/") != std::string::npos;
    auto entered = counted ? gate->enter(call.method, stop) : gate->enterUncounted(call.method, stop);
    if (!entered) return base::pass(std::move(entered));
  }

  ports::HttpRequest request;
  request.method = call.method;
  request.url = call.url;
  request.headers = call.headers;
  request.headers.add("User-Agent", m_options.user_agent);
  if (!authorization.empty()) request.headers.add("Authorization", authorization);
  request.route = call.route.value_or(m_options.route);
  std::optional<CountedSource> source;
  if (call.body != nullptr) request.body = &source.emplace(*call.body, m_traffic.written);
  request.body_size = call.body_size;
  request.bulk = call.bulk;

  ports::StringSink text(kMostText);
  ErrorSink words(error_text);
  std::optional<CountedSink> sink;
  std::optional<ports::HttpResponse> seen;
  const auto head = [&](const ports::HttpResponse& answer) -> base::Result<ports::BodySink*> {
    if (gate != nullptr) seen = answer;
    ports::BodySink* target = &words;
    if (accepts(call, answer.status)) {
      target = &text;
      if (call.on_success) {
        auto chosen = call.on_success(answer);
        if (!chosen) return chosen;
        if (*chosen != nullptr) target = *chosen;
      }
    }
    return &sink.emplace(*target, m_traffic.read);
  };
  m_traffic.requests += 1;
  auto response = m_http.send(request, head, stop);
  if (gate != nullptr) {
    const auto* answer = response ? &*response : seen ? &*seen : nullptr;
    const auto told = answer != nullptr ? answer->headers.get("Retry-After") : std::string_view();
    gate->leave(answer, parseRetryAfter(told, m_clock.now()).value_or(std::chrono::seconds{0}));
  }
  if (!response) return base::pass(std::move(response));
  if (!request.bulk && call.body == nullptr) m_traffic.sawRoundTrip(response->first_byte);
  showWarnings(response->headers);
  return Answer{std::move(*response), std::move(text.text())};
}

base::Result<Answer> Exchange::once(const Call& call, std::stop_token stop) {
  const auto step =
      std::string(ports::name(call.method)) + " " + call.what + " at " + std::string(authorityOf(m_origin));
  if (m_origin.empty())
    return base::fail(Errc::ConfigInvalid,
                      base::redactUrl(m_options.url) + " is no http or https address of a registry");
  const bool ours = ports::originOf(call.url) == m_origin;
  auto scopes = call.scopes;
  for (int round = 1;; ++round) {
    Authorization authorization;
    if (ours) {
      auto given = m_authorizer.authorization(scopes, stop);
      if (!given) return base::pass(std::move(given), step);
      authorization = std::move(*given);
    }
    std::string error_text;
    auto answer = send(call, authorization.value, error_text, stop);
    if (!answer) return base::pass(std::move(answer), step);
    const auto& head = answer->head;
    if (accepts(call, head.status)) return answer;
    auto error = errorFrom(head, error_text, call.subject, m_clock.now());
    // A storage host that a redirect led to has its own ideas of a 401; they are none of the registry's.
    const bool from_registry = head.url.empty() || ports::originOf(head.url) == m_origin;
    if (head.status != 401 || !ours || !from_registry || round == kMostLogins)
      return base::fail(std::move(error).during(step));
    auto again = m_authorizer.refused(head, authorization, error, scopes, stop);
    if (!again) return base::pass(std::move(again), step);
    if (call.body != nullptr)
      if (auto rewound = call.body->rewind(); !rewound) return base::fail(std::move(error).during(step));
  }
}

base::Result<Answer> Exchange::lastWord(Call call, std::stop_token stop) {
  const bool stopping = stop.stop_requested();
  const std::chrono::milliseconds longest{stopping ? 1'000 : 5'000};
  auto route = m_options.route;
  route.connect_timeout = std::min(route.connect_timeout, longest);
  route.stall_timeout = std::min(route.stall_timeout, longest);
  call.route = std::move(route);
  call.ungated = stopping;
  return once(call, stopping ? std::stop_token{} : std::move(stop));
}

void Exchange::tell(const base::Error& error, std::chrono::milliseconds wait, int attempt) const {
  base::log("distribution", base::LogLevel::Info,
            "try " + std::to_string(attempt) + " in " + std::to_string(wait.count()) + " ms after " +
                error.text());
  if (m_options.notice) m_options.notice(error, wait, attempt);
}

bool Exchange::waitToRetry(int& attempt, const base::Error& error, std::stop_token stop) {
  if (stop.stop_requested()) return false;
  if (m_options.gate && error.code == Errc::TooManyRequests) {
    if (error.http_status == 0 || error.retry_after > m_options.retry.longest_retry_after) return false;
    if (error.retry_after.count() > 0) return tell(error, error.retry_after, attempt + 1), true;
  }
  if (!m_options.retry.again(attempt, error)) return false;
  const auto pause = m_options.retry.wait(++attempt, error, base::jitter());
  tell(error, pause, attempt);
  return m_clock.sleep(pause, stop);
}

base::Result<Answer> Exchange::run(const Call& call, std::stop_token stop) {
  for (int attempt = 1;;) {
    if (stop.stop_requested()) return base::fail(Errc::Cancelled, "cancelled");
    auto answer = once(call, stop);
    if (answer.has_value()) return answer;
    const auto& error = answer.error();
    // A lost upload session does not come back by asking again; the upload has to start over.
    if (error.code == Errc::BlobUploadUnknown || error.code == Errc::BlobUploadInvalid) return answer;
    if (call.body != nullptr && !call.body->rewind()) return answer;
    if (!waitToRetry(attempt, error, stop))
      return stop.stop_requested() ? base::Result<Answer>(base::fail(Errc::Cancelled, "cancelled"))
                                   : std::move(answer);
  }
}

void Exchange::showWarnings(const ports::HttpHeaders& headers) {
  for (const auto value : headers.all("Warning")) {
    // distribution-spec v1.1.1 "Warnings": 299 - "text"
    const auto first = value.find('"'), last = value.rfind('"');
    if (!value.starts_with("299") || first == last) continue;
    const auto text = std::string(value.substr(first + 1, last - first - 1));
    {
      const std::lock_guard lock(m_mutex);
      if (m_warned.size() > 100 || !m_warned.insert(text).second) continue;
    }
    base::log("distribution", base::LogLevel::Warning, std::string(authorityOf(m_origin)) + " says: " + text);
  }
}

} // namespace meridian::distribution
