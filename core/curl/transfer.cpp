// SPDX-License-Identifier: GPL-3.0-or-later
#include "curl/transfer.h"

#include <curl/curl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <charconv>
#include <cstdio>

namespace meridian::curl {

namespace {

/// Below these a wake-up costs more than it moves.
constexpr std::size_t kEnoughSpace = 64 * 1024;
constexpr std::size_t kResumeSpace = BlockPool::kBlock / 2;
constexpr std::size_t kTellAtOnce = 128 * 1024;

/// CURLINFO_EARLYDATA_SENT_T of libcurl 8.11, which older headers do not name: bytes accepted, or -bytes
/// refused.
constexpr auto kEarlyDataSent = static_cast<CURLINFO>(CURLINFO_OFF_T + 68);
constexpr int kMisdirected = 421, kTooEarly = 425;

std::string_view trimmed(std::string_view text) {
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
  while (!text.empty() && blank(text.front()))
    text.remove_prefix(1);
  while (!text.empty() && blank(text.back()))
    text.remove_suffix(1);
  return text;
}

std::optional<std::uint64_t> announced(const ports::HttpHeaders& headers) {
  const auto length = headers.get("Content-Length");
  std::uint64_t size = 0;
  const auto [end, error] = std::from_chars(length.data(), length.data() + length.size(), size);
  if (length.empty() || error != std::errc{}) return std::nullopt;
  return size;
}

} // namespace

void SlistDeleter::operator()(curl_slist* list) const {
  curl_slist_free_all(list);
}

struct Transfer::Callbacks {
  static std::size_t header(char* bytes, std::size_t, std::size_t count, void* self) {
    return static_cast<Transfer*>(self)->header({bytes, count});
  }
  static std::size_t data(char* bytes, std::size_t, std::size_t count, void* self) {
    return static_cast<Transfer*>(self)->take(std::as_bytes(std::span(bytes, count)));
  }
  static std::size_t read(char* bytes, std::size_t size, std::size_t count, void* self) {
    return static_cast<Transfer*>(self)->give({bytes, size * count});
  }
  static int seek(void* self, curl_off_t offset, int origin) {
    const bool start = origin == SEEK_SET && offset == 0;
    return start && static_cast<Transfer*>(self)->rewind() ? CURL_SEEKFUNC_OK : CURL_SEEKFUNC_FAIL;
  }
  static int connected(void* self, char*, char*, int, int) {
    return static_cast<Transfer*>(self)->begins() ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT;
  }
};

Transfer::Transfer(Ask ask, std::shared_ptr<BlockPool> pool)
    : m_ask(std::move(ask)), m_in(pool, Ring::WhenEmpty::Recycle),
      m_out(std::move(pool), Ring::WhenEmpty::Keep), m_source_open(m_ask.has_body) {
  if (m_ask.has_body) m_upload_stop = std::stop_source();
}

Transfer::Event Transfer::wait() {
  std::unique_lock lock(m_mutex);
  while (true) {
    if (m_interrupted) return Event::Interrupted;
    if (m_head_ready && !m_head_taken) return m_head_taken = true, Event::Head;
    if (m_head_taken && m_in.filled() > 0) return Event::Data;
    if (m_done) return Event::Done;
    if (m_source_open && m_out.free() >= kEnoughSpace) return Event::Space;
    m_bell.wait(lock);
  }
}

Head Transfer::takeHead() {
  const std::lock_guard lock(m_mutex);
  return std::move(m_head);
}

std::span<const std::byte> Transfer::data() {
  const std::lock_guard lock(m_mutex);
  return m_in.data();
}

Transfer::Resume Transfer::consumed(std::size_t count) {
  const std::lock_guard lock(m_mutex);
  m_in.consume(count);
  if (!m_receiving_paused || m_in.free() < kResumeSpace) return Resume::None;
  m_receiving_paused = false;
  return Resume::Receiving;
}

std::span<std::byte> Transfer::space() {
  const std::lock_guard lock(m_mutex);
  return m_out.space();
}

Transfer::Resume Transfer::filled(std::size_t count) {
  const std::lock_guard lock(m_mutex);
  m_out.commit(count);
  if (count == 0) m_source_open = false;
  if (!m_sending_paused) return Resume::None;
  m_sending_paused = false;
  return Resume::Sending;
}

bool Transfer::finished() {
  const std::lock_guard lock(m_mutex);
  return m_done;
}

base::ByteCount Transfer::sent() {
  const std::lock_guard lock(m_mutex);
  return {m_sent};
}

base::ByteCount Transfer::received() {
  const std::lock_guard lock(m_mutex);
  return {m_received};
}

void Transfer::interrupt() {
  {
    const std::lock_guard lock(m_mutex);
    m_interrupted = true;
  }
  m_bell.ring();
  if (m_ask.has_body) m_upload_stop.request_stop();
}

void Transfer::prepare(Easy* handle, std::vector<std::shared_ptr<Transfer>>& touched) {
  static_assert(sizeof words == CURL_ERROR_SIZE);
  easy = handle;
  m_touched = &touched;
  curl_easy_setopt(handle, CURLOPT_PRIVATE, this);
  curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, words.data());
  curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, &Callbacks::header);
  curl_easy_setopt(handle, CURLOPT_HEADERDATA, this);
  curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, &Callbacks::data);
  curl_easy_setopt(handle, CURLOPT_WRITEDATA, this);
  curl_easy_setopt(handle, CURLOPT_PREREQFUNCTION, &Callbacks::connected);
  curl_easy_setopt(handle, CURLOPT_PREREQDATA, this);
  if (!m_ask.has_body) return;
  curl_easy_setopt(handle, CURLOPT_READFUNCTION, &Callbacks::read);
  curl_easy_setopt(handle, CURLOPT_READDATA, this);
  curl_easy_setopt(handle, CURLOPT_SEEKFUNCTION, &Callbacks::seek);
  curl_easy_setopt(handle, CURLOPT_SEEKDATA, this);
}

