// SPDX-License-Identifier: GPL-3.0-or-later
// What the HTTP adapter costs, on loopback:
//   http_bench heads [requests] [connections] [tls]   processor time per small request, against nginx
//   http_bench bodies [tls]                           bytes per second and processor time, against nginx
//   http_bench setup [URL CA]                         time to the first byte on a new connection, by HTTP
//   version,
//                                                     against Caddy (or that server)
#include "curl/client.h"
#include "support/caddy.h"
#include "support/certificates.h"
#include "support/http_calls.h"
#include "support/nginx.h"

#include <sys/resource.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <thread>

using namespace meridian;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

namespace {

/// Seconds since the start of this process (not of the servers).
struct Spent {
  double wall = 0, user = 0, system = 0;
  static Spent now() {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& time) {
      return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
    };
    return {std::chrono::duration<double>(Clock::now().time_since_epoch()).count(), seconds(usage.ru_utime),
            seconds(usage.ru_stime)};
  }
  [[nodiscard]] Spent since(const Spent& start) const {
    return {wall - start.wall, user - start.user, system - start.system};
  }
};

class Count final : public ports::BodySink {
public:
  base::Result<void> write(std::span<const std::byte> data, std::stop_token) override {
    bytes += data.size();
    return {};
  }
  std::uint64_t bytes = 0;
};

/// nginx that has a small answer and a large file.
class Server {
public:
  explicit Server(bool tls) : m_tls(tls) {
    std::string listen = "listen 127.0.0.1:@PORT@;";
    if (tls) {
      const auto authority = test::Certificates::make(m_folder.path());
      const auto pair = authority->server();
      listen = "listen 127.0.0.1:@PORT@ ssl http2; ssl_certificate " + pair->certificate +
               "; ssl_certificate_key " + pair->key + ";";
      route.ca_file = authority->ca();
    }
    test::writeFile(m_folder.file("large"), "");
    std::filesystem::resize_file(m_folder.file("large"), kLarge);
    auto nginx = test::Nginx::start("sendfile on; server { " + listen +
                                    " keepalive_requests 10000000; access_log off; root " +
                                    m_folder.path().string() + "; location = /small { return 200 x; } }");
    if (!nginx) std::fprintf(stderr, "%s\n", nginx.error().text().c_str()), std::exit(1);
    m_nginx = std::move(*nginx);
  }
  [[nodiscard]] std::string url(const char* path) const {
    return m_nginx->url(m_tls ? "https" : "http", path);
  }
  ports::HttpRoute route;
  static constexpr std::uint64_t kLarge = 200'000'000;

private:
  bool m_tls;
  test::TemporaryFolder m_folder;
  std::unique_ptr<test::Nginx> m_nginx;
};

int heads(int requests, int connections, bool tls) {
  Server server(tls);
  server.route.connections = connections;
  curl::Client client;
  std::atomic<int> left = 0, failed = 0;
  const auto run = [&](int count) {
    left = count;
    std::vector<std::jthread> threads;
    for (int i = 0; i < connections; ++i)
      threads.emplace_back([&] {
        const auto request = test::asking(ports::HttpMethod::Head, server.url("/small"), server.route);
        while (left-- > 0)
          if (!client.send(request, {}, {})) ++failed;
      });
  };
  run(connections * 4); // opens the connections
  const auto start = Spent::now();
  run(requests);
  const auto spent = Spent::now().since(start);
  std::printf(
      "HEAD, %d connections: %8.0f requests/s   %6.1f us of processor time each (%.1f user, %.1f system)\n",
      connections, requests / spent.wall, 1e6 * (spent.user + spent.system) / requests,
      1e6 * spent.user / requests, 1e6 * spent.system / requests);
  return failed;
}

int bodies(bool tls) {
  const Server server(tls);
  curl::Client client;
  std::atomic<int> failed = 0;
  for (const int streams : {1, 4}) {
    const auto start = Spent::now();
    std::vector<std::jthread> threads;
    for (int i = 0; i < streams; ++i)
      threads.emplace_back([&] {
        Count sink;
        auto request = test::asking(ports::HttpMethod::Get, server.url("/large"), server.route);
        request.bulk = true;
        const auto sent = client.send(
            request, [&](const ports::HttpResponse&) -> base::Result<ports::BodySink*> { return &sink; }, {});
        if (!sent || sink.bytes != Server::kLarge) ++failed;
      });
    threads.clear();
    const auto spent = Spent::now().since(start);
    const double gigabytes = 1e-9 * static_cast<double>(Server::kLarge) * streams;
    std::printf("GET, %d at once:       %8.0f MB/s         %6.2f s of processor time per GB\n", streams,
                1000 * gigabytes / spent.wall, (spent.user + spent.system) / gigabytes);
  }
  return failed;
}

