// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/json_depth.h"
#include "base/result.h"
#include "oci/platform.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

// Private to this room: typed reads from a JSON document. Templates, so that no JSON library is named here;
// all fail with ParseFailed and name the field.
namespace meridian::oci {

/// The member `key` of `object`, or null where it is absent or JSON null.
template <class Json>
const Json* member(const Json& object, std::string_view key) {
  const auto found = object.find(key);
  return found == object.end() || found->is_null() ? nullptr : &*found;
}

/// Empty where absent.
template <class Json>
base::Result<std::string> readString(const Json& object, std::string_view key) {
  const Json* value = member(object, key);
  if (value == nullptr) return std::string();
  if (!value->is_string())
    return base::fail(base::Errc::ParseFailed, "field \"" + std::string(key) + "\" is not a string");
  return value->template get_ref<const std::string&>();
}

template <class Json>
base::Result<std::vector<std::string>> readStrings(const Json& object, std::string_view key) {
  std::vector<std::string> out;
  const Json* values = member(object, key);
  if (values == nullptr) return out;
  const auto refuse = [key] {
    return base::fail(base::Errc::ParseFailed, "field \"" + std::string(key) + "\" is not a list of strings");
  };
  if (!values->is_array()) return refuse();
  for (const auto& value : *values) {
    if (!value.is_string()) return refuse();
    out.push_back(value.template get_ref<const std::string&>());
  }
  return out;
}

template <class Json>
base::Result<std::map<std::string, std::string>> readStringMap(const Json& object, std::string_view key) {
  std::map<std::string, std::string> out;
  const Json* values = member(object, key);
  if (values == nullptr) return out;
  const auto refuse = [key] {
    return base::fail(base::Errc::ParseFailed,
                      "field \"" + std::string(key) + "\" is not an object of strings");
  };
  if (!values->is_object()) return refuse();
  for (const auto& [name, value] : values->items()) {
    if (!value.is_string()) return refuse();
    out.emplace(name, value.template get_ref<const std::string&>());
  }
  return out;
}

/// architecture, os, variant, os.version and os.features of an object; absent fields stay empty.
template <class Json>
base::Result<Platform> readPlatform(const Json& object) {
  Platform platform;
  const std::pair<std::string_view, std::string*> texts[] = {{"os", &platform.os},
                                                             {"architecture", &platform.architecture},
                                                             {"variant", &platform.variant},
                                                             {"os.version", &platform.os_version}};
  for (const auto& [key, field] : texts) {
    auto text = readString(object, key);
    if (!text) return base::pass(std::move(text));
    *field = *std::move(text);
  }
  auto features = readStrings(object, "os.features");
  if (!features) return base::pass(std::move(features));
  platform.os_features = *std::move(features);
  return platform;
}

} // namespace meridian::oci
