// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/check_state.h"
#include "console/consistency_state.h"
#include "console/fleet_link.h"
#include "console/match_state.h"
#include "console/plan_state.h"
#include "console/profile_state.h"
#include "models/row_model.h"
#include "models/throughput.h"

#include <QQmlEngine>
#include <QSet>
#include <QTimer>
#include <QUrl>

namespace meridian::console {

/// The one object of the console that QML talks to; QML singleton `Bridge`. Turns snapshots of its link into models
/// and what the pages ask for into commands. One per process, made by main() (or a test) before the first QML file
/// is loaded; the link outlives it. GUI thread.
class Bridge final : public QObject {
  Q_OBJECT
  QML_ELEMENT
  QML_SINGLETON
  Q_PROPERTY(QString page READ page WRITE setPage NOTIFY pageChanged)
  /// Which region or image the page shows; empty where it shows no single one.
  Q_PROPERTY(QString subject READ subject NOTIFY pageChanged)
  /// Whether back() leads anywhere.
  Q_PROPERTY(bool canGoBack READ canGoBack NOTIFY pageChanged)
  Q_PROPERTY(bool offline READ offline CONSTANT)
  Q_PROPERTY(QString fleetFile READ fleetFile CONSTANT)
  Q_PROPERTY(QString version READ version CONSTANT)
  Q_PROPERTY(QString subtitle READ subtitle NOTIFY snapshotChanged)
  Q_PROPERTY(bool live READ live NOTIFY snapshotChanged)
  Q_PROPERTY(int failedJobs READ failedJobs NOTIFY snapshotChanged)
  Q_PROPERTY(int runningJobs READ runningJobs NOTIFY snapshotChanged)
  Q_PROPERTY(int queuedJobs READ queuedJobs NOTIFY snapshotChanged)
  Q_PROPERTY(QString outboundText READ outboundText NOTIFY snapshotChanged)
  Q_PROPERTY(int activeTransfers READ activeTransfers NOTIFY snapshotChanged)
  Q_PROPERTY(QString largestLagText READ largestLagText NOTIFY snapshotChanged)
  Q_PROPERTY(QVariantList flows READ flows NOTIFY flowsChanged)
  /// "8 Mbit/s" while slow mode is on, else empty.
  Q_PROPERTY(QString slowText READ slowText NOTIFY snapshotChanged)
  /// What slow mode was last set to; what switching it on sets.
  Q_PROPERTY(QString slowRate READ slowRate NOTIFY snapshotChanged)
  Q_PROPERTY(QString selectedJob READ selectedJob WRITE setSelectedJob NOTIFY selectedJobChanged)
  Q_PROPERTY(meridian::models::RowModel* regions READ regions CONSTANT)
  Q_PROPERTY(meridian::models::RowModel* links READ links CONSTANT)
  Q_PROPERTY(meridian::models::RowModel* rules READ rules CONSTANT)
  Q_PROPERTY(meridian::models::RowModel* jobs READ jobs CONSTANT)
  Q_PROPERTY(meridian::models::RowModel* jobImages READ jobImages CONSTANT)
  Q_PROPERTY(meridian::models::RowModel* jobBlobs READ jobBlobs CONSTANT)
  Q_PROPERTY(meridian::models::RowModel* jobEvents READ jobEvents CONSTANT)
  Q_PROPERTY(meridian::models::RowModel* planTargets READ planTargets CONSTANT)
  Q_PROPERTY(meridian::models::RowModel* kpis READ kpis CONSTANT)
  Q_PROPERTY(meridian::console::PlanState* plan READ plan CONSTANT)
  Q_PROPERTY(meridian::console::CheckState* check READ check CONSTANT)
  Q_PROPERTY(meridian::console::ProfileState* profile READ profile CONSTANT)
  Q_PROPERTY(meridian::console::MatchState* matches READ matches CONSTANT)
  Q_PROPERTY(meridian::console::ConsistencyState* consistency READ consistency CONSTANT)
  /// The promotion of the selected job (models/promotion_rows.h); empty where it is none.
  Q_PROPERTY(QVariantMap promotion READ promotion NOTIFY promotionChanged)
  /// What nobody may overlook: [{kind, tone, text, ruleId, jobId}].
  Q_PROPERTY(QVariantList alerts READ alerts NOTIFY alertsChanged)
  Q_PROPERTY(meridian::models::Throughput* throughput READ throughput CONSTANT)

public:
  struct About {
    bool offline = false;
    QString fleet_file;   ///< for people; empty when the fleet lives in memory
    QString fleet_option; ///< what --fleet has to be in command lines; empty for the default place
    QString version;
    QString state_folder{}; ///< where history and journal are; empty when they live in memory
  };
  enum class Tone { Ok, Info, Warn, Bad };

