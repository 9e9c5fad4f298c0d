// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz/check.h"
#include "oci/digest.h"

using namespace meridian;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = fuzz::text(data, size);
  const auto digest = oci::Digest::parse(text);
  if (!digest) {
    fuzz::check(!digest.error().message.empty(), "a refusal has words");
    return 0;
  }
  fuzz::check(digest->text() == text, "a digest is its text");
  fuzz::check(std::string(digest->algorithm()) + ":" + std::string(digest->encoded()) == text,
              "parts make the whole");
  fuzz::check(digest->text().find_first_of(std::string("/\\ \n\r\t\"%\0", 9)) == std::string::npos,
              "a digest is safe in a path, URL and header");
  fuzz::check(!digest->isVerifiable() || digest->encoded().size() == 64, "sha256 has its length");
  return 0;
}
