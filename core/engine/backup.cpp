// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/backup.h"

#include "auth/certificate.h"
#include "disk/file.h"
#include "engine/backup_notes.h"
#include "engine/fleet.h"
#include "sqlite/archive.h"
#include "sqlite/inspect.h"
#include "sqlite/state_store.h"

#include <algorithm>
#include <cerrno>
#include <set>
#include <system_error>
#include <unistd.h>

namespace meridian::engine {

using base::Errc;
using base::fail;
using base::Result;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMostText = 16 << 20;

/// A file beside another that goes with this.
class Passing {
public:
  explicit Passing(fs::path file) : m_file(std::move(file)) { clear(); }
  ~Passing() { clear(); }
  Passing(const Passing&) = delete;
  Passing& operator=(const Passing&) = delete;
  [[nodiscard]] const fs::path& path() const { return m_file; }

private:
  void clear() const {
    std::error_code ignored;
    for (const char* part : {"", "-wal", "-shm", "-journal"}) fs::remove(m_file.string() + part, ignored);
  }
  const fs::path m_file;
};

fs::path hidden(const fs::path& file, const char* what) {
  return file.parent_path() / ("." + file.filename().string() + "." + what + "-" + std::to_string(::getpid()));
}

/// Under its name, which nobody may have.
Result<void> publish(const fs::path& from, const fs::path& to) {
  if (::link(from.c_str(), to.c_str()) == 0) return {};
  if (errno == EEXIST) return fail(Errc::AlreadyExists, to.string() + " exists already and is not overwritten");
  std::error_code error;
  if (fs::exists(to, error)) return fail(Errc::AlreadyExists, to.string() + " exists already and is not overwritten");
  fs::rename(from, to, error); // a disk without links
  if (error) return fail(Errc::IoFailed, "cannot write " + to.string() + ": " + error.message());
  return {};
}

/// A copy without what would let others go on with uploads of ours.
Result<void> copyState(const fs::path& from, const fs::path& to, base::Timestamp now, Backup& out) {
  if (auto copied = sqlite::copyChecked(from, to); !copied) return copied;
  {
    auto store = sqlite::StateStore::open(to, now);
    if (!store) return base::pass(std::move(store));
    if (auto gone = forgetFacts(**store, {"upload/"}); !gone) return gone;
  }
  removeKeptVersions(to);
  if (auto packed = sqlite::compact(to); !packed) return packed;
  const auto looked = sqlite::inspect(to);
  if (!looked) return base::fail(looked.error());
  out.schema = looked->schema;
  for (const auto& [table, rows] : looked->tables)
    if (table == "jobs") out.jobs = rows;
  return {};
}

/// Certificates alone: a key may lie in the same file.
Result<void> addTrust(sqlite::Archive& archive, const Fleet& fleet, const fs::path& folder, std::map<std::string, std::string>& regions,
                      Backup& out) {
  std::set<std::string> names;
  const auto add = [&](const std::string& name, const fs::path& file) -> Result<bool> {
    if (!names.insert(name).second) return true;
    const auto text = disk::readFile(file, kMostText);
    const auto certificates = text ? auth::parseCertificates(*text) : Result<std::vector<auth::Certificate>>(base::fail(text.error()));
    if (!certificates) {
      out.not_in_it.push_back(file.string() + ", which could not be read: " + certificates.error().message);
      return false;
    }
    std::string pem;
    for (const auto& one : *certificates) pem += one.pem;
    if (auto added = archive.addText("trust/" + name, pem); !added) return base::pass(std::move(added));
    return true;
  };
  for (const auto& region : fleet.regions) {
    if (region.ca.empty()) continue;
    const fs::path file = region.ca;
    const auto name = file.parent_path() == folder ? file.filename().string() : region.id + ".pem";
    auto added = add(name, file);
    if (!added) return base::pass(std::move(added));
    if (*added) regions[region.id] = name;
  }
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(folder, none))
    if (entry.path().extension() == ".pem")
      if (auto added = add(entry.path().filename().string(), entry.path()); !added) return base::pass(std::move(added));
  return {};
}