  Bridge(FleetLink& link, About about, QObject* parent = nullptr);
  ~Bridge() override;
  static Bridge* create(QQmlEngine* qml, QJSEngine* engine);

  /// Says everything again in the language that is installed now.
  void retranslate();

  /// Every page there is: "overview", "regions", "region" (subject: its id), "rules", "images", "image" (subject:
  /// "repository:tag"), "jobs", "consistency", "activity", "settings", "setup".
  [[nodiscard]] static const QStringList& pages();
  /// Shows a page; what was on show is remembered for back().
  Q_INVOKABLE void open(const QString& page, const QString& subject = {});
  Q_INVOKABLE void back();

  // Commands. What fails becomes a toast.
  /// Returns the job's id, empty when it was not started.
  Q_INVOKABLE QString syncNow(const QString& ruleId);
  Q_INVOKABLE void syncAll();
  Q_INVOKABLE void cancelJob(const QString& jobId);
  Q_INVOKABLE void pauseJob(const QString& jobId);
  Q_INVOKABLE void resumeJob(const QString& jobId);
  Q_INVOKABLE void moveJobToTop(const QString& jobId);
  /// "8 Mbit/s", empty to end slow mode. Returns what is wrong with the text.
  Q_INVOKABLE QString setSlowMode(const QString& rate);
  Q_INVOKABLE void requestPlan(const QString& ruleId);
  /// Runs the rule of the plan on show.
  Q_INVOKABLE void syncPlanned();
  /// Compares the regions of a rule; `deep` reads all content.
  Q_INVOKABLE void audit(const QString& ruleId, bool deep);
  /// Audits a rule and repairs what it finds.
  Q_INVOKABLE void repair(const QString& ruleId);
  /// Repairs one row of `consistency.findings`.
  Q_INVOKABLE void repairFinding(int row);
  /// Brings back one row of `consistency.deleted`.
  Q_INVOKABLE void restore(int row);
  Q_INVOKABLE void promote(const QString& ruleId);
  Q_INVOKABLE void rollback(const QString& ruleId);
  /// `choice`: "overwrite" or "keep" start the promotion again; "stop" leaves everything as it is.
  Q_INVOKABLE void resolveConflict(const QString& ruleId, const QString& choice);
  /// The newest promotion of a rule (models/promotion_rows.h); empty: none.
  Q_INVOKABLE QVariantMap promotionOf(const QString& ruleId) const;
  Q_INVOKABLE void testRegion(const QVariantMap& form);
  Q_INVOKABLE void cancelTest();
  /// Puts what is known of the region's registry into `profile`.
  Q_INVOKABLE void showProfile(const QString& regionId);
  Q_INVOKABLE void probeRegion(const QString& regionId);
  Q_INVOKABLE void cancelProbe();

