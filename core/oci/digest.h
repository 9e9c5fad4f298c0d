// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <compare>
#include <string>
#include <string_view>

namespace meridian::oci {

/// A content digest, "algorithm:encoded" (image-spec v1.1 descriptor.md#digests). Only values that passed
/// parse() exist: the grammar is checked, and sha256 and sha512 must have their exact lower-case hex length.
/// Other algorithms that fit the grammar are kept, but isVerifiable() is false.
class Digest {
public:
  Digest() = default; ///< empty; for containers
  [[nodiscard]] static base::Result<Digest> parse(std::string_view text);
  /// From 64 lower-case hex digits that were just computed.
  [[nodiscard]] static Digest sha256(std::string_view hex);

  [[nodiscard]] const std::string& text() const noexcept { return m_text; }
  [[nodiscard]] std::string_view algorithm() const noexcept;
  [[nodiscard]] std::string_view encoded() const noexcept;
  /// First 12 digits of the encoded part, for people.
  [[nodiscard]] std::string shortText() const;
  [[nodiscard]] bool isVerifiable() const noexcept; ///< sha256: the one we compute
  [[nodiscard]] bool empty() const noexcept { return m_text.empty(); }
  auto operator<=>(const Digest&) const = default;

private:
  std::string m_text;
};

} // namespace meridian::oci

template <>
struct std::hash<meridian::oci::Digest> {
  std::size_t operator()(const meridian::oci::Digest& digest) const noexcept {
    return std::hash<std::string>{}(digest.text());
  }
};
