// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/registry_contract.h"

#include "contract/registry_images.h"
#include "support/noted_journal.h"

#include <QTest>

#include <vector>

namespace meridian::test {

using base::Errc;
using memory::GeneratedBlob;

bool RegistryContract::push(std::string_view repository, std::string_view text) {
  ports::StringSource source(text);
  const auto put = registry().putBlob(repository, descriptorOf(text, kLayer), source, nullptr, {});
  if (!put) qWarning("%s", put.error().text().c_str());
  return put.has_value();
}

void RegistryContract::blobs_data() {
  QTest::addColumn<quint64>("size");
  QTest::newRow("empty") << quint64(0);
  QTest::newRow("one byte") << quint64(1);
  QTest::newRow("small") << quint64(64 * 1024);
  QTest::newRow("just not small") << quint64(64 * 1024 + 1);
  QTest::newRow("1 MB") << quint64(1'000'000);
  QTest::newRow("70 MB") << quint64(70'000'000);
}
void RegistryContract::blobs() {
  QFETCH(quint64, size);
  const GeneratedBlob content{{size}, 7};
  const auto blob = descriptorOf(content);
  GeneratedSource source(content);
  QCOMPARE(words(registry().putBlob("a/b", blob, source, nullptr, {})), "ok");
  const auto head = registry().headBlob("a/b", blob.digest, {});
  QCOMPARE(words(head), "ok");
  QVERIFY(head->has_value());
  QCOMPARE((*head)->size.value, size);
  HashSink sink;
  QCOMPARE(words(registry().getBlob("a/b", blob.digest, {}, sink, {})), "ok");
  QCOMPARE(sink.size(), size);
  QCOMPARE(sink.digest(), blob.digest);
}

void RegistryContract::blobFromAnOffset() {
  QVERIFY(push("a", "hello world"));
  for (const auto& [offset, expected] : std::vector<std::pair<std::uint64_t, std::string>>{
           {0, "hello world"}, {6, "world"}, {10, "d"}, {11, ""}}) {
    ports::StringSink sink(100);
    QCOMPARE(words(registry().getBlob("a", digestOf("hello world"), {offset}, sink, {})), "ok");
    QCOMPARE(sink.text(), expected);
  }
  ports::StringSink sink(100);
  QCOMPARE(words(registry().getBlob("a", digestOf("hello world"), {12}, sink, {})), "RANGE_INVALID");
}

void RegistryContract::blobInRanges() {
  const GeneratedBlob content{{1'000'001}, 8};
  GeneratedSource source(content);
  QCOMPARE(words(registry().putBlob("a", descriptorOf(content), source, nullptr, {})), "ok");
  std::string whole(content.size.value, '\0');
  content.fill(0, std::as_writable_bytes(std::span(whole)));
  for (const auto& range : std::vector<ports::ByteRange>{
           {0, 1}, {0, 1'000'001}, {1, 1'000'000}, {500'000, 65'537}, {1'000'000, 1}}) {
    ports::StringSink sink(whole.size());
    const auto got = registry().getBlobRange("a", content.digest(), range, sink, {});
    QVERIFY2(got, got ? "" : got.error().text().c_str());
    QVERIFY(sink.text() == whole.substr(range.first, range.length));
  }
  ports::StringSink sink(100);
  QCOMPARE(words(registry().getBlobRange("a", content.digest(), {1'000'002, 10}, sink, {})), "RANGE_INVALID");
  QCOMPARE(words(registry().getBlobRange("a", digestOf("nothing"), {0, 10}, sink, {})), "BLOB_UNKNOWN");
  QVERIFY(sink.text().empty());
}

/// Whatever an earlier process left, the blob arrives and nothing is left to remember.
void RegistryContract::journalIsClosed_data() {
  QTest::addColumn<QString>("location");
  QTest::newRow("nothing before") << QString();
  QTest::newRow("a session that is gone") << "/v2/a/blobs/uploads/00000000-0000-0000-0000-000000000000";
  QTest::newRow("no address") << "?";
}
void RegistryContract::journalIsClosed() {
  QFETCH(QString, location);
  const GeneratedBlob content{{1'000'000}, 8};
  NotedJournal journal;
  if (!location.isEmpty()) journal.mark = {baseUrl() + location.toStdString(), {100'000}};
  GeneratedSource source(content);
  QCOMPARE(words(registry().putBlob("a", descriptorOf(content), source, &journal, {})), "ok");
  QVERIFY2(journal.mark.location.empty(), journal.mark.location.c_str());
  QVERIFY(journal.resumes.empty());
  HashSink sink;
  QCOMPARE(words(registry().getBlob("a", content.digest(), {}, sink, {})), "ok");
  QCOMPARE(sink.digest(), content.digest());
}

void RegistryContract::wrongDigestIsRefused() {
  for (const std::uint64_t size : {10, 1'000'000}) {
    auto blob = descriptorOf(GeneratedBlob{{size}, 1});
    GeneratedSource source({{size}, 2});
    source.one_way = true;
    QCOMPARE(words(registry().putBlob("a", blob, source, nullptr, {})), "DIGEST_INVALID");
    const auto head = registry().headBlob("a", blob.digest, {});
    QVERIFY(head && !head->has_value());
  }
}

void RegistryContract::badSourceIsNotStored() {
  for (const std::uint64_t size : {10, 1'000'000}) {
    const GeneratedBlob content{{size}, 3};
    GeneratedSource source(content);
    source.bad_end.code = Errc::ContentMismatch;
    source.bad_end.message = "the source sent wrong bytes";
    const auto put = registry().putBlob("a", descriptorOf(content), source, nullptr, {});
    QCOMPARE(words(put), "CONTENT_MISMATCH");
    QCOMPARE(put.error().message, source.bad_end.message);
    const auto head = registry().headBlob("a", content.digest(), {});
    QVERIFY(head && !head->has_value());
  }
}

void RegistryContract::shortSourceIsNotStored() {
  for (const std::uint64_t size : {10, 1'000'000}) {
    const GeneratedBlob content{{size}, 3};
    auto blob = descriptorOf(content);
    blob.size = {size + 5};
    GeneratedSource source(content);
    source.one_way = true;
    QCOMPARE(words(registry().putBlob("a", blob, source, nullptr, {})), "CONTENT_MISMATCH");
    const auto head = registry().headBlob("a", content.digest(), {});
    QVERIFY(head && !head->has_value());
  }
}

void RegistryContract::mounts() {
  QVERIFY(push("a/b", "shared layer"));
  const auto yes = registry().mountBlob("c", digestOf("shared layer"), "a/b", {});
  QCOMPARE(words(yes), "ok");
  QVERIFY(*yes);
  const auto head = registry().headBlob("c", digestOf("shared layer"), {});
  QVERIFY(head && head->has_value());
  const auto no = registry().mountBlob("c", digestOf("nobody has it"), "a/b", {});
  QCOMPARE(words(no), "ok");
  QVERIFY(!*no);
  const auto elsewhere = registry().mountBlob("d", digestOf("shared layer"), "no/such", {});
  QCOMPARE(words(elsewhere), "ok");
  QVERIFY(!*elsewhere);
}

void RegistryContract::uploadStops() {
  std::stop_source stop;
  const GeneratedBlob content{{64'000'000}, 5};
  GeneratedSource source(content);
  source.at = [&](std::uint64_t at) {
    if (at > 1'000'000) stop.request_stop();
  };
  QCOMPARE(words(registry().putBlob("a", descriptorOf(content), source, nullptr, stop.get_token())),
           "CANCELLED");
  const auto head = registry().headBlob("a", content.digest(), {});
  QVERIFY(head && !head->has_value());
}

void RegistryContract::downloadStops() {
  const GeneratedBlob content{{64'000'000}, 6};
  GeneratedSource source(content);
  QCOMPARE(words(registry().putBlob("a", descriptorOf(content), source, nullptr, {})), "ok");
  std::stop_source stop;
  HashSink sink;
  sink.at = [&](std::uint64_t at) {
    if (at > 1'000'000) stop.request_stop();
  };
  QCOMPARE(words(registry().getBlob("a", content.digest(), {}, sink, stop.get_token())), "CANCELLED");
  QVERIFY(sink.size() < content.size.value);
}

void RegistryContract::stoppedBeforeItBegan() {
  std::stop_source stop;
  stop.request_stop();
  QCOMPARE(words(registry().ping(stop.get_token())), "CANCELLED");
  QCOMPARE(words(registry().headManifest("a", "1", stop.get_token())), "CANCELLED");
  ports::StringSource source("x");
  QCOMPARE(words(registry().putBlob("a", descriptorOf("x", kLayer), source, nullptr, stop.get_token())),
           "CANCELLED");
  ports::StringSink sink(1);
  QCOMPARE(words(registry().getBlob("a", digestOf("x"), {}, sink, stop.get_token())), "CANCELLED");
}

} // namespace meridian::test
