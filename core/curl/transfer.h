// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "curl/bell.h"
#include "curl/quic.h"
#include "curl/ring.h"
#include "ports/http.h"

#include <array>
#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

struct curl_slist;

namespace meridian::curl {

using SteadyClock = std::chrono::steady_clock;

/// curl's types without its header, which stays in .cpp files: CURL and CURLSH are void, CURLcode an int.
using Easy = void;
struct SlistDeleter {
  void operator()(curl_slist* list) const;
};

/// What one hop asks for; copied, because the caller may leave before the http thread looks at it.
struct Ask {
  ports::HttpMethod method = ports::HttpMethod::Get;
  std::string url;
  std::unique_ptr<curl_slist, SlistDeleter> headers;
  ports::HttpRoute route;
  bool has_body = false;
  std::optional<base::ByteCount> body_size;
  bool own_connection = false; ///< HTTP/1.1 even over TLS
  bool fresh_connection = false;
  bool uploads = false; ///< moves enough to choose how the sender avoids congestion
  bool foreign =
      false; ///< reached by a redirect to another origin: no client certificate, the system's CAs too
  /// May be repeated without harm (RFC 9110 section 9.2.1), and is before it was answered.
  [[nodiscard]] bool safe() const {
    return !has_body && (method == ports::HttpMethod::Get || method == ports::HttpMethod::Head);
  }
};

/// The start of a final answer.
struct Head {
  int status = 0;
  int version = 11;
  ports::HttpHeaders headers;
  SteadyClock::time_point arrived{};
  std::chrono::microseconds connect{0}, tls{0};
  ports::HttpResponse::EarlyData early_data = ports::HttpResponse::EarlyData::None;
};

/// One request on the wire, shared by the thread that waits in send() and the http thread.
class Transfer : public std::enable_shared_from_this<Transfer> {
public:
  enum class Event { Interrupted, Head, Data, Space, Done };
  enum class Resume { None, Receiving, Sending };

  Transfer(Ask ask, std::shared_ptr<BlockPool> pool);

  // The caller's side.

  /// Blocks until something is to be done, most urgent first; Done only when all data was taken.
  [[nodiscard]] Event wait();
  [[nodiscard]] Head takeHead(); ///< once, after Event::Head
  [[nodiscard]] std::span<const std::byte> data();
  [[nodiscard]] Resume consumed(std::size_t count); ///< what the http thread must be told
  [[nodiscard]] std::span<std::byte> space();
  [[nodiscard]] Resume filled(std::size_t count); ///< 0 = the body's end
  /// Ends when the answer makes the rest of the body pointless, or on interrupt().
  [[nodiscard]] std::stop_token uploadStop() const { return m_upload_stop.get_token(); }
  [[nodiscard]] bool finished();
  [[nodiscard]] const std::optional<base::Error>& error() const { return m_error; } ///< after Event::Done
  [[nodiscard]] base::ByteCount sent();
  [[nodiscard]] base::ByteCount received();
  void interrupt(); ///< any thread

  // The http thread's side.

  /// The callbacks of this object. Whenever there is something to notify() of, it puts itself into `touched`.
  void prepare(Easy* handle, std::vector<std::shared_ptr<Transfer>>& touched);
  void again(); ///< as if nothing had happened; before the next prepare()
  void finish(std::optional<base::Error> error);
  void uses(int fd);             ///< a socket that carries it, or is tried
  void notify();                 ///< wakes the caller if anything changed since the last time
  void resume(Resume direction); ///< curl_easy_pause with what is still paused
  [[nodiscard]] bool paused();   ///< our own side holds a direction
  [[nodiscard]] bool answered(); ///< the final head has arrived
  /// A refusal has arrived in full, although the upload broke: early 401 and 413 close the connection behind
  /// them.
  [[nodiscard]] bool refusedInFull();
  /// Over QUIC: the server does not want it on this connection (RFC 9110 section 15.5.20), or not in early
  /// data (RFC 8470). It did nothing and nobody was told.
  [[nodiscard]] bool turnedAway() const { return m_turned_away; }
  /// What it waits for came from nowhere; only over QUIC. For the http thread to try another way.
  [[nodiscard]] bool lostOnTheWay(SteadyClock::time_point now);
  void forgetOpening(); ///< of a handshake that nobody watches any more
  [[nodiscard]] const Ask& ask() const { return m_ask; }

  Easy* easy = nullptr;  ///< null: waits in its lane, or is over
  void* multi = nullptr; ///< CURLM that runs it
  std::string lane;
  Way way = Way::Tcp;
  QuicOrigin* quic = nullptr; ///< unless the way is TCP
  bool fresh = false;         ///< needs a connection of its own, because others may be in their early phase
  SteadyClock::time_point began{};
  bool connected = false;
  SteadyClock::time_point progress{}; ///< last byte in either direction
  int socket = -1;                    ///< of its connection; shared where requests share one
  int unsent = 0;                     ///< bytes in the kernel's send queue when last looked at
  std::array<char, 256> words{};      ///< curl's own, for the error

private:
  struct Callbacks; ///< curl calls these on the http thread
  std::size_t header(std::string_view line);
  std::size_t take(std::span<const std::byte> bytes);
  std::size_t give(std::span<char> bytes);
  [[nodiscard]] bool rewind();
  [[nodiscard]] bool begins(); ///< false: not on this connection
  void measure(Head& head) const;
  void touch();

  const Ask m_ask;
  std::mutex m_mutex;
  Bell m_bell; ///< for the caller
  Ring m_in, m_out;
  Head m_head;
  std::uint64_t m_sent = 0, m_received = 0;
  std::vector<std::shared_ptr<Transfer>>* m_touched = nullptr;
  bool m_listed = false; ///< the http thread's: stands in m_touched
  bool m_changed = false;
  bool m_head_ready = false, m_head_taken = false;
  bool m_source_open;
  bool m_opening = false; ///< counts in quic->opening
  bool m_reuses = false;  ///< a connection that stood
  bool m_turned_away = false;
  std::optional<std::uint64_t> m_refusal_size; ///< of the refusing answer's body, where it says so
  bool m_refused = false;                      ///< the answer makes the rest of the upload pointless
  bool m_receiving_paused = false, m_sending_paused = false;
  bool m_interrupted = false, m_done = false;
  std::optional<base::Error> m_error;
  std::stop_source m_upload_stop{std::nostopstate};
};

} // namespace meridian::curl
