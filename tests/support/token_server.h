// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/http_server.h"
#include "support/process.h"

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace meridian::test {

/// A token server (distribution docs, auth/token.md) whose tokens a real docker-registry takes: RS256, signed
/// with the openssl command, its certificate in the header. Any thread, once set up.
class TokenServer {
public:
  [[nodiscard]] static base::Result<std::unique_ptr<TokenServer>> start();

  [[nodiscard]] std::string realm() const { return m_server->url("/token"); }
  [[nodiscard]] std::string bundle() const { return m_folder.file("token.pem"); } ///< PEM
  /// Users and passwords; none: everybody gets what is asked for. Somebody without a login gets `anonymous`.
  void addUser(const std::string& user, const std::string& password) { m_users[user] = password; }
  void setAnonymous(std::string actions) { m_anonymous = std::move(actions); } ///< "pull", or "" for nothing
  void setLifetime(int seconds) { m_lifetime = seconds; }
  [[nodiscard]] int issued() const { return m_issued; }
  [[nodiscard]] std::vector<std::string> queries() const; ///< of the requests so far

  TokenServer() = default; ///< for start()

private:
  void answer(Exchange& exchange);
  base::Result<std::string> sign(const std::string& claims);

  TemporaryFolder m_folder;
  std::string m_certificate; ///< base64 of DER
  std::map<std::string, std::string> m_users;
  std::string m_anonymous = "pull,push,*";
  int m_lifetime = 300;
  std::atomic<int> m_issued{0};
  std::unique_ptr<HttpServer> m_server; ///< last: ends first
};

} // namespace meridian::test
