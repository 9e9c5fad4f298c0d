// SPDX-License-Identifier: GPL-3.0-or-later
#include "oci/image_config.h"

#include "core/std_string.h"

using namespace meridian;
using oci::ImageConfig;

class ImageConfigTest : public QObject {
  Q_OBJECT
private slots:
  void readsPlatform();
  void created_data();
  void created();
  void layerSteps_data();
  void layerSteps();
  void refuses_data();
  void refuses();
};

void ImageConfigTest::readsPlatform() {
  const auto config =
      ImageConfig::parse(R"({"architecture":"arm64","os":"linux","variant":"v8","os.version":"1",
      "os.features":["x"],"config":{"Env":["A=b"]},"rootfs":{"type":"layers","diff_ids":[]}})");
  QVERIFY(config.has_value());
  QCOMPARE(config->platform.text(), std::string("linux/arm64/v8:1"));
  QCOMPARE(config->platform.os_features, std::vector<std::string>{"x"});
  QVERIFY(config->created == base::Timestamp{});
  QVERIFY(ImageConfig::parse("{}")->platform.empty()); // the empty config of an artifact
}

void ImageConfigTest::created_data() {
  QTest::addColumn<std::string>("text");
  QTest::addColumn<qlonglong>("milliseconds");
  const auto row = [](const char* name, const char* text, qlonglong ms) {
    QTest::newRow(name) << std::string(text) << ms;
  };
  row("utc", "2024-02-29T12:34:56Z", 1709210096000);
  row("nanoseconds", "2024-02-29T12:34:56.123456789Z", 1709210096123);
  row("one digit", "2024-02-29T12:34:56.5Z", 1709210096500);
  row("east", "2024-02-29T13:34:56+01:00", 1709210096000);
  row("west", "2024-02-29T07:04:56-05:30", 1709210096000);
  row("lower case", "2024-02-29t12:34:56z", 1709210096000);
  row("Go's zero", "0001-01-01T00:00:00Z", 0);
  row("reproducible", "1970-01-01T00:00:00Z", 0);
  row("no such day", "2023-02-29T12:34:56Z", 0);
  row("no such hour", "2024-02-29T24:34:56Z", 0);
  row("no zone", "2024-02-29T12:34:56", 0);
  row("more", "2024-02-29T12:34:56Zx", 0);
  row("empty fraction", "2024-02-29T12:34:56.Z", 0);
  row("words", "yesterday", 0);
  row("empty", "", 0);
}

void ImageConfigTest::created() {
  QFETCH(std::string, text);
  QFETCH(qlonglong, milliseconds);
  const auto config = ImageConfig::parse("{\"created\":\"" + text + "\"}");
  QVERIFY(config.has_value());
  QCOMPARE(static_cast<qlonglong>(config->created.time_since_epoch().count()), milliseconds);
}

void ImageConfigTest::layerSteps_data() {
  QTest::addColumn<std::string>("history");
  QTest::addColumn<std::string>("steps");
  const auto row = [](const char* name, const char* history, const char* steps) {
    QTest::newRow(name) << std::string(history) << std::string(steps);
  };
  row("in order", R"([{"created_by":"a"},{"created_by":"b"}])", "a|b|");
  row("without the empty ones", R"([{"created_by":"a"},{"created_by":"x","empty_layer":true},{"created_by":"b","empty_layer":false}])", "a|b|");
  row("one does not say", R"([{"created":"2024-02-29T12:34:56Z"},{"created_by":"b"}])", "|b|");
  row("null", "null", "");
  row("no list", R"({"created_by":"a"})", "");
  row("a step is no object", R"([{"created_by":"a"},7])", "");
  row("a step is no text", R"([{"created_by":"a"},{"created_by":7}])", "");
}

void ImageConfigTest::layerSteps() {
  QFETCH(std::string, history);
  const auto config = ImageConfig::parse("{\"history\":" + history + "}");
  QVERIFY(config.has_value());
  std::string steps;
  for (const auto& step : config->layer_steps) steps += step + "|";
  QTEST(steps, "steps");
  const auto longer = ImageConfig::parse("{\"history\":[{\"created_by\":\"" + std::string(5000, 'x') + "\"}]}");
  QCOMPARE(longer->layer_steps.at(0).size(), std::size_t(1000));
}

void ImageConfigTest::refuses_data() {
  QTest::addColumn<std::string>("text");
  const auto row = [](const char* name, const std::string& text) { QTest::newRow(name) << text; };
  row("no JSON", "<html>");
  row("list", "[]");
  row("os no string", R"({"os":1})");
  row("features no list", R"({"os.features":"x"})");
  row("created no string", R"({"created":1})");
  row("too deep", "{\"a\":" + std::string(64, '[') + std::string(64, ']') + "}");
}

void ImageConfigTest::refuses() {
  QFETCH(std::string, text);
  const auto config = ImageConfig::parse(text);
  QVERIFY(!config.has_value());
  QVERIFY(config.error().code == base::Errc::ParseFailed);
}

QTEST_APPLESS_MAIN(ImageConfigTest)
#include "image_config_test.moc"
