// SPDX-License-Identifier: GPL-3.0-or-later
#include "attach/questions.h"

#include "attach/json/message_json.h"
#include "base/quoted.h"

#include <algorithm>
#include <array>

namespace meridian::attach {

using engine::AnyEngine;

namespace {

template <class T>
Json told(const base::Result<T>& result) {
  return encode(result);
}
template <class T>
Json told(const T& value) {
  return Json::object_t{{"ok", encode(value)}};
}
Json refused(base::Error error) { return encode(base::Result<void>(base::fail(std::move(error)))); }

/// The arguments of a question, by name. None may be missing: a fleet that somebody forgot to send is not an empty one.
class Arguments {
public:
  explicit Arguments(Json json) : m_json(std::move(json)) {
    if (!m_json.is_object()) refuse("must be an object", m_json);
  }
  template <class T = std::string>
  [[nodiscard]] T get(const char* name) const {
    const auto found = m_json.find(name);
    if (found == m_json.end()) throw Nonsense(std::string(name) + " is missing");
    return decode<T>(*found);
  }

private:
  Json m_json;
};

using Put = Json (*)(AnyEngine&, const Arguments&, const std::stop_token&);
struct Question {
  std::string_view name;
  Pace pace;
  Put put;
};

#define PUT [](AnyEngine & e, [[maybe_unused]] const Arguments& a, [[maybe_unused]] const std::stop_token& stop) -> Json

constexpr std::array kQuestions{
    // commands
    Question{"replace_fleet", Pace::AtOnce, PUT { return told(e.replaceFleet(a.get<engine::Fleet>("fleet"))); }},
    Question{"keep_certificate", Pace::AtOnce, PUT { return told(e.keepCertificate(a.get("name"), a.get("pem"))); }},
    Question{"start", Pace::AtOnce, PUT { return told(e.start(a.get<engine::JobRequest>("request"))); }},
    Question{"retry_failed", Pace::AtOnce, PUT { return told(e.retryFailed(a.get("job"))); }},
    Question{"cancel", Pace::AtOnce, PUT { return told(e.cancel(a.get("job"))); }},
    Question{"pause", Pace::AtOnce, PUT { return told(e.pause(a.get("job"))); }},
    Question{"resume", Pace::AtOnce, PUT { return told(e.resume(a.get("job"))); }},
    Question{"move_to_top", Pace::AtOnce, PUT { return told(e.moveToTop(a.get("job"))); }},
    Question{"slow_mode", Pace::AtOnce, PUT { return told(e.setSlowMode(a.get<base::RateLimit>("limit"))); }},
    // a keychain may ask its user first
    Question{"store_credential", Pace::Later,
             PUT { return told(e.storeCredential(a.get("name"), a.get<auth::Credential>("credential"), stop)); }},
    // lookups
    Question{"plan", Pace::Later, PUT { return told(e.plan(a.get<engine::JobRequest>("request"), stop)); }},
    Question{"check", Pace::Later,
             PUT { return told(e.check(a.get<engine::Region>("region"), a.get<std::optional<auth::Credential>>("typed"), stop)); }},
    Question{"profile", Pace::Later, PUT { return told(e.profile(a.get("region"), a.get<ports::ProbeRequest>("request"), stop)); }},
    Question{"matches", Pace::Later, PUT { return told(e.matches(a.get<plan::Rule>("rule"), stop)); }},
    Question{"tags", Pace::Later, PUT { return told(e.tags(a.get("repository"), stop)); }},
    Question{"repositories", Pace::Later, PUT { return told(e.repositories(a.get("region"), stop)); }},
    Question{"image", Pace::Later, PUT { return told(e.image(a.get("repository"), a.get("reference"), stop)); }},
    Question{"find_registry", Pace::Later, PUT { return told(e.findRegistry(a.get("text"), stop)); }},
    Question{"certificate", Pace::Later, PUT { return told(e.certificate(a.get("url"), stop)); }},
    Question{"credentials", Pace::Later, PUT { return told(e.credentials(a.get("url"), stop)); }},
    // records
    Question{"wait", Pace::Later, PUT { return told(e.wait(a.get("job"), stop)); }},
    Question{"jobs", Pace::Later, PUT { return told(e.jobs(a.get<std::size_t>("limit"))); }},
    Question{"job", Pace::Later, PUT { return told(e.job(a.get("id"))); }},
    Question{"images", Pace::Later, PUT { return told(e.images(a.get("job"))); }},
    Question{"blobs", Pace::Later, PUT { return told(e.blobs(a.get("job"))); }},
    Question{"events", Pace::Later, PUT { return told(e.events(a.get("job"), a.get<std::uint64_t>("after"))); }},
    Question{"actions", Pace::Later, PUT { return told(e.actions(a.get<std::uint64_t>("before"), a.get<std::size_t>("limit"))); }},
    Question{"deleted", Pace::Later, PUT { return told(e.deleted(a.get("rule"))); }},
    Question{"audited", Pace::Later, PUT { return told(e.audited(a.get("rule"))); }},
    Question{"audit_report", Pace::Later, PUT { return told(e.auditReport(a.get("rule"), a.get<engine::ReportFormat>("format"))); }},
    Question{"line_history", Pace::Later, PUT { return told(e.lineHistory(a.get("from"), a.get("to"))); }},
    Question{"known_profile", Pace::Later, PUT { return told(e.knownProfile(a.get("region"))); }},
};
#undef PUT

const Question* find(std::string_view name) {
  const auto found = std::ranges::find(kQuestions, name, &Question::name);
  return found == kQuestions.end() ? nullptr : &*found;
}

} // namespace

std::optional<Pace> paceOf(std::string_view question) {
  const auto* found = find(question);
  return found == nullptr ? std::nullopt : std::optional(found->pace);
}

std::string answer(AnyEngine& engine, std::string_view question, const std::string& arguments, std::stop_token stop) {
  const auto* found = find(question);
  if (found == nullptr)
    return text(refused(base::fail(base::Errc::Unsupported,
                                   "this engine does not know the question " + base::quoted(question) + "; it is older than who asks")
                            .error));
  auto with = parse(arguments);
  if (!with) return text(refused(std::move(with).error()));
  try {
    return text(found->put(engine, Arguments(std::move(*with)), stop));
  } catch (const Nonsense& nonsense) {
    return text(refused(unreadable(question, nonsense).error));
  } catch (const Json::exception& nonsense) {
    return text(refused(unreadable(question, nonsense).error));
  }
}

} // namespace meridian::attach
