// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/palette/entries.h"

#include "console/palette/shortcuts.h"
#include "models/job_rows.h"
#include "models/row_model.h"
#include "models/text.h"

#include <QCoreApplication>
#include <QSet>

namespace meridian::console {

using models::fromStd;

namespace {

struct Entries {
  Q_DECLARE_TR_FUNCTIONS(Entries)
};

Entry action(const char* key, const QString& title, const char* icon, const char* words, const QString& detail = {}) {
  const auto text = QString::fromLatin1(key);
  return {text, QStringLiteral("action"), title, detail, QString::fromLatin1(icon), keysOf(text), QString::fromLatin1(words)};
}

void addPages(std::vector<Entry>& all) {
  for (const auto& page : railPages()) {
    const auto key = QString::fromLatin1(page.key);
    all.push_back({QStringLiteral("page:") + key, QStringLiteral("page"), pageTitle(key), {}, QString::fromLatin1(page.icon),
                   keysOf(QStringLiteral("page:") + key), key});
  }
}

void addActions(std::vector<Entry>& all, const Sources& from) {
  if (!from.snapshot.fleet || from.snapshot.fleet->rules.empty())
    all.push_back(action("page:setup", Entries::tr("Set up a mirror"), "rocket", "wizard guided first registry"));
  all.push_back(action("syncall", Entries::tr("Sync all rules now"), "refresh-cw", "sync all everything"));
  all.push_back(action("prewarm", Entries::tr("Prewarm an image…"), "flame", "prewarm preheat image"));
  all.push_back(from.slow ? action("slow:off", Entries::tr("Slow mode off"), "gauge", "slow mode speed limit bandwidth")
                          : action("slow:on", Entries::tr("Slow mode on"), "gauge", "slow mode speed limit bandwidth", from.slow_rate));
  all.push_back(action("act:regions", Entries::tr("Add region"), "plus", "new region registry add"));
  all.push_back(action("act:rules", Entries::tr("New rule"), "plus", "add rule new mirror"));
  if (from.snapshot.fleet && !from.snapshot.fleet->rules.empty())
    all.push_back(action("page:setup", Entries::tr("Set up a mirror"), "rocket", "wizard guided first registry"));
  all.push_back(action("theme:dark", Entries::tr("Dark theme"), "moon", "dark theme appearance"));
  all.push_back(action("theme:light", Entries::tr("Light theme"), "sun", "light theme appearance"));
  all.push_back(action("theme:system", Entries::tr("Theme of the system"), "settings", "system theme appearance"));
  all.push_back(action("lang:en", Entries::tr("Language: %1").arg(QStringLiteral("English")), "languages", "language english"));
  all.push_back(action("lang:zh_CN", Entries::tr("Language: %1").arg(QStringLiteral("简体中文")), "languages", "language chinese 中文 zhongwen"));
  all.push_back(action("notices", Entries::tr("Notifications"), "bell", "notification centre messages"));
  all.push_back(action("help", Entries::tr("Guide"), "book-open", "help manual documentation f1"));
  all.push_back(action("shortcuts", Entries::tr("Keyboard shortcuts"), "keyboard", "keys help shortcuts"));
  all.push_back(action("quit", Entries::tr("Quit"), "log-out", "exit quit close"));
}

void addRegions(std::vector<Entry>& all, const engine::Snapshot& snapshot) {
  for (const auto& status : snapshot.regions) {
    const auto id = fromStd(status.region.id), name = fromStd(status.region.name);
    all.push_back({QStringLiteral("region:") + id, QStringLiteral("region"), name.isEmpty() ? id : name,
                   models::stateText(status), QStringLiteral("server"), {}, id + u' ' + fromStd(status.region.registry_url)});
  }
}

void addRule(std::vector<Entry>& all, const Sources& from, const plan::Rule& rule) {
  const auto id = fromStd(rule.id);
  const auto cli = from.rules.value(from.rules.find(id), "cli").toString();
  const auto add = [&](const char* verb, const QString& title, const char* icon, const char* words) {
    auto entry = action(verb, title, icon, words);
    entry.key += id;
    all.push_back(std::move(entry));
  };
  all.push_back({QStringLiteral("rule:") + id, QStringLiteral("rule"), id, fromStd(rule.repositories).join(QStringLiteral(", ")),
                 QStringLiteral("workflow"), {}, QStringLiteral("rule")});
  add("sync:", Entries::tr("Sync %1 now").arg(id), "refresh-cw", "sync now");
  add("plan:", Entries::tr("Plan %1").arg(id), "list-checks", "plan review");
  add("audit:", Entries::tr("Audit %1").arg(id), "shield-check", "audit check compare");
  add("promote:", Entries::tr("Promote %1 now").arg(id), "rocket", "promote release");
  if (!cli.isEmpty())
    all.push_back({QStringLiteral("copy:") + cli, QStringLiteral("action"), Entries::tr("Copy as CLI: sync of %1").arg(id), cli,
                   QStringLiteral("terminal"), {}, QStringLiteral("copy cli command line")});
}

void addJob(std::vector<Entry>& all, const Sources& from, const engine::JobStatus& job) {
  const auto id = fromStd(job.record.id);
  const int row = from.jobs.find(id);
  const auto title = models::jobTitle(job);
  const bool open = models::isOpen(job.record.state);
  all.push_back({QStringLiteral("job:") + id, QStringLiteral("job"), title,
                 from.jobs.value(row, "statusText").toString() + QStringLiteral(" · ") + from.jobs.value(row, "rightText").toString(),
                 from.jobs.value(row, "kindIcon").toString(), {}, id});
  const auto add = [&](const char* verb, const QString& text, const char* icon, const char* words) {
    auto entry = action(verb, text, icon, words);
    entry.key += id;
    entry.detail = id;
    all.push_back(std::move(entry));
  };
  if (open && job.paused) add("resume:", Entries::tr("Go on: %1", "job").arg(title), "play", "resume job");
  if (open && !job.paused) add("pause:", Entries::tr("Pause: %1", "job").arg(title), "pause", "pause job hold");
  if (!open && job.record.tags_failed > 0)
    add("retry:", Entries::tr("Retry what failed: %1", "job").arg(title), "refresh-cw", "retry failed again");
}

QString repositoryOf(const QString& ref) { return ref.left(ref.lastIndexOf(u':')); }

QStringList repositoriesOf(const Sources& from) {
  QStringList names;
  if (from.snapshot.fleet)
    for (const auto& rule : from.snapshot.fleet->rules)
      for (const auto& name : fromStd(rule.repositories))
        if (!name.contains(u'*') && !name.contains(u'?') && !name.startsWith(u'!') && !name.startsWith(QLatin1String("re:"))) names.append(name);
  for (const auto& image : from.seen) names.append(repositoryOf(image.ref));
  names.removeDuplicates();
  return names;
}

Entry imageEntry(const QString& ref, const QString& digest) {
  return {QStringLiteral("image:") + ref, QStringLiteral("image"), ref, models::shortDigest(digest.toStdString()),
          QStringLiteral("layers"), {}, digest};
}

/// The hexadecimal digits of a digest or of its beginning; empty for other text.
QString digestDigits(const QString& text) {
  auto digits = text.trimmed().toLower();
  if (digits.startsWith(QLatin1String("sha256:"))) digits = digits.mid(7);
  if (digits.size() < 12 || digits.size() > 64) return {};
  for (const QChar digit : digits)
    if (!digit.isDigit() && (digit < u'a' || digit > u'f')) return {};
  return digits;
}

} // namespace

std::vector<Entry> allEntries(const Sources& from) {
  std::vector<Entry> all;
  addPages(all);
  addActions(all, from);
  addRegions(all, from.snapshot);
  if (from.snapshot.fleet)
    for (const auto& rule : from.snapshot.fleet->rules) addRule(all, from, rule);
  for (const auto& job : from.snapshot.jobs) addJob(all, from, job);
  for (const auto& name : repositoriesOf(from))
    all.push_back({QStringLiteral("repository:") + name, QStringLiteral("repository"), name, {}, QStringLiteral("layers"), {}, QStringLiteral("repository")});
  for (const auto& image : from.seen) all.push_back(imageEntry(image.ref, image.digest));
  return all;
}

std::vector<Entry> typedEntries(const QString& text, const QList<SeenImage>& seen) {
  constexpr qsizetype kWhole = 64;
  constexpr qsizetype kPlaces = 5;
  std::vector<Entry> typed;
  const auto digits = digestDigits(text);
  if (!digits.isEmpty()) {
    for (const auto& image : seen)
      if (image.digest.mid(7).startsWith(digits)) typed.push_back(imageEntry(image.ref, image.digest));
    if (!typed.empty() || digits.size() < kWhole) return typed;
    QStringList repositories;
    for (const auto& image : seen) repositories.append(repositoryOf(image.ref));
    repositories.removeDuplicates();
    for (const auto& name : repositories.mid(0, kPlaces)) {
      auto entry = imageEntry(name + QStringLiteral("@sha256:") + digits, {});
      entry.title = Entries::tr("Look for this digest in %1", "repository").arg(name);
      typed.push_back(std::move(entry));
    }
    return typed;
  }
  const auto ref = text.trimmed();
  const auto colon = ref.lastIndexOf(u':');
  if (colon <= 0 || colon + 1 == ref.size() || ref.contains(u' ') || !ref.left(colon).contains(u'/')) return typed;
  for (const auto& image : seen)
    if (image.ref == ref) return typed;
  auto entry = imageEntry(ref, {});
  entry.title = Entries::tr("Open image %1").arg(ref);
  typed.push_back(std::move(entry));
  return typed;
}

} // namespace meridian::console
