// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "distribution/exchange.h"
#include "oci/digest.h"
#include "ports/registry.h"

#include <optional>
#include <stop_token>
#include <string_view>

namespace meridian::distribution {

/// Reading blobs (distribution-spec v1.1.1 "Pulling blobs"). Contracts as in ports::Registry. Any thread.
class Blobs {
public:
  explicit Blobs(Exchange& exchange) : m_exchange(exchange) {}

  [[nodiscard]] base::Result<std::optional<ports::BlobHead>>
  head(std::string_view repository, const oci::Digest& digest, std::stop_token stop);
  /// Resumes after a cut; gives up after retry.attempts tries without one new byte.
  [[nodiscard]] base::Result<void> get(std::string_view repository, const oci::Digest& digest,
                                       base::ByteCount offset, ports::BodySink& sink, std::stop_token stop);
  /// One try; see ports::Registry::getBlobRange.
  [[nodiscard]] base::Result<void> getRange(std::string_view repository, const oci::Digest& digest,
                                            ports::ByteRange range, ports::BodySink& sink,
                                            std::stop_token stop);

private:
  Exchange& m_exchange;
};

/// "bytes 5-9/20", "bytes 5-9/*", "bytes */20" (RFC 9110 section 14.4).
struct ContentRange {
  std::optional<std::uint64_t> first;
  std::optional<std::uint64_t> size;
};
[[nodiscard]] std::optional<ContentRange> parseContentRange(std::string_view text);

} // namespace meridian::distribution
