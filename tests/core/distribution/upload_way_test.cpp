// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 does not get through <chrono> otherwise

#include "distribution/upload_session.h"
#include "distribution/upload_way.h"

using namespace meridian;
using namespace meridian::distribution;
using ports::Ability;
using ports::RegistryProfile;

namespace {

constexpr std::uint64_t kMiB = 1024 * 1024;

QString text(const Sending& sending) {
  switch (sending.way) {
  case Way::Streaming:
    return "stream";
  case Way::Monolithic:
    return "whole";
  case Way::Chunked:
    return QString("chunks of %1 KiB").arg(sending.chunk.value / 1024);
  }
  return {};
}

RegistryProfile make(const std::function<void(RegistryProfile&)>& change) {
  RegistryProfile profile;
  change(profile);
  return profile;
}

base::Error refusal(int status, base::Errc code) {
  return {code, "no", {}, status, {}, {}, {}};
}

} // namespace

Q_DECLARE_METATYPE(RegistryProfile)

class UploadWayTest : public QObject {
  Q_OBJECT

private slots:
  void chooses_data() {
    QTest::addColumn<RegistryProfile>("profile");
    QTest::addColumn<quint64>("told_min");
    QTest::addColumn<quint64>("told_max");
    QTest::addColumn<quint64>("size");
    QTest::addColumn<QString>("expected");
    const quint64 none = 0;
    const auto row = [&](const char* name, RegistryProfile profile, quint64 min, quint64 max, quint64 size,
                         const char* expected) {
      QTest::newRow(name) << std::move(profile) << min << max << size << QString(expected);
    };
    const auto nothing = RegistryProfile{};
    row("nothing known", nothing, none, none, 5000 * kMiB, "stream");
    row("size not known", nothing, none, 100 * kMiB, 0, "stream");
    row("told maximum, short enough", nothing, none, 100 * kMiB, 100 * kMiB, "stream");
    row("told maximum, longer", nothing, none, 100 * kMiB, 101 * kMiB, "chunks of 16384 KiB");
    row("told maximum below our chunk", nothing, none, 4 * kMiB, 5 * kMiB, "chunks of 4096 KiB");
    row("told minimum above our chunk",
        make([](auto& p) { p.streaming = Ability::No, p.chunked = Ability::Yes; }), 20 * kMiB, none,
        50 * kMiB, "chunks of 20480 KiB");
    const auto whole = make([](auto& p) { p.monolithic = Ability::Yes; });
    row("whole saves a round trip", whole, none, none, 10 * kMiB, "whole");
    row("whole, but worth resuming", whole, none, none, 17 * kMiB, "stream");
    const auto lost = make([](auto& p) { p.monolithic = Ability::Yes, p.resume = Ability::No; });
    row("whole, nothing to resume", lost, none, none, 5000 * kMiB, "whole");
    const auto limited = make([](auto& p) {
      p.monolithic = Ability::Yes, p.resume = Ability::No, p.chunked = Ability::Yes;
      p.chunk_max = {4 * kMiB};
    });
    row("whole, too long", limited, none, none, 5 * kMiB, "chunks of 4096 KiB");
    const auto ghcr = make([](auto& p) {
      p.streaming = p.chunked = Ability::Yes;
      p.chunk_max = {4 * kMiB};
    });
    row("limit for chunks, none for streams", ghcr, none, none, 50 * kMiB, "stream");
    const auto gar = make([](auto& p) {
      p.streaming = p.chunked = Ability::No;
      p.monolithic = Ability::Yes;
    });
    row("monolithic only", gar, none, none, 5000 * kMiB, "whole");
    const auto whole_chunks = make([](auto& p) {
      p.streaming = p.chunked = p.resume = Ability::Yes;
      p.cut_kept = Ability::No;
    });
    row("only whole chunks survive a cut", whole_chunks, none, none, 50 * kMiB, "chunks of 16384 KiB");
    row("one chunk is a stream", whole_chunks, none, none, 16 * kMiB, "stream");
    const auto ecr = make([](auto& p) {
      p.streaming = p.chunked = p.resume = Ability::Yes;
      p.chunk_min = {5 * kMiB}, p.chunk_max = {20'971'520}, p.own_offset = true;
    });
    row("own offset", ecr, none, none, 50 * kMiB, "chunks of 16384 KiB");
    const auto refused = make([](auto& p) { p.streaming = Ability::No; });
    row("stream refused, rest not known", refused, none, none, 50 * kMiB, "whole");
    const auto nothing_left = make([](auto& p) { p.streaming = p.chunked = p.monolithic = Ability::No; });
    row("everything refused", nothing_left, none, none, 50 * kMiB, "stream");
  }
  void chooses() {
    QFETCH(RegistryProfile, profile);
    QFETCH(quint64, told_min);
    QFETCH(quint64, told_max);
    QFETCH(quint64, size);
    const auto known = size == 0 ? std::nullopt : std::optional(base::ByteCount{size});
    QTEST(text(chooseSending(profile, {{told_min}, {told_max}}, known)), "expected");
  }

