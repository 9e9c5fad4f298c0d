// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTest>

#include "base/sha256.h"
#include "core/std_string.h"
#include "plan/plan.h"

#include <map>
#include <span>
#include <string>
#include <vector>

// Listings and plans in words, for the tests of diff().
namespace meridian::test {

inline oci::Digest digestOf(const std::string& name) {
  return oci::Digest::sha256(base::Sha256::hex(std::as_bytes(std::span(name))));
}

/// Builds listings out of named content, and tells plans with the same names.
class DiffStage {
public:
  plan::Listing listing;

  oci::Descriptor blob(const std::string& name, std::uint64_t size, std::string_view type = "layer") {
    oci::Descriptor out;
    out.media_type = type;
    out.digest = known(name);
    out.size = {size};
    return out;
  }
  /// A manifest of 100 bytes.
  plan::ManifestPtr image(const std::string& name, const oci::Descriptor& config, std::vector<oci::Descriptor> layers) {
    oci::Manifest manifest;
    manifest.kind = oci::ManifestKind::Image;
    manifest.media_type = oci::kOciManifest;
    manifest.config = config;
    manifest.layers = std::move(layers);
    return add(name, std::move(manifest));
  }
  /// An index of 100 bytes; `children` that are not in the listing are named only.
  plan::ManifestPtr index(const std::string& name, const std::vector<std::string>& children,
                          std::string_view child_type = oci::kOciManifest) {
    oci::Manifest manifest;
    manifest.kind = oci::ManifestKind::Index;
    manifest.media_type = oci::kOciIndex;
    for (const auto& child : children) manifest.manifests.push_back(blob(child, 100, child_type));
    return add(name, std::move(manifest));
  }
  void tag(const std::string& repository, const std::string& name, const std::string& manifest) {
    listing.tags.push_back({repository, name, known(manifest), std::string(oci::kOciManifest)});
  }
  plan::TargetListing& target(const std::string& id) {
    listing.targets.push_back({id, {}, {}, {}, true, true, {}});
    return listing.targets.back();
  }
  void has(plan::TargetListing& at, const std::string& repository, const std::vector<std::string>& content) {
    for (const auto& name : content) at.content.insert({repository, known(name)});
  }
  void pointsTo(plan::TargetListing& at, const std::string& repository, const std::string& tag_name,
                const std::string& manifest) {
    at.tags[repository + ":" + tag_name] = known(manifest);
    at.content.insert({repository, known(manifest)});
  }
  void forget(const std::string& manifest) { listing.manifests.erase(known(manifest)); }
  oci::Digest known(const std::string& name) {
    const auto digest = digestOf(name);
    m_names[digest] = name;
    return digest;
  }

  [[nodiscard]] std::string tell(const plan::Plan& plan) const {
    std::string out;
    for (const auto& target : plan.targets) {
      out += target.id + ": " + (target.reachable ? "" : "unreachable ") + std::to_string(target.tags_copied) + " copied " +
             std::to_string(target.tags_unchanged) + " unchanged " + std::to_string(target.tags_replaced) +
             " replaced, " + std::to_string(target.blobs) + " blobs, write " + std::to_string(target.write.value) +
             " mounted " + std::to_string(target.mounted.value) + " skipped " + std::to_string(target.skipped.value) +
             ", " + std::to_string(target.requests) + " requests\n";
    }
    for (const auto& transfer : plan.blobs) {
      out += "blob " + m_names.at(transfer.blob.digest) + " from " + transfer.source_repository;
      for (const auto& delivery : transfer.deliveries) {
        out += " > " + plan.targets[delivery.target].id + " " + delivery.repository;
        if (delivery.mount_from) out += " out of " + *delivery.mount_from;
        for (const auto& also : delivery.mount_to) out += " and " + also;
      }
      out += "\n";
    }
    for (const auto& step : plan.tags) {
      out += plan.targets[step.target].id + " " + step.ref() + ":";
      for (const auto& manifest : step.manifests) out += " " + m_names.at(manifest->digest);
      out += " after";
      for (const auto& digest : step.blobs) out += " " + m_names.at(digest);
      out += " (" + std::to_string(step.bytes.value) + ")";
      if (step.replaces) out += " instead of " + m_names.at(*step.replaces);
      out += "\n";
    }
    for (const auto& entry : plan.unreadable) out += "unreadable " + entry.target + " " + entry.ref + "\n";
    return out + "read " + std::to_string(plan.read.value) + " in " + std::to_string(plan.source_requests);
  }

private:
  plan::ManifestPtr add(const std::string& name, oci::Manifest manifest) {
    manifest.bytes = std::string(100, 'm');
    manifest.digest = known(name);
    const auto kept = std::make_shared<const oci::Manifest>(std::move(manifest));
    listing.manifests[kept->digest] = kept;
    return kept;
  }
  std::map<oci::Digest, std::string> m_names;
};

/// The image that most cases move: config 10, layers 1000 and 500, manifest 100 bytes.
inline void webImage(DiffStage& stage) {
  stage.image("web", stage.blob("web-config", 10), {stage.blob("base", 1000), stage.blob("web-top", 500)});
  stage.tag("app/web", "1", "web");
}
inline base::Error broken(base::Errc code) { return {code, "broken", {}, 0, {}, {}, {}}; }

struct DiffCase {
  const char* name;
  void (*build)(DiffStage&);
  const char* expected;
};

/// Plans a case and compares all that can be told of it.
inline void checkPlan(const DiffCase& one) {
  DiffStage stage;
  one.build(stage);
  const auto plan = plan::diff("base", "fra", stage.listing, {});
  QCOMPARE(stage.tell(plan), std::string(one.expected));
  QCOMPARE(plan.rule, std::string("base"));
  QCOMPARE(plan.source, std::string("fra"));
  QCOMPARE(plan.tags_matched, stage.listing.tags.size());
  QCOMPARE(plan.estimate.count(), 0.0);
  QCOMPARE(plan.empty(), plan.tags.empty());
  std::uint64_t write = 0;
  for (const auto& target : plan.targets) write += target.write.value;
  QCOMPARE(plan.write().value, write);
}

} // namespace meridian::test
