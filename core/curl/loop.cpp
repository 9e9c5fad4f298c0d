// SPDX-License-Identifier: GPL-3.0-or-later
#include "curl/loop.h"

#include "base/log.h"
#include "curl/errors.h"
#include "curl/handle.h"

#include <curl/curl.h>
#include <linux/sockios.h>
#include <pthread.h>
#include <sys/ioctl.h>

#include <algorithm>

namespace meridian::curl {

using base::Errc;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t kIdleHandles = 128;
/// Idle ones are kept for the next request: several registries with more than 100 each fit.
constexpr long kIdleConnections = 512;
constexpr auto kStallCheck = 100ms;

base::Error simple(Errc code, std::string message) {
  return {code, std::move(message), {}, 0, {}, {}, {}};
}

/// Bytes that the kernel still holds for the peer, -1 when that cannot be told.
int unsentBytes(int socket) {
  int bytes = -1;
  if (socket < 0 || ::ioctl(socket, SIOCOUTQ, &bytes) != 0) return -1;
  return bytes;
}

Transfer* transferOf(CURL* easy) {
  char* self = nullptr;
  curl_easy_getinfo(easy, CURLINFO_PRIVATE, &self);
  return reinterpret_cast<Transfer*>(self); // null: a handle of curl's own
}

bool mayShare(const Ask& ask) {
  return !ask.own_connection && ask.url.starts_with("https:");
}

void usesSocket(CURL* easy, int socket) {
  if (auto* transfer = transferOf(easy)) transfer->uses(socket);
}

} // namespace

Client::Loop::Loop() : m_poller(usesSocket) {
  initialiseOnce();
  m_sharing = curl_multi_init();
  m_single = curl_multi_init();
  m_share = curl_share_init(); // one thread uses it: no locks
  curl_share_setopt(m_share, CURLSHOPT_SHARE, CURL_LOCK_DATA_SSL_SESSION);
  curl_share_setopt(m_share, CURLSHOPT_SHARE, CURL_LOCK_DATA_DNS);
  curl_multi_setopt(m_sharing, CURLMOPT_PIPELINING, CURLPIPE_MULTIPLEX);
  curl_multi_setopt(m_single, CURLMOPT_PIPELINING, CURLPIPE_NOTHING);
  for (auto* multi : {m_sharing, m_single}) {
    curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, kIdleConnections);
    m_poller.attach(multi);
  }
  m_thread = std::thread([this] {
    pthread_setname_np(pthread_self(), "http");
    run();
  });
}

Client::Loop::~Loop() {
  post({Verb::Quit, nullptr});
  m_thread.join();
  for (auto* easy : m_idle)
    curl_easy_cleanup(easy);
  curl_multi_cleanup(m_sharing);
  curl_multi_cleanup(m_single);
  curl_share_cleanup(m_share);
}

void Client::Loop::start(std::shared_ptr<Transfer> transfer) {
  post({Verb::Start, std::move(transfer)});
}
void Client::Loop::cancel(std::shared_ptr<Transfer> transfer) {
  post({Verb::Cancel, std::move(transfer)});
}
void Client::Loop::resume(std::shared_ptr<Transfer> transfer, Transfer::Resume direction) {
  if (direction == Transfer::Resume::None) return;
  post({direction == Transfer::Resume::Sending ? Verb::ResumeSending : Verb::ResumeReceiving,
        std::move(transfer)});
}

void Client::Loop::post(Command command) {
  bool first;
  {
    const std::lock_guard lock(m_mutex);
    first = m_commands.empty();
    m_commands.push_back(std::move(command));
  }
  if (first) m_poller.wake(); // else the wake-up of the first is still under way
}

void Client::Loop::run() {
  while (obey()) {
    m_poller.turn(pause());
    reap();
    tell();
    checkStalls();
  }
  while (!m_running.empty()) {
    const auto transfer = m_running.begin()->second;
    end(transfer, transfer->easy, simple(Errc::Cancelled, "the HTTP client is closing"));
  }
}

