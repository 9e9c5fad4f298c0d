// SPDX-License-Identifier: GPL-3.0-or-later
// A day at the console, fast: snapshots as an engine makes them (one a second), through bridge, facades and all pages of
// the whole window, which are opened in turn. Memory, files and threads have to stay where they were.
//   console_soak [SECONDS OF THE DAY]      28800 = 8 hours; status 1 where something grows
#include "bench/console_window.h"
#include "offline/scene.h"
#include "support/console/fake_link.h"

#include <QApplication>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <malloc.h>

using namespace meridian;

namespace {

constexpr int kSpells = 12;
constexpr int kPerPage = 20;        // seconds of the day on each page
constexpr long kMayGrowKb = 12'000; // from the end of the first third on: caches fill for a while
constexpr long kMayGrowFiles = 2, kMayGrowThreads = 1;

/// The picture of a second: rates, progress and times move, jobs end and new ones come.
engine::Snapshot pictureOf(const engine::Snapshot& first, int second) {
  auto s = first;
  s.time = first.time + std::chrono::seconds(second);
  for (std::size_t i = 0; i < s.regions.size(); ++i) {
    auto& region = s.regions[i];
    region.in.value *= 1 + 0.4 * std::sin(second * 0.7 + static_cast<double>(i));
    region.last_check = s.time - std::chrono::seconds(second % 240);
    if (region.history.empty()) continue;
    std::rotate(region.history.begin(), region.history.begin() + second % 60, region.history.end());
    if (second % 600 < 60 && i == 3) region.state = engine::RegionState::Drift;
    if (second % 900 < 45 && i == 4) region.state = engine::RegionState::Failed;
  }
  for (auto& job : s.jobs) {
    if (job.phase == engine::JobPhase::Done) continue;
    job.record.id += "-" + std::to_string(second / 90); // a new one every 90 seconds
    if (job.phase == engine::JobPhase::Copying) job.done.value = job.total.value * static_cast<std::uint64_t>(second % 90) / 90;
  }
  // Those that have ended move down, and newer ones come in above them.
  for (auto& job : s.jobs)
    if (job.phase == engine::JobPhase::Done) job.record.id += "-" + std::to_string(second / 300);
  s.figures.throughput.value = s.regions.front().out.value;
  return s;
}

struct Marks {
  long rss = 0, heap = 0, files = 0, threads = 0;
};

Marks look() {
  malloc_trim(0); // what is free is not counted
  return {bench::statusOf("VmRSS"), static_cast<long>(mallinfo2().uordblks / 1024), bench::openFiles(), bench::statusOf("Threads")};
}

} // namespace

int main(int argc, char** argv) {
  for (const auto& [variable, value] : {std::pair{"QT_QPA_PLATFORM", "offscreen"}, std::pair{"QT_QUICK_BACKEND", "software"}})
    if (qEnvironmentVariableIsEmpty(variable)) qputenv(variable, value);
  QApplication app(argc, argv);
  const int seconds = argc > 1 ? std::atoi(argv[1]) : 28'800;
  const auto scene = *offline::makeScene("fine");
  support::FakeLink link;
  link.show(scene.snapshot);
  bench::ConsoleWindow console(link);
  auto* window = console.window();
  if (!window) return 2;
  window->resize(1280, 720);
  window->show();

  std::printf("%10s %10s %10s %8s %8s\n", "second", "RSS MB", "heap MB", "files", "threads");
  QElapsedTimer time;
  time.start();
  std::vector<Marks> marks;
  int second = 0;
  for (int spell = 0; spell < kSpells; ++spell) {
    for (const int end = static_cast<int>(static_cast<long>(seconds) * (spell + 1) / kSpells); second < end; ++second) {
      if (second % kPerPage == 0) {
        const auto& page = console::Bridge::pages().at(second / kPerPage % console::Bridge::pages().size());
        console.bridge().open(page, QString::fromStdString(offline::subjectOf(scene, page.toStdString())));
        if (second % 2000 == 0) console.appearance().setTheme(console.appearance().dark() ? QStringLiteral("light") : QStringLiteral("dark"));
        if (second % 4000 == 0) console.appearance().setLanguage(console.appearance().language() == QLatin1String("en") ? QStringLiteral("zh_CN") : QStringLiteral("en"));
      }
      link.show(pictureOf(scene.snapshot, second));
      QCoreApplication::processEvents();
      QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
      (void)window->grabWindow();
    }
    marks.push_back(look());
    const auto& m = marks.back();
    std::printf("%10d %10.1f %10.1f %8ld %8ld\n", second, static_cast<double>(m.rss) / 1024, static_cast<double>(m.heap) / 1024, m.files, m.threads);
    std::fflush(stdout);
  }
  const auto& from = marks[kSpells / 3 - 1];
  const auto& to = marks.back();
  const auto grown = to.rss - from.rss;
  std::printf("after the first third: %+.1f MB RSS, %+.1f MB heap, %+ld files, %+ld threads; %lld s for %d s of the day\n",
              static_cast<double>(grown) / 1024, static_cast<double>(to.heap - from.heap) / 1024, to.files - from.files,
              to.threads - from.threads, time.elapsed() / 1000, second);
  return grown > kMayGrowKb || to.files - from.files > kMayGrowFiles || to.threads - from.threads > kMayGrowThreads ? 1 : 0;
}