void nameSecrets(const Fleet& fleet, Backup& out) {
  std::set<std::string> names;
  for (const auto& region : fleet.regions) names.insert(region.credential);
  for (const auto& source : fleet.webhooks.sources) names.insert(source.credential);
  names.erase("");
  out.credentials.assign(names.begin(), names.end());
  if (!fleet.webhooks.key.empty()) out.not_in_it.push_back("the webhook listener's certificate and key: " + fleet.webhooks.certificate + ", " + fleet.webhooks.key);
}

} // namespace

Result<void> forgetFacts(ports::StateStore& store, const std::vector<std::string>& prefixes) {
  std::vector<std::pair<std::string, std::string>> gone;
  for (const auto& prefix : prefixes) {
    auto facts = store.facts(prefix);
    if (!facts) return base::pass(std::move(facts));
    for (auto& [name, value] : *facts) gone.emplace_back(std::move(name), std::string());
  }
  return store.putFacts(gone);
}

void removeKeptVersions(const fs::path& database) {
  std::error_code none;
  const auto name = database.filename().string() + ".before-";
  for (const auto& entry : fs::directory_iterator(database.parent_path(), none)) {
    std::error_code ignored;
    if (entry.path().filename().string().starts_with(name)) fs::remove(entry.path(), ignored);
  }
}

Result<Backup> backUp(const Places& places, const fs::path& named, std::string_view program, base::Timestamp now, std::stop_token stop) {
  Backup out;
  out.file = fs::absolute(named);
  out.program = program;
  out.host = hostName();
  out.time = now;
  std::error_code error;
  if (fs::exists(out.file, error)) return fail(Errc::AlreadyExists, out.file.string() + " exists already and is not overwritten");
  const auto fleet_file = fs::absolute(places.fleet_file);
  auto text = disk::readFile(fleet_file, kMostText);
  if (!text) return base::pass(std::move(text));
  auto fleet = parseFleet(*text, fleet_file.string());
  if (!fleet) return base::pass(std::move(fleet));
  nameSecrets(*fleet, out);

  const Passing growing(hidden(out.file, "partial")), state(hidden(out.file, "state"));
  auto archive = sqlite::Archive::create(growing.path());
  if (!archive) return base::pass(std::move(archive));
  if (auto added = archive->addText("fleet.json", *text); !added) return base::pass(std::move(added));
  std::map<std::string, std::string> trust;
  if (auto added = addTrust(*archive, *fleet, fleet_file.parent_path() / "trust", trust, out); !added) return base::pass(std::move(added));
  const auto database = places.state_dir / "state.db";
  if (fs::exists(database, error)) {
    if (auto copied = copyState(database, state.path(), now, out); !copied) return base::pass(std::move(copied), "copy the state");
    if (stop.stop_requested()) return fail(Errc::Cancelled, "cancelled");
    if (auto added = archive->addFile("state.db", state.path()); !added) return base::pass(std::move(added));
  } else {
    out.not_in_it.push_back("a state: there is none in " + places.state_dir.string());
  }
  if (auto done = archive->finish(notesOf(out, fleet_file, trust)); !done) return base::pass(std::move(done));
  archive = sqlite::Archive::open(growing.path());
  if (!archive) return base::pass(std::move(archive), "check the backup");
  if (auto good = archive->verify(stop); !good) return base::pass(std::move(good), "check the backup");
  auto entries = archive->entries();
  if (!entries) return base::pass(std::move(entries));
  for (auto& entry : *entries) out.entries.push_back({std::move(entry.name), entry.size, std::move(entry.sha256)});
  out.size.value = fs::file_size(growing.path(), error);
  if (auto done = publish(growing.path(), out.file); !done) return base::pass(std::move(done));
  return out;
}

} // namespace meridian::engine
