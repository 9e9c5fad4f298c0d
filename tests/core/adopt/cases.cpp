// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/adopt/cases.h"

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

namespace meridian::adopt {

std::string fixture(const std::string& name) {
  std::ifstream in(std::string(MERIDIAN_FIXTURES "/") + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

QStringList rules(const Adopted& adopted) {
  QStringList lines;
  const auto fleet = nlohmann::ordered_json::parse(adopted.fleet_json);
  for (const auto& rule : fleet.at("rules")) {
    auto line = rule.at("id").get<std::string>() + ": " + rule.at("source").get<std::string>() + " >";
    for (const auto& target : rule.at("targets"))
      line += " " + target.get<std::string>();
    for (const auto& [key, value] : rule.items())
      if (key != "id" && key != "source" && key != "targets") line += " " + key + "=" + value.dump();
    lines << QString::fromStdString(line);
  }
  return lines;
}

QStringList regions(const Adopted& adopted) {
  QStringList lines;
  const auto fleet = nlohmann::ordered_json::parse(adopted.fleet_json);
  for (const auto& region : fleet.at("regions")) {
    const auto& registry = region.at("registry");
    auto line = region.at("id").get<std::string>() + " " + region.at("role").get<std::string>() + " " +
                registry.at("url").get<std::string>();
    if (registry.contains("credential"))
      line += " credential=" + registry.at("credential").get<std::string>();
    if (region.contains("limits")) line += " limits=" + region.at("limits").dump();
    lines << QString::fromStdString(line);
  }
  return lines;
}

QStringList gaps(const Adopted& adopted) {
  QStringList lines;
  for (const auto& gap : adopted.gaps)
    if (gap.place != "regions") lines << (gap.left_out ? "" : "~") + QString::fromStdString(gap.place);
  return lines;
}

QString allText(const Adopted& adopted) {
  auto text = adopted.fleet_json;
  for (const auto& gap : adopted.gaps)
    text += gap.place + "\n" + gap.what + "\n" + gap.advice + "\n";
  return QString::fromStdString(text);
}

} // namespace meridian::adopt
