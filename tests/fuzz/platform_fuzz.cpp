// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz/check.h"
#include "oci/image_config.h"
#include "oci/platform.h"

using namespace meridian;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = fuzz::text(data, size);
  if (const auto platform = oci::Platform::parse(text)) {
    const auto again = oci::Platform::parse(platform->text());
    fuzz::check(again.has_value() && *again == *platform, "a platform's text is a platform");
    fuzz::check(oci::matches(*platform, *platform), "a platform satisfies itself");
  }
  // The same fields inside an image config.
  if (const auto config = oci::ImageConfig::parse(text)) {
    fuzz::check(oci::matches(config->platform, config->platform), "a config's platform satisfies itself");
    fuzz::check(config->created >= base::Timestamp{}, "a creation time is not before the epoch");
  }
  return 0;
}
