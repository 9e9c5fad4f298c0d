// SPDX-License-Identifier: GPL-3.0-or-later
// What a rule takes and leaves, judged by skopeo and podman.
#include <QTest>

#include "e2e/client.h"
#include "e2e/ctl.h"

using namespace meridian;
using namespace std::chrono_literals;
using test::Ctl;
using test::DirectClient;
using test::storedTags;

class E2eSelectionTest : public QObject {
  Q_OBJECT

  static std::unique_ptr<test::RegistryProcess> start() {
    auto started = test::RegistryProcess::start();
    return started ? std::move(*started) : nullptr;
  }
  static std::string ref(const test::RegistryProcess& registry, const std::string& name) {
    return "127.0.0.1:" + std::to_string(registry.port()) + "/" + name;
  }
  static bool skopeo(const test::RegistryProcess& registry, const std::string& name, const std::string& architecture) {
    const test::TemporaryFolder folder;
    const auto out = test::run({"skopeo", "copy", "--quiet", "--override-arch", architecture, "--override-os", "linux",
                                "--src-tls-verify=false", "docker://" + ref(registry, name), "dir:" + folder.file("image")}, 60s);
    return out && out->status == 0;
  }

private slots:
  void initTestCase() {
    m_fra = start();
    QVERIFY(m_fra && test::makeCorpus(*m_fra));
  }

  /// A replica with one platform: it can be pulled, the other cannot, and nothing of the other was sent.
  void onePlatformRewritten() {
    const auto tyo = start();
    QVERIFY(tyo);
    Ctl ctl({{"fra", m_fra->url(), {}, {}}, {"tyo", tyo->url(), {}, {}}}, "\"multi/web\"",
            ",\"platforms\":[\"linux/arm64\"],\"index\":\"rewritten\"");
    const auto planned = ctl.run({"plan", "all"});
    QCOMPARE(planned.status, 0);
    QVERIFY2(planned.out.contains("signatures of the original no longer match"), qPrintable(planned.out));
    const auto result = ctl.run({"--json", "sync", "all"});
    QVERIFY2(result.status == 0, qPrintable(result.out + result.err));
    QCOMPARE(storedTags(*tyo).size(), 2u);
    QVERIFY(storedTags(*tyo).at("multi/web:1.0") != storedTags(*m_fra).at("multi/web:1.0"));
    QVERIFY(skopeo(*m_fra, "multi/web:1.0", "amd64"));
    QVERIFY(skopeo(*tyo, "multi/web:1.0", "arm64"));
    QVERIFY(!skopeo(*tyo, "multi/web:1.0", "amd64"));
    const auto again = ctl.run({"--json", "sync", "all"});
    QCOMPARE(again.status, 0);
    QCOMPARE(again.tags("unchanged"), 2);
    QCOMPARE(again.bytes("written"), 0.0);
  }

  /// distribution takes no index whose children are missing: said by the registry, or beforehand by its profile.
  void onePlatformSparse() {
    const auto tyo = start();
    QVERIFY(tyo);
    Ctl ctl({{"fra", m_fra->url(), {}, {}}, {"tyo", tyo->url(), {}, {}}}, "\"multi/web\"", ",\"platforms\":[\"linux/arm64\"]");
    const auto blind = ctl.run({"--json", "sync", "all"});
    QCOMPARE(blind.status, 1);
    QVERIFY(storedTags(*tyo).empty());
    const auto profile = ctl.run({"--json", "profile", "tyo"});
    QCOMPARE(profile.status, 0);
    QVERIFY2(profile.out.contains("\"sparse_index\": \"no\""), qPrintable(profile.out));
    const auto result = ctl.run({"--json", "sync", "all"});
    QCOMPARE(result.status, 1);
    QVERIFY2(result.out.contains("takes no index whose children are not all there"), qPrintable(result.out));
    QCOMPARE(result.bytes("written"), 0.0);
  }

