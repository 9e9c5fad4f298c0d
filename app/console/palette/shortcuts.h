// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace meridian::console {

/// A combination of keys that works on every page, and what it does.
struct ShortcutKeys {
  QString keys;  ///< as QKeySequence reads it
  QString key;   ///< the deed, as an entry's key; empty: a hint only, the page itself handles it
  QString text;  ///< in words
  QString group; ///< what it belongs to, in words
};

/// All of them: the sheet that shows them, the palette's hints and the window's shortcuts are made from this list.
[[nodiscard]] QList<ShortcutKeys> shortcutKeys();
/// The keys of a deed; empty where it has none.
[[nodiscard]] QString keysOf(const QString& key);

/// A page that stands in the rail, by its own key.
struct RailPage {
  const char* key;
  const char* icon;
};
[[nodiscard]] const QList<RailPage>& railPages();
/// "Overview" ...; empty for what is no page.
[[nodiscard]] QString pageTitle(const QString& page);

} // namespace meridian::console
