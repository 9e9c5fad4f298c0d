// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/rules/rule_text.h"

#include "models/text.h"

#include <QJsonDocument>
#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

namespace meridian::console {

namespace {

constexpr const char* kName = "rule"; // of the file, in the parser's messages

/// The fleet file with this text as its only rule, and how many lines stand before it.
std::pair<QString, int> around(const engine::Fleet& fleet, const QString& json) {
  engine::Fleet bare;
  bare.regions = fleet.regions;
  auto file = models::fromStd(engine::toJson(bare));
  const auto at = file.lastIndexOf(QStringLiteral("[]"));
  const auto head = file.left(at) + QStringLiteral("[\n");
  return {head + json + u'\n' + file.mid(at + 1), static_cast<int>(head.count(u'\n'))};
}

/// Where in the line the problem is: the word that the message or the path names, else its first character.
void mark(TextProblem& problem, const QStringList& lines, const QString& path) {
  static const QRegularExpression quoted(QStringLiteral("\"[^\"]+\""));
  problem.line = std::clamp(problem.line, 1, std::max(1, static_cast<int>(lines.size())));
  const auto line = lines.value(problem.line - 1);
  auto word = quoted.match(problem.text).captured();
  if (word.isEmpty() || !line.contains(word)) word = QStringLiteral("\"%1\"").arg(path.section(u'.', -1).section(u'[', 0, 0));
  auto from = line.indexOf(word);
  if (from < 0) {
    from = 0;
    while (from < line.size() && line[from].isSpace()) ++from;
    word = line.mid(from).trimmed();
  }
  problem.column = static_cast<int>(from) + 1;
  for (int i = 0; i + 1 < problem.line; ++i) problem.start += static_cast<int>(lines[i].size()) + 1;
  problem.start += static_cast<int>(from);
  problem.length = static_cast<int>(word.size());
}

/// Text that is no JSON at all: where reading ended. The parser knows the line only.
std::optional<TextProblem> fault(const QString& json, const QStringList& lines) {
  QJsonParseError error;
  const auto bytes = json.toUtf8();
  (void)QJsonDocument::fromJson(bytes, &error);
  if (error.error == QJsonParseError::NoError) return std::nullopt;
  const auto before = QString::fromUtf8(bytes.left(std::max(0, error.offset - 1)));
  TextProblem problem;
  problem.line = std::min(static_cast<int>(before.count(u'\n')) + 1, std::max(1, static_cast<int>(lines.size())));
  problem.column = static_cast<int>(before.size() - before.lastIndexOf(u'\n'));
  problem.start = static_cast<int>(before.size());
  problem.length = 1;
  return problem;
}

} // namespace

ReadRule readRule(const engine::Fleet& fleet, const QString& json) {
  static const QRegularExpression told(QStringLiteral("^rule:(\\d+): (?:rules\\[0\\]\\.?([^:\\s]*): )?(.*)$"));
  ReadRule read;
  const auto lines = json.split(u'\n');
  const auto [file, offset] = around(fleet, json);
  const auto parsed = engine::parseFleet(file.toStdString(), kName);
  if (parsed && parsed->rules.size() == 1) {
    read.rule = parsed->rules.front();
    return read;
  }
  const auto broken = fault(json, lines);
  const auto said = parsed ? QStringList{QStringLiteral("rule:%1: one rule has to stand here").arg(offset + 1)}
                           : models::fromStd(parsed.error().message).split(u'\n');
  for (const auto& line : said) {
    const auto match = told.match(line);
    TextProblem problem = broken.value_or(TextProblem{});
    problem.text = match.hasMatch() ? match.captured(3) : line;
    if (!broken) {
      problem.line = match.captured(1).toInt() - offset;
      mark(problem, lines, match.captured(2));
      if (const auto path = match.captured(2); !path.isEmpty()) problem.text.prepend(path + QStringLiteral(": "));
    }
    read.problems.append(problem);
    if (broken) break; // what follows a fault is guesswork
  }
  return read;
}

} // namespace meridian::console
