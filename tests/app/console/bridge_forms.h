// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QVariantMap>

namespace meridian::test {

inline QVariantMap regionForm() {
  return {{"id", "ams"}, {"name", "Amsterdam"}, {"role", "replica"}, {"lat", 52.37}, {"lon", 4.9},
          {"url", "https://registry.ams.example.com"}, {"credential", ""}, {"ca", ""}};
}

inline QVariantMap ruleForm() {
  return {{"id", "web"}, {"source", "fra"}, {"targets", QStringList{"tyo", "sjc"}}, {"repositories", QStringList{"web/*"}},
          {"include", QStringList{"*"}}, {"exclude", QStringList{}}, {"semver", ""}, {"latest", 3}, {"since", "30d"}};
}

} // namespace meridian::test
