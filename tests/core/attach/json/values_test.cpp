// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "attach/json/message_json.h"
#include "attach/json/table_json.h"
#include "core/std_string.h"

#include <QFile>

#include <bit>
#include <cmath>
#include <limits>

using namespace meridian;
using namespace meridian::attach;

namespace {

/// An example is what an object with all members looks like on its way; it may not change, else versions no longer
/// understand each other. Lists and objects within are filled in where they have a row of their own.
template <class T>
void crosses(const Json& example) {
  QCOMPARE(example.size(), countMembers<T>());
  const auto value = read<T>(example, "example");
  QVERIFY2(value, value ? "" : value.error().message.c_str());
  const auto written = encode(*value);
  for (const auto& [key, member] : example.items())
    QVERIFY2(written.contains(key), ("a member that is set must be written: " + key).c_str());

  const auto again = parse(text(written));
  QVERIFY(again);
  const auto back = read<T>(*again, "example");
  QVERIFY2(back && same(*back, *value), "what was written is read as the same");
  QCOMPARE(text(encode(*back)), text(written));

  const T usual{};
  for (const auto& [key, member] : example.items()) {
    auto changed = written;
    changed.erase(key);
    const auto without = read<T>(changed, "example");
    if (const bool leant_on = key == "regions" || key == "targets"; without || !leant_on) // others may be places in it
      QVERIFY2(without && !same(*without, *value), ("a missing key is the default, and is told apart: " + key).c_str());
    QVERIFY2(encode(usual).value(key, Json()) != written[key], ("the example has the default of " + key).c_str());
    changed[key] = member.is_object() ? Json(7) : Json::object();
    const auto wrong = read<T>(changed, "example");
    QVERIFY2(!wrong, ("a value of another kind is refused: " + key).c_str());
    QCOMPARE(wrong.error().code, base::Errc::ParseFailed);
    QVERIFY2(wrong.error().message.find(key) != std::string::npos, "an error names the key");
  }
  auto more = written;
  more["of a newer version"] = {{"a", 1}};
  const auto newer = read<T>(more, "example");
  QVERIFY2(newer && same(*newer, *value), "unknown keys are passed over");
  const auto empty = read<T>(Json::object(), "example");
  QVERIFY2(empty && same(*empty, usual), "an empty object is the default");
  QVERIFY(same(*read<T>(encode(usual), "example"), usual));
  for (const auto& other : {Json(), Json(1), Json("x"), Json::array()}) QVERIFY2(!read<T>(other, "x"), "no object");
}

using Check = void (*)(const Json&);

/// As far as a word is known, it comes back; `unknown` is what others are read as, or nothing.
template <class E>
void words(std::optional<E> unknown) {
  std::size_t known = 0;
  for (int i = 0; i < 64; ++i) {
    const auto written = encode(static_cast<E>(i));
    QVERIFY2(written.is_string(), "enumerations are words");
    const auto back = read<E>(written, "word");
    QVERIFY(back);
    if (*back == static_cast<E>(i)) ++known;
  }
  QVERIFY(known >= 2);
  const auto other = read<E>(Json("of a newer version"), "word");
  QCOMPARE(other.has_value(), unknown.has_value());
  if (other) QVERIFY(*other == *unknown);
  QVERIFY2(!read<E>(Json(0), "word"), "a number is no word");
}
using WordCheck = void (*)();

} // namespace

Q_DECLARE_METATYPE(Check)
Q_DECLARE_METATYPE(WordCheck)

class ValuesTest : public QObject {
  Q_OBJECT

  Json m_examples;

private slots:
  void initTestCase() {
    QFile file(MERIDIAN_EXAMPLES);
    QVERIFY(file.open(QIODevice::ReadOnly));
    auto read = parse(file.readAll().toStdString());
    QVERIFY(read);
    m_examples = std::move(*read);
  }

