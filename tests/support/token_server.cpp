// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/token_server.h"

#include "support/registry_process.h"

#include <ctime>

namespace meridian::test {

namespace {

std::string base64(std::string_view text, bool url) {
  const std::string_view digits = url ? "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
                                      : "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  unsigned bits = 0, held = 0;
  for (const char c : text) {
    held = (held << 8) | static_cast<unsigned char>(c);
    for (bits += 8; bits >= 6; bits -= 6)
      out += digits[(held >> (bits - 6)) & 63];
  }
  if (bits > 0) out += digits[(held << (6 - bits)) & 63];
  while (!url && out.size() % 4 != 0)
    out += '=';
  return out;
}

std::string decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size()) {
      out += static_cast<char>(std::stoi(std::string(text.substr(i + 1, 2)), nullptr, 16));
      i += 2;
    } else {
      out += text[i] == '+' ? ' ' : text[i];
    }
  }
  return out;
}

std::vector<std::string> values(std::string_view query, std::string_view key) {
  std::vector<std::string> out;
  while (!query.empty()) {
    const auto pair = query.substr(0, query.find('&'));
    if (pair.starts_with(key) && pair.size() > key.size() && pair[key.size()] == '=')
      out.push_back(decoded(pair.substr(key.size() + 1)));
    query.remove_prefix(std::min(query.size(), pair.size() + 1));
  }
  return out;
}

/// The actions of `asked` that are in `allowed`, as a JSON list.
std::string granted(std::string_view asked, const std::string& allowed) {
  std::string out = "[";
  while (!asked.empty()) {
    const auto action = asked.substr(0, asked.find(','));
    if (("," + allowed + ",").find("," + std::string(action) + ",") != std::string::npos)
      out += (out.size() > 1 ? ",\"" : "\"") + std::string(action) + "\"";
    asked.remove_prefix(std::min(asked.size(), action.size() + 1));
  }
  return out + "]";
}

} // namespace

base::Result<std::unique_ptr<TokenServer>> TokenServer::start() {
  auto made = std::make_unique<TokenServer>();
  auto& self = *made;
  const auto key = self.m_folder.file("token.key");
  for (auto arguments :
       {std::vector<std::string>{"openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "7",
                                 "-subj", "/CN=tokens", "-keyout", key, "-out", self.bundle()},
        std::vector<std::string>{"openssl", "x509", "-in", self.bundle(), "-outform", "DER", "-out",
                                 self.m_folder.file("token.der")}}) {
    auto finished = run(std::move(arguments), std::chrono::seconds(30));
    if (!finished) return pass(std::move(finished));
    if (finished->status != 0) return base::fail(base::Errc::Internal, finished->output);
  }
  self.m_certificate = base64(readFile(self.m_folder.file("token.der")), false);
  self.m_server = std::make_unique<HttpServer>();
  self.m_server->on("GET", "/token", [&self](Exchange& exchange) { self.answer(exchange); });
  return made;
}

std::vector<std::string> TokenServer::queries() const {
  std::vector<std::string> out;
  for (const auto& request : m_server->requests())
    if (const auto at = request.target.find('?'); at != std::string::npos)
      out.push_back(decoded(request.target.substr(at + 1)));
  return out;
}

base::Result<std::string> TokenServer::sign(const std::string& claims) {
  const auto header = R"({"typ":"JWT","alg":"RS256","x5c":[")" + m_certificate + "\"]}";
  const auto signed_part = base64(header, true) + "." + base64(claims, true);
  const auto number = std::to_string(++m_issued);
  const auto input = m_folder.file("in" + number), output = m_folder.file("out" + number);
  writeFile(input, signed_part);
  auto finished =
      run({"openssl", "dgst", "-sha256", "-sign", m_folder.file("token.key"), "-out", output, input},
          std::chrono::seconds(20));
  if (!finished) return pass(std::move(finished));
  return signed_part + "." + base64(readFile(output), true);
}

void TokenServer::answer(Exchange& exchange) {
  const auto& request = exchange.request();
  const auto at = request.target.find('?');
  const auto query = at == std::string::npos ? std::string() : request.target.substr(at + 1);
  std::string allowed = m_users.empty() ? "pull,push,delete,*" : m_anonymous, subject;
  if (const auto login = request.headers.get("Authorization"); !login.empty()) {
    for (const auto& [user, password] : m_users)
      if (login == "Basic " + base64(user + ":" + password, false)) subject = user, allowed = "pull,push,delete,*";
    if (!m_users.empty() && subject.empty())
      return exchange.answer(
          401, R"({"errors":[{"code":"UNAUTHORIZED","message":"incorrect username or password"}]})",
          fields({{"Content-Type", "application/json"}}));
  } else if (!m_users.empty() && m_anonymous.empty()) {
    return exchange.answer(401, R"({"errors":[{"code":"UNAUTHORIZED","message":"login required"}]})");
  }
  std::string access;
  for (const auto& scope : values(query, "scope")) {
    const auto first = scope.find(':'), last = scope.rfind(':');
    if (first == std::string::npos || first == last) continue;
    access += (access.empty() ? "" : ",") + (R"({"type":")" + scope.substr(0, first) + R"(","name":")" +
                                             scope.substr(first + 1, last - first - 1) + R"(","actions":)" +
                                             granted(scope.substr(last + 1), allowed) + "}");
  }
  const auto now = static_cast<long long>(std::time(nullptr));
  const auto token = sign(std::string(R"({"iss":")") + kTokenIssuer + R"(","sub":")" + subject +
                          R"(","aud":")" + kTokenService + R"(","exp":)" + std::to_string(now + m_lifetime) +
                          R"(,"nbf":)" + std::to_string(now - 5) + R"(,"iat":)" + std::to_string(now) +
                          R"(,"jti":"j)" + std::to_string(m_issued) + R"(","access":[)" + access + "]}");
  if (!token) return exchange.answer(500, token.error().text());
  exchange.answer(200, R"({"token":")" + *token + R"(","expires_in":)" + std::to_string(m_lifetime) + "}",
                  fields({{"Content-Type", "application/json"}}));
}

} // namespace meridian::test
