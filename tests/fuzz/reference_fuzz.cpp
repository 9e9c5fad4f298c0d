// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz/check.h"
#include "oci/reference.h"

using namespace meridian;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = fuzz::text(data, size);
  const auto reference = oci::Reference::parse(text);
  if (reference) {
    fuzz::check(reference->text() == text, "a reference comes back as it was written");
    fuzz::check(oci::parseRepository(reference->repository).has_value(), "its repository is one");
    fuzz::check(reference->tag.empty() ? reference->digest.has_value()
                                       : oci::parseTag(reference->tag).has_value(),
                "it has a tag or a digest");
  }
  if (const auto repository = oci::parseRepository(text)) {
    fuzz::check(*repository == text && text.size() <= 255, "a repository is its text");
    fuzz::check(("/" + *repository + "/").find("/../") == std::string::npos && repository->front() != '/' &&
                    repository->find("//") == std::string::npos && repository->find(':') == std::string::npos,
                "a repository leads nowhere else");
  }
  if (const auto tag = oci::parseTag(text))
    fuzz::check(*tag == text && text.size() <= 128 && tag->find_first_of("/:@%") == std::string::npos,
                "a tag stays inside its segment");
  return 0;
}