void Transfer::finish(std::optional<base::Error> error) {
  forgetOpening();
  easy = nullptr;
  {
    const std::lock_guard lock(m_mutex);
    m_error = std::move(error);
    m_done = true;
    m_changed = false;
  }
  m_bell.ring(); // without the lock: the woken thread would only wait for it
  if (m_ask.has_body) m_upload_stop.request_stop();
}

void Transfer::touch() {
  if (!std::exchange(m_listed, true)) m_touched->push_back(shared_from_this());
}

void Transfer::uses(int fd) {
  if (std::exchange(socket, fd) == fd || !m_ask.uploads || m_ask.route.upload_congestion.empty()) return;
  // Where the kernel has no such algorithm, or reserves it, the system's stays. Also for a connection that
  // another request opened.
  const auto& name = m_ask.route.upload_congestion;
  (void)::setsockopt(fd, IPPROTO_TCP, TCP_CONGESTION, name.data(), static_cast<socklen_t>(name.size()));
}

void Transfer::notify() {
  bool release = false, changed = false;
  m_listed = false;
  {
    const std::lock_guard lock(m_mutex);
    if (m_refused && m_sending_paused) {
      m_sending_paused = false;
      release = true;
    }
    changed = std::exchange(m_changed, false);
  }
  if (changed) m_bell.ring();
  if (release) resume(Resume::Sending); // curl stopped sending, but would wait for ever for the pause to end
}

void Transfer::resume(Resume direction) {
  if (!easy || direction == Resume::None) return;
  progress = SteadyClock::now(); // the time that our side held it is not the server's
  int still = CURLPAUSE_CONT;
  {
    const std::lock_guard lock(m_mutex);
    if (m_receiving_paused) still |= CURLPAUSE_RECV;
    if (m_sending_paused) still |= CURLPAUSE_SEND;
  }
  curl_easy_pause(easy, still);
}

bool Transfer::paused() {
  const std::lock_guard lock(m_mutex);
  return m_receiving_paused || m_sending_paused;
}

bool Transfer::answered() {
  const std::lock_guard lock(m_mutex);
  return m_head_ready;
}

bool Transfer::refusedInFull() {
  const std::lock_guard lock(m_mutex);
  return m_refused && m_refusal_size && m_received >= *m_refusal_size;
}

bool Transfer::rewind() {
  const std::lock_guard lock(m_mutex);
  return m_out.rewind();
}

void Transfer::again() {
  easy = nullptr;
  multi = nullptr;
  socket = -1;
  connected = m_reuses = m_turned_away = false;
  const std::lock_guard lock(m_mutex);
  m_head = {};
}

bool Transfer::begins() {
  const auto now = SteadyClock::now();
  long connects = 1;
  curl_easy_getinfo(easy, CURLINFO_NUM_CONNECTS, &connects);
  m_reuses = connects == 0;
  if (quic && m_reuses && !m_ask.safe() && quic->inEarlyPhase(now)) {
    fresh = true;
    return false;
  }
  if (way == Way::QuicEarly && !m_reuses && !m_opening) m_opening = true, ++quic->opening;
  connected = true;
  progress = now;
  return true;
}

void Transfer::forgetOpening() {
  if (!std::exchange(m_opening, false)) return;
  --quic->opening;
  quic->doubtful_until = SteadyClock::now() + kQuicSilence;
}

