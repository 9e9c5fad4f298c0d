// SPDX-License-Identifier: GPL-3.0-or-later
#include "distribution/product.h"

#include "support/scripted_http.h"

#include <QTest>

using namespace meridian;
using test::Asked;
using test::Reply;

namespace {

using Fields = QList<QPair<QString, QString>>;
const auto kOwn = QStringLiteral("https://registry.example.com:5000");
const auto kDistribution = QPair<QString, QString>("Docker-Distribution-Api-Version", "registry/2.0");
QPair<QString, QString> challenge(const QString& text) { return {"WWW-Authenticate", text}; }

} // namespace

class ProductTest : public QObject {
  Q_OBJECT

private slots:
  void products_data() {
    QTest::addColumn<QString>("url");
    QTest::addColumn<int>("status");
    QTest::addColumn<Fields>("fields");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("auth");
    const auto row = [](const char* title, const QString& url, int status, const Fields& fields, const char* name,
                        const char* text, const char* auth) {
      QTest::newRow(title) << url << status << fields << name << text << auth;
    };
    row("Docker Hub", "https://registry-1.docker.io", 401,
        {kDistribution, challenge("Bearer realm=\"https://auth.docker.io/token\",service=\"registry.docker.io\"")},
        "dockerhub", "Docker Hub", "bearer");
    row("ghcr", "https://ghcr.io", 401, {challenge("Bearer realm=\"https://ghcr.io/token\",service=\"ghcr.io\"")}, "ghcr",
        "GitHub Container Registry", "bearer");
    row("ECR", "https://123456789012.dkr.ecr.eu-west-1.amazonaws.com", 401, {kDistribution, challenge("Basic realm=\"https://123.dkr.ecr.eu-west-1.amazonaws.com/\"")},
        "ecr", "Amazon ECR", "basic");
    row("ACR", "https://fleet.azurecr.io/", 401, {}, "acr", "Azure Container Registry", "");
    row("ACR by its own domain", kOwn, 401, {{"Server", "AzureContainerRegistry"}}, "acr", "Azure Container Registry", "");
    row("Artifact Registry", "https://europe-west1-docker.pkg.dev", 401, {}, "gar", "Google Artifact Registry", "");
    row("looks like pkg.dev, is not", "https://evilpkg.dev", 200, {}, "unknown", "", "none");
    row("Harbor", kOwn, 401, {kDistribution, challenge("Bearer realm=\"https://h.example.com/service/token\",service=\"harbor-registry\"")},
        "harbor", "Harbor", "bearer");
    row("GitLab", kOwn, 401, {kDistribution, challenge("Bearer realm=\"https://gl.example.com/jwt/auth\",service=\"container_registry\"")},
        "gitlab", "GitLab Container Registry", "bearer");
    row("Gitea", kOwn, 401, {kDistribution, challenge("Bearer realm=\"https://git.example.com/v2/token\",service=\"container_registry\",scope=\"*\"")},
        "gitea", "Gitea or Forgejo", "bearer");
    row("Quay of one's own", kOwn, 401, {kDistribution, challenge("Bearer realm=\"https://q.example.com/v2/auth\",service=\"q.example.com\"")},
        "quay", "Quay", "bearer");
    row("Nexus", kOwn, 401, {kDistribution, {"Server", "Nexus/3.70.1-02 (OSS)"}, challenge("BASIC realm=\"Sonatype Nexus Repository Manager\"")},
        "nexus", "Sonatype Nexus 3.70.1-02", "basic");
    row("Nexus behind a proxy", kOwn, 401, {{"Server", "nginx"}, challenge("Basic realm=\"Sonatype Nexus Repository Manager\"")}, "nexus",
        "Sonatype Nexus", "basic");
    row("Artifactory", kOwn, 401, {kDistribution, {"X-JFrog-Version", "Artifactory/7.77.5 77705900"}, challenge("Basic realm=\"Artifactory Realm\"")},
        "artifactory", "JFrog Artifactory 7.77.5", "basic");
    row("distribution with a login", kOwn, 401, {kDistribution, challenge("Basic realm=\"Registry\"")}, "distribution",
        "CNCF Distribution, or one like it", "basic");
    row("open distribution", kOwn, 200, {kDistribution}, "distribution", "CNCF Distribution, or one like it", "none");
    row("some server", kOwn, 200, {{"Server", "thing/1\x01.2"}}, "unknown", "thing/1.2", "none");
    row("nothing said", kOwn, 500, {}, "unknown", "", "");
  }
  void products() {
    QFETCH(QString, url);
    QFETCH(int, status);
    QFETCH(Fields, fields);
    ports::HttpResponse answer;
    answer.status = status;
    for (const auto& [field, value] : fields) answer.headers.add(field.toStdString(), value.toStdString());
    const auto product = distribution::productOf(url.toStdString(), answer);
    QTEST(QString::fromStdString(product.name), "name");
    QTEST(QString::fromStdString(product.text), "text");
    QTEST(QString::fromStdString(product.auth), "auth");
  }

  void asksZotWhetherItIsZot_data() {
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("body");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("text");
    QTest::newRow("zot") << 200 << R"({"distSpecVersion":"1.1.1","binaryType":"-search","releaseTag":"v2.1.2","http":{"auth":{}}})" << "zot"
                         << "zot v2.1.2";
    QTest::newRow("without a version") << 200 << R"({"distSpecVersion":"1.1.1"})" << "zot" << "zot";
    QTest::newRow("distribution") << 404 << R"({"errors":[]})" << "distribution" << "CNCF Distribution, or one like it";
    QTest::newRow("asks for a login") << 401 << "" << "distribution" << "CNCF Distribution, or one like it";
    QTest::newRow("says anything") << 200 << "<html>" << "distribution" << "CNCF Distribution, or one like it";
    QTest::newRow("a version that is none") << 200 << R"({"distSpecVersion":1,"releaseTag":7})" << "zot" << "zot";
  }
  void asksZotWhetherItIsZot() {
    QFETCH(int, status);
    QFETCH(QString, body);
    test::ScriptedHttp http([&](const Asked& asked) -> Reply {
      if (asked.url.ends_with("/v2/")) return {401, {{"Docker-Distribution-Api-Version", "registry/2.0"}, {"WWW-Authenticate", "Basic realm=\"x\""}}, "", {}};
      return {status, {}, body.toStdString(), {}};
    });
    const auto product = distribution::recogniseProduct(http, "http://r.test:5000/", {}, {});
    QTEST(QString::fromStdString(product.name), "name");
    QTEST(QString::fromStdString(product.text), "text");
    QCOMPARE(product.auth, std::string("basic"));
    QCOMPARE(http.story(), std::string("GET http://r.test:5000/v2/\nGET http://r.test:5000/v2/_zot/ext/mgmt\n"));
    for (const auto& one : http.asked()) QCOMPARE(one.headers.get("Authorization"), std::string_view());
  }

  void asksNoMoreThanItHasTo() {
    test::ScriptedHttp known([](const Asked&) -> Reply { return {401, {{"Server", "Nexus/3.1"}}, "", {}}; });
    QCOMPARE(distribution::recogniseProduct(known, "http://r.test", {}, {}).name, std::string("nexus"));
    QCOMPARE(known.asked().size(), 1u);
    test::ScriptedHttp silent([](const Asked&) -> Reply { return {0, {}, "", base::Errc::Timeout}; });
    QCOMPARE(distribution::recogniseProduct(silent, "http://r.test", {}, {}).name, std::string("unknown"));
    QCOMPARE(silent.asked().size(), 1u);
  }
};

QTEST_GUILESS_MAIN(ProductTest)
#include "product_test.moc"
