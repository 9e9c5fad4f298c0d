// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTest>

#include <string>

Q_DECLARE_METATYPE(std::string)

namespace QTest {
/// So that a failed QCOMPARE shows both sides.
template <>
inline char* toString(const std::string& text) {
  return toString(QByteArray::fromStdString(text));
}
} // namespace QTest
