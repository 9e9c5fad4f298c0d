// SPDX-License-Identifier: GPL-3.0-or-later
// Registries that are services: ACR, ECR, Artifact Registry, GHCR, Docker Hub.
#include "auth/base64.h"
#include "hooks/forms.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace meridian::hooks {

namespace {

using Json = nlohmann::json;
using Action = PushEvent::Action;

constexpr std::string_view kAcr =
    "a webhook of Azure Container Registry: {\"action\": \"push\", \"target\": {...}}, or Event Grid's list "
    "of \"Microsoft.ContainerRegistry.ImagePushed\"";
constexpr std::string_view kEcr = "an EventBridge event of aws.ecr: {\"detail-type\": \"ECR Image Action\", "
                                  "\"detail\": {...}}, bare or as an SNS notification";
constexpr std::string_view kGar =
    "a Pub/Sub push: {\"message\": {\"data\": base64 of {\"action\": \"INSERT\", \"digest\", \"tag\"}}}";
constexpr std::string_view kGhcr =
    "a GitHub webhook \"registry_package\" or \"package\" with a container package";
constexpr std::string_view kHub =
    "a Docker Hub webhook: {\"push_data\": {\"tag\"}, \"repository\": {\"repo_name\"}}";

/// learn.microsoft.com "Azure Container Registry webhook reference"; Event Grid's "data" has the same form.
base::Result<void> addAcr(Payload& payload, const Json& event) {
  const auto action = text(event, {"action"});
  if (action == "ping" || action == "quarantine") return {};
  const bool push = action == "push" || action == "chart_push";
  if (!push && action != "delete" && action != "chart_delete")
    return refuse("unknown action " + base::quoted(action) + "; expected " + std::string(kAcr));
  return addEvent(payload, {push ? Action::Push : Action::Delete, text(event, {"target", "repository"}),
                            text(event, {"target", "tag"}), text(event, {"target", "digest"}),
                            text(event, {"id"}), base::parseTimestamp(text(event, {"timestamp"}))});
}

/// One of Event Grid's own schema or of CloudEvents.
base::Result<void> addEventGrid(Payload& payload, const Json& event) {
  auto type = text(event, {"eventType"});
  if (type.empty()) type = text(event, {"type"});
  if (type == "Microsoft.EventGrid.SubscriptionValidationEvent") {
    // learn.microsoft.com "Webhook event delivery": the code comes back in the answer
    const auto code = text(event, {"data", "validationCode"});
    if (code.empty()) return refuse("no validation code; expected " + std::string(kAcr));
    payload.answer = Json{{"validationResponse", code}}.dump(-1, ' ', true, Json::error_handler_t::replace);
    return {};
  }
  if (!type.starts_with("Microsoft.ContainerRegistry."))
    return refuse("unknown type " + base::quoted(type) + "; expected " + std::string(kAcr));
  const auto* data = find(event, {"data"});
  if (data == nullptr) return refuse("an event without data; expected " + std::string(kAcr));
  return addAcr(payload, *data);
}

struct GarName {
  std::string repository; ///< without the registry's host
  std::string rest;       ///< tag or digest
};

/// "host/project/repository/image@sha256:..." or "...:tag".
GarName splitGar(std::string_view full, char mark) {
  const auto slash = full.find('/');
  if (slash == std::string_view::npos) return {};
  const auto path = full.substr(slash + 1);
  const auto at = path.find(mark);
  if (at == std::string_view::npos) return {std::string(path), {}};
  return {std::string(path.substr(0, at)), std::string(path.substr(at + 1))};
}

} // namespace

base::Result<Payload> readAcr(const Delivery& delivery) {
  auto document = parseBody<Json>(delivery.body, kAcr);
  if (!document) return base::pass(std::move(document));
  Payload payload;
  if (document->is_array()) {
    if (document->size() > kMostEvents)
      return refuse("more than " + std::to_string(kMostEvents) + " events in one request");
    for (const auto& event : *document)
      if (auto added = addEventGrid(payload, event); !added) return base::pass(std::move(added));
    return payload;
  }
  const bool grid = find(*document, {"eventType"}) != nullptr || find(*document, {"specversion"}) != nullptr;
  if (auto added = grid ? addEventGrid(payload, *document) : addAcr(payload, *document); !added)
    return base::pass(std::move(added));
  return payload;
}