  void structs_data() {
    QTest::addColumn<Check>("check");
    const auto row = [](const char* name, Check check) { QTest::newRow(name) << check; };
    row("Error", crosses<base::Error>);
    row("Bandwidth", crosses<base::Bandwidth>);
    row("RequestLimits", crosses<base::RequestLimits>);
    row("Platform", crosses<oci::Platform>);
    row("Rule", crosses<plan::Rule>);
    row("Region", crosses<engine::Region>);
    row("Fleet", crosses<engine::Fleet>);
    row("JobRecord", crosses<ports::JobRecord>);
    row("OutcomeRecord", crosses<ports::OutcomeRecord>);
    row("EventRecord", crosses<ports::EventRecord>);
    row("ActionRecord", crosses<ports::ActionRecord>);
    row("PromotionStatus", crosses<engine::PromotionStatus>);
    row("AuditStatus", crosses<engine::AuditStatus>);
    row("DeletedTag", crosses<engine::DeletedTag>);
    row("JobRequest", crosses<engine::JobRequest>);
    row("JobSummary", crosses<engine::JobSummary>);
    row("ImageStatus", crosses<engine::ImageStatus>);
    row("BlobStatus", crosses<engine::BlobStatus>);
    row("RegionStatus", crosses<engine::RegionStatus>);
    row("LinkStatus", crosses<engine::LinkStatus>);
    row("JobStatus", crosses<engine::JobStatus>);
    row("Figures", crosses<engine::Figures>);
    row("RegionCheck", crosses<engine::RegionCheck>);
    row("RuleMatches", crosses<engine::RuleMatches>);
    row("TagMatrix", crosses<engine::TagMatrix>);
    row("ImageDetail", crosses<engine::ImageDetail>);
    row("LineHistory", crosses<engine::LineHistory>);
    row("ServerCertificate", crosses<engine::ServerCertificate>);
    row("CredentialHint", crosses<engine::CredentialHint>);
    row("RegistryProfile", crosses<ports::RegistryProfile>);
    row("ProbeRequest", crosses<ports::ProbeRequest>);
    row("Credential", crosses<auth::Credential>);
    row("Plan", crosses<plan::Plan>);
  }
  void structs() {
    QFETCH(Check, check);
    const std::string name = QTest::currentDataTag();
    QVERIFY2(m_examples.contains(name), "every value that crosses has an example");
    check(m_examples[name]);
  }
  void everyExampleIsChecked() { QCOMPARE(m_examples.size(), std::size_t{33}); }

  /// What is within others: its members stand in the examples too, and come back with them.
  void nested_data() {
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("members");
    const auto row = [](const char* path, std::size_t members) { QTest::newRow(path) << path << static_cast<int>(members); };
    row("/Bandwidth/windows/0", countMembers<base::BandwidthWindow>());
    row("/Rule/tags", countMembers<plan::TagSelection>());
    row("/Rule/referrers", countMembers<plan::ReferrerPolicy>());
    row("/Rule/schedule", countMembers<plan::Schedule>());
    row("/Rule/promotion", countMembers<plan::Promotion>());
    row("/Rule/deletes", countMembers<plan::Deletes>());
    row("/Rule/audit", countMembers<plan::AuditPolicy>());
    row("/Fleet/webhooks", countMembers<engine::Webhooks>());
    row("/Fleet/webhooks/sources/0", countMembers<engine::WebhookSource>());
    row("/PromotionStatus/regions/0", countMembers<engine::PromotionStatus::Region>());
    row("/PromotionStatus/conflicts/0", countMembers<engine::TagConflict>());
    row("/AuditStatus/regions/0", countMembers<engine::AuditStatus::Region>());
    row("/AuditStatus/findings/0", countMembers<engine::DriftFinding>());
    row("/JobSummary/targets/0", countMembers<engine::JobSummary::Target>());
    row("/JobStatus/shares/0", countMembers<engine::JobStatus::Share>());
    row("/Figures/success_rate", countMembers<engine::Figure>());
    row("/RegionCheck/steps/0", countMembers<engine::CheckStep>());
    row("/RuleMatches/repositories/0", countMembers<engine::RuleMatches::Repository>());
    row("/TagMatrix/rows/0", countMembers<engine::TagMatrix::Row>());
    row("/ImageDetail/children/0", countMembers<engine::ImageDetail::Child>());
    row("/ImageDetail/children/0/layers/0", countMembers<engine::ImageDetail::Layer>());
    row("/ImageDetail/referrers/0", countMembers<engine::ImageDetail::Referrer>());
    row("/ImageDetail/places/0", countMembers<engine::ImageDetail::Place>());
    row("/LineHistory/hours/0", countMembers<engine::LineHistory::Hour>());
    row("/LineHistory/failures/0", countMembers<engine::LineHistory::Failure>());
    row("/ServerCertificate/chain/0", countMembers<engine::ServerCertificate::Link>());
    row("/Plan/targets/0", countMembers<plan::TargetPlan>());
    row("/Plan/blobs/0", countMembers<plan::BlobTransfer>());
    row("/Plan/blobs/0/blob", countMembers<oci::Descriptor>());
    row("/Plan/blobs/0/deliveries/0", countMembers<plan::Delivery>() - 1); // an index of 0 is the default
    row("/Plan/tags/0", countMembers<plan::TagStep>() - 1);
    row("/Plan/present/0", countMembers<plan::PresentBlob>() - 1);
    row("/Plan/unreadable/0", countMembers<plan::Unreadable>());
    row("/Plan/deletions/0", countMembers<plan::Deletion>());
    row("/Plan/deletions/0/radius", countMembers<plan::BlastRadius>());
  }
  void nested() {
    QFETCH(QString, path);
    QFETCH(int, members);
    const auto& part = m_examples.at(Json::json_pointer(path.toStdString()));
    QCOMPARE(static_cast<int>(part.size()), members);
  }
  /// Everything in an example comes back as it stands there, except that what is the default may be left out.
  void examplesComeBack() {
    const auto within = [](const auto& self, const Json& example, const Json& written) -> bool {
      if (example.is_object()) {
        for (const auto& [key, value] : example.items())
          if (written.contains(key) ? !self(self, value, written[key]) : !isNothing(value)) return false;
        return true;
      }
      if (!example.is_array()) return example == written;
      if (!written.is_array() || example.size() != written.size()) return false;
      for (std::size_t i = 0; i < example.size(); ++i)
        if (!self(self, example[i], written[i])) return false;
      return true;
    };
    QVERIFY(within(within, m_examples["Plan"], encode(decode<plan::Plan>(m_examples["Plan"]))));
    QVERIFY(within(within, m_examples["Rule"], encode(decode<plan::Rule>(m_examples["Rule"]))));
    QVERIFY(within(within, m_examples["Fleet"], encode(decode<engine::Fleet>(m_examples["Fleet"]))));
    QVERIFY(within(within, m_examples["ImageDetail"], encode(decode<engine::ImageDetail>(m_examples["ImageDetail"]))));
    QVERIFY(within(within, m_examples["AuditStatus"], encode(decode<engine::AuditStatus>(m_examples["AuditStatus"]))));
    QVERIFY(within(within, m_examples["RegionStatus"], encode(decode<engine::RegionStatus>(m_examples["RegionStatus"]))));
    auto other = encode(decode<plan::Rule>(m_examples["Rule"]));
    other["promotion"]["wait_s"] = 61;
    QVERIFY2(!within(within, m_examples["Rule"], other), "this comparison can fail");
  }

