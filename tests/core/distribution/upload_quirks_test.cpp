// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 does not get through <chrono> otherwise

#include "quirk_caller.h"
#include "support/free_port.h"
#include "support/process.h"

using namespace meridian;
using namespace meridian::test;
using base::Errc;
using memory::GeneratedBlob;

namespace {

constexpr std::uint64_t kMiB = 1024 * 1024;

/// The registries of the field, as they were reported to behave.
Quirks quirksOf(const QString& name) {
  Quirks q;
  if (name == "to the letter") return q;
  if (name == "distribution 3, zot") q.single_post = q.mount_anonymous = false;
  if (name == "distribution 2.8") {
    q.cut = Quirks::Cut::SessionLost;
    q.single_post = q.mount_anonymous = q.tag_delete = q.referrers = false;
    q.lenient = true;
  }
  if (name == "GHCR") q.part_max = 4 * kMiB, q.referrers = false;
  if (name == "ECR" || name == "ECR, limits told") {
    q.part_min = 5 * kMiB, q.part_max = 20'971'520, q.patch_status = 201;
    q.range = Quirks::Range::FirstPiece, q.cut = Quirks::Cut::PieceLost;
    q.mount = q.mount_anonymous = false;
    q.tells_limits = name.endsWith("told");
  }
  if (name == "ACR") q.cut = Quirks::Cut::SessionLost;
  if (name == "GAR") q.streaming = q.chunked = false;
  if (name == "Quay") q.chunked = false, q.refuses_bare_mount = true, q.mount_anonymous = false;
  if (name == "Harbor") q.mount_anonymous = false;
  if (name == "Artifactory") q.monolithic = q.chunked = q.single_post = q.mount = q.mount_anonymous = false;
  if (name == "Aliyun") q.range = Quirks::Range::LatestPiece, q.cut = Quirks::Cut::PieceLost;
  if (name == "Cloudflare") q.body_max = 5 * kMiB;
  if (name == "Cloudflare, limit told") q.body_max = 5 * kMiB, q.tells_limits = true;
  if (name == "small proxy") q.body_max = kMiB;
  if (name == "redirects") q.redirects = true;
  if (name == "without Range") q.range = Quirks::Range::None, q.ranges = false;
  return q;
}

QString text(const ports::RegistryProfile& p) {
  QStringList out;
  const auto add = [&](const char* what, ports::Ability ability) {
    out << QString(what) + " " + QString::fromUtf8(ports::name(ability).data());
  };
  add("stream", p.streaming), add("chunks", p.chunked), add("whole", p.monolithic),
      add("post", p.single_post);
  add("resume", p.resume), add("kept", p.cut_kept);
  if (p.chunk_min.value > 0) out << QString("min %1").arg(p.chunk_min.value);
  if (p.chunk_max.value > 0) out << QString("max %1").arg(p.chunk_max.value);
  if (p.own_offset) out << "own offset";
  add("mount", p.mount), add("anonymous", p.mount_anonymous), add("range", p.range),
      add("referrers", p.referrers);
  add("untag", p.tag_delete);
  return out.join(", ") + (p.redirects ? ", redirects" : "");
}

bool holds(const QuirkRegistry& registry, const GeneratedBlob& content) {
  const auto bytes = registry.blob("a", content.digest());
  return bytes && bytes->size() == content.size.value;
}

} // namespace

