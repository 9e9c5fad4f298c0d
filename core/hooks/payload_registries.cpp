// SPDX-License-Identifier: GPL-3.0-or-later
// Registries that people run themselves: distribution, Harbor, zot, Quay.
#include "hooks/forms.h"
#include "oci/media_type.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace meridian::hooks {

namespace {

using Json = nlohmann::json;
using Action = PushEvent::Action;

constexpr std::string_view kDistribution =
    "a distribution notification: {\"events\": [{\"action\", \"target\": {\"repository\", ...}}]}";
constexpr std::string_view kHarbor = "a Harbor webhook: {\"type\": \"PUSH_ARTIFACT\", \"event_data\": "
                                     "{...}}, or a CloudEvent \"harbor.artifact.pushed\"";
constexpr std::string_view kZot =
    "a CloudEvent of zot: type \"zotregistry.image.updated\", data {\"name\", \"reference\", \"digest\"}";
constexpr std::string_view kQuay = "a Quay push notification: {\"repository\", \"updated_tags\": [...]}";

/// event_data, the same in both of Harbor's forms.
base::Result<Payload> harborArtifacts(Action action, const Json* data, std::string_view id,
                                      base::Timestamp time) {
  const auto* resources = data != nullptr ? find(*data, {"resources"}) : nullptr;
  if (resources == nullptr || !resources->is_array())
    return refuse("no list of resources; expected " + std::string(kHarbor));
  const auto repository = text(*data, {"repository", "repo_full_name"});
  Payload payload;
  for (const auto& resource : *resources) {
    PushEvent event{action,          repository, text(resource, {"tag"}), text(resource, {"digest"}),
                    std::string(id), time};
    if (auto added = addEvent(payload, std::move(event)); !added) return base::pass(std::move(added));
  }
  return payload;
}

} // namespace

// distribution docs/content/about/notifications.md
base::Result<Payload> readDistribution(const Delivery& delivery) {
  auto document = parseBody<Json>(delivery.body, kDistribution);
  if (!document) return base::pass(std::move(document));
  const auto* events = find(*document, {"events"});
  if (events == nullptr || !events->is_array())
    return refuse("no list of events; expected " + std::string(kDistribution));
  if (events->size() > kMostEvents)
    return refuse("more than " + std::to_string(kMostEvents) + " events in one request");
  Payload payload;
  for (const auto& event : *events) {
    const auto action = text(event, {"action"});
    if (action == "pull" || action == "mount") continue;
    if (action != "push" && action != "delete")
      return refuse("unknown action " + base::quoted(action) + "; expected " + std::string(kDistribution));
    PushEvent read{action == "push" ? Action::Push : Action::Delete,
                   text(event, {"target", "repository"}),
                   text(event, {"target", "tag"}),
                   text(event, {"target", "digest"}),
                   text(event, {"id"}),
                   base::parseTimestamp(text(event, {"timestamp"}))};
    // Each blob of an image has its own event.
    const auto type = text(event, {"target", "mediaType"});
    if (read.tag.empty() && !type.empty() && oci::manifestKind(type) == oci::ManifestKind::Unknown) continue;
    if (auto added = addEvent(payload, std::move(read)); !added) return base::pass(std::move(added));
  }
  return payload;
}

// goharbor.io "Configure Webhook Notifications"
base::Result<Payload> readHarbor(const Delivery& delivery) {
  auto document = parseBody<Json>(delivery.body, kHarbor);
  if (!document) return base::pass(std::move(document));
  auto type = text(*document, {"type"});
  const bool cloud = !delivery.headers.get("ce-type").empty() || find(*document, {"specversion"}) != nullptr;
  if (cloud) {
    const auto event = cloudEvent(delivery.headers, *document);
    if (event.type == "harbor.artifact.pushed")
      return harborArtifacts(Action::Push, event.data, event.id, event.time);
    if (event.type == "harbor.artifact.deleted")
      return harborArtifacts(Action::Delete, event.data, event.id, event.time);
    if (event.type.starts_with("harbor.")) return Payload{};
    type = event.type;
  } else {
    const auto time = unixTime(*document, {"occur_at"});
    if (type == "PUSH_ARTIFACT")
      return harborArtifacts(Action::Push, find(*document, {"event_data"}), {}, time);
    if (type == "DELETE_ARTIFACT")
      return harborArtifacts(Action::Delete, find(*document, {"event_data"}), {}, time);
    static constexpr std::string_view kOthers[] = {
        "PULL_ARTIFACT",     "QUOTA_EXCEED",     "QUOTA_WARNING", "SCANNING_COMPLETED",
        "SCANNING_FAILED",   "SCANNING_STOPPED", "REPLICATION",   "TAG_RETENTION",
        "DELETE_REPOSITORY", "CREATE_TAG",       "DELETE_TAG"};
    if (std::find(std::begin(kOthers), std::end(kOthers), type) != std::end(kOthers)) return Payload{};
  }
  return refuse("unknown type " + base::quoted(type) + "; expected " + std::string(kHarbor));
}

// zotregistry.dev "Registry events"; the sender puts the attributes into header fields
base::Result<Payload> readZot(const Delivery& delivery) {
  auto document = parseBody<Json>(delivery.body, kZot);
  if (!document) return base::pass(std::move(document));
  const auto event = cloudEvent(delivery.headers, *document);
  const bool updated = event.type == "zotregistry.image.updated";
  if (!updated && event.type != "zotregistry.image.deleted") {
    if (event.type.starts_with("zotregistry.")) return Payload{};
    return refuse("unknown type " + base::quoted(event.type) + "; expected " + std::string(kZot));
  }
  if (event.data == nullptr) return refuse("an event without data; expected " + std::string(kZot));
  Payload payload;
  auto added = addEvent(payload, {updated ? Action::Push : Action::Delete, text(*event.data, {"name"}),
                                  text(*event.data, {"reference"}), text(*event.data, {"digest"}), event.id,
                                  event.time});
  if (!added) return base::pass(std::move(added));
  return payload;
}

// docs.quay.io "Repository Notifications"; a build and a scan have no type of their own, but fields that a
// push has not
base::Result<Payload> readQuay(const Delivery& delivery) {
  auto document = parseBody<Json>(delivery.body, kQuay);
  if (!document) return base::pass(std::move(document));
  const auto* tags = find(*document, {"updated_tags"});
  if (tags == nullptr)
    for (const auto* other :
         {"build_id", "build_name", "vulnerability", "trigger_kind", "deleted_tags", "expiring_tags"})
      if (find(*document, {other}) != nullptr) return Payload{};
  if (tags == nullptr || !tags->is_array())
    return refuse("no list of updated tags; expected " + std::string(kQuay));
  Payload payload;
  for (const auto& tag : *tags) {
    if (!tag.is_string()) return refuse("a tag that is no text; expected " + std::string(kQuay));
    auto added = addEvent(
        payload, {Action::Push, text(*document, {"repository"}), tag.get<std::string>(), {}, {}, {}});
    if (!added) return base::pass(std::move(added));
  }
  return payload;
}

} // namespace meridian::hooks
