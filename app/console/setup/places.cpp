// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/setup/places.h"

#include <QCoreApplication>
#include <QFile>
#include <QLocale>
#include <QUrl>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace meridian::console {

using namespace Qt::StringLiterals;

namespace {

struct Words {
  Q_DECLARE_TR_FUNCTIONS(Places)
};

/// Without accents and case: "Sao Paulo" finds "São Paulo".
QString plain(const QString& text) {
  QString out;
  for (const auto letter : text.normalized(QString::NormalizationForm_D))
    if (letter.category() != QChar::Mark_NonSpacing) out.append(letter.toLower());
  return out;
}

std::vector<Place> readPlaces() {
  std::vector<Place> all;
  QFile file(u":/meridian/cities/cities.tsv"_s);
  if (!file.open(QIODevice::ReadOnly)) return all;
  for (const auto& line : QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts)) {
    const auto cells = line.split(u'\t');
    if (cells.size() < 5) continue;
    all.push_back({cells[0], cells[1], cells[2].toDouble(), cells[3].toDouble(), cells[4].split(u' ', Qt::SkipEmptyParts)});
  }
  return all;
}

/// How well a place answers to what was typed; 0: not at all.
int rank(const Place& place, const QString& wanted) {
  const auto name = plain(place.name);
  if (place.codes.contains(wanted)) return 5;
  if (name.startsWith(wanted) || place.chinese.startsWith(wanted)) return 4;
  if (name.contains(u' ' + wanted)) return 3;
  if (std::ranges::any_of(place.codes, [&](const auto& code) { return code.startsWith(wanted); })) return 2;
  return wanted.size() >= 3 && name.contains(wanted) ? 1 : place.chinese.contains(wanted) ? 1 : 0;
}

double kilometres(double lat, double lon, const Place& place) {
  constexpr double kDegree = std::numbers::pi / 180;
  const double north = std::sin((place.lat - lat) * kDegree / 2);
  const double east = std::sin((place.lon - lon) * kDegree / 2);
  const double part = north * north + std::cos(lat * kDegree) * std::cos(place.lat * kDegree) * east * east;
  return 12'742 * std::asin(std::min(1.0, std::sqrt(part)));
}

QString idFrom(const QString& host) {
  static const QStringList kCommon{u"registry"_s, u"registries"_s, u"docker"_s, u"hub"_s,    u"harbor"_s, u"images"_s, u"image"_s,
                                   u"mirror"_s,   u"cr"_s,         u"containers"_s, u"www"_s, u"oci"_s,   u"index"_s};
  for (const auto& label : host.toLower().split(u'.', Qt::SkipEmptyParts)) {
    QString id;
    for (const auto letter : label)
      if (letter.unicode() < 128 && (letter.isLetterOrNumber() || letter == u'-')) id.append(letter);
    if (!kCommon.contains(id) && !id.isEmpty() && id[0].isLetter()) return id;
  }
  return {};
}

} // namespace

QString Place::shown() const { return QLocale().language() == QLocale::Chinese ? chinese : name; }

QString Place::code() const { return !codes.isEmpty() && codes.first().size() == 3 ? codes.first() : QString(); }

const std::vector<Place>& places() {
  static const std::vector<Place> kPlaces = readPlaces();
  return kPlaces;
}

std::vector<const Place*> searchPlaces(const QString& text, std::size_t most) {
  const auto wanted = plain(text.trimmed());
  std::vector<std::pair<int, const Place*>> found;
  if (wanted.isEmpty()) return {};
  for (const auto& place : places())
    if (const int how = rank(place, wanted); how > 0) found.emplace_back(-how, &place);
  std::ranges::stable_sort(found, {}, &std::pair<int, const Place*>::first);
  std::vector<const Place*> out;
  for (const auto& [how, place] : found)
    if (out.size() < most) out.push_back(place);
  return out;
}

const Place* placeOfHost(const QString& host) {
  auto text = host.toLower();
  // Cloud regions first: "europe-west3" is one word.
  for (const auto& place : places())
    for (const auto& code : place.codes) {
      const auto at = code.contains(u'-') ? text.indexOf(code) : -1;
      if (at >= 0 && (at + code.size() >= text.size() || !text[at + code.size()].isDigit())) return &place;
    }
  const auto words = text.replace(u'_', u'-').replace(u'.', u'-').split(u'-', Qt::SkipEmptyParts);
  for (auto word : words) {
    for (const auto& place : places())
      if (place.codes.contains(word)) return &place;
    while (!word.isEmpty() && word.back().isDigit()) word.chop(1); // fra1, fsn1
    for (const auto& place : places())
      if (word.size() >= 3 && place.codes.contains(word)) return &place;
  }
  return nullptr;
}

const Place* placeNear(double lat, double lon) {
  const auto& all = places();
  const auto nearest = std::ranges::min_element(all, {}, [&](const Place& place) { return kilometres(lat, lon, place); });
  return nearest != all.end() && kilometres(lat, lon, *nearest) < 300 ? &*nearest : nullptr;
}

QString coordinatesText(double lat, double lon) {
  const QLocale locale;
  const auto degrees = [&](double value) { return locale.toString(std::abs(value), 'f', 2); };
  const auto north = lat < 0 ? Words::tr("%1° S").arg(degrees(lat)) : Words::tr("%1° N").arg(degrees(lat));
  const auto east = lon < 0 ? Words::tr("%1° W").arg(degrees(lon)) : Words::tr("%1° E").arg(degrees(lon));
  return Words::tr("%1, %2", "latitude, longitude").arg(north, east);
}

QString freeId(const QString& id, const QStringList& taken) {
  auto free = id;
  for (int number = 2; taken.contains(free); ++number) free = u"%1-%2"_s.arg(id).arg(number);
  return free;
}

RegionGuess guessRegion(const QString& url, bool primary, const QStringList& taken) {
  const auto host = QUrl(url).host();
  RegionGuess guess;
  guess.place = placeOfHost(host);
  QString id = idFrom(host);
  if (guess.place && !guess.place->code().isEmpty()) id = guess.place->code();
  if (id.isEmpty() || id == "localhost"_L1) id = primary ? u"source"_s : u"copy"_s;
  guess.id = freeId(id, taken);
  if (guess.place) guess.name = guess.place->shown();
  return guess;
}

} // namespace meridian::console
