// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "oci/digest.h"
#include "ports/registry.h"
#include "ports/state_store.h"

#include <functional>
#include <string>

namespace meridian::transfer {

/// The upload session of one blob in the state database, under "upload/<region>/<repository>@<digest>". A location may
/// be a capability of its own, so the database is private to its user, and the note goes with the session.
class UploadNote final : public ports::UploadJournal {
public:
  UploadNote(ports::StateStore& state, base::Clock& clock, std::string_view region, std::string_view repository,
             const oci::Digest& digest, std::function<void(base::ByteCount)> resumed);

  /// Forgets the sessions that are too old to be found still; at the start of an engine.
  static void sweep(ports::StateStore& state, base::Timestamp now);

  ports::UploadMark load() override;
  void save(const ports::UploadMark& mark) override;
  void resumed(base::ByteCount offset) override { m_resumed(offset); }

private:
  ports::StateStore& m_state;
  base::Clock& m_clock;
  const std::string m_key;
  const std::function<void(base::ByteCount)> m_resumed;
  bool m_kept = false;
};

} // namespace meridian::transfer
