// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/settings/kept.h"

#include <QHash>
#include <QSettings>

namespace meridian::console::kept {

namespace {

bool g_settings = false;

QHash<QString, QVariant>& memory() {
  static QHash<QString, QVariant> values;
  return values;
}

} // namespace

void useSettings(bool use) {
  g_settings = use;
  memory().clear();
}

QVariant value(const QString& key, const QVariant& otherwise) {
  return g_settings ? QSettings().value(key, otherwise) : memory().value(key, otherwise);
}

void put(const QString& key, const QVariant& value) {
  if (g_settings)
    QSettings().setValue(key, value);
  else
    memory().insert(key, value);
}

} // namespace meridian::console::kept
