// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/options.h"

#include "base/quoted.h"
#include "cli/page.h"
#include "engine/control.h"
#include "engine/fleet.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace meridian::cli {

using base::Errc;
using base::fail;

namespace {

constexpr std::size_t kMostActions = 20'000; ///< as many as are kept

std::optional<plan::Promotion::Conflict> conflictChoice(std::string_view word) {
  if (word == "stop") return plan::Promotion::Conflict::Stop;
  if (word == "overwrite") return plan::Promotion::Conflict::Overwrite;
  if (word == "keep") return plan::Promotion::Conflict::Keep;
  return std::nullopt;
}

std::optional<double> parsePercent(std::string_view text) {
  if (text.ends_with('%')) text.remove_suffix(1);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  if (!(value > 0 && value <= 100)) return std::nullopt;
  return value;
}

base::Result<void> setLimit(Options& options, const std::string& value) {
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), options.limit);
  if (error != std::errc{} || end != value.data() + value.size() || options.limit == 0 || options.limit > kMostActions)
    return fail(Errc::ConfigInvalid, "--limit takes a number from 1 to " + std::to_string(kMostActions));
  return {};
}

base::Result<void> setSample(Options& options, const std::string& value) {
  options.sample = parsePercent(value);
  if (options.sample) return {};
  return fail(Errc::ConfigInvalid, "--sample takes a percentage above 0 and up to 100, not " + base::quoted(value));
}

base::Result<void> setReport(Options& options, const std::string& value) {
  if (!value.ends_with(".html") && !value.ends_with(".json"))
    return fail(Errc::ConfigInvalid, "--report writes FILE.html or FILE.json");
  options.report = value;
  return {};
}

base::Result<void> setConflict(Options& options, const std::string& value) {
  options.on_conflict = conflictChoice(value);
  if (options.on_conflict) return {};
  return fail(Errc::ConfigInvalid, base::quoted(value) + " is no choice for --on-conflict; stop, overwrite or keep");
}

base::Result<void> missing(const char* option, const char* what) {
  return fail(Errc::ConfigInvalid, std::string(option) + " needs " + what);
}

/// What an option of the page means. A switch gets an empty value.
struct Meaning {
  std::string_view name;
  base::Result<void> (*set)(Options& options, const std::string& value);
};

constexpr std::array kMeanings{
    Meaning{"--fleet", [](Options& o, const std::string& v) { return o.fleet = v, base::Result<void>(); }},
    Meaning{"--state", [](Options& o, const std::string& v) { return o.state = v, base::Result<void>(); }},
    Meaning{"--target", [](Options& o, const std::string& v) { return o.targets.push_back(v), base::Result<void>(); }},
    Meaning{"--tag", [](Options& o, const std::string& v) { return o.tags.push_back(v), base::Result<void>(); }},
    Meaning{"--to", [](Options& o, const std::string& v) { return o.to.push_back(v), base::Result<void>(); }},
    Meaning{"--from", [](Options& o, const std::string& v) { return o.from = v, base::Result<void>(); }},
    Meaning{"--platform", [](Options& o, const std::string& v) { return o.platforms.push_back(v), base::Result<void>(); }},
    Meaning{"--plan", [](Options& o, const std::string&) { return o.plan_only = true, base::Result<void>(); }},
    Meaning{"--limit", setLimit},
    Meaning{"--on-conflict", setConflict},
    Meaning{"--repository",
            [](Options& o, const std::string& v) { return o.repository = v, v.empty() ? missing("--repository", "a name") : base::Result<void>(); }},
    Meaning{"--deep", [](Options& o, const std::string&) { return o.deep = true, base::Result<void>(); }},
    Meaning{"--sample", setSample},
    Meaning{"--fresh", [](Options& o, const std::string&) { return o.fresh = true, base::Result<void>(); }},
    Meaning{"--repair", [](Options& o, const std::string&) { return o.repair = true, base::Result<void>(); }},
    Meaning{"--report", setReport},
    Meaning{"--trust",
            [](Options& o, const std::string& v) { return o.trust = v, v.empty() ? missing("--trust", "a region") : base::Result<void>(); }},
    Meaning{"--registry", [](Options& o, const std::string& v) { return o.registry = v, base::Result<void>(); }},
    Meaning{"--output",
            [](Options& o, const std::string& v) { return o.output = v, v.empty() ? missing("--output", "a file") : base::Result<void>(); }},
    Meaning{"--json", [](Options& o, const std::string&) { return o.json = true, base::Result<void>(); }},
    Meaning{"--quiet", [](Options& o, const std::string&) { return o.quiet = true, base::Result<void>(); }},
    Meaning{"--help", [](Options& o, const std::string&) { return o.help = true, base::Result<void>(); }},
    Meaning{"--version", [](Options& o, const std::string&) { return o.version = true, base::Result<void>(); }},
};

