// SPDX-License-Identifier: GPL-3.0-or-later
#include "memory/http.h"

#include "ports/redirect.h"

#include <algorithm>
#include <array>

namespace meridian::memory {

using base::Errc;
using base::fail;
using ports::HttpMethod;

namespace {

constexpr std::size_t kPiece = 64 * 1024;

base::Unexpected cancelled() {
  return fail(Errc::Cancelled, "cancelled");
}

std::string hostOf(std::string_view url) {
  const auto origin = ports::originOf(url);
  return origin.substr(origin.find("//") + 2);
}

/// The whole body, of exactly the promised size.
base::Result<std::string> readBody(const ports::HttpRequest& request, const std::stop_token& stop) {
  std::string body;
  std::vector<std::byte> piece(kPiece);
  while (request.body) {
    auto count = request.body->read(piece, stop);
    if (!count) return pass(std::move(count));
    if (*count == 0) break;
    body.append(reinterpret_cast<const char*>(piece.data()), *count);
    if (request.body_size && body.size() > request.body_size->value) break;
  }
  if (request.body && request.body_size && body.size() != request.body_size->value)
    return fail(Errc::ContentMismatch, "the body to send has not the promised " +
                                           std::to_string(request.body_size->value) + " bytes");
  return body;
}

} // namespace

/// One of the places that an origin has.
class Http::Place {
public:
  Place(Http& http, std::string origin, int most, const std::stop_token& stop)
      : m_http(http), m_origin(std::move(origin)) {
    std::unique_lock lock(m_http.m_mutex);
    m_taken =
        m_http.m_changed.wait(lock, stop, [&] { return m_http.m_running[m_origin] < std::max(1, most); });
    if (!m_taken) return;
    ++m_http.m_running[m_origin];
    m_http.m_most = std::max(m_http.m_most, ++m_http.m_at_once);
  }
  ~Place() {
    if (!m_taken) return;
    {
      const std::lock_guard lock(m_http.m_mutex);
      --m_http.m_running[m_origin];
      --m_http.m_at_once;
    }
    m_http.m_changed.notify_all();
  }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;
  explicit operator bool() const { return m_taken; }

private:
  Http& m_http;
  std::string m_origin;
  bool m_taken = false;
};

void Http::on(HttpMethod method, std::string url, Handler handler, Body body) {
  const std::lock_guard lock(m_mutex);
  m_routes.push_back({method, std::move(url), std::move(handler), body});
}

std::vector<HttpCall> Http::calls() const {
  const std::lock_guard lock(m_mutex);
  return m_calls;
}

int Http::mostAtOnce() const {
  const std::lock_guard lock(m_mutex);
  return m_most;
}

base::Result<Http::Route> Http::find(HttpMethod method, std::string_view url) const {
  const auto path = url.substr(0, url.find('?'));
  const auto origin = ports::originOf(url);
  bool known = false;
  const std::lock_guard lock(m_mutex);
  for (auto route = m_routes.rbegin(); route != m_routes.rend(); ++route) {
    const std::string_view pattern = route->url;
    known = known || ports::originOf(pattern.ends_with('*') ? pattern.substr(0, pattern.size() - 1)
                                                            : pattern) == origin;
    const bool prefix = pattern.ends_with('*') && path.starts_with(pattern.substr(0, pattern.size() - 1));
    if (route->method == method && (prefix || pattern == path)) return *route;
  }
  if (!known) return fail(Errc::HostUnknown, hostOf(url) + ": name does not resolve");
  return Route{
      method, {}, [](const HttpCall&) { return HttpAnswer{404, {}, {}, {}, {}, {}, {}}; }, Body::Read};
}

bool Http::idle(std::chrono::milliseconds time, const std::stop_token& stop) {
  if (time.count() <= 0) return !stop.stop_requested();
  std::mutex mutex;
  std::unique_lock lock(mutex);
  std::condition_variable_any never;
  return !never.wait_for(lock, stop, time, [&] { return stop.stop_requested(); });
}

base::Result<HttpAnswer> Http::ask(HttpCall call, const ports::HttpRequest& request,
                                   ports::HttpResponse& response, const std::stop_token& stop) {
  auto route = find(call.method, call.url);
  if (!route) return pass(std::move(route));
  {
    const std::lock_guard lock(m_mutex);
    m_calls.push_back(call);
  }
  if (route->body == Body::Read) {
    auto body = readBody(request, stop);
    if (!body) return pass(std::move(body));
    response.sent += {body->size()};
    call.body = std::move(*body);
  }
  auto answer = route->handler(call);
  if (answer.error) return fail(*answer.error);
  const auto wait = std::min(answer.delay, request.route.stall_timeout);
  if (!idle(wait, stop)) return cancelled();
  if (wait < answer.delay) return fail(Errc::Stalled, hostOf(call.url) + ": no byte for the stall time");
  if (answer.status != 204 && answer.headers.get("Content-Length").empty())
    answer.headers.add("Content-Length", std::to_string(answer.body.size()));
  return answer;
}

base::Result<void> Http::deliver(const HttpAnswer& answer, const ports::HttpRequest& request,
                                 ports::BodySink* sink, ports::HttpResponse& response,
                                 const std::stop_token& stop) {
  if (request.method == HttpMethod::Head) return {};
  const auto cut = answer.cut_after.value_or(answer.body.size());
  const auto stall = answer.stall_after.value_or(answer.body.size());
  const auto end = std::min({answer.body.size(), cut, stall});
  const auto bytes = std::as_bytes(std::span(answer.body));
  for (std::size_t at = 0; at < end; at += kPiece) {
    if (stop.stop_requested()) return cancelled();
    const auto piece = bytes.subspan(at, std::min(kPiece, end - at));
    response.received += {piece.size()};
    if (!sink) continue;
    if (auto taken = sink->write(piece, stop); !taken) return taken;
  }
  if (answer.stall_after) {
    if (!idle(request.route.stall_timeout, stop)) return cancelled();
    return fail(Errc::Stalled, hostOf(response.url) + ": no byte for the stall time");
  }
  if (answer.cut_after)
    return fail(Errc::ConnectionLost, hostOf(response.url) + ": the answer ended too early");
  if (stop.stop_requested()) return cancelled();
  return {};
}

base::Result<ports::HttpResponse> Http::send(const ports::HttpRequest& request, const OnHead& head,
                                             std::stop_token stop) {
  const auto began = std::chrono::steady_clock::now();
  if (auto usable = ports::checkUrl(request.url); !usable) return pass(std::move(usable));
  ports::RedirectTrail trail(request);
  ports::HttpResponse response;
  while (true) {
    // As in the real one, requests with a body are counted apart.
    const Place place(*this, ports::originOf(trail.url()) + (request.body ? " upload" : ""),
                      request.route.connections, stop);
    if (!place || stop.stop_requested()) return cancelled();
    HttpCall call{request.method, trail.url(), {}, {}};
    for (const auto& [field, value] : request.headers.fields())
      if (!trail.foreign() || !ports::RedirectTrail::staysHome(field)) call.headers.add(field, value);
    auto answer = ask(std::move(call), request, response, stop);
    if (!answer) return pass(std::move(answer));
    response.status = answer->status;
    response.headers = answer->headers;
    response.url = base::redactUrl(trail.url());
    response.first_byte =
        std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - began);
    if (trail.leads(answer->status, answer->headers)) {
      if (auto next = trail.advance(answer->headers); !next) return pass(std::move(next));
      continue;
    }
    auto sink = head ? head(response) : base::Result<ports::BodySink*>(nullptr);
    if (!sink) return pass(std::move(sink));
    if (auto delivered = deliver(*answer, request, *sink, response, stop); !delivered)
      return pass(std::move(delivered));
    return response;
  }
}

} // namespace meridian::memory
