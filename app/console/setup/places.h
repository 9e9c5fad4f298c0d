// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

/// Where registries stand: a small list of cities (resources/cities), and what an address tells of the place. Pure.
namespace meridian::console {

struct Place {
  QString name;    ///< English
  QString chinese;
  double lat = 0, lon = 0;
  QStringList codes; ///< as host names carry them: "fra", "eu-central-1"

  /// The airport's code, where the list has one: "fra".
  [[nodiscard]] QString code() const;
  /// In the language that is installed.
  [[nodiscard]] QString shown() const;
};

[[nodiscard]] const std::vector<Place>& places();
/// Those that the typed text may mean, best first.
[[nodiscard]] std::vector<const Place*> searchPlaces(const QString& text, std::size_t most);
/// The city that a host name speaks of ("registry.fra.example.com"), or null.
[[nodiscard]] const Place* placeOfHost(const QString& host);
/// The nearest within 300 km, or null.
[[nodiscard]] const Place* placeNear(double lat, double lon);
/// "50.11° N, 8.68° E".
[[nodiscard]] QString coordinatesText(double lat, double lon);

/// What a region could be called, by its registry's address; id differs from all `taken`.
struct RegionGuess {
  QString id, name;
  const Place* place = nullptr;
};
/// `id`, with a number where it is taken.
[[nodiscard]] QString freeId(const QString& id, const QStringList& taken);
[[nodiscard]] RegionGuess guessRegion(const QString& url, bool primary, const QStringList& taken);

} // namespace meridian::console