  void learns_data() {
    QTest::addColumn<int>("status");
    QTest::addColumn<quint64>("size");
    QTest::addColumn<QString>("expected"); // what is tried one after the other
    QTest::newRow("body too long") << 413 << quint64(50 * kMiB)
                                   << "stream, chunks of 16384 KiB, chunks of 4096 KiB, chunks of 1024 KiB, "
                                      "chunks of 256 KiB, chunks of 64 KiB";
    QTest::newRow("method refused") << 405 << quint64(50 * kMiB) << "stream, whole, chunks of 16384 KiB";
    QTest::newRow("small") << 413 << quint64(kMiB / 8) << "stream, chunks of 64 KiB";
  }
  void learns() {
    QFETCH(int, status);
    QFETCH(quint64, size);
    RegistryProfile profile;
    QStringList tried;
    for (bool on = true; on && tried.size() < 20;) {
      const auto sending = chooseSending(profile, {}, base::ByteCount{size});
      if (tried.contains(text(sending))) break;
      tried << text(sending);
      const auto body = sending.way == Way::Chunked ? std::min<quint64>(size, sending.chunk.value) : size;
      on = learnRefusal(profile, sending, {body}, refusal(status, base::Errc::Unsupported));
    }
    if (status == 413) tried.removeAll("whole");
    QTEST(tried.join(", "), "expected");
  }

  void refusals_data() {
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("code");
    QTest::addColumn<bool>("expected");
    const auto row = [](const char* name, int status, base::Errc code, bool expected) {
      QTest::newRow(name) << status << static_cast<int>(code) << expected;
    };
    row("too long", 413, base::Errc::SizeInvalid, true);
    row("range", 416, base::Errc::RangeInvalid, true);
    row("no such method", 405, base::Errc::Unsupported, true);
    row("wrong content", 400, base::Errc::DigestInvalid, false);
    row("lost session", 400, base::Errc::BlobUploadInvalid, false);
    row("lost session, 404", 404, base::Errc::BlobUploadUnknown, false);
    row("not allowed", 403, base::Errc::Denied, false);
    row("cut", 0, base::Errc::ConnectionLost, false);
    row("server down", 500, base::Errc::ServerError, false);
    row("later", 429, base::Errc::TooManyRequests, false);
  }
  void refusals() {
    QFETCH(int, status);
    QFETCH(int, code);
    QTEST(refusesWay(refusal(status, static_cast<base::Errc>(code))), "expected");
  }

  void uploadRanges_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<qlonglong>("expected");
    QTest::newRow("as the spec has it") << "0-499" << 500LL;
    QTest::newRow("nothing yet") << "0-0" << 0LL;
    QTest::newRow("with a unit") << "bytes=0-499" << 500LL;
    QTest::newRow("with a unit and a space") << "bytes 0-499" << 500LL;
    QTest::newRow("empty") << "" << -1LL;
    QTest::newRow("open") << "0-" << -1LL;
    QTest::newRow("words") << "a-b" << -1LL;
    QTest::newRow("negative") << "-5" << -1LL;
    QTest::newRow("overflow") << "0-18446744073709551615" << -1LL;
  }
  void uploadRanges() {
    QFETCH(QString, text);
    const auto range = parseUploadRange(text.toStdString());
    QTEST(range ? static_cast<qlonglong>(range->value) : -1LL, "expected");
  }
};

QTEST_APPLESS_MAIN(UploadWayTest)
#include "upload_way_test.moc"
