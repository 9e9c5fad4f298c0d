// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/certificates.h"

#include "support/process.h"

namespace meridian::test {

namespace {

base::Result<void> openssl(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "openssl");
  auto finished = run(std::move(arguments), std::chrono::seconds(20));
  if (!finished) return pass(std::move(finished));
  if (finished->status != 0) return base::fail(base::Errc::Internal, finished->output);
  return {};
}

} // namespace

base::Result<Certificates> Certificates::make(const std::filesystem::path& folder, const std::string& name) {
  Certificates made;
  made.m_folder = folder;
  made.m_prefix = name;
  for (auto& c : made.m_prefix)
    if (c == ' ') c = '-';
  made.m_ca = {(folder / (made.m_prefix + ".pem")).string(), (folder / (made.m_prefix + ".key")).string()};
  auto result = openssl({"req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
                         "-nodes", "-days", "30", "-subj", "/CN=" + name, "-keyout", made.m_ca.key, "-out",
                         made.m_ca.certificate, "-addext", "keyUsage=critical,keyCertSign,cRLSign"});
  if (!result) return pass(std::move(result), "making a CA");
  return made;
}

base::Result<KeyPair> Certificates::issue(const std::string& file, const std::string& common_name,
                                          const std::string& extensions, Validity validity) const {
  const auto path = [&](const char* suffix) {
    return (m_folder / (m_prefix + "-" + file + suffix)).string();
  };
  const KeyPair pair{path(".pem"), path(".key")};
  auto result = openssl({"req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                         "-subj", "/CN=" + common_name, "-keyout", pair.key, "-out", path(".csr")});
  if (!result) return pass(std::move(result), "making a key for " + file);
  // `openssl ca` is the one command of OpenSSL 3.0 that takes a date in the past.
  writeFile(path(".index"), "");
  writeFile(path(".conf"),
            "[ca]\ndefault_ca=here\n[here]\nnew_certs_dir=" + m_folder.string() + "\ndatabase=" +
                path(".index") + "\nrand_serial=yes\ndefault_md=sha256\npolicy=any\nunique_subject=no\n" +
                "x509_extensions=issued\n[any]\ncommonName=supplied\n[issued]\n" + extensions + "\n");
  std::vector<std::string> sign{"ca",         "-batch",         "-notext",       "-config", path(".conf"),
                                "-cert",      m_ca.certificate, "-keyfile",      m_ca.key,  "-in",
                                path(".csr"), "-out",           pair.certificate};
  if (validity == Validity::Expired)
    sign.insert(sign.end(), {"-startdate", "20200101000000Z", "-enddate", "20200102000000Z"});
  else
    sign.insert(sign.end(), {"-days", "30"});
  result = openssl(std::move(sign));
  if (!result) return pass(std::move(result), "signing " + file);
  return pair;
}

base::Result<KeyPair> Certificates::server(const std::string& file, const std::string& names,
                                           Validity validity) const {
  return issue(file, file,
               "subjectAltName=" + names + "\nextendedKeyUsage=serverAuth\nbasicConstraints=CA:FALSE",
               validity);
}

base::Result<KeyPair> Certificates::client(const std::string& common_name) const {
  return issue("client-" + common_name, common_name, "extendedKeyUsage=clientAuth\nbasicConstraints=CA:FALSE",
               Validity::Now);
}

} // namespace meridian::test
