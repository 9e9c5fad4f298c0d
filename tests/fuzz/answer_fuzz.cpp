// SPDX-License-Identifier: GPL-3.0-or-later
#include "distribution/blobs.h"
#include "distribution/errors.h"
#include "distribution/link.h"
#include "distribution/listing.h"
#include "distribution/profile_json.h"
#include "distribution/retry_after.h"
#include "distribution/upload_session.h"
#include "fuzz/check.h"

using namespace meridian;

/// What a registry may answer: header fields and bodies that the protocol client reads.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = fuzz::text(data, size);
  for (const auto& link : distribution::parseLinks(text)) {
    fuzz::check(link.target.find('>') == std::string::npos, "a target ends at its bracket");
    for (const auto& [key, value] : link.parameters)
      fuzz::check(!key.empty() && key.find_first_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ \",;=") == std::string::npos,
                  "a parameter's name is a token in lower case");
  }
  const auto words = distribution::parseErrorBody(text);
  for (const auto& line : {words.code, words.message}) {
    fuzz::check(line.size() <= 200, "an error's words are short");
    for (const char c : line)
      fuzz::check(static_cast<unsigned char>(c) >= 0x20 && c != 0x7f, "an error's words are one line");
  }
  ports::HttpResponse head;
  head.status = 500;
  head.headers.add("Retry-After", std::string(text));
  const auto error = distribution::errorFrom(head, text, distribution::Subject::Blob, {});
  fuzz::check(!error.message.empty(), "an error has words");
  fuzz::check(error.retry_after.count() >= 0 && error.retry_after.count() <= 86'400, "a wait is at most a day");
  (void)distribution::parseContentRange(text);
  (void)distribution::parseNames(text, "tags");
  (void)distribution::parseUploadRange(text);
  if (const auto profile = distribution::profileFromJson(text)) {
    const auto once = distribution::profileToJson(*profile);
    const auto again = distribution::profileFromJson(once);
    fuzz::check(again && distribution::profileToJson(*again) == once, "a profile is what was kept of it");
  }
  return 0;
}
