// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plan/plan.h"
#include "ports/state_store.h"
#include "promote/journal.h"

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace meridian::promote {

/// What has to be at a target before a tag may point to a root: manifests (the root among them) and blobs.
struct Closure {
  std::vector<oci::Digest> manifests;
  std::vector<oci::Digest> blobs;
};

/// The content that a promotion may have to write or ask for; kept while its journal is open.
struct Content {
  std::map<oci::Digest, plan::ManifestPtr> roots;                      ///< new and previous ones, exact bytes
  std::map<std::pair<std::string, oci::Digest>, Closure> closures; ///< by repository and root
};

/// Promotions in the state database, as facts:
///   promotion/<id>                 the journal
///   promotion-open/<id>            there while it is open
///   promotion-content/<id>/...     roots and closures, while it is open
///   flipped/<target>/<repo:tag>    the digest that we set there last
///   lagging/<target>/<repo:tag>    the digest that the target was left without
/// Any thread. Errors: those of the store.
class Journals {
public:
  explicit Journals(ports::StateStore& store) : m_store(store) {}

  using Facts = std::vector<std::pair<std::string, std::string>>;
  /// The journal and more, all or none.
  [[nodiscard]] base::Result<void> save(const Journal& journal, Facts more = {});
  /// The same, with the content before anything is set.
  [[nodiscard]] base::Result<void> saveWith(const Journal& journal, const Content& content);
  /// Closes: the content goes.
  [[nodiscard]] base::Result<void> close(const Journal& journal, Facts more);
  /// Of the finished promotions all go but those of the newest kKept jobs.
  [[nodiscard]] base::Result<void> prune();
  static constexpr std::size_t kKept = 100;

  /// Facts alone, of a promotion that has set nothing.
  [[nodiscard]] base::Result<void> put(const Facts& facts) { return m_store.putFacts(facts); }

  /// Oldest first. What cannot be read is left out.
  [[nodiscard]] base::Result<std::vector<Journal>> all();
  [[nodiscard]] base::Result<std::vector<Journal>> open();
  /// NotFound: no such promotion, or not kept any more.
  [[nodiscard]] base::Result<Journal> load(std::string_view id);
  /// What could not be read is missing from it.
  [[nodiscard]] base::Result<Content> content(std::string_view id);

  [[nodiscard]] base::Result<std::optional<oci::Digest>> flipped(std::string_view target, std::string_view ref);
  [[nodiscard]] static std::pair<std::string, std::string> flippedFact(std::string_view target, std::string_view ref,
                                                                       const std::optional<oci::Digest>& digest);
  /// nullopt: it does not lag any more.
  [[nodiscard]] static std::pair<std::string, std::string> laggingFact(std::string_view target, std::string_view ref,
                                                                       const std::optional<oci::Digest>& digest);

private:
  ports::StateStore& m_store;
};

} // namespace meridian::promote
