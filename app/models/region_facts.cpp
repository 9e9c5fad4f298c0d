// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/region_facts.h"

#include "models/region_rows.h"
#include "models/text.h"
#include "schedule/bandwidth.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace meridian::models {

using engine::RegionState;

namespace {

struct Facts {
  Q_DECLARE_TR_FUNCTIONS(RegionFacts)
};

const schedule::TimeZones& zones() {
  static const schedule::TimeZones kZones;
  return kZones;
}

QVariantMap fact(const QString& label, const QString& text, const char* status = "") {
  return {{QStringLiteral("label"), label}, {QStringLiteral("text"), text}, {QStringLiteral("status"), QLatin1String(status)}};
}

QString limitText(base::RateLimit limit) {
  if (!limit) return Facts::tr("unlimited");
  return limit->value <= 0 ? Facts::tr("nothing may move") : fromStd(base::formatRateLimit(limit));
}

QString bandwidthNow(const base::Bandwidth& bandwidth, base::Timestamp now) {
  const auto schedule = schedule::BandwidthSchedule::compile(bandwidth, zones());
  if (!schedule) return errorText(schedule.error());
  const auto held = schedule->at(now);
  return held.until ? Facts::tr("%1, until %2", "limit, time").arg(limitText(held.limit), clockText(*held.until, now))
                    : limitText(held.limit);
}

QVariantList budgets(const engine::RegionStatus& status, base::Timestamp now) {
  const auto& limits = status.region.limits;
  QVariantList list;
  list.append(fact(Facts::tr("Bandwidth now"), bandwidthNow(status.region.bandwidth, now)));
  list.append(fact(Facts::tr("Requests a second"), limits.per_second ? QLocale().toString(*limits.per_second, 'g', 4)
                                                                      : Facts::tr("as the registry allows")));
  list.append(fact(Facts::tr("Requests at once"), limits.at_once ? numberText(*limits.at_once)
                                                                  : Facts::tr("as many as help")));
  const auto held = heldText(status, now);
  list.append(fact(Facts::tr("Held back"), held.isEmpty() ? Facts::tr("by nothing") : held, held.isEmpty() ? "" : "warn"));
  return list;
}

QString daysText(std::uint8_t days) {
  if (days == base::BandwidthWindow::kEveryDay) return Facts::tr("every day");
  if (days == 0x1f) return Facts::tr("Monday to Friday");
  QStringList names;
  for (int day = 0; day < 7; ++day)
    if (days & (1U << day)) names.append(QLocale().dayName(day + 1, QLocale::ShortFormat));
  return names.join(QStringLiteral(", "));
}

QString hourText(std::chrono::minutes time) {
  const auto minutes = static_cast<int>(time.count());
  return QStringLiteral("%1:%2").arg(minutes / 60, 2, 10, QLatin1Char('0')).arg(minutes % 60, 2, 10, QLatin1Char('0'));
}

QVariantList windows(const base::Bandwidth& bandwidth) {
  QVariantList list;
  for (const auto& window : bandwidth.windows)
    list.append(fact(Facts::tr("%1 %2–%3 %4", "days, from, to, zone")
                         .arg(daysText(window.days), hourText(window.from), hourText(window.to),
                              window.zone.empty() ? QStringLiteral("UTC") : fromStd(window.zone)),
                     limitText(window.limit)));
  if (!list.isEmpty()) list.append(fact(Facts::tr("otherwise"), limitText(bandwidth.limit)));
  return list;
}

QVariantList rules(const engine::Fleet& fleet, std::string_view id) {
  QVariantList list;
  for (const auto& rule : fleet.rules) {
    const bool from = rule.source == id;
    if (!from && std::find(rule.targets.begin(), rule.targets.end(), id) == rule.targets.end()) continue;
    QStringList names;
    for (const auto& target : rule.targets) names.append(regionName(fleet, target));
    list.append(QVariantMap{
        {QStringLiteral("ruleId"), fromStd(rule.id)},
        {QStringLiteral("direction"), from ? QStringLiteral("from") : QStringLiteral("to")},
        {QStringLiteral("text"), from ? Facts::tr("to %1").arg(names.join(QStringLiteral(", ")))
                                      : Facts::tr("from %1").arg(regionName(fleet, rule.source))},
        {QStringLiteral("detail"), fromStd(rule.repositories).join(QStringLiteral(", "))}});
  }
  return list;
}

QString placeText(const engine::Region& region) {
  const auto figure = [](double degrees) { return QLocale().toString(std::abs(degrees), 'f', 2); };
  const auto lat = region.lat < 0 ? Facts::tr("%1° S") : Facts::tr("%1° N");
  const auto lon = region.lon < 0 ? Facts::tr("%1° W") : Facts::tr("%1° E");
  return lat.arg(figure(region.lat)) + QStringLiteral(", ") + lon.arg(figure(region.lon));
}

QString fixAction(const engine::RegionStatus& s) {
  using base::Errc;
  if (s.state == RegionState::Drift) return QStringLiteral("sync");
  if (!s.problem) return s.state == RegionState::Unknown ? QStringLiteral("check") : QString();
  switch (s.problem->code) {
  case Errc::Unauthorized:
  case Errc::Denied:
  case Errc::HostUnknown:
  case Errc::TlsUntrusted:
  case Errc::BadAnswer: return QStringLiteral("edit");
  case Errc::TooManyRequests: return s.region.limits.per_second ? QString() : QStringLiteral("edit");
  default: return base::isTransient(s.problem->code) ? QStringLiteral("check") : QStringLiteral("sync");
  }
}

} // namespace

