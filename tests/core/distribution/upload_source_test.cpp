// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "distribution/upload_source.h"

#include <array>

using namespace meridian;
using base::Errc;

namespace {

/// Ten bytes, of which none come while `stalled`: then it waits for the stop, as a pipeline does that is behind.
class Slow final : public ports::BodySource {
public:
  base::Result<std::size_t> read(std::span<std::byte> buffer, std::stop_token stop) override {
    if (broken) return base::fail(Errc::IoFailed, "broken");
    if (stalled && stop.stop_requested()) return base::fail(Errc::Cancelled, "cancelled");
    if (stalled) return base::fail(Errc::Timeout, "stuck");
    const auto count = std::min(buffer.size(), 10 - at);
    at += count;
    return count;
  }
  base::Result<void> rewind() override { return seek({0}); }
  base::Result<void> seek(base::ByteCount offset) override {
    at = offset.value;
    return {};
  }
  bool stalled = false, broken = false;
  std::size_t at = 0;
};

} // namespace

class UploadSourceTest : public QObject {
  Q_OBJECT

private slots:
  /// The registry went away while the next bytes were waited for: the upload has to go on with another request.
  void requestThatEndsIsNoFailureOfTheSource() {
    Slow slow;
    distribution::WindowSource source(slow);
    std::array<std::byte, 4> buffer;
    QVERIFY(source.open(0, 10));
    QVERIFY(source.read(buffer, {}));
    slow.stalled = true;
    std::stop_source request;
    request.request_stop();
    QVERIFY(!source.read(buffer, request.get_token()));
    QVERIFY(!source.failure());
    QCOMPARE(source.at(), std::uint64_t{4});
    slow.stalled = false;
    QVERIFY(source.open(4, 6));
    const auto count = source.read(buffer, {});
    QVERIFY(count && *count == 4);
    QCOMPARE(slow.at, std::size_t{8});
  }

  void failureOfTheSourceIsKept() {
    Slow slow;
    distribution::WindowSource source(slow);
    std::array<std::byte, 4> buffer;
    QVERIFY(source.open(0, 10));
    slow.broken = true;
    std::stop_source request;
    request.request_stop();
    QVERIFY(!source.read(buffer, request.get_token()));
    QVERIFY(source.failure());
    QCOMPARE(source.failure()->code, Errc::IoFailed);
  }
};

QTEST_APPLESS_MAIN(UploadSourceTest)
#include "upload_source_test.moc"
