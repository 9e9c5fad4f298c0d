// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/setup/draft.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSettings>

namespace meridian::console {

using namespace Qt::StringLiterals;

namespace {
constexpr auto kKey = "setup/draft"_L1;
} // namespace

QByteArray SetupDraft::toJson() const {
  const QJsonObject all{{u"version"_s, 1},
                        {u"fleet"_s, fleet},
                        {u"step"_s, step},
                        {u"reached"_s, reached},
                        {u"open"_s, open},
                        {u"source"_s, source},
                        {u"region"_s, QJsonObject::fromVariantMap(region)},
                        {u"describing"_s, describing},
                        {u"more"_s, QJsonObject::fromVariantMap(more)},
                        {u"selection"_s, QJsonObject::fromVariantMap(selection)},
                        {u"schedule"_s, QJsonObject::fromVariantMap(schedule)},
                        {u"rule"_s, rule},
                        {u"job"_s, job}};
  return QJsonDocument(all).toJson(QJsonDocument::Compact);
}

std::optional<SetupDraft> SetupDraft::fromJson(const QByteArray& json) {
  const auto all = QJsonDocument::fromJson(json).object();
  if (all["version"_L1].toInt() != 1) return std::nullopt;
  SetupDraft draft;
  draft.fleet = all["fleet"_L1].toString();
  draft.step = all["step"_L1].toInt();
  draft.reached = all["reached"_L1].toInt();
  draft.open = all["open"_L1].toBool();
  draft.source = all["source"_L1].toString();
  draft.region = all["region"_L1].toObject().toVariantMap();
  draft.describing = all["describing"_L1].toBool();
  draft.more = all["more"_L1].toObject().toVariantMap();
  draft.selection = all["selection"_L1].toObject().toVariantMap();
  draft.schedule = all["schedule"_L1].toObject().toVariantMap();
  draft.rule = all["rule"_L1].toString();
  draft.job = all["job"_L1].toString();
  return draft;
}

QByteArray SettingsShelf::read() const { return QSettings().value(kKey).toByteArray(); }

void SettingsShelf::write(const QByteArray& json) {
  QSettings settings;
  if (json.isEmpty())
    settings.remove(kKey);
  else
    settings.setValue(kKey, json);
}

} // namespace meridian::console
