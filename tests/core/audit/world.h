// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "audit/audit.h"
#include "core/std_string.h"
#include "memory/registry.h"
#include "memory/state_store.h"
#include "support/images.h"
#include "support/instant_clock.h"
#include "support/recording_registry.h"

#include <QString>
#include <QStringList>

#include <deque>
#include <set>

namespace meridian::test {

/// A registry that can be made to lie.
class LyingRegistry final : public RecordingRegistry {
public:
  using RecordingRegistry::RecordingRegistry;
  std::map<oci::Digest, std::uint64_t> sizes; ///< what HEAD of a blob says
  std::map<oci::Digest, oci::Manifest> other; ///< what GET of a manifest gives instead
  std::set<oci::Digest> cut;                  ///< blobs whose answers end early

  base::Result<std::optional<ports::BlobHead>> headBlob(std::string_view repository, const oci::Digest& digest,
                                                        std::stop_token stop) override {
    auto head = RecordingRegistry::headBlob(repository, digest, stop);
    if (const auto lie = sizes.find(digest); lie != sizes.end() && head && *head) (*head)->size = {lie->second};
    return head;
  }
  base::Result<oci::Manifest> getManifest(std::string_view repository, std::string_view reference,
                                          std::stop_token stop) override {
    auto manifest = RecordingRegistry::getManifest(repository, reference, stop);
    if (manifest)
      if (const auto lie = other.find(manifest->digest); lie != other.end()) return lie->second;
    return manifest;
  }
};

/// A source and its targets in memory, equal at first, with an audit over them.
class World {
public:
  explicit World(std::size_t targets = 2) {
    for (std::size_t r = 0; r <= targets; ++r) {
      memories.emplace_back(clock);
      recorders.emplace_back(memories.back());
      fill(memories.back());
    }
    scope.rule = "base";
    scope.source = {"src", &recorders[0], nullptr};
    for (std::size_t t = 0; t < targets; ++t) scope.targets.push_back({id(t + 1), &recorders[t + 1], nullptr});
    scope.tags = {{"app/api", "1", api.digest}, {"app/web", "1", web.digest}, {"app/web", "2", web.digest},
                  {"app/web", "multi", nested.digest}};
  }
  static std::string id(std::size_t region) { return region == 0 ? "src" : region == 1 ? "fra" : "tyo"; }

  /// Two tags share an image; an index of an index shares it as well, beside another image.
  void fill(memory::Registry& registry) {
    web = addImage(registry, "app/web", "1", config("web"), {base, "web layer"});
    (void)registry.addManifest("app/web", "2", web.bytes, web.media_type);
    arm = addImage(registry, "app/web", "", config("arm"), {"arm layer"});
    inner = addIndex(registry, "app/web", "", {web, arm});
    nested = addIndex(registry, "app/web", "multi", {inner});
    api = addImage(registry, "app/api", "1", config("api"), {base});
  }

  base::Result<audit::Result> tryRun(std::stop_token stop = {}) {
    base::ThreadPool pool("ask", 8);
    audit::Means means{pool, clock, state, nullptr, &progress, {}, {}, 8, 2};
    for (auto& recorder : recorders) before.push_back(recorder.lines().size());
    return audit::run(scope, means, stop);
  }
  audit::Result run() {
    auto result = tryRun();
    return result ? *result : audit::Result{};
  }
  /// "tyo missing tag app/web:1" and so on; several lines.
  static QString told(const audit::Result& result) {
    QStringList lines;
    for (const auto& drift : result.drifts) {
      auto line = QString::fromStdString(drift.region) + " " + std_string(audit::name(drift.cause)) + " " + std_string(audit::name(drift.what));
      for (const auto& ref : drift.refs) line += " " + QString::fromStdString(ref);
      lines << line;
    }
    return lines.join("\n");
  }
  static QString planned(const audit::Result& result) {
    QStringList lines;
    const auto& repair = result.repair;
    for (const auto& copy : repair.copies) lines << QString::fromStdString("copy " + copy.ref + " to " + copy.region);
    for (const auto& push : repair.pushes)
      lines << QString::fromStdString(std::string("push ") + (push.manifest ? "manifest" : "blob") + " from " + push.from + " to " + push.region);
    for (const auto& hopeless : repair.hopeless)
      lines << QString::fromStdString("hopeless " + hopeless.region + ": " + hopeless.why.substr(0, hopeless.why.find(':')));
    lines.sort();
    return lines.join("\n");
  }

  InstantClock clock;
  std::string base = std::string(5000, 'b');
  oci::Manifest web, arm, inner, nested, api;
  std::deque<memory::Registry> memories;
  std::deque<LyingRegistry> recorders;
  memory::StateStore facts;
  ports::StateStore* state = nullptr;
  audit::Progress progress;
  audit::Scope scope;
  std::vector<std::size_t> before;

private:
  static QString std_string(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }
};

} // namespace meridian::test
