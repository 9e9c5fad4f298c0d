// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/filter.h"

#include <algorithm>
#include <numeric>
#include <set>

namespace meridian::plan {

using base::Errc;

base::Result<RepositoryFilter> RepositoryFilter::compile(const std::vector<std::string>& patterns) {
  RepositoryFilter out;
  bool includes = false;
  for (const auto& text : patterns) {
    const bool excludes = text.starts_with('!');
    auto pattern = Pattern::compile(std::string_view(text).substr(excludes ? 1 : 0));
    if (!pattern) return base::pass(std::move(pattern));
    out.m_entries.push_back({std::move(*pattern), excludes});
    includes = includes || !excludes;
  }
  if (!includes)
    return base::fail(Errc::ConfigInvalid,
                      patterns.empty() ? "no repository is named; write \"**\" for all of them"
                                       : "only exclusions: nothing is left to mirror; put \"**\" in front");
  return out;
}

bool RepositoryFilter::matches(std::string_view repository) const {
  for (auto entry = m_entries.rbegin(); entry != m_entries.rend(); ++entry)
    if (entry->pattern.matches(repository)) return !entry->excludes;
  return false;
}

std::optional<std::vector<std::string>> RepositoryFilter::literalNames() const {
  std::vector<std::string> names;
  for (const auto& entry : m_entries) {
    if (entry.excludes) continue;
    if (!entry.pattern.isLiteral()) return std::nullopt;
    const auto& name = entry.pattern.text();
    if (matches(name) && std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
  return names;
}

std::vector<std::string> RepositoryFilter::select(const std::vector<std::string>& repositories) const {
  std::vector<std::string> out;
  std::copy_if(repositories.begin(), repositories.end(), std::back_inserter(out),
               [this](const std::string& name) { return matches(name); });
  return out;
}

base::Result<TagFilter> TagFilter::compile(const TagSelection& selection) {
  TagFilter out;
  if (selection.include.empty())
    return base::fail(Errc::ConfigInvalid, "no tag is included; write \"*\" for all of them");
  for (const auto* list : {&selection.include, &selection.exclude}) {
    auto& into = list == &selection.include ? out.m_include : out.m_exclude;
    for (const auto& text : *list) {
      if (text.starts_with('!'))
        return base::fail(Errc::ConfigInvalid,
                          "\"" + text + "\": tags are excluded under \"exclude\", not with \"!\"");
      auto pattern = Pattern::compile(text);
      if (!pattern) return base::pass(std::move(pattern));
      into.push_back(std::move(*pattern));
    }
  }
  if (!selection.semver.empty()) {
    auto range = VersionRange::parse(selection.semver);
    if (!range) return base::pass(std::move(range));
    out.m_range = std::move(*range);
  }
  if (selection.latest == 0u) return base::fail(Errc::ConfigInvalid, "\"latest\" is at least 1");
  if (!selection.latest_by_created) out.m_latest = selection.latest;
  return out;
}

std::vector<std::string> TagFilter::select(const std::vector<std::string>& tags) const {
  struct Candidate {
    const std::string* tag;
    std::optional<Version> version;
  };
  const auto any = [](const std::vector<Pattern>& patterns, const std::string& tag) {
    return std::any_of(patterns.begin(), patterns.end(), [&](const Pattern& p) { return p.matches(tag); });
  };
  std::vector<Candidate> found;
  std::set<std::string_view> seen;
  for (const auto& tag : tags) {
    if (!any(m_include, tag) || any(m_exclude, tag) || !seen.insert(tag).second) continue;
    auto version = m_range || m_latest ? Version::parse(tag) : std::nullopt;
    if (m_range && (!version || !m_range->contains(*version))) continue;
    found.push_back({&tag, std::move(version)});
  }
  std::vector<std::size_t> places(found.size());
  std::iota(places.begin(), places.end(), std::size_t{0});
  if (m_latest && places.size() > *m_latest) {
    std::sort(places.begin(), places.end(), [&found](std::size_t left, std::size_t right) {
      const auto &a = found[left], &b = found[right];
      if (a.version.has_value() != b.version.has_value()) return a.version.has_value();
      if (a.version)
        if (const auto order = *a.version <=> *b.version; order != 0) return order > 0;
      return naturalOrder(*a.tag, *b.tag) > 0;
    });
    places.resize(*m_latest);
    std::sort(places.begin(), places.end());
  }
  std::vector<std::string> out;
  out.reserve(places.size());
  for (const auto place : places)
    out.push_back(*found[place].tag);
  return out;
}

std::optional<std::vector<std::string>> TagFilter::literalTags() const {
  std::vector<std::string> names;
  for (const auto& pattern : m_include) {
    if (!pattern.isLiteral()) return std::nullopt;
    names.push_back(pattern.text());
  }
  // Which of them is among the latest depends on which exist.
  if (m_latest && names.size() > *m_latest) return std::nullopt;
  return select(names);
}

} // namespace meridian::plan
