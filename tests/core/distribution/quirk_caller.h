// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "contract/content.h"
#include "curl/client.h"
#include "distribution/client.h"
#include "support/quirk_registry.h"

#include <QString>
#include <QStringList>

#include <functional>
#include <memory>
#include <span>

namespace meridian::test {

/// The protocol client over curl in front of a registry with quirks; waits are short.
struct QuirkCaller {
  explicit QuirkCaller(const QuirkRegistry& registry, ports::RegistryProfile profile = {}) {
    distribution::ClientOptions options;
    options.url = registry.url();
    options.retry.first = std::chrono::milliseconds(2);
    options.retry.longest = std::chrono::milliseconds(20);
    options.profile = std::move(profile);
    options.notice = [this](const base::Error& error, std::chrono::milliseconds, int) {
      notices << QString::fromStdString(error.message);
    };
    client = std::make_unique<distribution::Client>(http, clock, std::move(options));
  }
  curl::Client http;
  base::SystemClock clock;
  QStringList notices;
  std::unique_ptr<distribution::Client> client;
};

/// Generated content that goes on anywhere.
class Seekable final : public ports::BodySource {
public:
  explicit Seekable(memory::GeneratedBlob blob) : m_blob(blob) {}
  base::Result<std::size_t> read(std::span<std::byte> buffer, std::stop_token stop) override {
    if (stop.stop_requested()) return base::fail(base::Errc::Cancelled, "cancelled");
    if (at) at(m_at);
    const auto count = std::min<std::uint64_t>(buffer.size(), m_blob.size.value - m_at);
    m_blob.fill(m_at, buffer.first(count));
    m_at += count;
    return static_cast<std::size_t>(count);
  }
  base::Result<void> rewind() override { return seek({0}); }
  base::Result<void> seek(base::ByteCount offset) override {
    m_at = offset.value;
    return {};
  }
  std::function<void(std::uint64_t)> at;

private:
  memory::GeneratedBlob m_blob;
  std::uint64_t m_at = 0;
};

} // namespace meridian::test
