// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/job_list.h"

#include "models/text.h"

#include <algorithm>
#include <set>

namespace meridian::models {

using engine::JobStatus;
using ports::JobState;

namespace {

base::Seconds lengthOf(const ports::JobRecord& job, base::Timestamp now) {
  if (job.started == base::Timestamp{}) return base::Seconds{0};
  return base::Seconds((job.finished == base::Timestamp{} ? now : job.finished) - job.started);
}

/// What runs comes first, then what waits, then what has ended.
int rankOf(JobState state) { return state == JobState::Running ? 0 : state == JobState::Queued ? 1 : 2; }

bool contains(std::string_view in, const QString& text) { return fromStd(in).contains(text, Qt::CaseInsensitive); }

} // namespace

JobList::JobList(QObject* parent) : QAbstractListModel(parent) {}

void JobList::remember(const std::vector<ports::JobRecord>& records) {
  for (const auto& record : records) {
    const auto id = fromStd(record.id);
    if (m_at.contains(id)) continue;
    m_at.insert(id, static_cast<int>(m_jobs.size()));
    JobStatus job;
    job.record = record;
    job.phase = engine::JobPhase::Done;
    m_jobs.push_back(std::move(job));
  }
  rebuild();
}

void JobList::show(std::shared_ptr<const engine::Snapshot> snapshot, base::Timestamp now) {
  if (!snapshot) return;
  // Other names, another day: what was said of all jobs may be said otherwise now.
  const bool anew = !m_snapshot || m_snapshot->fleet != snapshot->fleet ||
                    clockText(m_now, now) != clockText(m_now, m_now);
  m_snapshot = std::move(snapshot);
  m_now = now;
  const int before = count(), known = total();
  for (const auto& job : m_snapshot->jobs) {
    const auto id = fromStd(job.record.id);
    const auto at = m_at.constFind(id);
    if (at == m_at.cend()) {
      m_at.insert(id, static_cast<int>(m_jobs.size()));
      m_jobs.push_back(job);
      place(total() - 1);
      continue;
    }
    auto& mine = m_jobs[static_cast<std::size_t>(*at)];
    const bool same = !isOpen(job.record.state) && mine.record.state == job.record.state && mine.targets == job.targets;
    if (same) continue;
    mine = job;
    place(*at);
  }
  if (anew) retranslate();
  if (count() != before || total() != known) emit changed();
}

void JobList::retranslate() {
  if (count() > 0) emit dataChanged(index(0), index(count() - 1));
}

/// A few jobs change with a tick: each is taken out, put in or moved, the rest stays where it is.
void JobList::place(int job) {
  const auto at = std::ranges::find(m_shown, job);
  const int row = at == m_shown.end() ? -1 : static_cast<int>(at - m_shown.begin());
  const bool wanted = fits(m_jobs[static_cast<std::size_t>(job)]);
  const auto less = [this](int left, int right) { return sooner(left, right); };
  if (row >= 0 && wanted) {
    const bool inOrder = (row == 0 || !sooner(job, m_shown[static_cast<std::size_t>(row - 1)])) &&
                         (row + 1 == count() || !sooner(m_shown[static_cast<std::size_t>(row + 1)], job));
    if (inOrder) return emit dataChanged(index(row), index(row));
  }
  if (row >= 0) {
    beginRemoveRows({}, row, row);
    m_shown.erase(at);
    endRemoveRows();
  }
  if (!wanted) return;
  const auto to = std::ranges::lower_bound(m_shown, job, less);
  const int place = static_cast<int>(to - m_shown.begin());
  beginInsertRows({}, place, place);
  m_shown.insert(to, job);
  endInsertRows();
}

void JobList::rebuild() {
  beginResetModel();
  m_shown.clear();
  for (int i = 0; i < total(); ++i)
    if (fits(m_jobs[static_cast<std::size_t>(i)])) m_shown.push_back(i);
  std::ranges::sort(m_shown, [this](int left, int right) { return sooner(left, right); });
  endResetModel();
  emit changed();
}

bool JobList::fits(const JobStatus& job) const {
  const auto& record = job.record;
  if (m_status == QLatin1String("open") && !isOpen(record.state)) return false;
  if (m_status == QLatin1String("bad") && record.state != JobState::Failed && record.state != JobState::Partial) return false;
  if (!m_status.isEmpty() && m_status != QLatin1String("open") && m_status != QLatin1String("bad") && jobKey(record.state) != m_status)
    return false;
  if (!m_rule.isEmpty() && fromStd(record.rule) != m_rule) return false;
  if (!m_kind.isEmpty() && fromStd(record.kind) != m_kind) return false;
  if (m_hours > 0 && record.created < m_now - std::chrono::hours(m_hours)) return false;
  return m_text.isEmpty() || contains(record.id, m_text) || contains(record.rule, m_text) || contains(record.error, m_text) ||
         std::ranges::any_of(job.targets, [&](const auto& target) { return contains(target, m_text); });
}

bool JobList::sooner(int left, int right) const {
  const auto& a = m_jobs[static_cast<std::size_t>(left)].record;
  const auto& b = m_jobs[static_cast<std::size_t>(right)].record;
  const auto newer = [&] { return a.created != b.created ? a.created > b.created : a.id > b.id; };
  if (m_order == QLatin1String("oldest")) return a.created != b.created ? a.created < b.created : a.id < b.id;
  if (m_order == QLatin1String("longest"))
    if (const auto x = lengthOf(a, m_now), y = lengthOf(b, m_now); x != y) return x > y;
  if (m_order == QLatin1String("largest") && a.written.value != b.written.value) return a.written.value > b.written.value;
  if (m_order == QLatin1String("rule") && a.rule != b.rule) return a.rule < b.rule;
  if (m_order != QLatin1String("newest")) return newer();
  if (const int x = rankOf(a.state), y = rankOf(b.state); x != y) return x < y;
  // A queue goes by who came first.
  if (a.state == JobState::Queued && a.created != b.created) return a.created < b.created;
  return newer();
}

template <class T>
void JobList::choose(T& what, const T& value) {
  if (what == value) return;
  what = value;
  rebuild();
}

void JobList::setText(const QString& text) { choose(m_text, text.trimmed()); }
void JobList::setStatus(const QString& status) { choose(m_status, status); }
void JobList::setRule(const QString& rule) { choose(m_rule, rule); }
void JobList::setKind(const QString& kind) { choose(m_kind, kind); }
void JobList::setHours(int hours) { choose(m_hours, hours); }
void JobList::setOrder(const QString& order) { choose(m_order, order); }

bool JobList::filtered() const {
  return !m_text.isEmpty() || !m_status.isEmpty() || !m_rule.isEmpty() || !m_kind.isEmpty() || m_hours > 0;
}

void JobList::clearFilter() {
  m_text.clear();
  m_status.clear();
  m_rule.clear();
  m_kind.clear();
  m_hours = 0;
  rebuild();
}

JobPicture JobList::picture(const JobStatus& job) const {
  static const engine::Fleet kNone;
  static const std::vector<engine::RegionStatus> kNowhere;
  return {job, m_snapshot && m_snapshot->fleet ? *m_snapshot->fleet : kNone, m_now, m_snapshot ? m_snapshot->regions : kNowhere};
}

int JobList::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : count(); }

