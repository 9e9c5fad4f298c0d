// SPDX-License-Identifier: GPL-3.0-or-later
#include "curl/errors.h"

#include "base/units.h"
#include "ports/http.h"

#include <curl/curl.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace meridian::curl {

using base::Errc;

namespace {

// gnutls_certificate_status_t; the flavour's headers are not needed for five numbers.
constexpr long kRevoked = 1 << 5, kSignerNotFound = 1 << 6, kSignerNotCa = 1 << 7, kNotActivated = 1 << 9,
               kExpired = 1 << 10;

std::string hostOf(std::string_view url) {
  const auto origin = ports::originOf(url);
  const auto slashes = origin.find("//");
  return slashes == std::string::npos ? base::redactUrl(url) : origin.substr(slashes + 2);
}

std::string nameOf(std::string_view url) { // without the port: names resolve, ports do not
  auto host = hostOf(url);
  const auto colon = host.rfind(':');
  if (colon != std::string::npos && host.find(']', colon) == std::string::npos) host.resize(colon);
  return host;
}

std::string untrusted(const Failure& failure) {
  const auto has = [&](long bit) { return (failure.verify_result & bit) != 0; };
  if (has(kRevoked)) return "the certificate has been revoked";
  if (has(kExpired)) return "the certificate has expired";
  if (has(kNotActivated)) return "the certificate is not valid yet (is this machine's clock right?)";
  if (has(kSignerNotFound))
    return "the certificate is signed by an unknown authority (" +
           (failure.ca_file.empty() ? std::string("not in the system's trust store")
                                    : "not in " + std::string(failure.ca_file)) +
           ")";
  if (has(kSignerNotCa)) return "the certificate is signed by something that is no certificate authority";
  if (failure.words.find("does not match") != std::string_view::npos)
    return "the certificate is for another host name";
  return "the certificate cannot be trusted: " + std::string(failure.words);
}

std::string unusableClientCertificate(const Failure& failure) {
  return "client certificate " + std::string(failure.client_cert_file) + " or its key cannot be used";
}

/// GnuTLS' handshake failures share one code of curl's; its words are all that tells them apart.
base::Error handshake(const Failure& failure, const std::string& host) {
  const auto says = [&](std::string_view part) { return failure.words.find(part) != std::string_view::npos; };
  if (says("X.509 key or certificate") || says("X.509 key file") || says("X.509 certificate file"))
    return {Errc::ConfigInvalid, unusableClientCertificate(failure), {}, 0, {}, {}, {}};
  if (says("unexpected TLS packet"))
    return {Errc::BadAnswer, host + ": does not speak TLS on this port", {}, 0, {}, {}, {}};
  if (says("non-properly terminated") || says("pull function") || says("push function"))
    return {
        Errc::ConnectionLost, host + ": closed the connection during the TLS handshake", {}, 0, {}, {}, {}};
  return {
      Errc::TlsUntrusted, host + ": TLS handshake failed: " + std::string(failure.words), {}, 0, {}, {}, {}};
}

} // namespace

base::Error errorOf(const Failure& failure) {
  const auto host = hostOf(failure.url);
  const auto make = [&](Errc code, const std::string& text) {
    return base::Error{code, text, {}, 0, {}, {}, {}};
  };
  const auto lost = [&](const std::string& text) { return make(Errc::ConnectionLost, host + ": " + text); };
  if (failure.connect_status >= 300)
    return make(Errc::ConnectionRefused,
                host + ": the proxy answers " + std::to_string(failure.connect_status));
  switch (failure.code) {
  case CURLE_COULDNT_RESOLVE_HOST:
    return make(Errc::HostUnknown, nameOf(failure.url) + ": name does not resolve");
  case CURLE_COULDNT_RESOLVE_PROXY: {
    const auto proxy =
        failure.proxy.empty() ? std::string("from the environment") : base::redactUrl(failure.proxy);
    return make(Errc::HostUnknown, "proxy " + proxy + ": name does not resolve");
  }
  case CURLE_COULDNT_CONNECT: {
    const auto via =
        failure.proxy.empty() ? std::string() : " (by way of proxy " + base::redactUrl(failure.proxy) + ")";
    switch (failure.os_errno) {
    case 0:
    case ECONNREFUSED:
      return make(Errc::ConnectionRefused, host + ": nothing listens there" + via);
    case ETIMEDOUT:
      return make(Errc::Timeout, host + ": does not answer" + via);
    default: {
      std::array<char, 128> text{};
      const char* reason = ::strerror_r(static_cast<int>(failure.os_errno), text.data(), text.size());
      return make(Errc::ConnectionRefused, host + ": cannot be reached: " + reason + via);
    }
    }
  }
  case CURLE_OPERATION_TIMEDOUT:
    return make(Errc::Timeout,
                host + ": no connection within " + base::formatDuration(failure.connect_timeout));
  case CURLE_PEER_FAILED_VERIFICATION:
    return make(Errc::TlsUntrusted, host + ": " + untrusted(failure));
  case CURLE_SSL_CACERT_BADFILE:
    return make(Errc::ConfigInvalid, "CA file " + std::string(failure.ca_file) + " cannot be used");
  case CURLE_SSL_CERTPROBLEM:
    return make(Errc::ConfigInvalid, unusableClientCertificate(failure));
  case CURLE_SSL_CONNECT_ERROR:
    return handshake(failure, host);
  case CURLE_PARTIAL_FILE:
    return lost("the answer ended before its announced length");
  case CURLE_GOT_NOTHING:
    return lost("closed the connection without an answer");
  case CURLE_SEND_ERROR:
    return lost("the connection broke while sending");
  case CURLE_RECV_ERROR:
    return lost("the connection broke while receiving");
  case CURLE_SEND_FAIL_REWIND:
    return lost("the connection broke after the upload had begun");
  case CURLE_HTTP2:
  case CURLE_HTTP2_STREAM:
  case CURLE_HTTP3:
  case CURLE_QUIC_CONNECT_ERROR:
    return lost("the connection broke: " + std::string(failure.words));
  case CURLE_UNSUPPORTED_PROTOCOL:
  case CURLE_WEIRD_SERVER_REPLY:
    return make(Errc::BadAnswer, host + ": the answer is not HTTP");
  case CURLE_URL_MALFORMAT:
    return make(Errc::ConfigInvalid, "not a usable URL: " + base::redactUrl(failure.url));
  case CURLE_PROXY:
    return make(Errc::ConnectionRefused,
                "proxy " + base::redactUrl(failure.proxy) + ": " + std::string(failure.words));
  default:
    return make(Errc::Internal, host + ": " + curl_easy_strerror(static_cast<CURLcode>(failure.code)) +
                                    (failure.words.empty() ? "" : ": " + std::string(failure.words)));
  }
}

} // namespace meridian::curl
