// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/support.h"

#include "base/redact.h"
#include "disk/dir_lock.h"
#include "disk/file.h"
#include "disk/program.h"
#include "disk/secret_chain.h"
#include "engine/fleet.h"
#include "engine/registry_address.h"
#include "engine/support_machine.h"
#include "sqlite/inspect.h"
#include "sqlite/state_store.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <functional>
#include <map>
#include <system_error>
#include <unistd.h>

namespace meridian::engine {

using nlohmann::ordered_json;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t kJobs = 50, kOutcomes = 20, kEvents = 500, kActions = 200, kMostText = 16 << 20;

/// Secrets of the fleet's stores, so that they can be recognised.
base::Scrub secretsOf(const Fleet& fleet, const SupportRequest& request, const std::stop_token& stop) {
  base::Scrub scrub;
  const auto known = [&](const auth::Credential& one) {
    scrub.add(one.password);
    scrub.add(one.identity_token);
    if (!one.password.empty()) scrub.add(one.user + ":" + one.password);
  };
  for (const char* const* entry = ::environ; entry != nullptr && *entry != nullptr; ++entry) {
    const std::string_view text = *entry;
    const auto equals = text.find('=');
    if (!text.starts_with("MERIDIAN_CREDENTIAL_") || equals == std::string_view::npos) continue;
    const auto value = text.substr(equals + 1);
    scrub.add(value);
    if (const auto colon = value.find(':'); colon != std::string_view::npos) scrub.add(value.substr(colon + 1));
  }
  const auto ask = [&](ports::SecretStore& store, const std::string& name, const std::string& host) {
    if (const auto found = store.find(name, host, stop); found && *found) known(**found);
  };
  const auto chain = disk::SecretChain::standard(request.keychain);
  // Each place by itself: the first that has a name hides what others have under it.
  for (const auto& place : chain->places()) {
    for (const auto& region : fleet.regions) {
      ask(*place, region.credential, {});
      ask(*place, {}, hostOf(region.registry_url));
    }
    for (const auto& source : fleet.webhooks.sources) ask(*place, source.credential, {});
  }
  return scrub;
}

ordered_json errorOf(const base::Error& error) { return {{"problem", error.text()}}; }

std::string timeText(base::Timestamp time) { return time == base::Timestamp{} ? "" : base::formatTimestamp(time); }

/// JSON that may be damaged stays a text.
ordered_json parsed(const std::string& text) {
  auto json = ordered_json::parse(text, nullptr, false);
  return json.is_discarded() ? ordered_json(text) : json;
}

ordered_json sizes(const fs::path& folder) {
  ordered_json out = ordered_json::object();
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    std::error_code one;
    if (entry.is_regular_file(one)) out[entry.path().filename().string()] = entry.file_size(one);
  }
  std::uint64_t files = 0, bytes = 0;
  for (const auto& entry : fs::directory_iterator(folder / "spool", error)) {
    std::error_code one;
    const auto size = entry.file_size(one);
    if (!one) ++files, bytes += size;
  }
  out["spool"] = {{"files", files}, {"bytes", bytes}};
  const auto space = fs::space(folder, error);
  if (!error) out["free on that disk"] = space.available;
  return out;
}

ordered_json stateOf(const Places& places) {
  ordered_json out{{"folder", places.state_dir.string()}, {"in use by", disk::DirLock::holder(places.state_dir).value_or("nobody")}, {"sizes", sizes(places.state_dir)}};
  const auto looked = sqlite::inspect(places.state_dir / "state.db");
  if (!looked) return out.update(errorOf(looked.error())), out;
  out["sqlite"] = looked->sqlite;
  out["schema"] = looked->schema;
  out["integrity"] = looked->integrity;
  for (const auto& [table, rows] : looked->tables) out["rows"][table] = rows;
  for (const auto& [kind, rows] : looked->facts) out["facts"][kind] = rows;
  return out;
}

ordered_json jobsOf(ports::StateStore& store) {
  ordered_json out = ordered_json::array();
  const auto jobs = store.jobs("", kJobs);
  if (!jobs) return errorOf(jobs.error());
  for (const auto& job : *jobs) {
    ordered_json one{{"id", job.id}, {"rule", job.rule}, {"kind", job.kind}, {"state", ports::name(job.state)}, {"created", timeText(job.created)},
                     {"finished", timeText(job.finished)}, {"tags", {job.tags_matched, job.tags_copied, job.tags_unchanged, job.tags_failed}},
                     {"read", job.read.value}, {"written", job.written.value}, {"resumed", job.resumed.value}, {"error", job.error}};
    const auto outcomes = store.outcomes(job.id);
    std::size_t told = 0;
    for (const auto& outcome : outcomes.value_or(std::vector<ports::OutcomeRecord>{}))
      if (!outcome.error_message.empty() && told++ < kOutcomes)
        one["failures"].push_back({{"target", outcome.target}, {"ref", outcome.ref}, {"code", outcome.error_code}, {"message", outcome.error_message},
                                   {"http_status", outcome.http_status}, {"registry_code", outcome.registry_code}});
    out.push_back(std::move(one));
  }
  return out;
}

