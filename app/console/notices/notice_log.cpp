// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/notices/notice_log.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace meridian::console {

namespace {

constexpr qsizetype kLongest = 500; ///< characters of a detail

QJsonObject jsonOf(const Notice& n) {
  return {{QStringLiteral("time"), static_cast<double>(n.time.time_since_epoch().count())},
          {QStringLiteral("tone"), n.tone}, {QStringLiteral("kind"), n.kind}, {QStringLiteral("source"), n.source},
          {QStringLiteral("text"), n.text}, {QStringLiteral("detail"), n.detail}, {QStringLiteral("action"), n.action},
          {QStringLiteral("second"), n.second}, {QStringLiteral("times"), n.times}, {QStringLiteral("read"), n.read}};
}

Notice noticeOf(const QJsonObject& json) {
  const auto text = [&](const char* name) { return json.value(QLatin1String(name)).toString(); };
  Notice n;
  n.time = base::Timestamp(std::chrono::milliseconds(static_cast<qint64>(json.value(QStringLiteral("time")).toDouble())));
  n.tone = text("tone");
  n.kind = text("kind");
  n.source = text("source");
  n.text = text("text");
  n.detail = text("detail");
  n.action = text("action");
  n.second = text("second");
  n.times = std::max(1, json.value(QStringLiteral("times")).toInt());
  n.read = json.value(QStringLiteral("read")).toBool();
  return n;
}

} // namespace

const Notice& NoticeLog::add(Notice notice) {
  notice.id = ++m_last;
  notice.detail.truncate(kLongest);
  notice.read = notice.read || muted(notice.source);
  const auto same = std::ranges::find_if(m_notices, [&](const Notice& other) {
    return !other.read && other.source == notice.source && other.text == notice.text && other.tone == notice.tone;
  });
  if (same != m_notices.end()) {
    notice.times = same->times + 1;
    m_notices.erase(same);
  }
  m_notices.prepend(std::move(notice));
  if (m_notices.size() > kMost) m_notices.resize(kMost);
  return m_notices.first();
}

void NoticeLog::read(quint64 id) {
  for (auto& notice : m_notices)
    if (notice.id == id) notice.read = true;
}

void NoticeLog::readAll() {
  for (auto& notice : m_notices) notice.read = true;
}

void NoticeLog::remove(quint64 id) {
  m_notices.removeIf([id](const Notice& notice) { return notice.id == id; });
}

void NoticeLog::clear() { m_notices.clear(); }

void NoticeLog::mute(const QString& source, bool mute) {
  m_muted.removeAll(source);
  if (!mute || source.isEmpty()) return;
  m_muted.append(source);
  for (auto& notice : m_notices)
    if (notice.source == source) notice.read = true;
}

int NoticeLog::unread() const {
  return static_cast<int>(std::ranges::count_if(m_notices, [](const Notice& notice) { return !notice.read; }));
}

QByteArray NoticeLog::toJson() const {
  QJsonArray list;
  for (const auto& notice : m_notices) list.append(jsonOf(notice));
  return QJsonDocument(QJsonObject{{QStringLiteral("version"), 1}, {QStringLiteral("muted"), QJsonArray::fromStringList(m_muted)},
                                   {QStringLiteral("notices"), list}})
      .toJson(QJsonDocument::Compact);
}

void NoticeLog::fromJson(const QByteArray& json) {
  const auto root = QJsonDocument::fromJson(json).object();
  m_notices.clear();
  m_muted.clear();
  for (const auto& source : root.value(QStringLiteral("muted")).toArray()) m_muted.append(source.toString());
  for (const auto& one : root.value(QStringLiteral("notices")).toArray()) {
    auto notice = noticeOf(one.toObject());
    if (notice.text.isEmpty() || m_notices.size() >= kMost) continue;
    notice.id = ++m_last;
    m_notices.append(std::move(notice));
  }
}

} // namespace meridian::console