std::chrono::milliseconds Client::Loop::pause() const {
  return m_running.empty() ? 1h : kStallCheck;
}

void Client::Loop::tell() {
  // Once per turn and not per byte: head, body and end of a small answer wake their caller together.
  for (const auto& transfer : m_touched)
    transfer->notify();
  m_touched.clear();
}

bool Client::Loop::obey() {
  {
    const std::lock_guard lock(m_mutex);
    m_taken.swap(m_commands);
  }
  bool stay = true;
  for (auto& [verb, transfer] : m_taken) {
    switch (verb) {
    case Verb::Quit:
      stay = false;
      break;
    case Verb::Start:
      m_lanes[transfer->lane].waiting.push_back(transfer);
      admit(transfer->lane);
      break;
    case Verb::Cancel:
      if (transfer->easy) {
        end(transfer, transfer->easy, simple(Errc::Cancelled, "cancelled"));
      } else if (const auto lane = m_lanes.find(transfer->lane); lane != m_lanes.end()) {
        std::erase(lane->second.waiting, transfer);
        admit(lane->first);
      }
      break;
    case Verb::ResumeReceiving:
      transfer->resume(Transfer::Resume::Receiving);
      break;
    case Verb::ResumeSending:
      transfer->resume(Transfer::Resume::Sending);
      break;
    }
  }
  m_taken.clear();
  return stay;
}

void Client::Loop::admit(const std::string& name) {
  const std::string key = name; // begin() may end at once and take the lane, and with it `name`, away
  for (auto it = m_lanes.find(key); it != m_lanes.end(); it = m_lanes.find(key)) {
    auto& lane = it->second;
    if (lane.waiting.empty()) {
      if (lane.running == 0) m_lanes.erase(it);
      return;
    }
    if (lane.running >= std::max(1, lane.waiting.front()->ask().route.connections)) return;
    auto next = std::move(lane.waiting.front());
    lane.waiting.pop_front();
    ++lane.running;
    begin(std::move(next));
  }
}

void Client::Loop::begin(std::shared_ptr<Transfer> transfer) {
  if (mayUseQuic(transfer->ask())) {
    auto& origin = m_quic[ports::originOf(transfer->ask().url)];
    transfer->way = origin.way(mayUseEarlyData(transfer->ask()), SteadyClock::now());
    if (transfer->way != Way::Tcp) transfer->quic = &origin;
  }
  m_running.emplace(transfer.get(), transfer);
  if (auto ready = launch(transfer); !ready) {
    refuse(transfer, std::move(ready).error());
    --m_lanes[transfer->lane].running;
  }
}

void Client::Loop::refuse(const std::shared_ptr<Transfer>& transfer, base::Error error) {
  m_running.erase(transfer.get());
  transfer->finish(std::move(error));
}

base::Result<void> Client::Loop::launch(const std::shared_ptr<Transfer>& transfer) {
  CURL* easy = nullptr;
  if (m_idle.empty()) {
    easy = curl_easy_init();
  } else {
    easy = m_idle.back();
    m_idle.pop_back();
  }
  if (auto ready = configure(easy, *transfer, m_share); !ready) {
    release(easy);
    return ready;
  }
  transfer->prepare(easy, m_touched);
  transfer->began = transfer->progress = SteadyClock::now();
  transfer->multi = mayShare(transfer->ask()) ? m_sharing : m_single;
  curl_multi_add_handle(transfer->multi, easy);
  return {};
}

