// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/options.h"
#include "cli/page.h"
#include "cli/verbs.h"

#include <QTest>

using namespace meridian;
using cli::parseOptions;

namespace {
std::vector<std::string> words(const QString& text) {
  std::vector<std::string> out;
  for (const auto& word : text.split(' ', Qt::SkipEmptyParts)) out.push_back(word.toStdString());
  return out;
}
QString joined(const std::vector<std::string>& list) {
  QStringList out;
  for (const auto& word : list) out << QString::fromStdString(word);
  return out.join(' ');
}
} // namespace

class OptionsTest : public QObject {
  Q_OBJECT

private slots:
  void reads_data() {
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("expected"); // verb | arguments | targets | tags | switches
    QTest::newRow("check") << "check" << "check||||";
    QTest::newRow("sync") << "sync base" << "sync|base|||";
    QTest::newRow("switches before the verb") << "--json --quiet sync base" << "sync|base|||json quiet";
    QTest::newRow("switches after it") << "sync base --json -q" << "sync|base|||json quiet";
    QTest::newRow("several targets and tags") << "sync base --target tyo --target=sjc --tag app/web:1 --tag app/api"
                                              << "sync|base|tyo sjc|app/web:1 app/api|";
    QTest::newRow("a value that looks like an option") << "sync base --target --json" << "sync|base|--json||";
    QTest::newRow("nothing but words after --") << "job -- -x" << "job|-x|||";
    QTest::newRow("profile") << "profile tyo" << "profile|tyo|||";
    QTest::newRow("profile in a repository") << "profile tyo --repository lab/probe" << "profile|tyo|||in lab/probe";
    QTest::newRow("image") << "image app/web:1" << "image|app/web:1|||";
    QTest::newRow("certificate") << "certificate r.test:5000 --trust tyo" << "certificate|r.test:5000|||trusted by tyo";
    QTest::newRow("import") << "import regsync regsync.yml --output f.json --registry https:m" << "import|regsync regsync.yml|||to f.json of https:m";
    QTest::newRow("credential") << "credential set fra" << "credential|set fra|||";
    QTest::newRow("job") << "job 00abcd" << "job|00abcd|||";
    QTest::newRow("promote") << "promote base --tag app/web:1 --on-conflict keep" << "promote|base||app/web:1|";
    QTest::newRow("rollback") << "rollback base --tag app/web:1" << "rollback|base||app/web:1|";
    QTest::newRow("prewarm") << "prewarm app/web:1 app/api:2 --to tyo --to=sjc --from fra --platform linux/arm64 --plan"
                             << "prewarm|app/web:1 app/api:2|||from fra to tyo sjc for linux/arm64 plan";
    QTest::newRow("activity") << "activity" << "activity||||";
    QTest::newRow("a part of the activity") << "activity --limit 7" << "activity||||limit 7";
    for (const auto* verb : {"pause", "resume", "cancel", "top", "retry"})
      QTest::newRow(verb) << QString("job 00abcd %1").arg(verb) << QString("job|00abcd %1|||").arg(verb);
    QTest::newRow("help needs no verb") << "--help" << "||||help";
    QTest::newRow("version of anything") << "--version nonsense" << "nonsense||||version";
  }
  void reads() {
    QFETCH(QString, line);
    const auto options = parseOptions(words(line));
    QVERIFY2(options, options ? "" : options.error().message.c_str());
    QStringList switches;
    if (options->json) switches << "json";
    if (options->quiet) switches << "quiet";
    if (!options->repository.empty()) switches << "in" << QString::fromStdString(options->repository);
    if (!options->trust.empty()) switches << "trusted by" << QString::fromStdString(options->trust);
    if (!options->output.empty()) switches << "to" << QString::fromStdString(options->output.string());
    if (!options->registry.empty()) switches << "of" << QString::fromStdString(options->registry);
    if (!options->from.empty()) switches << "from" << QString::fromStdString(options->from);
    if (!options->to.empty()) switches << "to" << joined(options->to);
    if (!options->platforms.empty()) switches << "for" << joined(options->platforms);
    if (options->plan_only) switches << "plan";
    if (options->limit != 50) switches << "limit" << QString::number(options->limit);
    if (options->help) switches << "help";
    if (options->version) switches << "version";
    QTEST((QStringList{QString::fromStdString(options->verb), joined(options->arguments), joined(options->targets),
                       joined(options->tags), switches.join(' ')}
               .join('|')),
          "expected");
  }

  void aPrewarmIsARuleOfItsOwn() {
    engine::Fleet fleet;
    for (const auto* id : {"tyo", "fra", "sjc"})
      fleet.regions.push_back({id, id, std::string(id) == "fra" ? engine::Role::Primary : engine::Role::Replica, 0, 0, "http://r", {}, {}});
    const auto all = cli::prewarmRequest(*parseOptions(words("prewarm a/b:1 a/c:1 a/b:2 a/b:1")), fleet);
    QVERIFY(all);
    QVERIFY(all->kind == engine::JobKind::Prewarm && all->once && all->rule == all->once->id);
    QCOMPARE(joined(all->tags), QString("a/b:1 a/c:1 a/b:2"));
    QCOMPARE(joined(all->once->repositories), QString("a/b a/c"));
    QCOMPARE(joined(all->once->tags.include), QString("1 2"));
    QCOMPARE(joined(all->once->targets), QString("tyo sjc"));
    QCOMPARE(all->once->source, std::string("fra"));
    const auto chosen = cli::prewarmRequest(*parseOptions(words("prewarm a:1 --from tyo --to fra --platform linux/arm64")), fleet);
    QVERIFY(chosen && chosen->once->source == "tyo" && chosen->once->platforms.size() == 1);
    QCOMPARE(joined(chosen->once->targets), QString("fra"));
    for (const auto* image : {"a", "a:", ":1", "host:5000/a", "a@sha256:00"})
      QVERIFY2(!cli::prewarmRequest(*parseOptions({"prewarm", image}), fleet), image);
    fleet.regions.erase(fleet.regions.begin() + 1);
    QVERIFY(!cli::prewarmRequest(*parseOptions({"prewarm", "a:1"}), fleet));
  }

