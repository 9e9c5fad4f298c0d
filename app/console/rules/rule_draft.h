// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/fleet_link.h"
#include "console/lone.h"
#include "models/row_view.h"

#include <QQmlEngine>
#include <QVariantMap>

namespace meridian::console {

class Bridge;

/// A rule while it is written, as a form and as JSON: a word typed into one shows in the other. It stays when the page is
/// left, so that nothing is lost unasked. QML singleton `RuleDraft`; made by Desk. GUI thread.
class RuleDraft final : public QObject, public Lone<RuleDraft> {
  Q_OBJECT
  QML_ELEMENT
  QML_SINGLETON
  /// Bridge's rules, as they are searched and sorted.
  Q_PROPERTY(meridian::models::RowView* rules READ rules CONSTANT)
  /// A rule is being written.
  Q_PROPERTY(bool active READ active NOTIFY changed)
  /// The rule that is edited; empty: a new one.
  Q_PROPERTY(QString oldId READ oldId NOTIFY changed)
  Q_PROPERTY(QVariantMap form READ form NOTIFY changed)
  Q_PROPERTY(QString json READ json NOTIFY changed)
  /// What is wrong with the JSON: [{line, column, start, length, text}]. As long as it is, the form stays as it was.
  Q_PROPERTY(QVariantList problems READ problems NOTIFY changed)
  /// Bridge::rulePreview() of the form.
  Q_PROPERTY(QVariantMap preview READ preview NOTIFY changed)
  /// Something would be lost.
  Q_PROPERTY(bool dirty READ dirty NOTIFY changed)
  /// What is wrong is told once somebody has tried to save.
  Q_PROPERTY(QStringList errors READ errors NOTIFY changed)

public:
  RuleDraft(FleetLink& link, Bridge& bridge, QObject* parent = nullptr);
  ~RuleDraft() override;

  /// A new rule. (create() is what QML makes singletons with.)
  Q_INVOKABLE void add();
  Q_INVOKABLE void edit(const QString& id);
  /// A new rule that is as this one, under another id.
  Q_INVOKABLE void duplicate(const QString& id);
  Q_INVOKABLE void put(const QString& field, const QVariant& value);
  /// The JSON as it is typed.
  Q_INVOKABLE void type(const QString& json);
  /// The JSON is what the form says again.
  Q_INVOKABLE void takeForm();
  /// True: saved, and no longer active.
  Q_INVOKABLE bool save();
  /// Forgets it.
  Q_INVOKABLE void drop();
  /// Puts the plan of the rule as it is written into Bridge's `plan`; false where it cannot be planned yet.
  Q_INVOKABLE bool plan();

  [[nodiscard]] models::RowView* rules() { return &m_rules; }
  [[nodiscard]] bool active() const { return m_active; }
  [[nodiscard]] QString oldId() const { return m_old_id; }
  [[nodiscard]] QVariantMap form() const { return m_form; }
  [[nodiscard]] QString json() const { return m_json; }
  [[nodiscard]] QVariantList problems() const { return m_problems; }
  [[nodiscard]] QVariantMap preview() const { return m_preview; }
  [[nodiscard]] bool dirty() const { return m_active && (!m_problems.isEmpty() || m_form != m_start); }
  [[nodiscard]] QStringList errors() const;

signals:
  void changed();

private:
  void begin(const QString& old_id, QVariantMap form);
  void show();
  [[nodiscard]] const engine::Fleet& fleet() const;

  FleetLink& m_link;
  Bridge& m_bridge;
  models::RowView m_rules;
  bool m_active = false, m_tried = false;
  QString m_old_id, m_json, m_refused;
  QVariantMap m_form, m_start, m_preview;
  QVariantList m_problems;
  FleetLink::Question m_question = 0;
};

} // namespace meridian::console
