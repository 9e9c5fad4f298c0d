// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/certificate.h"
#include "disk/file.h"
#include "engine/engine.h"
#include "engine/interior.h"
#include "engine/registry_address.h"

#include <algorithm>
#include <system_error>

namespace meridian::engine {

using base::Errc;
using base::fail;
using base::Result;

namespace {

constexpr mode_t kMode = 0644; // certificates are public, and a daemon may run as another user
constexpr std::size_t kLongestName = 100;

bool isFileName(std::string_view name) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
  };
  return !name.empty() && name.size() <= kLongestName && name.front() != '.' && std::all_of(name.begin(), name.end(), fits);
}

ServerCertificate::Link link(auth::Certificate one) {
  return {std::move(one.subject), std::move(one.issuer), std::move(one.fingerprint), one.not_before, one.not_after,
          std::move(one.names), std::move(one.pem)};
}

CredentialHint::Source source(ports::SecretTrace::Place place) {
  switch (place) {
  case ports::SecretTrace::Place::Keychain: return CredentialHint::Source::Keychain;
  case ports::SecretTrace::Place::Environment: return CredentialHint::Source::Environment;
  case ports::SecretTrace::Place::File: return CredentialHint::Source::File;
  case ports::SecretTrace::Place::Docker: break;
  }
  return CredentialHint::Source::Docker;
}

/// Names under which a credential for that very host may be kept: those of regions there, and the host's own. Names of
/// other registries are not among them: what is found may be sent to the host without asking again.
std::vector<std::string> namesFor(const Fleet& fleet, const std::string& url) {
  std::vector<std::string> names;
  const auto add = [&](const std::string& name) {
    if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  };
  for (const auto& region : fleet.regions)
    if (ports::originOf(region.registry_url) == ports::originOf(url)) add(region.credential);
  add(hostOf(url));
  return names;
}

} // namespace

Result<ServerCertificate> Engine::certificate(std::string_view url, std::stop_token stop) {
  const auto& look = m_interior->workshop.parts.certificates;
  if (!look) return fail(Errc::Unsupported, "nothing here looks at certificates");
  auto shown = look(std::string(url), stop);
  if (!shown) return base::pass(std::move(shown), "look at the certificate of " + hostOf(url));
  auto chain = auth::parseCertificates(shown->pem);
  if (!chain) return fail(Errc::BadAnswer, hostOf(url) + ": shows no certificate that can be read: " + chain.error().message);
  ServerCertificate out;
  for (auto& one : *chain) out.chain.push_back(link(std::move(one)));
  out.trusted = !shown->distrust;
  if (shown->distrust) out.problem = shown->distrust->message;
  return out;
}

Result<std::string> Engine::keepCertificate(std::string_view name, std::string_view pem) {
  if (!isFileName(name))
    return fail(Errc::ConfigInvalid, "a certificate is kept under a region's name: letters, digits, \"-\", \"_\" and \".\"");
  auto certificates = auth::parseCertificates(pem);
  if (!certificates) return fail(Errc::ConfigInvalid, certificates.error().message);
  const auto& fleet = m_interior->fleet_file;
  if (fleet.empty()) return fail(Errc::Unsupported, "this fleet has no file, hence no folder for certificates beside it");
  const auto folder = std::filesystem::absolute(fleet).parent_path() / "trust";
  if (auto made = disk::makePrivateFolder(folder.parent_path()); !made) return base::pass(std::move(made));
  std::error_code trouble;
  std::filesystem::create_directory(folder, trouble);
  if (trouble) return fail(Errc::IoFailed, "cannot make the folder " + folder.string() + ": " + trouble.message());
  std::string text; // what was read, and nothing that stood around it: a key may lie in the same text
  for (const auto& one : *certificates) text += one.pem;
  const auto file = folder / (std::string(name) + ".pem");
  if (auto written = disk::writeFileAtomically(file, text, kMode); !written) return base::pass(std::move(written));
  std::string whose;
  for (const auto& one : *certificates) whose += (whose.empty() ? "" : ", ") + one.fingerprint;
  m_interior->ledger.put("certificate.keep", "region " + std::string(name), "trusts " + whose);
  return file.string();
}

Result<std::vector<CredentialHint>> Engine::credentials(std::string_view url, std::stop_token stop) {
  std::vector<CredentialHint> out;
  const auto& secrets = m_interior->workshop.parts.secrets;
  if (!secrets) return out;
  if (ports::originOf(url).empty()) return fail(Errc::ConfigInvalid, "not a usable URL: " + base::redactUrl(url));
  std::optional<base::Error> first;
  const auto ask = [&](const std::string& name, const std::string& host) {
    auto found = secrets->traces(name, host, stop);
    if (!found && !first) first = std::move(found.error());
    if (found)
      for (auto& one : *found) out.push_back({source(one.place), name, std::move(one.user)});
  };
  for (const auto& name : namesFor(*fleet(), std::string(url))) ask(name, {});
  ask({}, hostOf(url));
  if (stop.stop_requested()) return fail(Errc::Cancelled, "cancelled");
  if (out.empty() && first) return fail(std::move(*first));
  return out;
}

Result<std::string> Engine::findRegistry(std::string_view text, std::stop_token stop) {
  const auto& make = m_interior->workshop.parts.registry;
  const auto connect = [&make](const std::string& url) {
    Region region;
    region.registry_url = url;
    Access access;
    access.typed = auth::Credential{}; // empty: nothing is told to somebody who may not be who is meant
    return make(region, std::move(access));
  };
  return engine::findRegistry(text, connect, std::move(stop));
}

} // namespace meridian::engine
