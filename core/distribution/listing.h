// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "distribution/exchange.h"
#include "oci/descriptor.h"
#include "oci/digest.h"
#include "ports/registry.h"

#include <stop_token>
#include <string_view>

namespace meridian::distribution {

/// Names by pages (distribution-spec v1.1.1 "Listing Tags"; the catalogue is distribution's own). Any thread.
/// `next` is the address of the page that the Link header named, held to this registry's origin.
class Listing {
public:
  explicit Listing(Exchange& exchange) : m_exchange(exchange) {}

  [[nodiscard]] base::Result<ports::NamePage> tags(std::string_view repository, std::string_view next,
                                                   std::stop_token stop);
  [[nodiscard]] base::Result<ports::NamePage> repositories(std::string_view next, std::stop_token stop);

private:
  base::Result<ports::NamePage> page(Call call, std::string_view key, std::string_view next, int page_size,
                                     std::stop_token stop);
  Exchange& m_exchange;
};

/// The names under `key` in a page's JSON; null is an empty list. BadAnswer for anything else.
[[nodiscard]] base::Result<std::vector<std::string>> parseNames(std::string_view json, std::string_view key);

} // namespace meridian::distribution
