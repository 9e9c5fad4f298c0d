// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "oci/digest.h"

#include <map>
#include <string>
#include <vector>

namespace meridian::audit {

/// A region's tags as a tree of hashes: region, repository, tag. Equal hash = equal subtree, so that what is equal is
/// never walked.
class TagTree {
public:
  void add(const std::string& repository, const std::string& tag, oci::Digest digest);
  /// Of one repository (empty text where there is none), and of all.
  [[nodiscard]] const std::string& hash(const std::string& repository) const;
  [[nodiscard]] std::string hash() const;

  struct Difference {
    std::string repository, tag;
    oci::Digest wanted; ///< never empty
    oci::Digest found;  ///< empty: not there
  };
  /// What `found` has otherwise or lacks. Tags that only `found` has are not told.
  [[nodiscard]] std::vector<Difference> differences(const TagTree& found) const;

private:
  struct Node {
    std::map<std::string, oci::Digest> tags;
    mutable std::string hash; ///< made when it is asked for
  };
  std::map<std::string, Node> m_repositories;
};

} // namespace meridian::audit
