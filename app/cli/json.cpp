// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/json.h"

#include <nlohmann/json.hpp>

namespace meridian::cli {

using nlohmann::ordered_json;

namespace {

ordered_json seconds(base::Timestamp from, base::Timestamp to) {
  if (from == base::Timestamp{} || to == base::Timestamp{}) return 0.0;
  return static_cast<double>((to - from).count()) / 1000.0;
}

ordered_json time(base::Timestamp when) {
  if (when == base::Timestamp{}) return nullptr;
  return base::formatTimestamp(when);
}

ordered_json object(const base::Error& error, const std::string& target, const std::string& ref) {
  return {{"target", target},
          {"ref", ref},
          {"code", base::name(error.code)},
          {"message", error.text()},
          {"http_status", error.http_status},
          {"registry_code", error.registry_code},
          {"retry_after", error.retry_after.count()}};
}

ordered_json object(const ports::JobRecord& record) {
  return {{"job", record.id},
          {"rule", record.rule},
          {"kind", record.kind},
          {"result", ports::name(record.state)},
          {"created", time(record.created)},
          {"started", time(record.started)},
          {"finished", time(record.finished)},
          {"seconds", seconds(record.started, record.finished)},
          {"tags",
           {{"matched", record.tags_matched},
            {"copied", record.tags_copied},
            {"unchanged", record.tags_unchanged},
            {"failed", record.tags_failed}}},
          {"bytes",
           {{"read", record.read.value},
            {"written", record.written.value},
            {"mounted", record.mounted.value},
            {"skipped", record.skipped.value},
            {"resumed", record.resumed.value}}},
          {"requests", {{"source", record.source_requests}, {"targets", record.target_requests}}}};
}

ordered_json object(const engine::PromotionStatus& promotion) {
  ordered_json json{{"phase", engine::name(promotion.phase)}, {"flip_skew_ms", promotion.skew.count()}, {"conflicts", ordered_json::array()},
                    {"lagging", ordered_json::array()}, {"regions", ordered_json::array()}};
  for (const auto& conflict : promotion.conflicts)
    json["conflicts"].push_back({{"target", conflict.target}, {"ref", conflict.ref}, {"recorded", conflict.recorded},
                                 {"found", conflict.found}, {"wanted", conflict.wanted}});
  for (const auto& region : promotion.regions) {
    if (region.lagging) json["lagging"].push_back(region.id);
    json["regions"].push_back({{"id", region.id}, {"wave", region.wave}, {"staged", region.staged}, {"flipped", region.flipped},
                               {"total", region.total}, {"lagging", region.lagging}, {"text", region.text}});
  }
  return json;
}

ordered_json object(const engine::JobSummary& summary) {
  auto json = object(summary.record);
  json["targets"] = ordered_json::array();
  for (const auto& target : summary.targets)
    json["targets"].push_back({{"id", target.id}, {"result", ports::name(target.result)}, {"tags_copied", target.tags_copied}});
  json["errors"] = ordered_json::array();
  for (const auto& outcome : summary.outcomes)
    if (outcome.result == "failed" || outcome.result == "refused")
      json["errors"].push_back({{"target", outcome.target},
                                {"ref", outcome.ref},
                                {"code", outcome.error_code},
                                {"message", outcome.error_message},
                                {"http_status", outcome.http_status},
                                {"registry_code", outcome.registry_code},
                                {"retry_after", outcome.retry_after}});
  json["deleted"] = ordered_json::array();
  for (const auto& outcome : summary.outcomes)
    if (outcome.result == "deleted")
      json["deleted"].push_back({{"target", outcome.target}, {"ref", outcome.ref}, {"digest", outcome.digest}});
  if (summary.promotion) json["promotion"] = object(*summary.promotion);
  return json;
}

ordered_json list(const std::vector<oci::Digest>& digests) {
  auto out = ordered_json::array();
  for (const auto& digest : digests) out.push_back(digest.text());
  return out;
}

ordered_json object(const plan::Deletion& deletion) {
  return {{"target", deletion.target},
          {"ref", deletion.ref()},
          {"digest", deletion.digest ? ordered_json(deletion.digest->text()) : ordered_json(nullptr)},
          {"state", plan::name(deletion.state)},
          {"missed", time(deletion.missed)},
          {"until", time(deletion.until)},
          {"reason", deletion.reason},
          {"shared_tags", deletion.radius.shared},
          {"parent_tags", deletion.radius.parents},
          {"own_children", list(deletion.radius.own_children)},
          {"shared_children", list(deletion.radius.shared_children)},
          {"referrers", list(deletion.radius.referrers)}};
}

ordered_json object(const plan::Plan& plan) {
  ordered_json json{{"rule", plan.rule},
                    {"source", plan.source},
                    {"tags", {{"matched", plan.tags_matched}, {"to_copy", plan.tags.size()}}},
                    {"bytes", {{"read", plan.read.value}, {"write", plan.write().value}}},
                    {"requests", {{"source", plan.source_requests}}},
                    {"estimate_seconds", plan.estimate.count()},
                    {"targets", ordered_json::array()},
                    {"errors", ordered_json::array()}};
  for (const auto& target : plan.targets) {
    json["targets"].push_back({{"id", target.id},
                               {"reachable", target.reachable},
                               {"tags", {{"copy", target.tags_copied}, {"unchanged", target.tags_unchanged}, {"replace", target.tags_replaced}}},
                               {"blobs", target.blobs},
                               {"bytes", {{"write", target.write.value}, {"mounted", target.mounted.value}, {"skipped", target.skipped.value}}},
                               {"requests", target.requests}});
    if (!target.reachable) json["errors"].push_back(object(target.error, target.id, {}));
  }
  ordered_json copies = ordered_json::array();
  for (const auto& step : plan.tags)
    copies.push_back({{"target", plan.targets[step.target].id},
                      {"ref", step.ref()},
                      {"digest", step.manifests.back()->digest.text()},
                      {"replaces", step.replaces ? ordered_json(step.replaces->text()) : ordered_json(nullptr)},
                      {"bytes", step.bytes.value}});
  json["copies"] = std::move(copies);
  json["rewritten"] = plan.tags_rewritten;
  json["sparse"] = plan.tags_sparse;
  json["referrers"] = plan.referrers;
  json["advice"] = plan.advice;
  json["deletions"] = ordered_json::array();
  for (const auto& deletion : plan.deletions) json["deletions"].push_back(object(deletion));
  json["deletion_remarks"] = plan.deletion_remarks;
  for (const auto& entry : plan.unreadable) json["errors"].push_back(object(entry.error, entry.target, entry.ref));
  return json;
}

ordered_json object(const engine::RegionCheck& check) {
  ordered_json json{{"id", check.region},
                    {"passed", check.passed},
                    {"auth", check.auth},
                    {"product", check.product},
                    {"round_trip_ms", check.round_trip.count() * 1000},
                    {"steps", ordered_json::array()}};
  for (const auto& step : check.steps)
    json["steps"].push_back({{"step", engine::name(step.kind)}, {"passed", step.passed}, {"text", step.text}, {"advice", step.advice}});
  if (check.error) json["error"] = object(*check.error, check.region, {});
  return json;
}

ordered_json object(const std::string& region, const ports::RegistryProfile& profile) {
  return {{"region", region},
          {"probed", time(profile.probed)},
          {"server", profile.server},
          {"auth", profile.auth},
          {"streaming", ports::name(profile.streaming)},
          {"chunked", ports::name(profile.chunked)},
          {"monolithic", ports::name(profile.monolithic)},
          {"single_post", ports::name(profile.single_post)},
          {"chunk_min", profile.chunk_min.value},
          {"chunk_max", profile.chunk_max.value},
          {"resume", ports::name(profile.resume)},
          {"cut_kept", ports::name(profile.cut_kept)},
          {"own_offset", profile.own_offset},
          {"mount", ports::name(profile.mount)},
          {"mount_anonymous", ports::name(profile.mount_anonymous)},
          {"range", ports::name(profile.range)},
          {"redirects", profile.redirects},
          {"referrers", ports::name(profile.referrers)},
          {"tag_delete", ports::name(profile.tag_delete)},
          {"sparse_index", ports::name(profile.sparse_index)},
          {"http_versions", profile.http_versions},
          {"http_version", profile.http_version},
          {"round_trip_us", profile.round_trip.count()},
          {"read_rate", profile.read_rate.value},
          {"remarks", profile.remarks}};
}

ordered_json object(const engine::TagMatrix& matrix) {
  ordered_json json{{"repository", matrix.repository}, {"regions", matrix.regions}, {"tags", ordered_json::array()}};
  for (const auto& row : matrix.rows) {
    ordered_json digests = ordered_json::object();
    for (std::size_t i = 0; i < matrix.regions.size(); ++i)
      digests[matrix.regions[i]] = row.digests[i] ? ordered_json(row.digests[i]->text()) : ordered_json(nullptr);
    json["tags"].push_back({{"tag", row.tag}, {"drift", row.drift}, {"digests", std::move(digests)}});
  }
  json["errors"] = ordered_json::array();
  for (const auto& [region, error] : matrix.problems) json["errors"].push_back(object(error, region, matrix.repository));
  return json;
}

std::string dump(const ordered_json& json) {
  return json.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

} // namespace

std::string jsonText(const engine::JobSummary& summary) { return dump(object(summary)); }

std::string jsonText(const engine::JobSummary& summary, const std::vector<ports::EventRecord>& events) {
  auto json = object(summary);
  json["events"] = ordered_json::array();
  for (const auto& event : events)
    json["events"].push_back({{"time", base::formatTimestamp(event.time)}, {"level", event.level}, {"text", event.text}});
  return dump(json);
}

std::string jsonText(const std::vector<ports::JobRecord>& jobs) {
  auto rows = ordered_json::array();
  for (const auto& record : jobs) rows.push_back(object(record));
  return dump({{"jobs", std::move(rows)}});
}

std::string jsonText(const std::vector<ports::ActionRecord>& actions) {
  auto rows = ordered_json::array();
  for (const auto& action : actions)
    rows.push_back({{"seq", action.seq},
                    {"time", time(action.time)},
                    {"actor", action.actor},
                    {"verb", action.verb},
                    {"subject", action.subject},
                    {"detail", action.detail},
                    {"problem", action.problem}});
  return dump({{"actions", std::move(rows)}});
}

std::string jsonText(const plan::Plan& plan) { return dump(object(plan)); }
std::string jsonText(const std::vector<engine::DeletedTag>& tags) {
  auto rows = ordered_json::array();
  for (const auto& tag : tags)
    rows.push_back({{"rule", tag.rule},
                    {"target", tag.target},
                    {"ref", tag.ref},
                    {"digest", tag.digest},
                    {"deleted", time(tag.time)},
                    {"manifests", tag.manifests}});
  return dump({{"deleted", std::move(rows)}});
}
std::string jsonText(const engine::TagMatrix& matrix) { return dump(object(matrix)); }
std::string jsonText(const std::string& region, const ports::RegistryProfile& profile) { return dump(object(region, profile)); }

std::string jsonText(const std::string& fleet_file, const engine::Fleet& fleet,
                     const std::vector<engine::RegionCheck>& checks) {
  auto rows = ordered_json::array();
  bool passed = true;
  for (const auto& check : checks) {
    rows.push_back(object(check));
    passed = passed && check.passed;
  }
  return dump({{"fleet", fleet_file}, {"rules", fleet.rules.size()}, {"passed", passed}, {"regions", std::move(rows)}});
}

std::string jsonText(const std::string& job, const std::string& verb, const std::string& message) {
  return dump({{"job", job}, {"verb", verb}, {"result", "done"}, {"message", message}});
}

std::string jsonText(const base::Error& error) {
  auto errors = ordered_json::array();
  errors.push_back(object(error, {}, {}));
  return dump({{"result", "failed"}, {"errors", std::move(errors)}});
}

std::string auditsText(const std::vector<std::string>& reports) {
  bool consistent = true;
  ordered_json audits = ordered_json::array();
  for (const auto& report : reports) {
    auto read = ordered_json::parse(report, nullptr, false);
    if (read.is_discarded()) continue;
    consistent = consistent && read.value("consistent", false);
    audits.push_back(std::move(read));
  }
  return ordered_json{{"consistent", consistent}, {"audits", std::move(audits)}}.dump(2) + "\n";
}

} // namespace meridian::cli
