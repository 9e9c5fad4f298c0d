// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "distribution/blobs.h"
#include "distribution/exchange.h"
#include "oci/descriptor.h"
#include "ports/body.h"

#include <stop_token>
#include <string>
#include <string_view>

namespace meridian::distribution {

/// Writing blobs (distribution-spec v1.1.1 "Pushing blobs"): one streaming PATCH and a PUT, as docker and
/// skopeo send it, hence what every registry takes. Contracts as in ports::Registry. Any thread.
class Uploads {
public:
  Uploads(Exchange& exchange, Blobs& blobs) : m_exchange(exchange), m_blobs(blobs) {}

  [[nodiscard]] base::Result<void> put(std::string_view repository, const oci::Descriptor& blob,
                                       ports::BodySource& source, ports::UploadJournal* journal,
                                       std::stop_token stop);
  [[nodiscard]] base::Result<bool> mount(std::string_view repository, const oci::Digest& digest,
                                         std::string_view from_repository, std::stop_token stop);

private:
  struct Session {
    std::string repository;
    std::string what;
    std::string location; ///< absolute, always the latest one
  };
  base::Result<Session> open(std::string_view repository, const oci::Descriptor& blob, std::stop_token stop);
  base::Result<void> stream(Session& session, const oci::Descriptor& blob, ports::BodySource& source,
                            std::stop_token stop);
  base::Result<void> putSmall(std::string_view repository, const oci::Descriptor& blob,
                              ports::BodySource& source, std::stop_token stop);
  base::Result<void> commit(const Session& session, const oci::Descriptor& blob, std::string_view content,
                            std::stop_token stop);
  void cancel(const Session& session, bool stopping);
  Call call(const Session& session, ports::HttpMethod method, std::string url) const;

  Exchange& m_exchange;
  Blobs& m_blobs;
};

/// `location` with digest=... added to its query.
[[nodiscard]] std::string commitUrl(std::string_view location, const oci::Digest& digest);

} // namespace meridian::distribution
