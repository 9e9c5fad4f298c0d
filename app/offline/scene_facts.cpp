// SPDX-License-Identifier: GPL-3.0-or-later
// What a scene knows of its links, its registries and of who did what.
#include "offline/scene_answers.h"
#include "offline/scene_fleet.h"
#include "offline/scene_parts.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace meridian::offline {

using base::Errc;
using base::fail;
using base::Result;
using engine::CheckStep;
using namespace std::chrono_literals;

namespace {

struct Deed {
  const char *actor, *verb, *subject, *detail, *problem;
};
constexpr std::array kDeeds{
    Deed{"anna@desk with meridian", "job.start", "rule platform", "targets tyo, sjc", ""},
    Deed{"schedule", "job.start", "rule payments", "sync", ""},
    Deed{"webhook fra", "job.start", "rule platform", "platform/api:4.2.3 was pushed", ""},
    Deed{"anna@desk with meridian", "job.pause", "job of rule models", "", ""},
    Deed{"ci@build-7 with meridianctl", "fleet.change", "fleet file", "rule ml: latest 40", ""},
    Deed{"anna@desk with meridian", "credential.set", "region sin", "typed", ""},
    Deed{"li.wei@ops with meridian", "job.cancel", "job of rule legacy", "", ""},
    Deed{"li.wei@ops with meridian", "job.start", "rule release", "promotion to tyo, sjc, sin", ""},
    Deed{"schedule", "job.start", "rule ml", "audit", ""},
    Deed{"ci@build-7 with meridianctl", "job.start", "rule nightly", "", "there is no rule \"nightly\""}};
constexpr std::size_t kActions = 240;

engine::ServerCertificate::Link link(const std::string& subject, const std::string& issuer, base::Timestamp from, base::Timestamp to) {
  engine::ServerCertificate::Link made{subject, issuer, {}, from, to, {}, {}};
  const auto digits = digestOf(subject).substr(7);
  for (std::size_t i = 0; i < digits.size(); i += 2) {
    if (i > 0) made.fingerprint += ':';
    for (const auto at : {i, i + 1}) made.fingerprint += static_cast<char>(std::toupper(digits[at]));
  }
  made.pem = "-----BEGIN CERTIFICATE-----\n" + digits + "\n-----END CERTIFICATE-----\n";
  return made;
}

std::string hostOf(const std::string& url) {
  const auto start = url.find("://") == std::string::npos ? 0 : url.find("://") + 3;
  return url.substr(start, url.find_first_of(":/", start) - start);
}

} // namespace

Result<engine::LineHistory> lineHistory(const Scene& scene, const std::string& from, const std::string& to) {
  if (!scene.snapshot.fleet->region(to)) return fail(Errc::NotFound, "there is no region \"" + to + "\"");
  engine::LineHistory history;
  history.from = from;
  history.to = to;
  const auto phase = static_cast<double>(numberOf(to) % 24);
  const auto first = std::chrono::floor<std::chrono::hours>(sceneTime()) - 23h;
  for (int i = 0; i < 24; ++i) {
    engine::LineHistory::Hour hour;
    hour.start = first + std::chrono::hours(i);
    const double busy = std::max(0.0, 0.55 + 0.45 * std::sin((i + phase) / 3.8));
    hour.bytes = {static_cast<std::uint64_t>(busy * 3.4e9)};
    hour.copied = static_cast<std::size_t>(busy * 24);
    hour.failed = scene.failing && i > 16 ? 3 : 0;
    if (hour.copied > 0) hour.p95 = 5.0 + 6.0 * busy;
    history.bytes += hour.bytes;
    history.copied += hour.copied;
    history.failed += hour.failed;
    history.hours.push_back(hour);
  }
  history.p95 = 9.1;
  for (int i = 0; i < 5 && scene.failing; ++i)
    history.failures.push_back({sceneTime() - std::chrono::minutes(9 + 31 * i), jobId(sceneTime() - 10min, static_cast<std::size_t>(i)),
                                scene.repositories.front() + ":" + tagOf(static_cast<std::size_t>(23 - i)),
                                "429 TOOMANYREQUESTS: rate limit exceeded: 600 requests per 6 hours"});
  return history;
}

std::vector<ports::ActionRecord> actions(const Scene& scene, std::uint64_t before, std::size_t limit) {
  std::vector<ports::ActionRecord> page;
  const auto all = scene.name == "empty" ? 0 : kActions;
  for (std::size_t i = 0; i < all && page.size() < limit; ++i) {
    const auto& deed = kDeeds[i % kDeeds.size()];
    const std::uint64_t seq = all - i;
    if (before != 0 && seq >= before) continue;
    page.push_back({seq, sceneTime() - 4min - i * 37min, deed.actor, deed.verb, deed.subject, deed.detail, deed.problem});
  }
  return page;
}

engine::RegionCheck regionCheck(const Scene& scene, const engine::Region& region) {
  using Kind = CheckStep::Kind;
  engine::RegionCheck check;
  check.region = region.id;
  check.auth = "bearer";
  check.round_trip = base::Seconds(0.018);
  const auto host = hostOf(region.registry_url);
  check.steps = {{Kind::Address, true, host + " is 203.0.113.24", ""},
                 {Kind::Connection, true, "connected in 18 ms", ""},
                 {Kind::Trust, true, "TLS 1.3, trusted by the system", ""},
                 {Kind::Protocol, true, "answers as an OCI registry (registry/2.0)", ""},
                 {Kind::Credential, !scene.failing, scene.failing ? "401 UNAUTHORIZED: authentication required" : "signed in as mirror",
                  scene.failing ? "Check user and password, or make a new token." : ""}};
  check.passed = !scene.failing;
  return check;
}

ports::RegistryProfile registryProfile(const std::string& region) {
  using ports::Ability;
  ports::RegistryProfile profile;
  profile.probed = sceneTime() - 7h;
  profile.server = "registry/2.0";
  profile.auth = "bearer";
  profile.streaming = profile.chunked = profile.monolithic = profile.resume = profile.cut_kept = Ability::Yes;
  profile.mount = profile.range = profile.referrers = profile.sparse_index = Ability::Yes;
  profile.single_post = profile.mount_anonymous = Ability::No;
  profile.http_versions = {11, 20};
  profile.http_version = 20;
  profile.round_trip = std::chrono::milliseconds(18 + numberOf(region) % 220);
  profile.read_rate = {4.4e7};
  profile.remarks = {"Deleting tags was not tried: it would need a tag to delete."};
  return profile;
}

engine::ServerCertificate serverCertificate(const Scene& scene, const std::string& url) {
  const auto host = hostOf(url);
  engine::ServerCertificate certificate;
  const std::string authority = "CN=Example Root CA, O=Example";
  certificate.chain = {link("CN=" + host, authority, sceneTime() - 24h * 41, sceneTime() + 24h * 49),
                       link(authority, authority, sceneTime() - 24h * 1200, sceneTime() + 24h * 2400)};
  certificate.chain.front().names = {host};
  certificate.trusted = !scene.failing;
  if (scene.failing) certificate.problem = "self-signed certificate in certificate chain";
  return certificate;
}

std::vector<engine::CredentialHint> credentialHints() {
  using Source = engine::CredentialHint::Source;
  return {{Source::Docker, "", "mirror"}, {Source::Keychain, "registry", "anna"}};
}

} // namespace meridian::offline
