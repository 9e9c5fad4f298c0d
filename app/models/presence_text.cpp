// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/presence_text.h"

#include "models/text.h"

#include <QCoreApplication>

namespace meridian::models {

namespace {
struct Presences {
  Q_DECLARE_TR_FUNCTIONS(Presences)
};
} // namespace

QVariantList engineAlerts(const engine::Presence& presence) {
  if (presence.live) return {};
  const auto who = presence.program.empty() ? Presences::tr("The engine") : Presences::tr("%1 (process %2)").arg(fromStd(presence.program)).arg(presence.process);
  return {QVariantMap{{QStringLiteral("kind"), QStringLiteral("engine")},
                      {QStringLiteral("tone"), QStringLiteral("bad")},
                      {QStringLiteral("text"), Presences::tr("%1 does not answer. The last picture stays, and this window tries again by itself.").arg(who)},
                      {QStringLiteral("detail"), fromStd(presence.problem)},
                      {QStringLiteral("ruleId"), QString()},
                      {QStringLiteral("jobId"), QString()}}};
}

} // namespace meridian::models
