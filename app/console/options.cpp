// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/options.h"

#include "console/bridge.h"
#include "console/page.h"
#include "manual/version.h"

#include <QCommandLineParser>

namespace meridian::console {

namespace {

/// "demo" and offline::sceneNames(), which this list is tested against.
QStringList scenes() {
  return {QStringLiteral("demo"), QStringLiteral("fine"), QStringLiteral("empty"), QStringLiteral("failing"),
          QStringLiteral("wide"), QStringLiteral("vast"), QStringLiteral("three")};
}

} // namespace

std::variant<Options, Answered, Refused> parseOptions(const QStringList& arguments) {
  QCommandLineParser parser;
  const auto latin = [](std::string_view text) { return QString::fromLatin1(text.data(), static_cast<qsizetype>(text.size())); };
  for (const auto& option : page().options) {
    QStringList names{latin(option.name.substr(2))};
    if (!option.letter.empty()) names << latin(option.letter.substr(1));
    parser.addOption(QCommandLineOption(names, latin(option.text), latin(option.value)));
  }

  const auto usage = [](const QString& problem) {
    return Refused{QStringLiteral("meridian: %1\nTry 'meridian --help'.").arg(problem)};
  };
  if (!parser.parse(arguments)) return usage(parser.errorText());
  if (parser.isSet(QStringLiteral("help"))) return Answered{QString::fromStdString(manual::help(page()))};
  if (parser.isSet(QStringLiteral("version"))) return Answered{QStringLiteral("meridian %1\n").arg(latin(manual::version()))};
  if (!parser.positionalArguments().isEmpty())
    return usage(QStringLiteral("unexpected argument '%1'").arg(parser.positionalArguments().first()));

  Options options;
  options.fleet_file = parser.value(QStringLiteral("fleet"));
  options.state_dir = parser.value(QStringLiteral("state"));
  options.subject = parser.value(QStringLiteral("subject"));
  options.offline = parser.isSet(QStringLiteral("offline"));
  if (!options.offline && parser.isSet(QStringLiteral("scene"))) return usage(QStringLiteral("--scene goes with --offline"));
  options.screenshot = parser.value(QStringLiteral("screenshot"));
  if (parser.isSet(QStringLiteral("screenshot")) && options.screenshot.isEmpty())
    return usage(QStringLiteral("--screenshot needs a file"));

  options.screenshots = parser.value(QStringLiteral("screenshots"));
  if (!options.screenshots.isEmpty() && !parser.isSet(QStringLiteral("scene")))
    return usage(QStringLiteral("--screenshots goes with --scene"));

  const auto oneOf = [&](const char* name, QString& into, const QStringList& allowed) {
    const auto option = QString::fromLatin1(name);
    if (!parser.isSet(option)) return QString();
    into = parser.value(option);
    if (allowed.contains(into)) return QString();
    return QStringLiteral("--%1 is one of %2, not '%3'").arg(option, allowed.join(QStringLiteral(", ")), into);
  };
  for (const auto& problem :
       {oneOf("page", options.page, Bridge::pages()), oneOf("scene", options.scene, scenes()),
        oneOf("theme", options.theme, {QStringLiteral("dark"), QStringLiteral("light")}),
        oneOf("lang", options.language, {QStringLiteral("en"), QStringLiteral("zh_CN")})})
    if (!problem.isEmpty()) return usage(problem);

  if (parser.isSet(QStringLiteral("size"))) {
    const auto sides = parser.value(QStringLiteral("size")).split(u'x');
    bool wide = false, high = false;
    if (sides.size() == 2) options.size = {sides[0].toInt(&wide), sides[1].toInt(&high)};
    const auto fits = [](int side) { return side >= 320 && side <= 8192; };
    if (!wide || !high || !fits(options.size.width()) || !fits(options.size.height()))
      return usage(QStringLiteral("--size is WIDTHxHEIGHT with sides from 320 to 8192, not '%1'")
                       .arg(parser.value(QStringLiteral("size"))));
  }
  return options;
}

} // namespace meridian::console