  // Forms (forms.h). Text that comes back says what is wrong; empty = done.
  Q_INVOKABLE QString saveRegion(const QVariantMap& form, const QString& oldId);
  Q_INVOKABLE QString removeRegion(const QString& id);
  Q_INVOKABLE QStringList rulesUsing(const QString& regionId) const;
  /// Another tool's set-up (adopt::formatNamed) as it would come into the fleet: error (text), json, regions and rules
  /// (names), leftOut and toKnow (place, what, advice).
  Q_INVOKABLE QVariantMap readSetup(const QString& format, const QUrl& file, const QString& registry) const;
  /// Takes the json of readSetup() into the fleet; what is wrong with that, or "".
  Q_INVOKABLE QString addSetup(const QString& json);
  Q_INVOKABLE QString saveRule(const QVariantMap& form, const QString& oldId);
  Q_INVOKABLE QString removeRule(const QString& id);
  Q_INVOKABLE QVariantMap regionMap(const QString& id) const;
  Q_INVOKABLE QVariantMap ruleMap(const QString& id) const;
  /// {json, cli, errors, fields, parts, cronWords, nextRuns, auditCronWords, nextAudits} of a rule's form; `fields` =
  /// {field: message} of those that do not parse, `parts` = {part: one line} (models/schedule_text.h). Without `oldId`,
  /// the form's id is taken for the rule that it edits. An unknown id has the map of a new rule.
  Q_INVOKABLE QVariantMap rulePreview(const QVariantMap& form) const;
  Q_INVOKABLE QVariantMap rulePreview(const QVariantMap& form, const QString& oldId) const;
  /// Puts what the form's rule selects into `matches`, once the typing rests; until endMatches().
  Q_INVOKABLE void lookAtMatches(const QVariantMap& form);
  Q_INVOKABLE void endMatches();
  /// {field: message}; `oldId` is the region that the form edits ("" for a new one). Without it, an id that is there
  /// already is taken for the edited region.
  Q_INVOKABLE QVariantMap validateRegion(const QVariantMap& form) const;
  Q_INVOKABLE QVariantMap validateRegion(const QVariantMap& form, const QString& oldId) const;
  Q_INVOKABLE void copy(const QString& text);