  void enumerations_data() {
    QTest::addColumn<WordCheck>("check");
    const auto row = [](const char* name, WordCheck check) { QTest::newRow(name) << check; };
    row("Errc", [] { words<base::Errc>(base::Errc::Internal); });
    row("JobState", [] { words<ports::JobState>(ports::JobState::Interrupted); });
    row("AuditDepth", [] { words<plan::AuditDepth>(plan::AuditDepth::Content); });
    row("Conflict", [] { words<plan::Promotion::Conflict>(plan::Promotion::Conflict::Stop); });
    row("ReportFormat", [] { words<engine::ReportFormat>(std::nullopt); });
  }
  void enumerations() {
    QFETCH(WordCheck, check);
    check();
  }
  /// Who shows a plan or a matrix looks up places in lists: what leads nowhere is refused.
  void placesThatAreNone() {
    const auto& example = m_examples["Plan"];
    for (const auto* path : {"/blobs/0/deliveries/0/target", "/present/0/target", "/tags/0/target"}) {
      auto plan = example;
      plan[Json::json_pointer(path)] = 1;
      QVERIFY2(!read<plan::Plan>(plan, "plan"), path);
    }
    auto plan = example;
    plan["tags"][0].erase("manifests");
    QVERIFY(!read<plan::Plan>(plan, "plan"));
    auto matrix = m_examples["TagMatrix"];
    matrix["rows"][0]["digests"].push_back(nullptr);
    QVERIFY(!read<engine::TagMatrix>(matrix, "tags"));
  }

