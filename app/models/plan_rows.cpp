// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/plan_rows.h"

#include "models/region_rows.h"
#include "models/text.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace meridian::models {

namespace {

struct Plan {
  Q_DECLARE_TR_FUNCTIONS(Plan)
};

struct In {
  const plan::TargetPlan& target;
  const engine::Fleet& fleet;
  std::uint64_t largest;
  std::size_t unreadable;
};

QString tags(std::size_t count) {
  return count == 1 ? Plan::tr("1 tag") : Plan::tr("%1 tags").arg(numberText(count));
}

QString warning(const In& in) {
  if (!in.target.reachable) return errorText(in.target.error);
  QStringList parts;
  if (in.target.tags_replaced > 0)
    parts.append(Plan::tr("%1 will point to other content than today").arg(tags(in.target.tags_replaced)));
  if (in.unreadable > 0) parts.append(Plan::tr("%1 cannot be read and will be left out").arg(tags(in.unreadable)));
  return parts.join(QStringLiteral("; "));
}

const std::array<Column<In>, 14> kColumns{{
    {"targetId", [](const In& in) -> QVariant { return fromStd(in.target.id); }},
    {"name", [](const In& in) -> QVariant { return regionName(in.fleet, in.target.id); }},
    {"reachable", [](const In& in) -> QVariant { return in.target.reachable; }},
    {"tagsText", [](const In& in) -> QVariant {
       return Plan::tr("%1 to copy, %2 unchanged").arg(tags(in.target.tags_copied), numberText(in.target.tags_unchanged));
     }},
    {"tagsCopied", [](const In& in) -> QVariant { return static_cast<int>(in.target.tags_copied); }},
    {"tagsUnchanged", [](const In& in) -> QVariant { return static_cast<int>(in.target.tags_unchanged); }},
    {"tagsReplaced", [](const In& in) -> QVariant { return static_cast<int>(in.target.tags_replaced); }},
    {"writeText", [](const In& in) -> QVariant { return bytesText(in.target.write); }},
    {"mountedText", [](const In& in) -> QVariant { return bytesText(in.target.mounted); }},
    {"skippedText", [](const In& in) -> QVariant { return bytesText(in.target.skipped); }},
    {"blobsText", [](const In& in) -> QVariant { return numberText(in.target.blobs); }},
    {"requestsText", [](const In& in) -> QVariant { return numberText(in.target.requests); }},
    {"warning", [](const In& in) -> QVariant { return warning(in); }},
    {"share", [](const In& in) -> QVariant {
       return in.largest == 0 ? 0.0 : static_cast<double>(in.target.write.value) / static_cast<double>(in.largest);
     }},
}};

} // namespace

QList<QByteArray> planRoles() { return rolesOf<In>(kColumns); }

QList<Row> planRows(const plan::Plan& plan, const engine::Fleet& fleet) {
  std::uint64_t largest = 0;
  for (const auto& target : plan.targets) largest = std::max(largest, target.write.value);
  QList<Row> rows;
  for (const auto& target : plan.targets) {
    const auto unreadable = static_cast<std::size_t>(std::ranges::count_if(
        plan.unreadable, [&](const auto& entry) { return entry.target.empty() || entry.target == target.id; }));
    rows.append(rowOf<In>(kColumns, fromStd(target.id), In{target, fleet, largest, unreadable}));
  }
  return rows;
}

QString planTags(const plan::Plan& plan) {
  if (plan.empty()) return Plan::tr("Nothing to do: %1 equal everywhere").arg(tags(plan.tags_matched));
  std::size_t replaced = 0;
  for (const auto& target : plan.targets) replaced += target.tags_replaced;
  const auto text = Plan::tr("%1 matched, %2 copies to make").arg(tags(plan.tags_matched), numberText(plan.tags.size()));
  return replaced == 0 ? text : text + Plan::tr(", %1 replace what is there").arg(numberText(replaced));
}

QString planTime(const plan::Plan& plan) {
  return plan.estimate.count() <= 0 ? QString() : Plan::tr("about %1", "time").arg(durationText(plan.estimate));
}

} // namespace meridian::models
