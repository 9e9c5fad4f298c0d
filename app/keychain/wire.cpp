// SPDX-License-Identifier: GPL-3.0-or-later
#include "keychain/wire.h"

#include <nlohmann/json.hpp>

namespace meridian::keychain {

using base::Errc;
using nlohmann::json;

namespace {

json toJson(const auth::Credential& credential) {
  return {{"user", credential.user}, {"password", credential.password}, {"identity_token", credential.identity_token}};
}

std::string text(const json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

auth::Credential credentialOf(const json& object) {
  return {text(object, "user"), text(object, "password"), text(object, "identity_token")};
}

json parsed(const std::string& line) { return json::parse(line, nullptr, false); }
std::string line(const json& object) { return object.dump(-1, ' ', false, json::error_handler_t::replace) + "\n"; }

/// The codes that a secret store answers with.
Errc codeOf(const std::string& name) {
  for (const auto code : {Errc::Denied, Errc::Unsupported, Errc::Timeout, Errc::ParseFailed, Errc::ConfigInvalid, Errc::Cancelled})
    if (base::name(code) == name) return code;
  return Errc::IoFailed;
}

} // namespace

std::string written(const Question& question) {
  return line({{"wish", question.wish}, {"name", question.name}, {"credential", toJson(question.credential)}});
}

base::Result<Question> readQuestion(const std::string& text_line) {
  const auto object = parsed(text_line);
  if (!object.is_object() || text(object, "wish").empty()) return base::fail(Errc::ParseFailed, "this is no question for a keychain");
  Question question{text(object, "wish"), text(object, "name"), {}};
  if (const auto found = object.find("credential"); found != object.end() && found->is_object()) question.credential = credentialOf(*found);
  return question;
}

std::string written(const Answer& answer) {
  if (!answer) return line({{"code", base::name(answer.error().code)}, {"message", answer.error().message}});
  json object = json::object();
  if (*answer) object["credential"] = toJson(**answer);
  return line(object);
}

Answer readAnswer(const std::string& text_line) {
  const auto object = parsed(text_line);
  if (!object.is_object()) return base::fail(Errc::ParseFailed, "meridian-keychain gave no answer");
  if (object.contains("code")) return base::fail(codeOf(text(object, "code")), text(object, "message"));
  const auto found = object.find("credential");
  if (found == object.end() || !found->is_object()) return std::optional<auth::Credential>();
  return std::optional(credentialOf(*found));
}

} // namespace meridian::keychain
