// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/quoted.h"
#include "cli/table.h"
#include "cli/verbs.h"
#include "engine/adoption.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>

namespace meridian::cli {

using base::Errc;
using base::fail;

namespace {

base::Result<std::string> content(const std::string& file) {
  if (file == "-") return std::string{std::istreambuf_iterator<char>(std::cin), {}};
  std::ifstream in(file, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(in), {}};
  if (!in.is_open() || in.bad()) return fail(Errc::NotFound, base::quoted(file) + " cannot be read");
  return text;
}

/// "x" of C11: fails where there is a file already, also one that appears just now.
base::Result<void> writeNew(const std::filesystem::path& file, const std::string& text) {
  std::FILE* out = std::fopen(file.c_str(), "wx");
  if (out == nullptr && errno == EEXIST)
    return fail(Errc::AlreadyExists, base::quoted(file.string()) + " exists already and is not overwritten");
  const bool written = out != nullptr && std::fwrite(text.data(), 1, text.size(), out) == text.size();
  if (out == nullptr || (std::fclose(out) != 0) || !written)
    return fail(Errc::IoFailed, base::quoted(file.string()) + " cannot be written: " + std::strerror(errno));
  return {};
}

void printGaps(const std::vector<adopt::Gap>& gaps) {
  const char* between = "";
  for (const bool left_out : {true, false}) {
    Table table({left_out ? "left out" : "to know", "what", "advice"});
    for (const auto& gap : gaps)
      if (gap.left_out == left_out) table.add({gap.place, gap.what, gap.advice});
    if (table.empty()) continue;
    std::fprintf(stderr, "%s%s", between, table.text().c_str());
    between = "\n";
  }
}

nlohmann::ordered_json json(const engine::Adoption& adoption) {
  auto gaps = nlohmann::ordered_json::array();
  for (const auto& gap : adoption.gaps)
    gaps.push_back({{"place", gap.place}, {"what", gap.what}, {"advice", gap.advice}, {"left_out", gap.left_out}});
  return {{"fleet", nlohmann::ordered_json::parse(adoption.fleet_json)}, {"gaps", gaps}};
}

} // namespace

int importFleet(const Options& options) {
  const auto& format = options.arguments[0];
  const auto& file = options.arguments[1];
  const auto known = adopt::formatNamed(format);
  if (!known) {
    std::string names;
    for (const auto name : adopt::formatNames())
      names += (names.empty() ? "" : ", ") + std::string(name);
    return complain(options, fail(Errc::ConfigInvalid, "unknown format " + base::quoted(format) + "; there are " + names).error);
  }
  const auto unusable = [&](const base::Error& error) { return complain(options, error), kUnusable; };
  const auto text = content(file);
  if (!text) return unusable(text.error());
  const auto adoption = engine::adoptFleet(*known, *text, file, {options.registry});
  if (!adoption) return unusable(adoption.error());
  if (!options.output.empty())
    if (const auto written = writeNew(options.output, adoption->fleet_json); !written) return unusable(written.error());
  if (options.json) {
    std::puts(json(*adoption).dump(2, ' ', false, nlohmann::json::error_handler_t::replace).c_str());
  } else {
    if (options.output.empty()) std::fputs(adoption->fleet_json.c_str(), stdout);
    printGaps(adoption->gaps);
  }
  return adoption->leavesOut() ? kFailures : kDone;
}

} // namespace meridian::cli