  /// podman, as a host in the region would.
  void podmanPulls() {
    const auto sjc = start();
    QVERIFY(sjc);
    Ctl ctl({{"fra", m_fra->url(), {}, {}}, {"sjc", sjc->url(), {}, {}}});
    QCOMPARE(ctl.run({"--json", "sync", "all"}).status, 0);
    const test::TemporaryFolder folder;
    const auto pull = [&](const std::string& name, const std::vector<std::string>& more) {
      std::vector<std::string> argv{"podman", "--root", folder.file("root"), "--runroot", folder.file("run"), "--storage-driver", "vfs",
                                    "pull", "--tls-verify=false"};
      argv.insert(argv.end(), more.begin(), more.end());
      argv.push_back(ref(*sjc, name));
      return test::run(argv, 100s);
    };
    const auto by_tag = pull("apps/web:latest", {});
    if (!by_tag || (by_tag->status != 0 && by_tag->output.find("127.0.0.1") == std::string::npos))
      QSKIP("podman does not run on this machine");
    QVERIFY2(by_tag->status == 0, by_tag->output.c_str());
    for (const char* architecture : {"amd64", "arm64"}) {
      const auto pulled = pull("multi/web:1.0", {"--arch", architecture});
      QVERIFY2(pulled && pulled->status == 0, pulled ? pulled->output.c_str() : "");
    }
  }

  /// Signatures, SBOMs and cosign's tags, on registries without the referrers API; the image waits for them.
  void referrersTravel() {
    const auto fra = start(), tyo = start();
    QVERIFY(fra && tyo);
    DirectClient source(fra->url()), target(tyo->url());
    const auto signed_image = source.image("app", "1", "layer one");
    const auto plain = source.image("app", "2", "layer two");
    QVERIFY(signed_image && plain);
    const auto subject = ",\"artifactType\":\"application/vnd.cncf.notary.signature\",\"subject\":" +
                         DirectClient::descriptor(DirectClient::describe(*signed_image));
    const auto signature = source.image("app", "", "signed", subject);
    QVERIFY(signature);
    const auto cosign = "sha256-" + std::string(signed_image->digest.encoded()) + ".sbom";
    QVERIFY(source.image("app", cosign, "a bill of materials"));
    Ctl ctl({{"fra", fra->url(), {}, {}}, {"tyo", tyo->url(), {}, {}}}, "\"app\"",
            ",\"tags\":{\"include\":[\"1\",\"2\"]},\"referrers\":{\"copy\":\"all\",\"require\":[\"signature\"]}");
    const auto result = ctl.run({"--json", "sync", "all"});
    QCOMPARE(result.status, 1);
    QCOMPARE(result.errors(true), QString(" app:2 CLOSURE_INCOMPLETE"));
    const auto tags = storedTags(*tyo);
    QVERIFY(tags.contains("app:1") && !tags.contains("app:2"));
    QVERIFY(tags.contains("app:" + cosign));
    const auto found = target->listReferrers("app", signed_image->digest, {});
    QVERIFY(found);
    QCOMPARE(found->size(), 1u);
    QVERIFY(found->front().digest == signature->digest);
    QCOMPARE(QString::fromStdString(found->front().artifact_type), QString("application/vnd.cncf.notary.signature"));
    // Signed later: now it may come.
    const auto late = ",\"artifactType\":\"application/vnd.cncf.notary.signature\",\"subject\":" +
                      DirectClient::descriptor(DirectClient::describe(*plain));
    QVERIFY(source.image("app", "", "signed too", late));
    const auto second = ctl.run({"--json", "sync", "all"});
    QVERIFY2(second.status == 0, qPrintable(second.out));
    QVERIFY(storedTags(*tyo).contains("app:2"));
    const auto idle = ctl.run({"--json", "sync", "all"});
    QCOMPARE(idle.status, 0);
    QCOMPARE(idle.bytes("written"), 0.0);
  }

private:
  std::unique_ptr<test::RegistryProcess> m_fra;
};

QTEST_GUILESS_MAIN(E2eSelectionTest)
#include "selection_test.moc"
