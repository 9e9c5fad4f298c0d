// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/policy_forms.h"

#include "console/limit_forms.h"
#include "engine/schedule_words.h"
#include "models/schedule_text.h"
#include "models/text.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace meridian::console {

using models::fromStd;
using plan::Promotion;

namespace {

struct Forms {
  Q_DECLARE_TR_FUNCTIONS(Forms)
};

// The words of the fleet file, in the order of the enumerations.
constexpr std::array kIndex{"sparse", "rewritten"};
constexpr std::array kModes{"each", "all-or-nothing"};
constexpr std::array kGroups{"tag", "release"};
constexpr std::array kDown{"wait", "continue", "rollback"};
constexpr std::array kConflicts{"stop", "overwrite", "keep"};
constexpr std::array kDepths{"tags", "content", "sampled", "deep"};

QString key(const char* field) { return QString::fromLatin1(field); }

/// Reads the fields that are there, each into its place.
class Reader {
public:
  Reader(const QVariantMap& form, QVariantMap& problems) : m_form(form), m_problems(problems) {}

  template <class Enum, std::size_t N>
  void word(const char* field, const std::array<const char*, N>& words, Enum& into) const {
    const auto typed = text(field).toLatin1();
    for (std::size_t i = 0; i < N; ++i)
      if (typed == words[i]) into = static_cast<Enum>(i);
  }
  void list(const char* field, std::vector<std::string>& into) const {
    if (has(field)) into = words(m_form.value(key(field)));
  }
  void flag(const char* field, bool& into) const {
    if (has(field)) into = m_form.value(key(field)).toBool();
  }
  void string(const char* field, std::string& into) const {
    if (has(field)) into = text(field).toStdString();
  }
  /// Empty or 0: `none`.
  void length(const char* field, std::chrono::seconds& into, std::chrono::seconds none) {
    if (!has(field)) return;
    const auto typed = text(field);
    if (typed.isEmpty() || typed == QLatin1String("0")) {
      into = none;
    } else if (const auto parsed = models::parseSince(typed)) {
      into = *parsed;
    } else {
      m_problems.insert(key(field), Forms::tr("\"%1\" is no length of time; write 30m, 12h or 7d").arg(typed));
    }
  }
  void percent(const char* field, double& into) {
    if (!has(field)) return;
    bool number = false;
    const auto typed = text(field).remove(u'%').trimmed();
    const double value = typed.toDouble(&number);
    if (number)
      into = value;
    else
      m_problems.insert(key(field), Forms::tr("\"%1\" is no number").arg(typed));
  }
  [[nodiscard]] bool has(const char* field) const { return m_form.contains(key(field)); }
  [[nodiscard]] QString text(const char* field) const { return m_form.value(key(field)).toString().trimmed(); }
  [[nodiscard]] QVariantList items(const char* field) const { return m_form.value(key(field)).toList(); }

  static std::vector<std::string> words(const QVariant& from) {
    std::vector<std::string> out;
    const auto entries = from.toStringList();
    for (const auto& entry : entries)
      if (const auto word = entry.trimmed(); !word.isEmpty()) out.push_back(word.toStdString());
    return out;
  }

private:
  const QVariantMap& m_form;
  QVariantMap& m_problems;
};

void readReferrers(const Reader& read, plan::ReferrerPolicy& referrers) {
  read.list("referrerTypes", referrers.types);
  if (const auto choice = read.text("referrers"); !choice.isEmpty()) {
    referrers.copy = choice != QLatin1String("none");
    if (choice != QLatin1String("types")) referrers.types.clear();
    // No type chosen yet: nothing is copied, as the fleet file would say it.
    if (choice == QLatin1String("types") && referrers.types.empty()) referrers.copy = false;
  }
  read.list("referrerRequire", referrers.require);
}

void readWindows(const QVariantMap& form, std::vector<base::BandwidthWindow>& windows, QVariantMap& problems) {
  if (!form.contains(key("runWindows"))) return;
  auto spans = form.value(key("runWindows")).toList();
  for (auto& span : spans) { // a limit is a word of bandwidth windows only
    auto fields = span.toMap();
    fields[key("limit")] = QStringLiteral("unlimited");
    span = fields;
  }
  QVariantMap wrong;
  const auto read = bandwidthOf({{key("windows"), spans}}, wrong);
  for (auto it = wrong.cbegin(); it != wrong.cend(); ++it) problems.insert(QString(it.key()).replace(QLatin1String("windows"), QLatin1String("runWindows")), it.value());
  windows = read.windows;
  for (auto& window : windows) window.limit.reset();
}

void readPromotion(Reader& read, Promotion& promotion) {
  read.word("promotion", kModes, promotion.mode);
  read.word("group", kGroups, promotion.group);
  read.word("targetDown", kDown, promotion.on_target_down);
  read.word("onConflict", kConflicts, promotion.on_conflict);
  read.length("wait", promotion.wait, Promotion{}.wait);
  read.length("observe", promotion.observe, {});
  if (!read.has("waves")) return;
  promotion.waves.clear();
  for (const auto& wave : read.items("waves"))
    if (auto regions = Reader::words(wave); !regions.empty()) promotion.waves.push_back(std::move(regions));
}

template <std::size_t N, class Enum>
QString word(const std::array<const char*, N>& words, Enum value) {
  return QString::fromLatin1(words[static_cast<std::size_t>(value)]);
}

QString lengthText(std::chrono::seconds length) { return length.count() == 0 ? QString() : models::sinceText(length); }

} // namespace

