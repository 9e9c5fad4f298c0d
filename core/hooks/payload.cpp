// SPDX-License-Identifier: GPL-3.0-or-later
#include "hooks/payload.h"

#include "hooks/forms.h"
#include "oci/digest.h"
#include "oci/reference.h"

#include <cmath>

namespace meridian::hooks {

namespace {

constexpr std::string_view kNames[] = {"distribution", "harbor", "zot",  "quay",     "acr",
                                       "ecr",          "gar",    "ghcr", "dockerhub"};
constexpr std::size_t kLongestId = 256;

} // namespace

std::string_view name(Kind kind) noexcept {
  return kNames[static_cast<std::size_t>(kind)];
}

std::optional<Kind> parseKind(std::string_view text) noexcept {
  for (std::size_t i = 0; i < std::size(kNames); ++i)
    if (kNames[i] == text) return static_cast<Kind>(i);
  return std::nullopt;
}

base::Timestamp unixTime(double seconds) noexcept {
  constexpr double kYear2100 = 4'102'444'800;
  if (!std::isfinite(seconds) || seconds <= 0 || seconds > kYear2100) return {};
  return base::Timestamp(std::chrono::milliseconds(static_cast<long long>(seconds * 1000)));
}

base::Result<void> addEvent(Payload& payload, PushEvent event) {
  if (payload.events.size() == kMostEvents)
    return refuse("more than " + std::to_string(kMostEvents) + " events in one request");
  if (auto repository = oci::parseRepository(event.repository); !repository)
    return base::pass(std::move(repository));
  if (event.tag.find(':') != std::string::npos) {
    if (event.digest.empty()) event.digest = event.tag;
    event.tag.clear();
  }
  if (!event.tag.empty())
    if (auto tag = oci::parseTag(event.tag); !tag) return base::pass(std::move(tag));
  if (!event.digest.empty())
    if (auto digest = oci::Digest::parse(event.digest); !digest) return base::pass(std::move(digest));
  if (event.id.size() > kLongestId) event.id.clear(); // of no use where it is not compared
  payload.events.push_back(std::move(event));
  return {};
}

base::Result<Payload> parsePayload(Kind kind, const ports::HttpHeaders& headers, std::string_view body) {
  if (body.size() > kMostBodyBytes) return refuse("the body is larger than 1 MiB");
  if (headers.get("content-type").starts_with("application/x-www-form-urlencoded"))
    return refuse(
        "the body is a form; expected JSON (choose the content type application/json at the sender)");
  using Reader = base::Result<Payload> (*)(const Delivery&);
  static constexpr Reader kReaders[] = {readDistribution, readHarbor, readZot,  readQuay,     readAcr,
                                        readEcr,          readGar,    readGhcr, readDockerHub};
  static_assert(std::size(kReaders) == std::size(kNames));
  return kReaders[static_cast<std::size_t>(kind)]({headers, body});
}

} // namespace meridian::hooks
