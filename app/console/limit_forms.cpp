// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/limit_forms.h"

#include "engine/fleet_text.h"
#include "models/text.h"

#include <QCoreApplication>

namespace meridian::console {

using models::fromStd;

namespace {

struct Forms {
  Q_DECLARE_TR_FUNCTIONS(Forms)
};

QString text(const QVariantMap& form, const char* field) {
  return form.value(QString::fromLatin1(field)).toString().trimmed();
}

/// `problem` gets the parser's words.
base::RateLimit rateOf(const QString& text, QString& problem) {
  const auto limit = base::parseRateLimit(text.toStdString());
  if (limit) return *limit;
  problem = fromStd(limit.error().message);
  return {};
}

base::BandwidthWindow windowOf(const QVariantMap& form, QString& problem) {
  base::BandwidthWindow window;
  window.days = static_cast<std::uint8_t>(form.value(QStringLiteral("days"), int{base::BandwidthWindow::kEveryDay}).toInt());
  window.zone = text(form, "zone").toStdString();
  for (const auto& [field, time] : {std::pair{"from", &window.from}, std::pair{"to", &window.to}}) {
    const auto typed = text(form, field);
    if (const auto parsed = engine::parseDayTime(typed.toStdString()))
      *time = *parsed;
    else
      problem = Forms::tr("\"%1\" is no time; write 08:00").arg(typed);
  }
  window.limit = rateOf(text(form, "limit"), problem);
  return window;
}

} // namespace

base::RequestLimits requestLimitsOf(const QVariantMap& form, QVariantMap& problems) {
  base::RequestLimits limits;
  bool number = true;
  if (const auto typed = text(form, "requestsPerSecond"); !typed.isEmpty()) {
    limits.per_second = typed.toDouble(&number);
    if (!number) problems.insert(QStringLiteral("requestsPerSecond"), Forms::tr("\"%1\" is no number").arg(typed));
  }
  if (const auto typed = text(form, "requestsAtOnce"); !typed.isEmpty()) {
    limits.at_once = typed.toUInt(&number);
    if (!number) problems.insert(QStringLiteral("requestsAtOnce"), Forms::tr("\"%1\" is no whole number").arg(typed));
  }
  return limits;
}

base::Bandwidth bandwidthOf(const QVariantMap& form, QVariantMap& problems) {
  base::Bandwidth bandwidth;
  QString problem;
  if (const auto typed = text(form, "bandwidth"); !typed.isEmpty()) bandwidth.limit = rateOf(typed, problem);
  if (!problem.isEmpty()) problems.insert(QStringLiteral("bandwidth"), problem);
  const auto windows = form.value(QStringLiteral("windows")).toList();
  for (int i = 0; i < windows.size(); ++i) {
    problem.clear();
    bandwidth.windows.push_back(windowOf(windows[i].toMap(), problem));
    if (!problem.isEmpty()) problems.insert(QStringLiteral("windows[%1]").arg(i), problem);
  }
  return bandwidth;
}

void put(QVariantMap& form, const base::RequestLimits& limits) {
  form[QStringLiteral("requestsPerSecond")] = limits.per_second ? QString::number(*limits.per_second) : QString();
  form[QStringLiteral("requestsAtOnce")] = limits.at_once ? QString::number(*limits.at_once) : QString();
}

void put(QVariantMap& form, const base::Bandwidth& bandwidth) {
  form[QStringLiteral("bandwidth")] = bandwidth.limit ? fromStd(base::formatRateLimit(bandwidth.limit)) : QString();
  QVariantList windows;
  for (const auto& window : bandwidth.windows) {
    windows.append(QVariantMap{{QStringLiteral("days"), int{window.days}},
                               {QStringLiteral("from"), fromStd(engine::formatDayTime(window.from))},
                               {QStringLiteral("to"), fromStd(engine::formatDayTime(window.to))},
                               {QStringLiteral("zone"), fromStd(window.zone)},
                               {QStringLiteral("limit"), fromStd(base::formatRateLimit(window.limit))}});
  }
  form[QStringLiteral("windows")] = windows;
}

} // namespace meridian::console
