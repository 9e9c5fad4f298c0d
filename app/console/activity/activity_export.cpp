// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/activity/activity_export.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>

namespace meridian::console {

namespace {

QString timeOf(const ActivityLine& line) {
  return QDateTime::fromMSecsSinceEpoch(line.time.time_since_epoch().count(), Qt::UTC).toString(Qt::ISODateWithMs);
}

QString cell(QString text) {
  static const QString kFormula = QStringLiteral("=+-@\t\r");
  if (!text.isEmpty() && kFormula.contains(text[0])) text.prepend(u'\'');
  const bool plain = !text.contains(u'"') && !text.contains(u',') && !text.contains(u'\n') && !text.contains(u'\r');
  return plain ? text : u'"' + text.replace(u'"', QStringLiteral("\"\"")) + u'"';
}

} // namespace

QByteArray toCsv(const std::vector<ActivityLine>& lines) {
  QByteArray csv("\xEF\xBB\xBF");
  csv += "time,actor,verb,subject,detail,problem\r\n";
  for (const auto& line : lines) {
    QStringList cells{timeOf(line)};
    for (const auto& text : {line.actor, line.verb, line.subject, line.detail, line.problem}) cells.append(cell(text));
    csv += cells.join(u',').toUtf8() + "\r\n";
  }
  return csv;
}

QByteArray toJson(const std::vector<ActivityLine>& lines) {
  QJsonArray list;
  for (const auto& line : lines)
    list.append(QJsonObject{{QStringLiteral("seq"), static_cast<qint64>(line.seq)}, {QStringLiteral("time"), timeOf(line)},
                            {QStringLiteral("actor"), line.actor}, {QStringLiteral("verb"), line.verb},
                            {QStringLiteral("subject"), line.subject}, {QStringLiteral("detail"), line.detail},
                            {QStringLiteral("problem"), line.problem}});
  return QJsonDocument(list).toJson();
}

} // namespace meridian::console
