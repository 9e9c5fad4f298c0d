// SPDX-License-Identifier: GPL-3.0-or-later
// A webhook request: its first line is the kind and its header fields, separated by tabs; the rest is the
// body.
#include "fuzz/check.h"
#include "hooks/dedupe.h"
#include "hooks/payload.h"
#include "hooks/signature.h"
#include "oci/digest.h"
#include "oci/reference.h"

using namespace meridian;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto input = fuzz::text(data, size);
  const auto end = std::min(input.find('\n'), input.size());
  auto head = input.substr(0, end);
  const auto body = input.substr(std::min(end + 1, input.size()));
  const auto next = [&head] {
    const auto tab = std::min(head.find('\t'), head.size());
    const auto part = head.substr(0, tab);
    head.remove_prefix(std::min(tab + 1, head.size()));
    return part;
  };
  const auto kind = hooks::parseKind(next()).value_or(hooks::Kind::Distribution);
  ports::HttpHeaders headers;
  while (!head.empty()) {
    const auto field = next();
    const auto colon = std::min(field.find(": "), field.size());
    headers.add(std::string(field.substr(0, colon)),
                std::string(field.substr(std::min(colon + 2, field.size()))));
  }
  for (const auto auth : {hooks::Auth::Bearer, hooks::Auth::Hmac, hooks::Auth::Path})
    fuzz::check(!hooks::knowsSecret(auth, "a secret that no input knows", {headers, body, {}}),
                "nobody is let in");

  const auto payload = hooks::parsePayload(kind, headers, body);
  if (!payload) {
    fuzz::check(!payload.error().message.empty(), "a refusal has words");
    return 0;
  }
  fuzz::check(payload->events.size() <= hooks::kMostEvents, "no more events than allowed");
  hooks::Dedupe dedupe(std::chrono::minutes(1), 8);
  const base::Timestamp now{std::chrono::milliseconds{1'700'000'000'000}};
  for (const auto& event : payload->events) {
    fuzz::check(oci::parseRepository(event.repository).has_value(), "a repository leads nowhere else");
    fuzz::check(event.tag.empty() || oci::parseTag(event.tag).has_value(), "a tag is a tag");
    fuzz::check(event.digest.empty() || oci::Digest::parse(event.digest).has_value(), "a digest is a digest");
    fuzz::check(event.time >= base::Timestamp{}, "no time before 1970");
    (void)dedupe.isNew("source", event, now);
    const bool known = !event.id.empty() || event.time != base::Timestamp{};
    fuzz::check(dedupe.isNew("source", event, now) != known, "what can be recognized is new once");
    fuzz::check(dedupe.size() <= 8, "memory has a bound");
  }
  return 0;
}
