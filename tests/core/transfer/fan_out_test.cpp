// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/fan_out.h"

#include "core/std_string.h"
#include "support/process.h"

#include <QTest>

#include <thread>

using namespace meridian;
using namespace std::chrono_literals;
using base::Errc;
using transfer::FanOut;

namespace {

constexpr auto kDeadline = 30s;
constexpr auto kHeld = FanOut::kDepth * FanOut::kChunk; ///< what a branch holds at most

std::string content(std::size_t size) {
  std::string out(size, '\0');
  for (std::size_t i = 0; i < size; ++i) out[i] = static_cast<char>((i * 2654435761U) >> 11U);
  return out;
}
std::span<const std::byte> bytes(std::string_view text) { return std::as_bytes(std::span(text)); }

oci::Descriptor blobOf(std::string_view text) {
  oci::Descriptor blob;
  blob.digest = oci::Digest::sha256(base::Sha256::hex(bytes(text)));
  blob.size = {text.size()};
  return blob;
}

/// Reads a branch to its end on a thread of its own.
class Receiver {
public:
  Receiver(FanOut::Branch& branch, std::size_t piece) {
    m_thread = std::jthread([this, &branch, piece](std::stop_token stop) {
      std::vector<std::byte> buffer(piece);
      while (true) {
        const auto count = branch.read(buffer, stop);
        if (!count) {
          m_result = base::fail(count.error());
          break;
        }
        if (*count == 0) {
          m_result = branch.verify(stop);
          break;
        }
        m_text.append(reinterpret_cast<const char*>(buffer.data()), *count);
      }
      branch.abandon();
    });
  }
  const std::string& text() { return join(), m_text; }
  base::Result<void> result() { return join(), m_result; }
  void stop() { m_thread.request_stop(); }

private:
  void join() {
    if (m_thread.joinable()) m_thread.join();
  }
  std::string m_text;
  base::Result<void> m_result;
  std::jthread m_thread;
};

base::Result<void> feed(FanOut& fan_out, std::string_view text, std::size_t piece, std::stop_token stop) {
  for (std::size_t at = 0; at < text.size(); at += piece)
    if (auto written = fan_out.write(bytes(text.substr(at, piece)), stop); !written) return written;
  return {};
}

} // namespace

class FanOutTest : public QObject {
  Q_OBJECT

private slots:
  void everyBranchGetsEveryByte_data() {
    QTest::addColumn<int>("branches");
    QTest::addColumn<int>("size");
    QTest::addColumn<int>("written");
    QTest::addColumn<int>("read");
    const int chunk = FanOut::kChunk;
    QTest::newRow("empty blob") << 2 << 0 << 1 << 100;
    QTest::newRow("one byte") << 1 << 1 << 1 << 1;
    QTest::newRow("exactly one chunk") << 2 << chunk << 1000 << 4096;
    QTest::newRow("one byte more than a chunk") << 2 << chunk + 1 << chunk << chunk;
    QTest::newRow("larger than what a branch holds") << 3 << 40 * chunk + 17 << 16384 << 16384;
    QTest::newRow("odd pieces") << 5 << 20 * chunk << 10007 << 65537;
    QTest::newRow("written at once, read in big pieces") << 2 << 20 * chunk << 20 * chunk << 3 * chunk;
  }
  void everyBranchGetsEveryByte() {
    QFETCH(int, branches);
    QFETCH(int, size);
    QFETCH(int, written);
    QFETCH(int, read);
    const auto text = content(static_cast<std::size_t>(size));
    FanOut fan_out(blobOf(text), static_cast<std::size_t>(branches));
    std::deque<Receiver> receivers;
    for (int i = 0; i < branches; ++i)
      receivers.emplace_back(fan_out.branch(static_cast<std::size_t>(i)), static_cast<std::size_t>(read));
    fan_out.finish(feed(fan_out, text, static_cast<std::size_t>(written), {}), {});
    for (auto& receiver : receivers) {
      QVERIFY(receiver.text() == text);
      QVERIFY(receiver.result());
    }
    QCOMPARE(fan_out.received().value, static_cast<std::uint64_t>(size));
  }

  void readerWaitsForTheSlowestBranch() {
    const auto text = content(4 * kHeld);
    FanOut fan_out(blobOf(text), 2);
    Receiver fast(fan_out.branch(0), 65536);
    std::jthread reader([&](std::stop_token stop) { fan_out.finish(feed(fan_out, text, 65536, stop), stop); });
    // Nobody takes from branch 1: the reader gets as far as its chunks go, and one chunk more that waits.
    QVERIFY(test::waitUntil([&] { return fan_out.received().value >= kHeld + FanOut::kChunk; }, kDeadline));
    for (int i = 0; i < 20; ++i) {
      std::this_thread::sleep_for(1ms);
      QVERIFY(fan_out.received().value <= kHeld + FanOut::kChunk);
    }
    Receiver slow(fan_out.branch(1), 65536);
    QVERIFY(slow.text() == text);
    QVERIFY(fast.text() == text);
    QVERIFY(slow.result());
  }

  void whoGivesUpIsNotWaitedFor() {
    const auto text = content(4 * kHeld);
    FanOut fan_out(blobOf(text), 2);
    Receiver stays(fan_out.branch(0), 65536);
    std::jthread reader([&](std::stop_token stop) { fan_out.finish(feed(fan_out, text, 65536, stop), stop); });
    QVERIFY(test::waitUntil([&] { return fan_out.received().value >= kHeld; }, kDeadline));
    fan_out.branch(1).abandon();
    QVERIFY(stays.text() == text);
    QVERIFY(stays.result());
  }

