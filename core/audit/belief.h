// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "audit/scope.h"

#include <map>
#include <string>

namespace meridian::audit {

/// What earlier audits of a rule found complete: per region and repository the hash of its tags and when. One fact each
/// ("audited/RULE/REGION/REPOSITORY"), so that thousands of tags cost some lines. One thread.
class Belief {
public:
  /// Without a store nothing is believed or remembered.
  Belief(ports::StateStore* state, std::string_view rule);

  /// Complete not longer than `trust` before `now`, and no tag has moved since.
  [[nodiscard]] bool holds(const std::string& region, const std::string& repository, const std::string& hash,
                           base::Timestamp now, std::chrono::seconds trust) const;
  /// `hash` empty: it is not complete any more.
  void note(const std::string& region, const std::string& repository, const std::string& hash, base::Timestamp now);
  [[nodiscard]] base::Result<void> save();

private:
  ports::StateStore* m_state;
  std::string m_prefix;
  std::map<std::string, std::string> m_known; ///< by "REGION/REPOSITORY": "HASH MILLISECONDS"
  std::map<std::string, std::string> m_news;
};

} // namespace meridian::audit
