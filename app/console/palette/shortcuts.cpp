// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/palette/shortcuts.h"

#include <QCoreApplication>
#include <QHash>

namespace meridian::console {

namespace {

struct Shortcuts {
  Q_DECLARE_TR_FUNCTIONS(Shortcuts)
};

} // namespace

const QList<RailPage>& railPages() {
  static const QList<RailPage> kPages{{"overview", "layout-dashboard"}, {"regions", "server"}, {"rules", "workflow"},
                                      {"images", "layers"},             {"jobs", "list-checks"}, {"consistency", "shield-check"},
                                      {"activity", "history"},          {"settings", "settings"}};
  return kPages;
}

QString pageTitle(const QString& page) {
  const QHash<QString, QString> titles{
      {QStringLiteral("overview"), Shortcuts::tr("Overview")},       {QStringLiteral("regions"), Shortcuts::tr("Regions")},
      {QStringLiteral("rules"), Shortcuts::tr("Rules")},             {QStringLiteral("images"), Shortcuts::tr("Images")},
      {QStringLiteral("jobs"), Shortcuts::tr("Jobs")},               {QStringLiteral("consistency"), Shortcuts::tr("Consistency")},
      {QStringLiteral("activity"), Shortcuts::tr("Activity")},       {QStringLiteral("settings"), Shortcuts::tr("Settings")}};
  return titles.value(page);
}

QList<ShortcutKeys> shortcutKeys() {
  const auto everywhere = Shortcuts::tr("Everywhere"), pages = Shortcuts::tr("Pages"), lists = Shortcuts::tr("Lists and forms");
  QList<ShortcutKeys> all{
      {QStringLiteral("Ctrl+K"), QStringLiteral("palette"), Shortcuts::tr("Find anything, do anything"), everywhere},
      {QStringLiteral("F1"), QStringLiteral("help"), Shortcuts::tr("The guide, at the place that fits"), everywhere},
      {QStringLiteral("Alt+Left"), QStringLiteral("back"), Shortcuts::tr("Back"), everywhere},
      {QStringLiteral("Ctrl+Shift+S"), QStringLiteral("syncall"), Shortcuts::tr("Sync all rules now"), everywhere},
      {QStringLiteral("Ctrl+Shift+N"), QStringLiteral("notices"), Shortcuts::tr("Notifications"), everywhere},
      {QStringLiteral("Ctrl+Shift+D"), QStringLiteral("dismiss"), Shortcuts::tr("Dismiss the message on show"), everywhere},
      {QStringLiteral("Ctrl+Z"), QStringLiteral("undo"), Shortcuts::tr("Undo what was just removed"), everywhere},
      {QStringLiteral("?"), QStringLiteral("shortcuts"), Shortcuts::tr("These shortcuts"), everywhere},
      {QStringLiteral("Ctrl+Q"), QStringLiteral("quit"), Shortcuts::tr("Quit"), everywhere}};
  for (int i = 0; i < railPages().size(); ++i) {
    const auto page = QString::fromLatin1(railPages()[i].key);
    all.append({QStringLiteral("Ctrl+%1").arg(i + 1), QStringLiteral("page:") + page, pageTitle(page), pages});
  }
  all.append({QStringLiteral("Tab"), {}, Shortcuts::tr("To the next control; with Shift to the one before"), lists});
  all.append({QStringLiteral("Up, Down"), {}, Shortcuts::tr("Through the rows of a list"), lists});
  all.append({QStringLiteral("Return"), {}, Shortcuts::tr("Opens the row, presses the button"), lists});
  all.append({QStringLiteral("Esc"), {}, Shortcuts::tr("Closes what is open, clears a search"), lists});
  return all;
}

QString keysOf(const QString& key) {
  for (const auto& one : shortcutKeys())
    if (!one.key.isEmpty() && one.key == key) return one.keys;
  return {};
}

} // namespace meridian::console
