// SPDX-License-Identifier: GPL-3.0-or-later
#include "distribution/authorizer.h"

#include "base/log.h"
#include "distribution/errors.h"

#include <algorithm>
#include <utility>

namespace meridian::distribution {

namespace {

using base::Errc;

constexpr std::size_t kMostToken = 256 * 1024;

/// Bearer is preferred: where both are offered, Basic is the weaker way in.
std::optional<auth::Challenge> choose(const ports::HttpHeaders& headers) {
  std::optional<auth::Challenge> chosen;
  for (const auto line : headers.all("WWW-Authenticate"))
    for (auto& challenge : auth::parseChallenges(line)) {
      if (challenge.scheme == "bearer" && challenge.parameters.contains("realm")) return challenge;
      if (challenge.scheme == "basic" && !chosen) chosen = std::move(challenge);
    }
  return chosen;
}

bool covered(const std::vector<auth::Scope>& have, const auth::Scope& wanted) {
  return std::any_of(have.begin(), have.end(),
                     [&](const auth::Scope& scope) { return scope.covers(wanted); });
}

std::string keyOf(const auth::Challenge& challenge, const std::vector<auth::Scope>& scopes) {
  std::string key = challenge.parameters.at("realm");
  if (const auto service = challenge.parameters.find("service"); service != challenge.parameters.end())
    key += '\n' + service->second;
  for (const auto& scope : scopes)
    key += '\n' + scope.text();
  return key;
}

std::string withoutLogin(const std::string& words) {
  return "the registry asks for a login, and none is set (" + words + ")";
}

} // namespace

Authorizer::Authorizer(ports::Http& http, base::Clock& clock, const ClientOptions& options,
                       ports::Traffic& traffic)
    : m_http(http), m_clock(clock), m_options(options), m_traffic(traffic) {}

std::string Authorizer::scheme() const {
  const std::lock_guard lock(m_mutex);
  return m_challenge ? m_challenge->scheme : "none";
}

base::Result<std::optional<auth::Credential>> Authorizer::credential(std::stop_token stop) {
  return m_asking.run("credential", stop, [&]() -> base::Result<std::optional<auth::Credential>> {
    {
      const std::lock_guard lock(m_mutex);
      if (m_credential) return *m_credential;
    }
    std::optional<auth::Credential> found;
    if (m_options.credential) {
      auto answer = m_options.credential(stop);
      if (!answer) return base::pass(std::move(answer), "looking for the login of " + m_options.url);
      if (*answer && !(*answer)->empty()) found = std::move(**answer);
    }
    const std::lock_guard lock(m_mutex);
    m_credential = found;
    return found;
  });
}

base::Result<Authorization> Authorizer::authorization(const std::vector<auth::Scope>& scopes,
                                                      std::stop_token stop) {
  std::optional<auth::Challenge> challenge;
  {
    const std::lock_guard lock(m_mutex);
    if (!m_challenge) return Authorization{};
    challenge = m_challenge;
  }
  if (challenge->scheme == "bearer") return token(*challenge, scopes, stop);
  auto login = credential(stop);
  if (!login) return base::pass(std::move(login));
  if (!*login) return Authorization{};
  return Authorization{auth::basicAuthorization(**login), false};
}

base::Result<Authorization> Authorizer::token(const auth::Challenge& challenge,
                                              const std::vector<auth::Scope>& scopes, std::stop_token stop) {
  {
    const std::lock_guard lock(m_mutex);
    if (auto value = m_tokens.find(scopes, m_clock.now())) return Authorization{"Bearer " + *value, false};
  }
  auto value =
      m_fetching.run(keyOf(challenge, scopes), stop, [&] { return fetchToken(challenge, scopes, stop); });
  if (!value) return base::pass(std::move(value));
  return Authorization{"Bearer " + *value, true};
}

base::Result<std::string> Authorizer::fetchToken(const auth::Challenge& challenge,
                                                 const std::vector<auth::Scope>& scopes,
                                                 std::stop_token stop) {
  auto login = credential(stop);
  if (!login) return base::pass(std::move(login));

  auth::Challenge resolved = challenge;
  auto& realm = resolved.parameters["realm"];
  realm = ports::resolveUrl(m_options.url, realm);
  const auto origin = ports::originOf(realm);
  if (origin.empty())
    return base::fail(Errc::BadAnswer,
                      "the registry names a token server that is no address: " + base::redactUrl(realm));
  // A registry reached over TLS must not talk us into sending the password in the clear.
  if (*login && origin.starts_with("http://") && ports::originOf(m_options.url).starts_with("https://"))
    return base::fail(Errc::Unauthorized, "the registry sends logins to " + origin +
                                              " without encryption; the password was not sent");

  const auto asked =
      auth::tokenRequest(resolved, scopes, login->value_or(auth::Credential{}), m_options.client_id);
  ports::HttpRequest request;
  request.url = asked.url;
  request.route = m_options.route;
  request.headers.add("User-Agent", m_options.user_agent);
  request.headers.add("Accept", "application/json");
  if (!asked.authorization.empty()) request.headers.add("Authorization", asked.authorization);
  ports::StringSource form(asked.form);
  if (asked.post) {
    request.method = ports::HttpMethod::Post;
    request.headers.add("Content-Type", "application/x-www-form-urlencoded");
    request.body = &form;
    request.body_size = base::ByteCount{asked.form.size()};
  }
  ports::StringSink body(kMostToken);
  m_traffic.requests += 1;
  auto answer = m_http.send(
      request, [&](const ports::HttpResponse&) -> base::Result<ports::BodySink*> { return &body; }, stop);
  const auto step = "asking " + origin + " for a token";
  if (!answer) return base::pass(std::move(answer), step);
  m_traffic.read += answer->received.value;
  m_traffic.written += answer->sent.value;
  if (answer->status != 200) {
    auto error = errorFrom(*answer, body.text(), Subject::Registry, m_clock.now());
    // OAuth2 says "invalid_grant" with 400 (RFC 6749 section 5.2).
    if (answer->status == 400) error.code = Errc::Unauthorized;
    return base::fail(std::move(error).during(step));
  }
  const auto now = m_clock.now();
  auto parsed = auth::parseToken(body.text(), now);
  if (!parsed) {
    parsed.error().code = Errc::BadAnswer;
    return base::pass(std::move(parsed), step);
  }
  auto value = parsed->value;
  const std::lock_guard lock(m_mutex);
  m_tokens.put(scopes, std::move(*parsed), now);
  return value;
}

base::Result<void> Authorizer::refused(const ports::HttpResponse& head, const Authorization& used,
                                       base::Error words, std::vector<auth::Scope>& scopes,
                                       std::stop_token stop) {
  const auto challenge = choose(head.headers);
  if (!challenge) return base::fail(std::move(words));
  {
    const std::lock_guard lock(m_mutex);
    m_challenge = challenge;
    if (used.value.starts_with("Bearer ")) m_tokens.drop(used.value.substr(7));
  }
  if (challenge->scheme == "basic") return refusedBasic(used, std::move(words), stop);

  // The registry knows best what it wants: its catalogue may need a scope of its own.
  bool added = false;
  if (const auto wanted = challenge->parameters.find("scope"); wanted != challenge->parameters.end())
    for (auto& scope : auth::parseScopes(wanted->second))
      if (!covered(scopes, scope)) {
        scopes.push_back(std::move(scope));
        added = true;
      }
  if (!used.fresh || added) return {};
  const std::lock_guard lock(m_mutex);
  if (m_credential && !*m_credential) words.message = withoutLogin(words.message);
  m_credential.reset(); // the next operation asks again: passwords of some clouds live for hours only
  return base::fail(std::move(words));
}

base::Result<void> Authorizer::refusedBasic(const Authorization& used, base::Error words,
                                            std::stop_token stop) {
  if (!used.value.empty()) {
    const std::lock_guard lock(m_mutex);
    m_credential.reset();
  }
  auto login = credential(stop);
  if (!login) return base::pass(std::move(login));
  if (!*login) {
    words.message = withoutLogin(words.message);
    return base::fail(std::move(words));
  }
  if (auth::basicAuthorization(**login) == used.value) return base::fail(std::move(words));
  return {};
}

} // namespace meridian::distribution
