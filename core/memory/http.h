// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/http.h"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace meridian::memory {

/// A request as a handler sees it.
struct HttpCall {
  ports::HttpMethod method = ports::HttpMethod::Get;
  std::string url;
  std::string body;
  ports::HttpHeaders headers;
};

/// What comes back, and what goes wrong on the way.
struct HttpAnswer {
  int status = 200;
  ports::HttpHeaders headers;
  std::string body;
  std::chrono::milliseconds delay{0};     ///< before the first byte
  std::optional<std::size_t> cut_after;   ///< the connection breaks after so many bytes of the body
  std::optional<std::size_t> stall_after; ///< nothing comes after so many bytes of the body
  std::optional<base::Error>
      error; ///< instead of an answer: HostUnknown, ConnectionRefused, TlsUntrusted ...
};

/// The HTTP port without a network: scripted answers by method and URL, for tests and for the offline
/// console. Redirects, connection limits per origin, stall time, cancelling and the bodies' rules are those
/// of the real one; a request's body is held in memory. What no route takes is HostUnknown (no route for that
/// origin) or 404. Any number of threads.
class Http final : public ports::Http {
public:
  using Handler = std::function<HttpAnswer(const HttpCall&)>; ///< on the calling thread, several at once
  enum class Body { Read, Ignored };                          ///< Ignored: answers before the body came

  /// `url`: "http://host:port/path"; the query is not compared; a '*' at the end stands for any rest.
  /// The route added last wins.
  void on(ports::HttpMethod method, std::string url, Handler handler, Body body = Body::Read);
  [[nodiscard]] std::vector<HttpCall> calls() const; ///< so far, in order, without bodies
  [[nodiscard]] int mostAtOnce() const;              ///< largest number of calls that were under way together

  [[nodiscard]] base::Result<ports::HttpResponse> send(const ports::HttpRequest& request, const OnHead& head,
                                                       std::stop_token stop) override;

private:
  struct Route {
    ports::HttpMethod method;
    std::string url;
    Handler handler;
    Body body;
  };
  class Place;
  [[nodiscard]] base::Result<Route> find(ports::HttpMethod method, std::string_view url) const;
  /// One hop: the answer for `call`, which gets its body; counts what was sent.
  [[nodiscard]] base::Result<HttpAnswer> ask(HttpCall call, const ports::HttpRequest& request,
                                             ports::HttpResponse& response, const std::stop_token& stop);
  [[nodiscard]] base::Result<void> deliver(const HttpAnswer& answer, const ports::HttpRequest& request,
                                           ports::BodySink* sink, ports::HttpResponse& response,
                                           const std::stop_token& stop);
  /// False: stopped.
  [[nodiscard]] bool idle(std::chrono::milliseconds time, const std::stop_token& stop);

  mutable std::mutex m_mutex;
  std::condition_variable_any m_changed;
  std::vector<Route> m_routes;
  std::vector<HttpCall> m_calls;
  std::unordered_map<std::string, int> m_running; ///< by origin
  int m_at_once = 0, m_most = 0;
};

} // namespace meridian::memory