ordered_json eventsOf(ports::StateStore& store) {
  std::vector<ports::EventRecord> newest;
  for (std::uint64_t after = 0;;) {
    auto page = store.events("", after, 10'000);
    if (!page) return errorOf(page.error());
    if (page->empty()) break;
    after = page->back().seq;
    newest.insert(newest.end(), page->begin(), page->end());
    if (newest.size() > kEvents) newest.erase(newest.begin(), newest.end() - static_cast<std::ptrdiff_t>(kEvents));
  }
  ordered_json out = ordered_json::array();
  for (const auto& event : newest) out.push_back({timeText(event.time), event.level, event.job, event.text});
  return out;
}

ordered_json actionsOf(sqlite::StateStore& store) {
  ordered_json out = ordered_json::array();
  const auto actions = store.actions()->actions(0, kActions);
  if (!actions) return errorOf(actions.error());
  for (const auto& action : *actions)
    out.push_back({timeText(action.time), action.actor, action.verb, action.subject, action.detail, action.problem});
  return out;
}

/// Every string of it through `change`, names of keys too.
ordered_json changed(const ordered_json& json, const std::function<std::string(const std::string&)>& change) {
  if (json.is_string()) return change(json.get<std::string>());
  if (json.is_array()) {
    ordered_json out = ordered_json::array();
    for (const auto& one : json) out.push_back(changed(one, change));
    return out;
  }
  if (!json.is_object()) return json;
  ordered_json out = ordered_json::object();
  for (const auto& [key, value] : json.items()) out[change(key)] = changed(value, change);
  return out;
}

void addState(ordered_json& out, const Places& places, const Fleet& fleet) {
  out["state"] = stateOf(places);
  const auto store = sqlite::StateStore::openReadOnly(places.state_dir / "state.db");
  if (!store) {
    out["state"]["not read"] = store.error().text();
    return;
  }
  auto& profiles = out["registries"] = ordered_json::object();
  for (const auto& region : fleet.regions)
    if (const auto known = (*store)->fact("profile/" + region.id); known && *known)
      profiles[region.id] = {{"probed", (*known)->substr(0, (*known)->find('\n'))}, {"profile", parsed((*known)->substr(std::min((*known)->find('\n'), (*known)->size() - 1) + 1))}};
  out["jobs"] = jobsOf(**store);
  out["events"] = eventsOf(**store);
  out["activity"] = actionsOf(**store);
}

ordered_json unitsOf(const std::stop_token& stop) {
  ordered_json out = ordered_json::object();
  for (const bool user : {true, false}) {
    std::vector<std::string> argv{"systemctl"};
    if (user) argv.emplace_back("--user");
    for (const char* word : {"show", "meridiand.service", "--no-pager",
                             "--property=LoadState,ActiveState,SubState,Result,NRestarts,ExecMainStatus,ActiveEnterTimestamp,FragmentPath"})
      argv.emplace_back(word);
    const auto ended = disk::runProgram(argv, "", 64 << 10, std::chrono::seconds(10), stop);
    out[user ? "user" : "system"] = ended ? ended->output : ended.error().text();
  }
  return out;
}

} // namespace

std::string supportText(const SupportRequest& request, base::Timestamp now, std::stop_token stop) {
  const auto text = disk::readFile(request.places.fleet_file, kMostText);
  const auto fleet = text ? parseFleet(*text, request.places.fleet_file.string()) : base::Result<Fleet>(base::fail(text.error()));
  const auto known = fleet ? *fleet : Fleet{};
  ordered_json out{{"meridian support", 1}, {"made", base::formatTimestamp(now)}};
  for (const auto sentence : kSupportContent) out["what is in it"].push_back(sentence);
  out["what is not"] = "passwords, tokens and other secrets";
  for (const auto& [name, version] : request.programs) out["programs"][name] = version;
  for (const auto& [name, version] : librariesHere()) out["programs"][name] = version;
  for (const auto& [name, value] : machineHere()) out["machine"][name] = value;
  for (const auto& [name, value] : processHere()) out["process"][name] = value;
  out["fleet file"] = request.places.fleet_file.string();
  // As it is where it can be used: a secret in a fleet file is one of the mistakes that are found.
  out["fleet"] = fleet ? parsed(*text) : errorOf(fleet.error());
  addState(out, request.places, known);
  if (request.systemd) out["systemd"] = unitsOf(stop);
  const auto scrub = secretsOf(known, request, stop);
  const auto clean = changed(out, [&](const std::string& value) { return scrub(base::redactText(scrub(value))); });
  return clean.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

} // namespace meridian::engine
