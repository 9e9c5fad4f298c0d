// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/certificate.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <array>
#include <ctime>
#include <memory>

namespace meridian::auth {

using base::Errc;
using base::fail;

namespace {

constexpr std::size_t kMostText = 1u << 20;
constexpr std::size_t kMostCertificates = 200;
constexpr int kMostNames = 100;

template <auto release>
struct With {
  template <class T>
  void operator()(T* object) const {
    release(object);
  }
};
using Bio = std::unique_ptr<BIO, With<BIO_free_all>>;
using X509Ptr = std::unique_ptr<X509, With<X509_free>>;
using Names = std::unique_ptr<GENERAL_NAMES, With<GENERAL_NAMES_free>>;

std::string contents(BIO* bio) {
  char* data = nullptr;
  const auto size = BIO_get_mem_data(bio, &data);
  return size > 0 ? std::string(data, static_cast<std::size_t>(size)) : std::string();
}

std::string distinguishedName(const X509_NAME* name) {
  constexpr unsigned long kStyle = XN_FLAG_SEP_CPLUS_SPC | XN_FLAG_DN_REV | XN_FLAG_FN_SN | ASN1_STRFLGS_UTF8_CONVERT |
                                   ASN1_STRFLGS_ESC_CTRL | ASN1_STRFLGS_ESC_2253;
  const Bio out(BIO_new(BIO_s_mem()));
  X509_NAME_print_ex(out.get(), name, 0, kStyle);
  return contents(out.get());
}

base::Timestamp timeOf(const ASN1_TIME* time) {
  std::tm parts{};
  if (ASN1_TIME_to_tm(time, &parts) != 1) return {};
  const auto day = std::chrono::year(parts.tm_year + 1900) / std::chrono::month(static_cast<unsigned>(parts.tm_mon + 1)) /
                   std::chrono::day(static_cast<unsigned>(parts.tm_mday));
  return std::chrono::sys_days(day) + std::chrono::hours(parts.tm_hour) + std::chrono::minutes(parts.tm_min) +
         std::chrono::seconds(parts.tm_sec);
}

std::string hexPairs(const unsigned char* bytes, unsigned count, unsigned group) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  std::string out;
  for (unsigned i = 0; i < count; ++i) {
    if (i > 0 && i % group == 0) out += ':';
    out += kHex[bytes[i] >> 4];
    out += kHex[bytes[i] & 15];
  }
  return out;
}

std::string address(const ASN1_OCTET_STRING* ip) {
  const auto* bytes = ASN1_STRING_get0_data(ip);
  const auto size = ASN1_STRING_length(ip);
  if (size == 16) return hexPairs(bytes, 16, 2);
  if (size != 4) return {};
  std::string out;
  for (int i = 0; i < 4; ++i) out += (i > 0 ? "." : "") + std::to_string(bytes[i]);
  return out;
}

std::vector<std::string> alternativeNames(const X509* certificate) {
  std::vector<std::string> out;
  const Names names(static_cast<GENERAL_NAMES*>(X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr)));
  for (int i = 0; names && i < std::min(sk_GENERAL_NAME_num(names.get()), kMostNames); ++i) {
    const auto* name = sk_GENERAL_NAME_value(names.get(), i);
    std::string text;
    if (name->type == GEN_IPADD) text = address(name->d.iPAddress);
    if (name->type == GEN_DNS)
      for (const auto c : std::string_view(reinterpret_cast<const char*>(ASN1_STRING_get0_data(name->d.dNSName)),
                                           static_cast<std::size_t>(ASN1_STRING_length(name->d.dNSName))))
        text += c > 0x20 && c < 0x7f ? c : '?'; // an IA5String by its type, anything by its bytes
    if (!text.empty()) out.push_back(std::move(text));
  }
  return out;
}

Certificate read(X509* certificate) {
  Certificate out;
  out.subject = distinguishedName(X509_get_subject_name(certificate));
  out.issuer = distinguishedName(X509_get_issuer_name(certificate));
  std::array<unsigned char, EVP_MAX_MD_SIZE> hash{};
  unsigned size = 0;
  if (X509_digest(certificate, EVP_sha256(), hash.data(), &size) == 1) out.fingerprint = hexPairs(hash.data(), size, 1);
  out.not_before = timeOf(X509_get0_notBefore(certificate));
  out.not_after = timeOf(X509_get0_notAfter(certificate));
  out.names = alternativeNames(certificate);
  out.authority = X509_check_ca(certificate) > 0;
  const Bio text(BIO_new(BIO_s_mem()));
  PEM_write_bio_X509(text.get(), certificate);
  out.pem = contents(text.get());
  return out;
}

} // namespace

base::Result<std::vector<Certificate>> parseCertificates(std::string_view pem) {
  if (pem.size() > kMostText) return fail(Errc::ParseFailed, "the certificates are larger than 1 MiB");
  std::vector<Certificate> out;
  const Bio in(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  ERR_clear_error();
  while (out.size() < kMostCertificates) {
    const X509Ptr certificate(PEM_read_bio_X509(in.get(), nullptr, nullptr, nullptr));
    if (!certificate) break;
    out.push_back(read(certificate.get()));
  }
  const auto last = ERR_peek_last_error();
  ERR_clear_error();
  const bool ended = ERR_GET_LIB(last) == ERR_LIB_PEM && ERR_GET_REASON(last) == PEM_R_NO_START_LINE;
  if (last != 0 && !ended) return fail(Errc::ParseFailed, "a certificate is damaged: it is not PEM of an X.509 certificate");
  if (out.empty()) return fail(Errc::NotFound, "there is no certificate in it; one begins with -----BEGIN CERTIFICATE-----");
  return out;
}

} // namespace meridian::auth
