// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/fleet_link.h"
#include "console/lone.h"
#include "console/plan_state.h"
#include "console/setup/draft.h"
#include "console/setup/region_step.h"
#include "console/setup/run_step.h"
#include "console/setup/schedule_step.h"
#include "console/setup/selection_step.h"

#include <QQmlEngine>
#include <QTimer>

#include <memory>

namespace meridian::console {

class Bridge;
class Trace;

/// The guided set-up, from the first registry to the first sync: which step is on show, and the way on and back. What is
/// said in a step lives in that step's object. Regions are in the fleet as soon as their step is passed, the rule once
/// the first sync begins; everything else outlives the program as a draft. QML singleton `Setup`; made by Desk. GUI thread.
class Setup final : public QObject, public Lone<Setup> {
  Q_OBJECT
  QML_ELEMENT
  QML_SINGLETON
  /// "registry", "regions", "what", "when", "plan", "sync".
  Q_PROPERTY(QString step READ step NOTIFY changed)
  Q_PROPERTY(int place READ place NOTIFY changed)
  /// {key, label, text, status ("done"|"current"|"todo"), reachable} of all steps.
  Q_PROPERTY(QVariantList steps READ steps NOTIFY changed)
  /// Why the step asks what it asks: {title, text}.
  Q_PROPERTY(QVariantList why READ why NOTIFY changed)
  Q_PROPERTY(QString nextText READ nextText NOTIFY changed)
  Q_PROPERTY(bool canGoOn READ canGoOn NOTIFY changed)
  /// Why next() is not possible yet; empty: it is.
  Q_PROPERTY(QString missing READ missing NOTIFY changed)
  Q_PROPERTY(bool canGoBack READ canGoBack NOTIFY changed)
  /// What refused the last next().
  Q_PROPERTY(QString refused READ refused NOTIFY changed)
  /// Something that would be lost has been said.
  Q_PROPERTY(bool begun READ begun NOTIFY changed)
  /// The region that is being described: the first, or a further one.
  Q_PROPERTY(meridian::console::SetupRegion* region READ region NOTIFY changed)
  Q_PROPERTY(meridian::console::SetupSelection* selection READ selection CONSTANT)
  Q_PROPERTY(meridian::console::SetupSchedule* schedule READ schedule CONSTANT)
  Q_PROPERTY(meridian::console::PlanState* plan READ plan CONSTANT)
  Q_PROPERTY(meridian::models::RowModel* planTargets READ planTargets CONSTANT)
  Q_PROPERTY(meridian::console::SetupRun* run READ run CONSTANT)
  /// In the step "regions": whether a region is being described, rather than the list shown.
  Q_PROPERTY(bool describing READ describing NOTIFY changed)
  /// {id, name, role, address, placeText, lat, lon}: what the fleet has, the source first.
  Q_PROPERTY(QVariantList regions READ regions NOTIFY changed)
  /// The folder of the fleet file, to be opened.
  Q_PROPERTY(QUrl fleetFolder READ fleetFolder CONSTANT)
  /// The rule as it stands in the fleet file.
  Q_PROPERTY(QString ruleJson READ ruleJson NOTIFY changed)

public:
  enum Step { Registry, Regions, What, When, Plan, Sync };

  Setup(FleetLink& link, Bridge& bridge, QObject* parent = nullptr);
  Setup(FleetLink& link, Bridge& bridge, std::unique_ptr<DraftShelf> shelf, QObject* parent = nullptr);
  ~Setup() override;

  /// At the start of the program: opens the page where the fleet is empty, or where the last run was left in it.
  void offer();

  Q_INVOKABLE void next();
  Q_INVOKABLE void back();
  /// What Enter means: on, or whatever comes before that.
  Q_INVOKABLE void confirm();
  Q_INVOKABLE void go(int place);
  Q_INVOKABLE void addRegion();
  Q_INVOKABLE void editRegion(const QString& id);
  /// What is wrong with that, or "".
  Q_INVOKABLE QString removeRegion(const QString& id);
  Q_INVOKABLE void stopDescribing();
  Q_INVOKABLE void askForPlan();
  /// Forgets the draft; what is in the fleet stays.
  Q_INVOKABLE void startOver();
  /// A further rule over the same regions.
  Q_INVOKABLE void another();
  Q_INVOKABLE void leave(const QString& page);
  /// After a set-up has been imported: the overview, or the list of regions where rules are missing still.
  Q_INVOKABLE void imported();

  [[nodiscard]] QString step() const;
  [[nodiscard]] int place() const { return m_step; }
  [[nodiscard]] QVariantList steps() const;
  [[nodiscard]] QVariantList why() const;
  [[nodiscard]] QString nextText() const;
  [[nodiscard]] bool canGoOn() const { return !m_saving && missing().isEmpty(); }
  [[nodiscard]] QString missing() const;
  [[nodiscard]] bool canGoBack() const { return m_step > Registry && !m_saving; }
  [[nodiscard]] QString refused() const { return m_refused; }
  [[nodiscard]] bool begun() const;
  [[nodiscard]] SetupRegion* region() { return m_step == Registry ? &m_first : &m_more; }
  [[nodiscard]] SetupSelection* selection() { return &m_selection; }
  [[nodiscard]] SetupSchedule* schedule() { return &m_schedule; }
  [[nodiscard]] PlanState* plan() { return &m_plan; }
  [[nodiscard]] models::RowModel* planTargets() { return m_plan.targets(); }
  [[nodiscard]] SetupRun* run() { return &m_run; }
  [[nodiscard]] bool describing() const { return m_step == Registry || m_describing; }
  [[nodiscard]] QVariantList regions() const;
  [[nodiscard]] QUrl fleetFolder() const;
  [[nodiscard]] QString ruleJson() const;
  void retranslate();

signals:
  void changed();
  /// Another step is on show.
  void stepChanged();

private:
  [[nodiscard]] const engine::Fleet& fleet() const;
  [[nodiscard]] QStringList replicas() const;
  [[nodiscard]] plan::Rule rule(QStringList& errors) const;
  [[nodiscard]] SetupDraft draft() const;
  void restore();
  [[nodiscard]] QString primary() const;
  void appear();
  void keepSoon();
  void keep();
  void enter(int step);
  void saveRegion(SetupRegion& region);
  void refuse(const QString& text);
  void begin();
  void finish();
  void tell();

  FleetLink& m_link;
  Bridge& m_bridge;
  const std::unique_ptr<DraftShelf> m_shelf;
  SetupRegion m_first, m_more;
  SetupSelection m_selection;
  SetupSchedule m_schedule;
  PlanState m_plan;
  SetupRun m_run;
  int m_step = Registry, m_reached = Registry;
  bool m_describing = false, m_saving = false;
  bool m_appeared = false; ///< before that nothing is asked of anybody
  QString m_source, m_rule, m_refused;
  FleetLink::Question m_plan_question = 0;
  std::shared_ptr<const engine::Fleet> m_seen; ///< the fleet as it was told last
  QByteArray m_kept;
  QTimer m_keep;
  std::unique_ptr<Trace> m_trace;
};

} // namespace meridian::console
