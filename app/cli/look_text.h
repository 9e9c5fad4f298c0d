// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/image_detail.h"
#include "engine/trust.h"

#include <string>

namespace meridian::cli {

/// An image for people: its tree by platform, who has how much of it, what refers to it.
[[nodiscard]] std::string imageText(const engine::ImageDetail& image);
/// A server's certificates for people, the one to compare and keep told apart.
[[nodiscard]] std::string certificateText(const std::string& url, const engine::ServerCertificate& certificate);

} // namespace meridian::cli
