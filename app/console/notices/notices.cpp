// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/notices/notices.h"

#include "console/bridge.h"
#include "console/notices/stake.h"
#include "console/palette/deeds.h"
#include "console/settings/kept.h"
#include "models/region_rows.h"
#include "models/text.h"

#include <QFile>
#include <QGuiApplication>
#include <QSaveFile>

#include <algorithm>
#include <utility>

namespace meridian::console {

using models::fromStd;

namespace {

constexpr qsizetype kShown = 3;         ///< messages on show; the others wait
constexpr base::Seconds kLong{60};      ///< a job that ran longer is worth a note when it ends
constexpr qsizetype kNotes = 2;         ///< notes for the desktop at once; what is more is counted
constexpr int kBadSeconds = 12, kUndoSeconds = 10;

QString actionText(const QString& key) {
  const auto what = key.section(u':', 0, 0);
  if (what == QLatin1String("job")) return Notices::tr("Show job");
  if (what == QLatin1String("region")) return Notices::tr("Show region");
  if (what == QLatin1String("rule")) return Notices::tr("Show rule");
  if (what == QLatin1String("retry")) return Notices::tr("Retry");
  return what == QLatin1String("undo") ? Notices::tr("Undo") : QString();
}

/// Which switch a note hangs on; empty: it is none for the desktop.
QString desktopKind(const Happening& happening) {
  const auto& kind = happening.notice.kind;
  if (kind == QLatin1String("failure") || kind == QLatin1String("alert")) return kind;
  if (kind == QLatin1String("region")) return happening.notice.tone == QLatin1String("bad") ? kind : QString();
  return happening.took > kLong && happening.notice.tone == QLatin1String("ok") ? QStringLiteral("long") : QString();
}

} // namespace

QStringList Notices::desktopKinds() {
  return {QStringLiteral("failure"), QStringLiteral("alert"), QStringLiteral("region"), QStringLiteral("long")};
}

Notices::Notices(FleetLink& link, Bridge& bridge, QObject* parent)
    : QObject(parent), m_link(link), m_bridge(bridge),
      m_toasts({"toastId", "tone", "text", "detail", "times", "seconds", "actionText"}),
      m_rows({"noticeId", "tone", "text", "detail", "timeText", "times", "unread", "source", "sourceText", "actionText",
              "secondText", "spoken"}),
      m_watched([] { return QGuiApplication::applicationState() == Qt::ApplicationActive; }) {
  m_save.setSingleShot(true);
  connect(&m_save, &QTimer::timeout, this, &Notices::save);
  connect(&m_age, &QTimer::timeout, this, &Notices::show);
  m_age.start(std::chrono::minutes{1});
  connect(&m_bridge, &Bridge::toast, this, [this](const QString& text, const QString& tone, const QString& detail) {
    const bool bad = tone == QLatin1String("bad");
    pop({0, tone, text, detail, {}, 1, bad ? kBadSeconds : 6});
    if (!bad && tone != QLatin1String("warn")) return;
    m_log.add({0, m_link.now(), tone, QStringLiteral("console"), {}, text, detail, {}, {}, 1, true});
    touch();
  });
  connect(&m_bridge, &Bridge::retranslated, this, &Notices::retranslate);
  connect(&m_bridge, &Bridge::removed, this, &Notices::removed);
  connect(&m_link, &FleetLink::changed, this, &Notices::look);
  look();
}

Notices::~Notices() {
  if (m_save.isActive()) save();
}

void Notices::retranslate() {
  show();
  showToasts();
}

void Notices::look() {
  const auto snapshot = m_link.snapshot();
  if (!snapshot) return;
  const auto happened = m_happenings.look(*snapshot, m_bridge.alerts());
  if (happened.isEmpty()) return;
  QList<DesktopNote> notes;
  for (const auto& one : happened) tell(one, notes);
  noteAll(notes);
  touch();
}

void Notices::tell(const Happening& happening, QList<DesktopNote>& notes) {
  const auto& notice = m_log.add(happening.notice);
  if (m_log.muted(notice.source)) return;
  const bool here = !happening.job.isEmpty() && m_bridge.startedHere(happening.job);
  const bool banner = notice.kind == QLatin1String("alert"); // stands on every page already
  if (!banner && (here || notice.kind != QLatin1String("finished")))
    pop({0, notice.tone, notice.text, notice.detail, notice.action, 1, notice.tone == QLatin1String("bad") ? kBadSeconds : 6});
  const auto kind = desktopKind(happening);
  if (!kind.isEmpty() && kept::value(QStringLiteral("notify/") + kind, true).toBool())
    notes.append({notice.text, notice.detail, notice.tone == QLatin1String("bad"), notice.action});
}

void Notices::noteAll(const QList<DesktopNote>& notes) {
  if (!m_desktop || notes.isEmpty() || m_watched() || !kept::value(QStringLiteral("notify/desktop"), true).toBool()) return;
  for (const auto& note : notes.mid(0, kNotes)) m_desktop(note);
  if (const auto more = notes.size() - kNotes; more > 0)
    m_desktop({tr("And %1 more").arg(more), tr("They stand among the notifications."), true, {}});
}

void Notices::tryDesktop() {
  if (m_desktop) m_desktop({tr("This is a notification"), tr("Failures and finished long jobs are told like this while you look elsewhere."), false, {}});
}

void Notices::pop(Toast toast) {
  const auto same = std::ranges::find_if(m_queue, [&](const Toast& other) {
    return other.text == toast.text && other.detail == toast.detail && other.tone == toast.tone;
  });
  if (same != m_queue.end()) {
    ++same->times;
  } else {
    toast.id = ++m_last_toast;
    m_queue.append(std::move(toast));
  }
  showToasts();
}

void Notices::showToasts() {
  QList<models::Row> rows;
  for (const auto& toast : m_queue.mid(0, kShown))
    rows.append({QString::number(toast.id), {QString::number(toast.id), toast.tone, toast.text, toast.detail, toast.times,
                                             toast.seconds, actionText(toast.action)}});
  m_toasts.assign(rows);
}

void Notices::dismiss(const QString& toast) {
  m_queue.removeIf([&](const Toast& one) { return QString::number(one.id) == toast; });
  showToasts();
}

void Notices::dismissNewest() {
  if (const int shown = m_toasts.count(); shown > 0) dismiss(m_toasts.value(shown - 1, "toastId").toString());
}

void Notices::act(const QString& toast) {
  const auto found = std::ranges::find_if(m_queue, [&](const Toast& one) { return QString::number(one.id) == toast; });
  if (found == m_queue.end()) return;
  const auto action = found->action;
  dismiss(toast);
  if (action == QLatin1String("undo"))
    undo();
  else
    perform(action, m_bridge, m_link);
}

void Notices::follow(const QString& notice, bool second) {
  for (const auto& one : m_log.notices()) {
    if (QString::number(one.id) != notice) continue;
    const auto action = second ? one.second : one.action;
    m_log.read(one.id);
    touch();
    perform(action, m_bridge, m_link);
    return;
  }
}

void Notices::markRead() {
  m_log.readAll();
  touch();
}

void Notices::remove(const QString& notice) {
  m_log.remove(notice.toULongLong());
  touch();
}

void Notices::clear() {
  m_log.clear();
  touch();
}

void Notices::mute(const QString& source, bool mute) {
  m_log.mute(source, mute);
  touch();
}

void Notices::removed(const QString& text, const engine::Fleet& before, const engine::Fleet& after) {
  m_before = before;
  m_after = engine::toJson(after);
  m_queue.removeIf([](const Toast& toast) { return toast.action == QLatin1String("undo"); });
  pop({0, QStringLiteral("ok"), text, {}, QStringLiteral("undo"), 1, kUndoSeconds});
}

void Notices::undo() {
  if (!m_before) return;
  const auto before = *std::exchange(m_before, std::nullopt);
  const auto snapshot = m_link.snapshot();
  m_queue.removeIf([](const Toast& toast) { return toast.action == QLatin1String("undo"); });
  showToasts();
  // The whole fleet goes back to what it was: nothing may have been done to it since.
  if (!snapshot || !snapshot->fleet || engine::toJson(*snapshot->fleet) != m_after)
    return pop({0, QStringLiteral("warn"), tr("It cannot be undone"), tr("The fleet has changed since."), {}, 1, kBadSeconds});
  if (const auto done = m_link.replaceFleet(before); !done)
    return pop({0, QStringLiteral("bad"), tr("It cannot be undone"), models::errorText(done.error()), {}, 1, kBadSeconds});
  pop({0, QStringLiteral("ok"), tr("Everything is as it was"), {}, {}, 1, 6});
}

QVariantMap Notices::stake(const QString& kind, const QString& id) const {
  const auto snapshot = m_link.snapshot();
  return snapshot ? stakeOf(*snapshot, kind, id) : QVariantMap();
}

QString Notices::sourceText(const QString& source) const {
  const auto id = source.section(u' ', 1);
  const auto snapshot = m_link.snapshot();
  if (source.startsWith(QLatin1String("region ")) && snapshot && snapshot->fleet)
    return models::regionName(*snapshot->fleet, id.toStdString());
  return source.startsWith(QLatin1String("rule ")) ? tr("Rule %1").arg(id) : source;
}

QVariantList Notices::muted() const {
  QVariantList list;
  for (const auto& source : m_log.muted())
    list.append(QVariantMap{{QStringLiteral("source"), source}, {QStringLiteral("text"), sourceText(source)}});
  return list;
}

void Notices::show() {
  const auto now = m_link.now();
  QList<models::Row> rows;
  for (const auto& one : m_log.notices()) {
    const auto id = QString::number(one.id), time = models::agoText(one.time, now);
    rows.append({id, {id, one.tone, one.text, one.detail, time, one.times, !one.read, one.source, sourceText(one.source),
                      actionText(one.action), actionText(one.second),
                      QStringList{one.text, one.detail, time}.join(QStringLiteral(", "))}});
  }
  m_rows.assign(rows);
  emit changed();
}

/// The log is another one now.
void Notices::touch() {
  if (!m_file.isEmpty() && !m_save.isActive()) m_save.start(std::chrono::seconds{2});
  show();
}

void Notices::keepIn(const QString& file) {
  m_file = file;
  QFile kept(file);
  if (kept.open(QIODevice::ReadOnly)) m_log.fromJson(kept.readAll());
  show();
}

/// A notice that is lost is no harm: what cannot be written is not told.
void Notices::save() {
  m_save.stop();
  QSaveFile file(m_file);
  if (!file.open(QIODevice::WriteOnly)) return;
  file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
  file.write(m_log.toJson());
  file.commit();
}

} // namespace meridian::console