/// Uploads to registries as they are met in the field, over real sockets.
class UploadQuirksTest : public QObject {
  Q_OBJECT

private slots:
  void arrives_data() {
    QTest::addColumn<int>("size");         // MiB
    QTest::addColumn<QString>("requests"); // nothing known
    QTest::addColumn<int>("most");         // MiB that may arrive
    QTest::addColumn<int>("most_cut");     // the same with a cut after 4 MiB
    const QString plain = "POST 1, PATCH 1, PUT 1";
    QTest::newRow("to the letter") << 6 << plain << 6 << 6;
    QTest::newRow("distribution 3, zot") << 6 << plain << 6 << 6;
    QTest::newRow("distribution 2.8") << 6 << plain << 6 << 10;
    QTest::newRow("GHCR") << 6 << plain << 6 << 6;
    QTest::newRow("ECR") << 24 << plain << 24 << 28;
    QTest::newRow("ECR, limits told") << 24 << "POST 1, PATCH 2, PUT 1" << 24 << 28;
    QTest::newRow("ACR") << 6 << plain << 6 << 10;
    QTest::newRow("GAR") << 6 << "POST 2, PATCH 1, PUT 1, DELETE 1" << 6 << 10;
    QTest::newRow("Quay") << 6 << plain << 6 << 10;
    QTest::newRow("Harbor") << 6 << plain << 6 << 6;
    QTest::newRow("Artifactory") << 6 << plain << 6 << 10;
    QTest::newRow("Aliyun") << 6 << plain << 6 << 10;
    QTest::newRow("Cloudflare") << 12 << "POST 2, PATCH 4, PUT 1, DELETE 1" << 12 << 12;
    QTest::newRow("Cloudflare, limit told") << 12 << "POST 1, PATCH 3, PUT 1" << 12 << 12;
    QTest::newRow("without Range") << 6 << plain << 6 << 10;
  }
  void arrives() {
    QFETCH(int, size);
    QFETCH(QString, requests);
    QFETCH(int, most);
    QFETCH(int, most_cut);
    QuirkRegistry registry(quirksOf(QTest::currentDataTag()));
    QuirkCaller caller(registry);
    const GeneratedBlob whole{{size * kMiB}, 1}, cut{{size * kMiB}, 2};
    Seekable source(whole);
    const auto put = caller.client->putBlob("a", descriptorOf(whole), source, nullptr, {});
    QVERIFY2(put, put ? "" : put.error().text().c_str());
    QVERIFY(holds(registry, whole));
    QCOMPARE(QString::fromStdString(registry.writes()), requests);
    QVERIFY2(registry.received() <= most * kMiB, qPrintable(QString::number(registry.received())));
    QCOMPARE(registry.openUploads(), 0);

    const auto before = registry.received();
    registry.cutAfter(4 * kMiB);
    Seekable again(cut);
    const auto second = caller.client->putBlob("a", descriptorOf(cut), again, nullptr, {});
    QVERIFY2(second, second ? "" : second.error().text().c_str());
    QVERIFY(holds(registry, cut));
    QVERIFY2(registry.received() - before <= most_cut * kMiB,
             qPrintable(QString::number(registry.received() - before) + " after " +
                        QString::fromStdString(registry.writes())));
  }

