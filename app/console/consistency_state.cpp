// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/consistency_state.h"

#include "models/audit_rows.h"
#include "models/job_rows.h"
#include "models/region_rows.h"
#include "models/text.h"

#include <QSaveFile>

#include <algorithm>
#include <set>

namespace meridian::console {

using models::fromStd;

ConsistencyState::ConsistencyState(FleetLink& link, QObject* parent)
    : QObject(parent), m_link(link), m_audits(models::auditRoles()), m_findings(models::findingRoles()), m_deleted(models::deletedRoles()),
      m_drifts(m_findings, {"ref", "regionName", "detail"}), m_gone(m_deleted, {"ref", "regionName"}) {}

ConsistencyState::~ConsistencyState() {
  drop();
  m_link.drop(m_report_question);
}

namespace {

/// The matrix of a rule's regions, its source first: what others have is no drift of this rule.
engine::TagMatrix within(engine::TagMatrix matrix, const plan::Rule& rule) {
  std::vector<std::size_t> kept;
  for (const bool source : {true, false})
    for (std::size_t i = 0; i < matrix.regions.size(); ++i) {
      const auto& id = matrix.regions[i];
      if (source ? id == rule.source : id != rule.source && std::ranges::find(rule.targets, id) != rule.targets.end()) kept.push_back(i);
    }
  engine::TagMatrix out;
  out.repository = std::move(matrix.repository);
  for (const auto i : kept) out.regions.push_back(matrix.regions[i]);
  // A region with a problem that has no tag at all has not been read; one that has some may lack others.
  std::vector<bool> read(matrix.regions.size(), true);
  for (const auto& [region, error] : matrix.problems)
    for (std::size_t i = 0; i < matrix.regions.size(); ++i)
      if (matrix.regions[i] == region)
        read[i] = std::ranges::any_of(matrix.rows, [i](const auto& row) { return row.digests[i].has_value(); });
  for (auto& row : matrix.rows) {
    engine::TagMatrix::Row mine{row.tag, {}, false};
    std::set<std::string> different;
    for (const auto i : kept) {
      mine.digests.push_back(row.digests[i]);
      mine.unread.push_back(row.isUnread(i));
      if (read[i] && !row.isUnread(i)) different.insert(row.digests[i] ? row.digests[i]->text() : std::string());
    }
    mine.drift = different.size() > 1;
    const auto any = [](const auto& digests) { return std::ranges::any_of(digests, [](const auto& digest) { return digest.has_value(); }); };
    if (any(mine.digests) || !any(row.digests)) out.rows.push_back(std::move(mine));
  }
  for (auto& problem : matrix.problems)
    if (std::ranges::find(out.regions, problem.first) != out.regions.end()) out.problems.push_back(std::move(problem));
  return out;
}

} // namespace

void ConsistencyState::drop() {
  m_link.drop(m_list_question);
  m_link.drop(m_tags_question);
  m_link.drop(m_deleted_question);
  m_list_question = m_tags_question = m_deleted_question = 0;
}

const engine::Fleet& ConsistencyState::fleet() const {
  static const engine::Fleet kNone;
  const auto snapshot = m_link.snapshot();
  return snapshot && snapshot->fleet ? *snapshot->fleet : kNone;
}

void ConsistencyState::show(base::Timestamp now) {
  const auto snapshot = m_link.snapshot();
  m_audits.assign(models::auditRows(*snapshot, now));
  if (fleet().rule(m_rule.toStdString()) == nullptr)
    setRuleId(fleet().rules.empty() ? QString() : fromStd(fleet().rules.front().id));
  showAudit();
  const auto* audit = models::auditOf(*snapshot, m_rule.toStdString());
  // A repair or an audit has ended: what the regions have may be another by now.
  const auto job = audit ? fromStd(audit->job) : QString();
  if (job != m_seen_job && !m_seen_job.isEmpty()) askForTags();
  m_seen_job = job;
  const auto ended = static_cast<std::size_t>(std::ranges::count_if(snapshot->jobs, [&](const auto& entry) {
    return fromStd(entry.record.rule) == m_rule && !models::isOpen(entry.record.state);
  }));
  if (ended == m_ended) return;
  m_ended = ended;
  askForDeleted();
}

void ConsistencyState::showAudit() {
  const auto* audit = models::auditOf(*m_link.snapshot(), m_rule.toStdString());
  m_findings.assign(audit ? models::findingRows(*audit, fleet()) : QList<models::Row>());
  auto row = m_audits.get(m_audits.find(m_rule));
  if (row == m_audit) return;
  m_audit = std::move(row);
  emit auditChanged();
}

void ConsistencyState::setWatched(bool watched) {
  if (watched == m_watched) return;
  m_watched = watched;
  if (!watched) return drop();
  askForDeleted();
  if (m_repositories.isEmpty())
    askForRepositories();
  else
    askForTags();
}

void ConsistencyState::setRuleId(const QString& rule) {
  if (rule == m_rule) return;
  drop();
  m_rule = rule;
  m_seen_job.clear();
  m_repository.clear();
  m_repositories.clear();
  m_problems.clear();
  m_error.reset();
  m_tags.clear();
  m_deleted.assign({});
  showAudit();
  askForDeleted();
  askForRepositories();
  emit changed();
}

void ConsistencyState::askForDeleted() {
  if (!m_watched || m_rule.isEmpty()) return;
  m_link.drop(m_deleted_question);
  m_deleted_question = m_link.deleted(m_rule.toStdString(), [this](base::Result<std::vector<engine::DeletedTag>> tags) {
    m_deleted_question = 0;
    if (tags) m_deleted.assign(models::deletedRows(*tags, fleet(), m_link.snapshot()->time));
  });
}

void ConsistencyState::askForRepositories() {
  const auto* rule = fleet().rule(m_rule.toStdString());
  if (!m_watched || !rule) return;
  m_link.drop(m_list_question);
  m_list_question = m_link.matches(*rule, [this](base::Result<engine::RuleMatches> matches) {
    m_list_question = 0;
    m_error.reset();
    if (!matches) m_error = matches.error();
    if (matches)
      for (const auto& repository : matches->repositories) m_repositories.append(fromStd(repository.name));
    chooseRepository();
    emit changed();
  });
  emit changed();
}

/// The first that drifts says more than the first of the alphabet.
void ConsistencyState::chooseRepository() {
  if (m_repositories.isEmpty()) return;
  auto choice = m_repositories.first();
  const auto ref = m_findings.value(0, "ref").toString();
  if (const auto name = ref.left(ref.lastIndexOf(u':')); m_repositories.contains(name)) choice = name;
  setRepository(choice);
}

void ConsistencyState::setRepository(const QString& repository) {
  if (repository == m_repository) return;
  m_repository = repository;
  m_tags.clear();
  m_problems.clear();
  askForTags();
  emit changed();
}

void ConsistencyState::refresh() {
  if (m_repositories.isEmpty())
    askForRepositories();
  else
    askForTags();
}

void ConsistencyState::askForTags() {
  if (!m_watched || m_repository.isEmpty()) return;
  m_link.drop(m_tags_question);
  m_tags_question = m_link.tags(m_repository.toStdString(), [this](base::Result<engine::TagMatrix> matrix) {
    m_tags_question = 0;
    m_error.reset();
    m_regions.clear();
    const auto* rule = fleet().rule(m_rule.toStdString());
    if (matrix) {
      if (rule) matrix = within(std::move(*matrix), *rule);
      for (const auto& region : matrix->regions) m_regions.append(models::regionName(fleet(), region));
      m_problems = matrix->problems;
      m_tags.assign(std::move(*matrix), m_regions, rule && !rule->platforms.empty() && rule->index == plan::IndexMode::Rewritten);
    } else {
      m_error = matrix.error();
      m_tags.clear();
    }
    emit changed();
  });
  emit changed();
}

void ConsistencyState::saveReport(const QUrl& file) {
  const auto path = file.toLocalFile();
  const bool json = path.endsWith(QLatin1String(".json"), Qt::CaseInsensitive);
  m_link.drop(m_report_question);
  m_report_question = m_link.auditReport(m_rule.toStdString(), json ? engine::ReportFormat::Json : engine::ReportFormat::Html,
                                         [this, path](base::Result<std::string> report) {
    m_report_question = 0;
    if (!report) {
      emit reportRefused(models::errorText(report.error()));
      return;
    }
    QSaveFile out(path);
    const auto bytes = static_cast<qint64>(report->size());
    if (out.open(QIODevice::WriteOnly) && out.write(report->data(), bytes) == bytes && out.commit())
      emit reportSaved(path);
    else
      emit reportRefused(out.errorString());
  });
}

QString ConsistencyState::error() const { return m_error ? models::errorText(*m_error) : QString(); }

QStringList ConsistencyState::problems() const {
  QStringList lines;
  for (const auto& [region, error] : m_problems) {
    const auto line = tr("%1: %2", "region, its error").arg(models::regionName(fleet(), region), models::errorText(error));
    if (!lines.contains(line)) lines.append(line);
  }
  return lines.mid(0, 3);
}

} // namespace meridian::console
