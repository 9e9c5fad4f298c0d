// SPDX-License-Identifier: GPL-3.0-or-later
#include "manual/page.h"

#include <algorithm>

namespace meridian::manual {

namespace {

constexpr std::size_t kWidth = 100;

/// Words of `text` in lines, each after `indent` blanks; the first goes on where `at` is.
std::string wrapped(std::string_view text, std::size_t indent, std::size_t at) {
  std::string out;
  for (const auto word : split(text)) {
    if (at + word.size() + 1 > kWidth && at > indent) {
      out.append("\n").append(indent, ' ');
      at = indent;
    } else if (at > indent) {
      out += ' ';
      ++at;
    }
    out += word;
    at += word.size();
  }
  return out + "\n";
}

std::string paragraphs(std::string_view text) {
  std::string out;
  for (const auto paragraph : split(text, '\n')) out += wrapped(paragraph, 0, 0);
  return out;
}

/// Terms in a column, texts behind it; a term that is too long has a line of its own.
class Column {
public:
  explicit Column(std::size_t width) : m_width(width) {}
  [[nodiscard]] std::string row(std::string_view term, std::string_view text) const {
    std::string out = "  " + std::string(term);
    if (out.size() + 2 > m_width) out += '\n';
    out.append(out.back() == '\n' ? m_width : m_width - out.size(), ' ');
    return out + wrapped(text, m_width, m_width);
  }

private:
  std::size_t m_width;
};

std::string termOf(const Option& option) {
  std::string term(option.letter);
  if (!term.empty()) term += ", ";
  term += option.name;
  if (!option.value.empty()) term.append(" ").append(option.value);
  return term;
}

std::string textOf(const Option& option, bool named) {
  std::string text;
  if (named && !option.verbs.empty()) {
    for (const auto verb : split(option.verbs)) text.append(text.empty() ? "" : ", ").append(verb);
    text += ": ";
  }
  text += option.text;
  if (option.repeats) text += "; may be given several times";
  return text;
}

std::string sectionText(const Section& section) {
  std::size_t longest = 0;
  const auto lines = split(section.text, '\n');
  for (const auto line : lines)
    if (const auto tab = line.find('\t'); tab != line.npos) longest = std::max(longest, tab);
  std::string out = "\n" + std::string(section.title) + ":\n";
  const Column column(std::min<std::size_t>(longest + 4, 32));
  for (const auto line : lines) {
    const auto tab = line.find('\t');
    out += tab == line.npos ? "  " + wrapped(line, 2, 2) : column.row(line.substr(0, tab), line.substr(tab + 1));
  }
  return out;
}

std::string examplesOf(const Page& page, const Verb& verb) {
  std::string out;
  for (const auto line : split(verb.examples, '\n')) out.append("  ").append(page.program).append(" ").append(line).append("\n");
  return out.empty() ? out : "\nExamples:\n" + out;
}

std::string optionsOf(const Page& page, const Verb* verb) {
  std::string own, general;
  const Column column(26);
  for (const auto& option : page.options)
    if (verb && belongs(option, verb->name))
      (option.verbs.empty() ? general : own) += column.row(termOf(option), textOf(option, false));
    else if (!verb)
      own += column.row(termOf(option), textOf(option, true));
  std::string out;
  if (!own.empty()) out += "\nOptions:\n" + own;
  if (!general.empty()) out += "\nOptions of every verb:\n" + general;
  return out;
}

} // namespace

std::string help(const Page& page, const Verb* verb) {
  std::string text = "Usage: " + std::string(page.program);
  if (verb) {
    text += wrapped(usage(page, *verb), 11, text.size()) + "\n" + wrapped(verb->text, 0, 0);
    if (!verb->more.empty()) text += "\n" + paragraphs(verb->more);
    return text + optionsOf(page, verb) + examplesOf(page, *verb);
  }
  text += page.verbs.empty() ? " [OPTION ...]\n\n" : " [OPTION ...] VERB ...\n\n";
  text += paragraphs(page.about);
  if (!page.verbs.empty()) text += "\nVerbs (VERB --help says more):\n";
  for (const auto& known : page.verbs)
    text += "  " + wrapped(usage(page, known), 4, 2) + "      " + wrapped(known.text, 6, 6);
  text += optionsOf(page, nullptr);
  for (const auto& section : page.sections) text += sectionText(section);
  return text;
}

} // namespace meridian::manual
