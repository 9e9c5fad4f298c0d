// SPDX-License-Identifier: GPL-3.0-or-later
#include "adopt/adopt.h"

#include "adopt/draft.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace meridian::adopt {

using base::Errc;
using base::fail;

namespace {

constexpr std::size_t kLargestFile = 1u << 20;

struct Reading {
  std::string_view name;
  Format format;
  void (*read)(const Node&, Draft&, Gaps&);
};
constexpr std::array<Reading, 5> kReadings{{{"regsync", Format::Regsync, readRegsync},
                                            {"skopeo-sync", Format::SkopeoSync, readSkopeoSync},
                                            {"image-syncer", Format::ImageSyncer, readImageSyncer},
                                            {"dregsy", Format::Dregsy, readDregsy},
                                            {"harbor", Format::HarborRules, readHarborRules}}};
constexpr auto kNames = [] {
  std::array<std::string_view, kReadings.size()> names;
  for (std::size_t i = 0; i < names.size(); ++i)
    names[i] = kReadings[i].name;
  return names;
}();

base::Result<Node> readTree(Format format, std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n\xef\xbb\xbf");
  if (format == Format::HarborRules) return readJson(text);
  if (first != std::string_view::npos && text[first] == '{')
    if (auto json = readJson(text)) return json;
  return readYaml(text);
}

} // namespace

std::optional<Format> formatNamed(std::string_view name) {
  const auto found =
      std::find_if(kReadings.begin(), kReadings.end(), [&](const Reading& it) { return it.name == name; });
  return found == kReadings.end() ? std::nullopt : std::optional(found->format);
}

std::span<const std::string_view> formatNames() {
  return kNames;
}

base::Result<Adopted> adopt(Format format, std::string_view text, std::string_view file_name,
                            const Options& options) {
  const auto& reading = *std::find_if(kReadings.begin(), kReadings.end(),
                                      [&](const Reading& it) { return it.format == format; });
  const std::string where = std::string(file_name) + ": ";
  if (text.size() > kLargestFile) return fail(Errc::ParseFailed, where + "the file is larger than 1 MiB");
  if (!options.registry.empty() && !canonicalHost(options.registry))
    return fail(Errc::ConfigInvalid, "the registry is no URL such as https://registry.example.com");
  const auto root = readTree(format, text);
  if (!root) return fail(Errc::ParseFailed, where + root.error().message);
  if (root->kind != Node::Kind::Map && root->kind != Node::Kind::List)
    return fail(Errc::ParseFailed, where + "this is no file of " + std::string(reading.name));
  Adopted adopted;
  Draft draft(adopted.gaps, options);
  reading.read(*root, draft, adopted.gaps);
  tellUnread(*root, "", adopted.gaps);
  if (draft.empty() && adopted.gaps.empty())
    return fail(Errc::ParseFailed, where + "nothing to mirror is named in it; is it a file of " +
                                       std::string(reading.name) + "?");
  adopted.fleet_json = draft.json();
  // Defaults are read once for each entry that takes them.
  std::set<std::pair<std::string, std::string>> told;
  std::erase_if(adopted.gaps, [&](const Gap& gap) { return !told.emplace(gap.place, gap.what).second; });
  return adopted;
}

} // namespace meridian::adopt