void readPolicies(const QVariantMap& form, plan::Rule& rule, QVariantMap& problems) {
  Reader read(form, problems);
  read.flag("latestByCreated", rule.tags.latest_by_created);
  read.word("index", kIndex, rule.index);
  readReferrers(read, rule.referrers);
  auto& schedule = rule.schedule;
  read.list("cron", schedule.cron);
  read.string("zone", schedule.zone);
  readWindows(form, schedule.windows, problems);
  if (std::chrono::seconds poll{0}; read.has("poll")) {
    read.length("poll", poll, {});
    schedule.poll.reset();
    if (poll.count() > 0) schedule.poll = poll;
  }
  read.flag("onPush", schedule.on_push);
  readPromotion(read, rule.promotion);
  read.flag("deletes", rule.deletes.propagate);
  read.length("quarantine", rule.deletes.quarantine, {});
  read.percent("stopAbove", rule.deletes.stop_above);
  read.list("auditCron", rule.audit.cron);
  read.string("auditZone", rule.audit.zone);
  read.word("auditDepth", kDepths, rule.audit.depth);
  read.percent("auditSample", rule.audit.sample);
  read.flag("auditRepair", rule.audit.repair);
}

void putPolicies(QVariantMap& form, const plan::Rule& rule) {
  const auto put = [&](const char* field, const QVariant& value) { form.insert(key(field), value); };
  put("latestByCreated", rule.tags.latest_by_created);
  put("index", word(kIndex, rule.index));
  const auto& referrers = rule.referrers;
  put("referrers", QLatin1String(!referrers.copy ? "none" : referrers.types.empty() ? "all" : "types"));
  put("referrerTypes", fromStd(referrers.types));
  put("referrerRequire", fromStd(referrers.require));
  const auto& schedule = rule.schedule;
  put("cron", fromStd(schedule.cron));
  put("zone", fromStd(schedule.zone));
  QVariantMap windows;
  console::put(windows, base::Bandwidth{{}, schedule.windows});
  put("runWindows", windows.value(key("windows")));
  put("poll", schedule.poll ? lengthText(*schedule.poll) : QString());
  put("onPush", schedule.on_push);
  const auto& promotion = rule.promotion;
  put("promotion", word(kModes, promotion.mode));
  put("group", word(kGroups, promotion.group));
  put("targetDown", word(kDown, promotion.on_target_down));
  put("onConflict", word(kConflicts, promotion.on_conflict));
  put("wait", lengthText(promotion.wait));
  put("observe", lengthText(promotion.observe));
  QVariantList waves;
  for (const auto& wave : promotion.waves) waves.append(QVariant(fromStd(wave)));
  put("waves", waves);
  put("deletes", rule.deletes.propagate);
  put("quarantine", lengthText(rule.deletes.quarantine));
  put("stopAbove", QString::number(rule.deletes.stop_above));
  put("auditCron", fromStd(rule.audit.cron));
  put("auditZone", fromStd(rule.audit.zone));
  put("auditDepth", word(kDepths, rule.audit.depth));
  put("auditSample", QString::number(rule.audit.sample));
  put("auditRepair", rule.audit.repair);
}

QString policyField(const QString& path) {
  static constexpr std::pair<const char*, const char*> kFields[] = {
      {".referrers.copy", "referrerTypes"}, {".referrers.require", "referrerRequire"},
      {".schedule.cron", "cron"},           {".schedule.zone", "zone"},
      {".schedule.poll", "poll"},           {".promotion.waves", "waves"},
      {".promotion.wait", "wait"},          {".promotion.observe", "observe"},
      {".deletes.quarantine", "quarantine"}, {".deletes.stop_above", "stopAbove"},
      {".audit.cron", "auditCron"},         {".audit.zone", "auditZone"},
      {".audit.sample", "auditSample"},     {".platforms", "platforms"}};
  if (path.startsWith(QLatin1String(".schedule.windows["))) {
    const auto from = path.indexOf(u'['), to = path.indexOf(u']');
    return QStringLiteral("runWindows") + path.mid(from, to - from + 1);
  }
  const QString list = path.endsWith(u']') ? path.mid(path.lastIndexOf(u'[')) : QString();
  for (const auto& [begin, field] : kFields)
    if (path.startsWith(QLatin1String(begin))) // the place in a list of expressions counts, each has a line of its own
      return QString::fromLatin1(field) + (QLatin1String(field).endsWith(QLatin1String("ron")) ? list : QString());
  return {};
}

QVariantMap scheduleWords(const plan::Rule& rule, base::Timestamp now) {
  constexpr std::size_t kShown = 5;
  QVariantMap out;
  for (const auto& [cron, zone, words, next] :
       {std::tuple{&rule.schedule.cron, &rule.schedule.zone, "cronWords", "nextRuns"},
        std::tuple{&rule.audit.cron, &rule.audit.zone, "auditCronWords", "nextAudits"}}) {
    QStringList said, times;
    for (const auto& text : *cron) {
      const auto one = engine::cronWords(text);
      said.append(one ? models::cronText(*one) : QString());
    }
    if (const auto found = engine::nextTimes(*cron, *zone, now, kShown))
      for (const auto& time : *found) times.append(models::shownText(time.shown));
    out.insert(key(words), said);
    out.insert(key(next), times);
  }
  return out;
}

} // namespace meridian::console
