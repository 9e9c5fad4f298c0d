// SPDX-License-Identifier: GPL-3.0-or-later
#include "curl/client.h"

#include "curl/handle.h"
#include "curl/loop.h"
#include "ports/redirect.h"

#include <functional>

namespace meridian::curl {

using base::Errc;
using base::fail;

namespace {

/// A redirect's body is read to keep the connection; beyond this a new connection is cheaper.
constexpr std::uint64_t kWorthDraining = 64 * 1024;
constexpr std::uint64_t kLargeBody = 1024 * 1024;

/// An upload whose size says so, or that has none, is bulk without being told.
bool isBulk(const ports::HttpRequest& request) {
  return request.bulk || (request.body && (!request.body_size || request.body_size->value > kLargeBody));
}

/// Swallows a little.
class Drain final : public ports::BodySink {
public:
  base::Result<void> write(std::span<const std::byte> data, std::stop_token) override {
    m_drained += data.size();
    if (m_drained > kWorthDraining) return fail(Errc::BadAnswer, "a redirect with a large body");
    return {};
  }

private:
  std::uint64_t m_drained = 0;
};

/// From the caller's source into the transfer, with the promised size watched over.
class Feed {
public:
  Feed(const ports::HttpRequest& request, Transfer& transfer)
      : m_request(request), m_transfer(transfer), m_source_stop(transfer.uploadStop()) {}

  /// One read. The last bytes of a body of known size are held back until the source confirms its end, so
  /// that a source which fails there, or has more, never completes an upload.
  base::Result<Transfer::Resume> some(const std::stop_token& stop) {
    const auto room = m_transfer.space();
    const auto left = m_request.body_size ? m_request.body_size->value - m_given : room.size();
    auto count = left == 0 ? base::Result<std::size_t>(0)
                           : m_request.body->read(room.first(std::min(room.size(), left)), m_source_stop);
    if (count && m_request.body_size) {
      m_given += *count;
      if (*count == 0 && left > 0) return mismatch("ended after " + std::to_string(m_given));
      if (*count == left) {
        std::byte beyond;
        auto end = m_request.body->read({&beyond, 1}, m_source_stop);
        if (end && *end > 0) return mismatch("goes on after " + std::to_string(m_given));
        if (!end)
          count = std::move(end);
        else if (*count > 0)
          return endWith(*count);
      }
    }
    if (count) return m_transfer.filled(*count);
    // The answer came first and ended the source's wait: the answer is what counts.
    if (m_source_stop.stop_requested() && !stop.stop_requested()) return m_transfer.filled(0);
    return pass(std::move(count));
  }

private:
  Transfer::Resume endWith(std::size_t count) {
    const auto resume = m_transfer.filled(count);
    const auto end = m_transfer.filled(0);
    return resume == Transfer::Resume::None ? end : resume;
  }
  base::Unexpected mismatch(const std::string& what) const {
    return fail(Errc::ContentMismatch,
                "the body to send " + what + " of " + std::to_string(m_request.body_size->value) + " bytes");
  }
  const ports::HttpRequest& m_request;
  Transfer& m_transfer;
  const std::stop_token m_source_stop;
  std::uint64_t m_given = 0;
};

/// Whatever way a hop ends: the bytes are counted, and the http thread lets go of what still runs.
struct Leave {
  Client::Loop& loop;
  const std::shared_ptr<Transfer>& transfer;
  base::ByteCount &sent, &received;
  ~Leave() {
    sent += transfer->sent();
    received += transfer->received();
    if (!transfer->finished()) loop.cancel(transfer);
  }
};

} // namespace

struct Client::Hop {
  const ports::HttpRequest& request;
  const ports::RedirectTrail& trail;
  std::function<base::Result<ports::BodySink*>(Head)> on_head;
  base::ByteCount sent, received;
};

Client::Client() : m_loop(std::make_unique<Loop>()) {}
Client::~Client() = default;

base::Result<ports::HttpResponse> Client::send(const ports::HttpRequest& request, const OnHead& head,
                                               std::stop_token stop) {
  const auto began = SteadyClock::now();
  if (auto usable = ports::checkUrl(request.url); !usable) return pass(std::move(usable));
  ports::RedirectTrail trail(request);
  ports::HttpResponse response;
  bool leads = false; // the current hop's answer is a redirect
  Hop hop{request, trail, {}, {}, {}};
  while (true) {
    Drain drain;
    hop.on_head = [&](Head arrived) -> base::Result<ports::BodySink*> {
      response.status = arrived.status;
      response.version = arrived.version;
      response.headers = std::move(arrived.headers);
      response.url = base::redactUrl(trail.url());
      response.first_byte = std::chrono::duration_cast<std::chrono::microseconds>(arrived.arrived - began);
      response.connect = arrived.connect;
      response.tls = arrived.tls;
      response.early_data = arrived.early_data;
      leads = trail.leads(response.status, response.headers);
      if (leads) return &drain;
      return head ? head(response) : nullptr;
    };
    leads = false;
    auto landed = this->hop(hop, stop);
    // A redirect's own body does not matter, hence neither does its end.
    if (!landed && (!leads || stop.stop_requested())) return pass(std::move(landed));
    if (!leads) break;
    if (auto next = trail.advance(response.headers); !next) return pass(std::move(next));
  }
  response.sent = hop.sent;
  response.received = hop.received;
  return response;
}

base::Result<void> Client::hop(Hop& hop, const std::stop_token& stop) {
  if (stop.stop_requested()) return fail(Errc::Cancelled, "cancelled");
  const auto& request = hop.request;
  auto headers = headerList(request, hop.trail.foreign());
  if (!headers) return pass(std::move(headers));
  Ask ask;
  ask.method = request.method;
  ask.url = hop.trail.url();
  ask.headers = std::move(*headers);
  ask.route = request.route;
  ask.has_body = request.body != nullptr;
  ask.body_size = request.body_size;
  ask.own_connection = isBulk(request) || request.route.versions == ports::HttpVersions::Http1;
  ask.uploads = ask.has_body && isBulk(request);
  ask.fresh_connection = request.fresh_connection;
  ask.foreign = hop.trail.foreign();
  const auto transfer = std::make_shared<Transfer>(std::move(ask), m_loop->pool());
  transfer->lane = ports::originOf(hop.trail.url()) + (request.body ? " upload" : "");
  m_loop->start(transfer);
  const Leave leave{*m_loop, transfer, hop.sent, hop.received};
  const std::stop_callback on_stop(stop, [&transfer] { transfer->interrupt(); });

  ports::BodySink* sink = nullptr;
  Feed feed(request, *transfer);
  while (true) {
    switch (transfer->wait()) {
    case Transfer::Event::Interrupted:
      return fail(Errc::Cancelled, "cancelled");
    case Transfer::Event::Done:
      if (transfer->error()) return fail(*transfer->error());
      return {};
    case Transfer::Event::Head: {
      auto chosen = hop.on_head(transfer->takeHead());
      if (!chosen) return pass(std::move(chosen));
      sink = *chosen;
      break;
    }
    case Transfer::Event::Data: {
      const auto data = transfer->data();
      if (sink)
        if (auto taken = sink->write(data, stop); !taken) return taken;
      m_loop->resume(transfer, transfer->consumed(data.size()));
      break;
    }
    case Transfer::Event::Space: {
      auto resume = feed.some(stop);
      if (!resume) return pass(std::move(resume));
      m_loop->resume(transfer, *resume);
      break;
    }
    }
  }
}

} // namespace meridian::curl