// docs.aws.amazon.com "Amazon ECR events and EventBridge", "Amazon SNS message and JSON formats"
base::Result<Payload> readEcr(const Delivery& delivery) {
  auto document = parseBody<Json>(delivery.body, kEcr);
  if (!document) return base::pass(std::move(document));
  if (const auto sns = text(*document, {"Type"}); !sns.empty()) {
    Payload payload;
    if (sns == "UnsubscribeConfirmation") return payload;
    if (sns == "SubscriptionConfirmation") {
      payload.confirm_url = text(*document, {"SubscribeURL"});
      if (!payload.confirm_url.starts_with("https://"))
        return refuse("no address to confirm; expected " + std::string(kEcr));
      return payload;
    }
    if (sns != "Notification")
      return refuse("unknown type " + base::quoted(sns) + "; expected " + std::string(kEcr));
    auto inner = parseBody<Json>(text(*document, {"Message"}), kEcr);
    if (!inner) return base::pass(std::move(inner), "reading the message of the notification");
    Json message = *std::move(inner);
    *document = std::move(message);
  }
  if (text(*document, {"source"}) != "aws.ecr")
    return refuse("not from aws.ecr; expected " + std::string(kEcr));
  Payload payload;
  const auto* detail = find(*document, {"detail"});
  if (text(*document, {"detail-type"}) != "ECR Image Action")
    return payload; // scans, replication, pull-through
  if (detail == nullptr) return refuse("an event without detail; expected " + std::string(kEcr));
  const auto action = text(*detail, {"action-type"});
  if (action != "PUSH" && action != "DELETE")
    return refuse("unknown action " + base::quoted(action) + "; expected " + std::string(kEcr));
  if (text(*detail, {"result"}) != "SUCCESS") return payload;
  auto added =
      addEvent(payload, {action == "PUSH" ? Action::Push : Action::Delete, text(*detail, {"repository-name"}),
                         text(*detail, {"image-tag"}), text(*detail, {"image-digest"}),
                         text(*document, {"id"}), base::parseTimestamp(text(*document, {"time"}))});
  if (!added) return base::pass(std::move(added));
  return payload;
}

// cloud.google.com "Configure Pub/Sub notifications" of Artifact Registry; Pub/Sub "Push subscriptions"
base::Result<Payload> readGar(const Delivery& delivery) {
  auto document = parseBody<Json>(delivery.body, kGar);
  if (!document) return base::pass(std::move(document));
  const auto id = text(*document, {"message", "messageId"});
  const auto time = base::parseTimestamp(text(*document, {"message", "publishTime"}));
  const auto data = auth::decodeBase64(text(*document, {"message", "data"}));
  if (!data || data->empty()) return refuse("no message data; expected " + std::string(kGar));
  auto change = parseBody<Json>(*data, kGar);
  if (!change) return base::pass(std::move(change), "reading the message's data");
  const auto action = text(*change, {"action"});
  if (action != "INSERT" && action != "DELETE")
    return refuse("unknown action " + base::quoted(action) + "; expected " + std::string(kGar));
  const auto digest = splitGar(text(*change, {"digest"}), '@');
  const auto tag = splitGar(text(*change, {"tag"}), ':');
  if (!digest.repository.empty() && !tag.repository.empty() && digest.repository != tag.repository)
    return refuse("digest and tag of different images; expected " + std::string(kGar));
  Payload payload;
  auto added = addEvent(payload, {action == "INSERT" ? Action::Push : Action::Delete,
                                  tag.repository.empty() ? digest.repository : tag.repository, tag.rest,
                                  digest.rest, id, time});
  if (!added) return base::pass(std::move(added));
  return payload;
}

// docs.github.com "Webhook events and payloads": registry_package, package, ping
base::Result<Payload> readGhcr(const Delivery& delivery) {
  auto document = parseBody<Json>(delivery.body, kGhcr);
  if (!document) return base::pass(std::move(document));
  Payload payload;
  const auto kind = delivery.headers.get("x-github-event");
  if (kind == "ping" || find(*document, {"zen"}) != nullptr) return payload;
  const auto* package = find(*document, {"registry_package"});
  if (package == nullptr) package = find(*document, {"package"});
  if (package == nullptr) return refuse("no package; expected " + std::string(kGhcr));
  const auto action = text(*document, {"action"});
  if (action != "published" && action != "updated")
    return refuse("unknown action " + base::quoted(action) + "; expected " + std::string(kGhcr));
  const auto lower = [](std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; });
    return text;
  };
  const auto type = lower(text(*package, {"package_type"}));
  if (type != "container" && type != "docker") return payload;
  auto owner = text(*package, {"namespace"});
  if (owner.empty()) owner = text(*package, {"owner", "login"});
  const auto* version = find(*package, {"package_version"});
  if (version == nullptr) return refuse("no package version; expected " + std::string(kGhcr));
  auto digest = text(*version, {"container_metadata", "manifest", "digest"});
  if (digest.empty()) digest = text(*version, {"container_metadata", "tag", "digest"});
  if (digest.empty() && text(*version, {"version"}).starts_with("sha256:"))
    digest = text(*version, {"version"});
  // A registry's names are in lower case, those of accounts are not.
  auto added = addEvent(payload, {Action::Push, lower(owner + "/" + text(*package, {"name"})),
                                  text(*version, {"container_metadata", "tag", "name"}), digest,
                                  std::string(delivery.headers.get("x-github-delivery")),
                                  base::parseTimestamp(text(*package, {"updated_at"}))});
  if (!added) return base::pass(std::move(added));
  return payload;
}

// docs.docker.com "Docker Hub webhooks"
base::Result<Payload> readDockerHub(const Delivery& delivery) {
  auto document = parseBody<Json>(delivery.body, kHub);
  if (!document) return base::pass(std::move(document));
  const auto* push = find(*document, {"push_data"});
  if (push == nullptr) return refuse("no push_data; expected " + std::string(kHub));
  Payload payload;
  auto added = addEvent(payload, {Action::Push,
                                  text(*document, {"repository", "repo_name"}),
                                  text(*push, {"tag"}),
                                  {},
                                  {},
                                  unixTime(*push, {"pushed_at"})});
  if (!added) return base::pass(std::move(added));
  return payload;
}

} // namespace meridian::hooks
