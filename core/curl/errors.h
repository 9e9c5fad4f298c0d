// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <chrono>
#include <string>
#include <string_view>

namespace meridian::curl {

/// What is known when a transfer failed.
struct Failure {
  int code = 0;            ///< CURLcode
  long os_errno = 0;       ///< CURLINFO_OS_ERRNO: of the last connect
  long connect_status = 0; ///< CURLINFO_HTTP_CONNECTCODE: what a proxy answered to CONNECT
  long verify_result = 0;  ///< CURLINFO_SSL_VERIFYRESULT: GnuTLS status bits
  std::string_view words;  ///< curl's error buffer
  std::string_view url;
  std::string_view proxy;
  std::string_view ca_file;
  std::string_view client_cert_file;
  std::chrono::milliseconds connect_timeout{0};
};

/// In words for people, with the host in front; nothing secret.
[[nodiscard]] base::Error errorOf(const Failure& failure);

} // namespace meridian::curl
