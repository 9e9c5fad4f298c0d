// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/check.h"

#include "lab/client.h"
#include "lab/probe.h"
#include "lab/wan.h"

#include <nlohmann/json.hpp>

#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <iomanip>
#include <ostream>
#include <thread>

namespace meridian::lab {

using Json = nlohmann::json;
using std::chrono::milliseconds;

namespace {

class Checker {
public:
  Checker(Wan& wan, std::ostream& out) : m_wan(wan), m_out(out) {}

  bool good() const { return m_good; }

  void path(const Path& path, double seconds) {
    m_out << site(path.one) << " - " << site(path.other) << "\n";
    roundTrip(path);
    for (const bool forward : {true, false}) {
      const auto from = forward ? path.one : path.other, to = forward ? path.other : path.one;
      const auto& settings = forward ? path.forward : path.backward;
      losses(from, to, settings);
      for (const auto* congestion : {"bbr", "cubic"})
        rate(from, to, settings, path, congestion, seconds);
    }
  }

private:
  const std::string& site(std::size_t index) const { return m_wan.profile().sites[index].id; }
  std::string space(std::size_t index) const { return namespaceOf(m_wan.name(), site(index)); }

  void row(const std::string& what, double low, double measured, double high, const char* unit) {
    const bool good = measured >= low && measured <= high;
    m_good = m_good && good;
    m_out << "  " << std::left << std::setw(34) << what << std::right << std::fixed << std::setprecision(2)
          << std::setw(10) << measured << " " << std::left << std::setw(7) << unit
          << (good ? "ok   " : "OFF  ") << "expected " << low << " to " << high << std::endl;
  }

  void roundTrip(const Path& path) {
    const auto& a = path.forward;
    const auto& b = path.backward;
    const auto rtt = a.delay + b.delay, jitter = a.jitter + b.jitter;
    const auto echoes = ping(space(path.one), addressOf(path.other), 40, milliseconds(25));
    // A loaded machine adds to the slowest packets; the fastest ones say what the line does.
    row("round trip, fastest", rtt - jitter - 0.1, echoes.minimum(), rtt + 1 + jitter / 2, "ms");
    row("round trip, mean", rtt - jitter / 2 - 0.1, echoes.mean(), rtt + 3 + jitter, "ms");
  }

  void losses(std::size_t from, std::size_t to, const Settings& settings) {
    const auto percent = settings.loss + settings.burstLoss;
    const double offered = settings.rate > 0 ? std::min(settings.rate * 0.6, 150.0) : 150;
    const int count = static_cast<int>(std::clamp(offered * 1e6 / 8 / 528 * 2, 2000.0, 30'000.0));
    tell(m_wan.socket(), "zero");
    const auto sent = flood(space(from), space(to), addressOf(to), count, 500, offered);
    const auto link = counters(from, to);
    const double share = 100.0 * (sent.sent - sent.received) / sent.sent;
    // A burst of n packets counts like one event: the deviation grows with its square root.
    const double bursts = settings.burstLoss > 0 ? settings.burstLength : 1;
    const double deviation = 100 * std::sqrt(percent / 100 * (1 - percent / 100) * 2 * bursts / sent.sent);
    row("loss " + site(from) + " to " + site(to), std::max(0.0, percent - 4 * deviation), share,
        percent + 4 * deviation, "%");
    const auto missing = link["lost"]["packets"].get<double>() + link["overflowed"]["packets"].get<double>();
    row("  of it not in the lab's counters", 0, sent.sent - sent.received - missing, 0, "packets");
  }

  void rate(std::size_t from, std::size_t to, const Settings& settings, const Path& path,
            const std::string& congestion, double seconds) {
    const auto rtt = (path.forward.delay + path.backward.delay) / 1000;
    const auto loss = (settings.loss + settings.burstLoss) / 100;
    const auto time = milliseconds(static_cast<long>(1000 * (seconds + 20 * rtt)));
    const auto measured = bulk(space(from), space(to), addressOf(to), congestion, time);
    const double line = settings.rate > 0 ? settings.rate * 1448 / 1500 : 20'000;
    double low = 0;
    if (settings.rate > 0 && loss < 0.02)
      low = congestion == "bbr" ? line * 0.75 : loss > 0 ? 0 : line * 0.75;
    double high = line * 1.03;
    // Mathis et al. 1997: one loss-based flow moves about MSS / RTT * 1.22 / sqrt(p); cubic is a little above
    // it.
    if (congestion == "cubic" && loss > 0 && rtt > 0)
      high = std::min(high, 4 * 1448 * 8e-6 / rtt * 1.22 / std::sqrt(loss));
    row(congestion + " " + site(from) + " to " + site(to), low, measured, high, "Mbit/s");
  }

  Json counters(std::size_t from, std::size_t to) {
    const auto stats = Json::parse(tell(m_wan.socket(), "stats"));
    for (const auto& link : stats["links"])
      if (link["from"] == site(from) && link["to"] == site(to)) return link;
    return {};
  }

  Wan& m_wan;
  std::ostream& m_out;
  bool m_good = true;
};

} // namespace

bool check(const Profile& profile, double seconds, std::ostream& out) {
  Wan wan("check" + std::to_string(::getpid()), profile, 1);
  std::thread moving([&wan] {
    hurry();
    wan.run(-1);
  });
  struct Ending {
    Wan& wan;
    std::thread& moving;
    ~Ending() {
      wan.stop();
      moving.join();
    }
  } ending{wan, moving};
  Checker checker(wan, out);
  for (const auto& path : profile.paths)
    checker.path(path, seconds);
  out << (checker.good() ? "all as the profile says\n" : "something is OFF\n");
  return checker.good();
}

} // namespace meridian::lab
