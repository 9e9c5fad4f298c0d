// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

// Text that leaves the machine.
namespace meridian::base {

/// Takes out of any text what looks like a secret: user info and signed parameters of URLs, what follows
/// "Authorization:", "Bearer" and "Basic", JSON web tokens, values behind names such as "password" or "token", and the
/// last part of the path of a webhook (/hooks/ID/SECRET). "***" takes its place. What is none may go too.
[[nodiscard]] std::string redactText(std::string_view text);

/// Takes certain secrets out of texts, however they are written there: as they are, percent-encoded, and in base64 at
/// whatever place of a longer one. Secrets of less than four bytes cannot be told from other text and stay.
class Scrub {
public:
  void add(std::string_view secret);
  [[nodiscard]] std::string operator()(std::string text) const;

private:
  std::vector<std::string> m_forms; ///< longest first
};

} // namespace meridian::base
