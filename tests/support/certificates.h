// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <filesystem>
#include <string>

namespace meridian::test {

/// PEM files.
struct KeyPair {
  std::string certificate;
  std::string key;
};

/// A private certificate authority in a folder, made with the openssl command. P-256 keys.
class Certificates {
public:
  enum class Validity { Now, Expired };

  /// `name` becomes the CA's common name and the prefix of its files.
  [[nodiscard]] static base::Result<Certificates> make(const std::filesystem::path& folder,
                                                       const std::string& name = "Meridian Test CA");

  [[nodiscard]] const std::string& ca() const { return m_ca.certificate; } ///< PEM file
  /// `names`: subjectAltName, e.g. "DNS:localhost,IP:127.0.0.1".
  [[nodiscard]] base::Result<KeyPair> server(const std::string& file, const std::string& names,
                                             Validity validity = Validity::Now) const;
  [[nodiscard]] base::Result<KeyPair> server() const {
    return server("server", "DNS:localhost,IP:127.0.0.1");
  }
  [[nodiscard]] base::Result<KeyPair> client(const std::string& common_name) const;

private:
  [[nodiscard]] base::Result<KeyPair> issue(const std::string& file, const std::string& common_name,
                                            const std::string& extensions, Validity validity) const;
  std::filesystem::path m_folder;
  std::string m_prefix;
  KeyPair m_ca;
};

} // namespace meridian::test
