// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace meridian::adopt {

/// Set-ups of other tools that can be read.
enum class Format {
  Regsync,     ///< regclient's regsync.yml
  SkopeoSync,  ///< what `skopeo sync --src yaml` reads
  ImageSyncer, ///< image-syncer's images file, or its older single configuration; YAML or JSON
  Dregsy,      ///< dregsy's YAML
  HarborRules  ///< the answer of Harbor's GET /api/v2.0/replication/policies, or one policy of it
};

/// "regsync", "skopeo-sync", "image-syncer", "dregsy", "harbor"; nullopt for others.
[[nodiscard]] std::optional<Format> formatNamed(std::string_view name);
/// All names, for messages.
[[nodiscard]] std::span<const std::string_view> formatNames();

/// Something that the fleet does not say as the file said it. Never holds a secret.
struct Gap {
  std::string place;    ///< "sync[2].interval"
  std::string what;     ///< what cannot be expressed, or is not known
  std::string advice;   ///< what can be done about it; may be empty
  bool left_out = true; ///< false: nothing is lost, there is something to fill in or to know

  friend bool operator==(const Gap&, const Gap&) = default;
};

struct Options {
  /// URL of the registry that the file does not name: where skopeo copies to, Harbor's own, image-syncer's
  /// default. Empty: https://registry.invalid stands there, and a Gap says so.
  std::string registry;
};

/// A fleet file, version 1, as JSON text, and what it lacks.
struct Adopted {
  std::string fleet_json;
  std::vector<Gap> gaps;
};

/// Reads a set-up. What keeps an image under another name or tag at the target is left out, with a Gap: the
/// rules of a fleet do not rename. Each key that is not understood is a Gap. Secrets stay behind: a region
/// names a credential, a Gap says under which name to store it. ParseFailed, with the line where there is
/// one, for what is no such file; `file_name` is used in messages only. Pure; any thread.
[[nodiscard]] base::Result<Adopted> adopt(Format format, std::string_view text, std::string_view file_name,
                                          const Options& options = {});

} // namespace meridian::adopt
