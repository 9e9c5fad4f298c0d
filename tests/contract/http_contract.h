// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "memory/http.h"

#include <QObject>

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace meridian::test {

/// An adapter of ports::Http and something behind it that answers by script, at two origins.
class HttpWorld {
public:
  virtual ~HttpWorld() = default;
  [[nodiscard]] virtual ports::Http& http() = 0;
  [[nodiscard]] virtual std::string url(std::string_view path) const = 0;
  [[nodiscard]] virtual std::string otherUrl(std::string_view path) const = 0;
  [[nodiscard]] virtual std::string unknownUrl() const = 0; ///< its name does not resolve
  [[nodiscard]] virtual std::string refusedUrl() = 0;       ///< nothing listens there
  /// At both origins. `path` as in memory::Http::on.
  virtual void on(ports::HttpMethod method, std::string_view path, memory::Http::Handler handler,
                  memory::Http::Body body = memory::Http::Body::Read) = 0;
  [[nodiscard]] virtual int mostAtOnce() const = 0;
};

/// What every adapter of the HTTP port must do.
class HttpContract : public QObject {
  Q_OBJECT
public:
  explicit HttpContract(std::function<std::unique_ptr<HttpWorld>()> make) : m_make(std::move(make)) {}

private slots:
  void init() { m_world = m_make(); }
  void cleanup() { m_world.reset(); }

  void methods_data();
  void methods();
  void headersTravelBothWays();
  void statusIsNoError_data();
  void statusIsNoError();
  void bodiesComeIn_data();
  void bodiesComeIn();
  void bodiesGoOut_data();
  void bodiesGoOut();
  void headComesOnceAndFirst();
  void headMayRefuse();
  void answersWithoutSink();
  void sinkErrorComesBack();
  void sourceErrorComesBack();
  void sourceOfWrongSize_data();
  void sourceOfWrongSize();
  void redirectsKeepCredentialsAtHome();
  void redirectsAreLimited_data();
  void redirectsAreLimited();
  void shortBodyIsLost();
  void silenceIsStalled_data();
  void silenceIsStalled();
  void slowSinkIsNoStall();
  void slowSourceIsNoStall();
  void cancels_data();
  void cancels();
  void cancelledBeforeTheStart();
  void answersBeforeTheBody();
  void manyAtOnce();
  void refusedAndUnknown();
  void unusableRequests_data();
  void unusableRequests();

private:
  std::function<std::unique_ptr<HttpWorld>()> m_make;
  std::unique_ptr<HttpWorld> m_world;
};

} // namespace meridian::test