  void numbers() {
    const auto one = [](auto value) { return decode<decltype(value)>(*parse(text(encode(value)))); };
    for (const double value : {0.1, -2.5, 1e300, 5e-324, 9007199254740992.0, 9007199254740993.0, 123456789.0}) QCOMPARE(one(value), value);
    for (int i = 0; i < 20'000; ++i) {
      const auto value = std::bit_cast<float>(static_cast<std::uint32_t>(i) * 214'013U + 2'531'011U);
      if (std::isfinite(value)) QVERIFY2(one(value) == value, std::to_string(value).c_str());
    }
    QCOMPARE(text(encode(0.1F)), std::string("0.1"));
    QCOMPARE(text(encode(3.0)), std::string("3"));
    QCOMPARE(text(encode(std::uint64_t{18446744073709551615U})), std::string("18446744073709551615"));
    QCOMPARE(one(std::int64_t{-9223372036854775807}), std::int64_t{-9223372036854775807});
    QCOMPARE(one(std::numeric_limits<double>::infinity()), 0.0); // JSON has no word for it
    QCOMPARE(one(std::numeric_limits<float>::quiet_NaN()), 0.0F);
    const auto refused = [](auto type, const char* json) { return !read<decltype(type)>(Json::parse(json), "x"); };
    QVERIFY(refused(std::uint8_t{}, "256"));
    QVERIFY(refused(int{}, "2147483648"));
    QVERIFY(refused(int{}, "1.0"));
    QVERIFY(refused(std::uint64_t{}, "-1"));
    QVERIFY(refused(std::int64_t{}, "9223372036854775808"));
    QVERIFY(refused(double{}, "\"1\""));
    QVERIFY(refused(bool{}, "1"));
    QVERIFY(refused(oci::Digest{}, "\"sha256:short\""));
    QVERIFY(!refused(oci::Digest{}, "\"\""));
  }

  void answers() {
    using Answer = base::Result<std::vector<std::string>>;
    const auto good = encode(Answer(std::vector<std::string>{"a"}));
    QCOMPARE(text(good), std::string(R"({"ok":["a"]})"));
    QVERIFY(*readAnswer<std::vector<std::string>>(good, "x") == std::vector<std::string>{"a"});
    const auto bad = encode(Answer(base::fail(base::Errc::Busy, "held")));
    QCOMPARE(text(bad), std::string(R"({"error":{"code":"BUSY","message":"held"}})"));
    QCOMPARE(readAnswer<std::vector<std::string>>(bad, "x").error().code, base::Errc::Busy);
    QCOMPARE(readAnswer<std::vector<std::string>>(Json::object(), "jobs").error().message,
             std::string("the message \"jobs\" cannot be understood: must be an answer, not object"));
    QCOMPARE(readAnswer<std::vector<std::string>>(Json(), "jobs").error().code, base::Errc::ParseFailed);
    QVERIFY(readAnswer<void>(encode(base::Result<void>()), "x"));
    QCOMPARE(readAnswer<void>(encode(base::Result<void>(base::fail(base::Errc::Denied, "no"))), "x").error().message, std::string("no"));
    QVERIFY(!readAnswer<void>(Json::array(), "x"));
    // An error of another version, with a code that is new there.
    const auto newer = readAnswer<void>(*parse(R"({"error":{"code":"QUOTA_GONE","message":"why"}})"), "x");
    QCOMPARE(newer.error().code, base::Errc::Internal);
    QCOMPARE(newer.error().message, std::string("why"));
  }

  void garbage() {
    for (const auto* text : {"", "{", "nonsense", "{\"a\":1}x", "\xff", "[1,]", "\"\xc3\x28\""}) {
      const auto message = parse(text);
      QVERIFY2(!message, text);
      QCOMPARE(message.error().code, base::Errc::ParseFailed);
    }
    QVERIFY(parse(std::string(64, '[') + std::string(64, ']')));
    QVERIFY2(!parse(std::string(65, '[') + std::string(65, ']')), "deeper than a message is");
    QVERIFY2(!parse(std::string(10'000'000, '[')), "and in no time at all");
  }

  /// A registry's words may be any bytes; a message is UTF-8.
  void noUtf8() {
    const base::Error error{base::Errc::Denied, "caf\xe9 \xf0\x9f\x90\xb3", {"\xff"}, 0, {}, {}, {}};
    const auto message = text(encode(error));
    const auto back = read<base::Error>(*parse(message), "error");
    QVERIFY(back);
    QCOMPARE(back->message, std::string("caf\xef\xbf\xbd \xf0\x9f\x90\xb3"));
    QCOMPARE(back->trail.front(), std::string("\xef\xbf\xbd"));
  }

  /// Where it goes wrong is told, what stood there is not: it may be a secret.
  void errorsTellNoValue() {
    const auto wrong = read<auth::Credential>(Json{{"user", "u"}, {"password", {"hunter2"}}}, "storeCredential");
    QVERIFY(!wrong);
    QCOMPARE(wrong.error().message,
             std::string("the message \"storeCredential\" cannot be understood: password must be text, not array"));
  }

  /// A job of a kind that this version does not know is refused: nothing else is done in its place.
  void unknownJobKind() {
    const auto request = read<engine::JobRequest>(Json{{"rule", "base"}, {"kind", "purge"}}, "start");
    QVERIFY(!request);
    QCOMPARE(request.error().code, base::Errc::ParseFailed);
    QCOMPARE(request.error().message,
             std::string("the message \"start\" cannot be understood: kind is a word that this version does not know"));
  }
};

QTEST_GUILESS_MAIN(ValuesTest)
#include "values_test.moc"
