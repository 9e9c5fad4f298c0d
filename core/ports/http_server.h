// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "ports/http.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace meridian::ports {

/// A whole request, as it came.
struct ServedRequest {
  std::string method; ///< "POST"
  std::string target; ///< path and query as on the wire, still percent-encoded
  HttpHeaders headers;
  std::string body;
  std::string peer; ///< the client's numeric address, without its port
};

struct ServedResponse {
  int status = 200;
  HttpHeaders headers = {}; ///< Content-Length and Connection are the server's business
  std::string body = {};
};

struct ListenOptions {
  std::string address = "127.0.0.1"; ///< numeric; "0.0.0.0" and "::" are all of them
  std::uint16_t port = 0;            ///< 0: one that is free
  std::string certificate_file;      ///< PEM, with its chain; empty = no TLS
  std::string key_file;              ///< PEM
  std::size_t most_body = 1U << 20U; ///< bytes; a longer one is answered 413
  std::size_t most_head = 16U << 10U;
  std::size_t most_connections = 256;
  /// For a whole head, a handshake or between two requests; then for a whole body; then for a client to take
  /// its answer. Total times: who sends a byte now and then does not hold a place.
  std::chrono::milliseconds head_time{10'000};
  std::chrono::milliseconds body_time{30'000};
  std::chrono::milliseconds stop_time{
      2'000}; ///< what is under way has this long to end when the server stops
};

/// Listens for requests and answers them, until it stops. start() and stop() from one thread at a time.
class HttpServer {
public:
  /// Called on a thread of the server, several at a time; must not block, throw or stop the server.
  using Handler = std::function<ServedResponse(const ServedRequest&)>;

  virtual ~HttpServer() = default; ///< stops
  /// The port, once connections are taken. AlreadyExists: it listens already, or somebody else does there;
  /// ConfigInvalid: address, certificate or key are of no use; Denied: a port that takes a privilege.
  [[nodiscard]] virtual base::Result<std::uint16_t> start(const ListenOptions& options, Handler handler) = 0;
  /// Takes no more; ends idle connections at once and others when they are answered, or at the end of
  /// stop_time. No handler runs after it.
  virtual void stop() = 0;
};

} // namespace meridian::ports
