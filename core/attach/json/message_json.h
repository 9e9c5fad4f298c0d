// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "attach/json/values_json.h"
#include "base/result.h"

#include <string>
#include <string_view>
#include <utility>

// The edge of the messages: text to JSON and back, and the one place where nonsense becomes an Error.
namespace meridian::attach {

/// {"ok": value} or {"error": ...}; without a value {"ok": true}.
template <class T>
struct Codec<base::Result<T>> {
  static Json encode(const base::Result<T>& value) {
    if (!value) return Json::object_t{{"error", Codec<base::Error>::encode(value.error())}};
    return Json::object_t{{"ok", Codec<T>::encode(*value)}};
  }
  static base::Result<T> decode(const Json& in) {
    if (const auto failed = in.find("error"); failed != in.end())
      return base::fail(Codec<base::Error>::decode(*failed));
    const auto found = in.find("ok");
    if (found == in.end()) refuse("must be an answer", in);
    return Codec<T>::decode(*found);
  }
};
template <>
struct Codec<base::Result<void>> {
  static Json encode(const base::Result<void>& value);
  static base::Result<void> decode(const Json& in);
};

/// One line of UTF-8; bytes that are none are replaced.
[[nodiscard]] std::string text(const Json& message);
/// ParseFailed: no JSON, or nested deeper than base::kMostJsonDepth.
[[nodiscard]] base::Result<Json> parse(std::string_view text);

/// ParseFailed, with what it was meant to be and where it goes wrong.
[[nodiscard]] base::Unexpected unreadable(std::string_view what, const std::exception& fault);

/// A value of a message, or ParseFailed. `what` is the message's name, for people.
template <class T>
[[nodiscard]] base::Result<T> read(const Json& in, std::string_view what) {
  try {
    return Codec<T>::decode(in);
  } catch (const Nonsense& fault) {
    return unreadable(what, fault);
  } catch (const Json::exception& fault) {
    return unreadable(what, fault);
  }
}
/// A Result<T> that crossed: its value, its error, or ParseFailed.
template <class T>
[[nodiscard]] base::Result<T> readAnswer(const Json& in, std::string_view what) {
  try {
    return Codec<base::Result<T>>::decode(in);
  } catch (const Nonsense& fault) {
    return unreadable(what, fault);
  } catch (const Json::exception& fault) {
    return unreadable(what, fault);
  }
}

} // namespace meridian::attach
