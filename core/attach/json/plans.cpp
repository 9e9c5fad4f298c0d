// SPDX-License-Identifier: GPL-3.0-or-later
#include "attach/json/table_json.h"
#include "attach/json/values_json.h"

namespace meridian::attach {

template <>
struct Words<oci::ManifestKind> {
  static constexpr std::array<std::string_view, 5> kWords{"image", "index", "artifact", "schema1", "unknown"};
  static constexpr std::optional kUnknown = oci::ManifestKind::Unknown;
};

namespace {
/// What of a manifest crosses.
struct ManifestName {
  oci::Digest digest;
  std::string media_type;
  oci::ManifestKind kind = oci::ManifestKind::Unknown;
};
ManifestName nameOf(const oci::Manifest& manifest) {
  return {manifest.digest, manifest.media_type, manifest.kind};
}
} // namespace

template <>
struct Table<ManifestName> {
  using T = ManifestName;
  static constexpr auto kFields =
      std::tuple{Field{"digest", &T::digest}, Field{"media_type", &T::media_type}, Field{"kind", &T::kind}};
};

Json Codec<plan::ManifestPtr>::encode(const plan::ManifestPtr& value) {
  return value ? ByTable<ManifestName>::encode(nameOf(*value)) : Json();
}
plan::ManifestPtr Codec<plan::ManifestPtr>::decode(const Json& in) {
  auto name = ByTable<ManifestName>::decode(in); // never null: those who show a plan look into all
  auto out = std::make_shared<oci::Manifest>();
  out->digest = std::move(name.digest);
  out->media_type = std::move(name.media_type);
  out->kind = name.kind;
  return out;
}
bool Codec<plan::ManifestPtr>::same(const plan::ManifestPtr& a, const plan::ManifestPtr& b) {
  return a && b ? ByTable<ManifestName>::same(nameOf(*a), nameOf(*b)) : !a && !b;
}

template <>
struct Table<oci::Descriptor> {
  using T = oci::Descriptor;
  static constexpr auto kFields = std::tuple{Field{"media_type", &T::media_type},
                                             Field{"digest", &T::digest},
                                             Field{"size", &T::size},
                                             Field{"urls", &T::urls},
                                             Field{"annotations", &T::annotations},
                                             Field{"platform", &T::platform},
                                             Field{"artifact_type", &T::artifact_type}};
};
template <>
struct Table<plan::Delivery> {
  using T = plan::Delivery;
  static constexpr auto kFields = std::tuple{Field{"target", &T::target}, Field{"repository", &T::repository},
                                             Field{"mount_from", &T::mount_from}, Field{"mount_to", &T::mount_to}};
};
template <>
struct Table<plan::BlobTransfer> {
  using T = plan::BlobTransfer;
  static constexpr auto kFields = std::tuple{Field{"blob", &T::blob}, Field{"source_repository", &T::source_repository},
                                             Field{"deliveries", &T::deliveries}};
};
template <>
struct Table<plan::PresentBlob> {
  using T = plan::PresentBlob;
  static constexpr auto kFields = std::tuple{Field{"target", &T::target}, Field{"repository", &T::repository},
                                             Field{"digest", &T::digest}, Field{"size", &T::size}};
};
template <>
struct Table<plan::TagStep> {
  using T = plan::TagStep;
  static constexpr auto kFields = std::tuple{Field{"target", &T::target},
                                             Field{"repository", &T::repository},
                                             Field{"tag", &T::tag},
                                             Field{"manifests", &T::manifests},
                                             Field{"names", &T::names},
                                             Field{"source_digest", &T::source_digest},
                                             Field{"blobs", &T::blobs},
                                             Field{"replaces", &T::replaces},
                                             Field{"bytes", &T::bytes}};
};
template <>
struct Table<plan::TargetPlan> {
  using T = plan::TargetPlan;
  static constexpr auto kFields = std::tuple{Field{"id", &T::id},
                                             Field{"tags_copied", &T::tags_copied},
                                             Field{"tags_unchanged", &T::tags_unchanged},
                                             Field{"tags_replaced", &T::tags_replaced},
                                             Field{"blobs", &T::blobs},
                                             Field{"write", &T::write},
                                             Field{"mounted", &T::mounted},
                                             Field{"skipped", &T::skipped},
                                             Field{"requests", &T::requests},
                                             Field{"reachable", &T::reachable},
                                             Field{"error", &T::error}};
};
template <>
struct Table<plan::Unreadable> {
  using T = plan::Unreadable;
  static constexpr auto kFields = std::tuple{Field{"target", &T::target}, Field{"ref", &T::ref}, Field{"error", &T::error}};
};

template <>
struct Words<plan::DeleteState> {
  static constexpr auto kWords = namedWords<plan::DeleteState::HeldBack, plan::name>();
  static constexpr std::optional kUnknown = plan::DeleteState::HeldBack;
};
template <>
struct Table<plan::BlastRadius> {
  using T = plan::BlastRadius;
  static constexpr auto kFields = std::tuple{Field{"shared", &T::shared}, Field{"parents", &T::parents},
                                             Field{"own_children", &T::own_children},
                                             Field{"shared_children", &T::shared_children},
                                             Field{"referrers", &T::referrers}};
};
template <>
struct Table<plan::Deletion> {
  using T = plan::Deletion;
  static constexpr auto kFields = std::tuple{Field{"target", &T::target},
                                             Field{"repository", &T::repository},
                                             Field{"tag", &T::tag},
                                             Field{"state", &T::state},
                                             Field{"missed", &T::missed},
                                             Field{"until", &T::until},
                                             Field{"reason", &T::reason},
                                             Field{"digest", &T::digest},
                                             Field{"radius", &T::radius}};
};

template <>
struct Table<plan::Plan> {
  using T = plan::Plan;
  static constexpr auto kFields = std::tuple{Field{"rule", &T::rule},
                                             Field{"source", &T::source},
                                             Field{"tags_matched", &T::tags_matched},
                                             Field{"tags_rewritten", &T::tags_rewritten},
                                             Field{"tags_sparse", &T::tags_sparse},
                                             Field{"referrers", &T::referrers},
                                             Field{"targets", &T::targets},
                                             Field{"blobs", &T::blobs},
                                             Field{"tags", &T::tags},
                                             Field{"present", &T::present},
                                             Field{"unreadable", &T::unreadable},
                                             Field{"read", &T::read},
                                             Field{"source_requests", &T::source_requests},
                                             Field{"estimate", &T::estimate},
                                             Field{"held", &T::held},
                                             Field{"staged", &T::staged},
                                             Field{"advice", &T::advice},
                                             Field{"deletions", &T::deletions},
                                             Field{"deletion_remarks", &T::deletion_remarks}};
  /// Those who show a plan look up its targets, and the root of each tag.
  static void check(const T& plan) {
    const auto has = [&](std::size_t target) {
      if (target >= plan.targets.size()) throw Nonsense("has a target that is not in its list");
    };
    for (const auto& blob : plan.blobs)
      for (const auto& delivery : blob.deliveries) has(delivery.target);
    for (const auto& blob : plan.present) has(blob.target);
    for (const auto& step : plan.tags) {
      has(step.target);
      if (step.manifests.empty()) throw Nonsense("has a tag without a manifest");
    }
  }
};
template struct Codec<plan::Plan>;

} // namespace meridian::attach
