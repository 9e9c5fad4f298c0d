// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/progress.h"

#include "core/std_string.h"
#include "support/instant_clock.h"

#include <QTest>

using namespace meridian;
using transfer::Progress;
using transfer::StepState;

namespace {

oci::Digest digest(char letter) { return *oci::Digest::parse("sha256:" + std::string(64, letter)); }

/// Target 0 uploads `a` (100) and `b` (50), target 1 mounts `a`; two steps at target 0 share `a`.
plan::Plan samplePlan() {
  plan::Plan plan;
  plan.targets.resize(2);
  plan::BlobTransfer a;
  a.blob.digest = digest('a');
  a.blob.size = {100};
  a.deliveries = {{0, "app", {}, {"web"}}, {1, "app", "base", {}}};
  plan::BlobTransfer b;
  b.blob.digest = digest('b');
  b.blob.size = {50};
  b.deliveries = {{0, "app", {}, {}}};
  plan.blobs = {a, b};
  plan::TagStep one;
  one.target = 0;
  one.blobs = {digest('a'), digest('b')};
  one.bytes = {150};
  plan::TagStep two;
  two.target = 0;
  two.blobs = {digest('a')};
  two.bytes = {100};
  plan::TagStep other;
  other.target = 1;
  other.blobs = {digest('a')};
  other.bytes = {100};
  plan.tags = {one, two, other};
  return plan;
}

} // namespace

class ProgressTest : public QObject {
  Q_OBJECT

private slots:
  void init() {
    m_clock = std::make_unique<test::InstantClock>();
    m_progress = std::make_unique<Progress>(samplePlan(), *m_clock);
  }

  void startsWithThePlansFigures() {
    const auto figures = m_progress->figures();
    QCOMPARE(figures.total.value, 150u); // the mount is expected to work
    QCOMPARE(figures.done.value, 0u);
    QCOMPARE(figures.blobs_total, 4u);
    QCOMPARE(figures.steps_total, 3u);
    QCOMPARE(m_progress->step(0).total.value, 150u);
    QVERIFY(m_progress->step(0).state == StepState::Waiting);
  }

  void bytesCountForEachImageThatWaitsForThem() {
    m_progress->blobWritten(0, digest('a'), {60});
    QCOMPARE(m_progress->figures().done.value, 60u);
    QCOMPARE(m_progress->figures().written[0], 60u);
    QCOMPARE(m_progress->figures().written[1], 0u);
    QCOMPARE(m_progress->step(0).done.value, 60u);
    QCOMPARE(m_progress->step(1).done.value, 60u);
    QCOMPARE(m_progress->step(2).done.value, 0u);
    QVERIFY(m_progress->step(0).state == StepState::Copying);
    QVERIFY(m_progress->step(0).started == m_clock->now());
  }

  void aRestartTakesBackWhatWasSent() {
    m_progress->blobWritten(0, digest('b'), {20});
    m_progress->blobWritten(0, digest('a'), {60});
    m_progress->blobRestarted(0, digest('a'));
    auto figures = m_progress->figures();
    QCOMPARE(figures.done.value, 20u);
    QCOMPARE(figures.written[0], 80u); // what went over the line stays
    QCOMPARE(m_progress->step(0).done.value, 20u);
    QCOMPARE(m_progress->step(1).done.value, 0u);
    m_progress->blobRestarted(0, digest('a')); // nothing was sent since
    QCOMPARE(m_progress->figures().done.value, 20u);
    m_progress->blobWritten(0, digest('a'), {100});
    m_progress->blobDone(0, digest('a'), {100});
    QCOMPARE(m_progress->step(1).done.value, 100u);
    QCOMPARE(m_progress->figures().done.value, 120u);
  }

  void aMountedBlobCompletesTheImageWithoutBytes() {
    m_progress->blobMounted(1, digest('a'), {100});
    m_progress->blobDone(1, digest('a'), {100});
    QCOMPARE(m_progress->step(2).done.value, 100u);
    QCOMPARE(m_progress->figures().done.value, 0u);
    QCOMPARE(m_progress->figures().mounted.value, 100u);
    QCOMPARE(m_progress->figures().blobs_done, 1u);
  }

