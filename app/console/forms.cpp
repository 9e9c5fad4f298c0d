// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/forms.h"

#include "console/limit_forms.h"
#include "console/policy_forms.h"
#include "models/text.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace meridian::console {

namespace {

struct Forms {
  Q_DECLARE_TR_FUNCTIONS(Forms)
};

QString text(const QVariantMap& form, const char* field) {
  return form.value(QString::fromLatin1(field)).toString().trimmed();
}
std::string stdText(const QVariantMap& form, const char* field) { return text(form, field).toStdString(); }

std::vector<std::string> list(const QVariantMap& form, const char* field) {
  std::vector<std::string> result;
  for (const auto& entry : form.value(QString::fromLatin1(field)).toStringList())
    if (const auto word = entry.trimmed(); !word.isEmpty()) result.push_back(word.toStdString());
  return result;
}

/// The form's field that a path of the fleet file ("regions[2].registry.url") is about.
QString fieldOf(const QString& path) {
  static constexpr std::pair<const char*, const char*> kFields[] = {
      {".registry.url", "url"}, {".registry.credential", "credential"}, {".registry.ca", "ca"}, {".id", "id"},
      {".name", "name"},        {".role", "role"},                      {".lat", "lat"},        {".lon", "lon"},
      {".requests_per_second", "requestsPerSecond"}, {".requests_at_once", "requestsAtOnce"},
      {".bandwidth.limit", "bandwidth"}};
  for (const auto& [end, field] : kFields)
    if (path.endsWith(QLatin1String(end))) return QString::fromLatin1(field);
  // "regions[2].bandwidth.windows[1].zone": the window is the field.
  if (const auto at = path.indexOf(QLatin1String("windows[")); at >= 0) return path.mid(at, path.indexOf(u']', at) + 1 - at);
  return path.endsWith(QLatin1String(".registry")) ? QStringLiteral("url") : QString();
}

template <class T>
void put(std::vector<T>& items, const T& item, const std::string& old_id) {
  const auto at = std::ranges::find_if(items, [&](const T& other) { return !old_id.empty() && other.id == old_id; });
  if (at == items.end())
    items.push_back(item);
  else
    *at = item;
}

} // namespace

engine::Region regionOf(const QVariantMap& form) {
  engine::Region region;
  region.id = stdText(form, "id");
  region.name = stdText(form, "name");
  region.role = text(form, "role") == QLatin1String("primary") ? engine::Role::Primary : engine::Role::Replica;
  region.lat = form.value(QStringLiteral("lat")).toDouble();
  region.lon = form.value(QStringLiteral("lon")).toDouble();
  region.registry_url = stdText(form, "url");
  region.credential = stdText(form, "credential");
  region.ca = stdText(form, "ca");
  QVariantMap unread; // regionProblems() tells them
  region.limits = requestLimitsOf(form, unread);
  region.bandwidth = bandwidthOf(form, unread);
  return region;
}

std::optional<auth::Credential> credentialOf(const QVariantMap& form) {
  auth::Credential credential{stdText(form, "user"), form.value(QStringLiteral("password")).toString().toStdString(), {}};
  if (credential.user.empty()) return std::nullopt;
  return credential;
}

QVariantMap mapOf(const engine::Region& region) {
  using models::fromStd;
  QVariantMap form{
          {QStringLiteral("id"), fromStd(region.id)},
          {QStringLiteral("name"), fromStd(region.name)},
          {QStringLiteral("role"),
           region.role == engine::Role::Primary ? QStringLiteral("primary") : QStringLiteral("replica")},
          {QStringLiteral("lat"), region.lat},
          {QStringLiteral("lon"), region.lon},
          {QStringLiteral("url"), fromStd(region.registry_url)},
          {QStringLiteral("credential"), fromStd(region.credential)},
          {QStringLiteral("ca"), fromStd(region.ca)}};
  put(form, region.limits);
  put(form, region.bandwidth);
  return form;
}

plan::Rule ruleOf(const QVariantMap& form, QStringList& errors, plan::Rule before) {
  auto rule = std::move(before);
  rule.id = stdText(form, "id");
  rule.source = stdText(form, "source");
  rule.targets = list(form, "targets");
  rule.repositories = list(form, "repositories");
  rule.tags.include = {"*"};
  if (auto include = list(form, "include"); !include.empty()) rule.tags.include = std::move(include);
  rule.tags.exclude = list(form, "exclude");
  rule.tags.semver = stdText(form, "semver");
  rule.tags.latest.reset();
  if (const int latest = form.value(QStringLiteral("latest")).toInt(); latest > 0)
    rule.tags.latest = static_cast<unsigned>(latest);
  rule.tags.since.reset();
  if (const auto since = text(form, "since"); !since.isEmpty()) {
    rule.tags.since = models::parseSince(since);
    if (!rule.tags.since) errors.append(Forms::tr("\"%1\" is no age; write 30d, 12h or 2w").arg(since));
  }
  rule.platforms.clear();
  for (const auto& word : list(form, "platforms")) {
    if (word == "all") continue;
    if (auto platform = oci::Platform::parse(word))
      rule.platforms.push_back(std::move(*platform));
    else
      errors.append(Forms::tr("\"%1\" is no platform; write linux/amd64").arg(models::fromStd(word)));
  }
  QVariantMap problems;
  rule.bandwidth = bandwidthOf(form, problems);
  readPolicies(form, rule, problems);
  for (const auto& problem : problems) errors.append(problem.toString());
  return rule;
}

