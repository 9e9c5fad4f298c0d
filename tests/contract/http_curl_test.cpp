// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/http_contract.h"
#include "curl/client.h"
#include "support/free_port.h"
#include "support/http_server.h"

#include <QTest>

#include <algorithm>

using namespace meridian;

namespace {

constexpr auto kForever = std::chrono::hours(1);

/// A scripted answer on a real socket.
void play(test::Exchange& exchange, ports::HttpMethod method, const memory::Http::Handler& handler,
          memory::Http::Body body) {
  memory::HttpCall call{method, exchange.request().target, {}, exchange.request().headers};
  if (body == memory::Http::Body::Read) call.body = exchange.readAll();
  if (exchange.gone()) return;
  auto answer = handler(call);
  if (answer.delay.count() > 0 && !exchange.stall(answer.delay)) return exchange.close();
  if (answer.status != 204) answer.headers.add("Content-Length", std::to_string(answer.body.size()));
  exchange.head(answer.status, answer.headers);
  const auto end =
      std::min({answer.body.size(), answer.cut_after.value_or(~0UL), answer.stall_after.value_or(~0UL)});
  if (method != ports::HttpMethod::Head) exchange.write(std::string_view(answer.body).substr(0, end));
  if (answer.stall_after) exchange.stall(kForever), exchange.close();
  if (answer.cut_after) exchange.cut();
  if (body == memory::Http::Body::Ignored) exchange.close();
}

class CurlWorld final : public test::HttpWorld {
public:
  ports::Http& http() override { return m_client; }
  std::string url(std::string_view path) const override { return m_one.url(path); }
  std::string otherUrl(std::string_view path) const override { return m_two.url(path); }
  std::string unknownUrl() const override { return "http://unknown.invalid/"; }
  std::string refusedUrl() override { return "http://127.0.0.1:" + std::to_string(test::freePort()) + "/"; }
  void on(ports::HttpMethod method, std::string_view path, memory::Http::Handler handler,
          memory::Http::Body body) override {
    for (auto* server : {&m_one, &m_two})
      server->on(name(method), path,
                 [=](test::Exchange& exchange) { play(exchange, method, handler, body); });
  }
  int mostAtOnce() const override { return m_one.mostAtOnce(); }

private:
  test::HttpServer m_one, m_two;
  curl::Client m_client;
};

} // namespace

int main(int argc, char** argv) {
  test::HttpContract contract([] { return std::make_unique<CurlWorld>(); });
  return QTest::qExec(&contract, argc, argv);
}
