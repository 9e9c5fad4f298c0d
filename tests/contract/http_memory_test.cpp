// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/http_contract.h"

#include <QTest>

using namespace meridian;

namespace {

class MemoryWorld final : public test::HttpWorld {
public:
  ports::Http& http() override { return m_http; }
  std::string url(std::string_view path) const override { return "http://one.test" + std::string(path); }
  std::string otherUrl(std::string_view path) const override {
    return "http://two.test:5000" + std::string(path);
  }
  std::string unknownUrl() const override { return "http://unknown.test/"; }
  std::string refusedUrl() override {
    m_http.on(ports::HttpMethod::Get, "http://refused.test/", [](const memory::HttpCall&) {
      memory::HttpAnswer answer;
      answer.error = base::Error{
          base::Errc::ConnectionRefused, "refused.test: nothing listens there", {}, 0, {}, {}, {}};
      return answer;
    });
    return "http://refused.test/";
  }
  void on(ports::HttpMethod method, std::string_view path, memory::Http::Handler handler,
          memory::Http::Body body) override {
    m_http.on(method, url(path), handler, body);
    m_http.on(method, otherUrl(path), std::move(handler), body);
  }
  int mostAtOnce() const override { return m_http.mostAtOnce(); }

private:
  memory::Http m_http;
};

} // namespace

int main(int argc, char** argv) {
  test::HttpContract contract([] { return std::make_unique<MemoryWorld>(); });
  return QTest::qExec(&contract, argc, argv);
}
