// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/json.h"
#include "cli/look_text.h"
#include "cli/verbs.h"
#include "oci/reference.h"

#include <algorithm>
#include <cstdio>

namespace meridian::cli {

int image(Desk& desk) {
  const auto reference = oci::Reference::parse(desk.options.arguments.front());
  if (!reference) return complain(desk.options, base::fail(base::Errc::ConfigInvalid, reference.error().text()).error);
  if (reference->tag.empty() && !reference->digest)
    return complain(desk.options, base::fail(base::Errc::ConfigInvalid, "which one? " + reference->repository + ":TAG or @DIGEST").error);
  const auto found = desk.engine.image(reference->repository, reference->digest ? reference->digest->text() : reference->tag,
                                       desk.interrupt.token());
  if (!found) {
    const int status = complain(desk.options, found.error());
    return found.error().code == base::Errc::NotFound ? kFailures : status; // the arguments were good
  }
  std::fputs((desk.options.json ? jsonText(*found) : imageText(*found)).c_str(), stdout);
  bool failures = false;
  for (const auto& place : found->places) {
    if (!place.problem) continue;
    failures = true;
    if (!desk.options.json) printProblem(place.region, found->repository, place.problem->text());
  }
  return failures ? kFailures : kDone;
}

} // namespace meridian::cli
