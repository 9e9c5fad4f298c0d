// SPDX-License-Identifier: GPL-3.0-or-later
#include "beast/server.h"

#include <boost/asio/dispatch.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>

#include <algorithm>
#include <array>
#include <condition_variable>
#include <list>
#include <mutex>
#include <optional>
#include <pthread.h>
#include <thread>
#include <utility>

namespace meridian::beast {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using asio::ip::tcp;
using base::Errc;
using boost::beast::tcp_stream;
using boost::system::error_code;

namespace {

constexpr int kThreads = 2;
/// For the rest of a refused request to arrive, so that the answer is not lost with a reset connection.
constexpr std::chrono::seconds kLinger{2};

/// A connection, as the listener sees it.
class Visitor {
public:
  virtual ~Visitor() = default;
  /// Ends the connection unless a request is under way on it. Any thread.
  virtual void leaveIfIdle() = 0;
  /// Waits for a request; any thread, for a guess.
  [[nodiscard]] virtual bool idle() const = 0;
};

/// Who is connected, oldest first. Outlives all visitors.
struct Guests {
  using Place = std::list<std::weak_ptr<Visitor>>::iterator;
  std::mutex mutex;
  std::condition_variable left;
  std::list<std::weak_ptr<Visitor>> list;
  bool closing = false;

  Place enter() {
    const std::lock_guard lock(mutex);
    return list.emplace(list.end());
  }
  void leave(Place place) {
    const std::lock_guard lock(mutex);
    list.erase(place);
    left.notify_all();
  }
  bool isClosing() {
    const std::lock_guard lock(mutex);
    return closing;
  }
  std::size_t count() {
    const std::lock_guard lock(mutex);
    return list.size();
  }
  std::vector<std::shared_ptr<Visitor>> present() {
    const std::lock_guard lock(mutex);
    std::vector<std::shared_ptr<Visitor>> all;
    for (const auto& visitor : list)
      if (auto held = visitor.lock()) all.push_back(std::move(held));
    return all;
  }
};

struct Terms {
  const ports::ListenOptions options;
  const ports::HttpServer::Handler handler;
  Guests& guests;
};

template <class Stream>
class Session final : public Visitor, public std::enable_shared_from_this<Session<Stream>> {
  static constexpr bool kTls = !std::is_same_v<Stream, tcp_stream>;

public:
  template <class... More>
  Session(const Terms& terms, tcp::socket socket, More&... more)
      : m_terms(terms), m_stream(std::move(socket), more...), m_place(terms.guests.enter()) {
    error_code ignored;
    const auto peer = lowest().socket().remote_endpoint(ignored);
    if (!ignored) m_peer = peer.address().to_string(ignored);
  }
  ~Session() override { m_terms.guests.leave(m_place); }

  void begin() {
    {
      const std::lock_guard lock(m_terms.guests.mutex);
      *m_place = this->weak_from_this();
    }
    asio::dispatch(m_stream.get_executor(), [self = this->shared_from_this()] {
      if constexpr (kTls) {
        self->lowest().expires_after(self->m_terms.options.head_time);
        self->m_stream.async_handshake(asio::ssl::stream_base::server, [self](error_code failed) {
          if (!failed) self->readHead();
        });
      } else {
        self->readHead();
      }
    });
  }

  void leaveIfIdle() override {
    asio::dispatch(m_stream.get_executor(), [self = this->shared_from_this()] {
      if (self->m_idle) self->lowest().close();
    });
  }
  bool idle() const override { return m_idle; }

private:
  tcp_stream& lowest() { return boost::beast::get_lowest_layer(m_stream); }

  void readHead() {
    m_idle = true;
    if (m_terms.guests.isClosing()) return;
    m_parser.emplace();
    m_parser->header_limit(static_cast<std::uint32_t>(m_terms.options.most_head));
    m_parser->body_limit(m_terms.options.most_body);
    lowest().expires_after(m_terms.options.head_time);
    http::async_read_header(
        m_stream, m_buffer, *m_parser,
        [self = this->shared_from_this()](error_code failed, std::size_t) { self->onHead(failed); });
  }

  void onHead(error_code failed) {
    if (failed) return refuse(failed);
    m_idle = false;
    lowest().expires_after(m_terms.options.body_time);
    if (!boost::beast::iequals(m_parser->get()[http::field::expect], "100-continue")) return readBody();
    // Asked before a large body is sent; what is too large has been refused above.
    m_go_on.emplace(http::status::continue_, 11);
    http::async_write(m_stream, *m_go_on, [self = this->shared_from_this()](error_code broken, std::size_t) {
      if (!broken) self->readBody();
    });
  }

