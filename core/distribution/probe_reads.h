// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "distribution/probe.h"

#include <stop_token>
#include <string_view>

namespace meridian::distribution {

/// Protocol versions, and the median of several answers to GET /v2/ on a warm connection.
void probeRoundTrips(ProbeBench& bench, std::stop_token stop);

/// Range, redirects and the rate of one connection. `readable` = "repository@digest"; empty: the first stored
/// blob.
void probeReads(ProbeBench& bench, std::string_view readable, std::stop_token stop);

/// Referrers API and the deletion of a tag, by means of a manifest that is deleted again.
void probeManifests(ProbeBench& bench, std::stop_token stop);

} // namespace meridian::distribution
