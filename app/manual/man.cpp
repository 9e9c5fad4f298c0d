// SPDX-License-Identifier: GPL-3.0-or-later
#include "manual/page.h"

#include <cctype>

namespace meridian::manual {

namespace {

std::string upper(std::string_view text) {
  std::string out(text);
  for (auto& c : out) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return out;
}

/// Text as troff reads it: a dash that can be typed, no accidental request at the beginning of a line.
std::string escaped(std::string_view text) {
  std::string out;
  if (!text.empty() && (text.front() == '.' || text.front() == '\'')) out += "\\&";
  for (const char c : text) {
    if (c == '\\')
      out += "\\e";
    else if (c == '-')
      out += "\\-";
    else if (c == '~')
      out += "\\(ti";
    else if (c == '^')
      out += "\\(ha";
    else
      out += c;
  }
  return out;
}

std::string bold(std::string_view text) { return "\\fB" + escaped(text) + "\\fR"; }
std::string slanted(std::string_view text) { return "\\fI" + escaped(text) + "\\fR"; }

/// A new line for each sentence: a long one would be hard to read in the source, and lint says so.
std::string prose(std::string_view text) {
  std::string out;
  std::size_t at = 0;
  for (const auto word : split(text)) {
    if (at > 0) {
      const bool ends = out.back() == '.' && word.front() != '\\';
      out += ends || at + word.size() > 76 ? "\n" : " ";
      if (out.back() == '\n') at = 0;
    }
    const auto shown = at == 0 ? escaped(word) : escaped(word).substr(word.front() == '.' || word.front() == '\'' ? 2 : 0);
    out += shown;
    at += word.size() + 1;
  }
  return out + "\n";
}

std::string paragraphs(std::string_view text) {
  std::string out;
  for (const auto paragraph : split(text, '\n')) out += ".PP\n" + prose(paragraph);
  return out;
}

std::string row(const std::string& term, std::string_view text) { return ".TP\n" + term + "\n" + prose(text); }

std::string termOf(const Option& option) {
  std::string term;
  if (!option.letter.empty()) term = bold(option.letter) + ", ";
  term += bold(option.name);
  if (!option.value.empty()) term += " " + slanted(option.value);
  return term;
}

std::string optionRow(const Option& option) {
  std::string text(option.text);
  if (option.repeats) text += "; may be given several times";
  if (!option.verbs.empty()) {
    text += ". Of ";
    const auto verbs = split(option.verbs);
    for (std::size_t i = 0; i < verbs.size(); ++i)
      text.append(i == 0 ? "" : i + 1 == verbs.size() ? " and " : ", ").append(verbs[i]);
  }
  return row(termOf(option), text + ".");
}

std::string verbText(const Page& page, const Verb& verb) {
  std::string out = ".SS " + escaped(verb.name) + "\n" + bold(page.program) + " " + prose(usage(page, verb));
  out += paragraphs(std::string(verb.text) + ".");
  if (!verb.more.empty()) out += paragraphs(verb.more);
  const auto examples = split(verb.examples, '\n');
  if (examples.empty()) return out;
  out += ".PP\n.nf\n";
  for (const auto line : examples) out += "\\&    " + escaped(page.program) + " " + escaped(line) + "\n";
  return out + ".fi\n";
}

} // namespace

std::string man(const Page& page, std::string_view version, std::string_view date) {
  std::string out = ".\\\" SPDX-License-Identifier: GPL-3.0-or-later\n.\\\" Made of the tables behind --help.\n";
  out += ".TH " + upper(page.program) + " " + std::to_string(page.section) + " " + std::string(date) + " \"Meridian " +
         std::string(version) + "\" \"Meridian\"\n";
  out += ".SH NAME\n" + escaped(page.program) + " \\- " + escaped(page.title) + "\n";
  out += ".SH SYNOPSIS\n" + bold(page.program) + " [" + slanted("OPTION") + " ...]";
  out += page.verbs.empty() ? "\n" : " " + slanted("VERB") + " ...\n";
  auto about = paragraphs(page.about);
  out += ".SH DESCRIPTION\n" + about.substr(about.find('\n') + 1);
  if (!page.verbs.empty()) out += ".SH VERBS\n";
  for (const auto& verb : page.verbs) out += verbText(page, verb);
  out += ".SH OPTIONS\n";
  for (const auto& option : page.options) out += optionRow(option);
  for (const auto& section : page.sections) {
    out += ".SH " + upper(section.title) + "\n";
    bool first = true;
    for (const auto line : split(section.text, '\n')) {
      const auto tab = line.find('\t');
      if (tab != line.npos)
        out += row(bold(line.substr(0, tab)), line.substr(tab + 1));
      else
        out += (first ? "" : ".PP\n") + prose(line);
      first = false;
    }
  }
  if (!page.see.empty()) out += ".SH SEE ALSO\n" + prose(page.see);
  return out;
}

} // namespace meridian::manual
