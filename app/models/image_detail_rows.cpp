// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/image_detail_rows.h"

#include "models/region_rows.h"
#include "models/rule_rows.h"
#include "models/tag_matrix_wanted.h"
#include "models/text.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace meridian::models {

namespace {

using Child = engine::ImageDetail::Child;
using Place = engine::ImageDetail::Place;

struct Image {
  Q_DECLARE_TR_FUNCTIONS(Image)
};

/// Part of an artifact or media type, and what it means.
struct Known {
  const char* part;
  const char* text;
  const char* icon;
};
constexpr std::array kArtifacts{
    Known{"cosign", QT_TRANSLATE_NOOP("Image", "Signature"), "shield-check"},
    Known{"sigstore", QT_TRANSLATE_NOOP("Image", "Signature"), "shield-check"},
    Known{"notary", QT_TRANSLATE_NOOP("Image", "Signature"), "shield-check"},
    Known{"spdx", QT_TRANSLATE_NOOP("Image", "SBOM, SPDX"), "list-checks"},
    Known{"cyclonedx", QT_TRANSLATE_NOOP("Image", "SBOM, CycloneDX"), "list-checks"},
    Known{"syft", QT_TRANSLATE_NOOP("Image", "SBOM, Syft"), "list-checks"},
    Known{"sbom", QT_TRANSLATE_NOOP("Image", "SBOM"), "list-checks"},
    Known{"provenance", QT_TRANSLATE_NOOP("Image", "Provenance"), "history"},
    Known{"slsa", QT_TRANSLATE_NOOP("Image", "Provenance"), "history"},
    Known{"in-toto", QT_TRANSLATE_NOOP("Image", "Attestation"), "shield-check"},
    Known{"vex", QT_TRANSLATE_NOOP("Image", "Vulnerability statement"), "triangle-alert"},
    Known{"sarif", QT_TRANSLATE_NOOP("Image", "Scan report"), "microscope"},
    Known{"helm", QT_TRANSLATE_NOOP("Image", "Helm chart"), "layers"},
};

const Known* known(const std::string& type) {
  const auto* found = std::ranges::find_if(kArtifacts, [&](const Known& entry) { return type.find(entry.part) != type.npos; });
  return found == kArtifacts.end() ? nullptr : found;
}

bool isIndex(const std::string& type) { return type.find("image.index") != type.npos || type.find("manifest.list") != type.npos; }

QString typeText(const engine::ImageDetail& detail) {
  if (isIndex(detail.media_type)) return Image::tr("Index of several platforms");
  if (detail.children.size() == 1 && detail.children[0].kind == Child::Kind::Artifact)
    return Image::tr("Artifact: %1").arg(artifactText(detail.children[0].artifact_type));
  return Image::tr("One image");
}

QString placesText(const std::vector<bool>& in, const engine::ImageDetail& detail, const engine::Fleet& fleet) {
  QStringList without;
  std::size_t known = 0;
  for (std::size_t i = 0; i < in.size() && i < detail.places.size(); ++i) {
    if (detail.places[i].problem) continue;
    ++known;
    if (!in[i]) without.append(regionName(fleet, detail.places[i].region));
  }
  if (without.isEmpty()) return known < in.size() ? Image::tr("in all that were read") : Image::tr("in all regions");
  if (without.size() <= 2) return Image::tr("not in %1", "regions").arg(without.join(QStringLiteral(", ")));
  return Image::tr("in %1 of %2 regions").arg(known - static_cast<std::size_t>(without.size())).arg(known);
}

bool everywhere(const std::vector<bool>& in, const engine::ImageDetail& detail) {
  for (std::size_t i = 0; i < in.size() && i < detail.places.size(); ++i)
    if (!in[i] && !detail.places[i].problem) return false;
  return true;
}

/// By `places`: whether a rule wants the image there.
std::vector<bool> wantedPlaces(const engine::ImageDetail& detail, const engine::Fleet& fleet) {
  engine::TagMatrix matrix;
  matrix.repository = detail.repository;
  matrix.rows = {{detail.reference, {}, false}};
  for (const auto& place : detail.places) {
    matrix.regions.push_back(place.region);
    matrix.rows[0].digests.push_back(place.digest);
  }
  return wantedCells(matrix, fleet);
}

QVariantMap placeMap(const Place& place, const engine::ImageDetail& detail, const engine::Fleet& fleet, int number, bool wanted) {
  const char* status = place.problem ? "failed" : !place.digest ? (wanted ? "missing" : "absent") : place.digest->text() == detail.digest ? "same" : "different";
  const auto text = place.problem                                ? Image::tr("Not read")
                    : !place.digest                              ? (wanted ? Image::tr("Missing") : Image::tr("Not mirrored"))
                    : place.digest->text() == detail.digest      ? Image::tr("Same")
                                                                 : Image::tr("Another image");
  const auto whole = static_cast<double>(place.there.value + place.missing.value);
  const double share = whole > 0 ? static_cast<double>(place.there.value) / whole : place.digest && !place.problem ? 1.0 : 0.0;
  const auto amount = place.problem              ? QString()
                      : place.missing.value == 0 ? Image::tr("all there")
                                                 : Image::tr("%1 there, %2 missing").arg(percentText(std::min(share, 0.99)), bytesText(place.missing));
  const auto name = regionName(fleet, place.region);
  return {{QStringLiteral("regionId"), fromStd(place.region)},
          {QStringLiteral("name"), name},
          {QStringLiteral("seriesIndex"), number},
          {QStringLiteral("status"), QLatin1String(status)},
          {QStringLiteral("statusText"), text},
          {QStringLiteral("share"), share},
          {QStringLiteral("shareText"), amount},
          {QStringLiteral("digest"), place.digest ? fromStd(place.digest->text()) : QString()},
          {QStringLiteral("digestText"), place.digest ? shortDigest(place.digest->text()) : QString()},
          {QStringLiteral("problem"), place.problem ? errorText(*place.problem) : QString()},
          {QStringLiteral("spokenText"), QStringList{name, text, amount}.join(QStringLiteral(", "))}};
}

QString titleOf(const Child& child) {
  if (child.kind == Child::Kind::Attestation) return child.platform.empty() ? Image::tr("Attestation") : Image::tr("Attestation of %1").arg(fromStd(child.platform));
  if (child.kind == Child::Kind::Artifact) return artifactText(child.artifact_type.empty() ? child.media_type : child.artifact_type);
  return child.platform.empty() ? Image::tr("Platform not told") : fromStd(child.platform);
}

QVariantMap childMap(std::size_t place, bool attested, const engine::ImageDetail& detail, const engine::Fleet& fleet, base::Timestamp now) {
  const auto& child = detail.children[place];
  QStringList notes;
  if (attested) notes.append(Image::tr("with attestation"));
  const bool whole = everywhere(child.in_region, detail);
  if (!whole) notes.append(placesText(child.in_region, detail, fleet));
  const auto title = titleOf(child), size = bytesText(child.size);
  return {{QStringLiteral("child"), static_cast<int>(place)},
          {QStringLiteral("title"), title},
          {QStringLiteral("icon"), QLatin1String(child.kind == Child::Kind::Image ? "server" : "shield-check")},
          {QStringLiteral("sizeText"), size},
          {QStringLiteral("createdText"), agoText(child.created, now)},
          {QStringLiteral("digest"), fromStd(child.digest)},
          {QStringLiteral("digestText"), shortDigest(child.digest)},
          {QStringLiteral("noteText"), notes.join(QStringLiteral(" · "))},
          {QStringLiteral("whole"), whole},
          {QStringLiteral("spokenText"), (QStringList{title, size} + notes).join(QStringLiteral(", "))}};
}

QString hostOf(const engine::Fleet& fleet, const std::string& region) {
  const auto* found = fleet.region(region);
  auto url = found ? fromStd(found->registry_url) : QString();
  url = url.mid(url.indexOf(QStringLiteral("://")) + (url.contains(QStringLiteral("://")) ? 3 : 1));
  return url.endsWith(u'/') ? url.chopped(1) : url;
}

} // namespace

