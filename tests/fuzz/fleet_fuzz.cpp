// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/fleet.h"
#include "fuzz/check.h"

using namespace meridian;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto fleet = engine::parseFleet(fuzz::text(data, size), "f");
  if (!fleet) {
    fuzz::check(fleet.error().code == base::Errc::ConfigInvalid, "a bad file is a configuration error");
    fuzz::check(fleet.error().message.starts_with("f:"), "a message begins with the file");
    return 0;
  }
  fuzz::check(engine::validate(*fleet).empty(), "what was parsed is valid");
  const auto written = engine::toJson(*fleet);
  const auto again = engine::parseFleet(written, "f");
  fuzz::check(again.has_value(), "what was written can be read");
  fuzz::check(engine::toJson(*again) == written, "writing is stable");
  return 0;
}
