// SPDX-License-Identifier: GPL-3.0-or-later
#include "curl/handle.h"

#include "curl/client.h"
#include "curl/errors.h"
#include "ports/redirect.h"

#include <curl/curl.h>

#include <algorithm>
#include <cstdlib>
#include <mutex>

namespace meridian::curl {

using base::Errc;
using base::fail;
using ports::HttpMethod;

namespace {

constexpr const char* kSystemBundle = "/etc/ssl/certs/ca-certificates.crt";
constexpr const char* kSystemFolder = "/etc/ssl/certs";
/// CURLSSLOPT_EARLYDATA of libcurl 8.11, which older headers do not name.
constexpr long kEarlyData = 1L << 6;
constexpr long kSendBuffer = 128 * 1024;
/// 7.88 takes and frees it for each request; a large one costs more than the rest of a small request's
/// memory.
constexpr long kReceiveBuffer = 128 * 1024, kSmallReceiveBuffer = 16 * 1024;

bool isOneOf(std::string_view field, std::initializer_list<std::string_view> names) {
  return std::any_of(names.begin(), names.end(),
                     [&](std::string_view name) { return ports::sameField(field, name); });
}

bool breaksHead(std::string_view text) {
  return text.find_first_of(std::string_view("\r\n\0", 3)) != text.npos;
}

/// 8.14 and newer.
bool isNew() {
  static const bool is_new = curl_version_info(CURLVERSION_NOW)->version_num >= 0x080e00;
  return is_new;
}

void setTls(CURL* easy, const Ask& ask) {
  curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L);
  curl_easy_setopt(easy, CURLOPT_CAINFO,
                   ask.route.ca_file.empty() ? systemBundle() : ask.route.ca_file.c_str());
  // GnuTLS would read the whole folder for each connection (24 ms). Only a private registry that redirects to
  // some other host needs both trusts at once.
  curl_easy_setopt(easy, CURLOPT_CAPATH, ask.foreign && !ask.route.ca_file.empty() ? kSystemFolder : nullptr);
  setTlsVersions(easy);
  if (ask.foreign || ask.route.client_cert_file.empty()) return;
  curl_easy_setopt(easy, CURLOPT_SSLCERT, ask.route.client_cert_file.c_str());
  curl_easy_setopt(
      easy, CURLOPT_SSLKEY,
      (ask.route.client_key_file.empty() ? ask.route.client_cert_file : ask.route.client_key_file).c_str());
}

long version(const Ask& ask, Way way) {
  if (ask.own_connection) return CURL_HTTP_VERSION_1_1;
  // "Only": who goes over TCP instead, and when, is decided here. With early data curl believes to be
  // connected at once and never looks for another way.
  return way == Way::Tcp ? CURL_HTTP_VERSION_2TLS : CURL_HTTP_VERSION_3ONLY;
}

void setMethod(CURL* easy, const Ask& ask) {
  const bool posts =
      ask.method == HttpMethod::Post || ask.method == HttpMethod::Put || ask.method == HttpMethod::Patch;
  if (ask.has_body) {
    curl_easy_setopt(easy, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(easy, CURLOPT_INFILESIZE_LARGE,
                     ask.body_size ? static_cast<curl_off_t>(ask.body_size->value) : curl_off_t{-1});
    curl_easy_setopt(easy, CURLOPT_UPLOAD_BUFFERSIZE, kSendBuffer);
  } else if (ask.method == HttpMethod::Head) {
    curl_easy_setopt(easy, CURLOPT_NOBODY, 1L);
  } else if (posts) {
    curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE, 0L); // Content-Length: 0
    curl_easy_setopt(easy, CURLOPT_POSTFIELDS, "");
  } else {
    curl_easy_setopt(easy, CURLOPT_HTTPGET, 1L);
  }
  if (ask.has_body || posts || ask.method == HttpMethod::Delete)
    curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, std::string(name(ask.method)).c_str());
}

} // namespace

const char* systemBundle() {
  const char* file = std::getenv("SSL_CERT_FILE");
  return file && *file ? file : kSystemBundle;
}

/// TLS 1.2 and 1.3. curl with GnuTLS never resumes a session once a minimum of 1.2 is set (it then sends no
/// ticket, for 1.3 either, and with early data ngtcp2 aborts the process over that); 8.14 takes the exclusion
/// of what is older in GnuTLS' own words instead. 7.88 does not read these words and never resumes.
void setTlsVersions(Easy* easy) {
  if (isNew() && curl_easy_setopt(easy, CURLOPT_SSL_CIPHER_LIST, "-VERS-TLS1.0:-VERS-TLS1.1") == CURLE_OK)
    curl_easy_setopt(easy, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_DEFAULT));
  else
    curl_easy_setopt(easy, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
}

