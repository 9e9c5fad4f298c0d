// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/engine.h"
#include "engine/interior.h"

#include <algorithm>

namespace meridian::engine {

using base::Errc;
using base::fail;
using base::Result;

Result<std::vector<std::string>> Engine::repositories(std::string_view id, std::stop_token stop) {
  const auto current = fleet();
  const auto* region = current->region(id);
  if (region == nullptr) return fail(Errc::NotFound, "the fleet has no region \"" + std::string(id) + "\"");
  auto names = ports::allRepositories(*m_interior->workshop.connect(*region), stop);
  if (!names) return base::pass(std::move(names), "list repositories at " + region->id);
  std::sort(names->begin(), names->end());
  return names;
}

Result<ImageDetail> Engine::image(std::string_view, std::string_view, std::stop_token) {
  return fail(Errc::Unsupported, "images are not looked into yet");
}

} // namespace meridian::engine
