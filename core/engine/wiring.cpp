// SPDX-License-Identifier: GPL-3.0-or-later
// The only place that names adapters.
#include "base/log.h"
#include "beast/server.h"
#include "curl/client.h"
#include "curl/handshake.h"
#include "disk/control_box.h"
#include "disk/dir_lock.h"
#include "disk/secret_chain.h"
#include "disk/spool.h"
#include "distribution/client.h"
#include "distribution/product.h"
#include "engine/engine.h"
#include "engine/ledger.h"
#include "engine/looking_store.h"
#include "engine/manifest_shelf.h"
#include "engine/once.h"
#include "engine/registry_address.h"
#include "sqlite/state_store.h"
#include "transfer/upload_note.h"

#include <optional>
#include <system_error>

namespace meridian::engine {

using base::Errc;
using base::Result;

namespace {

constexpr std::size_t kJobsKept = 10'000;
/// Blobs on their way that no run has touched for so long will not be wanted again.
constexpr std::chrono::hours kSpoolAge{7 * 24};
/// Somebody waits for a first look, and it may be at an address that is none.
constexpr std::chrono::seconds kLookPatience{10};

/// What the parts refer to, and what must end after them. The lock goes last.
struct Ground {
  std::optional<disk::DirLock> lock;
  base::SystemClock clock;
  curl::Client http;
};

/// What is remembered, and of who did what.
struct Memory {
  std::unique_ptr<ports::StateStore> state;
  std::shared_ptr<ports::ActionLog> actions;
};

/// To look only. What an older Meridian left is brought up to date first, and what is damaged is rebuilt, unless somebody
/// is at work with it.
Result<std::unique_ptr<sqlite::StateStore>> lookInto(const std::filesystem::path& folder, base::Timestamp now) {
  const auto file = folder / "state.db";
  auto store = sqlite::StateStore::openReadOnly(file);
  if (store || (store.error().code != Errc::ConfigInvalid && store.error().code != Errc::ContentMismatch)) return store;
  const auto lock = disk::DirLock::take(folder);
  if (!lock) return store;
  if (auto current = sqlite::StateStore::open(file, now); !current) return current;
  return sqlite::StateStore::openReadOnly(file);
}

Result<Memory> openState(const EngineOptions& options, Ground& ground) {
  const auto file = options.state_dir / "state.db";
  if (options.read_only) {
    auto store = lookInto(options.state_dir, ground.clock.now());
    if (!store && store.error().code != Errc::NotFound) return base::pass(std::move(store));
    if (!store) return Memory{std::make_unique<LookingStore>(nullptr), nullptr};
    auto actions = (*store)->actions();
    return Memory{std::make_unique<LookingStore>(std::move(*store)), std::move(actions)};
  }
  auto lock = disk::DirLock::take(options.state_dir);
  if (!lock) return base::pass(std::move(lock), "use the state folder " + options.state_dir.string());
  ground.lock.emplace(std::move(*lock));
  auto store = sqlite::StateStore::open(file, ground.clock.now());
  if (!store) return base::pass(std::move(store));
  (void)(*store)->prune(kJobsKept);
  sweepManifests(**store);
  transfer::UploadNote::sweep(**store, ground.clock.now());
  sweepOnce(**store);
  auto actions = (*store)->actions();
  return Memory{std::move(*store), std::move(actions)};
}

distribution::ClientOptions clientOptions(const Region& region, Access access,
                                          const std::shared_ptr<ports::SecretStore>& secrets) {
  distribution::ClientOptions options;
  options.url = region.registry_url;
  options.route.ca_file = region.ca;
  options.route.connections = 96;
  switch (access.profile.http_version) { // the one that the probe found to be fastest; else the adapter's choice
  case 11: options.route.versions = ports::HttpVersions::Http1; break;
  case 20: options.route.versions = ports::HttpVersions::Http2; break;
  case 30: options.route.versions = ports::HttpVersions::Http3; break;
  default: break;
  }
  options.profile = std::move(access.profile);
  options.gate = std::move(access.gate);
  options.notice = std::move(access.notice);
  if (access.typed) {
    options.credential = [given = std::move(*access.typed)](std::stop_token) -> Result<std::optional<auth::Credential>> { return given; };
    return options;
  }
  options.credential = [secrets, name = region.credential, host = hostOf(region.registry_url)](
                           std::stop_token stop) -> Result<std::optional<auth::Credential>> {
    auto found = secrets->find(name, host, stop);
    if (!found || *found || name.empty()) return found;
    // A name that nothing answers to is a mistake of the operator, not an anonymous login.
    return base::fail(Errc::Unauthorized, "no credential \"" + name + "\" is stored; store one with: meridianctl credential set " + name);
  };
  return options;
}

} // namespace

Result<std::unique_ptr<Engine>> Engine::open(EngineOptions options) {
  auto fleet = loadFleet(options.fleet_file);
  if (!fleet && options.new_fleet && fleet.error().code == Errc::NotFound) fleet = Fleet{};
  if (!fleet) return base::pass(std::move(fleet));
  auto ground = std::make_shared<Ground>();
  auto state = openState(options, *ground);
  if (!state) return base::pass(std::move(state));

  Parts parts;
  parts.clock = std::make_unique<base::SystemClock>();
  parts.state = std::move(state->state);
  parts.actions = std::move(state->actions);
  parts.actor = options.actor.empty() ? actorHere(options.program) : options.actor;
  parts.read_only = options.read_only;
  parts.jobs_kept = kJobsKept;
  if (!options.read_only) {
    auto spool = disk::Spool::open(options.state_dir / "spool", {});
    if (!spool) return base::pass(std::move(spool), "open the spool");
    (void)(*spool)->sweep(kSpoolAge);
    parts.spool = std::move(*spool);
  }
  parts.secrets = disk::SecretChain::standard(options.keychain);
  parts.registry = [ground, secrets = parts.secrets](const Region& region, Access access)
      -> std::unique_ptr<ports::Registry> {
    return std::make_unique<distribution::Client>(ground->http, ground->clock, clientOptions(region, std::move(access), secrets));
  };
  parts.certificates = [](const std::string& url, std::stop_token stop) { return curl::showCertificates(url, kLookPatience, stop); };
  parts.product = [ground](const Region& region, std::stop_token stop) {
    ports::HttpRoute route;
    route.ca_file = region.ca;
    route.connect_timeout = route.stall_timeout = kLookPatience;
    return distribution::recogniseProduct(ground->http, region.registry_url, route, stop);
  };
  if (!options.read_only) {
    auto box = std::make_shared<disk::ControlBox>(options.state_dir, ground->clock);
    parts.wishes = [ground, box](const auto& obey) {
      for (const auto& wish : box->take()) {
        const auto done = obey(disk::name(wish.verb), wish.job);
        if (auto told = box->answer(wish, done.has_value(), done ? *done : done.error().text()); !told)
          base::log("engine", base::LogLevel::Warning, told.error().text());
      }
    };
  }
  parts.http_server = [] { return std::make_unique<beast::Server>(); };
  parts.keep = ground;
  return assemble(std::move(parts), std::move(*fleet), options.fleet_file);
}

} // namespace meridian::engine
