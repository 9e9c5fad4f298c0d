// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/flows.h"
#include "lab/netns.h"
#include "lab/profile.h"

#include <atomic>
#include <filesystem>
#include <string>
#include <vector>

namespace meridian::lab {

/// Folder of a lab that is up: its lock, its process id and its control socket.
std::filesystem::path folderOf(const std::string& name);

/// Name of the network namespace of a site.
std::string namespaceOf(const std::string& lab, const std::string& site);

/// Names of the labs that are up.
std::vector<std::string> running();

/// Real-time priority for the calling thread where that is allowed. A packet that waits for the processor
/// arrives late: the links' delays are only as good as this.
void hurry();

/// Namespaces joined by links; everything happens on the thread that calls run(). Needs root and
/// /dev/net/tun.
class Wan {
public:
  /// Makes the namespaces. Leftovers of labs whose process died are removed first. Throws Failure.
  Wan(std::string name, Profile profile, std::uint64_t seed);
  ~Wan();
  Wan(const Wan&) = delete;
  Wan& operator=(const Wan&) = delete;

  /// Moves packets and answers the control socket until stop() or SIGTERM / SIGINT at `ending` (a signalfd
  /// or -1).
  void run(int ending);

  /// From any thread.
  void stop();

  /// One command of the control socket; throws Failure. README.md lists them.
  std::string command(const std::string& line);

  const std::string& name() const { return m_name; }
  const Profile& profile() const { return m_profile; }
  std::filesystem::path socket() const { return folderOf(m_name) / "control"; }

private:
  struct Direction {
    std::size_t from, to;
    Link link;
  };
  void listen();
  void serve();
  void readSite(std::size_t site, Time now);
  void write(std::size_t site, const Packet& packet);
  std::string stats() const;
  std::string reset(const std::vector<std::string>& words);
  std::string setCongestion(const std::vector<std::string>& words);
  std::vector<Direction*> pick(std::vector<std::string>& words);

  std::string m_name;
  Profile m_profile;
  Handle m_lock;
  std::vector<Namespace> m_namespaces;
  std::vector<Handle> m_tuns;
  std::vector<Direction> m_directions;
  std::vector<std::vector<int>> m_route; ///< [from][to] = index of a direction or -1
  Flows m_flows;
  Handle m_listener, m_wake;
  std::atomic<bool> m_stop = false;
  std::size_t m_resets = 0, m_unwritten = 0;
};

} // namespace meridian::lab
