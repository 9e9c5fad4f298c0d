// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "audit/scope.h"
#include "base/error.h"
#include "base/units.h"

#include <array>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace meridian::audit {

enum class Cause {
  Missing,   ///< the region lacks it
  Different, ///< the tag points elsewhere
  Extra,     ///< a tag that the source does not have
  Corrupt,   ///< other bytes, or another number of them, than the digest promises
  Unreadable ///< no answer that says either
};
inline constexpr std::array kCauses{Cause::Missing, Cause::Different, Cause::Extra, Cause::Corrupt, Cause::Unreadable};
[[nodiscard]] std::string_view name(Cause cause); ///< "missing" ...

enum class What { Region, Repository, Tag, Manifest, Blob };
[[nodiscard]] std::string_view name(What what); ///< "region" ...

/// One thing that is wrong in one region, with all tags that suffer from it.
struct Drift {
  std::string region;
  Cause cause = Cause::Missing;
  What what = What::Tag;
  std::string repository;         ///< empty: the whole region
  std::vector<std::string> refs;  ///< "repository:tag", sorted; empty: the whole region or repository
  oci::Digest wanted;             ///< of the tag, manifest or blob; empty where it is not known
  oci::Digest found;              ///< what the tag points to, or what the bytes hash to
  base::ByteCount size;           ///< promised, of a manifest or blob
  std::string detail;             ///< one line for people: what exactly
  std::optional<base::Error> error;
  bool repairable = false;
  std::string remedy;             ///< what a repair does about it, or why there is none
};

/// What is to be done about it. Nothing here deletes anything.
struct Repair {
  /// A tag to be copied from the source as if it were new there.
  struct Copy {
    std::string region, ref;
    oci::Digest digest;
  };
  /// Content under a tag that is right: to be pushed once more, although the registry may say that it is there.
  struct Push {
    std::string region, repository;
    oci::Digest digest;
    bool manifest = false;
    base::ByteCount size;
    std::string from;              ///< region that has good bytes
    std::vector<std::string> refs; ///< tags that need it
  };
  struct Hopeless {
    std::string region, what, why;
  };
  std::vector<Copy> copies;
  std::vector<Push> pushes;
  std::vector<Hopeless> hopeless;
  [[nodiscard]] bool empty() const { return copies.empty() && pushes.empty(); }
};

struct RegionResult {
  std::string id;
  bool source = false;
  bool reachable = true;
  std::size_t wanted = 0;       ///< tags
  std::size_t checked = 0;      ///< of these, an answer came
  std::size_t equal = 0;        ///< of these, the source's digest
  std::size_t believed = 0;     ///< of these, content not asked for: found complete not long ago
  std::size_t passed = 0;       ///< equal and, as far as the depth looks, complete; 0 while unreachable
  std::uint64_t requests = 0;
  base::ByteCount read;         ///< bodies of all kinds
  std::set<std::string> failed;  ///< refs that have not passed while it is reachable; for merge(), not in reports
  std::set<std::string> unequal; ///< of these, for the tag itself
  [[nodiscard]] double passRate() const; ///< 0..1; 1 where nothing is wanted
};

/// What a repair did about one drift.
struct Mended {
  std::string region, what;
  bool done = false;
  std::string why; ///< in words, where it is not done
};

struct Result {
  std::string rule;
  std::string job; ///< of the engine; empty where there is none
  Depth depth = Depth::Content;
  double percent = 0; ///< Sampled
  base::Timestamp started{};
  base::Seconds seconds{0};
  std::vector<RegionResult> regions; ///< the source first
  std::vector<Drift> drifts;         ///< by region, cause and ref
  Repair repair;                     ///< what is left to do
  std::vector<Mended> mended;        ///< by a repair, if there was one

  /// Tags times regions, the source among them.
  [[nodiscard]] std::size_t wanted() const;
  [[nodiscard]] std::size_t passed() const;
  [[nodiscard]] double passRate() const;
  [[nodiscard]] bool consistent() const { return drifts.empty(); }
  [[nodiscard]] std::size_t count(Cause cause) const; ///< drifts
};

/// `before`, corrected by a second look at some of its tags (`looked`; `after` has the same regions in the same order).
[[nodiscard]] Result merge(Result before, const std::set<std::string>& looked, Result after);

} // namespace meridian::audit