  void readBody() {
    http::async_read(m_stream, m_buffer, *m_parser,
                     [self = this->shared_from_this()](error_code broken, std::size_t) {
                       if (broken) return self->refuse(broken);
                       self->serve();
                     });
  }

  void serve() {
    auto message = m_parser->release();
    ports::ServedRequest request{std::string(message.method_string()),
                                 std::string(message.target()),
                                 {},
                                 std::move(message.body()),
                                 m_peer};
    for (const auto& field : message.base())
      request.headers.add(std::string(field.name_string()), std::string(field.value()));
    const bool stay = message.keep_alive();
    auto answer = m_terms.handler(request);
    m_response.emplace();
    m_response->version(11);
    m_response->result(static_cast<unsigned>(answer.status));
    for (auto& [name, value] : answer.headers.fields())
      m_response->insert(name, value);
    m_response->body() = std::move(answer.body);
    m_response->keep_alive(stay && !m_terms.guests.isClosing());
    m_response->prepare_payload();
    if (message.method() == http::verb::head)
      m_response->body().clear(); // with the length that a GET would have
    send(false);
  }

  void send(bool refused) {
    lowest().expires_after(m_terms.options.head_time);
    http::async_write(m_stream, *m_response,
                      [self = this->shared_from_this(), refused](error_code broken, std::size_t) {
                        if (broken) return;
                        if (!self->m_response->keep_alive()) return self->finish(refused);
                        self->readHead();
                      });
  }

  /// What cannot be read is answered where the client still listens, and ends the connection.
  void refuse(error_code failed) {
    const auto status = failed == http::error::body_limit     ? http::status::payload_too_large
                        : failed == http::error::header_limit ? http::status::request_header_fields_too_large
                                                              : http::status::bad_request;
    static const error_code parser = http::make_error_code(http::error::bad_method);
    if (failed.category() != parser.category() || failed == http::error::end_of_stream ||
        failed == http::error::partial_message)
      return;
    m_idle = false;
    m_response.emplace(status, 11);
    m_response->set(http::field::content_type, "text/plain");
    m_response->body() = std::string(http::obsolete_reason(status)) + "\n";
    m_response->keep_alive(false);
    m_response->prepare_payload();
    send(true);
  }

  void finish(bool refused) {
    m_idle = true; // nothing is lost when it is cut now
    lowest().expires_after(kLinger);
    if constexpr (kTls) {
      if (!refused) return m_stream.async_shutdown([self = this->shared_from_this()](error_code) {});
    } else {
      error_code ignored;
      lowest().socket().shutdown(tcp::socket::shutdown_send, ignored);
    }
    drain();
  }

  void drain() {
    lowest().async_read_some(asio::buffer(m_rest),
                             [self = this->shared_from_this()](error_code ended, std::size_t) {
                               if (!ended) self->drain();
                             });
  }

  const Terms& m_terms;
  Stream m_stream;
  Guests::Place m_place;
  std::string m_peer;
  std::atomic<bool> m_idle = true;
  boost::beast::flat_buffer m_buffer;
  std::optional<http::request_parser<http::string_body>> m_parser;
  std::optional<http::response<http::empty_body>> m_go_on;
  std::optional<http::response<http::string_body>> m_response;
  std::array<char, 4096> m_rest;
};

/// The library's words without the number in brackets that it may add.
base::Unexpected useless(const std::string& what, const error_code& failed) {
  return base::fail(Errc::ConfigInvalid, what + ": " + failed.message());
}

} // namespace

struct Server::House {
  House(const ports::ListenOptions& options, Handler handler) : terms{options, std::move(handler), guests} {}
  ~House() {
    io.stop();
    for (auto& thread : threads)
      thread.join();
  }

  base::Result<void> prepareTls();
  base::Result<std::uint16_t> open();
  void run();
  void accept();
  void admit(tcp::socket socket);

