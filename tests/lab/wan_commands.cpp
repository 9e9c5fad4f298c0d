// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/wan.h"

#include <nlohmann/json.hpp>

#include <sstream>

namespace meridian::lab {

using Json = nlohmann::json;
using Clock = std::chrono::steady_clock;

namespace {

Json json(const Counters::Count& count) {
  return {{"packets", count.packets}, {"bytes", count.bytes}};
}

Json json(const Settings& settings) {
  return {{"rate", settings.rate},
          {"delay", settings.delay},
          {"jitter", settings.jitter},
          {"loss", settings.loss},
          {"burst_loss", settings.burstLoss},
          {"burst_length", settings.burstLength},
          {"queue", settings.queue},
          {"up", settings.up}};
}

std::pair<std::string, double> setting(const std::string& word) {
  const auto equals = word.find('=');
  std::size_t used = 0;
  try {
    if (equals != std::string::npos) {
      const auto value = std::stod(word.substr(equals + 1), &used);
      if (equals + 1 + used == word.size()) return {word.substr(0, equals), value};
    }
  } catch (const std::logic_error&) {
    // Told below.
  }
  throw Failure("not KEY=NUMBER: " + word);
}

} // namespace

/// Takes "A B" (both directions), "A to B" (one) or "all" off the front.
std::vector<Wan::Direction*> Wan::pick(std::vector<std::string>& words) {
  std::vector<Direction*> picked;
  if (!words.empty() && words[0] == "all") {
    words.erase(words.begin());
    for (auto& direction : m_directions)
      picked.push_back(&direction);
    return picked;
  }
  const bool one = words.size() > 1 && words[1] == "to";
  if (one) words.erase(words.begin() + 1);
  if (words.size() < 2) throw Failure("which sites? A B, A to B, or all");
  const auto a = m_profile.indexOf(words[0]), b = m_profile.indexOf(words[1]);
  words.erase(words.begin(), words.begin() + 2);
  for (auto& direction : m_directions)
    if ((direction.from == a && direction.to == b) || (!one && direction.from == b && direction.to == a))
      picked.push_back(&direction);
  if (picked.empty()) throw Failure("no link between these sites");
  return picked;
}

std::string Wan::command(const std::string& line) {
  std::stringstream stream(line);
  std::vector<std::string> words;
  for (std::string word; stream >> word;)
    words.push_back(word);
  const auto verb = words.empty() ? std::string() : words[0];
  if (!words.empty()) words.erase(words.begin());

  if (verb == "stats") return stats();
  if (verb == "zero") {
    for (auto& direction : m_directions)
      direction.link.zero();
    return {};
  }
  if (verb == "reset") return reset(words);
  if (verb == "cc") return setCongestion(words);
  if (verb == "set" || verb == "up" || verb == "down") {
    const auto picked = pick(words);
    if (verb == "set" ? words.empty() : !words.empty()) throw Failure(verb + ": wrong number of words");
    std::vector<Settings> changed; // all or nothing
    for (const auto* direction : picked) {
      auto settings = direction->link.settings();
      if (verb != "set") settings.up = verb == "up";
      for (const auto& word : words) {
        const auto [key, value] = setting(word);
        if (const auto wrong = settings.set(key, value)) throw Failure(*wrong);
      }
      changed.push_back(settings);
    }
    for (std::size_t i = 0; i < picked.size(); ++i)
      picked[i]->link.change(changed[i], Clock::now());
    return {};
  }
  throw Failure("no command " + verb + " (set up down reset cc stats zero)");
}

std::string Wan::reset(const std::vector<std::string>& given) {
  auto words = given;
  std::size_t broken = 0;
  const auto address = [](std::size_t site) {
    return (10U << 24 | 77U << 16) + static_cast<std::uint32_t>(site) + 1;
  };
  for (const auto* direction : pick(words)) {
    if (!words.empty()) throw Failure("reset: too many words");
    broken += m_flows.breakBetween(address(direction->from), address(direction->to), [&](Packet&& packet) {
      write(packet[19] - 1U, packet); // the last part of the destination's address is its site
    });
  }
  for (auto& direction : m_directions)
    direction.link.purge([this](const Packet& packet) { return m_flows.broken(packet); });
  m_resets += broken;
  return std::to_string(broken) + "\n";
}

std::string Wan::setCongestion(const std::vector<std::string>& words) {
  if (words.size() != 2) throw Failure("cc SITE|all NAME");
  for (auto& site : m_profile.sites) {
    if (words[0] != "all" && words[0] != site.id) continue;
    inside(namespaceOf(m_name, site.id), [&] { writeSetting("net/ipv4/tcp_congestion_control", words[1]); });
    site.congestion = words[1];
  }
  if (words[0] != "all") m_profile.indexOf(words[0]);
  return {};
}

std::string Wan::stats() const {
  Json links = Json::array();
  for (const auto& direction : m_directions) {
    const auto& counters = direction.link.counters();
    links.push_back({{"from", m_profile.sites[direction.from].id},
                     {"to", m_profile.sites[direction.to].id},
                     {"settings", json(direction.link.settings())},
                     {"offered", json(counters.offered)},
                     {"delivered", json(counters.delivered)},
                     {"lost", json(counters.lost)},
                     {"overflowed", json(counters.overflowed)},
                     {"down", json(counters.down)},
                     {"reset", json(counters.reset)},
                     {"queued", direction.link.queued()},
                     {"queue_peak", counters.queuePeak}});
  }
  Json sites = Json::array();
  for (std::size_t i = 0; i < m_profile.sites.size(); ++i)
    sites.push_back({{"id", m_profile.sites[i].id},
                     {"address", addressOf(i)},
                     {"namespace", namespaceOf(m_name, m_profile.sites[i].id)},
                     {"congestion", m_profile.sites[i].congestion}});
  return Json{{"name", m_name},
              {"sites", sites},
              {"links", links},
              {"resets", m_resets},
              {"unwritten", m_unwritten}}
             .dump() +
         "\n";
}

} // namespace meridian::lab
