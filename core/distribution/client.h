// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "distribution/client_options.h"
#include "ports/http.h"
#include "ports/registry.h"

#include <memory>

namespace meridian::distribution {

/// A registry over the OCI distribution protocol (distribution-spec v1.1.1). Names are checked by the spec's
/// grammar before anything is sent (NameInvalid, ParseFailed). No request is made by the constructor; an
/// address that is none shows as ConfigInvalid at the first operation. `http` and `clock` outlive the client.
/// Any thread.
class Client final : public ports::Registry {
public:
  Client(ports::Http& http, base::Clock& clock, ClientOptions options);
  ~Client() override;

  base::Result<ports::PingAnswer> ping(std::stop_token stop) override;
  base::Result<std::optional<ports::ManifestHead>>
  headManifest(std::string_view repository, std::string_view reference, std::stop_token stop) override;
  base::Result<oci::Manifest> getManifest(std::string_view repository, std::string_view reference,
                                          std::stop_token stop) override;
  base::Result<void> putManifest(std::string_view repository, std::string_view reference,
                                 const oci::Manifest& manifest, std::stop_token stop) override;
  base::Result<void> deleteManifest(std::string_view repository, std::string_view reference,
                                    std::stop_token stop) override;
  base::Result<std::optional<ports::BlobHead>>
  headBlob(std::string_view repository, const oci::Digest& digest, std::stop_token stop) override;
  base::Result<void> getBlob(std::string_view repository, const oci::Digest& digest, base::ByteCount offset,
                             ports::BodySink& sink, std::stop_token stop) override;
  base::Result<void> getBlobRange(std::string_view repository, const oci::Digest& digest,
                                  ports::ByteRange range, ports::BodySink& sink,
                                  std::stop_token stop) override;
  base::Result<void> putBlob(std::string_view repository, const oci::Descriptor& blob,
                             ports::BodySource& source, ports::UploadJournal* journal,
                             std::stop_token stop) override;
  base::Result<bool> mountBlob(std::string_view repository, const oci::Digest& digest,
                               std::string_view from_repository, std::stop_token stop) override;
  base::Result<ports::NamePage> listTags(std::string_view repository, std::string_view next,
                                         std::stop_token stop) override;
  base::Result<ports::NamePage> listRepositories(std::string_view next, std::stop_token stop) override;
  base::Result<std::vector<oci::Descriptor>>
  listReferrers(std::string_view repository, const oci::Digest& subject, std::stop_token stop) override;
  base::Result<ports::RegistryProfile> probe(const ports::ProbeRequest& request,
                                             std::stop_token stop) override;
  const ports::Traffic& traffic() const override;

private:
  struct Parts;
  std::unique_ptr<Parts> m_parts;
};

} // namespace meridian::distribution
