// SPDX-License-Identifier: GPL-3.0-or-later
#include "offline/scene_answers.h"
#include "offline/scene_fleet.h"
#include "plan/filter.h"

#include <algorithm>

namespace meridian::offline {

using base::Errc;
using base::fail;
using base::Result;
using engine::ImageDetail;
using namespace std::chrono_literals;

namespace {

constexpr const char* kIndex = "application/vnd.oci.image.index.v1+json";
constexpr const char* kManifest = "application/vnd.oci.image.manifest.v1+json";
constexpr const char* kConfig = "application/vnd.oci.image.config.v1+json";
constexpr const char* kLayer = "application/vnd.oci.image.layer.v1.tar+gzip";
constexpr const char* kInToto = "application/vnd.in-toto+json";

struct Step {
  const char* text;
  std::uint64_t size;
};
constexpr Step kSteps[] = {{"ADD rootfs.tar.xz / # buildkit", 29'126'484},
                           {"RUN /bin/sh -c apt-get update && apt-get install -y ca-certificates tzdata # buildkit", 8'412'907},
                           {"COPY --from=build /out/lib /usr/local/lib # buildkit", 41'906'112},
                           {"COPY --from=build /out/service /usr/local/bin/service # buildkit", 17'338'021},
                           {"COPY config/ /etc/service/ # buildkit", 4'210}};

bool isThere(const Scene& scene, const std::string& repository) {
  return std::ranges::find(scene.repositories, repository) != scene.repositories.end();
}

std::size_t tagsOf(const Scene& scene, const std::string& repository) {
  return repository == scene.repositories.front() ? scene.tags : 24 - numberOf(repository) % 9;
}

std::vector<std::string> tagNames(const Scene& scene, const std::string& repository) {
  std::vector<std::string> tags;
  for (std::size_t i = 0; i < tagsOf(scene, repository); ++i) tags.push_back(tagOf(i));
  std::ranges::sort(tags);
  return tags;
}

/// Whether a rule mirrors the repository into the region.
bool isMirrored(const engine::Fleet& fleet, const std::string& repository, const engine::Region& region) {
  if (region.role == engine::Role::Primary) return true;
  return std::ranges::any_of(fleet.rules, [&](const plan::Rule& rule) {
    const auto filter = plan::RepositoryFilter::compile(rule.repositories);
    return filter && filter->matches(repository) && std::ranges::find(rule.targets, region.id) != rule.targets.end();
  });
}

std::optional<oci::Digest> digestAt(const Scene& scene, const std::string& ref, std::size_t place, bool mirrored) {
  if (!mirrored) return std::nullopt;
  const auto number = numberOf(ref) + place;
  if (scene.failing && place > 0 && number % 11 == 0) return std::nullopt;
  const bool other = scene.failing && place > 0 && number % 7 == 0;
  return oci::Digest::sha256(digestOf(ref + (other ? "other" : "")).substr(7));
}

ImageDetail::Child platformImage(const std::string& ref, const char* platform, std::size_t places) {
  ImageDetail::Child child;
  child.digest = digestOf(ref + platform);
  child.media_type = kManifest;
  child.platform = platform;
  child.created = sceneTime() - 51h;
  child.in_region.assign(places, true);
  child.layers.push_back({digestOf(ref + platform + "config"), kConfig, {7'412}, {}, std::vector<bool>(places, true)});
  for (const auto& step : kSteps) {
    // The lower layers are those of the base image: the same under every tag.
    const bool shared = &step < kSteps + 2;
    const auto key = (shared ? std::string("base") : ref) + platform + step.text;
    child.layers.push_back({digestOf(key), kLayer, {step.size + numberOf(key) % 9'000}, step.text, std::vector<bool>(places, true)});
  }
  child.size = {1'482};
  for (const auto& layer : child.layers) child.size += layer.size;
  return child;
}

ImageDetail::Child attestation(const std::string& ref, std::size_t places) {
  ImageDetail::Child child;
  child.kind = ImageDetail::Child::Kind::Attestation;
  child.digest = digestOf(ref + "attestation");
  child.media_type = kManifest;
  child.created = sceneTime() - 51h;
  child.in_region.assign(places, true);
  child.layers.push_back({digestOf(ref + "provenance"), kInToto, {18'233}, {}, std::vector<bool>(places, true)});
  child.size = {19'075};
  return child;
}

/// A region that has not got the image has the layers that it shares with others.
void leaveOut(ImageDetail& detail, std::size_t place) {
  for (auto& child : detail.children) {
    child.in_region[place] = false;
    for (std::size_t i = 0; i < child.layers.size(); ++i) child.layers[i].in_region[place] = i == 1 || i == 2;
  }
}

} // namespace

Result<std::vector<std::string>> repositoriesAt(const Scene& scene, const std::string& region) {
  const auto* at = scene.snapshot.fleet->region(region);
  if (!at) return fail(Errc::NotFound, "there is no region \"" + region + "\"");
  std::vector<std::string> names;
  for (const auto& name : scene.repositories)
    if (isMirrored(*scene.snapshot.fleet, name, *at)) names.push_back(name);
  std::ranges::sort(names);
  return names;
}

Result<engine::TagMatrix> tagMatrix(const Scene& scene, const std::string& repository) {
  engine::TagMatrix matrix;
  matrix.repository = repository;
  std::vector<bool> mirrored;
  for (const auto& status : scene.snapshot.regions) {
    matrix.regions.push_back(status.region.id);
    mirrored.push_back(isMirrored(*scene.snapshot.fleet, repository, status.region));
    if (scene.failing && status.problem) matrix.problems.emplace_back(status.region.id, *status.problem);
  }
  if (!isThere(scene, repository)) return matrix;
  for (const auto& tag : tagNames(scene, repository)) {
    engine::TagMatrix::Row row{tag, {}, false};
    for (std::size_t i = 0; i < mirrored.size(); ++i) {
      row.digests.push_back(digestAt(scene, repository + ":" + tag, i, mirrored[i]));
      row.drift = row.drift || (mirrored[i] && row.digests[i] != row.digests[0]);
    }
    matrix.rows.push_back(std::move(row));
  }
  return matrix;
}

Result<ImageDetail> imageDetail(const Scene& scene, const std::string& repository, const std::string& reference) {
  if (!isThere(scene, repository) || scene.snapshot.regions.empty())
    return fail(Errc::ManifestUnknown, "manifest unknown: " + repository + ":" + reference);
  const auto ref = repository + ":" + reference;
  ImageDetail detail;
  detail.repository = repository;
  detail.reference = reference;
  detail.region = scene.snapshot.regions.front().region.id;
  detail.digest = digestOf(ref);
  detail.media_type = kIndex;
  const auto places = scene.snapshot.regions.size();
  detail.children = {platformImage(ref, "linux/amd64", places), platformImage(ref, "linux/arm64/v8", places), attestation(ref, places)};
  detail.size = {1'609};
  for (const auto& child : detail.children) detail.size += child.size;
  detail.referrers = {{digestOf(ref + "sig"), "application/vnd.dev.sigstore.bundle.v0.3+json", {5'870}},
                      {digestOf(ref + "sbom"), "application/spdx+json", {412'338}}};
  for (std::size_t i = 0; i < places; ++i) {
    const auto& status = scene.snapshot.regions[i];
    ImageDetail::Place place{status.region.id, digestAt(scene, ref, i, isMirrored(*scene.snapshot.fleet, repository, status.region)), {}, {}, {}};
    if (scene.failing) place.problem = status.problem;
    if (!place.digest) leaveOut(detail, i);
    for (const auto& child : detail.children)
      for (const auto& layer : child.layers) (layer.in_region[i] ? place.there : place.missing) += layer.size;
    detail.places.push_back(std::move(place));
  }
  return detail;
}

Result<engine::RuleMatches> ruleMatches(const Scene& scene, const plan::Rule& rule) {
  auto repositories = plan::RepositoryFilter::compile(rule.repositories);
  if (!repositories) return base::pass(std::move(repositories));
  auto tags = plan::TagFilter::compile(rule.tags);
  if (!tags) return base::pass(std::move(tags));
  engine::RuleMatches matches;
  for (const auto& name : repositories->select(scene.repositories)) {
    const auto all = tagNames(scene, name);
    auto selected = tags->select(all);
    engine::RuleMatches::Repository found{name, all.size(), selected.size(), {}};
    selected.resize(std::min<std::size_t>(selected.size(), 100));
    found.tags = std::move(selected);
    matches.tags_selected += found.tags_selected;
    matches.repositories.push_back(std::move(found));
  }
  matches.repositories_total = matches.repositories.size();
  return matches;
}

std::vector<engine::DeletedTag> deletedTags(const Scene& scene, const std::string& rule) {
  const auto& rules = scene.snapshot.fleet->rules;
  if (rules.empty() || rules.front().id != rule) return {};
  std::vector<engine::DeletedTag> gone;
  for (const char* tag : {"3.9.8", "3.9.7"}) {
    const auto ref = rule + "/api:" + tag;
    gone.push_back({rule, rules.front().targets.front(), ref, digestOf(ref), sceneTime() - 26h, 3});
  }
  return gone;
}

} // namespace meridian::offline
