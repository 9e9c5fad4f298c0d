// SPDX-License-Identifier: GPL-3.0-or-later
#include "node/options.h"

#include "base/quoted.h"
#include "engine/fleet.h"
#include "node/page.h"

#include <optional>

namespace meridian::node {

using base::Errc;
using base::fail;

base::Result<Options> parseOptions(const std::vector<std::string>& arguments) {
  Options options;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    auto word = arguments[i];
    std::optional<std::string> value;
    if (const auto equals = word.find('='); word.starts_with("--") && equals != std::string::npos) {
      value = word.substr(equals + 1);
      word.resize(equals);
    }
    const auto* option = manual::findOption(page(), word);
    if (!option)
      return fail(Errc::ConfigInvalid,
                  "unknown argument " + base::quoted(arguments[i]) + "; see meridiand --help");
    if (option->value.empty() && value) return fail(Errc::ConfigInvalid, word + " takes no value");
    if (!option->value.empty() && !value && i + 1 < arguments.size()) value = arguments[++i];
    if (!option->value.empty() && (!value || value->empty())) return fail(Errc::ConfigInvalid, word + " needs a value");
    if (option->name == "--help") options.help = true;
    if (option->name == "--version") options.version = true;
    if (option->name == "--fleet") options.fleet = *value;
    if (option->name == "--state") options.state = *value;
  }
  if (options.fleet.empty()) options.fleet = engine::defaultFleetFile();
  if (options.state.empty()) options.state = engine::defaultStateDir();
  return options;
}

std::string helpText() { return manual::help(page()); }

} // namespace meridian::node
