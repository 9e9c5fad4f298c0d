// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

// Where a user's files are (XDG base directory specification; a relative path in a variable is ignored).
namespace meridian::disk {

[[nodiscard]] std::filesystem::path homeFolder();   ///< $HOME, else the user database
[[nodiscard]] std::filesystem::path configFolder(); ///< $XDG_CONFIG_HOME/meridian
[[nodiscard]] std::filesystem::path stateFolder();  ///< $XDG_STATE_HOME/meridian

} // namespace meridian::disk
