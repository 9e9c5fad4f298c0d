// SPDX-License-Identifier: GPL-3.0-or-later
#include "disk/dir_lock.h"
#include "disk/file.h"
#include "engine/backup.h"
#include "engine/backup_notes.h"
#include "engine/fleet.h"
#include "ports/rebuilt.h"
#include "promote/journals.h"
#include "sqlite/archive.h"
#include "sqlite/inspect.h"
#include "sqlite/state_store.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <ctime>
#include <optional>
#include <system_error>
#include <unistd.h>

namespace meridian::engine {

using base::Errc;
using base::fail;
using base::Result;
namespace fs = std::filesystem;

namespace {

constexpr std::array kLogs{"-wal", "-shm", "-journal"};

/// What was backed up, read and made to fit where it goes.
struct Unpacked {
  std::string fleet;
  std::map<std::string, std::string> trust; ///< PEM text by file name
  std::optional<fs::path> state;            ///< beside where it goes
};

std::string stampOf(base::Timestamp now) {
  const std::time_t seconds = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count();
  std::tm utc{};
  gmtime_r(&seconds, &utc);
  std::array<char, 32> text{};
  std::strftime(text.data(), text.size(), "%Y%m%dT%H%M%SZ", &utc);
  return text.data();
}

void removeDatabase(const fs::path& file) {
  std::error_code ignored;
  fs::remove(file, ignored);
  for (const char* part : kLogs) fs::remove(file.string() + part, ignored);
}

/// Names in a backup become names of files: nothing leads out of the folder.
bool isPlainName(const std::string& name) {
  return !name.empty() && name.front() != '.' && name.find('/') == std::string::npos && name.find('\0') == std::string::npos;
}

/// Certificates are found where they are put, on whatever machine.
Result<std::string> fleetHere(const std::string& text, const fs::path& folder, const std::map<std::string, std::string>& trust,
                              std::vector<std::string>& remarks) {
  auto fleet = parseFleet(text, "fleet.json of the backup");
  if (!fleet) return base::pass(std::move(fleet));
  bool changed = false;
  for (auto& region : fleet->regions) {
    const auto kept = trust.find(region.id);
    if (region.ca.empty() || kept == trust.end()) continue;
    const auto here = (folder / kept->second).string();
    std::error_code error;
    // What lies at a place of its own, and is there, stays the one that is used.
    if (region.ca == here || (fs::path(region.ca).parent_path().filename() != "trust" && fs::exists(region.ca, error))) continue;
    remarks.push_back("region " + region.id + " trusts " + here + ", which was " + region.ca);
    region.ca = here;
    changed = true;
  }
  return changed ? toJson(*fleet) : text;
}

/// What a state of another time may not go on with.
Result<void> calm(ports::StateStore& store, base::Timestamp now, const Backup& backup, std::vector<std::string>& remarks) {
  if (auto gone = forgetFacts(store, {"upload/", "audited/"}); !gone) return gone;
  // By their names: one that cannot be read is not gone on with either.
  constexpr std::string_view kOpen = "promotion-open/";
  const auto open = store.facts(kOpen);
  if (!open) return base::fail(open.error());
  for (const auto& [name, value] : *open) {
    const auto id = name.substr(kOpen.size());
    const auto journal = promote::Journals(store).load(id);
    if (auto gone = forgetFacts(store, {name, "promotion-content/" + id + "/", "promotion/" + id}); !gone) return gone;
    remarks.push_back("the promotion " + id + (journal ? " of rule " + journal->rule : "") + ", which was under way, is not gone on with");
  }
  const auto text = "restored from a backup of " + base::formatTimestamp(backup.time) + " made on " + backup.host +
                    "; audits find out again how the regions stand";
  if (auto told = store.putEvents({{0, {}, now, "warning", text}}); !told) return told;
  return store.putFact(ports::kRebuiltFact, std::to_string(now.time_since_epoch().count()));
}

/// Puts new files in the place of others; undone as a whole until keep() was called.
class Exchange {
public:
  explicit Exchange(base::Timestamp now) : m_suffix(".before-restore-" + stampOf(now)) {}
  ~Exchange() {
    if (m_done) return;
    std::error_code ignored;
    for (auto it = m_moved.rbegin(); it != m_moved.rend(); ++it) fs::rename(it->second, it->first, ignored);
  }
  Exchange(const Exchange&) = delete;
  Exchange& operator=(const Exchange&) = delete;

