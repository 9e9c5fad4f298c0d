// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/http.h"

#include <memory>
#include <string>

namespace meridian::curl {

/// What the libcurl that is loaded can do; it may be newer than the one that this was built against.
struct Features {
  std::string version; ///< "7.88.1"
  std::string tls;     ///< "GnuTLS/3.7.9"
  bool http2 = false;
  bool http3 = false;
  bool resumes_tls = false; ///< a new connection goes on with the last one's session
};
[[nodiscard]] Features features();

/// The HTTP port on libcurl. send() may be called from any number of threads; one thread named `http` moves
/// the bytes of all of them. Memory: two rings of 512 KiB at most per running request, taken when bytes first
/// flow. Outlives its callers: no send() may run when the destructor begins.
class Client final : public ports::Http {
public:
  Client();
  ~Client() override;
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  /// See ports::Http. Besides: ConfigInvalid for a URL, header, CA file or client certificate that cannot be
  /// used; ContentMismatch when the body is not as long as body_size says; BadAnswer for what is no HTTP, for
  /// more than 10 redirects and for one from https to http.
  [[nodiscard]] base::Result<ports::HttpResponse> send(const ports::HttpRequest& request, const OnHead& head,
                                                       std::stop_token stop) override;

  class Loop; ///< the http thread; private to this folder

private:
  struct Hop;
  [[nodiscard]] base::Result<void> hop(Hop& hop, const std::stop_token& stop);
  std::unique_ptr<Loop> m_loop;
};

} // namespace meridian::curl
