// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/screenshot.h"

#include "console/appearance.h"
#include "console/bridge.h"

#include <QDir>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QImage>
#include <QQuickWindow>
#include <QTimer>

namespace meridian::console {

namespace {

constexpr int kDeadlineMs = 15'000;
constexpr int kSettleMs = 700;      // longest animation of the pages, with room to spare
constexpr int kScriptedSnapshots = 40; // the scripted fleet is in full flow by then
constexpr int kQuietMs = 2'000;     // a fleet in which nothing happens has said all it has to say

constexpr int kBetweenLooksMs = 80;
constexpr int kLooks = 60;

void spin(int ms) {
  QEventLoop loop;
  QTimer::singleShot(ms, &loop, &QEventLoop::quit);
  loop.exec();
}

bool ready(const Bridge& bridge, bool still, qint64 waited_ms) {
  if (still) return true;
  if (!bridge.offline()) return waited_ms >= kQuietMs;
  return bridge.snapshots() >= kScriptedSnapshots && bridge.activeTransfers() > 0;
}

/// Nobody clicks: a job that moves and has most of its way before it says more than the one that was there first.
QString busiestJob(const models::RowModel& jobs) {
  QString busiest;
  double least = 2;
  for (int i = 0; i < jobs.count(); ++i) {
    double progress = jobs.value(i, "progress").toDouble();
    if (progress < 0.01) progress = 1; // has hardly begun
    if (jobs.value(i, "status") != QStringLiteral("running") || progress >= least) continue;
    least = progress;
    busiest = jobs.value(i, "jobId").toString();
  }
  return busiest;
}

/// What the window shows once it shows the same twice; a null image where it never does.
QImage settled(QQuickWindow& window) {
  QImage last;
  for (int look = 0; look < kLooks; ++look) {
    spin(kBetweenLooksMs);
    auto image = window.grabWindow();
    if (image == last) return image.convertToFormat(QImage::Format_RGB32);
    last = std::move(image);
  }
  return {};
}

} // namespace

QString takeScreenshot(QQuickWindow& window, Bridge& bridge, const Picture& picture) {
  window.setMinimumSize({1, 1});
  window.resize(picture.size);
  window.show();
  QElapsedTimer waited;
  waited.start();
  while (!ready(bridge, picture.still, waited.elapsed()) && waited.elapsed() < kDeadlineMs) spin(50);
  spin(kSettleMs);
  if (const auto job = busiestJob(*bridge.jobs()); !job.isEmpty()) {
    bridge.setSelectedJob(job);
    spin(kSettleMs / 2);
  }
  auto image = window.grabWindow();
  if (image.isNull()) return QStringLiteral("nothing was drawn");
  if (image.size() != picture.size * window.effectiveDevicePixelRatio()) return QStringLiteral("the window did not take the size that was asked for");
  if (!image.convertToFormat(QImage::Format_RGB32).save(picture.file, "PNG"))
    return QStringLiteral("cannot write %1").arg(picture.file);
  return {};
}

QString takeGallery(QQuickWindow& window, Bridge& bridge, Appearance& appearance, const Gallery& gallery) {
  if (!QDir().mkpath(gallery.folder)) return QStringLiteral("cannot make %1").arg(gallery.folder);
  window.setMinimumSize({1, 1});
  window.resize(gallery.size);
  window.show();
  bridge.setSelectedJob(busiestJob(*bridge.jobs()));
  for (const auto& language : {QStringLiteral("en"), QStringLiteral("zh_CN")})
    for (const auto& theme : {QStringLiteral("dark"), QStringLiteral("light")})
      for (const auto& page : Bridge::pages()) {
        appearance.setLanguage(language);
        appearance.setTheme(theme);
        bridge.open(page, gallery.subjects.value(page));
        const auto file = QDir(gallery.folder).filePath(QStringLiteral("%1-%2-%3.png").arg(page, theme, language));
        const auto image = settled(window);
        if (image.isNull()) return QStringLiteral("%1 never comes to rest").arg(file);
        if (!image.save(file, "PNG")) return QStringLiteral("cannot write %1").arg(file);
      }
  return {};
}

} // namespace meridian::console
