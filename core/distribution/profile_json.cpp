// SPDX-License-Identifier: GPL-3.0-or-later
#include "distribution/profile_json.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>

namespace meridian::distribution {

namespace {

using base::Errc;
using nlohmann::json;
using ports::Ability;

constexpr int kVersion = 1;

/// Calls `field(key, member)` for each member, so that writer and reader cannot drift apart.
template <class Profile, class F>
void eachField(Profile& p, F&& field) {
  field("probed", p.probed);
  field("server", p.server);
  field("auth", p.auth);
  field("streaming", p.streaming);
  field("chunked", p.chunked);
  field("monolithic", p.monolithic);
  field("single_post", p.single_post);
  field("chunk_min", p.chunk_min);
  field("chunk_max", p.chunk_max);
  field("resume", p.resume);
  field("cut_kept", p.cut_kept);
  field("own_offset", p.own_offset);
  field("mount", p.mount);
  field("mount_anonymous", p.mount_anonymous);
  field("range", p.range);
  field("redirects", p.redirects);
  field("referrers", p.referrers);
  field("tag_delete", p.tag_delete);
  field("sparse_index", p.sparse_index);
  field("http_versions", p.http_versions);
  field("http_version", p.http_version);
  field("round_trip_us", p.round_trip);
  field("read_rate", p.read_rate);
  field("remarks", p.remarks);
}

json write(Ability value) {
  return std::string(ports::name(value));
}
json write(const std::string& value) {
  // A server's header may hold any byte; JSON may not.
  return json::parse(json(value).dump(-1, ' ', false, json::error_handler_t::replace));
}
json write(bool value) {
  return value;
}
json write(int value) {
  return value;
}
json write(base::ByteCount value) {
  return value.value;
}
json write(base::BytesPerSecond value) {
  return value.value;
}
json write(std::chrono::microseconds value) {
  return value.count();
}
json write(base::Timestamp value) {
  return value.time_since_epoch().count();
}
template <class T>
json write(const std::vector<T>& values) {
  auto out = json::array();
  for (const auto& value : values)
    out.push_back(write(value));
  return out;
}

/// A whole number from 0 on that fits.
template <class T>
bool number(const json& from, T& into) {
  if (!from.is_number_integer() || (from.is_number_integer() && !from.is_number_unsigned())) return false;
  const auto value = from.get<std::uint64_t>();
  if (value > static_cast<std::uint64_t>(std::numeric_limits<T>::max())) return false;
  into = static_cast<T>(value);
  return true;
}
bool read(const json& from, Ability& into) {
  if (!from.is_string()) return false;
  for (const auto ability : {Ability::Unknown, Ability::Yes, Ability::No})
    if (from.get_ref<const std::string&>() == ports::name(ability)) return into = ability, true;
  return false;
}
bool read(const json& from, std::string& into) {
  return from.is_string() && (into = from.get<std::string>(), true);
}
bool read(const json& from, bool& into) {
  return from.is_boolean() && (into = from.get<bool>(), true);
}
bool read(const json& from, int& into) {
  return number(from, into);
}
bool read(const json& from, base::ByteCount& into) {
  return number(from, into.value);
}
bool read(const json& from, base::BytesPerSecond& into) {
  return from.is_number() && from.get<double>() >= 0 && (into.value = from.get<double>(), true);
}
bool read(const json& from, std::chrono::microseconds& into) {
  std::int64_t count = 0;
  return number(from, count) && (into = std::chrono::microseconds(count), true);
}
bool read(const json& from, base::Timestamp& into) {
  std::int64_t count = 0;
  return number(from, count) && (into = base::Timestamp(std::chrono::milliseconds(count)), true);
}
template <class T>
bool read(const json& from, std::vector<T>& into) {
  if (!from.is_array()) return false;
  into.clear();
  for (const auto& one : from)
    if (!read(one, into.emplace_back())) return false;
  return true;
}

base::Unexpected wrong(const std::string& what) {
  return base::fail(Errc::ParseFailed, "registry profile: " + what);
}

} // namespace

std::string profileToJson(const ports::RegistryProfile& profile) {
  json out{{"version", kVersion}};
  eachField(profile, [&](const char* key, const auto& member) { out[key] = write(member); });
  return out.dump();
}

base::Result<ports::RegistryProfile> profileFromJson(std::string_view text) {
  const auto in = json::parse(text, nullptr, false);
  if (!in.is_object()) return wrong("no JSON object");
  const auto version = in.find("version");
  if (version == in.end() || !version->is_number_integer() || *version != kVersion)
    return wrong("not of version " + std::to_string(kVersion));
  ports::RegistryProfile profile;
  std::optional<std::string> bad;
  eachField(profile, [&](const char* key, auto& member) {
    if (const auto found = in.find(key); found != in.end() && !bad && !read(*found, member)) bad = key;
  });
  if (bad) return wrong("the value of \"" + *bad + "\" is of the wrong kind");
  return profile;
}

} // namespace meridian::distribution
