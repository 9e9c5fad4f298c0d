// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/http.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace meridian::test {

struct ServerRequest {
  std::string method;
  std::string target; ///< as on the wire: "/v2/?n=1", or absolute when the client takes us for a proxy
  ports::HttpHeaders headers;
  int connection = 0; ///< 1, 2, ... in order of arrival: equal numbers = the connection was used again
};

/// One request and its answer, as seen by a handler on the connection's thread.
class Exchange {
public:
  virtual ~Exchange() = default;
  [[nodiscard]] virtual const ServerRequest& request() const = 0;

  /// Request body, with chunks taken apart; 0 = end, -1 = the client left.
  virtual std::ptrdiff_t read(std::span<char> buffer) = 0;
  std::string readAll();
  [[nodiscard]] virtual bool gone() const = 0; ///< the client left before its request was whole, or while we wrote

  /// Status line, headers, Content-Length and body (without it for HEAD); keeps the connection.
  void answer(int status, std::string_view body = {}, const ports::HttpHeaders& headers = {});
  /// Only the head, without a Content-Length of its own; write() follows.
  bool head(int status, const ports::HttpHeaders& headers);
  /// Raw bytes; false when the client left. Blocks while the client does not read.
  virtual bool write(std::string_view raw) = 0;

  virtual void close() = 0; ///< orderly, once the handler returns; unread request bytes stay unread
  virtual void cut() = 0;   ///< now, with RST
  /// Does nothing until the time is over, the client leaves (false) or the server ends (false).
  virtual bool stall(std::chrono::milliseconds time) = 0;
  /// Copies both ways to 127.0.0.1:port until either side ends.
  virtual void tunnel(std::uint16_t port) = 0;
};

/// A small HTTP/1.1 server on 127.0.0.1 with scripted answers, one thread per connection.
class HttpServer {
public:
  using Handler = std::function<void(Exchange&)>;

  explicit HttpServer(Handler fallback = {}); ///< fallback: for what no route takes; default 404
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  /// Target without its query equals `path`, or starts with it when that ends in '*'. Latest added wins. Any
  /// thread.
  void on(std::string_view method, std::string_view path, Handler handler);

  [[nodiscard]] std::uint16_t port() const;
  [[nodiscard]] std::string url(std::string_view path) const; ///< "http://127.0.0.1:PORT/path"
  [[nodiscard]] std::vector<ServerRequest> requests() const;  ///< so far, in order of arrival
  [[nodiscard]] int connections() const;                      ///< accepted so far
  [[nodiscard]] int mostAtOnce() const; ///< largest number of handlers that ran together

private:
  struct State;
  class Connection;
  void accept();
  std::shared_ptr<State> m_state;
};

/// A handler that gives the same answer each time, after reading the request's body.
[[nodiscard]] HttpServer::Handler answers(int status, std::string body = {}, ports::HttpHeaders headers = {});
/// A forward proxy: CONNECT as a tunnel to that port on 127.0.0.1, "GET http://..." answered by `plain`.
[[nodiscard]] HttpServer::Handler proxies(HttpServer::Handler plain);
[[nodiscard]] ports::HttpHeaders fields(std::initializer_list<std::pair<std::string, std::string>> list);

} // namespace meridian::test
