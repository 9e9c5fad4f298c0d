// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/palette/deeds.h"

#include "console/bridge.h"
#include "models/text.h"

#include <QCoreApplication>
#include <QHash>

#include <functional>

namespace meridian::console {

namespace {

struct Deeds {
  Q_DECLARE_TR_FUNCTIONS(Deeds)
};

using Deed = std::function<void(const QString& what, Bridge& bridge, FleetLink& link)>;

void showJob(const QString& job, Bridge& bridge, FleetLink&) {
  bridge.setSelectedJob(job);
  bridge.open(QStringLiteral("jobs"));
}

void retry(const QString& job, Bridge& bridge, FleetLink& link) {
  auto again = link.retryFailed(job.toStdString());
  if (!again) {
    emit bridge.toast(Deeds::tr("What failed was not started again"), QStringLiteral("bad"), models::errorText(again.error()));
    return;
  }
  emit bridge.toast(Deeds::tr("What failed is tried again"), QStringLiteral("info"), {});
  showJob(models::fromStd(*again), bridge, link);
}

void plan(const QString& rule, Bridge& bridge, FleetLink&) {
  bridge.open(QStringLiteral("rules"));
  bridge.requestPlan(rule);
}

Deed opens(const char* page) {
  return [page](const QString& what, Bridge& bridge, FleetLink&) { bridge.open(QString::fromLatin1(page), what); };
}

/// Of one rule or job.
Deed does(void (Bridge::*command)(const QString&)) {
  return [command](const QString& what, Bridge& bridge, FleetLink&) { (bridge.*command)(what); };
}

const QHash<QString, Deed>& deeds() {
  static const QHash<QString, Deed> kDeeds{
      {QStringLiteral("page"), [](const QString& page, Bridge& bridge, FleetLink&) { bridge.open(page); }},
      {QStringLiteral("region"), opens("region")},
      {QStringLiteral("rule"), opens("rules")},
      {QStringLiteral("repository"), opens("images")},
      {QStringLiteral("image"), opens("image")},
      {QStringLiteral("guide"), opens("guide")},
      {QStringLiteral("job"), showJob},
      {QStringLiteral("retry"), retry},
      {QStringLiteral("plan"), plan},
      {QStringLiteral("sync"), [](const QString& rule, Bridge& bridge, FleetLink&) { bridge.syncNow(rule); }},
      {QStringLiteral("syncall"), [](const QString&, Bridge& bridge, FleetLink&) { bridge.syncAll(); }},
      {QStringLiteral("audit"), [](const QString& rule, Bridge& bridge, FleetLink&) { bridge.audit(rule, false); }},
      {QStringLiteral("deepaudit"), [](const QString& rule, Bridge& bridge, FleetLink&) { bridge.audit(rule, true); }},
      {QStringLiteral("promote"), does(&Bridge::promote)},
      {QStringLiteral("pause"), does(&Bridge::pauseJob)},
      {QStringLiteral("resume"), does(&Bridge::resumeJob)},
      {QStringLiteral("top"), does(&Bridge::moveJobToTop)},
      {QStringLiteral("slow"), [](const QString& how, Bridge& bridge, FleetLink&) {
         bridge.setSlowMode(how == QLatin1String("on") ? bridge.slowRate() : QString());
       }},
      {QStringLiteral("copy"), does(&Bridge::copy)},
  };
  return kDeeds;
}

} // namespace

bool perform(const QString& key, Bridge& bridge, FleetLink& link) {
  const auto colon = key.indexOf(u':');
  const auto deed = deeds().constFind(colon < 0 ? key : key.left(colon));
  if (deed == deeds().constEnd()) return false;
  (*deed)(colon < 0 ? QString() : key.mid(colon + 1), bridge, link);
  return true;
}

} // namespace meridian::console
