// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "memory/registry.h"

#include <memory>

namespace meridian::offline {

/// One client's seat at a shared in-memory registry: the engine owns its clients and reads their own counters.
class Seat final : public ports::Registry {
public:
  explicit Seat(std::shared_ptr<memory::Registry> registry) : m_registry(std::move(registry)) {}

  base::Result<ports::PingAnswer> ping(std::stop_token stop) override;
  base::Result<std::optional<ports::ManifestHead>> headManifest(std::string_view repository,
                                                                std::string_view reference,
                                                                std::stop_token stop) override;
  base::Result<oci::Manifest> getManifest(std::string_view repository, std::string_view reference,
                                          std::stop_token stop) override;
  base::Result<void> putManifest(std::string_view repository, std::string_view reference,
                                 const oci::Manifest& manifest, std::stop_token stop) override;
  base::Result<void> deleteManifest(std::string_view repository, std::string_view reference,
                                    std::stop_token stop) override;
  base::Result<std::optional<ports::BlobHead>> headBlob(std::string_view repository, const oci::Digest& digest,
                                                        std::stop_token stop) override;
  base::Result<void> getBlob(std::string_view repository, const oci::Digest& digest, base::ByteCount offset,
                             ports::BodySink& sink, std::stop_token stop) override;
  base::Result<void> getBlobRange(std::string_view repository, const oci::Digest& digest, ports::ByteRange range,
                                  ports::BodySink& sink, std::stop_token stop) override;
  base::Result<void> putBlob(std::string_view repository, const oci::Descriptor& blob, ports::BodySource& source,
                             ports::UploadJournal* journal, std::stop_token stop) override;
  base::Result<bool> mountBlob(std::string_view repository, const oci::Digest& digest,
                               std::string_view from_repository, std::stop_token stop) override;
  base::Result<ports::NamePage> listTags(std::string_view repository, std::string_view next,
                                         std::stop_token stop) override;
  base::Result<ports::NamePage> listRepositories(std::string_view next, std::stop_token stop) override;
  base::Result<std::vector<oci::Descriptor>> listReferrers(std::string_view repository, const oci::Digest& subject,
                                                           std::stop_token stop) override;
  base::Result<ports::RegistryProfile> probe(const ports::ProbeRequest& request, std::stop_token stop) override;
  const ports::Traffic& traffic() const override { return m_traffic; }

private:
  const std::shared_ptr<memory::Registry> m_registry;
  ports::Traffic m_traffic;
};

} // namespace meridian::offline
