// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/delete_memory.h"

#include "base/log.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <sstream>

namespace meridian::engine {

using base::Result;

namespace {

constexpr std::string_view kDeleted = "deleted/";

std::string seenKey(const plan::Rule& rule) { return "seen/" + rule.id + "@" + rule.source + "/"; }
std::string tombstoneKey(const plan::Rule& rule) { return "tombstone/" + rule.id + "@" + rule.source + "/"; }
std::string deletedKey(std::string_view target, std::string_view ref) {
  return std::string(kDeleted) + std::string(target) + "/" + std::string(ref);
}

std::string written(base::Timestamp time) { return std::to_string(time.time_since_epoch().count()); }

base::Timestamp readTime(std::string_view text) {
  std::int64_t count = 0;
  std::from_chars(text.data(), text.data() + text.size(), count);
  return base::Timestamp{std::chrono::milliseconds(count)};
}

/// Tags by repository, one text each: a fact a tag would be a row a tag.
std::map<std::string, std::string> byRepository(const std::set<std::string>& refs) {
  std::map<std::string, std::string> out;
  for (const auto& ref : refs) {
    const auto colon = ref.rfind(':');
    out[ref.substr(0, colon)] += ref.substr(colon + 1) + "\n";
  }
  return out;
}

// Manifests are JSON in the bytes that were received: they stand behind their length, untouched.
std::string written(const SavedTag& saved) {
  std::ostringstream out;
  out << saved.tag.rule << '\n' << written(saved.tag.time) << '\n' << saved.tag.digest << '\n';
  for (const auto& manifest : saved.manifests)
    out << manifest.media_type << '\n' << manifest.bytes.size() << '\n' << manifest.bytes << '\n';
  return out.str();
}

bool read(const std::string& text, SavedTag& saved) {
  std::istringstream in(text);
  std::string time;
  if (!std::getline(in, saved.tag.rule) || !std::getline(in, time) || !std::getline(in, saved.tag.digest)) return false;
  saved.tag.time = readTime(time);
  for (std::string type, length; std::getline(in, type);) {
    std::size_t size = 0;
    if (!std::getline(in, length)) return false;
    std::from_chars(length.data(), length.data() + length.size(), size);
    if (size == 0 || size > text.size()) return false;
    std::string bytes(size, '\0');
    if (!in.read(bytes.data(), static_cast<std::streamsize>(size)) || in.get() != '\n') return false;
    auto manifest = oci::Manifest::parse(std::move(bytes), type);
    if (!manifest) return false;
    saved.manifests.push_back(std::move(*manifest));
  }
  saved.tag.manifests = saved.manifests.size();
  return !saved.manifests.empty() && saved.manifests.back().digest.text() == saved.tag.digest;
}

} // namespace

Result<SourceMemory> loadSourceMemory(ports::StateStore& state, const plan::Rule& rule) {
  SourceMemory memory;
  const auto seen_key = seenKey(rule);
  auto seen = state.facts(seen_key);
  if (!seen) return base::pass(std::move(seen));
  for (const auto& [key, text] : *seen) {
    std::istringstream lines(text);
    for (std::string tag; std::getline(lines, tag);) memory.seen.insert(key.substr(seen_key.size()) + ":" + tag);
  }
  const auto stone_key = tombstoneKey(rule);
  auto stones = state.facts(stone_key);
  if (!stones) return base::pass(std::move(stones));
  for (const auto& [key, text] : *stones) memory.tombstones[key.substr(stone_key.size())] = readTime(text);
  return memory;
}

Result<void> saveSourceMemory(ports::StateStore& state, const plan::Rule& rule, const SourceMemory& before,
                              const SourceMemory& now) {
  std::vector<std::pair<std::string, std::string>> facts;
  const auto old_names = byRepository(before.seen);
  const auto new_names = byRepository(now.seen);
  for (const auto& [repository, text] : new_names)
    if (const auto old = old_names.find(repository); old == old_names.end() || old->second != text)
      facts.emplace_back(seenKey(rule) + repository, text);
  for (const auto& [repository, text] : old_names)
    if (!new_names.contains(repository)) facts.emplace_back(seenKey(rule) + repository, "");
  for (const auto& [ref, time] : now.tombstones)
    if (const auto old = before.tombstones.find(ref); old == before.tombstones.end() || old->second != time)
      facts.emplace_back(tombstoneKey(rule) + ref, written(time));
  for (const auto& [ref, time] : before.tombstones)
    if (!now.tombstones.contains(ref)) facts.emplace_back(tombstoneKey(rule) + ref, "");
  return facts.empty() ? Result<void>{} : state.putFacts(facts);
}

Result<void> saveTag(ports::StateStore& state, const SavedTag& saved) {
  return state.putFact(deletedKey(saved.tag.target, saved.tag.ref), written(saved));
}

void forgetTag(ports::StateStore& state, std::string_view target, std::string_view ref) {
  if (auto put = state.putFact(deletedKey(target, ref), ""); !put)
    base::log("engine", base::LogLevel::Warning, put.error().text());
}

Result<std::vector<SavedTag>> savedTags(ports::StateStore& state) {
  auto facts = state.facts(kDeleted);
  if (!facts) return base::pass(std::move(facts));
  std::vector<SavedTag> out;
  for (const auto& [key, text] : *facts) {
    const auto slash = key.find('/', kDeleted.size());
    if (slash == std::string::npos) continue;
    SavedTag saved;
    saved.tag.target = key.substr(kDeleted.size(), slash - kDeleted.size());
    saved.tag.ref = key.substr(slash + 1);
    if (read(text, saved)) out.push_back(std::move(saved));
  }
  std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.tag.time > b.tag.time; });
  return out;
}

void sweepDeleted(ports::StateStore& state, base::Timestamp now) {
  const auto saved = savedTags(state);
  if (!saved) return;
  std::vector<std::pair<std::string, std::string>> old;
  for (std::size_t i = 0; i < saved->size(); ++i)
    if (const auto& tag = (*saved)[i].tag; i >= kMostDeleted || now - tag.time > kKeepDeleted)
      old.emplace_back(deletedKey(tag.target, tag.ref), "");
  if (old.empty()) return;
  if (auto put = state.putFacts(old); !put) base::log("engine", base::LogLevel::Warning, put.error().text());
}

} // namespace meridian::engine