void initialiseOnce() {
  static std::once_flag once;
  std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

Features features() {
  initialiseOnce();
  const auto* info = curl_version_info(CURLVERSION_NOW);
  return {info->version, info->ssl_version ? info->ssl_version : "",
          (info->features & CURL_VERSION_HTTP2) != 0, (info->features & CURL_VERSION_HTTP3) != 0, isNew()};
}

bool mayUseQuic(const Ask& ask) {
  static const bool can = features().http3;
  return can && ask.route.versions == ports::HttpVersions::Http3 && !ask.own_connection && !ask.foreign &&
         ask.route.proxy.empty() && ask.url.starts_with("https:");
}

bool mayUseEarlyData(const Ask& ask) {
  return isNew() && ask.safe(); // with sessions that cannot be resumed it would abort: see setTlsVersions()
}

base::Result<void> configure(Easy* easy, const Transfer& transfer, void* share) {
  const auto& ask = transfer.ask();
  if (share) curl_easy_setopt(easy, CURLOPT_SHARE, share);
  curl_easy_setopt(easy, CURLOPT_URL, ask.url.c_str());
  curl_easy_setopt(easy, CURLOPT_PATH_AS_IS, 1L);
  curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  // A name server that does not answer must not freeze the thread when the request is cancelled: the resolver
  // thread is left to end by itself.
  curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);
  curl_easy_setopt(easy, CURLOPT_TCP_NODELAY, 1L);
  curl_easy_setopt(easy, CURLOPT_TCP_KEEPALIVE, 1L);
  curl_easy_setopt(easy, CURLOPT_TCP_KEEPIDLE, 30L);
  curl_easy_setopt(easy, CURLOPT_TCP_KEEPINTVL, 15L);
  curl_easy_setopt(easy, CURLOPT_MAXAGE_CONN, 50L); // below the 60 s after which common load balancers drop
  curl_easy_setopt(easy, CURLOPT_BUFFERSIZE, ask.own_connection ? kReceiveBuffer : kSmallReceiveBuffer);
  curl_easy_setopt(easy, CURLOPT_USERAGENT, "meridian/" MERIDIAN_VERSION);
  curl_easy_setopt(easy, CURLOPT_HTTPHEADER, ask.headers.get());
  curl_easy_setopt(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
  curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(ask.route.connect_timeout.count()));
  curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, version(ask, transfer.way));
  if (transfer.way == Way::QuicEarly) curl_easy_setopt(easy, CURLOPT_SSL_OPTIONS, kEarlyData);
  if (ask.fresh_connection || transfer.fresh) curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT, 1L);
  if (!ask.route.proxy.empty()) {
    if (curl_easy_setopt(easy, CURLOPT_PROXY, ask.route.proxy.c_str()) != CURLE_OK)
      return fail(Errc::ConfigInvalid, "not a usable proxy: " + base::redactUrl(ask.route.proxy));
    curl_easy_setopt(easy, CURLOPT_NOPROXY,
                     ""); // named for this route: the environment's exceptions do not apply
  }
  setTls(easy, ask);
  setMethod(easy, ask);
  return {};
}

base::Error errorOf(Easy* easy, int code, const Transfer& transfer) {
  const auto& ask = transfer.ask();
  Failure failure;
  failure.code = code;
  curl_easy_getinfo(easy, CURLINFO_OS_ERRNO, &failure.os_errno);
  curl_easy_getinfo(easy, CURLINFO_SSL_VERIFYRESULT, &failure.verify_result);
  curl_easy_getinfo(easy, CURLINFO_HTTP_CONNECTCODE, &failure.connect_status);
  failure.words = transfer.words.data();
  failure.url = ask.url;
  failure.proxy = ask.route.proxy;
  failure.ca_file = ask.route.ca_file;
  failure.client_cert_file = ask.route.client_cert_file;
  failure.connect_timeout = ask.route.connect_timeout;
  return errorOf(failure);
}

base::Result<std::unique_ptr<curl_slist, SlistDeleter>> headerList(const ports::HttpRequest& request,
                                                                   bool foreign) {
  std::unique_ptr<curl_slist, SlistDeleter> list;
  const auto append = [&list](const std::string& line) {
    if (auto* longer = curl_slist_append(list.get(), line.c_str())) (void)list.release(), list.reset(longer);
  };
  append("Expect:");
  if (request.headers.get("Content-Type").empty())
    append("Content-Type:"); // else POST claims to be a web form
  for (const auto& [field, value] : request.headers.fields()) {
    if (field.empty() || breaksHead(field) || breaksHead(value) || field.find(':') != std::string::npos)
      return fail(Errc::ConfigInvalid, "a request header has a line break or no name");
    if (isOneOf(field, {"Content-Length", "Transfer-Encoding", "Expect"})) continue;
    if (foreign && ports::RedirectTrail::staysHome(field)) continue;
    append(value.empty() ? field + ";" : field + ": " + value); // curl's way to say "empty"
  }
  return list;
}

} // namespace meridian::curl