  void noReceiverLeft() {
    const auto text = content(4 * kHeld);
    FanOut fan_out(blobOf(text), 2);
    fan_out.branch(0).abandon();
    fan_out.branch(1).abandon();
    const auto fed = feed(fan_out, text, 65536, {});
    QVERIFY(!fed);
    QVERIFY(fed.error().code == Errc::Cancelled);
    QVERIFY(fan_out.received().value <= FanOut::kChunk);
  }

  void refusesWhatIsNotTheBlob_data() {
    QTest::addColumn<QString>("sent");
    QTest::addColumn<QString>("says");
    const QString good(1000, 'x');
    QTest::newRow("wrong byte") << QString(good).replace(500, 1, "y") << "corrupt at the source";
    QTest::newRow("short") << good.left(999) << "999 of 1000 bytes";
    QTest::newRow("nothing") << QString() << "0 of 1000 bytes";
    QTest::newRow("long") << good + "x" << "more than the 1000 bytes";
  }
  void refusesWhatIsNotTheBlob() {
    QFETCH(QString, sent);
    QFETCH(QString, says);
    FanOut fan_out(blobOf(std::string(1000, 'x')), 2);
    Receiver one(fan_out.branch(0), 100);
    Receiver two(fan_out.branch(1), 2000);
    const auto text = sent.toStdString();
    fan_out.finish(feed(fan_out, text, 100, {}), {});
    for (auto* receiver : {&one, &two}) {
      const auto result = receiver->result();
      QVERIFY(!result);
      QVERIFY(result.error().code == Errc::ContentMismatch);
      QVERIFY2(result.error().message.find(says.toStdString()) != std::string::npos, result.error().message.c_str());
    }
  }

  void aBrokenReadReachesEveryReceiver() {
    FanOut fan_out(blobOf(std::string(1000, 'x')), 2);
    Receiver one(fan_out.branch(0), 100);
    Receiver two(fan_out.branch(1), 100);
    QVERIFY(fan_out.write(bytes(std::string(10, 'x')), {}));
    fan_out.finish(base::fail(Errc::ServerError, "the source broke"), {});
    for (auto* receiver : {&one, &two}) {
      const auto result = receiver->result();
      QVERIFY(!result && result.error().code == Errc::ServerError);
    }
  }

  void otherAlgorithmsPassUnchecked() {
    oci::Descriptor blob;
    blob.digest = *oci::Digest::parse("sha512:" + std::string(128, 'a'));
    blob.size = {3};
    FanOut fan_out(blob, 1);
    Receiver one(fan_out.branch(0), 100);
    QVERIFY(fan_out.write(bytes("abc"), {}));
    fan_out.finish({}, {});
    QCOMPARE(one.text(), std::string("abc"));
    QVERIFY(one.result());
  }

  void knowsWhetherBytesWereTaken() {
    const std::string text(10, 'x');
    FanOut fan_out(blobOf(text), 1);
    auto& branch = fan_out.branch(0);
    QVERIFY(!branch.touched());
    QVERIFY(fan_out.write(bytes(text), {}));
    fan_out.finish({}, {});
    QVERIFY(!branch.touched());
    std::array<std::byte, 4> buffer{};
    QCOMPARE(*branch.read(buffer, {}), 4u);
    QVERIFY(branch.touched());
  }

  void stopWakesAReaderThatIsBlocked() {
    const auto text = content(2 * kHeld);
    FanOut fan_out(blobOf(text), 1);
    base::Result<void> fed;
    std::jthread reader([&](std::stop_token stop) { fed = feed(fan_out, text, 65536, stop); });
    QVERIFY(test::waitUntil([&] { return fan_out.received().value >= kHeld; }, kDeadline));
    reader.request_stop();
    reader.join();
    QVERIFY(!fed && fed.error().code == Errc::Cancelled);
  }
  void stopWakesAReceiverThatWaitsForBytes() {
    FanOut fan_out(blobOf("x"), 1);
    Receiver receiver(fan_out.branch(0), 10);
    receiver.stop();
    const auto result = receiver.result();
    QVERIFY(!result && result.error().code == Errc::Cancelled);
  }
  void stopWakesAReceiverThatWaitsForTheVerdict() {
    FanOut fan_out(blobOf("x"), 1);
    base::Result<void> verdict;
    std::jthread waits([&](std::stop_token stop) { verdict = fan_out.branch(0).verify(stop); });
    waits.request_stop();
    waits.join();
    QVERIFY(!verdict && verdict.error().code == Errc::Cancelled);
  }
  void stopWakesFinish() {
    const auto text = content(kHeld + 10);
    FanOut fan_out(blobOf(text), 1);
    QVERIFY(feed(fan_out, text, 65536, {}));
    std::jthread finishes([&](std::stop_token stop) { fan_out.finish({}, stop); });
    finishes.request_stop();
    finishes.join();
    const auto verdict = fan_out.branch(0).verify({});
    QVERIFY(!verdict && verdict.error().code == Errc::Cancelled);
  }
};

QTEST_GUILESS_MAIN(FanOutTest)
#include "fan_out_test.moc"
