// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/intake.h"

#include "base/log.h"
#include "base/quoted.h"

#include <algorithm>
#include <optional>

namespace meridian::engine {

namespace {

constexpr std::string_view kRoot = "/hooks/";
constexpr int kLinesPerMinute = 3;

int hexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// RFC 3986 percent-decoding; nullopt for what is none.
std::optional<std::string> decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += text[i];
      continue;
    }
    if (i + 2 >= text.size() || hexDigit(text[i + 1]) < 0 || hexDigit(text[i + 2]) < 0) return std::nullopt;
    out += static_cast<char>(hexDigit(text[i + 1]) * 16 + hexDigit(text[i + 2]));
    i += 2;
  }
  return out;
}

struct Address {
  std::string source;
  std::string secret; ///< the segment after it; may be empty
};

/// "/hooks/<id>" or "/hooks/<id>/<secret>", with or without a query or a slash at the end.
std::optional<Address> parseAddress(std::string_view target) {
  target = target.substr(0, target.find('?'));
  if (!target.starts_with(kRoot)) return std::nullopt;
  target.remove_prefix(kRoot.size());
  if (target.ends_with('/')) target.remove_suffix(1);
  const auto slash = target.find('/');
  const auto rest = slash == std::string_view::npos ? std::string_view() : target.substr(slash + 1);
  if (rest.find('/') != std::string_view::npos) return std::nullopt;
  auto id = decoded(target.substr(0, slash));
  auto secret = decoded(rest);
  if (!id || id->empty() || !secret) return std::nullopt;
  return Address{std::move(*id), std::move(*secret)};
}

ports::ServedResponse json(int status, std::string body) {
  ports::ServedResponse response{status, {}, std::move(body)};
  response.headers.add("Content-Type", "application/json");
  return response;
}

} // namespace

void Intake::follow(const Fleet& fleet, ports::SecretStore* secrets, std::stop_token stop) {
  auto directory = std::make_shared<Directory>();
  for (const auto& entry : fleet.webhooks.sources) {
    const auto kind = hooks::parseKind(entry.kind);
    const auto auth = hooks::parseAuth(entry.auth);
    if (!kind || !auth) continue; // a fleet that was validated has none
    Source source{entry, *kind, *auth, {}};
    if (secrets != nullptr) {
      auto found = secrets->find(entry.credential, {}, stop);
      if (!found)
        m_outlet.tell("error", "webhook source " + entry.id + ": " + found.error().text());
      else if (*found)
        source.secret = (*found)->password;
    }
    if (source.secret.empty())
      m_outlet.tell("warning",
                    "webhook source " + entry.id + " lets nobody in: no credential \"" + entry.credential +
                        "\" with a password is stored; store one with: meridianctl credential set " +
                        entry.credential);
    directory->sources.emplace(entry.id, std::move(source));
  }
  for (const auto& rule : fleet.rules) {
    if (!rule.schedule.on_push) continue;
    auto repositories = plan::RepositoryFilter::compile(rule.repositories);
    auto tags = plan::TagFilter::compile(rule.tags);
    if (repositories && tags)
      directory->takers.push_back({rule.id, rule.source, std::move(*repositories), std::move(*tags)});
  }
  const std::lock_guard lock(m_mutex);
  m_directory = std::move(directory);
}

