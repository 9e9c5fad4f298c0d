// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/http_server.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>

namespace meridian::test {

struct HttpServer::State {
  int listener = -1;
  int ended = ::eventfd(0, EFD_CLOEXEC); ///< readable once the server ends: every wait looks at it
  std::uint16_t port = 0;
  Handler fallback;
  std::atomic<int> connections{0}, running{0}, most{0};
  mutable std::mutex mutex;
  std::vector<std::tuple<std::string, std::string, Handler>> routes;
  std::vector<ServerRequest> requests;
  std::thread acceptor;
  std::vector<std::thread> threads; ///< of connections; the acceptor alone adds

  ~State() {
    ::close(listener);
    ::close(ended);
  }
  Handler find(const ServerRequest& request) {
    const auto path = std::string_view(request.target).substr(0, request.target.find('?'));
    const std::lock_guard lock(mutex);
    for (auto it = routes.rbegin(); it != routes.rend(); ++it) {
      const auto& [method, pattern, handler] = *it;
      const bool prefix = pattern.ends_with('*') && path.starts_with(pattern.substr(0, pattern.size() - 1));
      if (method == request.method && (prefix || path == pattern)) return handler;
    }
    return fallback;
  }
};

class HttpServer::Connection final : public Exchange {
public:
  Connection(State& state, int fd, int number) : m_state(state), m_fd(fd), m_number(number) {}
  ~Connection() override { ::close(m_fd); }

  void serve() {
    while (!m_close && readHead()) {
      {
        const std::lock_guard lock(m_state.mutex);
        m_state.requests.push_back(m_request);
      }
      const int running = ++m_state.running;
      for (int most = m_state.most; running > most && !m_state.most.compare_exchange_weak(most, running);) {
      }
      if (auto handler = m_state.find(m_request))
        handler(*this);
      else
        readAll(), answer(404, "no such route\n");
      --m_state.running;
      if (!m_close) readAll(); // what the handler left
    }
    if (!m_cut)
      ::shutdown(m_fd, SHUT_WR), stall(std::chrono::milliseconds(200)); // lets the answer arrive before RST
  }

  const ServerRequest& request() const override { return m_request; }

  std::ptrdiff_t read(std::span<char> buffer) override {
    if (m_left == 0 && m_chunked && !nextChunk()) return m_chunked ? -1 : 0;
    if (m_left == 0) return 0;
    if (m_expect) m_expect = false, write("HTTP/1.1 100 Continue\r\n\r\n");
    if (m_in.empty() && !fill()) return -1;
    const auto count = std::min({buffer.size(), m_in.size(), static_cast<std::size_t>(m_left)});
    std::copy_n(m_in.begin(), count, buffer.begin());
    m_in.erase(0, count);
    m_left -= count;
    return static_cast<std::ptrdiff_t>(count);
  }

