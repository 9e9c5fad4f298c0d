// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "engine/delete_memory.h"
#include "plan/deletes.h"
#include "ports/registry.h"

#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace meridian::engine {

/// Deletes tags at one target. What is deleted is saved first, and only what could be saved is deleted. By tag where
/// the registry can; else by digest, unless that would take a tag that is to stay. One thread.
class DeleteRun {
public:
  struct Ends {
    std::string rule;
    std::string target;
    ports::Registry& source;
    ports::Registry& registry;
    ports::Ability tag_delete = ports::Ability::Unknown;
  };
  enum class Fate { Deleted, Kept, Failed };
  /// `why` says what holds for Kept and Failed; Kept is no failure: things have changed since the survey.
  using Told = std::function<void(const plan::Deletion&, Fate, const base::Error& why)>;

  DeleteRun(Ends ends, ports::StateStore& state, base::Clock& clock, Told told)
      : m_ends(std::move(ends)), m_state(state), m_clock(clock), m_told(std::move(told)) {}

  /// Unsupported, with what to change: the registry takes no deletes at all, and nothing was tried. Else what
  /// happened was told, tag by tag.
  [[nodiscard]] base::Result<void> run(std::vector<plan::Deletion> due, std::stop_token stop);

private:
  [[nodiscard]] bool save(const plan::Deletion& deletion, std::stop_token stop);
  void remove(const plan::Deletion& deletion, std::stop_token stop);
  [[nodiscard]] std::vector<std::string> wouldBreak(const plan::Deletion& deletion) const;
  void tell(const plan::Deletion& deletion, Fate fate, base::Error why);

  Ends m_ends;
  ports::StateStore& m_state;
  base::Clock& m_clock;
  const Told m_told;
  std::set<std::string> m_ready, m_gone; ///< refs: saved and to be deleted; deleted
  std::set<std::string> m_gone_digests;  ///< "repository@digest"
};

/// A manifest and all below it that the registry has, children first. A child that is not there is left out: the
/// index of a choice of platforms has such.
[[nodiscard]] base::Result<std::vector<oci::Manifest>> readTree(ports::Registry& registry, const std::string& repository,
                                                                const oci::Digest& root, std::stop_token stop);

} // namespace meridian::engine
