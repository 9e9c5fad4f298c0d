// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/engine.h"
#include "engine/image_look.h"
#include "engine/interior.h"
#include "oci/reference.h"

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

Result<ImageDetail> Engine::image(std::string_view repository, std::string_view reference, std::stop_token stop) {
  if (auto name = oci::parseRepository(repository); !name) return base::pass(std::move(name));
  const bool digest = reference.find(':') != std::string_view::npos;
  if (auto tag = oci::parseTag(reference); !digest && !tag) return base::pass(std::move(tag));
  if (auto parsed = oci::Digest::parse(reference); digest && !parsed) return base::pass(std::move(parsed));
  const auto current = fleet(); // regions outlive the look
  return ImageLook(m_interior->workshop, *current, std::string(repository), std::string(reference), std::move(stop)).look();
}

} // namespace meridian::engine
