// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/json_depth.h"
#include "base/quoted.h"
#include "hooks/payload.h"

#include <initializer_list>

// Private to this room: what the readers of the forms share. Templates, so that no JSON library is named
// here.
namespace meridian::hooks {

struct Delivery {
  const ports::HttpHeaders& headers;
  std::string_view body;
};

// One reader per kind; the body is within its limit already.
[[nodiscard]] base::Result<Payload> readDistribution(const Delivery& delivery);
[[nodiscard]] base::Result<Payload> readHarbor(const Delivery& delivery);
[[nodiscard]] base::Result<Payload> readZot(const Delivery& delivery);
[[nodiscard]] base::Result<Payload> readQuay(const Delivery& delivery);
[[nodiscard]] base::Result<Payload> readAcr(const Delivery& delivery);
[[nodiscard]] base::Result<Payload> readEcr(const Delivery& delivery);
[[nodiscard]] base::Result<Payload> readGar(const Delivery& delivery);
[[nodiscard]] base::Result<Payload> readGhcr(const Delivery& delivery);
[[nodiscard]] base::Result<Payload> readDockerHub(const Delivery& delivery);

[[nodiscard]] inline base::Unexpected refuse(std::string why) {
  return base::fail(base::Errc::ParseFailed, std::move(why));
}

/// Adds an event after its names were checked. A "tag" that is a digest, as some senders write it, is one.
[[nodiscard]] base::Result<void> addEvent(Payload& payload, PushEvent event);

/// Seconds since 1970 as a number; zero for what no sender means.
[[nodiscard]] base::Timestamp unixTime(double seconds) noexcept;

template <class Json>
base::Result<Json> parseBody(std::string_view body, std::string_view expected) {
  if (base::nestsDeeper(body)) return refuse("the body nests too deep; expected " + std::string(expected));
  auto document = Json::parse(body, nullptr, false);
  if (!document.is_object() && !document.is_array())
    return refuse("the body is no JSON object; expected " + std::string(expected));
  return document;
}

/// The value at the end of a path of keys, or null.
template <class Json>
const Json* find(const Json& document, std::initializer_list<const char*> path) {
  const Json* at = &document;
  for (const auto* key : path) {
    if (!at->is_object()) return nullptr;
    const auto found = at->find(key);
    if (found == at->end() || found->is_null()) return nullptr;
    at = &*found;
  }
  return at;
}

/// A text at a path; empty where there is none.
template <class Json>
std::string text(const Json& document, std::initializer_list<const char*> path) {
  const auto* value = find(document, path);
  return value != nullptr && value->is_string() ? value->template get_ref<const std::string&>()
                                                : std::string();
}

template <class Json>
base::Timestamp unixTime(const Json& document, std::initializer_list<const char*> path) {
  const auto* value = find(document, path);
  return value != nullptr && value->is_number() ? unixTime(value->template get<double>()) : base::Timestamp{};
}

/// A CloudEvent in any of the HTTP binding's forms for one event (CloudEvents 1.0,
/// http-protocol-binding 3.1, 3.2): all in the body, or the attributes in header fields "ce-*" and the data
/// alone in the body.
template <class Json>
struct CloudEvent {
  std::string type;
  std::string id;
  base::Timestamp time{};
  const Json* data = nullptr; ///< may be null
};

template <class Json>
CloudEvent<Json> cloudEvent(const ports::HttpHeaders& headers, const Json& document) {
  if (const auto type = headers.get("ce-type"); !type.empty())
    return {std::string(type), std::string(headers.get("ce-id")),
            base::parseTimestamp(headers.get("ce-time")), &document};
  return {text(document, {"type"}), text(document, {"id"}), base::parseTimestamp(text(document, {"time"})),
          find(document, {"data"})};
}

} // namespace meridian::hooks