QVariant JobList::data(const QModelIndex& at, int role) const {
  const auto columns = jobColumns();
  const int cell = role - Qt::UserRole;
  if (!checkIndex(at, CheckIndexOption::IndexIsValid) || cell < 0 || cell >= static_cast<int>(columns.size())) return {};
  const auto& job = m_jobs[static_cast<std::size_t>(m_shown[static_cast<std::size_t>(at.row())])];
  return columns[static_cast<std::size_t>(cell)].value(picture(job));
}

QHash<int, QByteArray> JobList::roleNames() const {
  QHash<int, QByteArray> names;
  for (const auto& column : jobColumns()) names.insert(Qt::UserRole + static_cast<int>(names.size()), column.role);
  return names;
}

QVariantMap JobList::map(const JobStatus& job) const {
  QVariantMap map;
  for (const auto& column : jobColumns()) map.insert(QString::fromLatin1(column.role), column.value(picture(job)));
  return map;
}

QVariantMap JobList::get(int row) const {
  return row < 0 || row >= count() ? QVariantMap() : map(m_jobs[static_cast<std::size_t>(m_shown[static_cast<std::size_t>(row)])]);
}

int JobList::find(const QString& id) const {
  const auto at = m_at.constFind(id);
  if (at == m_at.cend()) return -1;
  const auto row = std::ranges::find(m_shown, *at);
  return row == m_shown.end() ? -1 : static_cast<int>(row - m_shown.begin());
}

QVariantMap JobList::of(const QString& id) const {
  const auto* found = job(id);
  return found ? map(*found) : QVariantMap();
}

const JobStatus* JobList::job(const QString& id) const {
  const auto at = m_at.constFind(id);
  return at == m_at.cend() ? nullptr : &m_jobs[static_cast<std::size_t>(*at)];
}

const JobStatus* JobList::before(const JobStatus& job) const {
  const JobStatus* newest = nullptr;
  for (const auto& other : m_jobs) {
    const auto& record = other.record;
    if (record.rule != job.record.rule || record.kind != job.record.kind || record.created >= job.record.created) continue;
    if (isOpen(record.state) || record.state == JobState::Cancelled || record.state == JobState::Interrupted) continue;
    if (!newest || record.created > newest->record.created) newest = &other;
  }
  return newest;
}

QStringList JobList::rules() const {
  std::set<std::string_view> names;
  for (const auto& job : m_jobs) names.insert(job.record.rule);
  QStringList list;
  for (const auto name : names) list.append(fromStd(name));
  return list;
}

QStringList JobList::kinds() const {
  std::set<std::string_view> names;
  for (const auto& job : m_jobs) names.insert(job.record.kind);
  QStringList list;
  for (const auto name : names) list.append(fromStd(name));
  return list;
}

} // namespace meridian::models
