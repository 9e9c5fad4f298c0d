// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/sha256.h"
#include "distribution/client.h"
#include "oci/digest.h"
#include "support/instant_clock.h"
#include "support/scripted_http.h"

#include <QString>

#include <memory>
#include <span>
#include <string>

namespace meridian::test {

inline oci::Digest digestOf(std::string_view text) {
  return oci::Digest::sha256(base::Sha256::hex(std::as_bytes(std::span(text))));
}

template <class T>
QString words(const base::Result<T>& result) {
  return result.has_value() ? QStringLiteral("ok")
                            : QString::fromUtf8(base::name(result.error().code).data());
}

/// A client of https://r.example.com whose network is a script.
struct ScriptedClient {
  explicit ScriptedClient(ScriptedHttp::Script script, distribution::ClientOptions options = {})
      : http(std::move(script)) {
    if (options.url.empty()) options.url = "https://r.example.com";
    client = std::make_unique<distribution::Client>(http, clock, std::move(options));
  }
  ScriptedHttp http;
  InstantClock clock;
  std::unique_ptr<distribution::Client> client;
};

} // namespace meridian::test
