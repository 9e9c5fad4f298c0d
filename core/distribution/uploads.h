// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "distribution/blobs.h"
#include "distribution/exchange.h"
#include "distribution/upload_way.h"
#include "oci/descriptor.h"
#include "ports/registry.h"

#include <stop_token>
#include <string_view>

namespace meridian::distribution {

/// Writing blobs (distribution-spec v1.1.1 "Pushing blobs"), in the way that suits the registry's profile;
/// where nothing is known one streaming PATCH and a PUT, as docker and skopeo send it, hence what every
/// registry takes. Contracts as in ports::Registry. Any thread.
class Uploads {
public:
  Uploads(Exchange& exchange, Blobs& blobs)
      : m_exchange(exchange), m_blobs(blobs), m_profile(exchange.options().profile) {}

  [[nodiscard]] base::Result<void> put(std::string_view repository, const oci::Descriptor& blob,
                                       ports::BodySource& source, ports::UploadJournal* journal,
                                       std::stop_token stop);
  [[nodiscard]] base::Result<bool> mount(std::string_view repository, const oci::Digest& digest,
                                         std::string_view from_repository, std::stop_token stop);

private:
  base::Result<void> putSmall(std::string_view repository, const oci::Descriptor& blob,
                              ports::BodySource& source, std::stop_token stop);

  Exchange& m_exchange;
  Blobs& m_blobs;
  LearntProfile m_profile;
};

} // namespace meridian::distribution
