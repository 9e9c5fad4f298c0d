// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz/check.h"
#include "schedule/quota.h"

using namespace meridian;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = fuzz::text(data, size);
  const auto quota = schedule::parseQuota(text);
  if (!quota) return 0;
  fuzz::check(quota->number <= 1'000'000'000'000, "a number of requests");
  fuzz::check(quota->window.count() >= 0 && quota->window <= std::chrono::days(366), "a window that ends");
  const auto written = std::to_string(quota->number) + ";w=" + std::to_string(quota->window.count());
  const auto again = schedule::parseQuota(written);
  fuzz::check(again && again->number == quota->number && again->window == quota->window, "it can be written");
  return 0;
}
