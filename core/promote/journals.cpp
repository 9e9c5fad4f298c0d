// SPDX-License-Identifier: GPL-3.0-or-later
#include "promote/journals.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>
#include <set>
#include <tuple>

namespace meridian::promote {

using base::Result;

namespace {

constexpr std::string_view kJournals = "promotion/";
constexpr std::string_view kOpen = "promotion-open/"; // there may be thousands of closed ones beside the few
constexpr std::string_view kContent = "promotion-content/";

std::string journalKey(std::string_view id) { return std::string(kJournals) + std::string(id); }
std::string contentKey(std::string_view id) { return std::string(kContent) + std::string(id) + "/"; }

nlohmann::json digests(const std::vector<oci::Digest>& list) {
  auto out = nlohmann::json::array();
  for (const auto& digest : list) out.push_back(digest.text());
  return out;
}

std::vector<oci::Digest> digestsOf(const nlohmann::json& list) {
  std::vector<oci::Digest> out;
  for (const auto& text : list)
    if (auto digest = oci::Digest::parse(text.get<std::string>())) out.push_back(std::move(*digest));
  return out;
}

void readClosures(const std::string& text, Content& content) {
  try {
    for (const auto& row : nlohmann::json::parse(text)) {
      auto root = oci::Digest::parse(row.at("root").get<std::string>());
      if (!root) continue;
      content.closures[{row.at("repository").get<std::string>(), *root}] = {digestsOf(row.at("manifests")),
                                                                            digestsOf(row.at("blobs"))};
    }
  } catch (const std::exception&) {
    // Without them the targets themselves refuse a manifest whose content is not there.
  }
}

std::pair<std::string, std::string> digestFact(std::string_view what, std::string_view target, std::string_view ref,
                                               const std::optional<oci::Digest>& digest) {
  return {std::string(what) + "/" + std::string(target) + "/" + std::string(ref), digest ? digest->text() : std::string()};
}

} // namespace

Result<void> Journals::save(const Journal& journal, Facts more) {
  more.emplace_back(journalKey(journal.id), journal.json());
  more.emplace_back(std::string(kOpen) + journal.id, journal.open() ? "1" : "");
  return m_store.putFacts(more);
}

Result<void> Journals::saveWith(const Journal& journal, const Content& content) {
  Facts facts;
  const auto prefix = contentKey(journal.id);
  for (const auto& [digest, root] : content.roots) facts.emplace_back(prefix + digest.text(), root->media_type + "\n" + root->bytes);
  auto rows = nlohmann::json::array();
  for (const auto& [key, closure] : content.closures)
    rows.push_back({{"repository", key.first},
                    {"root", key.second.text()},
                    {"manifests", digests(closure.manifests)},
                    {"blobs", digests(closure.blobs)}});
  facts.emplace_back(prefix + "closures", rows.dump());
  return save(journal, std::move(facts));
}

Result<void> Journals::close(const Journal& journal, Facts more) {
  auto content = m_store.facts(contentKey(journal.id));
  if (!content) return base::pass(std::move(content));
  for (auto& [key, value] : *content) more.emplace_back(std::move(key), std::string());
  return save(journal, std::move(more));
}

Result<void> Journals::prune() {
  auto known = all();
  if (!known) return base::pass(std::move(known));
  std::set<std::string> jobs;
  Facts gone;
  for (auto journal = known->rbegin(); journal != known->rend(); ++journal) {
    if (journal->open()) continue;
    if (jobs.size() < kKept) jobs.insert(journal->job);
    if (!jobs.contains(journal->job)) gone.emplace_back(journalKey(journal->id), std::string());
  }
  return gone.empty() ? Result<void>{} : m_store.putFacts(gone);
}

Result<std::vector<Journal>> Journals::all() {
  auto facts = m_store.facts(kJournals);
  if (!facts) return base::pass(std::move(facts));
  std::vector<Journal> out;
  for (const auto& [key, value] : *facts)
    if (auto journal = Journal::parse(value)) out.push_back(std::move(*journal));
  std::sort(out.begin(), out.end(),
            [](const Journal& a, const Journal& b) { return std::tie(a.created, a.id) < std::tie(b.created, b.id); });
  return out;
}

Result<std::vector<Journal>> Journals::open() {
  auto facts = m_store.facts(kOpen);
  if (!facts) return base::pass(std::move(facts));
  std::vector<Journal> out;
  for (const auto& [key, value] : *facts)
    if (auto journal = load(key.substr(kOpen.size())); journal && journal->open()) out.push_back(std::move(*journal));
  std::sort(out.begin(), out.end(),
            [](const Journal& a, const Journal& b) { return std::tie(a.created, a.id) < std::tie(b.created, b.id); });
  return out;
}

Result<Journal> Journals::load(std::string_view id) {
  auto text = m_store.fact(journalKey(id));
  if (!text) return base::pass(std::move(text));
  if (!*text) return base::fail(base::Errc::NotFound, "no promotion \"" + std::string(id) + "\" is remembered");
  return Journal::parse(**text);
}

Result<Content> Journals::content(std::string_view id) {
  const auto prefix = contentKey(id);
  auto facts = m_store.facts(prefix);
  if (!facts) return base::pass(std::move(facts));
  Content out;
  for (const auto& [key, value] : *facts) {
    if (key == prefix + "closures") {
      readClosures(value, out);
      continue;
    }
    const auto cut = value.find('\n');
    if (cut == std::string::npos) continue;
    auto root = oci::Manifest::parse(value.substr(cut + 1), value.substr(0, cut));
    if (!root || key != prefix + root->digest.text()) continue;
    auto digest = root->digest;
    out.roots.emplace(std::move(digest), std::make_shared<const oci::Manifest>(std::move(*root)));
  }
  return out;
}

Result<std::optional<oci::Digest>> Journals::flipped(std::string_view target, std::string_view ref) {
  auto text = m_store.fact(flippedFact(target, ref, std::nullopt).first);
  if (!text) return base::pass(std::move(text));
  if (!*text) return std::optional<oci::Digest>();
  auto digest = oci::Digest::parse(**text);
  return digest ? std::optional(std::move(*digest)) : std::optional<oci::Digest>();
}

std::pair<std::string, std::string> Journals::flippedFact(std::string_view target, std::string_view ref,
                                                          const std::optional<oci::Digest>& digest) {
  return digestFact("flipped", target, ref, digest);
}

std::pair<std::string, std::string> Journals::laggingFact(std::string_view target, std::string_view ref,
                                                          const std::optional<oci::Digest>& digest) {
  return digestFact("lagging", target, ref, digest);
}

} // namespace meridian::promote
