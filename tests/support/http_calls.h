// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/http.h"

namespace meridian::test {

/// A request whose answer is wanted as text: "200 body" or "TLS_UNTRUSTED words".
struct Told {
  base::Result<ports::HttpResponse> response;
  std::string text;
  [[nodiscard]] bool failed(base::Errc code) const { return !response && response.error().code == code; }
};

inline Told tell(ports::Http& http, const ports::HttpRequest& request, std::stop_token stop = {}) {
  ports::StringSink sink(100'000'000);
  Told told{http.send(
                request, [&](const ports::HttpResponse&) -> base::Result<ports::BodySink*> { return &sink; },
                std::move(stop)),
            {}};
  told.text = told.response
                  ? std::to_string(told.response->status) + " " + sink.text()
                  : std::string(name(told.response.error().code)) + " " + told.response.error().text();
  return told;
}

inline ports::HttpRequest asking(ports::HttpMethod method, std::string url, ports::HttpRoute route = {}) {
  ports::HttpRequest request;
  request.method = method;
  request.url = std::move(url);
  request.route = std::move(route);
  return request;
}

} // namespace meridian::test
