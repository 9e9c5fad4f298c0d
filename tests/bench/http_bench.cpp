// SPDX-License-Identifier: GPL-3.0-or-later
// Small requests per second and bytes per CPU second of the HTTP adapter, against nginx on loopback:
//   http_bench [requests] [concurrency] [tls]
#include "curl/client.h"
#include "support/certificates.h"
#include "support/http_calls.h"
#include "support/nginx.h"

#include <sys/resource.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <thread>

using namespace meridian;
using Clock = std::chrono::steady_clock;

namespace {

double cpuSeconds() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
         1e-6 * static_cast<double>(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
}

class Count final : public ports::BodySink {
public:
  base::Result<void> write(std::span<const std::byte> data, std::stop_token) override {
    bytes += data.size();
    return {};
  }
  std::uint64_t bytes = 0;
};

void report(const char* what, double amount, const char* unit, double wall, double cpu) {
  std::printf("%-28s %10.0f %s/s   %8.3f s wall   %8.3f s CPU\n", what, amount / wall, unit, wall, cpu);
}

} // namespace

int main(int argc, char** argv) {
  const int requests = argc > 1 ? std::atoi(argv[1]) : 2000;
  const int concurrency = argc > 2 ? std::atoi(argv[2]) : 32;
  const bool tls = argc > 3 && std::strcmp(argv[3], "tls") == 0;
  const test::TemporaryFolder folder;
  std::string listen = "listen 127.0.0.1:@PORT@;";
  ports::HttpRoute route;
  route.connections = concurrency;
  if (tls) {
    const auto authority = test::Certificates::make(folder.path());
    const auto pair = authority->server();
    listen = "listen 127.0.0.1:@PORT@ ssl http2; ssl_certificate " + pair->certificate +
             "; ssl_certificate_key " + pair->key + ";";
    route.ca_file = authority->ca();
  }
  test::writeFile(folder.file("large"), "");
  std::filesystem::resize_file(folder.file("large"), 200'000'000);
  const auto nginx = test::Nginx::start("sendfile on; server { " + listen +
                                        " keepalive_requests 1000000; access_log off; root " +
                                        folder.path().string() + "; location = /small { return 200 x; } }");
  if (!nginx) return std::fprintf(stderr, "%s\n", nginx.error().text().c_str()), 1;
  const auto url = [&](const char* path) { return (*nginx)->url(tls ? "https" : "http", path); };

  curl::Client client;
  std::atomic<int> left = requests, failed = 0;
  const auto heads = [&] {
    const auto request = test::asking(ports::HttpMethod::Head, url("/small"), route);
    while (left-- > 0)
      if (!client.send(request, {}, {})) ++failed;
  };
  left = concurrency; // opens the connections
  for (int round = 0; round < 2; ++round) {
    const auto began = Clock::now();
    const auto cpu = cpuSeconds();
    std::vector<std::jthread> threads;
    for (int i = 0; i < concurrency; ++i)
      threads.emplace_back(heads);
    threads.clear();
    const double wall = std::chrono::duration<double>(Clock::now() - began).count();
    if (round == 1) report("HEAD", requests, "requests", wall, cpuSeconds() - cpu);
    left = requests;
  }
  for (const int streams : {1, 4}) {
    const auto began = Clock::now();
    const auto cpu = cpuSeconds();
    std::vector<std::jthread> threads;
    for (int i = 0; i < streams; ++i)
      threads.emplace_back([&] {
        Count sink;
        const auto sent = client.send(
            test::asking(ports::HttpMethod::Get, url("/large"), route),
            [&](const ports::HttpResponse&) -> base::Result<ports::BodySink*> { return &sink; }, {});
        if (!sent || sink.bytes != 200'000'000) ++failed;
      });
    threads.clear();
    const double wall = std::chrono::duration<double>(Clock::now() - began).count();
    report(streams == 1 ? "GET 200 MB, 1 stream" : "GET 200 MB, 4 streams", 200.0 * streams, "MB", wall,
           cpuSeconds() - cpu);
  }
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  std::printf("peak memory %ld MB, failed %d\n", usage.ru_maxrss / 1024, failed.load());
  return failed == 0 ? 0 : 1;
}
