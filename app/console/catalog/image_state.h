// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/fleet_link.h"
#include "models/image_detail_rows.h"

#include <QObject>
#include <QVariantList>

#include <optional>

namespace meridian::console {

/// One image in depth; lists and maps as in models/image_detail_rows.h. GUI thread.
class ImageState : public QObject {
  Q_OBJECT
  /// "repository:tag" or "repository@digest" of the image on show.
  Q_PROPERTY(QString ref READ ref NOTIFY changed)
  Q_PROPERTY(QString repository READ repository NOTIFY changed)
  Q_PROPERTY(QString reference READ reference NOTIFY changed)
  Q_PROPERTY(bool busy READ busy NOTIFY busyChanged)
  /// Whether there is anything to show.
  Q_PROPERTY(bool known READ known NOTIFY changed)
  Q_PROPERTY(QString error READ error NOTIFY changed)
  /// The regions answered, and none has it.
  Q_PROPERTY(bool nowhere READ nowhere NOTIFY changed)
  /// Something is missing in some region: a prewarm would help.
  Q_PROPERTY(bool lacking READ lacking NOTIFY changed)
  Q_PROPERTY(QVariantMap facts READ facts NOTIFY changed)
  Q_PROPERTY(QVariantList places READ places NOTIFY changed)
  Q_PROPERTY(QVariantList platforms READ platforms NOTIFY changed)
  /// Row of `platforms` whose layers are shown.
  Q_PROPERTY(int platform READ platform WRITE setPlatform NOTIFY platformChanged)
  Q_PROPERTY(QVariantList layers READ layers NOTIFY platformChanged)
  Q_PROPERTY(QVariantList referrers READ referrers NOTIFY changed)
  Q_PROPERTY(QStringList remarks READ remarks NOTIFY changed)
  Q_PROPERTY(QVariantList commands READ commands NOTIFY changed)

public:
  ImageState(FleetLink& link, QString fleet_option, QObject* parent = nullptr);
  ~ImageState() override;

  /// Shows an image; what was known of it stays on show until the answer.
  void show(const QString& ref);
  Q_INVOKABLE void refresh();
  /// Nobody looks any more: the open question ends.
  void rest();
  void retranslate();

  [[nodiscard]] QString ref() const { return m_text; }
  [[nodiscard]] QString repository() const { return m_ref.repository; }
  [[nodiscard]] QString reference() const { return m_ref.reference; }
  [[nodiscard]] bool busy() const { return m_question != 0; }
  [[nodiscard]] bool known() const { return m_detail && !nowhere(); }
  [[nodiscard]] QString error() const;
  [[nodiscard]] bool nowhere() const;
  [[nodiscard]] bool lacking() const;
  [[nodiscard]] QVariantMap facts() const { return m_facts; }
  [[nodiscard]] QVariantList places() const { return m_places; }
  [[nodiscard]] QVariantList platforms() const { return m_platforms; }
  [[nodiscard]] int platform() const { return m_platform; }
  void setPlatform(int platform);
  [[nodiscard]] QVariantList layers() const { return m_layers; }
  [[nodiscard]] QVariantList referrers() const { return m_referrers; }
  [[nodiscard]] QStringList remarks() const;
  [[nodiscard]] QVariantList commands() const { return m_commands; }
  /// What is known of an image; null: nothing.
  [[nodiscard]] const engine::ImageDetail* detailOf(const QString& ref) const;

signals:
  /// Not when an answer says what was known.
  void changed();
  void busyChanged();
  void platformChanged();

private:
  [[nodiscard]] const engine::Fleet& fleet() const;
  void make();
  void makeLayers();

  FleetLink& m_link;
  const QString m_fleet_option;
  QString m_text;
  models::ImageRef m_ref;
  std::optional<engine::ImageDetail> m_detail;
  std::optional<base::Error> m_error;
  FleetLink::Question m_question = 0;
  QVariantMap m_facts;
  QVariantList m_places, m_platforms, m_layers, m_referrers, m_commands;
  QStringList m_words; ///< what else was told
  int m_platform = 0, m_layers_of = -1;
};

} // namespace meridian::console