ImageRef imageRef(const QString& text) {
  const auto plain = text.trimmed();
  if (const auto at = plain.indexOf(u'@'); at > 0) return {plain.left(at), plain.mid(at + 1), u'@'};
  const auto colon = plain.lastIndexOf(u':');
  if (colon <= 0 || colon < plain.lastIndexOf(u'/')) return {plain, {}, u':'};
  return {plain.left(colon), plain.mid(colon + 1), u':'};
}

QString artifactText(const std::string& type) {
  if (const auto* entry = known(type)) return Image::tr(entry->text);
  return type.empty() ? Image::tr("Artifact") : fromStd(type);
}

QVariantMap imageFacts(const engine::ImageDetail& detail, const engine::Fleet& fleet, base::Timestamp now) {
  const auto platforms = std::ranges::count(detail.children, Child::Kind::Image, &Child::kind);
  base::Timestamp created{};
  for (const auto& child : detail.children) created = std::max(created, child.created);
  return {{QStringLiteral("digest"), fromStd(detail.digest)},
          {QStringLiteral("digestText"), shortDigest(detail.digest)},
          {QStringLiteral("typeText"), typeText(detail)},
          {QStringLiteral("mediaType"), fromStd(detail.media_type)},
          {QStringLiteral("sizeText"), bytesText(detail.size)},
          {QStringLiteral("createdText"), agoText(created, now)},
          {QStringLiteral("platformsText"), platforms == 0 ? QString() : numberText(static_cast<std::uint64_t>(platforms))},
          {QStringLiteral("regionText"), regionName(fleet, detail.region)}};
}

