// SPDX-License-Identifier: GPL-3.0-or-later
// The defaults that resources/fleet.schema.json tells are those of the parser.
#include <QTest>

#include "engine/fleet.h"

#include <fstream>
#include <nlohmann/json.hpp>

using namespace meridian;
using Json = nlohmann::ordered_json;

namespace {

/// An object with each key that has a default, holding it.
Json withDefaults(const Json& root, const Json& schema) {
  auto out = Json::object();
  for (const auto& [key, value] : schema.at("properties").items()) {
    const auto& target =
        value.contains("$ref") ? root.at(Json::json_pointer(value.at("$ref").get<std::string>().substr(1))) : value;
    if (value.contains("default"))
      out[key] = value.at("default");
    else if (target.contains("default"))
      out[key] = target.at("default");
    else if (target.contains("properties") && !target.contains("required"))
      out[key] = withDefaults(root, target);
  }
  return out;
}

} // namespace

class FleetSchemaTest : public QObject {
  Q_OBJECT

private slots:
  void defaultsAreTheParsers() {
    std::ifstream in(MERIDIAN_SCHEMA);
    const auto schema = Json::parse(in);
    auto plain = Json::parse(R"({"version": 1, "regions": [{"id": "a", "lat": 1, "lon": 2, "registry": {}},
      {"id": "b", "lat": 1, "lon": 2, "registry": {}}],
      "rules": [{"id": "r", "source": "a", "targets": ["b"], "repositories": ["**"]}]})");
    plain["regions"][0]["registry"]["url"] = "https:" "//a.example.com";
    plain["regions"][1]["registry"]["url"] = "https:" "//b.example.com";
    auto full = plain;
    full["regions"][0].update(withDefaults(schema, schema.at("$defs").at("region")), true);
    full["rules"][0].update(withDefaults(schema, schema.at("$defs").at("rule")), true);
    full["webhooks"] = {{"listen", schema.at("/$defs/webhooks/properties/listen/default"_json_pointer)},
                        {"sources", Json::array()}};
    QVERIFY(full["rules"][0].size() >= 13);
    QCOMPARE(full["rules"][0]["deletes"]["quarantine"].get<std::string>(), std::string("7d"));
    const auto short_fleet = engine::parseFleet(plain.dump(), "plain.json");
    QVERIFY2(short_fleet, short_fleet ? "" : short_fleet.error().message.c_str());
    const auto long_fleet = engine::parseFleet(full.dump(2), "full.json");
    QVERIFY2(long_fleet, long_fleet ? "" : long_fleet.error().message.c_str());
    QCOMPARE(QString::fromStdString(engine::toJson(*long_fleet)), QString::fromStdString(engine::toJson(*short_fleet)));
  }
};

QTEST_GUILESS_MAIN(FleetSchemaTest)
#include "fleet_schema_test.moc"
