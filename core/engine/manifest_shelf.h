// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plan/listing.h"
#include "ports/state_store.h"

#include <mutex>
#include <vector>

namespace meridian::engine {

/// Manifests that were read before, by digest, in the state database: after a cut or for a further target they need no
/// request. Their bytes are hashed when they are taken down, so a damaged entry is as good as none. That the source
/// has the image today is what the HEAD of its tag told. Any thread.
class ManifestShelf {
public:
  explicit ManifestShelf(ports::StateStore& state) : m_state(state) {}
  ~ManifestShelf() { keep(); }
  ManifestShelf(const ManifestShelf&) = delete;
  ManifestShelf& operator=(const ManifestShelf&) = delete;

  /// nullptr: not known.
  [[nodiscard]] plan::ManifestPtr find(const oci::Digest& digest);
  /// Kept by keep(), all at once.
  void add(plan::ManifestPtr manifest);
  void keep();

private:
  ports::StateStore& m_state;
  std::mutex m_mutex;
  std::vector<plan::ManifestPtr> m_fresh;
};

/// Clears the shelf when it has become large; at the start of an engine.
void sweepManifests(ports::StateStore& state);

} // namespace meridian::engine