ports::ServedResponse Intake::answer(const ports::ServedRequest& request) {
  std::shared_ptr<const Directory> directory;
  {
    const std::lock_guard lock(m_mutex);
    directory = m_directory;
  }
  const auto address = parseAddress(request.target);
  const auto found = address ? directory->sources.find(address->source) : directory->sources.end();
  if (found == directory->sources.end()) return refuse(404, {}, request.peer, "no such address");
  const auto& source = found->second;
  const auto& id = source.entry.id;
  if (request.method != "POST" && request.method != "OPTIONS")
    return refuse(405, id, request.peer, "not a POST");
  const hooks::Proof proof{request.headers, request.body, address->secret};
  if (!hooks::knowsSecret(source.auth, source.secret, proof))
    return refuse(401, id, request.peer,
                  source.secret.empty() ? "the source's secret is not stored here"
                                        : "the secret is missing or wrong");
  if (request.method == "OPTIONS") {
    // CloudEvents "HTTP 1.1 Web Hooks" section 4: whether we wish to be sent events at all.
    ports::ServedResponse response{200, {}, {}};
    if (const auto origin = request.headers.get("webhook-request-origin"); !origin.empty())
      response.headers.add("WebHook-Allowed-Origin", std::string(origin));
    response.headers.add("Allow", "POST");
    return response;
  }
  auto payload = hooks::parsePayload(source.kind, request.headers, request.body);
  if (!payload) return refuse(400, id, request.peer, payload.error().text());
  if (!payload->confirm_url.empty())
    m_outlet.tell("warning", "webhook source " + id + " waits to be confirmed; open this address once: " +
                                 base::quoted(payload->confirm_url, 1000));
  if (!payload->answer.empty()) return json(200, std::move(payload->answer));

  Counts here;
  for (const auto& event : payload->events)
    ++(here.*take(*directory, source, event));
  {
    const std::lock_guard lock(m_mutex);
    m_counts.accepted += here.accepted;
    m_counts.ignored += here.ignored;
    m_counts.repeated += here.repeated;
  }
  return json(202, "{\"accepted\":" + std::to_string(here.accepted) + ",\"ignored\":" +
                       std::to_string(here.ignored) + ",\"repeated\":" + std::to_string(here.repeated) + "}");
}

std::uint64_t Intake::Counts::*Intake::take(const Directory& directory, const Source& source,
                                            const hooks::PushEvent& event) {
  const auto ref = event.repository + ":" + event.tag;
  if (event.action != hooks::PushEvent::Action::Push || event.tag.empty()) {
    base::log("hooks", base::LogLevel::Debug,
              source.entry.id + ": " + (event.tag.empty() ? "a push without a tag" : "a delete") + " in " +
                  event.repository + " is left alone");
    return &Counts::ignored;
  }
  std::vector<const Taker*> takers;
  for (const auto& taker : directory.takers)
    if (taker.region == source.entry.region && taker.repositories.matches(event.repository) &&
        !taker.tags.select({event.tag}).empty())
      takers.push_back(&taker);
  if (takers.empty()) {
    base::log("hooks", base::LogLevel::Debug, source.entry.id + ": no rule wants " + ref);
    return &Counts::ignored;
  }
  bool is_new = false;
  {
    const std::lock_guard lock(m_mutex);
    is_new = m_dedupe.isNew(source.entry.id, event, m_clock.now());
  }
  if (!is_new) return &Counts::repeated;
  base::log("hooks", base::LogLevel::Info, source.entry.id + ": " + ref + " was pushed");
  for (const auto* taker : takers)
    m_outlet.wanted(taker->rule, ref, "webhook " + source.entry.id);
  return &Counts::accepted;
}

ports::ServedResponse Intake::refuse(int status, std::string_view source, const std::string& peer,
                                     const std::string& why) {
  const auto minute = std::chrono::floor<std::chrono::minutes>(m_clock.now());
  std::uint64_t untold = 0;
  bool tell = false;
  {
    const std::lock_guard lock(m_mutex);
    ++m_counts.refused;
    auto& silence = m_silences.emplace(source, Silence{})
                        .first->second; // "" and the sources: not for strangers to add to
    if (silence.minute != minute) {
      untold = silence.untold;
      silence = {minute, 0, 0};
    }
    tell = silence.told < kLinesPerMinute;
    if (tell)
      ++silence.told;
    else
      ++silence.untold;
  }
  if (tell) {
    const auto where = source.empty() ? std::string("webhooks") : "webhook source " + std::string(source);
    m_outlet.tell("warning", where + ": a request from " + peer + " was refused (" + std::to_string(status) +
                                 "): " + why +
                                 (untold == 0 ? "" : "; " + std::to_string(untold) + " more before"));
  }
  // The words stay with those who may read our log; a stranger learns the status.
  auto response = json(status, status == 400 ? "{\"error\":\"unknown or malformed payload\"}"
                                             : "{\"error\":\"refused\"}");
  if (status == 401) response.headers.add("WWW-Authenticate", "Bearer");
  if (status == 405) response.headers.add("Allow", "POST");
  return response;
}

Intake::Counts Intake::counts() const {
  const std::lock_guard lock(m_mutex);
  return m_counts;
}

} // namespace meridian::engine
