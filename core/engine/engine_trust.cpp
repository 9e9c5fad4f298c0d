// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/engine.h"

namespace meridian::engine {

using base::Errc;
using base::fail;
using base::Result;

Result<ServerCertificate> Engine::certificate(std::string_view, std::stop_token) {
  return fail(Errc::Unsupported, "certificates are not read yet");
}

Result<std::string> Engine::keepCertificate(std::string_view, std::string_view) {
  return fail(Errc::Unsupported, "certificates are not kept yet");
}

Result<std::vector<CredentialHint>> Engine::credentials(std::string_view, std::stop_token) {
  return std::vector<CredentialHint>{};
}

} // namespace meridian::engine
