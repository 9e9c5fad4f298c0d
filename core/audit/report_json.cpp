// SPDX-License-Identifier: GPL-3.0-or-later
#include "audit/report.h"

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <nlohmann/json.hpp>

namespace meridian::audit {

namespace {

using nlohmann::json;
using nlohmann::ordered_json;

ordered_json object(const RegionResult& region) {
  return {{"id", region.id},
          {"role", region.source ? "source" : "target"},
          {"reachable", region.reachable},
          {"pass_rate", region.passRate()},
          {"tags",
           {{"wanted", region.wanted},
            {"checked", region.checked},
            {"equal", region.equal},
            {"passed", region.passed},
            {"believed", region.believed}}},
          {"requests", region.requests},
          {"bytes_read", region.read.value}};
}

ordered_json object(const Drift& drift) {
  ordered_json out{{"region", drift.region},
                   {"cause", name(drift.cause)},
                   {"what", name(drift.what)},
                   {"repository", drift.repository},
                   {"refs", drift.refs},
                   {"wanted", drift.wanted.text()},
                   {"found", drift.found.text()},
                   {"size", drift.size.value},
                   {"detail", drift.detail},
                   {"repairable", drift.repairable},
                   {"remedy", drift.remedy},
                   {"error", nullptr}};
  if (drift.error)
    out["error"] = {{"code", base::name(drift.error->code)},
                    {"message", drift.error->text()},
                    {"http_status", drift.error->http_status},
                    {"registry_code", drift.error->registry_code}};
  return out;
}

ordered_json object(const Repair& repair) {
  ordered_json out{{"copies", ordered_json::array()}, {"pushes", ordered_json::array()}, {"hopeless", ordered_json::array()}};
  for (const auto& copy : repair.copies)
    out["copies"].push_back({{"region", copy.region}, {"ref", copy.ref}, {"digest", copy.digest.text()}});
  for (const auto& push : repair.pushes)
    out["pushes"].push_back({{"region", push.region},
                             {"repository", push.repository},
                             {"digest", push.digest.text()},
                             {"kind", push.manifest ? "manifest" : "blob"},
                             {"size", push.size.value},
                             {"from", push.from},
                             {"refs", push.refs}});
  for (const auto& hopeless : repair.hopeless)
    out["hopeless"].push_back({{"region", hopeless.region}, {"what", hopeless.what}, {"why", hopeless.why}});
  return out;
}

// --- and back

oci::Digest digest(const json& at, const char* key) {
  const auto parsed = oci::Digest::parse(at.value(key, std::string()));
  return parsed ? *parsed : oci::Digest();
}

/// The enumerator of that name; `none` for other words.
template <class Enum>
Enum named(const std::string& text, Enum last, Enum none) {
  for (int i = 0; i <= static_cast<int>(last); ++i)
    if (name(static_cast<Enum>(i)) == text) return static_cast<Enum>(i);
  return none;
}

base::Timestamp timestamp(const std::string& text) {
  std::tm utc{};
  if (std::sscanf(text.c_str(), "%d-%d-%dT%d:%d:%dZ", &utc.tm_year, &utc.tm_mon, &utc.tm_mday, &utc.tm_hour, &utc.tm_min,
                  &utc.tm_sec) != 6)
    return {};
  utc.tm_year -= 1900;
  utc.tm_mon -= 1;
  return base::Timestamp{std::chrono::seconds(timegm(&utc))};
}

RegionResult region(const json& at) {
  RegionResult out;
  out.id = at.at("id");
  out.source = at.at("role") == "source";
  out.reachable = at.at("reachable");
  const auto& tags = at.at("tags");
  out.wanted = tags.at("wanted");
  out.checked = tags.at("checked");
  out.equal = tags.at("equal");
  out.passed = tags.at("passed");
  out.believed = tags.at("believed");
  out.requests = at.at("requests");
  out.read = {at.at("bytes_read")};
  return out;
}

Drift drift(const json& at) {
  Drift out;
  out.region = at.at("region");
  out.cause = named(at.at("cause"), Cause::Unreadable, Cause::Unreadable);
  out.what = named(at.at("what"), What::Blob, What::Tag);
  out.repository = at.at("repository");
  out.refs = at.at("refs").get<std::vector<std::string>>();
  out.wanted = digest(at, "wanted");
  out.found = digest(at, "found");
  out.size = {at.at("size")};
  out.detail = at.at("detail");
  out.repairable = at.at("repairable");
  out.remedy = at.at("remedy");
  if (const auto& error = at.at("error"); error.is_object()) {
    base::Error read;
    for (int i = 0; i <= static_cast<int>(base::Errc::Internal); ++i)
      if (base::name(static_cast<base::Errc>(i)) == error.at("code")) read.code = static_cast<base::Errc>(i);
    read.message = error.at("message");
    out.error = std::move(read); // its text holds status and code already
  }
  return out;
}

Repair repair(const json& at) {
  Repair out;
  for (const auto& copy : at.at("copies")) out.copies.push_back({copy.at("region"), copy.at("ref"), digest(copy, "digest")});
  for (const auto& push : at.at("pushes"))
    out.pushes.push_back({push.at("region"), push.at("repository"), digest(push, "digest"), push.at("kind") == "manifest",
                          {push.at("size")}, push.at("from"), push.at("refs").get<std::vector<std::string>>()});
  for (const auto& hopeless : at.at("hopeless"))
    out.hopeless.push_back({hopeless.at("region"), hopeless.at("what"), hopeless.at("why")});
  return out;
}

} // namespace

std::string toJson(const Result& result) {
  ordered_json causes;
  for (const auto cause : kCauses) causes[std::string(name(cause))] = result.count(cause);
  std::uint64_t requests = 0;
  base::ByteCount read;
  for (const auto& region : result.regions) {
    requests += region.requests;
    read += region.read;
  }
  ordered_json out{{"rule", result.rule},
                   {"job", result.job},
                   {"depth", name(result.depth)},
                   {"percent", result.percent},
                   {"started", base::formatTimestamp(result.started)},
                   {"seconds", result.seconds.count()},
                   {"consistent", result.consistent()},
                   {"pass_rate", result.passRate()},
                   {"tags", {{"wanted", result.wanted()}, {"passed", result.passed()}}},
                   {"causes", std::move(causes)},
                   {"requests", requests},
                   {"bytes_read", read.value},
                   {"regions", ordered_json::array()},
                   {"drifts", ordered_json::array()},
                   {"repair", object(result.repair)},
                   {"mended", ordered_json::array()}};
  for (const auto& region : result.regions) out["regions"].push_back(object(region));
  for (const auto& drift : result.drifts) out["drifts"].push_back(object(drift));
  for (const auto& mended : result.mended)
    out["mended"].push_back({{"region", mended.region}, {"what", mended.what}, {"done", mended.done}, {"why", mended.why}});
  return out.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

base::Result<Result> fromJson(std::string_view text) {
  try {
    const auto at = json::parse(text);
    Result out;
    out.rule = at.at("rule");
    out.job = at.at("job");
    out.depth = named(at.at("depth"), Depth::Deep, Depth::Content);
    out.percent = at.at("percent");
    out.started = timestamp(at.at("started"));
    out.seconds = base::Seconds(at.at("seconds").get<double>());
    for (const auto& entry : at.at("regions")) out.regions.push_back(region(entry));
    for (const auto& entry : at.at("drifts")) out.drifts.push_back(drift(entry));
    out.repair = repair(at.at("repair"));
    for (const auto& entry : at.at("mended"))
      out.mended.push_back({entry.at("region"), entry.at("what"), entry.at("done"), entry.at("why")});
    return out;
  } catch (const json::exception& error) {
    return base::fail(base::Errc::ParseFailed, std::string("this is no audit's result: ") + error.what());
  }
}

} // namespace meridian::audit
