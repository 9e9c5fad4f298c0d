// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/trust.h"

#include <QVariantMap>

namespace meridian::console {

/// A server's certificates for somebody who has to decide whether to trust them: problem, and of the one that would be
/// trusted (the last of the chain) subject, issuer, fingerprint, validText, expired; `chain`: a list of {title, text}, the
/// server's own first; `names`: hosts that the server's own is for. Empty where there is no certificate. Pure.
[[nodiscard]] QVariantMap certificateMap(const engine::ServerCertificate& certificate, base::Timestamp now);

} // namespace meridian::console