  void places() {
    qputenv("XDG_CONFIG_HOME", "/cfg");
    qputenv("XDG_STATE_HOME", "/st");
    const auto usual = parseOptions({"check"});
    QCOMPARE(usual->fleet.string(), std::string("/cfg/meridian/fleet.json"));
    QCOMPARE(usual->state.string(), std::string("/st/meridian"));
    const auto given = parseOptions({"--fleet", "f.json", "--state=s", "check"});
    QCOMPARE(given->fleet.string(), std::string("f.json"));
    QCOMPARE(given->state.string(), std::string("s"));
  }

  void refuses_data() {
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("says");
    QTest::newRow("nothing") << "" << "--help";
    QTest::newRow("unknown option") << "--jsno check" << "--jsno";
    QTest::newRow("unknown verb, near one") << "snyc base" << "did you mean \"sync\"";
    QTest::newRow("unknown verb, near none") << "xyzzy" << "unknown verb \"xyzzy\"";
    QTest::newRow("rule missing") << "sync" << "sync RULE";
    QTest::newRow("too many arguments") << "check now" << "meridianctl check";
    QTest::newRow("nothing for a job") << "job 00abcd explode" << "\"explode\" is nothing that a job can do; pause";
    QTest::newRow("too much for a job") << "job 00abcd pause now" << "job ID [pause|resume|cancel|top|retry]";
    QTest::newRow("region missing") << "profile" << "profile REGION";
    QTest::newRow("repository without a name") << "profile tyo --repository=" << "--repository needs a name";
    QTest::newRow("which image") << "image" << "image REPOSITORY:TAG";
    QTest::newRow("a switch with a value") << "check --json=yes" << "--json takes no value";
    QTest::newRow("an option of another verb") << "check --limit 5" << "--limit belongs to \"activity\"";
    QTest::newRow("help of no verb") << "snyc --help" << "did you mean \"sync\"";
    QTest::newRow("trust in nobody") << "certificate r.test --trust=" << "--trust needs a region";
    QTest::newRow("trust without a certificate") << "check --trust tyo" << "--trust belongs to";
    QTest::newRow("no such choice") << "promote base --on-conflict=argue" << "\"argue\" is no choice for --on-conflict";
    QTest::newRow("a choice for a sync") << "sync base --on-conflict keep" << "--on-conflict is for promote";
    QTest::newRow("a part of a rollback") << "rollback base --target tyo" << "for all targets";
    QTest::newRow("no image") << "prewarm" << "prewarm REPOSITORY:TAG";
    QTest::newRow("a region for a sync") << "sync base --to tyo" << "--to belongs to \"prewarm\"";
    QTest::newRow("a target of a prewarm") << "prewarm app/web:1 --target tyo" << "regions with --to";
    for (const auto* number : {"0", "-1", "many", "20001"})
      QTest::newRow(qPrintable(QString("limit %1").arg(number))) << QString("activity --limit %1").arg(number) << "--limit takes a number";
    QTest::newRow("value missing") << "sync base --target" << "--target needs a value";
  }
  void refuses() {
    QFETCH(QString, line);
    QFETCH(QString, says);
    const auto options = parseOptions(words(line));
    QVERIFY(!options);
    QVERIFY(options.error().code == base::Errc::ConfigInvalid);
    QVERIFY2(QString::fromStdString(options.error().message).contains(says), options.error().message.c_str());
  }

  void everyOptionOfThePageHasAMeaning() {
    for (const auto& option : cli::page().options) {
      std::vector<std::string> line{"check", std::string(option.name)};
      if (!option.value.empty()) line.emplace_back("1.html");
      line.emplace_back("--version");
      const auto read = parseOptions(line);
      const auto words = read ? QString() : QString::fromStdString(read.error().message);
      QVERIFY2(read || words.contains("takes a") || words.contains("no choice"), qPrintable(words));
    }
  }
  void helpOfAVerb() {
    const auto read = parseOptions({"sync", "--help"});
    QVERIFY(read && read->help);
    const auto text = QString::fromStdString(cli::helpText(read->verb));
    QVERIFY(text.startsWith("Usage: meridianctl sync RULE [--target ID ...]"));
    QVERIFY(text.contains("--tag REF") && text.contains("--fleet FILE") && !text.contains("--sample"));
    QVERIFY(text.contains("meridianctl sync base"));
  }
  void helpNamesEveryVerbAndStatus() {
    const auto text = QString::fromStdString(cli::helpText());
    for (const auto* word : {"check", "plan RULE", "sync RULE", "jobs", "job ID [pause|resume|cancel|top|retry]", "tags", "deleted [RULE]", "undelete RULE", "promote RULE", "rollback RULE", "--on-conflict", "credential", "profile REGION [--repository NAME]", "--repository", "import FORMAT FILE", "--output", "--registry", "image REPOSITORY:TAG", "certificate URL|REGION [--trust REGION]", "--fleet", "--state",
                             "prewarm REPOSITORY:TAG", "activity", "--to", "--from", "--platform", "--plan", "--limit", "--json", "--target", "--tag", "cancelled", "NO_COLOR"})
      QVERIFY2(text.contains(word), word);
  }
};

QTEST_GUILESS_MAIN(OptionsTest)
#include "options_test.moc"
