// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/line_memory.h"

#include "base/log.h"

#include <sstream>
#include <string>

namespace meridian::engine {

namespace {
std::string key(std::string_view region) { return "line/" + std::string(region); }
} // namespace

transfer::FlowCount::Learned loadLine(ports::StateStore& state, std::string_view region) {
  const auto text = state.fact(key(region));
  if (!text || !*text) return {};
  std::istringstream words(**text);
  transfer::FlowCount::Learned line;
  if (!(words >> line.flows >> line.rate.value) || line.flows < 1 || line.flows > 1000 || !(line.rate.value >= 0)) return {};
  return line;
}

void saveLine(ports::StateStore& state, std::string_view region, const transfer::FlowCount::Learned& line) {
  const auto text = std::to_string(line.flows) + " " + std::to_string(line.rate.value);
  if (auto put = state.putFact(key(region), text); !put) base::log("engine", base::LogLevel::Warning, put.error().text());
}

} // namespace meridian::engine
