// SPDX-License-Identifier: GPL-3.0-or-later
#include "distribution/client.h"

#include "distribution/blobs.h"
#include "distribution/exchange.h"
#include "distribution/listing.h"
#include "distribution/manifests.h"
#include "distribution/probe.h"
#include "distribution/referrers.h"
#include "distribution/uploads.h"
#include "oci/reference.h"

#include <utility>

namespace meridian::distribution {

using base::Errc;

namespace {

base::Result<void> checkRepository(std::string_view repository) {
  auto parsed = oci::parseRepository(repository);
  if (!parsed) return base::pass(std::move(parsed));
  return {};
}

base::Result<void> check(std::string_view repository, std::string_view reference) {
  if (auto name = checkRepository(repository); !name) return name;
  if (reference.find(':') != std::string_view::npos) {
    auto digest = oci::Digest::parse(reference);
    if (!digest) return base::pass(std::move(digest));
    return {};
  }
  auto tag = oci::parseTag(reference);
  if (!tag) return base::pass(std::move(tag));
  return {};
}

} // namespace

struct Client::Parts {
  Parts(ports::Http& http, base::Clock& clock, ClientOptions given)
      : options(std::move(given)), exchange(http, clock, options), blobs(exchange), uploads(exchange, blobs),
        manifests(exchange), listing(exchange), referrers(exchange, manifests) {}

  const ClientOptions options;
  Exchange exchange;
  Blobs blobs;
  Uploads uploads;
  Manifests manifests;
  Listing listing;
  Referrers referrers;
};

Client::Client(ports::Http& http, base::Clock& clock, ClientOptions options)
    : m_parts(std::make_unique<Parts>(http, clock, std::move(options))) {}
Client::~Client() = default;

base::Result<ports::PingAnswer> Client::ping(std::stop_token stop) {
  auto& exchange = m_parts->exchange;
  Call call;
  call.url = exchange.url("/v2/");
  call.what = "/v2/";
  call.accepted = {404};
  auto answer = exchange.run(call, stop);
  if (!answer) return base::pass(std::move(answer));
  const auto& head = answer->head;
  const auto version = head.headers.get("Docker-Distribution-Api-Version");
  const bool page = version.empty() && head.headers.get("Content-Type").starts_with("text/html");
  if (head.status == 404 || page) {
    base::Error error{
        Errc::BadAnswer, "something answers there, but it is no registry", {}, head.status, {}, {}, {}};
    return base::fail(std::move(error).during("GET /v2/ at " + base::redactUrl(m_parts->options.url)));
  }
  ports::PingAnswer out;
  out.auth = exchange.authScheme();
  const auto server = head.headers.get("Server");
  out.server = std::string(server.empty() ? version : server);
  out.http_version = head.version;
  out.round_trip = head.first_byte;
  return out;
}

base::Result<std::optional<ports::ManifestHead>>
Client::headManifest(std::string_view repository, std::string_view reference, std::stop_token stop) {
  if (auto valid = check(repository, reference); !valid) return base::pass(std::move(valid));
  return m_parts->manifests.head(repository, reference, stop);
}

base::Result<oci::Manifest> Client::getManifest(std::string_view repository, std::string_view reference,
                                                std::stop_token stop) {
  if (auto valid = check(repository, reference); !valid) return base::pass(std::move(valid));
  return m_parts->manifests.get(repository, reference, stop);
}

base::Result<void> Client::putManifest(std::string_view repository, std::string_view reference,
                                       const oci::Manifest& manifest, std::stop_token stop) {
  if (auto valid = check(repository, reference); !valid) return valid;
  auto put = m_parts->manifests.put(repository, reference, manifest, stop);
  if (!put) return base::pass(std::move(put));
  if (!manifest.subject || *put) return {};
  auto added = m_parts->referrers.add(repository, manifest, stop);
  if (!added) return base::pass(std::move(added), "list " + manifest.digest.shortText() + " as a referrer");
  return {};
}

base::Result<void> Client::deleteManifest(std::string_view repository, std::string_view reference,
                                          std::stop_token stop) {
  if (auto valid = check(repository, reference); !valid) return valid;
  return m_parts->manifests.remove(repository, reference, stop);
}

base::Result<std::optional<ports::BlobHead>>
Client::headBlob(std::string_view repository, const oci::Digest& digest, std::stop_token stop) {
  if (auto valid = checkRepository(repository); !valid) return base::pass(std::move(valid));
  return m_parts->blobs.head(repository, digest, stop);
}

base::Result<void> Client::getBlob(std::string_view repository, const oci::Digest& digest,
                                   base::ByteCount offset, ports::BodySink& sink, std::stop_token stop) {
  if (auto valid = checkRepository(repository); !valid) return valid;
  return m_parts->blobs.get(repository, digest, offset, sink, stop);
}

base::Result<void> Client::getBlobRange(std::string_view repository, const oci::Digest& digest,
                                        ports::ByteRange range, ports::BodySink& sink,
                                        std::stop_token stop) {
  if (auto valid = checkRepository(repository); !valid) return valid;
  return m_parts->blobs.getRange(repository, digest, range, sink, stop);
}

base::Result<void> Client::putBlob(std::string_view repository, const oci::Descriptor& blob,
                                   ports::BodySource& source, ports::UploadJournal* journal,
                                   std::stop_token stop) {
  if (auto valid = checkRepository(repository); !valid) return valid;
  return m_parts->uploads.put(repository, blob, source, journal, stop);
}

base::Result<bool> Client::mountBlob(std::string_view repository, const oci::Digest& digest,
                                     std::string_view from_repository, std::stop_token stop) {
  if (auto valid = checkRepository(repository); !valid) return base::pass(std::move(valid));
  if (auto valid = checkRepository(from_repository); !valid) return base::pass(std::move(valid));
  return m_parts->uploads.mount(repository, digest, from_repository, stop);
}

base::Result<ports::NamePage> Client::listTags(std::string_view repository, std::string_view next,
                                               std::stop_token stop) {
  if (auto valid = checkRepository(repository); !valid) return base::pass(std::move(valid));
  return m_parts->listing.tags(repository, next, stop);
}

base::Result<ports::NamePage> Client::listRepositories(std::string_view next, std::stop_token stop) {
  return m_parts->listing.repositories(next, stop);
}

base::Result<std::vector<oci::Descriptor>>
Client::listReferrers(std::string_view repository, const oci::Digest& subject, std::stop_token stop) {
  if (auto valid = checkRepository(repository); !valid) return base::pass(std::move(valid));
  return m_parts->referrers.list(repository, subject, stop);
}

base::Result<ports::RegistryProfile> Client::probe(const ports::ProbeRequest& request,
                                                   std::stop_token stop) {
  if (auto valid = checkRepository(request.repository); !valid) return base::pass(std::move(valid));
  auto answer = ping(stop);
  if (!answer) return base::pass(std::move(answer));
  ports::RegistryProfile profile;
  profile.server = answer->server;
  profile.auth = answer->auth;
  return probeRegistry(m_parts->exchange, request, std::move(profile), stop);
}

const ports::Traffic& Client::traffic() const {
  return m_parts->exchange.traffic();
}

} // namespace meridian::distribution
