// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "plan/glob.h"
#include "plan/rule.h"
#include "plan/semver.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace meridian::plan {

/// Which repositories a rule means (Rule::repositories). A name is in when the last entry that matches it has
/// no
/// "!" in front. A value; const use from any thread.
class RepositoryFilter {
public:
  /// ConfigInvalid for a bad pattern and for lists that can match nothing.
  [[nodiscard]] static base::Result<RepositoryFilter> compile(const std::vector<std::string>& patterns);

  [[nodiscard]] bool matches(std::string_view repository) const;
  /// The names, where all of them stand in the list themselves (then no catalogue call is needed); else
  /// nullopt.
  [[nodiscard]] std::optional<std::vector<std::string>> literalNames() const;
  /// What matches, in the order given.
  [[nodiscard]] std::vector<std::string> select(const std::vector<std::string>& repositories) const;

private:
  struct Entry {
    Pattern pattern;
    bool excludes = false;
  };
  std::vector<Entry> m_entries;
};

/// Which tags of a repository a rule means, but for `since` and the latest by date, which need the images' dates and
/// come after this.
class TagFilter {
public:
  /// ConfigInvalid for bad patterns, a bad version range and latest = 0.
  [[nodiscard]] static base::Result<TagFilter> compile(const TagSelection& selection);

  /// include, exclude, semver, then `latest`; the order of `tags` is kept. `latest` counts versions by
  /// precedence and puts tags that are no version after them, in natural order.
  [[nodiscard]] std::vector<std::string> select(const std::vector<std::string>& tags) const;
  /// The tags, where `include` holds literal names only (then no tag listing is needed); else nullopt. They
  /// have passed exclude, semver and latest, but need not exist.
  [[nodiscard]] std::optional<std::vector<std::string>> literalTags() const;

private:
  std::vector<Pattern> m_include;
  std::vector<Pattern> m_exclude;
  std::optional<VersionRange> m_range;
  std::optional<unsigned> m_latest;
};

} // namespace meridian::plan