  bool write(std::string_view raw) override {
    while (!raw.empty()) {
      if (!ready(POLLOUT, -1)) return m_close = m_gone = true, false;
      const auto count = ::send(m_fd, raw.data(), raw.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
      if (count < 0 && errno != EAGAIN) return m_close = m_gone = true, false;
      if (count > 0) raw.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
  }

  bool gone() const override { return m_gone; }
  void close() override { m_close = true; }

  void cut() override {
    const linger now{1, 0};
    ::setsockopt(m_fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    // Replacing the socket closes it at once, while the number stays ours until the destructor.
    const int dead = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    ::dup3(dead, m_fd, O_CLOEXEC);
    ::close(dead);
    m_close = m_cut = true;
  }

  bool stall(std::chrono::milliseconds time) override {
    pollfd fds[2]{{m_fd, POLLRDHUP, 0}, {m_state.ended, POLLIN, 0}};
    return ::poll(fds, 2, static_cast<int>(time.count())) == 0;
  }

  void tunnel(std::uint16_t port) override {
    m_close = true;
    const int other = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    if (::connect(other, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
      ::close(other);
      return answer(502);
    }
    write("HTTP/1.1 200 Connection established\r\n\r\n");
    const int ends[2]{m_fd, other};
    for (bool open = true; open;) {
      pollfd fds[3]{{m_fd, POLLIN, 0}, {other, POLLIN, 0}, {m_state.ended, POLLIN, 0}};
      ::poll(fds, 3, -1);
      for (int i = 0; i < 2; ++i) {
        if (fds[i].revents == 0) continue;
        char buffer[16384];
        const auto count = ::recv(ends[i], buffer, sizeof buffer, 0);
        open = open && count > 0 &&
               ::send(ends[1 - i], buffer, static_cast<std::size_t>(count), MSG_NOSIGNAL) == count;
      }
      open = open && fds[2].revents == 0;
    }
    ::close(other);
  }

private:
  bool ready(short what, int timeout) {
    pollfd fds[2]{{m_fd, what, 0}, {m_state.ended, POLLIN, 0}};
    return ::poll(fds, 2, timeout) > 0 && fds[1].revents == 0;
  }
  bool fill() {
    char buffer[65536];
    if (!ready(POLLIN, -1)) return m_close = m_gone = true, false;
    const auto count = ::recv(m_fd, buffer, sizeof buffer, 0);
    if (count <= 0) return m_close = m_gone = true, false;
    m_in.append(buffer, static_cast<std::size_t>(count));
    return true;
  }
  std::string line() {
    std::size_t end;
    while ((end = m_in.find("\r\n")) == std::string::npos)
      if (!fill()) return {};
    auto text = m_in.substr(0, end);
    m_in.erase(0, end + 2);
    return text;
  }
  bool nextChunk() {
    if (m_inside_chunk) line();
    m_left = std::strtoull(line().c_str(), nullptr, 16);
    m_inside_chunk = m_left > 0;
    if (m_left == 0 && !m_close) m_chunked = false, line();
    return m_left > 0;
  }
  bool readHead() {
    const auto start = line();
    if (m_close) return false;
    const auto space = start.find(' '), second = start.find(' ', space + 1);
    m_request = {start.substr(0, space), start.substr(space + 1, second - space - 1), {}, m_number};
    for (auto field = line(); !field.empty(); field = line()) {
      const auto colon = field.find(':');
      m_request.headers.add(field.substr(0, colon),
                            field.substr(std::min(field.find_first_not_of(' ', colon + 1), field.size())));
    }
    m_left = std::strtoull(std::string(m_request.headers.get("Content-Length")).c_str(), nullptr, 10);
    m_chunked = m_request.headers.get("Transfer-Encoding") == "chunked";
    m_inside_chunk = false;
    m_expect = !m_request.headers.get("Expect").empty();
    return !m_close;
  }

  State& m_state;
  int m_fd;
  int m_number;
  ServerRequest m_request;
  std::string m_in;
  std::uint64_t m_left = 0;
  bool m_chunked = false, m_inside_chunk = false, m_expect = false, m_close = false, m_cut = false,
       m_gone = false;
};

std::string Exchange::readAll() {
  std::string all;
  char buffer[65536];
  for (std::ptrdiff_t count; (count = read(buffer)) > 0;)
    all.append(buffer, static_cast<std::size_t>(count));
  return all;
}

bool Exchange::head(int status, const ports::HttpHeaders& headers) {
  std::string text = "HTTP/1.1 " + std::to_string(status) + " Scripted\r\n";
  for (const auto& [field, value] : headers.fields())
    text += field + ": " + value + "\r\n";
  return write(text + "\r\n");
}

void Exchange::answer(int status, std::string_view body, const ports::HttpHeaders& headers) {
  auto all = headers;
  if (status != 204 && headers.get("Content-Length").empty())
    all.add("Content-Length", std::to_string(body.size()));
  if (head(status, all) && request().method != "HEAD") write(body);
}

HttpServer::HttpServer(Handler fallback) : m_state(std::make_shared<State>()) {
  m_state->fallback = std::move(fallback);
  m_state->listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  ::bind(m_state->listener, reinterpret_cast<sockaddr*>(&address), size);
  ::listen(m_state->listener, 256);
  ::getsockname(m_state->listener, reinterpret_cast<sockaddr*>(&address), &size);
  m_state->port = ntohs(address.sin_port);
  m_state->acceptor = std::thread([this] { accept(); });
}

HttpServer::~HttpServer() {
  const std::uint64_t one = 1;
  (void)!::write(m_state->ended, &one, sizeof one);
  m_state->acceptor.join(); // no thread is added after this
  for (auto& thread : m_state->threads)
    thread.join();
}

void HttpServer::accept() {
  while (true) {
    pollfd fds[2]{{m_state->listener, POLLIN, 0}, {m_state->ended, POLLIN, 0}};
    if (::poll(fds, 2, -1) < 0 && errno != EINTR) return;
    if (fds[1].revents != 0) return;
    const int fd = ::accept4(m_state->listener, nullptr, nullptr, SOCK_CLOEXEC);
    if (fd < 0) continue;
    const int one = 1;
    ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    const std::lock_guard lock(m_state->mutex);
    m_state->threads.emplace_back(
        [state = m_state, fd, number = ++m_state->connections] { Connection(*state, fd, number).serve(); });
  }
}

void HttpServer::on(std::string_view method, std::string_view path, Handler handler) {
  const std::lock_guard lock(m_state->mutex);
  m_state->routes.emplace_back(method, path, std::move(handler));
}

std::uint16_t HttpServer::port() const {
  return m_state->port;
}
std::string HttpServer::url(std::string_view path) const {
  return "http://127.0.0.1:" + std::to_string(m_state->port) + std::string(path);
}
std::vector<ServerRequest> HttpServer::requests() const {
  const std::lock_guard lock(m_state->mutex);
  return m_state->requests;
}
int HttpServer::connections() const {
  return m_state->connections;
}
int HttpServer::mostAtOnce() const {
  return m_state->most;
}

HttpServer::Handler answers(int status, std::string body, ports::HttpHeaders headers) {
  return [=](Exchange& exchange) { exchange.readAll(), exchange.answer(status, body, headers); };
}

HttpServer::Handler proxies(HttpServer::Handler plain) {
  return [plain = std::move(plain)](Exchange& exchange) {
    const auto& request = exchange.request();
    if (request.method != "CONNECT") return plain(exchange);
    const auto colon = request.target.rfind(':');
    exchange.tunnel(static_cast<std::uint16_t>(std::atoi(request.target.c_str() + colon + 1)));
  };
}

ports::HttpHeaders fields(std::initializer_list<std::pair<std::string, std::string>> list) {
  ports::HttpHeaders headers;
  for (const auto& [field, value] : list)
    headers.add(field, value);
  return headers;
}

} // namespace meridian::test
