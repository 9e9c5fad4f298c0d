// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/units.h"

#include <QObject>
#include <QQmlEngine>
#include <QVariantMap>

namespace meridian::console {

/// When the guided set-up's rule runs, how fast, and how tags appear, asked in the words of people and told as a rule's
/// form. GUI thread.
class SetupSchedule : public QObject {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("hangs on Setup")
  /// mode ("demand"|"daily"|"every"|"cron"), time ("02:00"), minutes (text), cron (text), zone, windowed, windowFrom,
  /// windowTo, bandwidth (text), promotion ("each"|"all-or-nothing"), group ("tag"|"release").
  Q_PROPERTY(QVariantMap form READ form NOTIFY changed)
  Q_PROPERTY(QVariantMap problems READ problems NOTIFY changed)
  /// The schedule as a sentence.
  Q_PROPERTY(QString words READ words NOTIFY changed)
  /// The next runs, as the zone's clocks show them.
  Q_PROPERTY(QStringList nextRuns READ nextRuns NOTIFY changed)
  Q_PROPERTY(QString missing READ missing NOTIFY changed)

public:
  explicit SetupSchedule(QObject* parent = nullptr);

  void clear();
  [[nodiscard]] QVariantMap toMap() const { return m_form; }
  void restore(const QVariantMap& map);
  /// Fields of a rule's form (policy_forms.h).
  [[nodiscard]] QVariantMap ruleFields() const;
  void setNow(base::Timestamp now) { m_now = now; }

  Q_INVOKABLE void put(const QString& field, const QVariant& value);

  [[nodiscard]] QVariantMap form() const { return m_form; }
  [[nodiscard]] QVariantMap problems() const { return m_problems; }
  [[nodiscard]] QString words() const;
  [[nodiscard]] QStringList nextRuns() const { return m_next; }
  [[nodiscard]] QString missing() const { return m_problems.isEmpty() ? QString() : m_problems.first().toString(); }
  void retranslate() { work(); }

signals:
  void changed();

private:
  [[nodiscard]] QString text(const char* field) const { return m_form.value(QLatin1String(field)).toString().trimmed(); }
  [[nodiscard]] QString cron() const;
  void work();

  QVariantMap m_form, m_problems;
  QString m_cron_words;
  QStringList m_next;
  base::Timestamp m_now{};
};

} // namespace meridian::console
