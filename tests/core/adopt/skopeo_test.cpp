// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/adopt/cases.h"

using namespace meridian::adopt;

class SkopeoTest : public QObject {
  Q_OBJECT

private slots:
  void wholeFile() {
    const std::string text = "registry.example.com:\n"
                             "  images:\n"
                             "    busybox: []\n"
                             "    tools/curl:\n"
                             "    redis: ['1.0', '2.0', 'sha256:0000']\n"
                             "    bad: ['not a tag']\n"
                             "  images-by-tag-regex:\n"
                             "    nginx: ^1\\.13\\.[12]-alpine$\n"
                             "    other: alpine\n"
                             "  images-by-semver:\n"
                             "    alpine: ['3.12 - 3.13', '>= 3.17']\n"
                             "  credentials: {username: john, password: this is a secret}\n"
                             "  tls-verify: true\n"
                             "  cert-dir: /home/john/certs\n"
                             "docker.io:\n"
                             "  tls-verify: false\n"
                             "  images: {alpine: [latest]}\n"
                             "  mood: blue\n";
    Options options;
    options.registry = "http://localhost:5000/";
    const auto adopted = adopt(Format::SkopeoSync, text, "sync.yml", options);
    QVERIFY2(adopted, adopted ? "" : adopted.error().message.c_str());
    const QStringList expected{
        "from-registry.example.com: registry.example.com > localhost-5000 "
        "repositories=[\"busybox\",\"tools/curl\"]",
        "redis: registry.example.com > localhost-5000 repositories=[\"redis\"] "
        "tags={\"include\":[\"1.0\",\"2.0\"]}",
        "nginx: registry.example.com > localhost-5000 repositories=[\"nginx\"] "
        "tags={\"include\":[\"re:1\\\\.13\\\\.[12]-alpine\"]}",
        "other: registry.example.com > localhost-5000 repositories=[\"other\"] "
        "tags={\"include\":[\"re:.*alpine.*\"]}",
        "alpine: registry.example.com > localhost-5000 repositories=[\"alpine\"] "
        "tags={\"semver\":\"3.12 - 3.13 || >= 3.17\"}",
        "library-alpine: docker-hub > localhost-5000 repositories=[\"library/alpine\"] "
        "tags={\"include\":[\"latest\"]}"};
    QCOMPARE(rules(*adopted), expected);
    QVERIFY(regions(*adopted).contains("localhost-5000 replica http://localhost:5000"));
    QVERIFY(regions(*adopted).contains(
        "registry.example.com primary https://registry.example.com credential=registry.example.com"));
    const QStringList places{"~registry.example.com.credentials",
                             "registry.example.com.cert-dir",
                             "~",
                             "registry.example.com.images.redis[2]",
                             "registry.example.com.images.bad[0]",
                             "docker.io.tls-verify",
                             "docker.io.mood"};
    QCOMPARE(gaps(*adopted), places);
    QVERIFY(!allText(*adopted).contains("secret\""));
    QVERIFY(!allText(*adopted).contains("john"));
  }

  void aTargetHasToBeFilledIn() {
    const auto adopted = adopt(Format::SkopeoSync, "quay.io: {images: {coreos/etcd: [latest]}}", "sync.yml");
    QVERIFY(adopted);
    QVERIFY(regions(*adopted).contains("registry.invalid replica https://registry.invalid"));
    QVERIFY(allText(*adopted).contains("https://registry.invalid, or give it"));
  }

  void onThisMachineWithoutTls() {
    const auto adopted =
        adopt(Format::SkopeoSync, "'127.0.0.1:5000': {tls-verify: false, images: {a: []}}", "sync.yml");
    QVERIFY(adopted);
    QVERIFY(regions(*adopted).contains("127.0.0.1-5000 primary http://127.0.0.1:5000"));
  }
};

QTEST_GUILESS_MAIN(SkopeoTest)
#include "skopeo_test.moc"
