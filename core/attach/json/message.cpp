// SPDX-License-Identifier: GPL-3.0-or-later
#include "attach/json/message_json.h"

#include "base/json_depth.h"

namespace meridian::attach {

using base::Errc;

Json Codec<base::Result<void>>::encode(const base::Result<void>& value) {
  if (!value) return Json::object_t{{"error", Codec<base::Error>::encode(value.error())}};
  return Json::object_t{{"ok", true}};
}

base::Result<void> Codec<base::Result<void>>::decode(const Json& in) {
  if (const auto failed = in.find("error"); failed != in.end()) return base::fail(Codec<base::Error>::decode(*failed));
  if (in.find("ok") == in.end()) refuse("must be an answer", in);
  return {};
}

std::string text(const Json& message) {
  return message.dump(-1, ' ', false, Json::error_handler_t::replace);
}

base::Result<Json> parse(std::string_view text) {
  if (base::nestsDeeper(text)) return base::fail(Errc::ParseFailed, "a message is nested too deep");
  auto message = Json::parse(text, nullptr, false);
  if (message.is_discarded()) return base::fail(Errc::ParseFailed, "a message is no JSON");
  return message;
}

base::Unexpected unreadable(std::string_view what, const std::exception& fault) {
  return base::fail(Errc::ParseFailed, "the message \"" + std::string(what) + "\" cannot be understood: " + fault.what());
}

} // namespace meridian::attach
