// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/activity/activity_rows.h"

#include "console/palette/ranking.h"
#include "models/showing.h"
#include "models/text.h"

#include <QCoreApplication>

#include <algorithm>

namespace meridian::console {

using models::fromStd;

namespace {

enum Role { Seq = Qt::UserRole, TimeText, ExactText, Who, What, Subject, Detail, Problem, Refused, Tone, Action, Spoken };

struct Word {
  const char* verb;
  const char* text;
};
constexpr Word kWords[] = {
    {"job.start", QT_TRANSLATE_NOOP("ActivityRows", "Started a job")},
    {"job.retry", QT_TRANSLATE_NOOP("ActivityRows", "Retried what failed")},
    {"job.cancel", QT_TRANSLATE_NOOP("ActivityRows", "Cancelled a job")},
    {"job.pause", QT_TRANSLATE_NOOP("ActivityRows", "Paused a job")},
    {"job.resume", QT_TRANSLATE_NOOP("ActivityRows", "Let a job go on")},
    {"job.top", QT_TRANSLATE_NOOP("ActivityRows", "Moved a job to the top")},
    {"slow_mode", QT_TRANSLATE_NOOP("ActivityRows", "Set slow mode")},
    {"fleet.change", QT_TRANSLATE_NOOP("ActivityRows", "Changed the fleet")},
    {"fleet.reload", QT_TRANSLATE_NOOP("ActivityRows", "Read the fleet file again")},
    {"credential.set", QT_TRANSLATE_NOOP("ActivityRows", "Stored a credential")},
    {"credential.erase", QT_TRANSLATE_NOOP("ActivityRows", "Removed a credential")},
    {"certificate.keep", QT_TRANSLATE_NOOP("ActivityRows", "Trusted a certificate")},
    {"region.probe", QT_TRANSLATE_NOOP("ActivityRows", "Probed a registry")},
    {"info", QT_TRANSLATE_NOOP("ActivityRows", "Information")},
    {"warning", QT_TRANSLATE_NOOP("ActivityRows", "Warning")},
    {"error", QT_TRANSLATE_NOOP("ActivityRows", "Error")},
};

bool isEvent(const QString& verb) {
  return verb == QLatin1String("info") || verb == QLatin1String("warning") || verb == QLatin1String("error");
}

} // namespace

ActivityLine ActivityLine::of(const ports::ActionRecord& action) {
  return {action.seq, action.time, fromStd(action.actor), fromStd(action.verb), fromStd(action.subject), fromStd(action.detail),
          fromStd(action.problem)};
}

ActivityLine ActivityLine::of(const ports::EventRecord& event) {
  return {event.seq, event.time, {}, fromStd(event.level), event.job.empty() ? QString() : QStringLiteral("job ") + fromStd(event.job),
          fromStd(event.text), {}};
}

QString verbText(const QString& verb) {
  for (const auto& word : kWords)
    if (verb == QLatin1String(word.verb)) return QCoreApplication::translate("ActivityRows", word.text);
  return verb;
}

QString subjectKey(const QString& subject) {
  for (const char* kind : {"rule", "job", "region"})
    if (subject.startsWith(QLatin1String(kind) + u' ')) return QLatin1String(kind) + u':' + subject.section(u' ', 1);
  return {};
}

ActivityRows::ActivityRows(QObject* parent) : QAbstractListModel(parent) {}

bool ActivityRows::fits(const ActivityLine& line) const {
  if (!m_filter.actor.isEmpty() && line.actor != m_filter.actor) return false;
  if (!m_filter.verb.isEmpty() && line.verb != m_filter.verb) return false;
  if (m_filter.refused && line.problem.isEmpty() && line.verb != QLatin1String("error")) return false;
  if (m_words.isEmpty()) return true;
  const auto text = folded(QStringList{line.actor, verbText(line.verb), line.verb, subjectText(line.subject), line.subject,
                                       line.detail, line.problem}.join(u' '));
  return std::ranges::all_of(m_words, [&](const QString& word) { return text.contains(word); });
}

void ActivityRows::append(const std::vector<ActivityLine>& lines) {
  std::vector<std::size_t> more;
  for (const auto& line : lines) {
    if (fits(line)) more.push_back(m_lines.size());
    m_lines.push_back(line);
  }
  if (more.empty()) return;
  beginInsertRows({}, count(), count() + static_cast<int>(more.size()) - 1);
  m_shown.insert(m_shown.end(), more.begin(), more.end());
  endInsertRows();
  emit countChanged();
}

void ActivityRows::prepend(const std::vector<ActivityLine>& lines) {
  const quint64 newest = m_lines.empty() ? 0 : m_lines.front().seq;
  std::vector<ActivityLine> fresh;
  for (const auto& line : lines)
    if (line.seq > newest) fresh.push_back(line);
  if (fresh.empty()) return;
  std::vector<std::size_t> more;
  for (std::size_t i = 0; i < fresh.size(); ++i)
    if (fits(fresh[i])) more.push_back(i);
  for (auto& at : m_shown) at += fresh.size();
  m_lines.insert(m_lines.begin(), fresh.begin(), fresh.end());
  if (more.empty()) return;
  beginInsertRows({}, 0, static_cast<int>(more.size()) - 1);
  m_shown.insert(m_shown.begin(), more.begin(), more.end());
  endInsertRows();
  emit countChanged();
}

void ActivityRows::clear() {
  beginResetModel();
  m_lines.clear();
  m_shown.clear();
  endResetModel();
  emit countChanged();
}

void ActivityRows::filter(const ActivityFilter& filter) {
  beginResetModel();
  m_filter = filter;
  m_words = folded(filter.text).split(u' ', Qt::SkipEmptyParts);
  m_shown.clear();
  for (std::size_t i = 0; i < m_lines.size(); ++i)
    if (fits(m_lines[i])) m_shown.push_back(i);
  endResetModel();
  emit countChanged();
}

void ActivityRows::loadBy(std::function<bool()> can, std::function<void()> load) {
  m_can = std::move(can);
  m_load = std::move(load);
}

void ActivityRows::retranslate() {
  if (count() > 0) emit dataChanged(index(0), index(count() - 1));
}

std::vector<ActivityLine> ActivityRows::shown() const {
  std::vector<ActivityLine> lines;
  for (const auto at : m_shown) lines.push_back(m_lines[at]);
  return lines;
}

int ActivityRows::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : count(); }

