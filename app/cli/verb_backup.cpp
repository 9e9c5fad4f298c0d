// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"
#include "cli/table.h"
#include "cli/verbs.h"
#include "engine/backup.h"
#include "engine/ledger.h"
#include "manual/version.h"

#include <cstdio>
#include <nlohmann/json.hpp>

namespace meridian::cli {

using nlohmann::ordered_json;

namespace {

ordered_json object(const engine::Backup& backup) {
  ordered_json entries = ordered_json::array();
  for (const auto& entry : backup.entries) entries.push_back({{"name", entry.name}, {"size", entry.size.value}, {"sha256", entry.sha256}});
  return {{"file", backup.file.string()}, {"size", backup.size.value}, {"program", backup.program},
          {"host", backup.host}, {"time", base::formatTimestamp(backup.time)}, {"schema", backup.schema},
          {"jobs", backup.jobs}, {"entries", entries}, {"credentials", backup.credentials}, {"not_in_it", backup.not_in_it}};
}

void print(const ordered_json& json) {
  std::printf("%s\n", json.dump(2, ' ', false, ordered_json::error_handler_t::replace).c_str());
}

void printEntries(const engine::Backup& backup) {
  Table table({"what", "size", "sha256"}, {false, true, false});
  for (const auto& entry : backup.entries) table.add({entry.name, base::formatBytes(entry.size), entry.sha256.substr(0, 16)});
  std::fputs(table.text().c_str(), stdout);
}

/// What a person has to do by hand, because no file holds secrets.
void printLeft(const engine::Backup& backup, const char* head) {
  if (backup.credentials.empty() && backup.not_in_it.empty()) return;
  std::printf("\n%s\n", head);
  for (const auto& name : backup.credentials) std::printf("  meridianctl credential set %s\n", name.c_str());
  for (const auto& what : backup.not_in_it) std::printf("  %s\n", what.c_str());
}

engine::Places places(const Options& options) { return {options.fleet, options.state}; }

} // namespace

int backUp(const Options& options) {
  const Interrupt interrupt;
  const auto made = engine::backUp(places(options), options.arguments.front(), manual::version(), base::SystemClock().now(), interrupt.token());
  if (!made) return complain(options, made.error());
  if (options.json) return print(object(*made)), kDone;
  std::printf("%s: %s, read again and whole\n", made->file.c_str(), base::formatBytes(made->size).c_str());
  if (options.quiet) return kDone;
  printEntries(*made);
  printLeft(*made, "Not in it, because they are secrets or were not there; after a restore:");
  return kDone;
}

int restore(const Options& options) {
  const Interrupt interrupt;
  const auto done = engine::restore(places(options), options.arguments.front(), base::SystemClock().now(),
                                    engine::actorHere("meridianctl"), interrupt.token());
  if (!done) return complain(options, done.error());
  if (options.json) {
    ordered_json kept = ordered_json::array();
    for (const auto& file : done->kept) kept.push_back(file.string());
    print({{"restored", object(done->backup)}, {"fleet", options.fleet.string()}, {"state", options.state.string()}, {"kept", kept}, {"remarks", done->remarks}});
    return kDone;
  }
  std::printf("restored what %s held at %s\n", done->backup.host.c_str(), base::formatTimestamp(done->backup.time).c_str());
  if (options.quiet) return kDone;
  printEntries(done->backup);
  for (const auto& file : done->kept) std::printf("kept %s\n", file.c_str());
  for (const auto& remark : done->remarks) std::printf("%s\n", remark.c_str());
  printLeft(done->backup, "To do, because a backup holds no secrets:");
  std::printf("\nThen start meridiand or meridian: jobs that were running start over by what the registries have, and every rule\n"
              "is audited once.\n");
  return kDone;
}

} // namespace meridian::cli
