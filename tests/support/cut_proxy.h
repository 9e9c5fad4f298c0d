// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>
#include <set>
#include <stop_token>
#include <thread>
#include <vector>

namespace meridian::test {

/// A loopback TCP line to 127.0.0.1:target that breaks on command. Any thread.
class CutProxy {
public:
  enum class Way { Up, Down }; ///< client to server, server to client

  explicit CutProxy(std::uint16_t target);
  ~CutProxy();
  CutProxy(const CutProxy&) = delete;
  CutProxy& operator=(const CutProxy&) = delete;

  [[nodiscard]] std::uint16_t port() const { return m_port; }
  /// When `bytes` more bytes have passed `way` (all connections together), the connection that carried the
  /// last of them is reset; the count then begins anew, `times` times in all.
  void cutAfter(Way way, std::uint64_t bytes, int times = 1) { plan(way, bytes, times, Cut::How::Reset); }
  /// The same, but the connection ends there as if all had been said.
  void truncateAfter(Way way, std::uint64_t bytes, int times = 1) { plan(way, bytes, times, Cut::How::End); }
  /// The same, but nothing is cut: the last of the `bytes` is another one when it arrives.
  void corruptAfter(Way way, std::uint64_t bytes, int times = 1) { plan(way, bytes, times, Cut::How::Corrupt); }
  void cutAll(); ///< resets what is open now
  /// Nothing passes any more while on; connections stay open.
  void stall(bool on);
  /// Accepts and resets at once while on.
  void refuse(bool on) { m_refuse = on; }
  /// Each piece of at most 64 KiB waits that long.
  void delay(std::chrono::milliseconds piece) { m_delay = piece.count(); }
  /// A longer way: every byte arrives half of it later than it was sent, without taking bandwidth away.
  void roundTrip(std::chrono::milliseconds time) { m_round_trip = time.count(); }

  [[nodiscard]] std::uint64_t passed(Way way) const { return m_passed[static_cast<int>(way)]; }
  [[nodiscard]] int connections() const { return m_connections; }
  [[nodiscard]] int cuts() const { return m_cuts; }

private:
  struct Line;
  struct Pipe;
  struct Cut {
    enum class How { Reset, End, Corrupt };
    std::uint64_t bytes = 0, left = 0;
    int times = 0;
    How how = How::Reset;
  };
  void accept();
  void serve(int client);
  void pump(Line& line, Way way);
  bool mayPass(const Line& line);
  void deliver(Line& line, Way way, Pipe& pipe);
  void plan(Way way, std::uint64_t bytes, int times, Cut::How how);
  std::uint64_t allowance(Way way, std::uint64_t wanted, std::optional<Cut::How>& cut);

  const std::uint16_t m_target;
  std::uint16_t m_port = 0;
  int m_listener = -1;
  std::stop_source m_stop;
  std::atomic<std::uint64_t> m_passed[2] = {0, 0};
  std::atomic<int> m_connections{0}, m_cuts{0};
  std::atomic<bool> m_refuse{false};
  std::atomic<std::int64_t> m_delay{0}, m_round_trip{0};

  std::mutex m_mutex;
  std::condition_variable_any m_wake;
  bool m_stalled = false;
  Cut m_cut[2];
  std::set<Line*> m_lines;
  std::vector<std::jthread> m_threads;
  std::jthread m_acceptor; ///< last: ends first
};

} // namespace meridian::test
