// SPDX-License-Identifier: GPL-3.0-or-later
// dregsy: tasks with a source, a target and mappings of repositories.
#include "adopt/draft.h"

#include "oci/reference.h"

namespace meridian::adopt {

namespace {

constexpr std::string_view kRegex = "regex:", kSemver = "semver:", kKeep = "keep:";

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' '))
    text.remove_prefix(1);
  while (text.ends_with(' '))
    text.remove_suffix(1);
  return text;
}

std::string withoutSlash(const std::string& path) {
  return path.starts_with('/') ? path.substr(1) : path;
}

/// A pattern for every tag that another one does not match.
std::string allBut(std::string_view pattern) {
  if (pattern.starts_with("re:")) pattern.remove_prefix(3);
  return "re:(?!(?:" + std::string(pattern == "*" ? ".*" : pattern) + ")$).*";
}

class Dregsy {
public:
  Dregsy(Draft& draft, Gaps& gaps) : m_draft(draft), m_gaps(gaps) {}

  void read(const Node& root) {
    const Reader top(root, "", m_gaps);
    for (const auto* key : {"relay", "skopeo", "docker", "watch", "lister"})
      top.refuse(key, "Meridian copies and lists by itself; nothing takes its place", "", false);
    for (const auto& entry : top.maps("tasks"))
      task(entry);
  }

private:
  void task(const Reader& entry) {
    const auto source = location(entry.map("source")), target = location(entry.map("target"));
    entry.refuse("verbose", "what is logged is not the fleet's business", "MERIDIAN_LOG says how much",
                 false);
    DraftRule rule;
    rule.name = entry.text("name");
    if (const auto seconds = entry.number("interval"); seconds && *seconds >= 1 && *seconds < 3e9)
      rule.every = std::chrono::seconds(static_cast<long long>(*seconds));
    const auto mappings = entry.maps("mappings");
    if (source.empty() || target.empty() || source == target) {
      for (const auto& mapping : mappings)
        markRead(mapping.node());
      return entry.gap(entry.path(),
                       source.empty() || target.empty() ? "a task needs two registries"
                                                        : "source and target are the same registry",
                       "this task is left out");
    }
    rule.source = m_draft.region(source).id;
    rule.targets = {m_draft.region(target).id};
    for (const auto& from : mappings)
      mapping(from, source, rule);
  }

  /// The registry's host; "" where there is none.
  std::string location(const Reader& entry) {
    const auto host = canonicalHost(entry.text("registry"));
    if (!host) {
      markRead(entry.node());
      entry.gap(entry.at("registry"), "this is no registry");
      return {};
    }
    auto& region = m_draft.region(*host);
    if (const auto auth = entry.text("auth"); !auth.empty() && auth != "none")
      m_draft.credential(region, entry.at("auth"));
    entry.refuse("auth-refresh", "tokens of a cloud are renewed by a credential helper",
                 "name docker-credential-ecr-login in docker's config.json under credHelpers");
    if (entry.flag("skip-tls-verify") == true) m_draft.insecure(region, entry.at("skip-tls-verify"));
    entry.refuse("lister", "repositories are found by the registry's catalogue only",
                 "name the repositories where it has none");
    return *host;
  }

  void mapping(const Reader& entry, const std::string& host, DraftRule rule) {
    const auto from = entry.text("from"), to = entry.text("to");
    if (const auto platform = entry.text("platform"); !platform.empty() && platform != "all")
      rule.platforms = {platform};
    entry.refuse("digests", "a rule follows tags, not a digest");
    entry.refuse("preserve-digests", "digests are always kept", "", false);
    auto sets = tags(entry);
    if (from.starts_with(kRegex)) {
      if (!to.empty()) return entry.gap(entry.at("to"), "repositories get other names", kNoRename);
      auto pattern = wholePattern(trimmed(std::string_view(from).substr(kRegex.size())));
      rule.repositories = {pattern == "*" ? "**" : pattern};
    } else {
      const auto name = fullRepository(host, withoutSlash(from));
      if (!oci::parseRepository(name))
        return entry.gap(entry.at("from"), "this is no repository", "this mapping is left out");
      if (!to.empty() && withoutSlash(to) != name)
        return entry.gap(entry.at("to"), name + " becomes another repository", kNoRename);
      rule.repositories = {name};
    }
    for (auto& set : sets) {
      rule.include = std::move(set.include);
      rule.exclude = std::move(set.exclude);
      rule.semver = std::move(set.semver);
      m_draft.add(rule);
    }
  }

  /// Entries count as alternatives: names and expressions make one rule, version ranges another, each "not
  /// this" one more. What is to be kept holds for all of them.
  std::vector<DraftRule> tags(const Reader& entry) const {
    const auto texts = entry.texts("tags");
    DraftRule named, ranged;
    std::vector<DraftRule> sets;
    std::vector<std::string> held_back;
    for (std::size_t i = 0; i < texts.size(); ++i) {
      const std::string_view text = texts[i];
      if (text.starts_with(kSemver)) {
        ranged.semver +=
            (ranged.semver.empty() ? "" : " || ") + std::string(trimmed(text.substr(kSemver.size())));
      } else if (text.starts_with(kRegex)) {
        auto expression = trimmed(text.substr(kRegex.size()));
        if (expression.starts_with('!')) {
          DraftRule inverted;
          inverted.exclude = {anywherePattern(trimmed(expression.substr(1)))};
          sets.push_back(std::move(inverted));
        } else {
          named.include.push_back(anywherePattern(expression));
        }
      } else if (text.starts_with(kKeep)) {
        const auto expression = trimmed(text.substr(kKeep.size()));
        if (expression.starts_with('!'))
          held_back.push_back(anywherePattern(trimmed(expression.substr(1))));
        else
          held_back.push_back(allBut(anywherePattern(expression)));
      } else if (oci::parseTag(text)) {
        named.include.emplace_back(text);
      } else {
        entry.gap(below(entry.at("tags"), i), "this is no tag");
      }
    }
    if (!named.include.empty()) sets.push_back(std::move(named));
    if (!ranged.semver.empty()) sets.push_back(std::move(ranged));
    const bool only_keeps = held_back.size() == texts.size();
    if (only_keeps) sets.emplace_back();
    for (auto& set : sets)
      set.exclude.insert(set.exclude.end(), held_back.begin(), held_back.end());
    return sets;
  }

  Draft& m_draft;
  Gaps& m_gaps;
};

} // namespace

void readDregsy(const Node& root, Draft& draft, Gaps& gaps) {
  Dregsy(draft, gaps).read(root);
}

} // namespace meridian::adopt
