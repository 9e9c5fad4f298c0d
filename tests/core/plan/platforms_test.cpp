// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/std_string.h"
#include "plan/platforms.h"
#include "support/images.h"

#include <map>

using namespace meridian;

namespace {

const std::string kImage{oci::kOciManifest};
const std::string kIndex{oci::kOciIndex};

std::string child(const std::string& name, const std::string& platform, const std::string& about = {},
                  const std::string& type = kImage) {
  std::string more;
  if (!platform.empty()) {
    const auto slash = platform.find('/');
    const auto second = platform.find('/', slash + 1);
    more = R"(,"platform":{"os":")" + platform.substr(0, slash) + R"(","architecture":")" +
           platform.substr(slash + 1, second == std::string::npos ? second : second - slash - 1) + "\"";
    if (second != std::string::npos) more += R"(,"variant":")" + platform.substr(second + 1) + "\"";
    more += "}";
  }
  if (!about.empty())
    more += R"(,"annotations":{"vnd.docker.reference.digest":")" + test::digestOf(about).text() +
            R"(","vnd.docker.reference.type":"attestation-manifest"})";
  return test::descriptor(type, test::digestOf(name), 100, more);
}

plan::ManifestPtr index(const std::vector<std::string>& children, const std::string& more = {}) {
  std::string list;
  for (const auto& one : children) list += (list.empty() ? "" : ",") + one;
  auto made = oci::Manifest::parse(R"({"schemaVersion":2,"mediaType":")" + kIndex + R"(","manifests":[)" + list + "]" + more + "}", kIndex);
  return made ? std::make_shared<const oci::Manifest>(std::move(*made)) : nullptr;
}

std::vector<oci::Platform> platforms(const QString& text) {
  std::vector<oci::Platform> out;
  for (const auto& one : text.split(' ', Qt::SkipEmptyParts)) out.push_back(*oci::Platform::parse(one.toStdString()));
  return out;
}

plan::ManifestPtr nothing(const oci::Digest&) { return nullptr; }

} // namespace

class PlatformsTest : public QObject {
  Q_OBJECT

private slots:
  void kept_data() {
    QTest::addColumn<QString>("wanted");
    QTest::addColumn<QString>("names");
    QTest::addColumn<bool>("offers");
    QTest::newRow("no choice") << "" << "amd arm arm7 amd-att arm-att windows plain inner" << true;
    QTest::newRow("one, and its attestation") << "linux/amd64" << "amd amd-att plain inner" << true;
    QTest::newRow("two") << "linux/amd64 linux/arm64" << "amd arm amd-att arm-att plain inner" << true;
    QTest::newRow("alias") << "linux/x86_64" << "amd amd-att plain inner" << true;
    QTest::newRow("variant") << "linux/arm/v7" << "arm7 plain inner" << true;
    QTest::newRow("other system") << "windows/amd64" << "windows plain inner" << true;
    QTest::newRow("none of them: what does not say stays") << "linux/s390x" << "plain inner" << true;
  }
  void kept() {
    QFETCH(QString, wanted);
    QFETCH(QString, names);
    QFETCH(bool, offers);
    const auto all = index({child("amd", "linux/amd64"), child("arm", "linux/arm64"), child("arm7", "linux/arm/v7"),
                            child("amd-att", "unknown/unknown", "amd"), child("arm-att", "unknown/unknown", "arm"),
                            child("windows", "windows/amd64"), child("plain", ""), child("inner", "", {}, kIndex)});
    std::vector<oci::Digest> expected;
    for (const auto& name : names.split(' ')) expected.push_back(test::digestOf(name.toStdString()));
    std::vector<oci::Digest> found;
    for (const auto& one : plan::keptChildren(*all, platforms(wanted))) found.push_back(one.digest);
    QVERIFY(found == expected);
    QCOMPARE(plan::offersAny(*all, platforms(wanted)), offers);
  }

  void offersNothing() {
    const auto all = index({child("amd", "linux/amd64"), child("amd-att", "unknown/unknown", "amd")});
    QVERIFY(!plan::offersAny(*all, platforms("linux/arm64")));
    QVERIFY(plan::keptChildren(*all, platforms("linux/arm64")).empty());
    QCOMPARE(plan::platformsOf(*all), std::string("linux/amd64"));
  }

  /// An attestation that says of nothing what it is about is of no use to a choice.
  void attestationOfNobody() {
    const auto all = index({child("amd", "linux/amd64"), child("lost", "unknown/unknown")});
    QCOMPARE(plan::keptChildren(*all, platforms("linux/amd64")).size(), 1u);
  }

  void rewrites() {
    const auto all = index({child("amd", "linux/amd64"), child("arm", "linux/arm64")}, R"(,"annotations":{"a":"b"},"x-own":[1])");
    std::vector<plan::ManifestPtr> made;
    const auto rewritten = plan::rewriteIndex(all, platforms("linux/arm64"), nothing, made);
    QVERIFY(rewritten);
    QCOMPARE(made.size(), 1u);
    QVERIFY((*rewritten)->digest != all->digest);
    QCOMPARE((*rewritten)->manifests.size(), 1u);
    QVERIFY((*rewritten)->manifests[0].digest == test::digestOf("arm"));
    // What it says besides stays, in its order, so that the same choice gives the same digest everywhere.
    QVERIFY((*rewritten)->bytes.find(R"("annotations":{"a":"b"},"x-own":[1])") != std::string::npos);
    std::vector<plan::ManifestPtr> more;
    const auto again = plan::rewriteIndex(all, platforms("linux/arm64"), nothing, more);
    QVERIFY((*again)->digest == (*rewritten)->digest);
  }

  void leavesWholeIndexesAlone() {
    const auto all = index({child("amd", "linux/amd64"), child("arm", "linux/arm64")});
    std::vector<plan::ManifestPtr> made;
    const auto same = plan::rewriteIndex(all, platforms("linux/amd64 linux/arm64"), nothing, made);
    QVERIFY(same && *same == all);
    QVERIFY(made.empty());
  }

  void rewritesWithin() {
    const auto inner = index({child("amd", "linux/amd64"), child("arm", "linux/arm64")});
    const auto outer = index({test::descriptor(kIndex, inner->digest, inner->bytes.size())});
    std::vector<plan::ManifestPtr> made;
    const auto find = [&](const oci::Digest& digest) { return digest == inner->digest ? inner : nullptr; };
    const auto rewritten = plan::rewriteIndex(outer, platforms("linux/amd64"), find, made);
    QVERIFY(rewritten);
    QCOMPARE(made.size(), 2u); // the inner one first: it is pushed first
    QVERIFY((*rewritten)->manifests[0].digest == made[0]->digest);
    QCOMPARE((*rewritten)->manifests[0].size.value, std::uint64_t(made[0]->bytes.size()));
    QCOMPARE(made[0]->manifests.size(), 1u);
    const auto unknown = plan::rewriteIndex(outer, platforms("linux/amd64"), nothing, made);
    QVERIFY(!unknown);
    QCOMPARE(unknown.error().code, base::Errc::ManifestUnknown);
  }
};

QTEST_GUILESS_MAIN(PlatformsTest)
#include "platforms_test.moc"