base::Result<void> unknownVerb(const std::string& word) {
  const auto guess = manual::nearestVerb(page(), word);
  return fail(Errc::ConfigInvalid, "unknown verb \"" + word + "\"" + (guess.empty() ? "" : "; did you mean \"" + guess + "\"?"));
}

/// What is wrong although each word by itself is right.
base::Result<void> together(const Options& options, const std::vector<const manual::Option*>& given) {
  const auto* verb = manual::findVerb(page(), options.verb);
  if (!verb) return unknownVerb(options.verb);
  if (options.help) return {};
  if (options.arguments.size() < verb->least || options.arguments.size() > verb->most)
    return fail(Errc::ConfigInvalid, "usage: meridianctl " + manual::usage(page(), *verb));
  if (options.on_conflict && options.verb != "promote")
    return fail(Errc::ConfigInvalid, "--on-conflict is for promote; a rule has its own choice in the fleet file");
  if (options.verb == "rollback" && !options.targets.empty())
    return fail(Errc::ConfigInvalid, "a rollback is for all targets of the promotion or for none; --target does not go with it");
  if (options.verb == "prewarm" && (!options.targets.empty() || !options.tags.empty()))
    return fail(Errc::ConfigInvalid, "a prewarm names images as REPOSITORY:TAG and regions with --to");
  for (const auto* option : given)
    if (!manual::belongs(*option, options.verb)) return fail(Errc::ConfigInvalid, manual::misplaced(*option));
  if (options.deep && options.sample) return fail(Errc::ConfigInvalid, "--deep reads everything, --sample a part: choose one");
  if (options.verb == "job" && options.arguments.size() == 2 && options.arguments[1] != "retry" && !engine::isJobVerb(options.arguments[1]))
    return fail(Errc::ConfigInvalid, base::quoted(options.arguments[1]) +
                                         " is nothing that a job can do; pause, resume, cancel, top or retry");
  return {};
}

} // namespace

base::Result<Options> parseOptions(const std::vector<std::string>& arguments) {
  Options options;
  std::vector<const manual::Option*> given;
  bool only_words = false;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    std::string word = arguments[i];
    if (only_words || word.size() < 2 || word[0] != '-') {
      if (options.verb.empty())
        options.verb = word;
      else
        options.arguments.push_back(word);
      continue;
    }
    if (word == "--") {
      only_words = true;
      continue;
    }
    std::optional<std::string> value;
    if (const auto equals = word.find('='); word.starts_with("--") && equals != std::string::npos) {
      value = word.substr(equals + 1);
      word.resize(equals);
    }
    const auto* option = manual::findOption(page(), word);
    if (!option) return fail(Errc::ConfigInvalid, "unknown option " + word + "; see meridianctl --help");
    if (option->value.empty() && value) return fail(Errc::ConfigInvalid, word + " takes no value");
    if (!option->value.empty() && !value) {
      if (i + 1 >= arguments.size()) return fail(Errc::ConfigInvalid, word + " needs a value");
      value = arguments[++i];
    }
    const auto meaning = std::find_if(kMeanings.begin(), kMeanings.end(), [&](const auto& m) { return m.name == option->name; });
    if (auto set = meaning->set(options, value.value_or("")); !set) return base::pass(std::move(set));
    given.push_back(option);
  }
  if (options.fleet.empty()) options.fleet = engine::defaultFleetFile();
  if (options.state.empty()) options.state = engine::defaultStateDir();
  if (options.version || (options.help && options.verb.empty()) || options.verb == kComplete) return options;
  if (options.verb.empty()) return fail(Errc::ConfigInvalid, "what shall be done? See meridianctl --help");
  if (auto fits = together(options, given); !fits) return base::pass(std::move(fits));
  return options;
}

std::string helpText(std::string_view verb) { return manual::help(page(), manual::findVerb(page(), verb)); }

} // namespace meridian::cli