  /// What is there gets its other name and stays where it is too, so that there is a file at every moment.
  Result<void> keepOld(const fs::path& file) {
    std::error_code error;
    if (!fs::exists(file, error)) return {};
    fs::path aside = file.string() + m_suffix;
    for (int n = 2; fs::exists(aside, error); ++n) aside = file.string() + m_suffix + "-" + std::to_string(n);
    if (::link(file.c_str(), aside.c_str()) != 0 && ::rename(file.c_str(), aside.c_str()) != 0)
      return disk::failErrno(errno, "cannot keep " + file.string());
    m_moved.emplace_back(file, aside);
    m_kept.push_back(aside);
    return {};
  }
  /// Without a copy at the old place: a log must not lie beside another database.
  Result<void> moveOld(const fs::path& file, const fs::path& aside) {
    if (::rename(file.c_str(), aside.c_str()) != 0) return errno == ENOENT ? Result<void>{} : disk::failErrno(errno, "cannot keep " + file.string());
    m_moved.emplace_back(file, aside);
    return {};
  }
  [[nodiscard]] fs::path lastKept() const { return m_kept.empty() ? fs::path() : m_kept.back(); }
  [[nodiscard]] std::vector<fs::path> keep() {
    m_done = true;
    return m_kept;
  }

private:
  const std::string m_suffix;
  std::vector<std::pair<fs::path, fs::path>> m_moved;
  std::vector<fs::path> m_kept;
  bool m_done = false;
};

Result<void> putState(Exchange& exchange, const fs::path& fresh, const fs::path& file) {
  const auto before = exchange.lastKept();
  if (auto kept = exchange.keepOld(file); !kept) return kept;
  const auto aside = exchange.lastKept() == before ? fs::path(file.string() + ".log-of-nothing") : exchange.lastKept();
  for (const char* part : kLogs)
    if (auto moved = exchange.moveOld(file.string() + part, aside.string() + part); !moved) return moved;
  if (::rename(fresh.c_str(), file.c_str()) != 0) return disk::failErrno(errno, "cannot write " + file.string());
  return {};
}

Result<void> putText(Exchange& exchange, const fs::path& file, const std::string& text, mode_t mode) {
  if (const auto there = disk::readFile(file, std::size_t(16) << 20); there && *there == text) return {};
  if (auto kept = exchange.keepOld(file); !kept) return kept;
  return disk::writeFileAtomically(file, text, mode);
}

Result<Unpacked> unpack(sqlite::Archive& archive, const Places& places, base::Timestamp now, Restored& out, std::string_view actor) {
  auto notes = archive.notes();
  if (!notes) return base::pass(std::move(notes));
  std::string fleet_file;
  std::map<std::string, std::string> trust;
  if (auto read = readNotes(*notes, out.backup, fleet_file, trust); !read) return base::pass(std::move(read));
  Unpacked unpacked;
  auto text = archive.text("fleet.json");
  if (!text) return base::pass(std::move(text));
  auto fleet = fleetHere(*text, places.fleet_file.parent_path() / "trust", trust, out.remarks);
  if (!fleet) return base::pass(std::move(fleet));
  unpacked.fleet = std::move(*fleet);
  for (const auto& entry : out.backup.entries) {
    if (!entry.name.starts_with("trust/") || !isPlainName(entry.name.substr(6))) continue;
    auto pem = archive.text(entry.name);
    if (!pem) return base::pass(std::move(pem));
    unpacked.trust[entry.name.substr(6)] = std::move(*pem);
  }
  if (std::none_of(out.backup.entries.begin(), out.backup.entries.end(), [](const auto& entry) { return entry.name == "state.db"; })) return unpacked;
  const auto fresh = places.state_dir / "state.db.restored";
  removeDatabase(fresh);
  if (auto done = archive.extract("state.db", fresh); !done) return base::pass(std::move(done));
  const auto made = [&]() -> Result<void> {
    // As it would be opened anyhow; a newer version is refused here, with nothing changed yet.
    auto store = sqlite::StateStore::open(fresh, now);
    if (!store) return base::pass(std::move(store));
    if (!(*store)->notice().empty()) return fail(Errc::ContentMismatch, "the state in the backup is damaged");
    if (auto calmed = calm(**store, now, out.backup, out.remarks); !calmed) return calmed;
    return (*store)->actions()->putAction({0, now, std::string(actor), "state.restore", "state",
                                           "a backup of " + base::formatTimestamp(out.backup.time) + " made on " + out.backup.host, {}});
  }();
  removeKeptVersions(fresh);
  if (made)
    if (auto packed = sqlite::compact(fresh); !packed) return base::pass(std::move(packed));
  if (!made) {
    removeDatabase(fresh);
    return base::fail(made.error());
  }
  unpacked.state = fresh;
  return unpacked;
}

} // namespace

Result<Restored> restore(const Places& named, const fs::path& file, base::Timestamp now, std::string_view actor, std::stop_token stop) {
  const Places places{fs::absolute(named.fleet_file), fs::absolute(named.state_dir)};
  Restored out;
  out.backup.file = fs::absolute(file);
  std::error_code error;
  out.backup.size.value = fs::file_size(file, error);
  auto archive = sqlite::Archive::open(file);
  if (!archive) return base::pass(std::move(archive));
  if (auto whole = archive->verify(stop); !whole) return base::pass(std::move(whole));
  auto entries = archive->entries();
  if (!entries) return base::pass(std::move(entries));
  for (auto& entry : *entries) out.backup.entries.push_back({std::move(entry.name), entry.size, std::move(entry.sha256)});

  const auto lock = disk::DirLock::take(places.state_dir);
  if (!lock) return base::fail(base::Error(lock.error()).during("restore while no engine runs"));
  const auto unpacked = unpack(*archive, places, now, out, actor);
  if (!unpacked) return base::fail(unpacked.error());
  Exchange exchange(now);
  const auto done = [&]() -> Result<void> {
    const auto folder = places.fleet_file.parent_path() / "trust";
    if (!unpacked->trust.empty())
      if (auto made = disk::makePrivateFolder(folder); !made) return made;
    for (const auto& [name, pem] : unpacked->trust)
      if (auto put = putText(exchange, folder / name, pem, 0644); !put) return put;
    if (auto put = putText(exchange, places.fleet_file, unpacked->fleet, 0600); !put) return put;
    return unpacked->state ? putState(exchange, *unpacked->state, places.state_dir / "state.db") : Result<void>{};
  }();
  if (!done) {
    if (unpacked->state) removeDatabase(*unpacked->state);
    return base::fail(done.error());
  }
  out.kept = exchange.keep();
  return out;
}

} // namespace meridian::engine