QVariantMap mapOf(const plan::Rule& rule) {
  using models::fromStd;
  QStringList platforms;
  for (const auto& platform : rule.platforms) platforms.append(fromStd(platform.text()));
  QVariantMap form{
          {QStringLiteral("id"), fromStd(rule.id)},
          {QStringLiteral("source"), fromStd(rule.source)},
          {QStringLiteral("targets"), fromStd(rule.targets)},
          {QStringLiteral("repositories"), fromStd(rule.repositories)},
          {QStringLiteral("include"), fromStd(rule.tags.include)},
          {QStringLiteral("exclude"), fromStd(rule.tags.exclude)},
          {QStringLiteral("semver"), fromStd(rule.tags.semver)},
          {QStringLiteral("latest"), rule.tags.latest.value_or(0)},
          {QStringLiteral("since"), rule.tags.since ? models::sinceText(*rule.tags.since) : QString()},
          {QStringLiteral("platforms"), platforms}};
  put(form, rule.bandwidth);
  putPolicies(form, rule);
  return form;
}

engine::Fleet withRegion(engine::Fleet fleet, const engine::Region& region, const std::string& old_id) {
  put(fleet.regions, region, old_id);
  if (old_id.empty() || old_id == region.id) return fleet;
  for (auto& rule : fleet.rules) {
    if (rule.source == old_id) rule.source = region.id;
    std::ranges::replace(rule.targets, old_id, region.id);
  }
  return fleet;
}

engine::Fleet withRule(engine::Fleet fleet, const plan::Rule& rule, const std::string& old_id) {
  put(fleet.rules, rule, old_id);
  return fleet;
}

engine::Fleet withoutRegion(engine::Fleet fleet, const std::string& id) {
  std::erase_if(fleet.regions, [&](const auto& region) { return region.id == id; });
  for (auto& rule : fleet.rules) std::erase(rule.targets, id);
  std::erase_if(fleet.rules, [&](const auto& rule) { return rule.source == id || rule.targets.empty(); });
  return fleet;
}

engine::Fleet withoutRule(engine::Fleet fleet, const std::string& id) {
  std::erase_if(fleet.rules, [&](const auto& rule) { return rule.id == id; });
  return fleet;
}

QStringList rulesUsing(const engine::Fleet& fleet, const std::string& region) {
  QStringList ids;
  for (const auto& rule : fleet.rules)
    if (rule.source == region || std::ranges::find(rule.targets, region) != rule.targets.end())
      ids.append(models::fromStd(rule.id));
  return ids;
}

QVariantMap regionProblems(const engine::Fleet& fleet, const QVariantMap& form, const std::optional<std::string>& old) {
  QVariantMap problems;
  const auto say = [&](const char* field, const QString& problem) {
    problems.insert(QString::fromLatin1(field), problem);
  };
  const auto region = regionOf(form);
  const auto old_id = old.value_or(region.id);
  if (region.id.empty()) say("id", Forms::tr("A region needs an id, such as fra"));
  if (region.id != old_id && fleet.region(region.id)) say("id", Forms::tr("Another region has this id"));
  if (region.registry_url.empty()) say("url", Forms::tr("Write the registry's address, such as https://registry.example.com"));
  for (const auto& [field, most] : {std::pair{"lat", 90.0}, std::pair{"lon", 180.0}}) {
    bool number = false;
    const double value = form.value(QString::fromLatin1(field)).toDouble(&number);
    if (!number || !(std::abs(value) <= most)) say(field, Forms::tr("A number from %1 to %2").arg(-most).arg(most));
  }
  (void)requestLimitsOf(form, problems);
  (void)bandwidthOf(form, problems);
  if (!problems.isEmpty()) return problems;
  const auto next = withRegion(fleet, region, old_id);
  const auto at = std::ranges::find_if(next.regions, [&](const auto& other) { return other.id == region.id; });
  const auto mine = QStringLiteral("regions[%1]").arg(at - next.regions.begin());
  for (const auto& problem : engine::validate(next)) {
    const auto path = models::fromStd(problem.path);
    if (path.startsWith(mine) && !problems.contains(fieldOf(path)))
      problems.insert(fieldOf(path), models::fromStd(problem.message));
  }
  return problems;
}

QString problemText(const engine::Fleet& fleet) {
  QStringList lines;
  for (const auto& problem : engine::validate(fleet)) {
    lines.append(problem.path.empty() ? models::fromStd(problem.message)
                                      : models::fromStd(problem.path + ": " + problem.message));
  }
  return lines.join(u'\n');
}

} // namespace meridian::console
