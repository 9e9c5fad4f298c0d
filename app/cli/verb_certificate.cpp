// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/json.h"
#include "cli/look_text.h"
#include "cli/verbs.h"

#include <algorithm>
#include <cstdio>

namespace meridian::cli {

namespace {

/// Keeps the last certificate of the chain and has the region trust it; the file.
base::Result<std::string> trust(Desk& desk, const engine::ServerCertificate& certificate) {
  auto fleet = *desk.engine.fleet();
  const auto region = std::find_if(fleet.regions.begin(), fleet.regions.end(), [&](const auto& one) { return one.id == desk.options.trust; });
  if (region == fleet.regions.end()) return base::fail(base::Errc::NotFound, "the fleet has no region \"" + desk.options.trust + "\"");
  auto kept = desk.engine.keepCertificate(region->id, certificate.chain.back().pem);
  if (!kept) return kept;
  region->ca = *kept;
  if (auto saved = desk.engine.replaceFleet(std::move(fleet)); !saved) return base::pass(std::move(saved));
  return kept;
}

} // namespace

int certificate(Desk& desk) {
  const auto& text = desk.options.arguments.front();
  const auto fleet = desk.engine.fleet();
  const auto* region = fleet->region(text);
  const auto url = region != nullptr ? base::Result<std::string>(region->registry_url) : desk.engine.findRegistry(text, desk.interrupt.token());
  if (!url) return complain(desk.options, url.error());
  const auto found = desk.engine.certificate(*url, desk.interrupt.token());
  if (!found) return complain(desk.options, found.error());
  std::string kept;
  if (!desk.options.trust.empty()) {
    auto done = trust(desk, *found);
    if (!done) return complain(desk.options, done.error());
    kept = std::move(*done);
  }
  if (desk.options.json) {
    std::fputs(jsonText(*url, *found, kept).c_str(), stdout);
  } else {
    std::fputs(certificateText(*url, *found).c_str(), stdout);
    if (!kept.empty())
      std::printf("\nRegion %s trusts the last of these from now on: %s\nA daemon that runs takes it up on reload.\n", desk.options.trust.c_str(), kept.c_str());
  }
  return found->trusted || !kept.empty() ? kDone : kFailures;
}

} // namespace meridian::cli
