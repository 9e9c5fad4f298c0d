// SPDX-License-Identifier: GPL-3.0-or-later
#include "curl/handshake.h"

#include "curl/errors.h"
#include "curl/handle.h"
#include "ports/redirect.h"

#include <curl/curl.h>

#include <array>
#include <memory>

namespace meridian::curl {

using base::Errc;
using base::fail;

namespace {

constexpr std::string_view kCertificate = "Cert:";
constexpr int kLongestWait = 1000; // ms; a stop rings earlier

struct Cleanup {
  void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};

/// One connection that ends with the handshake.
class Handshake {
public:
  Handshake(const std::string& url, std::chrono::milliseconds patience, bool verify)
      : m_url(url), m_patience(patience), m_easy(curl_easy_init()), m_multi(curl_multi_init()) {
    auto* easy = m_easy.get();
    curl_easy_setopt(easy, CURLOPT_URL, m_url.c_str());
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "https");
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);
    curl_easy_setopt(easy, CURLOPT_CONNECT_ONLY, 1L);
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(m_patience.count()));
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, m_words.data());
    curl_easy_setopt(easy, CURLOPT_CAPATH, nullptr);
    if (verify) {
      curl_easy_setopt(easy, CURLOPT_CAINFO, systemBundle());
    } else {
      // To look at a certificate is not to trust it: whoever is asked next is verified as ever.
      curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 0L);
      curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 0L);
      curl_easy_setopt(easy, CURLOPT_CERTINFO, 1L);
    }
    setTlsVersions(easy);
  }
  ~Handshake() {
    curl_multi_remove_handle(m_multi, m_easy.get());
    curl_multi_cleanup(m_multi);
  }
  Handshake(const Handshake&) = delete;
  Handshake& operator=(const Handshake&) = delete;

  base::Result<void> shake(const std::stop_token& stop) {
    curl_multi_add_handle(m_multi, m_easy.get());
    const std::stop_callback ring(stop, [this] { curl_multi_wakeup(m_multi); });
    int running = 1;
    while (running > 0 && !stop.stop_requested()) {
      curl_multi_perform(m_multi, &running);
      if (running > 0) curl_multi_poll(m_multi, nullptr, 0, kLongestWait, nullptr);
    }
    int left = 0;
    const auto* message = curl_multi_info_read(m_multi, &left);
    if (message == nullptr) return fail(Errc::Cancelled, "cancelled");
    if (message->data.result != CURLE_OK) return fail(error(message->data.result));
    return {};
  }

  /// After shake().
  [[nodiscard]] std::string certificates() const {
    curl_certinfo* chain = nullptr;
    std::string out;
    if (curl_easy_getinfo(m_easy.get(), CURLINFO_CERTINFO, &chain) != CURLE_OK || chain == nullptr) return out;
    for (int i = 0; i < chain->num_of_certs; ++i)
      for (const auto* line = chain->certinfo[i]; line != nullptr; line = line->next)
        if (const std::string_view text = line->data; text.starts_with(kCertificate))
          out.append(text.substr(kCertificate.size())).append("\n");
    return out;
  }

private:
  [[nodiscard]] base::Error error(CURLcode code) const {
    Failure failure;
    failure.code = code;
    curl_easy_getinfo(m_easy.get(), CURLINFO_OS_ERRNO, &failure.os_errno);
    curl_easy_getinfo(m_easy.get(), CURLINFO_SSL_VERIFYRESULT, &failure.verify_result);
    curl_easy_getinfo(m_easy.get(), CURLINFO_HTTP_CONNECTCODE, &failure.connect_status);
    failure.words = m_words.data();
    failure.url = m_url;
    failure.connect_timeout = m_patience;
    return errorOf(failure);
  }

  const std::string& m_url;
  const std::chrono::milliseconds m_patience;
  std::array<char, CURL_ERROR_SIZE> m_words{};
  std::unique_ptr<CURL, Cleanup> m_easy; // goes after the multi handle that it is in
  CURLM* m_multi;
};

} // namespace

base::Result<ports::ShownCertificates> showCertificates(const std::string& url, std::chrono::milliseconds patience,
                                                        std::stop_token stop) {
  if (auto usable = ports::checkUrl(url); !usable) return base::pass(std::move(usable));
  const auto origin = ports::originOf(url);
  if (!origin.starts_with("https:"))
    return fail(Errc::Unsupported, "plain HTTP shows no certificate: there is nothing to trust, and nothing is encrypted");
  initialiseOnce();
  ports::ShownCertificates shown;
  {
    Handshake look(origin, patience, false);
    if (auto done = look.shake(stop); !done) return base::pass(std::move(done));
    shown.pem = look.certificates();
  }
  Handshake trust(origin, patience, true);
  auto trusted = trust.shake(stop);
  if (!trusted && trusted.error().code != Errc::TlsUntrusted) return base::pass(std::move(trusted));
  if (!trusted) shown.distrust = std::move(trusted).error();
  return shown;
}

} // namespace meridian::curl
