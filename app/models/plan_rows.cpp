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
  const plan::Plan& plan;
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

constexpr int kMostDeletions = 50; // of one target; the rest is counted

/// What else a deletion would touch.
QString harm(const plan::BlastRadius& radius) {
  QStringList parts;
  if (!radius.shared.empty()) parts.append(Plan::tr("shares its manifest with %1").arg(fromStd(radius.shared).join(QStringLiteral(", "))));
  if (!radius.parents.empty()) parts.append(Plan::tr("is part of %1").arg(fromStd(radius.parents).join(QStringLiteral(", "))));
  if (!radius.own_children.empty()) parts.append(Plan::tr("%1 platform images go with it").arg(radius.own_children.size()));
  if (!radius.referrers.empty()) parts.append(Plan::tr("%1 signatures and other referrers lose it").arg(radius.referrers.size()));
  return parts.join(QStringLiteral("; "));
}

QVariantMap deletion(const plan::Deletion& deletion) {
  const bool due = deletion.state == plan::DeleteState::Due, held = deletion.state == plan::DeleteState::HeldBack;
  const auto text = due    ? Plan::tr("is deleted now")
                    : held ? fromStd(deletion.reason)
                           : Plan::tr("not before %1", "day and time").arg(clockText(deletion.until, deletion.missed));
  return {{QStringLiteral("ref"), fromStd(deletion.ref())},
          {QStringLiteral("status"), QLatin1String(due ? "due" : held ? "held" : "waiting")},
          {QStringLiteral("text"), text},
          {QStringLiteral("harm"), harm(deletion.radius)}};
}

QVariantList deletions(const In& in) {
  QVariantList list;
  for (const auto state : {plan::DeleteState::Due, plan::DeleteState::HeldBack, plan::DeleteState::Quarantined})
    for (const auto& entry : in.plan.deletions)
      if (entry.target == in.target.id && entry.state == state && list.size() < kMostDeletions) list.append(deletion(entry));
  return list;
}

QString deletionsText(const In& in) {
  const auto count = [&](plan::DeleteState state) {
    return static_cast<std::size_t>(std::ranges::count_if(in.plan.deletions, [&](const auto& entry) {
      return entry.target == in.target.id && entry.state == state;
    }));
  };
  QStringList parts;
  if (const auto due = count(plan::DeleteState::Due)) parts.append(Plan::tr("%1 deleted").arg(tags(due)));
  if (const auto waiting = count(plan::DeleteState::Quarantined)) parts.append(Plan::tr("%1 in quarantine").arg(tags(waiting)));
  if (const auto held = count(plan::DeleteState::HeldBack)) parts.append(Plan::tr("%1 held back").arg(tags(held)));
  return parts.join(QStringLiteral(", "));
}

const std::array<Column<In>, 16> kColumns{{
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
    {"blobsText", [](const In& in) -> QVariant { return in.target.blobs == 1 ? Plan::tr("1 blob") : Plan::tr("%1 blobs").arg(numberText(in.target.blobs)); }},
    {"requestsText", [](const In& in) -> QVariant {
       return in.target.requests == 1 ? Plan::tr("1 request") : Plan::tr("%1 requests").arg(numberText(in.target.requests));
     }},
    {"warning", [](const In& in) -> QVariant { return warning(in); }},
    {"share", [](const In& in) -> QVariant {
       return in.largest == 0 ? 0.0 : static_cast<double>(in.target.write.value) / static_cast<double>(in.largest);
     }},
    {"deletions", [](const In& in) -> QVariant { return deletions(in); }},
    {"deletionsText", [](const In& in) -> QVariant { return deletionsText(in); }},
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
    rows.append(rowOf<In>(kColumns, fromStd(target.id), In{plan, target, fleet, largest, unreadable}));
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

QString rewriteText(const plan::Rule* rule) {
  if (!rule || rule->platforms.empty()) return {};
  return rule->index == plan::IndexMode::Rewritten
             ? Plan::tr("Indexes are rewritten to the chosen platforms: their digests differ from the source's, and signatures of "
                        "the originals do not match them. Pull by tag, or by the digests of the targets.")
             : Plan::tr("Indexes keep their digests and signatures. Platforms that the rule leaves out cannot be pulled from the targets.");
}

std::size_t dueDeletions(const plan::Plan& plan) {
  return static_cast<std::size_t>(std::ranges::count(plan.deletions, plan::DeleteState::Due, &plan::Deletion::state));
}

QString planTime(const plan::Plan& plan) {
  return plan.estimate.count() <= 0 ? QString() : Plan::tr("about %1", "time").arg(durationText(plan.estimate));
}

} // namespace meridian::models
