// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/look_text.h"
#include "cli/meter.h"
#include "cli/profile_text.h"
#include "cli/table.h"

#include <QTest>

using namespace meridian;
using cli::progressLine;
using cli::Table;
using engine::JobPhase;
using engine::JobStatus;

class TextTest : public QObject {
  Q_OBJECT

private slots:
  void columnsLineUp() {
    Table table({"TARGET", "RESULT", "TAGS"}, {false, false, true});
    QVERIFY(table.empty());
    table.add({"tyo", "succeeded", "3"});
    table.add({"a-long-name", "failed", "12345"});
    table.add({"short"});
    QVERIFY(!table.empty());
    QCOMPARE(QString::fromStdString(table.text()), QString("TARGET       RESULT      TAGS\n"
                                                           "tyo          succeeded      3\n"
                                                           "a-long-name  failed     12345\n"
                                                           "short\n"));
  }

  void otherScriptsAndColours() {
    Table table({"NAME", "X"});
    table.add({"东京", "1"});
    table.add({"\x1b[31mred\x1b[0m", "2"});
    table.add({"Zürich", "3"});
    QCOMPARE(QString::fromStdString(table.text()), QString("NAME    X\n东京    1\n\x1b[31mred\x1b[0m     2\nZürich  3\n"));
  }

  void anImageIsToldByPlatformAndRegion() {
    const auto digest = [](char letter) { return *oci::Digest::parse("sha256:" + std::string(64, letter)); };
    engine::ImageDetail image;
    image.repository = "app/web";
    image.reference = "1";
    image.region = "fra";
    image.digest = digest('a').text();
    image.size = {3000};
    engine::ImageDetail::Child child;
    child.digest = digest('b').text();
    child.platform = "linux/\x1b[31marm64";
    child.size = {2000};
    child.layers.resize(3);
    child.in_region = {true, false, false};
    image.children = {child};
    image.referrers = {{digest('e').text(), "application/spdx+json", {500}}};
    image.places = {{"fra", digest('a'), {3000}, {0}, {}}, {"tyo", digest('c'), {900}, {2100}, {}},
                    {"sjc", {}, {}, {}, base::Error{base::Errc::Timeout, "silent", {}, 0, {}, {}, {}}}};
    image.remarks = {"one thing"};
    QCOMPARE(QString::fromStdString(cli::imageText(image)),
             QString("app/web:1 as in fra, 3.0 kB\n") + QString::fromStdString(image.digest) +
                 "\n\nPLATFORM         KIND   DIGEST          SIZE  BLOBS  fra  tyo  sjc\n"
                 "linux/[31marm64  image  bbbbbbbbbbbb  2.0 kB      3  yes  -    ?\n\n"
                 "REGION  TAG NOW          HAS   LACKS\n"
                 "fra     aaaaaaaaaaaa  3.0 kB     0 B  same\n"
                 "tyo     cccccccccccc   900 B  2.1 kB  drift\n"
                 "sjc     -                  ?       ?  failed\n"
                 "\nWhat refers to it:\n  eeeeeeeeeeee  \"application/spdx+json\"\n\nnote: one thing\n");
  }

  void aCertificateSaysWhichToCompare() {
    engine::ServerCertificate shown;
    shown.chain.resize(2);
    shown.chain[0].fingerprint = "AB";
    shown.chain[0].names = {"fra.example.com", "10.0.0.1"};
    shown.chain[1].fingerprint = "CD";
    shown.problem = "signed by an unknown authority";
    const auto text = QString::fromStdString(cli::certificateText("https://fra", shown));
    QVERIFY(text.startsWith("https://fra is not trusted by this machine: signed by an unknown authority\n"));
    QVERIFY(text.contains("names        fra.example.com, 10.0.0.1\n"));
    QVERIFY(text.contains("fingerprint  AB\n"));
    QVERIFY(text.contains("fingerprint  CD  <- compare"));
    shown.trusted = true;
    QVERIFY(!QString::fromStdString(cli::certificateText("https://fra", shown)).contains("compare"));
  }

  void noColourWithoutATerminal() {
    QCOMPARE(QString::fromStdString(cli::tinted("fine", cli::Tone::Good, -1)), QString("fine"));
    QVERIFY(!cli::coloured(-1));
  }

