// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/units.h"
#include "ports/http.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace meridian::hooks {

/// Who sends, and so in which form. Harbor: both of its payload formats. Acr: its own webhooks and Event
/// Grid. Ecr: EventBridge, by an API destination or through SNS. Gar: a Pub/Sub push subscription.
enum class Kind { Distribution, Harbor, Zot, Quay, Acr, Ecr, Gar, Ghcr, DockerHub };

/// "distribution", "harbor", "zot", "quay", "acr", "ecr", "gar", "ghcr", "dockerhub": as in the fleet file.
[[nodiscard]] std::string_view name(Kind kind) noexcept;
[[nodiscard]] std::optional<Kind> parseKind(std::string_view text) noexcept;

/// Something was pushed or deleted, as far as the sender tells. Names follow the grammar of the distribution
/// spec; the repository is without the registry's host.
struct PushEvent {
  enum class Action { Push, Delete };
  Action action = Action::Push;
  std::string repository;
  std::string tag;        ///< empty: by digest only
  std::string digest;     ///< empty: the sender does not tell
  std::string id;         ///< the sender's id of the event; empty where it has none
  base::Timestamp time{}; ///< zero: the sender does not tell
};

/// What one request said.
struct Payload {
  std::vector<PushEvent> events; ///< empty: nothing to do
  /// JSON to answer with, where the sender wants to know first that somebody is at home (Event Grid).
  std::string answer = {};
  /// What a person has to open to let the sender begin (SNS). Never opened by the program: the address comes
  /// from outside.
  std::string confirm_url = {};
};

inline constexpr std::size_t kMostBodyBytes = 1U << 20U;
inline constexpr std::size_t kMostEvents = 1000;

/// Reads a request's body. Errors: ParseFailed, with what was expected. Any thread.
[[nodiscard]] base::Result<Payload> parsePayload(Kind kind, const ports::HttpHeaders& headers,
                                                 std::string_view body);

} // namespace meridian::hooks
