// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/fleet.h"
#include "engine/image_detail.h"

#include <QString>
#include <QVariantList>
#include <QVariantMap>

/// One image as its page shows it: plain maps of ready, localized text. Pure apart from the language.
namespace meridian::models {

/// A reference in its parts; `separator` is ':' before a tag and '@' before a digest. Both empty: not a reference.
struct ImageRef {
  QString repository, reference;
  QChar separator = u':';
  [[nodiscard]] QString text() const { return repository + separator + reference; }
  [[nodiscard]] bool valid() const { return !repository.isEmpty() && !reference.isEmpty(); }
};
[[nodiscard]] ImageRef imageRef(const QString& text);

/// {digest, digestText, typeText, mediaType, sizeText, createdText, platformsText, regionText (whose answer it is)}.
[[nodiscard]] QVariantMap imageFacts(const engine::ImageDetail& detail, const engine::Fleet& fleet, base::Timestamp now);

/// By region: {regionId, name, seriesIndex, status ("same"|"different"|"missing"|"absent": no rule wants it there|"failed"), statusText, share (0..1),
/// shareText ("78 % there, 120 MB missing"), digest, digestText, problem, spokenText}.
[[nodiscard]] QVariantList imagePlaces(const engine::ImageDetail& detail, const engine::Fleet& fleet);

/// What can be pulled, attestations folded into their platforms: {child (place in `children`), title, icon, sizeText,
/// createdText, digest, digestText, noteText ("with attestation", "not in Tokyo"), whole (every region has it), spokenText}.
[[nodiscard]] QVariantList imagePlatforms(const engine::ImageDetail& detail, const engine::Fleet& fleet, base::Timestamp now);

/// Layers of a child: {digest, digestText, kindText, mediaType, sizeText, share (of the largest), createdBy, dots:
/// [{name, has}], placesText ("in all regions", "in all that were read", "not in Tokyo"), whole, spokenText}.
[[nodiscard]] QVariantList imageLayers(const engine::ImageDetail& detail, int child, const engine::Fleet& fleet);

/// {digest, digestText, icon, typeText ("Signature", "SBOM, SPDX"), type, sizeText, spokenText}.
[[nodiscard]] QVariantList imageReferrers(const engine::ImageDetail& detail);

/// The same on a command line: [{label, text}].
[[nodiscard]] QVariantList imageCommands(const engine::ImageDetail& detail, const engine::Fleet& fleet, const QString& fleet_option);

/// "Signature", "SBOM, SPDX", "Provenance" ...; the type itself where nobody knows it.
[[nodiscard]] QString artifactText(const std::string& type);

} // namespace meridian::models