  [[nodiscard]] QString page() const { return m_page; }
  void setPage(const QString& page) { open(page); }
  [[nodiscard]] QString subject() const { return m_subject; }
  [[nodiscard]] bool canGoBack() const { return !m_been.isEmpty(); }
  [[nodiscard]] const About& about() const { return m_about; }
  [[nodiscard]] bool offline() const { return m_about.offline; }
  [[nodiscard]] QString fleetFile() const { return m_about.fleet_file; }
  [[nodiscard]] QString version() const { return m_about.version; }
  [[nodiscard]] QString stateFolder() const { return m_about.state_folder; }
  [[nodiscard]] bool startedHere(const QString& job) const { return m_started.contains(job); }
  [[nodiscard]] QString fleetOption() const { return m_about.fleet_option; }
  [[nodiscard]] QString subtitle() const { return m_subtitle; }
  [[nodiscard]] bool live() const { return m_link.live(); }
  [[nodiscard]] int failedJobs() const { return m_failed; }
  [[nodiscard]] int runningJobs() const { return m_running; }
  [[nodiscard]] int queuedJobs() const { return m_queued; }
  [[nodiscard]] QString outboundText() const { return m_outbound; }
  [[nodiscard]] int activeTransfers() const { return m_transfers; }
  [[nodiscard]] QString largestLagText() const { return m_lag; }
  [[nodiscard]] QVariantList flows() const { return m_flows; }
  [[nodiscard]] QString slowText() const { return m_slow; }
  [[nodiscard]] QString slowRate() const { return m_slow_rate; }
  [[nodiscard]] QString selectedJob() const { return m_selected; }
  void setSelectedJob(const QString& job);
  [[nodiscard]] models::RowModel* regions() { return &m_regions; }
  [[nodiscard]] models::RowModel* links() { return &m_links; }
  [[nodiscard]] models::RowModel* rules() { return &m_rules; }
  [[nodiscard]] models::RowModel* jobs() { return &m_jobs; }
  [[nodiscard]] models::RowModel* jobImages() { return &m_images; }
  [[nodiscard]] models::RowModel* jobBlobs() { return &m_blobs; }
  [[nodiscard]] models::RowModel* jobEvents() { return &m_events; }
  [[nodiscard]] models::RowModel* planTargets() { return m_plan.targets(); }
  [[nodiscard]] models::RowModel* kpis() { return &m_kpis; }
  [[nodiscard]] PlanState* plan() { return &m_plan; }
  [[nodiscard]] CheckState* check() { return &m_check; }
  [[nodiscard]] ProfileState* profile() { return &m_profile; }
  [[nodiscard]] MatchState* matches() { return &m_matches; }
  [[nodiscard]] ConsistencyState* consistency() { return &m_consistency; }
  [[nodiscard]] QVariantMap promotion() const { return m_promotion; }
  [[nodiscard]] QVariantList alerts() const { return m_alerts; }
  [[nodiscard]] models::Throughput* throughput() { return &m_throughput; }
  /// Snapshots seen so far.
  [[nodiscard]] int snapshots() const { return m_snapshots; }

signals:
  void pageChanged();
  void snapshotChanged();
  void flowsChanged();
  void selectedJobChanged();
  void promotionChanged();
  void alertsChanged();
  /// `tone`: "ok", "info", "warn" or "bad".
  void toast(const QString& text, const QString& tone, const QString& detail);
  void planReady();
  /// After everything here was said again in another language.
  void retranslated();
  /// A region or rule was taken out of the fleet; for undo.
  void removed(const QString& text, const meridian::engine::Fleet& before, const meridian::engine::Fleet& after);

private:
  [[nodiscard]] const engine::Fleet& fleet() const;
  void say(Tone tone, const QString& text, const QString& detail = {});
  void show();
  void turnTo(const QString& page, const QString& subject);
  void showJobs(const engine::Snapshot& snapshot, base::Timestamp now);
  void askAboutJob();
  void askForBlobs();
  void clearJob();
  QString start(const engine::JobRequest& request);
  void showPromotions(const engine::Snapshot& snapshot);
  QString apply(const engine::Fleet& next);
  QString takeOut(const engine::Fleet& next, const QString& text);
  [[nodiscard]] plan::Rule ruleIn(const QVariantMap& form, const QString& oldId, QStringList& errors) const;
  void askForMatches();

  FleetLink& m_link;
  const About m_about;
  QString m_page = QStringLiteral("overview");
  QString m_subject;
  QList<std::pair<QString, QString>> m_been; ///< pages before this one, the last at the end
  QString m_subtitle, m_outbound, m_lag, m_selected, m_slow;
  QString m_slow_rate = QStringLiteral("8 Mbit/s");
  int m_failed = 0, m_running = 0, m_queued = 0, m_transfers = 0, m_snapshots = 0;
  QVariantList m_flows, m_alerts;
  QVariantMap m_promotion;
  models::RowModel m_regions, m_links, m_rules, m_jobs, m_images, m_blobs, m_events, m_kpis;
  models::Throughput m_throughput;
  PlanState m_plan;
  CheckState m_check;
  ProfileState m_profile;
  MatchState m_matches;
  ConsistencyState m_consistency;
  FleetLink::Question m_plan_question = 0, m_check_question = 0, m_images_question = 0, m_events_question = 0;
  FleetLink::Question m_blobs_question = 0, m_profile_question = 0, m_matches_question = 0;
  std::vector<ports::EventRecord> m_job_events;
  std::vector<engine::ImageStatus> m_job_images;
  std::vector<engine::BlobStatus> m_job_blobs;
  std::uint64_t m_asked_revision = 0; ///< of the snapshot that the job on show was asked about last
  QSet<QString> m_started; ///< jobs that were started here
  QTimer m_minute;                    ///< "2 min ago" ages even where nothing happens
};

} // namespace meridian::console
