// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/catalog/image_search.h"
#include "console/fleet_link.h"
#include "console/lone.h"
#include "models/image_prewarm_rows.h"
#include "models/row_model.h"

#include <QQmlEngine>
#include <QTimer>

#include <set>

namespace meridian::console {

class Bridge;
class Catalog;

/// One-click prewarm: images, regions and platforms; what each region lacks; the job that brings it. QML singleton
/// `Prewarm`; made by Desk. GUI thread.
class Prewarm final : public QObject, public Lone<Prewarm> {
  Q_OBJECT
  QML_ELEMENT
  QML_SINGLETON
  /// "choose", "run" or "done".
  Q_PROPERTY(QString stage READ stage NOTIFY changed)
  /// "repository:tag" each.
  Q_PROPERTY(QStringList images READ images NOTIFY imagesChanged)
  Q_PROPERTY(meridian::console::ImageSearch* search READ search CONSTANT)
  /// Roles key and wanted; of the first image. None wanted means all.
  Q_PROPERTY(meridian::models::RowModel* platforms READ platforms CONSTANT)
  /// models/image_prewarm_rows.h; only those of the job once it runs.
  Q_PROPERTY(meridian::models::RowModel* regions READ regions CONSTANT)
  /// What the regions lack is being found out.
  Q_PROPERTY(bool busy READ busy NOTIFY changed)
  Q_PROPERTY(QString error READ error NOTIFY changed)
  Q_PROPERTY(QString sourceText READ sourceText NOTIFY changed)
  Q_PROPERTY(QString totalText READ totalText NOTIFY changed)
  /// What a choice of platforms means for the index.
  Q_PROPERTY(QString noteText READ noteText NOTIFY changed)
  Q_PROPERTY(bool canStart READ canStart NOTIFY changed)
  Q_PROPERTY(QString jobId READ jobId NOTIFY changed)
  Q_PROPERTY(QString resultText READ resultText NOTIFY changed)
  /// How the job stands: a key of Status.qml.
  Q_PROPERTY(QString resultStatus READ resultStatus NOTIFY changed)
  /// The same on a command line; empty where nothing is chosen.
  Q_PROPERTY(QString cli READ cli NOTIFY changed)

public:
  Prewarm(FleetLink& link, Bridge& bridge, Catalog& catalog, QObject* parent = nullptr);
  ~Prewarm() override;

  /// Begins with an image, or with none; asks for the sheet. A prewarm that runs is shown instead.
  Q_INVOKABLE void open(const QString& ref = {});
  /// Another image; a repository without a tag goes on as the search for its tags. What is wrong with it, or "".
  Q_INVOKABLE QString add(const QString& text);
  Q_INVOKABLE void remove(const QString& ref);
  Q_INVOKABLE void setPlatform(const QString& key, bool wanted);
  Q_INVOKABLE void choose(const QString& regionId, bool wanted);
  Q_INVOKABLE void start();
  Q_INVOKABLE void cancel();
  /// Away from an ended job, back to choosing.
  Q_INVOKABLE void again();

  [[nodiscard]] QString stage() const;
  [[nodiscard]] QStringList images() const { return m_images; }
  [[nodiscard]] ImageSearch* search() { return &m_search; }
  [[nodiscard]] models::RowModel* platforms() { return &m_platform_rows; }
  [[nodiscard]] models::RowModel* regions() { return &m_regions; }
  [[nodiscard]] bool busy() const { return m_plan_question != 0 || m_rest.isActive(); }
  [[nodiscard]] QString error() const;
  [[nodiscard]] QString sourceText() const;
  [[nodiscard]] QString totalText() const;
  [[nodiscard]] QString noteText() const;
  [[nodiscard]] bool canStart() const;
  [[nodiscard]] QString jobId() const;
  [[nodiscard]] QString resultText() const;
  [[nodiscard]] QString resultStatus() const;
  [[nodiscard]] QString cli() const;

signals:
  void changed();
  void imagesChanged();
  /// Somebody wants to prewarm: time to open the sheet.
  void asked();

private:
  [[nodiscard]] const engine::Fleet& fleet() const;
  [[nodiscard]] models::PrewarmView view() const;
  [[nodiscard]] engine::JobRequest request(std::vector<std::string> targets) const;
  void look();
  void askForPlan();
  void askForPlatforms();
  void take(const engine::ImageDetail& detail);
  void follow();
  void askForSummary();
  void make();

  FleetLink& m_link;
  Bridge& m_bridge;
  Catalog& m_catalog;
  ImageSearch m_search;
  models::RowModel m_regions, m_platform_rows;
  QStringList m_images;
  std::string m_source;
  QString m_offered_of;                ///< the image whose platforms are offered
  std::vector<std::string> m_offered;
  std::set<std::string> m_platforms;   ///< wanted; empty = all
  std::map<std::string, bool> m_chosen;
  std::optional<plan::Plan> m_plan;
  std::optional<base::Error> m_error;
  std::vector<std::string> m_targets; ///< of the job
  std::optional<engine::JobStatus> m_job;
  std::optional<engine::JobSummary> m_summary;
  FleetLink::Question m_plan_question = 0, m_image_question = 0, m_summary_question = 0;
  QTimer m_rest; ///< somebody still chooses
};

} // namespace meridian::console
