// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "engine/fleet.h"
#include "hooks/dedupe.h"
#include "hooks/payload.h"
#include "hooks/signature.h"
#include "plan/filter.h"
#include "ports/http_server.h"
#include "ports/secret_store.h"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace meridian::engine {

/// Where registries tell of pushes: requests at /hooks/<source id> become wishes for a tag of a rule. An
/// event is a hint and no more: its digest goes nowhere, so events that come late or in another order move no
/// tag; what the tag is, the sync asks the registry.
class Intake {
public:
  /// What requests lead to. Called on the server's threads; must not block.
  struct Outlet {
    std::function<void(const std::string& rule, std::string ref, const std::string& cause)> wanted;
    std::function<void(std::string_view level, std::string text)> tell; ///< a line for people
  };
  struct Counts {
    std::uint64_t accepted = 0; ///< events that a rule wants
    std::uint64_t ignored = 0;  ///< events that no rule wants
    std::uint64_t repeated = 0; ///< events that came before
    std::uint64_t refused = 0;  ///< requests
  };

  Intake(base::Clock& clock, Outlet outlet) : m_clock(clock), m_outlet(std::move(outlet)) {}

  /// Takes over a fleet's sources and rules, and reads the sources' secrets: may ask a keychain, so not from
  /// a thread of the server. A source whose secret cannot be read lets nobody in, and a line says so.
  void follow(const Fleet& fleet, ports::SecretStore* secrets, std::stop_token stop);
  /// ports::HttpServer::Handler.
  [[nodiscard]] ports::ServedResponse answer(const ports::ServedRequest& request);
  [[nodiscard]] Counts counts() const;

private:
  struct Source {
    WebhookSource entry;
    hooks::Kind kind;
    hooks::Auth auth;
    std::string secret; ///< empty: unknown
  };
  struct Taker {
    std::string rule, region;
    plan::RepositoryFilter repositories;
    plan::TagFilter tags;
  };
  struct Directory {
    std::map<std::string, Source, std::less<>> sources;
    std::vector<Taker> takers;
  };
  /// Lines about one source's refusals, at most a few a minute: who knocks at the door without a key does not
  /// fill the story.
  struct Silence {
    base::Timestamp minute{};
    int told = 0;
    std::uint64_t untold = 0;
  };

  [[nodiscard]] ports::ServedResponse refuse(int status, std::string_view source, const std::string& peer,
                                             const std::string& why);
  /// Which count it goes to.
  [[nodiscard]] std::uint64_t Counts::*take(const Directory& directory, const Source& source,
                                            const hooks::PushEvent& event);

  base::Clock& m_clock;
  const Outlet m_outlet;
  mutable std::mutex m_mutex;
  std::shared_ptr<const Directory> m_directory = std::make_shared<Directory>();
  hooks::Dedupe m_dedupe;
  std::map<std::string, Silence, std::less<>> m_silences;
  Counts m_counts;
};

} // namespace meridian::engine
