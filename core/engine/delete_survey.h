// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/thread_pool.h"
#include "engine/delete_memory.h"
#include "engine/manifest_shelf.h"
#include "plan/deletes.h"
#include "ports/registry.h"

#include <optional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace meridian::engine {

/// Which tags of a rule's targets may go, from listings of its own: a selection such as "latest 3" must not make the
/// rest look deleted. Reads only; what is to be remembered comes back as `memory`.
class DeleteSurvey {
public:
  struct Target {
    std::string id;
    ports::Registry* registry = nullptr;
  };
  struct Found {
    std::vector<plan::Deletion> tags;
    std::vector<std::pair<std::string, std::string>> remarks; ///< target, and what is held back there and why
    std::map<std::string, std::size_t> foreign; ///< by target: tags that are not from the source, left alone
    SourceMemory memory;                        ///< as it is now
    bool complete = true; ///< every target of the rule was asked and answered: what is nowhere may be forgotten
  };

  DeleteSurvey(const plan::Rule& rule, ports::Registry& source, std::vector<Target> targets, base::ThreadPool& workers,
               base::Clock& clock, ManifestShelf& shelf)
      : m_rule(rule), m_source(source), m_targets(std::move(targets)), m_workers(workers), m_clock(clock),
        m_shelf(shelf) {}

  /// `all_details`: digests and blast radius of every tag, for a preview; else of those that are due only. Errors:
  /// the source's catalogue cannot be read (then nothing may be said), Cancelled, ConfigInvalid.
  [[nodiscard]] base::Result<Found> run(const SourceMemory& before, bool all_details, std::stop_token stop);

private:
  struct AtTarget {
    std::map<std::string, std::set<std::string>> tags;
    std::set<std::string> unreadable; ///< repositories
    std::optional<base::Error> error; ///< it cannot be reached
  };
  using Details = std::vector<plan::Deletion*>;
  [[nodiscard]] base::Result<std::vector<std::string>> repositories(const SourceMemory& before, std::stop_token stop);
  void listTags(const std::vector<std::string>& repositories, std::stop_token stop);
  void lookAt(std::size_t target, const std::string& repository, const Details& wanted, std::stop_token stop);
  [[nodiscard]] plan::ManifestPtr manifest(std::size_t target, const std::string& repository, const oci::Digest& digest,
                                           std::stop_token stop);

  const plan::Rule& m_rule;
  ports::Registry& m_source;
  const std::vector<Target> m_targets;
  base::ThreadPool& m_workers;
  base::Clock& m_clock;
  ManifestShelf& m_shelf;
  std::mutex m_mutex;
  std::set<std::string> m_absent; ///< repositories that the source's catalogue does not have
  std::vector<plan::SourceTags> m_at_source;
  std::vector<AtTarget> m_at;
};

} // namespace meridian::engine
