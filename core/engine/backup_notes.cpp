// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/backup_notes.h"

#include <nlohmann/json.hpp>

#include <array>
#include <unistd.h>

namespace meridian::engine {

using nlohmann::json;

BackupNotes notesOf(const Backup& backup, const std::filesystem::path& fleet_file, const std::map<std::string, std::string>& trust) {
  const json manifest{{"program", backup.program}, {"host", backup.host},         {"time", base::formatTimestamp(backup.time)},
                      {"schema", backup.schema},   {"jobs", backup.jobs},         {"fleet_file", fleet_file.string()},
                      {"trust", trust},            {"credentials", backup.credentials}, {"not_in_it", backup.not_in_it}};
  return {{"manifest", manifest.dump(2, ' ', false, json::error_handler_t::replace)}};
}

base::Result<void> readNotes(const BackupNotes& notes, Backup& backup, std::string& fleet_file, std::map<std::string, std::string>& trust) {
  const auto found = notes.find("manifest");
  try {
    const auto manifest = json::parse(found == notes.end() ? "" : found->second);
    backup.program = manifest.at("program").get<std::string>();
    backup.host = manifest.at("host").get<std::string>();
    backup.time = base::parseTimestamp(manifest.at("time").get<std::string>());
    backup.schema = manifest.at("schema").get<std::int64_t>();
    backup.jobs = manifest.at("jobs").get<std::uint64_t>();
    backup.credentials = manifest.at("credentials").get<std::vector<std::string>>();
    backup.not_in_it = manifest.at("not_in_it").get<std::vector<std::string>>();
    trust = manifest.at("trust").get<std::map<std::string, std::string>>();
    fleet_file = manifest.at("fleet_file").get<std::string>();
    return {};
  } catch (const json::exception&) {
    return base::fail(base::Errc::ContentMismatch, "the backup does not say what is in it");
  }
}

std::string hostName() {
  std::array<char, 256> host{};
  return ::gethostname(host.data(), host.size() - 1) == 0 ? host.data() : "";
}

} // namespace meridian::engine
