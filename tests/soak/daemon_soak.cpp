// SPDX-License-Identifier: GPL-3.0-or-later
// meridiand left alone: a push with its webhook and a sync by the command line each minute, a line that is cut, stalls and is
// refused now and then, and a console that looks on. Memory, files and threads of both have to stay where they were, the
// database has to grow with what is remembered and with nothing else, and in the end both registries hold the same.
//   daemon_soak [SECONDS] [SECONDS BETWEEN JOBS]      3600 60; status 1 where something grows or is not the same
#include "e2e/client.h"
#include "e2e/ctl.h"
#include "support/cut_proxy.h"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <thread>

using namespace meridian;
using namespace std::chrono_literals;
using test::CutProxy;
using test::RegistryProcess;

namespace {

constexpr long kMayGrowKb = 16'000, kMayGrowFiles = 6, kMayGrowThreads = 6; // peaks of the first third against the last
/// The same few again and again: more tags are more questions at once, which is no leak.
constexpr int kTags = 4;
constexpr long kMayKeepPerJobKb = 24, kMostLogKb = 12'000;

struct Marks {
  long rss = 0, files = 0, threads = 0;
};

Marks look(pid_t process) {
  Marks marks;
  const auto folder = "/proc/" + std::to_string(process);
  std::ifstream status(folder + "/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmRSS:")) marks.rss = std::stol(line.substr(6));
    if (line.starts_with("Threads:")) marks.threads = std::stol(line.substr(8));
  }
  std::error_code error;
  for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder + "/fd", error)) ++marks.files;
  return marks;
}

long sizeKb(const std::filesystem::path& file) {
  std::error_code error;
  const auto size = std::filesystem::file_size(file, error);
  return error ? 0 : static_cast<long>(size / 1024);
}

/// Whether the highest of the last third is at most so much above the highest of the second: caches fill in the first.
bool stays(const char* what, const std::vector<Marks>& all, long Marks::* figure, long may_grow) {
  const auto third = static_cast<std::ptrdiff_t>(all.size() / 3);
  const auto highest = [&](auto begin, auto end) { return (*std::ranges::max_element(begin, end, {}, figure)).*figure; };
  const long before = highest(all.begin() + third, all.begin() + 2 * third), after = highest(all.begin() + 2 * third, all.end());
  std::printf("%s: %ld, then %ld (may grow by %ld)\n", what, before, after, may_grow);
  return after - before <= may_grow;
}

/// Fleet with webhooks of the source and a rule that listens to them.
std::string rule(std::uint16_t port) {
  return ",\"schedule\":{\"on_push\":true,\"poll\":\"5m\"}}],\"webhooks\":{\"listen\":\"127.0.0.1:" + std::to_string(port) +
         "\",\"sources\":[{\"id\":\"fra\",\"region\":\"fra\",\"kind\":\"distribution\",\"auth\":\"bearer\",\"credential\":\"hook\"}]}}";
}

void trouble(CutProxy& line, std::stop_token stop) {
  for (int n = 1; !stop.stop_requested(); ++n) {
    line.cutAfter(CutProxy::Way::Down, 1'500'000, 2);
    for (int i = 0; i < 200 && !stop.stop_requested(); ++i) std::this_thread::sleep_for(100ms);
    if (n % 3 == 0) line.stall(true);
    if (n % 7 == 0) line.refuse(true);
    line.cutAll();
    for (int i = 0; i < 30 && !stop.stop_requested(); ++i) std::this_thread::sleep_for(100ms);
    line.stall(false);
    line.refuse(false);
  }
}

} // namespace

