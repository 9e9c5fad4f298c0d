// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "curl/transfer.h"

namespace meridian::curl {

/// Once per process; any thread.
void initialiseOnce();

/// The PEM file of those whom the system trusts. SSL_CERT_FILE is what Go's tools, hence most registry tools, take as
/// well.
[[nodiscard]] const char* systemBundle();
/// No TLS before 1.2.
void setTlsVersions(Easy* easy);

/// Sets every option that the request needs on a handle fresh from curl_easy_init or curl_easy_reset. `share`
/// may be null. ConfigInvalid where this libcurl cannot do it.
[[nodiscard]] base::Result<void> configure(Easy* easy, const Transfer& transfer, void* share);

/// Whether that request may go over QUIC: it is wished, this libcurl can, and nothing stands between.
[[nodiscard]] bool mayUseQuic(const Ask& ask);
/// Whether it may leave before the handshake ends.
[[nodiscard]] bool mayUseEarlyData(const Ask& ask);

/// The error of a finished handle.
[[nodiscard]] base::Error errorOf(Easy* easy, int code, const Transfer& transfer);

/// The request's headers for curl. ConfigInvalid for a name or value that would break the head (line break,
/// NUL). Content-Length and Transfer-Encoding are left out: framing follows the body. With `foreign`, what
/// belongs to the first origin (RedirectTrail::staysHome) is left out too.
[[nodiscard]] base::Result<std::unique_ptr<curl_slist, SlistDeleter>>
headerList(const ports::HttpRequest& request, bool foreign);

} // namespace meridian::curl