  /// Rows by blob and target: what moves stands first, and each says how it came.
  void blobsSayWhereTheyCameFrom() {
    auto plan = samplePlan();
    plan.present.push_back({1, "app", digest('b'), {50}});
    Progress progress(plan, *m_clock);
    progress.blobMounted(1, digest('a'), {100});
    progress.blobDone(1, digest('a'), {100});
    progress.uploadResumed(0, digest('b'), {20});
    progress.blobWritten(0, digest('b'), {10});
    std::string rows;
    for (const auto& row : progress.blobs(10))
      rows += std::to_string(row.target) + row.digest.encoded().front() + " " + std::string(name(row.origin)) + " " +
              std::to_string(row.done.value) + "/" + std::to_string(row.size.value) + "; ";
    QCOMPARE(rows, std::string("0b resumed 30/50; 0a pulled 0/100; 1a mounted 100/100; 1b there already 50/50; "));
    QCOMPARE(progress.blobs(1).size(), 1u);
    QCOMPARE(progress.figures().resumed.value, 20u);
  }

  void aRefusedMountIsMoreToDo() {
    m_progress->mountRefused({100});
    QCOMPARE(m_progress->figures().total.value, 250u);
    m_progress->blobWritten(1, digest('a'), {100});
    m_progress->blobDone(1, digest('a'), {100});
    QCOMPARE(m_progress->step(2).done.value, 100u);
  }

  void anImageIsNeverMoreThanComplete() {
    m_progress->blobWritten(0, digest('a'), {100});
    m_progress->blobDone(0, digest('a'), {100});
    m_progress->blobWritten(0, digest('a'), {100}); // into the second repository
    m_progress->blobRestarted(0, digest('a'));
    QCOMPARE(m_progress->step(1).done.value, 100u);
    QCOMPARE(m_progress->figures().done.value, 100u);
    m_progress->blobWritten(0, digest('a'), {100});
    m_progress->blobDone(0, digest('a'), {100});
    QCOMPARE(m_progress->step(1).done.value, 100u);
    QCOMPARE(m_progress->figures().done.value, 200u);
  }

  void countsUploadsUnderWay() {
    m_progress->transferStarted(1);
    m_progress->transferStarted(1);
    m_progress->transferEnded(1);
    QCOMPARE(m_progress->figures().transfers[1], 1u);
    QCOMPARE(m_progress->figures().transfers[0], 0u);
  }

  void stepsEndOnce_data() {
    QTest::addColumn<int>("state");
    QTest::addColumn<int>("failed");
    QTest::newRow("copied") << static_cast<int>(StepState::Copied) << 0;
    QTest::newRow("failed") << static_cast<int>(StepState::Failed) << 1;
    QTest::newRow("cancelled") << static_cast<int>(StepState::Cancelled) << 0;
  }
  void stepsEndOnce() {
    QFETCH(int, state);
    const auto begin = m_clock->now();
    m_progress->stepChanged(0, StepState::Copying, {});
    QCOMPARE(m_progress->figures().steps_done, 0u);
    m_clock->sleep(std::chrono::seconds(3), {});
    std::optional<base::Error> error;
    if (state != static_cast<int>(StepState::Copied)) error = base::Error{base::Errc::Denied, "no", {}, 0, {}, {}, {}};
    m_progress->stepChanged(0, static_cast<StepState>(state), error);
    QCOMPARE(m_progress->figures().steps_done, 1u);
    QTEST(static_cast<int>(m_progress->figures().steps_failed), "failed");
    QVERIFY(m_progress->step(0).started == begin);
    QVERIFY(m_progress->step(0).finished == begin + std::chrono::seconds(3));
    QCOMPARE(m_progress->step(0).error.has_value(), error.has_value());
  }

  void theReasonForWaitingGoesWhenBytesMove() {
    m_progress->wait("try 2 of 4");
    QCOMPARE(m_progress->figures().waiting, std::string("try 2 of 4"));
    m_progress->blobWritten(0, digest('a'), {1});
    QCOMPARE(m_progress->figures().waiting, std::string());
  }

private:
  std::unique_ptr<test::InstantClock> m_clock;
  std::unique_ptr<Progress> m_progress;
};

QTEST_GUILESS_MAIN(ProgressTest)
#include "progress_test.moc"
