// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "plan/policy.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace meridian::cli {

/// Exit statuses of the command line contract.
enum Exit : int { kDone = 0, kFailures = 1, kUnusable = 2, kCancelled = 3 };

/// A verb for shells only: "rules" or "regions" of the fleet file, one id a line.
inline constexpr std::string_view kComplete = "__complete";

/// The command line, parsed.
struct Options {
  std::filesystem::path fleet;
  std::filesystem::path state;
  bool json = false;
  bool quiet = false;
  bool help = false;
  bool version = false;
  std::string verb;
  std::vector<std::string> arguments; ///< after the verb
  std::vector<std::string> targets;   ///< --target
  std::vector<std::string> tags;      ///< --tag
  std::optional<plan::Promotion::Conflict> on_conflict; ///< --on-conflict
  std::string repository;             ///< --repository
  std::string registry;               ///< --registry
  std::vector<std::string> to;        ///< --to
  std::string from;                   ///< --from
  std::vector<std::string> platforms; ///< --platform
  bool plan_only = false;             ///< --plan
  std::size_t limit = 50;             ///< --limit
  std::filesystem::path output;       ///< --output
  bool deep = false;                  ///< --deep
  std::optional<double> sample;       ///< --sample, percent
  bool repair = false;                ///< --repair
  bool fresh = false;                 ///< --fresh
  std::string trust;                  ///< --trust, a region
  std::filesystem::path report;       ///< --report
};

/// Errors: ConfigInvalid, naming the argument and the nearest known one.
[[nodiscard]] base::Result<Options> parseOptions(const std::vector<std::string>& arguments);
/// Of the program, or of one of its verbs.
[[nodiscard]] std::string helpText(std::string_view verb = {});

} // namespace meridian::cli