bool Client::Loop::relaunch(const std::shared_ptr<Transfer>& transfer, int code) {
  if (transfer->way == Way::Tcp || transfer->answered()) return false;
  const bool own_wish = transfer->fresh && code == CURLE_ABORTED_BY_CALLBACK;
  if (!own_wish) {
    if (transfer->connected && !transfer->ask().safe() && !transfer->turnedAway()) return false;
    auto& origin = *transfer->quic;
    const auto now = SteadyClock::now();
    const bool silent = code == CURLE_OK && !transfer->turnedAway();
    origin.failed(transfer->way, silent, now);
    transfer->way = std::min(transfer->way, origin.way(mayUseEarlyData(transfer->ask()), now));
    base::log("http", base::LogLevel::Debug,
              transfer->lane + ": HTTP/3 " + (silent ? "without an answer" : "does not work") +
                  (transfer->way == Way::Tcp ? ", over TCP for a while" : ", without early data"));
  }
  transfer->forgetOpening();
  auto* easy = std::exchange(transfer->easy, nullptr);
  curl_multi_remove_handle(transfer->multi, easy);
  release(easy);
  transfer->again();
  if (auto ready = launch(transfer); !ready) {
    refuse(transfer, std::move(ready).error());
    leaveLane(transfer->lane);
  }
  return true;
}

void Client::Loop::end(const std::shared_ptr<Transfer>& transfer, CURL* easy,
                       std::optional<base::Error> error) {
  const auto kept = transfer; // outlives its place in the map
  curl_multi_remove_handle(kept->multi, easy);
  release(easy);
  kept->finish(std::move(error));
  m_running.erase(kept.get());
  leaveLane(kept->lane);
}

void Client::Loop::leaveLane(const std::string& name) {
  --m_lanes[name].running;
  admit(name);
}

void Client::Loop::release(CURL* easy) {
  if (m_idle.size() >= kIdleHandles) return curl_easy_cleanup(easy);
  curl_easy_reset(easy);
  m_idle.push_back(easy);
}

void Client::Loop::reap() {
  for (auto* multi : {m_sharing, m_single}) {
    int left = 0;
    while (auto* message = curl_multi_info_read(multi, &left)) {
      if (message->msg != CURLMSG_DONE) continue;
      auto* easy = message->easy_handle;
      const auto code = message->data.result; // `message` dies with the handle's removal
      const auto transfer = m_running.at(transferOf(easy));
      if ((code != CURLE_OK || transfer->turnedAway()) && relaunch(transfer, code)) continue;
      std::optional<base::Error> error;
      if (code != CURLE_OK && !transfer->refusedInFull()) error = errorOf(easy, code, *transfer);
      end(transfer, easy, std::move(error));
    }
  }
}

void Client::Loop::checkWays(SteadyClock::time_point now) {
  std::vector<std::shared_ptr<Transfer>> lost;
  for (auto& [key, transfer] : m_running)
    if (transfer->lostOnTheWay(now)) lost.push_back(transfer);
  for (const auto& transfer : lost)
    (void)relaunch(transfer, CURLE_OK);
}

void Client::Loop::checkStalls() {
  const auto now = SteadyClock::now();
  if (m_running.empty() || now - m_stalls_checked < kStallCheck) return;
  m_stalls_checked = now;
  checkWays(now);
  std::vector<std::shared_ptr<Transfer>> stalled;
  for (auto& [key, transfer] : m_running) {
    if (!transfer->connected || transfer->paused()) {
      transfer->progress = now;
      continue;
    }
    if (transfer->ask().has_body && !transfer->answered()) {
      // The kernel took the bytes; that they get fewer there is the progress of a slow line.
      const int unsent = unsentBytes(transfer->socket);
      if (unsent >= 0 && unsent < transfer->unsent) transfer->progress = now;
      transfer->unsent = std::max(unsent, 0);
    }
    if (now - transfer->progress >= transfer->ask().route.stall_timeout) stalled.push_back(transfer);
  }
  for (const auto& transfer : stalled) {
    const auto origin = ports::originOf(transfer->ask().url);
    end(transfer, transfer->easy,
        simple(Errc::Stalled, origin.substr(origin.find("//") + 2) + ": no byte for " +
                                  base::formatDuration(transfer->ask().route.stall_timeout)));
  }
}

} // namespace meridian::curl
