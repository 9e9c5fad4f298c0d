// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/profile_text.h"

#include "base/quoted.h"

#include <algorithm>
#include <cstdio>

namespace meridian::cli {

namespace {

using ports::Ability;

constexpr const char* kUnknown = "unknown";
constexpr std::size_t kLabel = 16;
constexpr std::size_t kRemark = 1000;

std::string line(std::string_view label, const std::string& text) {
  std::string out = "  " + std::string(label);
  out.resize(std::max(out.size() + 2, kLabel), ' ');
  return out + text + "\n";
}

/// Words of a registry: as they are, unless a terminal might take some of them for orders.
std::string theirs(const std::string& text) {
  const bool plain = std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x20 && c != 0x7f; });
  return plain ? text : base::quoted(text, kRemark);
}
std::string orUnknown(const std::string& text) { return text.empty() ? kUnknown : theirs(text); }
std::string answer(Ability ability) { return std::string(ports::name(ability)); }

std::string chunks(const ports::RegistryProfile& profile) {
  auto text = answer(profile.chunked);
  if (profile.chunk_min.value > 0) text += ", " + base::formatBytes(profile.chunk_min) + " at least";
  if (profile.chunk_max.value > 0) text += ", " + base::formatBytes(profile.chunk_max) + " at most";
  return text;
}

std::string resume(const ports::RegistryProfile& profile) {
  auto text = answer(profile.resume);
  if (profile.resume != Ability::Yes) return text;
  if (profile.cut_kept == Ability::Yes) text += ", from the byte where it broke";
  if (profile.cut_kept == Ability::No) text += ", from the last whole chunk";
  if (profile.own_offset) text += "; the registry tells less than it holds";
  return text;
}

std::string httpName(int version) { return version == 11 ? "1.1" : std::to_string(version / 10); }

std::string http(const ports::RegistryProfile& profile) {
  std::string text;
  for (const int version : profile.http_versions) text += (text.empty() ? "" : ", ") + httpName(version);
  if (text.empty()) text = kUnknown;
  if (profile.http_version != 0) text += "; chosen: " + httpName(profile.http_version);
  return text;
}

std::string trip(std::chrono::microseconds time) {
  if (time.count() <= 0) return kUnknown;
  char text[48];
  const double ms = std::chrono::duration<double, std::milli>(time).count();
  std::snprintf(text, sizeof text, ms < 10 ? "%.1f ms" : "%.0f ms", ms);
  return text;
}

} // namespace

std::string profileText(const ports::RegistryProfile& profile) {
  std::string out = line("server", orUnknown(profile.server)) + line("login", orUnknown(profile.auth)) + "\n";
  out += line("streaming", answer(profile.streaming)) + line("chunked", chunks(profile)) +
         line("monolithic", answer(profile.monolithic)) + line("single POST", answer(profile.single_post)) +
         line("resume", resume(profile)) +
         line("mount", answer(profile.mount) + "; without naming a repository: " + answer(profile.mount_anonymous)) + "\n";
  out += line("range", answer(profile.range)) +
         line("redirects", profile.redirects ? "yes, blobs come from another host" : "none seen") +
         line("referrers", answer(profile.referrers)) + line("tag delete", answer(profile.tag_delete)) +
         line("sparse index", answer(profile.sparse_index)) + "\n";
  out += line("HTTP", http(profile)) + line("round trip", trip(profile.round_trip)) +
         line("rate", profile.read_rate.value > 0 ? base::formatRate(profile.read_rate) + " over one connection" : kUnknown);
  if (!profile.remarks.empty()) out += "\n";
  for (const auto& remark : profile.remarks) out += line("remark", theirs(remark));
  return out;
}

} // namespace meridian::cli