  void probed_data() {
    QTest::addColumn<int>("size"); // MiB
    QTest::addColumn<QString>("profile");
    QTest::addColumn<QString>("requests"); // of an upload after that
    QTest::addColumn<int>("most_cut");     // MiB that may arrive with a cut after 4 MiB
    const QString plain = "POST 1, PATCH 1, PUT 1", whole = "POST 1, PUT 1";
    QTest::newRow("to the letter") << 20
                                   << "stream yes, chunks yes, whole yes, post yes, resume yes, kept yes, "
                                      "mount yes, anonymous yes, range yes, referrers yes, untag yes"
                                   << plain << 20;
    QTest::newRow("distribution 3, zot")
        << 20
        << "stream yes, chunks yes, whole yes, post no, resume yes, kept yes, mount yes, anonymous no, range "
           "yes, referrers yes, untag yes"
        << plain << 20;
    QTest::newRow("distribution 2.8") << 20
                                      << "stream yes, chunks yes, whole yes, post no, resume no, kept "
                                         "unknown, mount yes, anonymous no, range yes, referrers no, untag no"
                                      << whole << 38;
    QTest::newRow("GHCR") << 20
                          << "stream yes, chunks yes, whole yes, post yes, resume yes, kept yes, max "
                             "4194304, mount yes, anonymous yes, range yes, referrers no, untag yes"
                          << plain << 20;
    QTest::newRow("ECR") << 40
                         << "stream yes, chunks yes, whole yes, post yes, resume yes, kept no, min 5242880, "
                            "own offset, mount no, anonymous no, range yes, referrers yes, untag yes"
                         << "POST 1, PATCH 3, PUT 1" << 42;
    QTest::newRow("ECR, limits told")
        << 40
        << "stream yes, chunks yes, whole yes, post yes, resume yes, kept no, min 5242880, max 20971520, own "
           "offset, mount no, anonymous no, range yes, referrers yes, untag yes"
        << "POST 1, PATCH 3, PUT 1" << 42;
    QTest::newRow("ACR") << 20
                         << "stream yes, chunks yes, whole yes, post yes, resume no, kept unknown, mount "
                            "yes, anonymous yes, range yes, referrers yes, untag yes"
                         << whole << 38;
    QTest::newRow("GAR") << 20
                         << "stream no, chunks no, whole yes, post yes, resume no, kept unknown, mount yes, "
                            "anonymous yes, range yes, referrers yes, untag yes"
                         << whole << 38;
    QTest::newRow("Quay") << 20
                          << "stream yes, chunks no, whole yes, post yes, resume no, kept unknown, mount "
                             "yes, anonymous no, range yes, referrers yes, untag yes"
                          << whole << 38;
    QTest::newRow("Harbor") << 20
                            << "stream yes, chunks yes, whole yes, post yes, resume yes, kept yes, mount "
                               "yes, anonymous no, range yes, referrers yes, untag yes"
                            << plain << 20;
    QTest::newRow("Artifactory") << 20
                                 << "stream yes, chunks no, whole no, post no, resume no, kept unknown, "
                                    "mount no, anonymous no, range yes, referrers yes, untag yes"
                                 << plain << 38;
    QTest::newRow("Aliyun") << 20
                            << "stream yes, chunks yes, whole yes, post yes, resume yes, kept no, own "
                               "offset, mount yes, anonymous yes, range yes, referrers yes, untag yes"
                            << "POST 1, PATCH 2, PUT 1" << 22;
    QTest::newRow("Cloudflare") << 20
                                << "stream yes, chunks yes, whole yes, post yes, resume yes, kept yes, mount "
                                   "yes, anonymous yes, range yes, referrers yes, untag yes"
                                << "POST 3, PATCH 7, PUT 1, DELETE 2" << 20;
    QTest::newRow("Cloudflare, limit told")
        << 20
        << "stream yes, chunks yes, whole yes, post yes, resume yes, kept yes, max 5242880, mount yes, "
           "anonymous yes, range yes, referrers yes, untag yes"
        << "POST 1, PATCH 4, PUT 1" << 20;
    QTest::newRow("small proxy") << 12
                                 << "stream no, chunks yes, whole yes, post yes, resume yes, kept yes, max "
                                    "1048576, mount yes, anonymous yes, range yes, referrers yes, untag yes"
                                 << "POST 1, PATCH 12, PUT 1" << 12;
    QTest::newRow("without Range") << 20
                                   << "stream yes, chunks yes, whole yes, post yes, resume no, kept unknown, "
                                      "mount yes, anonymous yes, range no, referrers yes, untag yes"
                                   << whole << 38;
    QTest::newRow("redirects") << 20
                               << "stream yes, chunks yes, whole yes, post yes, resume yes, kept yes, mount "
                                  "yes, anonymous yes, range yes, referrers yes, untag yes, redirects"
                               << plain << 20;
  }
  void probed() {
    QFETCH(int, size);
    QFETCH(QString, requests);
    QFETCH(int, most_cut);
    QuirkRegistry registry(quirksOf(QTest::currentDataTag()));
    QuirkCaller prober(registry);
    const auto profile = prober.client->probe({}, {});
    QVERIFY2(profile, profile ? "" : profile.error().text().c_str());
    QTEST(text(*profile), "profile");
    QCOMPARE(profile->remarks, std::vector<std::string>{});
    QCOMPARE(profile->http_versions, std::vector<int>{11});
    QVERIFY(profile->round_trip.count() > 0 && profile->probed.time_since_epoch().count() > 0);
    QVERIFY2(registry.received() <= 21 * kMiB, qPrintable(QString::number(registry.received())));
    QVERIFY(registry.repositories().empty());
    QVERIFY(registry.left("meridian/probe").empty());
    QVERIFY(waitUntil([&] { return registry.openUploads() == 0; }, std::chrono::seconds(5)));

    registry.writes();
    const auto start = registry.received();
    QuirkCaller caller(registry, *profile);
    const GeneratedBlob content{{size * kMiB}, 1}, cut{{size * kMiB}, 2};
    Seekable source(content);
    const auto put = caller.client->putBlob("a", descriptorOf(content), source, nullptr, {});
    QVERIFY2(put, put ? "" : put.error().text().c_str());
    QVERIFY(holds(registry, content));
    QCOMPARE(QString::fromStdString(registry.writes()), requests);
    QCOMPARE(registry.received() - start, size * kMiB);

    const auto before = registry.received();
    registry.cutAfter(18 * kMiB); // beyond one chunk of 16 MiB
    Seekable again(cut);
    const auto second = caller.client->putBlob("a", descriptorOf(cut), again, nullptr, {});
    QVERIFY2(second, second ? "" : second.error().text().c_str());
    QVERIFY(holds(registry, cut));
    QVERIFY2(registry.received() - before <= most_cut * kMiB,
             qPrintable(QString::number(registry.received() - before) + " after " +
                        QString::fromStdString(registry.writes())));
  }

