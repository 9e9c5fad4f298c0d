// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "contract/http_bodies.h"
#include "contract/http_contract.h"

#include <utility>

// What the parts of the contract say to a world and hear from it.
namespace meridian::test {

using base::Errc;
using memory::HttpAnswer;
using memory::HttpCall;
using ports::HttpMethod;
using ports::HttpRequest;
using ports::HttpResponse;
using Body = memory::Http::Body;

inline constexpr std::size_t kLarge = 50'000'000;

inline HttpAnswer reply(int status, std::string body = {}, ports::HttpHeaders headers = {}) {
  HttpAnswer answer;
  answer.status = status;
  answer.body = std::move(body);
  answer.headers = std::move(headers);
  return answer;
}

inline ports::HttpHeaders one(std::string field, std::string value) {
  ports::HttpHeaders headers;
  headers.add(std::move(field), std::move(value));
  return headers;
}

inline HttpRequest ask(HttpMethod method, std::string url) {
  HttpRequest request;
  request.method = method;
  request.url = std::move(url);
  return request;
}

/// The text of the answer's body comes back with it.
struct Got {
  base::Result<HttpResponse> response;
  std::string body;
  int heads = 0;
  [[nodiscard]] std::string text() const {
    return response ? std::to_string(response->status) : response.error().text();
  }
};

inline Got send(ports::Http& http, const HttpRequest& request, std::stop_token stop = {}) {
  ports::StringSink sink(kLarge * 2);
  Got got{base::fail(Errc::Internal, "not sent"), {}};
  got.response = http.send(
      request,
      [&](const HttpResponse&) -> base::Result<ports::BodySink*> {
        ++got.heads;
        return &sink;
      },
      std::move(stop));
  got.body = std::move(sink.text());
  return got;
}

/// Ends the server's threads before the variables that their handlers see go away.
struct EndsWorldFirst {
  std::unique_ptr<HttpWorld>& world;
  ~EndsWorldFirst() { world.reset(); }
};

inline std::string codeOf(const Got& got) {
  return got.response ? "status " + std::to_string(got.response->status)
                      : std::string(name(got.response.error().code));
}

} // namespace meridian::test
