// SPDX-License-Identifier: GPL-3.0-or-later
#include "oci/repeated_keys.h"

#include <algorithm>
#include <array>

namespace meridian::oci {

namespace {

constexpr std::array<std::string_view, 16> kRead{
    "schemaVersion", "mediaType", "artifactType", "config",      "layers", "manifests",
    "blobs",         "subject",   "digest",       "size",        "urls",   "os",
    "variant",       "platform",  "os.version",   "architecture"};

} // namespace

void RepeatedKeys::open(bool array) {
  Place place = Place::Document;
  if (!m_frames.empty()) {
    const auto& outer = m_frames.back();
    // A list passes on what its key announced; a list in a list is nothing that we read.
    if (outer.array)
      place = array ? Place::Other : outer.place;
    else
      place = outer.next;
  } else if (array) {
    place = Place::Other;
  }
  m_frames.push_back({place, Place::Other, array, {}});
}

void RepeatedKeys::key(const std::string& name) {
  auto& frame = m_frames.back();
  frame.next = Place::Other;
  if (frame.place == Place::Other) return;
  if (std::find(kRead.begin(), kRead.end(), name) == kRead.end()) return;
  if (!frame.keys.insert(name).second && m_found.empty()) m_found = name;
  if (frame.place == Place::Document &&
      (name == "config" || name == "layers" || name == "manifests" || name == "blobs" || name == "subject"))
    frame.next = Place::Descriptor;
  else if (frame.place == Place::Descriptor && name == "platform")
    frame.next = Place::Platform;
}

void RepeatedKeys::close() {
  m_frames.pop_back();
}

} // namespace meridian::oci
