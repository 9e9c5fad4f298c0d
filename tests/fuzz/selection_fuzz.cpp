// SPDX-License-Identifier: GPL-3.0-or-later
// First line: a pattern or a version range. Second line: a name, tag or version.
#include "fuzz/check.h"
#include "plan/filter.h"

using namespace meridian;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = fuzz::text(data, size);
  const auto cut = text.find('\n');
  const auto rule = text.substr(0, cut);
  const auto name = cut == std::string_view::npos ? std::string_view{} : text.substr(cut + 1);
  if (const auto pattern = plan::Pattern::compile(rule)) {
    const bool matched = pattern->matches(name);
    if (pattern->isLiteral()) fuzz::check(matched == (name == rule), "a literal matches itself only");
    if (rule == "**" && name.size() <= 1024) fuzz::check(matched, "two stars match everything");
  }
  const auto version = plan::Version::parse(name);
  if (version) fuzz::check(*version == *version, "a version equals itself");
  if (const auto range = plan::VersionRange::parse(rule); range && version) {
    const bool in = range->contains(*version);
    const auto wider = plan::VersionRange::parse(std::string(rule) + " || 0.0.1");
    if (wider && in) fuzz::check(wider->contains(*version), "an alternative only adds");
  }
  const plan::TagSelection selection{{"*"}, {}, std::string(rule), 1u, {}};
  if (const auto filter = plan::TagFilter::compile(selection))
    fuzz::check(filter->select({std::string(name), "1.0.0"}).size() <= 1, "latest 1 is at most one");
  fuzz::check((plan::naturalOrder(rule, name) < 0) == (plan::naturalOrder(name, rule) > 0),
              "an order has two sides");
  return 0;
}
