// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"
#include "console/bridge.h"
#include "console/settings/settings.h"
#include "engine/backup.h"
#include "models/text.h"

#include <QCoreApplication>
#include <QUrl>

namespace meridian::console {

namespace {

QString detailOf(const engine::Backup& backup) {
  auto text = models::fromStd(backup.file.string()) + QStringLiteral(", ") + models::bytesText(backup.size);
  QStringList names;
  for (const auto& name : backup.credentials) names << models::fromStd(name);
  if (!names.isEmpty())
    text += QStringLiteral("\n") + Settings::tr("Credentials are not in it; after a restore they have to be set again: %1").arg(names.join(QStringLiteral(", ")));
  return text;
}

} // namespace

/// Copies and reads the state again: on the thread that counts, so that one waits for the other.
void Settings::backUp(const QUrl& file) {
  engine::Places places{m_bridge.fleetFile().toStdString(), stateFolder().toStdString()};
  if (m_bridge.offline() || places.fleet_file.empty() || places.state_dir.empty()) return;
  const auto name = file.isLocalFile() ? file.toLocalFile() : file.toString();
  m_counter.start([this, places = std::move(places), name, version = QCoreApplication::applicationVersion().toStdString()] {
    const auto made = engine::backUp(places, name.toStdString(), version, base::SystemClock().now(), {});
    const auto text = made ? tr("The backup was made") : tr("The backup was not made");
    const auto detail = made ? detailOf(*made) : models::fromStd(made.error().text());
    const auto tone = made ? QStringLiteral("ok") : QStringLiteral("bad");
    QMetaObject::invokeMethod(this, [this, text, tone, detail] { emit m_bridge.toast(text, tone, detail); });
  });
}

} // namespace meridian::console
