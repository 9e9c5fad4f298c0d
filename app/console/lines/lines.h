// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/fleet_link.h"
#include "console/lines/line_state.h"
#include "console/lone.h"
#include "models/row_model.h"
#include "models/row_view.h"

#include <QQmlEngine>

namespace meridian::console {

class Bridge;

/// Links and regions, as lists that sort and filter, and one of each in depth: for the panel beside the map and the
/// page of a region. Their history is asked for only while they are on show. QML singleton `Lines`; made by Desk. GUI
/// thread.
class Lines final : public QObject, public Lone<Lines> {
  Q_OBJECT
  QML_ELEMENT
  QML_SINGLETON
  /// Key ("fra>tyo") of the link in depth; empty: none.
  Q_PROPERTY(QString shown READ shown NOTIFY shownChanged)
  /// Its row (models/link_rows.h); empty: none, or the fleet has it no longer.
  Q_PROPERTY(QVariantMap link READ link NOTIFY linkChanged)
  Q_PROPERTY(meridian::console::LineState* linkPast READ linkPast CONSTANT)
  /// The region of the page that is on show (models/region_facts.h).
  Q_PROPERTY(QVariantMap region READ region NOTIFY regionChanged)
  Q_PROPERTY(meridian::console::LineState* regionPast READ regionPast CONSTANT)
  Q_PROPERTY(meridian::models::RowModel* regionLinks READ regionLinks CONSTANT)
  Q_PROPERTY(meridian::models::RowModel* regionJobs READ regionJobs CONSTANT)
  Q_PROPERTY(meridian::models::RowView* regions READ regions CONSTANT)
  Q_PROPERTY(meridian::models::RowView* links READ links CONSTANT)
  /// For the overview's table, so that sorting there leaves the page Regions as it is.
  Q_PROPERTY(meridian::models::RowView* overviewRegions READ overviewRegions CONSTANT)

public:
  Lines(FleetLink& link, Bridge& bridge, QObject* parent = nullptr);

  /// Shows a link in depth, on the overview; an empty key: none.
  Q_INVOKABLE void show(const QString& key);
  /// Starts all rules that copy to a region, for it alone.
  Q_INVOKABLE void syncTo(const QString& regionId);

  [[nodiscard]] QString shown() const { return m_shown; }
  [[nodiscard]] QVariantMap link() const { return m_row; }
  [[nodiscard]] LineState* linkPast() { return &m_link_past; }
  [[nodiscard]] QVariantMap region() const { return m_region; }
  [[nodiscard]] LineState* regionPast() { return &m_region_past; }
  [[nodiscard]] models::RowModel* regionLinks() { return &m_region_links; }
  [[nodiscard]] models::RowModel* regionJobs() { return &m_region_jobs; }
  [[nodiscard]] models::RowView* regions() { return &m_regions; }
  [[nodiscard]] models::RowView* links() { return &m_links; }
  [[nodiscard]] models::RowView* overviewRegions() { return &m_overview_regions; }

signals:
  void shownChanged();
  void linkChanged();
  void regionChanged();

private:
  void turn();
  void refresh();
  void refreshLink(const engine::Snapshot& snapshot);
  void refreshRegion(const engine::Snapshot& snapshot);

  FleetLink& m_link;
  Bridge& m_bridge;
  QString m_shown, m_region_id;
  QVariantMap m_row, m_region;
  LineState m_link_past, m_region_past;
  models::RowModel m_region_links, m_region_jobs;
  models::RowView m_regions, m_links, m_overview_regions;
};

} // namespace meridian::console
