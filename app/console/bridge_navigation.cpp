// SPDX-License-Identifier: GPL-3.0-or-later
// Which page is on show, and the way back.
#include "console/bridge.h"

namespace meridian::console {

namespace {
constexpr qsizetype kRemembered = 50;
} // namespace

const QStringList& Bridge::pages() {
  static const QStringList kPages{QStringLiteral("overview"), QStringLiteral("regions"),     QStringLiteral("region"),
                                  QStringLiteral("rules"),    QStringLiteral("images"),      QStringLiteral("image"),
                                  QStringLiteral("jobs"),     QStringLiteral("consistency"), QStringLiteral("activity"),
                                  QStringLiteral("settings"), QStringLiteral("setup"),       QStringLiteral("guide")};
  return kPages;
}

void Bridge::open(const QString& page, const QString& subject) {
  if ((page == m_page && subject == m_subject) || !pages().contains(page)) return;
  m_been.append({m_page, m_subject});
  if (m_been.size() > kRemembered) m_been.removeFirst();
  turnTo(page, subject);
}

void Bridge::back() {
  if (m_been.isEmpty()) return;
  const auto [page, subject] = m_been.takeLast();
  turnTo(page, subject);
}

void Bridge::turnTo(const QString& page, const QString& subject) {
  m_page = page;
  m_subject = subject;
  emit pageChanged();
  m_consistency.setWatched(page == QLatin1String("consistency"));
  askForBlobs();
}

} // namespace meridian::console
