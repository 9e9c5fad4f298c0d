// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/http_server.h"

#include <memory>

namespace meridian::beast {

/// ports::HttpServer on Boost.Beast: HTTP/1.1 and TLS on two threads of its own.
class Server final : public ports::HttpServer {
public:
  Server();
  ~Server() override;
  [[nodiscard]] base::Result<std::uint16_t> start(const ports::ListenOptions& options,
                                                  Handler handler) override;
  void stop() override;

private:
  struct House;
  std::unique_ptr<House> m_house; ///< while it listens
};

} // namespace meridian::beast