  void progress_data() {
    QTest::addColumn<int>("phase");
    QTest::addColumn<int>("done");
    QTest::addColumn<int>("total");
    QTest::addColumn<int>("tags_done");
    QTest::addColumn<int>("tags_total");
    QTest::addColumn<int>("width");
    QTest::addColumn<QString>("expected");
    const int copying = int(JobPhase::Copying);
    QTest::newRow("waiting") << int(JobPhase::Waiting) << 0 << 0 << 0 << 0 << 100 << "waiting";
    QTest::newRow("planning") << int(JobPhase::Planning) << 0 << 0 << 0 << 0 << 100 << "looking at what the registries have";
    QTest::newRow("half") << copying << 500 << 1000 << 1 << 4 << 100
                          << "[############............] 50 %  500 B of 1.0 kB  0 B/s  1/4 tags";
    QTest::newRow("tags only") << copying << 0 << 0 << 1 << 4 << 100
                               << "[######..................] 25 %  1/4 tags";
    QTest::newRow("nothing to do") << copying << 0 << 0 << 0 << 0 << 100
                                   << "[########################] 100 %  0/0 tags";
    QTest::newRow("more than planned") << copying << 2000 << 1000 << 1 << 4 << 100
                                       << "[########################] 100 %  2.0 kB of 1.0 kB  0 B/s  1/4 tags";
    QTest::newRow("narrow: no bar") << copying << 500 << 1000 << 1 << 4 << 50 << "50 %  500 B of 1.0 kB  0 B/s  1/4 tags";
    QTest::newRow("very narrow: cut") << copying << 500 << 1000 << 1 << 4 << 10 << "50 %  500 ";
  }
  void progress() {
    QFETCH(int, phase);
    QFETCH(int, done);
    QFETCH(int, total);
    QFETCH(int, tags_done);
    QFETCH(int, tags_total);
    QFETCH(int, width);
    JobStatus status;
    status.phase = static_cast<JobPhase>(phase);
    status.done = {static_cast<std::uint64_t>(done)};
    status.total = {static_cast<std::uint64_t>(total)};
    status.tags_done = static_cast<std::size_t>(tags_done);
    status.tags_total = static_cast<std::size_t>(tags_total);
    QTEST(QString::fromStdString(progressLine(status, static_cast<std::size_t>(width))), "expected");
  }

  void progressTellsWhyItWaits() {
    JobStatus status;
    status.phase = JobPhase::Copying;
    status.total = {100};
    status.left = base::Seconds{80};
    status.waiting = "try 2 of 4 in 1 s";
    const auto line = QString::fromStdString(progressLine(status, 200));
    QVERIFY2(line.endsWith("1 min 20 s left  try 2 of 4 in 1 s"), qPrintable(line));
  }

  void profileOfNothingKnown() {
    QCOMPARE(QString::fromStdString(cli::profileText({})), QString("  server        unknown\n"
                                                                   "  login         unknown\n"
                                                                   "\n"
                                                                   "  streaming     unknown\n"
                                                                   "  chunked       unknown\n"
                                                                   "  monolithic    unknown\n"
                                                                   "  single POST   unknown\n"
                                                                   "  resume        unknown\n"
                                                                   "  mount         unknown; without naming a repository: unknown\n"
                                                                   "\n"
                                                                   "  range         unknown\n"
                                                                   "  redirects     none seen\n"
                                                                   "  referrers     unknown\n"
                                                                   "  tag delete    unknown\n"
                                                                   "  sparse index  unknown\n"
                                                                   "\n"
                                                                   "  HTTP          unknown\n"
                                                                   "  round trip    unknown\n"
                                                                   "  rate          unknown\n"));
  }

  void profileLines_data() {
    QTest::addColumn<ports::RegistryProfile>("profile");
    QTest::addColumn<QString>("line");
    const auto row = [](const char* name, const char* line, auto set) {
      ports::RegistryProfile profile;
      set(profile);
      QTest::newRow(name) << profile << line;
    };
    using ports::Ability;
    row("server", "  server        registry/2.0\n", [](auto& p) { p.server = "registry/2.0"; });
    row("a server that writes on terminals", "  server        \"\\x1b[31mred\"\n", [](auto& p) { p.server = "\x1b[31mred"; });
    row("login", "  login         bearer\n", [](auto& p) { p.auth = "bearer"; });
    row("streaming", "  streaming     no\n", [](auto& p) { p.streaming = Ability::No; });
    row("chunks", "  chunked       yes, 5.0 MB at least, 20.0 MB at most\n", [](auto& p) {
      p.chunked = Ability::Yes;
      p.chunk_min = {5'000'000};
      p.chunk_max = {20'000'000};
    });
    row("resume of a cut", "  resume        yes, from the byte where it broke\n",
        [](auto& p) { p.resume = p.cut_kept = Ability::Yes; });
    row("resume of chunks", "  resume        yes, from the last whole chunk; the registry tells less than it holds\n", [](auto& p) {
      p.resume = Ability::Yes;
      p.cut_kept = Ability::No;
      p.own_offset = true;
    });
    row("no resume", "  resume        no\n", [](auto& p) { p.resume = Ability::No, p.cut_kept = Ability::No; });
    row("mount", "  mount         yes; without naming a repository: no\n",
        [](auto& p) { p.mount = Ability::Yes, p.mount_anonymous = Ability::No; });
    row("redirects", "  redirects     yes, blobs come from another host\n", [](auto& p) { p.redirects = true; });
    row("versions", "  HTTP          1.1, 2, 3; chosen: 2\n", [](auto& p) {
      p.http_versions = {11, 20, 30};
      p.http_version = 20;
    });
    row("near", "  round trip    0.3 ms\n", [](auto& p) { p.round_trip = std::chrono::microseconds(340); });
    row("far", "  round trip    150 ms\n", [](auto& p) { p.round_trip = std::chrono::microseconds(150'200); });
    row("rate", "  rate          1.5 MB/s over one connection\n", [](auto& p) { p.read_rate = {1.5e6}; });
    row("remarks", "\n  remark        resume: cut off\n  remark        mount: denied\n",
        [](auto& p) { p.remarks = {"resume: cut off", "mount: denied"}; });
  }
  void profileLines() {
    QFETCH(ports::RegistryProfile, profile);
    QFETCH(QString, line);
    const auto text = QString::fromStdString(cli::profileText(profile));
    QVERIFY2(text.contains(line), qPrintable(text));
  }
};

QTEST_GUILESS_MAIN(TextTest)
#include "text_test.moc"
