// SPDX-License-Identifier: GPL-3.0-or-later
// Set-ups of other tools, read and taken into the fleet.
#include "console/bridge.h"

#include "engine/adoption.h"
#include "models/text.h"

#include <QFile>
#include <QFileInfo>
#include <QUrl>

namespace meridian::console {

using models::fromStd;

namespace {

constexpr qint64 kLargestFile = 1 << 20; ///< adopt refuses more

QVariantList gapsOf(const std::vector<adopt::Gap>& gaps, bool left_out) {
  QVariantList out;
  for (const auto& gap : gaps)
    if (gap.left_out == left_out)
      out.append(QVariantMap{{QStringLiteral("place"), fromStd(gap.place)},
                             {QStringLiteral("what"), fromStd(gap.what)},
                             {QStringLiteral("advice"), fromStd(gap.advice)}});
  return out;
}

template <class Item>
QStringList idsOf(const std::vector<Item>& items) {
  QStringList ids;
  for (const auto& item : items) ids.append(fromStd(item.id));
  return ids;
}

} // namespace

QVariantMap Bridge::readSetup(const QString& format, const QUrl& file, const QString& registry) const {
  const auto failed = [](const QString& text) { return QVariantMap{{QStringLiteral("error"), text}}; };
  QFile in(file.isLocalFile() ? file.toLocalFile() : file.toString());
  if (!in.open(QIODevice::ReadOnly)) return failed(tr("The file cannot be read: %1").arg(in.errorString()));
  const auto known = adopt::formatNamed(format.toStdString());
  if (!known) return failed(tr("This kind of set-up is not known"));
  const auto text = in.read(kLargestFile + 1).toStdString();
  const auto found =
      engine::adoptFleet(*known, text, QFileInfo(in).fileName().toStdString(), {registry.trimmed().toStdString()});
  if (!found) return failed(fromStd(found.error().message));
  return {{QStringLiteral("error"), QString()},
          {QStringLiteral("json"), fromStd(found->fleet_json)},
          {QStringLiteral("regions"), idsOf(found->fleet.regions)},
          {QStringLiteral("rules"), idsOf(found->fleet.rules)},
          {QStringLiteral("leftOut"), gapsOf(found->gaps, true)},
          {QStringLiteral("toKnow"), gapsOf(found->gaps, false)}};
}

QString Bridge::addSetup(const QString& json) {
  const auto more = engine::parseFleet(json.toStdString(), "import");
  if (!more) return fromStd(more.error().message);
  return apply(engine::joined(fleet(), *more));
}

} // namespace meridian::console