/// The median of new connections, which go on with the session before where `resumed`.
void measure(const char* name, const std::string& url, const ports::HttpRoute& route,
             ports::HttpMethod method, bool resumed, double& reference) {
  std::vector<double> connect, first;
  int early = 0, version = 0;
  for (int round = 0; round < 20; ++round) {
    curl::Client client;
    auto request = test::asking(method, url, route);
    if (resumed) { // the second request reads the session's ticket, which comes after the first answer
      (void)test::tell(client, request);
      (void)test::tell(client, request);
    }
    request.fresh_connection = true;
    const auto answer = test::tell(client, request);
    if (!answer.response) {
      std::printf("%-32s %s\n", name, answer.text.c_str());
      return;
    }
    version = answer.response->version;
    early += answer.response->early_data == ports::HttpResponse::EarlyData::Accepted;
    connect.push_back(1e-3 * static_cast<double>(answer.response->tls.count()));
    first.push_back(1e-3 * static_cast<double>(answer.response->first_byte.count()));
  }
  const auto median = [](std::vector<double>& values) {
    std::nth_element(values.begin(), values.begin() + static_cast<long>(values.size() / 2), values.end());
    return values[values.size() / 2];
  };
  const double byte = median(first);
  if (reference == 0) reference = byte;
  std::printf("%-32s version %d   TLS after %7.1f ms   first byte after %7.1f ms   %4.2f of the first line",
              name, version, median(connect), byte, byte / reference);
  std::printf(early ? "   early data in %d of %zu\n" : "\n", early, first.size());
}

int setup(std::string url, ports::HttpRoute route) {
  const test::TemporaryFolder folder;
  std::unique_ptr<test::Caddy> caddy;
  if (url.empty()) {
    const auto authority = test::Certificates::make(folder.path());
    const auto pair = authority->server();
    auto started = test::Caddy::start({pair->certificate, pair->key, "respond x", "h1 h2 h3", {}, 0});
    if (!started) return std::fprintf(stderr, "%s\n", started.error().text().c_str()), 1;
    caddy = std::move(*started);
    url = caddy->url("/");
    route.ca_file = authority->ca();
  }
  const auto library = curl::features();
  std::printf("libcurl %s, %s\n", library.version.c_str(), library.tls.c_str());
  using ports::HttpMethod, ports::HttpVersions;
  double reference = 0;
  route.versions = HttpVersions::Http2;
  measure("TCP + TLS, new", url, route, HttpMethod::Get, false, reference);
  if (library.resumes_tls) measure("TCP + TLS, resumed", url, route, HttpMethod::Get, true, reference);
  if (!library.http3) return std::puts("no HTTP/3 in this libcurl"), 0;
  route.versions = HttpVersions::Http3;
  measure("HTTP/3, new", url, route, HttpMethod::Get, false, reference);
  measure("HTTP/3, resumed (POST)", url, route, HttpMethod::Post, true, reference);
  measure("HTTP/3, resumed, early (GET)", url, route, HttpMethod::Get, true, reference);
  return 0;
}

} // namespace

int main(int argc, char** argv) {
  const std::string what = argc > 1 ? argv[1] : "";
  const auto number = [&](int at, int otherwise) { return argc > at ? std::atoi(argv[at]) : otherwise; };
  const bool tls = std::string(argv[argc - 1]) == "tls";
  int failed = 0;
  if (what.empty() || what == "heads") failed += heads(number(2, 20'000), number(3, 64), tls);
  if (what.empty() || what == "bodies") failed += bodies(tls);
  if (what.empty() || what == "setup") {
    ports::HttpRoute route;
    if (argc > 3) route.ca_file = argv[3];
    failed += setup(argc > 3 ? argv[2] : "", route);
  }
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  std::printf("peak memory %ld MB, failed %d\n", usage.ru_maxrss / 1024, failed);
  return failed == 0 ? 0 : 1;
}
