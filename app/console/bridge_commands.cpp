// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/bridge.h"

#include "console/forms.h"
#include "models/rule_rows.h"
#include "models/text.h"

#include <QClipboard>
#include <QGuiApplication>

namespace meridian::console {

using models::errorText;
using models::fromStd;

QString Bridge::syncNow(const QString& rule) {
  engine::JobRequest request;
  request.rule = rule.toStdString();
  const auto job = start(request);
  if (!job.isEmpty()) say(Tone::Info, tr("Sync of %1 has started").arg(rule));
  return job;
}

void Bridge::syncAll() {
  int started = 0;
  const auto rules = fleet().rules;
  for (const auto& rule : rules) {
    engine::JobRequest request;
    request.rule = rule.id;
    if (!start(request).isEmpty()) ++started;
  }
  if (rules.empty())
    say(Tone::Info, tr("There is no rule yet"), tr("A rule says what goes where; make one on the page Rules."));
  else if (started > 0)
    say(Tone::Info, started == 1 ? tr("1 sync has started") : tr("%1 syncs have started").arg(started));
}

void Bridge::cancelJob(const QString& job) {
  if (const auto done = m_link.cancel(job.toStdString()); !done)
    say(Tone::Bad, tr("The job was not cancelled"), errorText(done.error()));
}

void Bridge::requestPlan(const QString& rule) {
  m_link.drop(m_plan_question);
  engine::JobRequest request;
  request.rule = rule.toStdString();
  m_plan.begin(rule, models::cliText(QStringLiteral("plan"), request.rule, m_about.fleet_option));
  m_plan_question = m_link.plan(request, [this](base::Result<plan::Plan> plan) {
    m_plan_question = 0;
    if (!plan) say(Tone::Bad, tr("No plan for %1").arg(m_plan.ruleId()), errorText(plan.error()));
    m_plan.finish(std::move(plan), m_link.snapshot()->fleet);
    emit planReady();
  });
}

void Bridge::syncPlanned() {
  const auto rule = m_plan.ruleId();
  if (rule.isEmpty()) return;
  syncNow(rule);
  m_plan.clear();
}

void Bridge::testRegion(const QVariantMap& form) {
  m_link.drop(m_check_question);
  m_check.begin();
  m_check_question =
      m_link.check(regionOf(form), credentialOf(form), [this](engine::RegionCheck check) {
        m_check_question = 0;
        m_check.finish(std::move(check));
      });
}

void Bridge::cancelTest() {
  m_link.drop(m_check_question);
  m_check_question = 0;
  m_check.clear();
}

QString Bridge::apply(const engine::Fleet& next) {
  if (const auto problems = problemText(next); !problems.isEmpty()) return problems;
  if (const auto done = m_link.replaceFleet(next); !done) return errorText(done.error());
  return {};
}

QString Bridge::saveRegion(const QVariantMap& form, const QString& oldId) {
  const auto problems = validateRegion(form, oldId);
  if (!problems.isEmpty()) return problems.first().toString();
  auto region = regionOf(form);
  const auto typed = credentialOf(form);
  if (typed && region.credential.empty()) region.credential = region.id;
  const auto next = withRegion(fleet(), region, oldId.toStdString());
  if (!typed) return apply(next);
  if (const auto wrong = problemText(next); !wrong.isEmpty()) return wrong;
  // The secret first: the region's client looks for it as soon as the fleet is applied.
  m_link.storeCredential(region.credential, *typed, [this, next](base::Result<void> stored) {
    if (!stored) say(Tone::Bad, tr("The credential was not stored"), errorText(stored.error()));
    if (const auto wrong = apply(next); !wrong.isEmpty()) say(Tone::Bad, tr("The region was not saved"), wrong);
  });
  return {};
}

QString Bridge::takeOut(const engine::Fleet& next, const QString& text) {
  const auto before = fleet();
  auto wrong = apply(next);
  if (wrong.isEmpty()) emit removed(text, before, next);
  return wrong;
}

QString Bridge::removeRegion(const QString& id) {
  const auto* region = fleet().region(id.toStdString());
  const auto name = region && !region->name.empty() ? fromStd(region->name) : id;
  return takeOut(withoutRegion(fleet(), id.toStdString()), tr("%1 was removed").arg(name));
}

QStringList Bridge::rulesUsing(const QString& region) const {
  return console::rulesUsing(fleet(), region.toStdString());
}

QVariantMap Bridge::regionMap(const QString& id) const {
  const auto* region = fleet().region(id.toStdString());
  return region ? mapOf(*region) : QVariantMap();
}

QVariantMap Bridge::validateRegion(const QVariantMap& form) const {
  return regionProblems(fleet(), form, std::nullopt);
}

QVariantMap Bridge::validateRegion(const QVariantMap& form, const QString& oldId) const {
  return regionProblems(fleet(), form, oldId.toStdString());
}

void Bridge::copy(const QString& text) {
  QGuiApplication::clipboard()->setText(text);
  say(Tone::Ok, tr("Copied"));
}

} // namespace meridian::console
