// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/units.h"
#include "plan/deletes.h"
#include "plan/listing.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace meridian::plan {

/// What one target gets of one blob.
struct Delivery {
  std::size_t target = 0;                ///< index into Plan::targets
  std::string repository;                ///< where it is uploaded to (or mounted into, with mount_from)
  std::optional<std::string> mount_from; ///< a repository of the target that should have it; upload if that fails
  std::vector<std::string> mount_to;     ///< further repositories of this target that need it, mounted afterwards
};

/// One blob, read once from the source for all targets that need it.
struct BlobTransfer {
  oci::Descriptor blob;
  std::string source_repository;
  std::vector<Delivery> deliveries;
};

/// A blob of an image to be copied that the target's repository has already.
struct PresentBlob {
  std::size_t target = 0;
  std::string repository;
  oci::Digest digest;
  base::ByteCount size;
};

/// One tag at one target: children first, the root manifest under its tag last.
struct TagStep {
  std::size_t target = 0;
  std::string repository;
  std::string tag;
  std::vector<ManifestPtr> manifests; ///< not yet at the target, in push order; the last one is the root
  std::map<oci::Digest, std::string> names{}; ///< of `manifests` but the root: those that get a tag too (cosign's)
  oci::Digest source_digest{};        ///< what the source's tag has to point to still; empty = the root
  std::vector<oci::Digest> blobs;     ///< of `manifests`, that this plan delivers; the step waits for them
  std::optional<oci::Digest> replaces; ///< what the tag points to today
  base::ByteCount bytes;               ///< of `blobs`, each counted once
  [[nodiscard]] std::string ref() const { return repository + ":" + tag; }
};

/// The plan's figures for one target.
struct TargetPlan {
  std::string id;
  std::size_t tags_copied = 0;    ///< to copy
  std::size_t tags_unchanged = 0;
  std::size_t tags_replaced = 0;  ///< of tags_copied: point to something else today
  std::size_t blobs = 0;          ///< to upload
  base::ByteCount write;          ///< bytes to upload, manifests included
  base::ByteCount mounted;        ///< bytes that need no upload because a mount is expected to do it
  base::ByteCount skipped;        ///< bytes of differing images that the target has already
  std::size_t requests = 0;       ///< estimate for the run
  bool reachable = true;
  base::Error error;
};

/// What a run would do; pure data, made by diff(). Figures are exact as long as nobody else changes the registries,
/// requests and seconds are estimates.
struct Plan {
  std::string rule;
  std::string source;
  std::size_t tags_matched = 0; ///< readable or not
  std::size_t tags_rewritten = 0; ///< get an index of their own, with another digest than at the source
  std::size_t tags_sparse = 0;    ///< keep their index, some of whose children stay behind
  std::size_t referrers = 0;      ///< signatures, SBOMs ... of the matched tags, each counted once
  std::vector<TargetPlan> targets;
  std::vector<BlobTransfer> blobs;
  std::vector<TagStep> tags;
  std::vector<PresentBlob> present;
  std::vector<Unreadable> unreadable;
  base::ByteCount read;            ///< bytes to take from the source
  std::size_t source_requests = 0;
  base::Seconds estimate{0};       ///< 0: nothing to do or no rate known yet
  std::vector<std::string> held{};  ///< refs that stay as they were rolled back to, whatever the source has
  bool staged = false;             ///< roots are written by digest only; promotion sets the tags afterwards
  std::vector<std::string> advice; ///< where the engine is best placed, see placement(); diff() leaves it empty
  std::vector<Deletion> deletions; ///< what a run over the whole rule does about tags that the source no longer has
  std::vector<std::string> deletion_remarks; ///< what is held back or left alone, and why: one line each
  [[nodiscard]] base::ByteCount write() const;
  [[nodiscard]] bool empty() const { return tags.empty(); }
};

/// Measured rates that the time estimate rests on; zero = not known.
struct LinkRates {
  base::BytesPerSecond read;  ///< from the source
  base::BytesPerSecond write; ///< to the slowest target
};

/// Compares and decides. A blob that several repositories of a target need is uploaded to one and mounted into the rest.
[[nodiscard]] Plan diff(std::string_view rule, std::string_view source, const Listing& listing, const LinkRates& rates);

} // namespace meridian::plan