bool Transfer::lostOnTheWay(SteadyClock::time_point now) {
  if (way == Way::Tcp || answered()) return false;
  curl_off_t looked_up = 0, shaken = 0;
  curl_easy_getinfo(easy, CURLINFO_NAMELOOKUP_TIME_T, &looked_up);
  if (looked_up == 0) began = now; // a name server's time is not the way's
  if (!connected) return now - began >= kQuicHandshake;
  if (!m_ask.safe()) return false; // it may have arrived
  curl_easy_getinfo(easy, CURLINFO_APPCONNECT_TIME_T, &shaken);
  if (m_opening && shaken == 0) return now - began >= kQuicHandshake;
  return m_reuses && now - began >= kQuicSilence;
}

void Transfer::measure(Head& head) const {
  if (m_reuses) return;
  curl_off_t connect = 0, tls = 0, early = 0;
  curl_easy_getinfo(easy, CURLINFO_CONNECT_TIME_T, &connect);
  curl_easy_getinfo(easy, CURLINFO_APPCONNECT_TIME_T, &tls);
  head.tls = std::chrono::microseconds(tls);
  head.connect = std::chrono::microseconds(connect > 0 ? connect : tls); // early data: no moment of its own
  if (way != Way::QuicEarly || curl_easy_getinfo(easy, kEarlyDataSent, &early) != CURLE_OK || early == 0)
    return;
  using EarlyData = ports::HttpResponse::EarlyData;
  head.early_data = early > 0 ? EarlyData::Accepted : EarlyData::Refused;
}

std::size_t Transfer::header(std::string_view line) {
  progress = SteadyClock::now();
  const auto all = line.size();
  bool refused = false;
  {
    const std::lock_guard lock(m_mutex);
    if (m_head_ready || m_turned_away) return all; // trailers
    if (line.starts_with("HTTP/")) {               // a head after "100 Continue" starts over
      m_head = {};
      m_head.version = line.starts_with("HTTP/1") ? 11 : line.starts_with("HTTP/2") ? 20 : 30;
      const auto space = std::min(line.find(' '), line.size() - 1);
      std::from_chars(line.data() + space + 1, line.data() + line.size(), m_head.status);
    } else if (trimmed(line).empty()) {
      if (m_head.status < 200) return all;
      if (std::exchange(m_opening, false)) --quic->opening; // what answers has ended the handshake
      if (way != Way::Tcp && !m_ask.has_body &&
          (m_head.status == kMisdirected || m_head.status == kTooEarly)) {
        m_turned_away = true;
        return all;
      }
      m_head.arrived = progress;
      measure(m_head);
      m_head_ready = m_changed = true;
      touch();
      m_refused = refused = m_ask.has_body && m_head.status >= 300; // curl stops sending by itself
      if (refused) m_source_open = false, m_refusal_size = announced(m_head.headers);
    } else if (const auto colon = line.find(':'); colon != std::string_view::npos) {
      m_head.headers.add(std::string(trimmed(line.substr(0, colon))),
                         std::string(trimmed(line.substr(colon + 1))));
    }
  }
  if (refused) m_upload_stop.request_stop();
  return all;
}

std::size_t Transfer::take(std::span<const std::byte> bytes) {
  progress = SteadyClock::now();
  if (m_turned_away) return bytes.size();
  {
    const std::lock_guard lock(m_mutex);
    if (m_in.free() < bytes.size()) {
      m_receiving_paused = true;
      if (std::exchange(m_changed, false)) m_bell.ring();
      return CURL_WRITEFUNC_PAUSE;
    }
  }
  const auto all = bytes.size();
  while (!bytes.empty()) {
    std::span<std::byte> room;
    {
      const std::lock_guard lock(m_mutex);
      room = m_in.space();
    }
    const auto count = std::min(room.size(), bytes.size());
    std::memcpy(room.data(), bytes.data(), count);
    bytes = bytes.subspan(count);
    const std::lock_guard lock(m_mutex);
    m_in.commit(count);
    m_received += count;
    m_changed = true;
    touch();
    if (m_in.filled() < kTellAtOnce) continue;
    m_changed = false;
    m_bell.ring();
  }
  return all;
}

std::size_t Transfer::give(std::span<char> bytes) {
  progress = SteadyClock::now();
  std::span<const std::byte> ready;
  {
    const std::lock_guard lock(m_mutex);
    if (m_out.filled() == 0) {
      if (!m_source_open) return 0;
      m_sending_paused = true;
      return CURL_READFUNC_PAUSE;
    }
    ready = m_out.data();
  }
  const auto count = std::min(ready.size(), bytes.size());
  std::memcpy(bytes.data(), ready.data(), count);
  const std::lock_guard lock(m_mutex);
  m_out.consume(count);
  m_sent += count;
  if (m_source_open && m_out.free() >= kResumeSpace) m_changed = true, touch();
  return count;
}

} // namespace meridian::curl
