// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace meridian::manual {

/// What a shell offers where a value or an argument stands. Regions and rules are asked of the fleet file.
enum class Offer { Nothing, Files, Folders, Words, Regions, Rules };

struct Option {
  std::string_view name{};    ///< "--target"
  std::string_view letter{};  ///< "-q"; mostly empty
  std::string_view value{};   ///< what stands for its value, "ID"; empty: a switch
  std::string_view text{};    ///< one sentence without a full stop
  std::string_view verbs{};   ///< "plan sync": it belongs to these only; empty: to the program
  Offer offer = Offer::Nothing;
  std::string_view words{};   ///< of Offer::Words, separated by blanks
  bool repeats = false;     ///< may be given several times
};

struct Argument {
  Offer offer = Offer::Nothing;
  std::string_view words{};
};

struct Verb {
  std::string_view name{};
  std::size_t least = 0, most = 0; ///< arguments
  std::string_view arguments{};      ///< as in the usage line, "RULE"
  std::string_view text{};           ///< one sentence without a full stop
  std::string_view more{};           ///< paragraphs, separated by newlines
  std::string_view examples{};       ///< what stands behind the program's name, one a line
  std::vector<Argument> offers{};    ///< by place; places behind the last have none
};

/// Part of a page. A line with a tab is a term and its text; another one is a paragraph.
struct Section {
  std::string_view title{}; ///< "Exit status"
  std::string_view text{};
};

/// Everything that a program says about how it is called: --help, the manual and the completion of three shells are
/// made of it, and the parser refuses by it.
struct Page {
  std::string_view program{};
  int section = 1;          ///< of the manual
  std::string_view title{};   ///< one line, lower case
  std::string_view about{};   ///< paragraphs, separated by newlines
  std::vector<Option> options{};
  std::vector<Verb> verbs{};  ///< none: the program takes options only
  std::vector<Section> sections{};
  std::string_view see{};     ///< "meridian(1), meridiand(8)"
};

/// The names in a list separated by blanks.
[[nodiscard]] std::vector<std::string_view> split(std::string_view list, char by = ' ');

/// By "--name" or "-n"; null where there is none. Not an option of that name that belongs to other verbs only: ask
/// belongs().
[[nodiscard]] const Option* findOption(const Page& page, std::string_view name);
[[nodiscard]] const Verb* findVerb(const Page& page, std::string_view name);
[[nodiscard]] bool belongs(const Option& option, std::string_view verb);
/// The known verb that a mistyped one is most like; empty where none is.
[[nodiscard]] std::string nearestVerb(const Page& page, std::string_view word);
/// "--target belongs to "plan", "sync" and "audit"".
[[nodiscard]] std::string misplaced(const Option& option);

/// "sync RULE [--target ID ...] [--tag REF ...]".
[[nodiscard]] std::string usage(const Page& page, const Verb& verb);
/// The text of --help; of a verb's where one is given.
[[nodiscard]] std::string help(const Page& page, const Verb* verb = nullptr);
/// The manual's page in man(7) macros. `date` as YYYY-MM-DD.
[[nodiscard]] std::string man(const Page& page, std::string_view version, std::string_view date);
[[nodiscard]] std::string bashCompletion(const Page& page);
[[nodiscard]] std::string zshCompletion(const Page& page);
[[nodiscard]] std::string fishCompletion(const Page& page);

} // namespace meridian::manual