  Guests guests; // outlives the sessions that the context still holds
  Terms terms;
  std::optional<asio::ssl::context> tls;
  asio::io_context io{kThreads};
  tcp::acceptor acceptor{asio::make_strand(io)};
  asio::steady_timer pause{io};
  std::vector<std::thread> threads;
};

base::Result<void> Server::House::prepareTls() {
  const auto& options = terms.options;
  if (options.certificate_file.empty() && options.key_file.empty()) return {};
  if (options.certificate_file.empty() || options.key_file.empty())
    return base::fail(Errc::ConfigInvalid, "TLS takes both a certificate and its key");
  tls.emplace(asio::ssl::context::tls_server);
  error_code failed;
  tls->set_options(asio::ssl::context::default_workarounds | asio::ssl::context::no_sslv2 |
                       asio::ssl::context::no_sslv3 | asio::ssl::context::no_tlsv1 |
                       asio::ssl::context::no_tlsv1_1,
                   failed);
  if (tls->use_certificate_chain_file(options.certificate_file, failed); failed)
    return useless("cannot use the certificate " + options.certificate_file, failed);
  if (tls->use_private_key_file(options.key_file, asio::ssl::context::pem, failed); failed)
    return useless("cannot use the key " + options.key_file, failed);
  return {};
}

base::Result<std::uint16_t> Server::House::open() {
  const auto& options = terms.options;
  error_code failed;
  const auto address = asio::ip::make_address(options.address, failed);
  if (failed) return base::fail(Errc::ConfigInvalid, "\"" + options.address + "\" is not a numeric address");
  const tcp::endpoint place(address, options.port);
  const auto where =
      (address.is_v6() ? "[" + options.address + "]" : options.address) + ":" + std::to_string(options.port);
  acceptor.open(place.protocol(), failed);
  if (!failed) acceptor.set_option(tcp::acceptor::reuse_address(true), failed);
  if (!failed) acceptor.bind(place, failed);
  if (!failed) acceptor.listen(asio::socket_base::max_listen_connections, failed);
  if (failed == asio::error::address_in_use)
    return base::fail(Errc::AlreadyExists, "another program listens at " + where);
  if (failed == asio::error::access_denied) return base::fail(Errc::Denied, "may not listen at " + where);
  if (failed) return useless("cannot listen at " + where, failed);
  return acceptor.local_endpoint(failed).port();
}

void Server::House::run() {
  accept();
  for (int i = 1; i <= kThreads; ++i)
    threads.emplace_back([this, i] {
      pthread_setname_np(pthread_self(), ("serve-" + std::to_string(i)).c_str());
      io.run();
    });
}

void Server::House::accept() {
  acceptor.async_accept(asio::make_strand(io), [this](error_code failed, tcp::socket socket) {
    if (failed == asio::error::operation_aborted || guests.isClosing()) return;
    if (!failed) {
      admit(std::move(socket));
      return accept();
    }
    // No descriptor is left, or the client is gone already: not a reason to spin.
    pause.expires_after(std::chrono::milliseconds(50));
    pause.async_wait(asio::bind_executor(acceptor.get_executor(), [this](error_code stopped) {
      if (!stopped) accept();
    }));
  });
}

void Server::House::admit(tcp::socket socket) {
  if (guests.count() >= terms.options.most_connections) {
    const auto present = guests.present();
    const auto waiting =
        std::find_if(present.begin(), present.end(), [](const auto& visitor) { return visitor->idle(); });
    if (waiting == present.end()) return; // closes the new one
    (*waiting)->leaveIfIdle();
  }
  error_code ignored;
  socket.set_option(tcp::no_delay(true), ignored);
  if (tls)
    std::make_shared<Session<boost::beast::ssl_stream<tcp_stream>>>(terms, std::move(socket), *tls)->begin();
  else
    std::make_shared<Session<tcp_stream>>(terms, std::move(socket))->begin();
}

Server::Server() = default;
Server::~Server() {
  stop();
}

base::Result<std::uint16_t> Server::start(const ports::ListenOptions& options, Handler handler) {
  if (m_house) return base::fail(Errc::AlreadyExists, "the server listens already");
  auto house = std::make_unique<House>(options, std::move(handler));
  if (auto tls = house->prepareTls(); !tls) return base::pass(std::move(tls));
  auto port = house->open();
  if (!port) return port;
  house->run();
  m_house = std::move(house);
  return port;
}

void Server::stop() {
  if (!m_house) return;
  auto& house = *m_house;
  {
    const std::lock_guard lock(house.guests.mutex);
    house.guests.closing = true;
  }
  asio::dispatch(house.acceptor.get_executor(), [&house] {
    error_code ignored;
    house.acceptor.close(ignored);
    house.pause.cancel();
  });
  for (const auto& visitor : house.guests.present())
    visitor->leaveIfIdle();
  {
    std::unique_lock lock(house.guests.mutex);
    house.guests.left.wait_for(lock, house.terms.options.stop_time,
                               [&] { return house.guests.list.empty(); });
  }
  m_house.reset();
}

} // namespace meridian::beast