QVariantList imagePlaces(const engine::ImageDetail& detail, const engine::Fleet& fleet) {
  QVariantList list;
  const auto wanted = wantedPlaces(detail, fleet);
  for (std::size_t i = 0; i < detail.places.size(); ++i)
    list.append(placeMap(detail.places[i], detail, fleet, static_cast<int>(i), wanted[i]));
  return list;
}

QVariantList imagePlatforms(const engine::ImageDetail& detail, const engine::Fleet& fleet, base::Timestamp now) {
  const auto& children = detail.children;
  const auto attests = [](const Child& child, const Child& image) {
    return child.kind == Child::Kind::Attestation && image.kind == Child::Kind::Image && child.platform == image.platform;
  };
  QVariantList list;
  for (std::size_t i = 0; i < children.size(); ++i) {
    const bool folded = std::ranges::any_of(children, [&](const Child& other) { return attests(children[i], other); });
    if (folded) continue;
    const bool attested = std::ranges::any_of(children, [&](const Child& other) { return attests(other, children[i]); });
    list.append(childMap(i, attested, detail, fleet, now));
  }
  return list;
}

QVariantList imageLayers(const engine::ImageDetail& detail, int child, const engine::Fleet& fleet) {
  QVariantList list;
  if (child < 0 || static_cast<std::size_t>(child) >= detail.children.size()) return list;
  const auto& layers = detail.children[static_cast<std::size_t>(child)].layers;
  std::uint64_t largest = 1;
  for (const auto& layer : layers) largest = std::max(largest, layer.size.value);
  for (const auto& layer : layers) {
    const bool config = layer.media_type.find("config") != layer.media_type.npos || layer.media_type.find("container.image") != layer.media_type.npos;
    const auto kind = config ? Image::tr("Configuration") : Image::tr("Layer");
    QVariantList dots;
    for (std::size_t i = 0; i < layer.in_region.size() && i < detail.places.size(); ++i)
      if (!detail.places[i].problem)
        dots.append(QVariantMap{{QStringLiteral("name"), regionName(fleet, detail.places[i].region)}, {QStringLiteral("has"), bool(layer.in_region[i])}});
    const auto size = bytesText(layer.size), where = placesText(layer.in_region, detail, fleet), step = fromStd(layer.created_by);
    list.append(QVariantMap{{QStringLiteral("digest"), fromStd(layer.digest)},
                            {QStringLiteral("digestText"), shortDigest(layer.digest)},
                            {QStringLiteral("kindText"), kind},
                            {QStringLiteral("mediaType"), fromStd(layer.media_type)},
                            {QStringLiteral("sizeText"), size},
                            {QStringLiteral("share"), static_cast<double>(layer.size.value) / static_cast<double>(largest)},
                            {QStringLiteral("createdBy"), step},
                            {QStringLiteral("dots"), dots},
                            {QStringLiteral("placesText"), where},
                            {QStringLiteral("whole"), everywhere(layer.in_region, detail)},
                            {QStringLiteral("spokenText"), QStringList{step.isEmpty() ? kind : step, size, where}.join(QStringLiteral(", "))}});
  }
  return list;
}

QVariantList imageReferrers(const engine::ImageDetail& detail) {
  QVariantList list;
  for (const auto& referrer : detail.referrers) {
    const auto* entry = known(referrer.artifact_type);
    const auto text = artifactText(referrer.artifact_type), size = bytesText(referrer.size);
    list.append(QVariantMap{{QStringLiteral("digest"), fromStd(referrer.digest)},
                            {QStringLiteral("digestText"), shortDigest(referrer.digest)},
                            {QStringLiteral("icon"), QLatin1String(entry ? entry->icon : "layers")},
                            {QStringLiteral("typeText"), text},
                            {QStringLiteral("type"), fromStd(referrer.artifact_type)},
                            {QStringLiteral("sizeText"), size},
                            {QStringLiteral("spokenText"), QStringList{text, size}.join(QStringLiteral(", "))}});
  }
  return list;
}

QVariantList imageCommands(const engine::ImageDetail& detail, const engine::Fleet& fleet, const QString& fleet_option) {
  QVariantList list;
  const auto add = [&](const QString& label, const QString& text) {
    list.append(QVariantMap{{QStringLiteral("label"), label}, {QStringLiteral("text"), text}});
  };
  const bool digest = detail.reference.find(':') != detail.reference.npos;
  const auto ref = detail.repository + (digest ? '@' : ':') + detail.reference;
  add(Image::tr("Show this image"), cliText(QStringLiteral("image"), ref, fleet_option));
  if (!digest) add(Image::tr("Bring it to all regions"), cliText(QStringLiteral("prewarm"), ref, fleet_option));
  for (const auto& place : detail.places)
    if (place.digest)
      add(Image::tr("Pull it from %1").arg(regionName(fleet, place.region)),
          QStringLiteral("podman pull %1/%2@%3").arg(hostOf(fleet, place.region), fromStd(detail.repository), fromStd(place.digest->text())));
  return list;
}

} // namespace meridian::models
