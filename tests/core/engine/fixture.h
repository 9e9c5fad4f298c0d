// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/process.h"

#include <QString>

#include <string>

namespace meridian::test {

/// A fleet file of fixtures/ as its tests change it: one place at a time.
class Fixture {
public:
  explicit Fixture(const std::string& name) : m_text(readFile(MERIDIAN_FIXTURES "/" + name)) {}

  [[nodiscard]] const std::string& text() const { return m_text; }
  /// With the first `from` replaced; empty where there is none, so that a test with a stale table fails.
  [[nodiscard]] std::string with(const QString& from, const QString& to) const {
    auto text = QString::fromStdString(m_text);
    const auto at = text.indexOf(from);
    if (at < 0) return {};
    return text.replace(at, from.size(), to).toStdString();
  }

private:
  const std::string m_text;
};

} // namespace meridian::test
