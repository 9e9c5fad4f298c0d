// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/showing.h"

#include "models/text.h"

#include <QCoreApplication>
#include <QLocale>
#include <QReadWriteLock>

#include <atomic>

namespace meridian::models {

namespace {

struct Showing {
  Q_DECLARE_TR_FUNCTIONS(Text)
};

struct Zone {
  QReadWriteLock lock;
  QTimeZone zone;
};
Zone& zoneHere() {
  static Zone zone;
  return zone;
}
std::atomic<bool> g_bits = false;

} // namespace

void setDisplayZone(const QTimeZone& zone) {
  auto& here = zoneHere();
  const QWriteLocker locked(&here.lock);
  here.zone = zone;
}

QTimeZone displayZone() {
  auto& here = zoneHere();
  const QReadLocker locked(&here.lock);
  return here.zone;
}

std::optional<QTimeZone> parseZone(const QString& name) {
  if (name.isEmpty()) return QTimeZone();
  const auto id = name.toUtf8();
  if (name == QLatin1String("UTC")) return QTimeZone::utc();
  if (!QTimeZone::isTimeZoneIdAvailable(id)) return std::nullopt;
  const QTimeZone zone(id);
  return zone.isValid() ? std::optional(zone) : std::nullopt;
}

QDateTime shown(base::Timestamp then) {
  const auto time = QDateTime::fromMSecsSinceEpoch(then.time_since_epoch().count());
  const auto zone = displayZone();
  return zone.isValid() ? time.toTimeZone(zone) : time.toLocalTime();
}

QString exactText(base::Timestamp then) {
  if (then == base::Timestamp{}) return {};
  const auto at = shown(then);
  const int minutes = at.offsetFromUtc() / 60;
  auto offset = QStringLiteral("UTC");
  if (minutes != 0) offset += (minutes > 0 ? u'+' : u'-') + QString::number(std::abs(minutes) / 60);
  if (minutes % 60 != 0) offset += QStringLiteral(":%1").arg(std::abs(minutes) % 60, 2, 10, QLatin1Char('0'));
  //: Format of a whole day, as QLocale::toString(QDate) takes it
  const auto day = QLocale().toString(at.date(), Showing::tr("d MMM yyyy"));
  return day + u' ' + at.toString(QStringLiteral("HH:mm:ss.zzz")) + u' ' + offset;
}

void setRatesInBits(bool bits) { g_bits = bits; }
bool ratesInBits() { return g_bits; }

} // namespace meridian::models
