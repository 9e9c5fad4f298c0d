// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/plan_tag_rows.h"

#include "models/region_rows.h"
#include "models/text.h"

#include <QCoreApplication>

#include <array>

namespace meridian::models {

namespace {

struct PlanTags {
  Q_DECLARE_TR_FUNCTIONS(PlanTags)
};

struct Step {
  QString ref, target, doing;
  base::ByteCount bytes;
  std::string digest;
  QString detail;
};

QString doingText(const QString& doing) {
  if (doing == QLatin1String("copy")) return PlanTags::tr("is copied");
  if (doing == QLatin1String("replace")) return PlanTags::tr("is replaced");
  if (doing == QLatin1String("delete")) return PlanTags::tr("is deleted");
  if (doing == QLatin1String("waits")) return PlanTags::tr("in quarantine");
  if (doing == QLatin1String("held")) return PlanTags::tr("held back");
  if (doing == QLatin1String("stays")) return PlanTags::tr("stays rolled back");
  return PlanTags::tr("cannot be read");
}

const std::array<Column<Step>, 8> kColumns{{
    {"ref", [](const Step& step) -> QVariant { return step.ref; }},
    {"targetName", [](const Step& step) -> QVariant { return step.target; }},
    {"doing", [](const Step& step) -> QVariant { return step.doing; }},
    {"doingText", [](const Step& step) -> QVariant { return doingText(step.doing); }},
    {"bytesText", [](const Step& step) -> QVariant { return step.bytes.value == 0 ? QString() : bytesText(step.bytes); }},
    {"size", [](const Step& step) -> QVariant { return static_cast<double>(step.bytes.value); }},
    {"digestText", [](const Step& step) -> QVariant { return shortDigest(step.digest); }},
    {"detail", [](const Step& step) -> QVariant { return step.detail; }},
}};

Step stepOf(const plan::Deletion& deletion, const engine::Fleet& fleet) {
  const bool due = deletion.state == plan::DeleteState::Due, held = deletion.state == plan::DeleteState::HeldBack;
  return {fromStd(deletion.ref()),
          regionName(fleet, deletion.target),
          due ? QStringLiteral("delete") : held ? QStringLiteral("held") : QStringLiteral("waits"),
          {},
          deletion.digest ? deletion.digest->text() : std::string(),
          due    ? PlanTags::tr("the source has it no more")
          : held ? fromStd(deletion.reason)
                 : PlanTags::tr("not before %1", "day and time").arg(clockText(deletion.until, deletion.missed))};
}

Step stepOf(const plan::TagStep& tag, const plan::Plan& plan, const engine::Fleet& fleet) {
  const auto digest = tag.manifests.empty() ? tag.source_digest.text() : tag.manifests.back()->digest.text();
  return {fromStd(tag.ref()),
          regionName(fleet, plan.targets[tag.target].id),
          tag.replaces ? QStringLiteral("replace") : QStringLiteral("copy"),
          tag.bytes,
          digest,
          tag.replaces ? PlanTags::tr("was %1", "digest").arg(shortDigest(tag.replaces->text())) : QString()};
}

} // namespace

QList<QByteArray> planTagRoles() { return rolesOf<Step>(kColumns); }

std::size_t planTagCount(const plan::Plan& plan) {
  return plan.deletions.size() + plan.tags.size() + plan.held.size() + plan.unreadable.size();
}

QList<Row> planTagRows(const plan::Plan& plan, const engine::Fleet& fleet, qsizetype most) {
  QList<Row> rows;
  const auto add = [&](const Step& step) {
    if (rows.size() < most) rows.append(rowOf<Step>(kColumns, QString::number(rows.size()), step));
  };
  // What takes something away first.
  for (const auto& deletion : plan.deletions) add(stepOf(deletion, fleet));
  for (const bool replaces : {true, false})
    for (const auto& tag : plan.tags)
      if (tag.replaces.has_value() == replaces && rows.size() < most) add(stepOf(tag, plan, fleet));
  for (const auto& ref : plan.held)
    add({fromStd(ref), {}, QStringLiteral("stays"), {}, {}, PlanTags::tr("until the source has something newer, or somebody syncs by hand")});
  for (const auto& entry : plan.unreadable)
    add({fromStd(entry.ref), entry.target.empty() ? regionName(fleet, plan.source) : regionName(fleet, entry.target),
         QStringLiteral("unreadable"), {}, {}, errorText(entry.error)});
  return rows;
}

} // namespace meridian::models
