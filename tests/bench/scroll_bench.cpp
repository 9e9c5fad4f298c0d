// SPDX-License-Identifier: GPL-3.0-or-later
// Scrolling a page of 100,000 tags in the whole window: what a frame takes, from the new position to the finished picture.
//   scroll_bench [PAGE [FRAMES]]      "images" (default) or "consistency"; status 1 where the page has no such list
#include "console_window.h"
#include "offline/still_link.h"

#include <QApplication>
#include <QQuickItem>

#include <algorithm>
#include <cstdio>
#include <ctime>

using namespace meridian;

namespace {

constexpr double kTags = 100'000, kLeastRow = 16;

/// The list on show with the most to scroll.
QQuickItem* longest(QQuickItem* item) {
  QQuickItem* found = nullptr;
  const auto length = [](const QQuickItem* of) { return of ? of->property("contentHeight").toDouble() : 0.0; };
  if (item->isVisible() && item->property("contentY").isValid()) found = item;
  for (auto* child : item->childItems())
    if (auto* inner = longest(child); length(inner) > length(found)) found = inner;
  return found;
}

double cpuMs() {
  std::timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

struct Way {
  const char* name;
  double step; ///< pixels a frame; 0: to places all over the list
};

void measure(QQuickWindow& window, QQuickItem& list, const Way& way, int frames) {
  std::vector<double> times;
  const double end = list.property("contentHeight").toDouble() - list.height();
  double place = 0;
  const double cpu = cpuMs();
  for (int i = 0; i < frames; ++i) {
    place = way.step > 0 ? std::min(place + way.step, end) : end * ((i * 619) % 1000) / 1000;
    QElapsedTimer time;
    time.start();
    list.setProperty("contentY", place);
    QCoreApplication::processEvents();
    (void)window.grabWindow();
    times.push_back(static_cast<double>(time.nsecsElapsed()) / 1e6);
  }
  const double spent = (cpuMs() - cpu) / frames;
  std::ranges::sort(times);
  const auto at = [&](double share) { return times[static_cast<std::size_t>(share * static_cast<double>(times.size() - 1))]; };
  std::printf("%-28s %8.1f %8.1f %8.1f %12.1f\n", way.name, at(0.5), at(0.95), times.back(), spent);
}

} // namespace

int main(int argc, char** argv) {
  for (const auto& [variable, value] : {std::pair{"QT_QPA_PLATFORM", "offscreen"}, std::pair{"QT_QUICK_BACKEND", "software"}})
    if (qEnvironmentVariableIsEmpty(variable)) qputenv(variable, value);
  QApplication app(argc, argv);
  const auto page = QString::fromLocal8Bit(argc > 1 ? argv[1] : "images");
  const int frames = argc > 2 ? std::atoi(argv[2]) : 300;
  auto scene = *offline::makeScene("vast");
  const auto repository = QString::fromStdString(scene.repositories.front());
  offline::StillLink link(std::move(scene));
  bench::ConsoleWindow console(link);
  auto* window = console.window();
  if (!window) return 2;
  window->resize(1440, 900);
  window->show();
  const auto before = bench::statusOf("VmRSS");
  console.bridge().open(page);
  console.desk().catalog.setRepository(repository);
  console.bridge().consistency()->setRepository(repository);
  for (auto* item : window->findChildren<QQuickItem*>())
    if (item->property("tab") == QStringLiteral("drift")) item->setProperty("tab", QStringLiteral("tags"));
  QElapsedTimer waited;
  waited.start();
  QQuickItem* list = nullptr;
  while (waited.elapsed() < 20'000) {
    bench::spin(50);
    list = longest(window->contentItem());
    if (list && list->property("contentHeight").toDouble() >= kTags * kLeastRow) break;
  }
  const double height = list ? list->property("contentHeight").toDouble() : 0;
  if (height < kTags * kLeastRow) {
    std::printf("%s: the longest list has %.0f pixels: no page of 100,000 tags\n", qPrintable(page), height);
    return 1;
  }
  std::printf("%s: %.0f pixels of rows, there after %lld ms, %+ld MB\n", qPrintable(page), height, waited.elapsed(),
              (bench::statusOf("VmRSS") - before) / 1024);
  std::printf("%-28s %8s %8s %8s %12s\n", "ms per frame, 1440x900", "median", "p95", "most", "CPU a frame");
  for (const auto& way : {Way{"by a wheel's notch (60 px)", 60}, Way{"by a page (700 px)", 700}, Way{"by the scroll bar", 0}})
    measure(*window, *list, way, frames);
  return 0;
}
