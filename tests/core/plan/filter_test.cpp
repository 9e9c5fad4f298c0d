// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/filter.h"

#include <QTest>

using meridian::plan::RepositoryFilter;
using meridian::plan::TagFilter;
using meridian::plan::TagSelection;
using Words = std::vector<std::string>;

namespace {
Words words(const QString& text) {
  Words out;
  for (const auto& word : text.split(' ', Qt::SkipEmptyParts))
    out.push_back(word.toStdString());
  return out;
}
QString joined(const Words& list) {
  QStringList out;
  for (const auto& word : list)
    out << QString::fromStdString(word);
  return out.join(' ');
}
} // namespace

class FilterTest : public QObject {
  Q_OBJECT

private slots:
  void repositories_data() {
    QTest::addColumn<QString>("patterns");
    QTest::addColumn<QString>("expected");
    QTest::addColumn<QString>("literal"); // "-" = a catalogue is needed
    QTest::newRow("one name") << "base/debian"
                              << "base/debian"
                              << "base/debian";
    QTest::newRow("names") << "app/web base/debian app/web"
                           << "base/debian app/web"
                           << "app/web base/debian";
    QTest::newRow("glob") << "base/*"
                          << "base/debian base/scratch"
                          << "-";
    QTest::newRow("glob and exclusion") << "base/* !base/scratch"
                                        << "base/debian"
                                        << "-";
    QTest::newRow("later wins") << "base/* !base/* base/scratch"
                                << "base/scratch"
                                << "-";
    QTest::newRow("exclusion of a name that stands there") << "base/debian app/web !app/*"
                                                           << "base/debian"
                                                           << "base/debian";
    QTest::newRow("everything") << "**"
                                << "base/debian base/scratch app/web app/web/canary"
                                << "-";
    QTest::newRow("regex") << "re:app/.*"
                           << "app/web app/web/canary"
                           << "-";
    QTest::newRow("excluded by regex") << "** !re:.*/canary !base/**"
                                       << "app/web"
                                       << "-";
  }
  void repositories() {
    QFETCH(QString, patterns);
    const auto filter = RepositoryFilter::compile(words(patterns));
    QVERIFY2(filter, filter ? "" : filter.error().message.c_str());
    QTEST(joined(filter->select({"base/debian", "base/scratch", "app/web", "app/web/canary"})), "expected");
    const auto names = filter->literalNames();
    QTEST(names ? joined(*names) : QString("-"), "literal");
  }

  void refusesRepositories() {
    for (const auto& list :
         {Words{}, Words{"!base/*"}, Words{"base/*", "!"}, Words{"{a,b}"}, Words{"re:("}}) {
      const auto filter = RepositoryFilter::compile(list);
      QVERIFY(!filter);
      QCOMPARE(filter.error().code, meridian::base::Errc::ConfigInvalid);
    }
  }

  void tags_data() {
    QTest::addColumn<QString>("include");
    QTest::addColumn<QString>("exclude");
    QTest::addColumn<QString>("semver");
    QTest::addColumn<int>("latest"); // 0 = not set
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* title, const char* include, const char* exclude, const char* semver,
                        int latest, const char* expected) {
      QTest::newRow(title) << include << exclude << semver << latest << expected;
    };
    row("all", "*", "", "", 0, "latest 1.2 v1.10.0 1.9 2.0-rc.1 2.0 build-9 build-10");
    row("include", "build-* 1.*", "", "", 0, "1.2 1.9 build-9 build-10");
    row("exclude wins", "*", "*-*", "", 0, "latest 1.2 v1.10.0 1.9 2.0");
    row("range drops what is no version", "*", "", ">=1.2 <3", 0, "1.2 v1.10.0 1.9 2.0");
    row("range with prereleases", "*", "", ">=1.2-0 <3", 0, "1.2 v1.10.0 1.9 2.0-rc.1 2.0");
    row("latest by precedence", "*", "", "", 3, "v1.10.0 2.0-rc.1 2.0");
    row("latest in a range", "*", "", "1.x", 2, "v1.10.0 1.9");
    row("latest without versions", "build-* latest", "", "", 2, "latest build-10");
    row("versions come before the rest", "*", "", "", 6, "1.2 v1.10.0 1.9 2.0-rc.1 2.0 latest");
    row("more than there are", "1.*", "", "", 9, "1.2 1.9");
    row("nothing", "none*", "", "", 0, "");
  }
  void tags() {
    QFETCH(QString, include);
    QFETCH(QString, exclude);
    QFETCH(QString, semver);
    QFETCH(int, latest);
    QFETCH(QString, expected);
    TagSelection selection{words(include), words(exclude), semver.toStdString(), {}, {}};
    if (latest > 0) selection.latest = static_cast<unsigned>(latest);
    const auto filter = TagFilter::compile(selection);
    QVERIFY2(filter, filter ? "" : filter.error().message.c_str());
    auto got =
        filter->select({"latest", "1.2", "v1.10.0", "1.9", "2.0-rc.1", "2.0", "build-9", "build-10", "1.2"});
    auto wanted = words(expected);
    std::sort(got.begin(), got.end());
    std::sort(wanted.begin(), wanted.end());
    QCOMPARE(joined(got), joined(wanted));
  }

  void keepsTheOrderOfTheListing() {
    TagSelection selection;
    selection.latest = 2;
    QCOMPARE(joined(TagFilter::compile(selection)->select({"1", "3", "2"})), QString("3 2"));
  }

  void literalTags() {
    const auto literal = [](TagSelection selection) { return TagFilter::compile(selection)->literalTags(); };
    QCOMPARE(joined(*literal({{"1.2", "latest"}, {}, {}, {}, {}})), QString("1.2 latest"));
    QCOMPARE(joined(*literal({{"1.2", "latest"}, {"l*"}, {}, {}, {}})), QString("1.2"));
    QVERIFY(!literal({{"1.2", "late*"}, {}, {}, {}, {}}));
    QVERIFY(!literal({{"1.2", "1.3"}, {}, {}, 1u, {}}));
  }

  void refusesTags() {
    for (const auto& selection :
         {TagSelection{{}, {}, {}, {}, {}}, TagSelection{{"!a"}, {}, {}, {}, {}},
          TagSelection{{"*"}, {"["}, {}, {}, {}}, TagSelection{{"*"}, {}, "nope", {}, {}},
          TagSelection{{"*"}, {}, {}, 0u, {}}}) {
      const auto filter = TagFilter::compile(selection);
      QVERIFY(!filter);
      QCOMPARE(filter.error().code, meridian::base::Errc::ConfigInvalid);
    }
  }
};

QTEST_GUILESS_MAIN(FilterTest)
#include "filter_test.moc"
