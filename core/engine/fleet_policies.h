// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/fleet_nodes.h"

#include <string>
#include <vector>

namespace meridian::engine {

/// Reads what a rule asks for beside its selection, and who may send events. Private to the fleet parser. One thread.
class PolicyReader : public FleetNodes {
protected:
  // Each reads the key of its name from `rule`, which stands at `path`.
  std::vector<oci::Platform> platforms(const JsonNode& rule, const std::string& path);
  plan::ReferrerPolicy referrers(const JsonNode& rule, const std::string& path);
  plan::Schedule schedule(const JsonNode& rule, const std::string& path);
  plan::Promotion promotion(const JsonNode& rule, const std::string& path);
  plan::Deletes deletes(const JsonNode& rule, const std::string& path);
  plan::AuditPolicy audit(const JsonNode& rule, const std::string& path);
  Webhooks webhooks(const JsonNode& node, const std::string& path);

private:
  /// One text or a list of them.
  std::vector<std::string> oneOrMore(const JsonNode& node, const std::string& path, std::string_view key);
};

} // namespace meridian::engine