int main(int argc, char** argv) {
  const auto seconds = std::chrono::seconds(argc > 1 ? std::atoi(argv[1]) : 3600);
  const auto between = std::chrono::seconds(argc > 2 ? std::atoi(argv[2]) : 60);
  const std::string secret = "soak-secret";
  const auto port = test::freePort();
  test::RegistryProcessOptions telling;
  telling.notify_url = "http://127.0.0.1:" + std::to_string(port) + "/hooks/fra";
  telling.notify_authorization = "Bearer " + secret;
  auto source = RegistryProcess::start(telling), target = RegistryProcess::start();
  if (!source || !target) return 2;
  CutProxy line((*source)->port());
  line.roundTrip(20ms);
  line.delay(10ms);
  test::Ctl ctl({{"fra", "http://127.0.0.1:" + std::to_string(line.port()), {}, {}}, {"tyo", (*target)->url(), {}, {}}});
  // The fleet file of Ctl ends with the rule; webhooks follow it.
  auto text = test::readFile(ctl.folder() / "fleet.json");
  text.resize(text.size() - std::string("}]}").size());
  test::writeFile(ctl.folder() / "fleet.json", text + rule(port));
  for (const auto& entry : {std::string("MERIDIAN_KEYCHAIN=off"), std::string("QT_QPA_PLATFORM=offscreen"), std::string("QT_QUICK_BACKEND=software"),
                            "MERIDIAN_CREDENTIAL_HOOK=sender:" + secret})
    ctl.environment(entry);
  auto daemon = ctl.startProgram(MERIDIAN_BIN "/meridiand", "daemon");
  if (!daemon || !test::waitUntil([&] { return std::filesystem::exists(ctl.state() / "attach"); }, 30s)) {
    std::fputs(test::readFile(ctl.folder() / "daemon").c_str(), stderr);
    return 2;
  }
  auto console = ctl.startProgram(MERIDIAN_BIN "/meridian", "console");
  test::DirectClient client((*source)->url());

  std::vector<Marks> daemons, consoles;
  long first_db = 0, most_log = 0;
  int jobs = 0, failed = 0;
  const auto begun = std::chrono::steady_clock::now();
  {
    std::jthread cutter([&](std::stop_token stop) { trouble(line, stop); });
    std::printf("%8s | %9s %6s %8s | %9s %6s %8s | %9s %9s\n", "second", "daemon kB", "files", "threads", "console", "files", "threads", "state kB", "log kB");
    for (auto next = begun; next - begun < seconds; next += between) {
      std::this_thread::sleep_until(next);
      std::string layer(8'000'000, 'x');
      for (std::size_t i = 0; i < layer.size(); i += 4) layer[i] = static_cast<char>(i * 31 + static_cast<std::size_t>(jobs) * 17 + i / 4093);
      if (!client.image("app/web", "v" + std::to_string(jobs % kTags), layer)) std::puts("the source took no image");
      const auto synced = ctl.run({"--json", "sync", "all"});
      ++jobs;
      // Busy with the push's own job is no failure; the next one brings what is left.
      if (synced.status != 0) ++failed;
      daemons.push_back(look(daemon->pid()));
      consoles.push_back(look(console->pid()));
      const auto db = sizeKb(ctl.state() / "state.db"), log = sizeKb(ctl.state() / "state.db-wal");
      if (first_db == 0) first_db = db;
      most_log = std::max(most_log, log);
      const auto& d = daemons.back();
      const auto& c = consoles.back();
      std::printf("%8lld | %9ld %6ld %8ld | %9ld %6ld %8ld | %9ld %9ld  %d\n",
                  static_cast<long long>((std::chrono::steady_clock::now() - begun) / 1s), d.rss, d.files, d.threads, c.rss, c.files, c.threads, db, log, synced.status);
      std::fflush(stdout);
      if (!daemon->running() || !console->running()) {
        std::fputs(test::readFile(ctl.folder() / "daemon").c_str(), stderr);
        return 1;
      }
    }
  }
  line.delay(0ms);
  const bool same = test::waitUntil(
      [&] {
        (void)ctl.run({"--json", "sync", "all"});
        return test::storedTags(**source) == test::storedTags(**target);
      },
      120s);
  const auto history = ctl.run({"--json", "jobs"});
  const auto db = sizeKb(ctl.state() / "state.db");
  std::printf("%d syncs, %d not at once; %d connections cut; same in both: %s; state %ld kB, at first %ld, log at most %ld\n", jobs, failed, line.cuts(),
              same ? "yes" : "NO", db, first_db, most_log);
  bool good = same && daemons.size() >= 6;
  good = stays("daemon's memory, kB", daemons, &Marks::rss, kMayGrowKb) && good;
  good = stays("daemon's files", daemons, &Marks::files, kMayGrowFiles) && good;
  good = stays("daemon's threads", daemons, &Marks::threads, kMayGrowThreads) && good;
  good = stays("console's memory, kB", consoles, &Marks::rss, kMayGrowKb) && good;
  good = stays("console's files", consoles, &Marks::files, kMayGrowFiles) && good;
  good = stays("console's threads", consoles, &Marks::threads, kMayGrowThreads) && good;
  // Two jobs each time: the push's and the sync's, and the polls'.
  good = db - first_db <= kMayKeepPerJobKb * (2 * jobs + 20) && most_log <= kMostLogKb && good;
  good = console->terminate(20s) == 0 && good;
  good = daemon->terminate(5s) == 0 && good;
  if (!good) std::fputs(test::readFile(ctl.folder() / "daemon").c_str(), stderr);
  std::puts(good ? "flat" : "NOT FLAT");
  return good ? 0 : 1;
}