bool ActivityRows::canFetchMore(const QModelIndex& parent) const { return !parent.isValid() && m_can && m_can(); }

void ActivityRows::fetchMore(const QModelIndex&) {
  if (m_load && m_can && m_can()) m_load();
}

QString ActivityRows::subjectText(const QString& subject) const { return m_name ? m_name(subject) : subject; }

QString ActivityRows::spoken(const ActivityLine& line) const {
  QStringList parts{models::exactText(line.time), line.actor, verbText(line.verb), subjectText(line.subject), line.detail, line.problem};
  parts.removeAll(QString());
  return parts.join(QStringLiteral(", "));
}

QVariant ActivityRows::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() < 0 || index.row() >= count()) return {};
  const auto& line = m_lines[m_shown[static_cast<std::size_t>(index.row())]];
  const bool failed = !line.problem.isEmpty() || line.verb == QLatin1String("error");
  switch (role) {
  case Seq: return line.seq;
  case TimeText: return models::shown(line.time).toString(QStringLiteral("MM-dd HH:mm:ss"));
  case ExactText: return models::exactText(line.time);
  case Who: return line.actor;
  case What: return verbText(line.verb);
  case Subject: return subjectText(line.subject);
  case Detail: return line.detail;
  case Problem: return line.problem;
  case Refused: return !line.problem.isEmpty();
  case Tone: return failed ? QStringLiteral("bad") : line.verb == QLatin1String("warning") ? QStringLiteral("warn")
                    : isEvent(line.verb) ? QStringLiteral("info") : QStringLiteral("ok");
  case Action: return subjectKey(line.subject);
  case Spoken: return spoken(line);
  default: return {};
  }
}

QHash<int, QByteArray> ActivityRows::roleNames() const {
  return {{Seq, "seq"}, {TimeText, "timeText"}, {ExactText, "exactText"}, {Who, "who"}, {What, "what"}, {Subject, "subject"},
          {Detail, "detail"}, {Problem, "problem"}, {Refused, "refused"}, {Tone, "tone"}, {Action, "actionKey"}, {Spoken, "spoken"}};
}

QString ActivityRows::text(int row, const QString& role) const {
  return data(index(row), roleNames().key(role.toUtf8())).toString();
}

} // namespace meridian::console
