// SPDX-License-Identifier: GPL-3.0-or-later
#include "oci/platform.h"

#include "core/std_string.h"

using namespace meridian;
using oci::Platform;

class PlatformTest : public QObject {
  Q_OBJECT
private slots:
  void parses_data();
  void parses();
  void matches_data();
  void matches();
  void featuresAreAllNeeded();
};

void PlatformTest::parses_data() {
  QTest::addColumn<std::string>("text");
  QTest::addColumn<std::string>("back"); // empty: refused
  const auto row = [](const char* name, const std::string& text, const std::string& back) {
    QTest::newRow(name) << text << back;
  };
  row("os/arch", "linux/amd64", "linux/amd64");
  row("variant", "linux/arm64/v8", "linux/arm64/v8");
  row("os version", "windows/amd64:10.0.17763.1234", "windows/amd64:10.0.17763.1234");
  row("variant and version", "a/b/c:d", "a/b/c:d");
  row("upper case", "Linux/AMD64", "linux/amd64");
  row("attestation", "unknown/unknown", "unknown/unknown");
  row("os only", "linux", "");
  row("four parts", "a/b/c/d", "");
  row("no os", "/amd64", "");
  row("no architecture", "linux/", "");
  row("empty variant", "linux/arm/", "");
  row("empty version", "linux/arm:", "");
  row("space", "linux/ amd64", "");
  row("list", "linux/amd64,linux/arm64", "");
  row("empty", "", "");
}

void PlatformTest::parses() {
  QFETCH(std::string, text);
  QFETCH(std::string, back);
  const auto platform = Platform::parse(text);
  QCOMPARE(platform.has_value(), !back.empty());
  if (!back.empty()) QCOMPARE(platform->text(), back);
  if (platform) QCOMPARE(platform->isUnknown(), back == "unknown/unknown");
}

void PlatformTest::matches_data() {
  QTest::addColumn<std::string>("want");
  QTest::addColumn<std::string>("have");
  QTest::addColumn<bool>("match");
  const auto row = [](const char* name, const char* want, const char* have, bool match) {
    QTest::newRow(name) << std::string(want) << std::string(have) << match;
  };
  row("same", "linux/amd64", "linux/amd64", true);
  row("other architecture", "linux/amd64", "linux/arm64", false);
  row("other os", "linux/amd64", "windows/amd64", false);
  row("x86_64", "linux/x86_64", "linux/amd64", true);
  row("aarch64", "linux/aarch64", "linux/arm64", true);
  row("aarch64 there", "linux/arm64", "linux/aarch64", true);
  row("i686", "linux/i686", "linux/386", true);
  row("macos", "macos/arm64", "darwin/arm64", true);
  row("arm64 is v8", "linux/arm64/v8", "linux/arm64", true);
  row("v8 is arm64", "linux/arm64", "linux/arm64/v8", true);
  row("arm64 v9", "linux/arm64/v9", "linux/arm64", false);
  row("arm is v7", "linux/arm/v7", "linux/arm", true);
  row("any arm", "linux/arm", "linux/arm/v6", true);
  row("arm v6 wanted", "linux/arm/v6", "linux/arm/v7", false);
  row("arm 7", "linux/arm/7", "linux/arm/v7", true);
  row("armhf", "linux/armhf", "linux/arm/v7", true);
  row("armhf is not v6", "linux/armhf", "linux/arm/v6", false);
  row("armel", "linux/armel", "linux/arm/v6", true);
  row("amd64 v1", "linux/amd64/v1", "linux/amd64", true);
  row("amd64 v3 wanted", "linux/amd64/v3", "linux/amd64", false);
  row("any amd64", "linux/amd64", "linux/amd64/v3", true);
  row("unknown", "linux/amd64", "unknown/unknown", false);
  row("windows patch level", "windows/amd64:10.0.17763", "windows/amd64:10.0.17763.1234", true);
  row("windows other build", "windows/amd64:10.0.17763", "windows/amd64:10.0.177630.1", false);
  row("windows version missing", "windows/amd64:10.0.17763", "windows/amd64", false);
  row("any windows", "windows/amd64", "windows/amd64:10.0.17763.1234", true);
}

void PlatformTest::matches() {
  QFETCH(std::string, want);
  QFETCH(std::string, have);
  QFETCH(bool, match);
  QCOMPARE(oci::matches(*Platform::parse(want), *Platform::parse(have)), match);
}

void PlatformTest::featuresAreAllNeeded() {
  const Platform want{"windows", "amd64", "", "", {"win32k"}};
  Platform have{"windows", "amd64", "", "", {}};
  QVERIFY(!oci::matches(want, have));
  have.os_features = {"other", "win32k"};
  QVERIFY(oci::matches(want, have));
  QVERIFY(oci::matches({"windows", "amd64", "", "", {}}, have));
}

QTEST_APPLESS_MAIN(PlatformTest)
#include "platform_test.moc"
