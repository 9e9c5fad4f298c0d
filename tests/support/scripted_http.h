// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/http.h"

#include <array>
#include <functional>
#include <initializer_list>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace meridian::test {

/// A request as the network would have seen it.
struct Asked {
  std::string method;
  std::string url;
  ports::HttpHeaders headers;
  std::string body;
  bool sized = false; ///< had a Content-Length
};

/// What comes back: an answer, or (with `error`) a cut: before the head when status is 0, else behind `body`.
struct Reply {
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  std::optional<base::Errc> error;
};

/// The http port as a function from request to reply; keeps what was asked. Any thread.
class ScriptedHttp final : public ports::Http {
public:
  using Script = std::function<Reply(const Asked&)>;
  explicit ScriptedHttp(Script script) : m_script(std::move(script)) {}

  base::Result<ports::HttpResponse> send(const ports::HttpRequest& request, const OnHead& head,
                                         std::stop_token stop) override {
    if (stop.stop_requested()) return base::fail(base::Errc::Cancelled, "cancelled");
    Asked asked{std::string(ports::name(request.method)),
                request.url,
                request.headers,
                {},
                request.body_size.has_value()};
    if (request.body != nullptr)
      if (auto read = readAll(*request.body, asked.body, stop); !read) return base::pass(std::move(read));
    Reply reply;
    {
      const std::lock_guard lock(m_mutex);
      m_asked.push_back(asked);
      reply = m_script(asked);
    }
    if (reply.error && reply.status == 0) return base::fail(*reply.error, "scripted");
    ports::HttpResponse answer;
    answer.status = reply.status;
    for (auto& [name, value] : reply.headers)
      answer.headers.add(name, value);
    answer.url = base::redactUrl(request.url);
    answer.sent = {asked.body.size()};
    auto sink = head(answer);
    if (!sink) return base::pass(std::move(sink));
    if (!reply.body.empty() && request.method != ports::HttpMethod::Head && *sink != nullptr)
      if (auto taken = (*sink)->write(std::as_bytes(std::span(reply.body)), stop); !taken)
        return base::pass(std::move(taken));
    answer.received = {reply.body.size()};
    if (reply.error) return base::fail(*reply.error, "scripted");
    return answer;
  }

  std::vector<Asked> asked() const {
    const std::lock_guard lock(m_mutex);
    return m_asked;
  }
  /// "METHOD url" of each request so far, on one line each.
  std::string story() const {
    std::string out;
    for (const auto& one : asked())
      out += one.method + " " + one.url + "\n";
    return out;
  }

private:
  static base::Result<void> readAll(ports::BodySource& source, std::string& into, std::stop_token stop) {
    std::array<std::byte, 4096> buffer{};
    while (true) {
      auto count = source.read(buffer, stop);
      if (!count) return base::pass(std::move(count));
      if (*count == 0) return {};
      into.append(reinterpret_cast<const char*>(buffer.data()), *count);
    }
  }

  mutable std::mutex m_mutex;
  Script m_script;
  std::vector<Asked> m_asked;
};

} // namespace meridian::test
