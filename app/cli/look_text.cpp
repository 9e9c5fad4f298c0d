// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/look_text.h"

#include "base/quoted.h"
#include "cli/table.h"

#include <algorithm>

namespace meridian::cli {

namespace {

using Kind = engine::ImageDetail::Child::Kind;

/// As in other lists: algorithm away, first 12 digits.
std::string shortDigest(const std::string& digest) {
  const auto colon = digest.find(':');
  return digest.substr(colon == std::string::npos ? 0 : colon + 1, 12);
}

/// What a registry says of itself must not write on terminals.
std::string plain(std::string text) {
  std::erase_if(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
  return text.empty() ? "-" : text;
}

std::string_view word(Kind kind) {
  return kind == Kind::Image ? "image" : kind == Kind::Attestation ? "attestation" : "artifact";
}

std::string tree(const engine::ImageDetail& image) {
  std::vector<std::string> header{"PLATFORM", "KIND", "DIGEST", "SIZE", "BLOBS"};
  for (const auto& place : image.places) header.push_back(place.region);
  Table table(std::move(header), {false, false, false, true, true});
  for (const auto& child : image.children) {
    std::vector<std::string> cells{plain(child.platform), std::string(word(child.kind)), shortDigest(child.digest),
                                   base::formatBytes(child.size), std::to_string(child.layers.size())};
    for (std::size_t i = 0; i < image.places.size(); ++i) {
      const bool there = i < child.in_region.size() && child.in_region[i];
      cells.emplace_back(image.places[i].problem ? "?" : there ? "yes" : "-");
    }
    table.add(std::move(cells));
  }
  return table.text();
}

std::string places(const engine::ImageDetail& image) {
  Table table({"REGION", "TAG NOW", "HAS", "LACKS", ""}, {false, false, true, true, false});
  for (const auto& place : image.places) {
    const bool same = place.digest && place.digest->text() == image.digest;
    table.add({place.region, place.digest ? place.digest->shortText() : "-", place.problem ? "?" : base::formatBytes(place.there),
               place.problem ? "?" : base::formatBytes(place.missing),
               place.problem ? tinted("failed", Tone::Bad) : same ? tinted("same", Tone::Good) : tinted(place.digest ? "drift" : "not there", Tone::Warn)});
  }
  return table.text();
}

} // namespace

std::string imageText(const engine::ImageDetail& image) {
  const bool by_digest = image.reference.find(':') != std::string::npos;
  auto text = image.repository + (by_digest ? "@" : ":") + image.reference + " as in " + image.region + ", " + base::formatBytes(image.size) +
              "\n" + image.digest + "\n\n" + tree(image) + "\n" + places(image);
  for (const auto& one : image.referrers)
    text += std::string(&one == &image.referrers.front() ? "\nWhat refers to it:\n" : "") + "  " + shortDigest(one.digest) + "  " +
            (one.artifact_type.empty() ? "of a type that is not told" : base::quoted(one.artifact_type, 200)) + "\n";
  for (const auto& remark : image.remarks) text += "\nnote: " + remark + "\n";
  return text;
}

std::string certificateText(const std::string& url, const engine::ServerCertificate& certificate) {
  std::string text = url + (certificate.trusted ? " is trusted by this machine\n" : " is not trusted by this machine: " + certificate.problem + "\n");
  for (const auto& link : certificate.chain) {
    const bool keep = &link == &certificate.chain.back();
    text += "\n  subject      " + link.subject + "\n  issuer       " + link.issuer + "\n  valid        " + base::formatTimestamp(link.not_before) +
            " to " + base::formatTimestamp(link.not_after) + "\n";
    std::string names;
    for (const auto& name : link.names) names += (names.empty() ? "" : ", ") + name;
    if (!names.empty()) text += "  names        " + names + "\n";
    text += "  fingerprint  " + link.fingerprint + (keep && !certificate.trusted ? "  <- compare this one before you trust it" : "") + "\n";
  }
  return text;
}

} // namespace meridian::cli
