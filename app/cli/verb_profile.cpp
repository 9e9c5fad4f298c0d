// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/json.h"
#include "cli/profile_text.h"
#include "cli/verbs.h"
#include "oci/reference.h"

#include <cstdio>

namespace meridian::cli {

int profile(Desk& desk) {
  const auto& id = desk.options.arguments.front();
  ports::ProbeRequest request;
  if (!desk.options.repository.empty()) {
    auto name = oci::parseRepository(desk.options.repository);
    if (!name) return complain(desk.options, base::fail(base::Errc::ConfigInvalid, name.error().text()).error);
    request.repository = std::move(*name);
  }
  const auto fleet = desk.engine.fleet();
  const auto* region = fleet->region(id);
  const auto found = desk.engine.profile(id, request, desk.interrupt.token());
  if (!found) {
    const int status = complain(desk.options, found.error());
    // The arguments were good where the region is known; then it is the registry that failed.
    return status == kUnusable && region != nullptr && found.error().code == base::Errc::NotFound ? kFailures : status;
  }
  if (desk.options.json)
    std::fputs(jsonText(id, *found).c_str(), stdout);
  else
    std::printf("Region %s, %s, tried in repository %s\n\n%s", id.c_str(), region ? region->registry_url.c_str() : "",
                request.repository.c_str(), profileText(*found).c_str());
  return kDone;
}

} // namespace meridian::cli