QString fixText(const engine::RegionStatus& s) {
  using base::Errc;
  if (s.state == RegionState::Drift)
    return Facts::tr("Its tags differ from their source. Sync to bring them in line, or look at the differences under Consistency.");
  if (s.state == RegionState::Unknown && !s.problem)
    return Facts::tr("Not looked at since the start. A check asks its registry now.");
  if (!s.problem) return {};
  switch (s.problem->code) {
  case Errc::Unauthorized:
    return s.region.credential.empty()
               ? Facts::tr("The registry asks for a login and none is set. Name a credential for it.")
               : Facts::tr("Check the user name and password of the credential %1.").arg(fromStd(s.region.credential));
  case Errc::Denied: return Facts::tr("Give its credential the right to read, and for a replica to write.");
  case Errc::HostUnknown: return Facts::tr("Check the host name in the registry's address.");
  case Errc::ConnectionRefused: return Facts::tr("Check that the registry runs and that its port is open; then check again.");
  case Errc::ConnectionLost:
  case Errc::Stalled:
  case Errc::Timeout: return Facts::tr("The line or the registry is overloaded or down. It is tried again by itself.");
  case Errc::TlsUntrusted: return Facts::tr("Name the certificate of its authority (CA) for this region, if you trust it.");
  case Errc::TooManyRequests:
    return Facts::tr("Copying goes on when the registry lets it. Fewer requests a second for this region avoid the stop.");
  case Errc::ServerError: return Facts::tr("Look into the registry's own log; it is tried again by itself.");
  case Errc::BadAnswer: return Facts::tr("Check that the address is a registry's and not a portal's in front of it.");
  case Errc::DiskFull: return Facts::tr("Free room at the registry's storage, then sync again.");
  default: return {};
  }
}

std::vector<std::string> rulesTo(const engine::Fleet& fleet, std::string_view region) {
  std::vector<std::string> ids;
  for (const auto& rule : fleet.rules)
    if (std::find(rule.targets.begin(), rule.targets.end(), region) != rule.targets.end()) ids.push_back(rule.id);
  return ids;
}

engine::Snapshot jobsOf(const engine::Snapshot& snapshot, std::string_view region) {
  engine::Snapshot part;
  part.fleet = snapshot.fleet;
  part.regions = snapshot.regions;
  part.time = snapshot.time;
  for (const auto& job : snapshot.jobs) {
    const auto* rule = snapshot.fleet ? snapshot.fleet->rule(job.record.rule) : nullptr;
    const bool reads = rule != nullptr && rule->source == region;
    if (reads || std::find(job.targets.begin(), job.targets.end(), region) != job.targets.end()) part.jobs.push_back(job);
  }
  return part;
}

QVariantMap regionFacts(const engine::Snapshot& snapshot, std::string_view id, base::Timestamp now) {
  static const auto kRoles = regionRoles();
  const auto at = std::find_if(snapshot.regions.begin(), snapshot.regions.end(),
                               [&](const auto& status) { return status.region.id == id; });
  if (at == snapshot.regions.end()) return {{QStringLiteral("found"), false}};
  const auto place = at - snapshot.regions.begin();
  const auto row = regionRows(snapshot, now)[place];
  QVariantMap facts{{QStringLiteral("found"), true}};
  for (int i = 0; i < kRoles.size(); ++i) facts.insert(QString::fromLatin1(kRoles[i]), row.cells[i]);
  const auto& region = at->region;
  const engine::Fleet none;
  const auto& fleet = snapshot.fleet ? *snapshot.fleet : none;
  facts.insert(QStringLiteral("fix"), fixText(*at));
  facts.insert(QStringLiteral("fixAction"), fixAction(*at));
  facts.insert(QStringLiteral("credentialText"), region.credential.empty() ? Facts::tr("anonymous") : fromStd(region.credential));
  facts.insert(QStringLiteral("caText"), region.ca.empty() ? Facts::tr("the system's authorities") : fromStd(region.ca));
  facts.insert(QStringLiteral("placeText"), placeText(region));
  const auto checked = agoText(at->last_check, now);
  facts.insert(QStringLiteral("checkedText"), checked.isEmpty() ? Facts::tr("not checked yet") : checked);
  facts.insert(QStringLiteral("tagsText"), Facts::tr("%1 of %2 tags").arg(numberText(at->tags_equal), numberText(at->tags_total)));
  facts.insert(QStringLiteral("rateInText"), rateText(at->in));
  facts.insert(QStringLiteral("rateOutText"), rateText(at->out));
  facts.insert(QStringLiteral("budgets"), budgets(*at, now));
  facts.insert(QStringLiteral("windows"), windows(region.bandwidth));
  facts.insert(QStringLiteral("rules"), rules(fleet, id));
  facts.insert(QStringLiteral("targetOf"), static_cast<int>(rulesTo(fleet, id).size()));
  return facts;
}

} // namespace meridian::models
