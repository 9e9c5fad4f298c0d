// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

namespace meridian::lab {

/// One command to the control socket of a lab that is up; its answer. Throws Failure with the lab's words.
std::string tell(const std::filesystem::path& socket, const std::string& command);

/// The name given, or the only lab that is up. Throws Failure.
std::string labNamed(const std::string& name);

/// Ends a lab that is up and waits until it is gone. Throws Failure.
void takeDown(const std::string& name);

} // namespace meridian::lab