  void smallBlobWhereAPutTakesNoBody() {
    QuirkRegistry registry(quirksOf("Artifactory"));
    QuirkCaller caller(registry);
    for (const char* text : {"one", "two"}) {
      ports::StringSource source(text);
      const auto put = caller.client->putBlob("a", descriptorOf(text, "x"), source, nullptr, {});
      QVERIFY2(put, put ? "" : put.error().text().c_str());
      QVERIFY(registry.blob("a", digestOf(text)).has_value());
    }
    // The second one knows.
    QCOMPARE(QString::fromStdString(registry.writes()), "POST 3, PATCH 2, PUT 3, DELETE 1");
  }

  void probeWithoutPermission() {
    Quirks quirks;
    quirks.read_only = true;
    QuirkRegistry registry(quirks);
    const auto digest = registry.addBlob("b/c", std::string(2 * kMiB, 'x'));
    QuirkCaller caller(registry);
    const auto profile = caller.client->probe({"meridian/probe", "b/c@" + digest.text()}, {});
    QVERIFY2(profile, profile ? "" : profile.error().text().c_str());
    QVERIFY(profile->streaming == ports::Ability::Unknown && profile->mount == ports::Ability::Unknown);
    QVERIFY(profile->range == ports::Ability::Yes);
    QVERIFY(profile->read_rate.value > 0);
    QVERIFY(!profile->remarks.empty());
    QVERIFY2(profile->remarks.front().find("DENIED") != std::string::npos, profile->remarks.front().c_str());
  }

  void probeOfNothing() {
    distribution::ClientOptions options;
    options.url = "http://127.0.0.1:" + std::to_string(freePort());
    options.retry.attempts = 1;
    curl::Client http;
    base::SystemClock clock;
    distribution::Client client(http, clock, options);
    const auto profile = client.probe({}, {});
    QVERIFY(!profile);
    QCOMPARE(profile.error().code, Errc::ConnectionRefused);
  }

  void expiringRedirects() {
    Quirks quirks;
    quirks.redirects = true;
    QuirkRegistry registry(quirks);
    const auto digest = registry.addBlob("a", std::string(100'000, 'r'));
    QuirkCaller caller(registry);
    for (const std::uint64_t first : {0, 40'000, 80'000}) { // each asks for an address of its own
      ports::StringSink sink(100'000);
      const auto got = caller.client->getBlobRange("a", digest, {first, 20'000}, sink, {});
      QVERIFY2(got, got ? "" : got.error().text().c_str());
      QCOMPARE(sink.text().size(), 20'000U);
    }
  }

  void limitedRegistryIsWaitedFor() {
    QuirkRegistry registry({});
    registry.limit(2, 1);
    QuirkCaller caller(registry);
    const GeneratedBlob content{{1 * kMiB}, 1};
    Seekable source(content);
    const auto put = caller.client->putBlob("a", descriptorOf(content), source, nullptr, {});
    QVERIFY2(put, put ? "" : put.error().text().c_str());
    QCOMPARE(caller.notices.size(), 2);
    QCOMPARE(registry.received(), kMiB);
  }
};

QTEST_GUILESS_MAIN(UploadQuirksTest)
#include "upload_quirks_test.moc"
