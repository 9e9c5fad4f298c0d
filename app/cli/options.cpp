// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/options.h"

#include "base/quoted.h"
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

struct Verb {
  std::string_view name;
  std::size_t least, most; ///< arguments
  std::string_view usage;
  std::string_view does;
};

constexpr std::array kVerbs{
    Verb{"check", 0, 0, "check", "validate the fleet file, ping each registry, check credentials"},
    Verb{"plan", 1, 1, "plan RULE [--target ID ...] [--tag REF ...]", "what a sync would move; changes nothing"},
    Verb{"sync", 1, 1, "sync RULE [--target ID ...] [--tag REF ...]", "plan and run; completes what an earlier run left"},
    Verb{"prewarm", 1, 500, "prewarm REPOSITORY:TAG ... [--to ID ...] [--from ID] [--platform OS/ARCH ...] [--plan]",
         "bring images into regions ahead of need, whatever the rules mirror; --plan only says what it would move"},
    Verb{"promote", 1, 1, "promote RULE [--tag REF ...] [--target ID ...] [--on-conflict stop|overwrite|keep]",
         "as sync, but tags appear at all targets or at none, whatever the rule says"},
    Verb{"rollback", 1, 1, "rollback RULE [--tag REF ...]",
         "what the last promotion replaced comes back at all its targets, while its content is there"},
    Verb{"deleted", 0, 1, "deleted [RULE]", "what deletes took away and can be brought back"},
    Verb{"undelete", 1, 1, "undelete RULE [--target ID ...] [--tag REF ...]",
         "bring back deleted tags while the registries keep their blobs"},
    Verb{"jobs", 0, 0, "jobs", "history, newest first"},
    Verb{"job", 1, 2, "job ID [pause|resume|cancel|top|retry]",
         "one job: figures, failures, events; or what the engine that runs it shall do; or what failed in it once more; "
         "ID may be a unique beginning or end"},
    Verb{"activity", 0, 0, "activity [--limit N]", "who did what, newest first"},
    Verb{"audit", 0, 1, "audit [RULE] [--deep|--sample PERCENT] [--fresh] [--repair] [--report FILE.html|FILE.json]",
         "compare all regions, tag by tag and blob by blob; say what differs and mend it if asked"},
    Verb{"tags", 1, 1, "tags REPOSITORY", "tag by region with digests, drift marked"},
    Verb{"image", 1, 1, "image REPOSITORY:TAG|REPOSITORY@DIGEST",
         "one image by platform, with sizes, which region has how much of it, and what refers to it"},
    Verb{"certificate", 1, 1, "certificate URL|REGION [--trust REGION]",
         "what a registry shows of itself, with fingerprints; --trust keeps its CA for that region"},
    Verb{"profile", 1, 1, "profile REGION [--repository NAME]",
         "try what the region's registry can do, and keep it for syncs; uploads two small blobs into a repository"},
    Verb{"import", 2, 2, "import FORMAT FILE [--registry URL] [--output FILE]",
         "a fleet file from a set-up of regsync, skopeo-sync, image-syncer, dregsy or harbor (its replication policies as "
         "JSON); what it cannot say goes to stderr; FILE may be -"},
    Verb{"credential", 2, 2, "credential set|remove NAME", "store user:password from the prompt or stdin"},
};

constexpr std::size_t kMostActions = 20'000; ///< as many as are kept

/// Letters in common order matter most for typing errors; enough to suggest a verb.
std::string nearest(std::string_view word) {
  std::string_view best;
  std::size_t best_score = 0;
  for (const auto& verb : kVerbs) {
    std::size_t score = 0;
    for (std::size_t i = 0, j = 0; i < word.size() && j < verb.name.size(); ++j)
      if (word[i] == verb.name[j]) ++score, ++i;
    if (score > best_score) best_score = score, best = verb.name;
  }
  return best_score * 2 >= word.size() ? std::string(best) : std::string();
}

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

} // namespace

base::Result<Options> parseOptions(const std::vector<std::string>& arguments) {
  Options options;
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
    std::optional<std::string> inline_value;
    if (const auto equals = word.find('='); word.starts_with("--") && equals != std::string::npos) {
      inline_value = word.substr(equals + 1);
      word.resize(equals);
    }
    const auto value = [&]() -> base::Result<std::string> {
      if (inline_value) return *inline_value;
      if (i + 1 >= arguments.size()) return fail(Errc::ConfigInvalid, word + " needs a value");
      return arguments[++i];
    };
    if (word == "--") {
      only_words = true;
    } else if (word == "--json") {
      options.json = true;
    } else if (word == "--quiet" || word == "-q") {
      options.quiet = true;
    } else if (word == "--help" || word == "-h") {
      options.help = true;
    } else if (word == "--version") {
      options.version = true;
    } else if (word == "--deep") {
      options.deep = true;
    } else if (word == "--plan") {
      options.plan_only = true;
    } else if (word == "--repair") {
      options.repair = true;
    } else if (word == "--fresh") {
      options.fresh = true;
    } else if (word == "--fleet" || word == "--state" || word == "--target" || word == "--tag" ||
               word == "--repository" || word == "--registry" || word == "--output" || word == "--on-conflict" ||
               word == "--sample" || word == "--report" || word == "--trust" || word == "--to" || word == "--from" || word == "--platform" ||
               word == "--limit") {
      auto given = value();
      if (!given) return base::pass(std::move(given));
      if (word == "--fleet") options.fleet = *given;
      if (word == "--state") options.state = *given;
      if (word == "--target") options.targets.push_back(*given);
      if (word == "--tag") options.tags.push_back(*given);
      if (word == "--to") options.to.push_back(*given);
      if (word == "--from") options.from = *given;
      if (word == "--platform") options.platforms.push_back(*given);
      if (word == "--limit") {
        const auto [end, error] = std::from_chars(given->data(), given->data() + given->size(), options.limit);
        if (error != std::errc{} || end != given->data() + given->size() || options.limit == 0 || options.limit > kMostActions)
          return fail(Errc::ConfigInvalid, "--limit takes a number from 1 to " + std::to_string(kMostActions));
      }
      if (word == "--sample") {
        const auto percent = parsePercent(*given);
        if (!percent) return fail(Errc::ConfigInvalid, "--sample takes a percentage above 0 and up to 100, not " + base::quoted(*given));
        options.sample = *percent;
      }
      if (word == "--report") {
        if (!given->ends_with(".html") && !given->ends_with(".json"))
          return fail(Errc::ConfigInvalid, "--report writes FILE.html or FILE.json");
        options.report = *given;
      }
      if (word == "--trust") {
        if (given->empty()) return fail(Errc::ConfigInvalid, "--trust needs a region");
        options.trust = *given;
      }
      if (word == "--registry") options.registry = *given;
      if (word == "--on-conflict") {
        options.on_conflict = conflictChoice(*given);
        if (!options.on_conflict)
          return fail(Errc::ConfigInvalid, base::quoted(*given) + " is no choice for --on-conflict; stop, overwrite or keep");
      }
      if (word == "--output") {
        if (given->empty()) return fail(Errc::ConfigInvalid, "--output needs a file");
        options.output = *given;
      }
      if (word == "--repository") {
        if (given->empty()) return fail(Errc::ConfigInvalid, "--repository needs a name");
        options.repository = *given;
      }
    } else {
      return fail(Errc::ConfigInvalid, "unknown option " + word + "; see meridianctl --help");
    }
  }
  if (options.fleet.empty()) options.fleet = engine::defaultFleetFile();
  if (options.state.empty()) options.state = engine::defaultStateDir();
  if (options.help || options.version) return options;
  if (options.verb.empty()) return fail(Errc::ConfigInvalid, "what shall be done? See meridianctl --help");
  const auto verb = std::find_if(kVerbs.begin(), kVerbs.end(), [&](const auto& v) { return v.name == options.verb; });
  if (verb == kVerbs.end()) {
    const auto guess = nearest(options.verb);
    return fail(Errc::ConfigInvalid, "unknown verb \"" + options.verb + "\"" +
                                         (guess.empty() ? "" : "; did you mean \"" + guess + "\"?"));
  }
  if (options.arguments.size() < verb->least || options.arguments.size() > verb->most)
    return fail(Errc::ConfigInvalid, "usage: meridianctl " + std::string(verb->usage));
  if (options.on_conflict && options.verb != "promote")
    return fail(Errc::ConfigInvalid, "--on-conflict is for promote; a rule has its own choice in the fleet file");
  if (options.verb == "rollback" && !options.targets.empty())
    return fail(Errc::ConfigInvalid, "a rollback is for all targets of the promotion or for none; --target does not go with it");
  if (!options.trust.empty() && options.verb != "certificate") return fail(Errc::ConfigInvalid, "--trust belongs to \"certificate\"");
  if (options.deep && options.sample) return fail(Errc::ConfigInvalid, "--deep reads everything, --sample a part: choose one");
  const bool audits = options.deep || options.sample || options.repair || options.fresh || !options.report.empty();
  if (audits && options.verb != "audit")
    return fail(Errc::ConfigInvalid, "--deep, --sample, --fresh, --repair and --report belong to \"audit\"");
  const bool warms = !options.to.empty() || !options.from.empty() || !options.platforms.empty() || options.plan_only;
  if (warms && options.verb != "prewarm") return fail(Errc::ConfigInvalid, "--to, --from, --platform and --plan belong to \"prewarm\"");
  if (options.verb == "prewarm" && (!options.targets.empty() || !options.tags.empty()))
    return fail(Errc::ConfigInvalid, "a prewarm names images as REPOSITORY:TAG and regions with --to");
  if (options.verb == "job" && options.arguments.size() == 2 && options.arguments[1] != "retry" && !engine::isJobVerb(options.arguments[1]))
    return fail(Errc::ConfigInvalid, base::quoted(options.arguments[1]) +
                                         " is nothing that a job can do; pause, resume, cancel, top or retry");
  return options;
}

std::string helpText() {
  std::string text = "Usage: meridianctl [--fleet FILE] [--state DIR] [--json] [--quiet] VERB ...\n\n"
                     "Mirrors container images between the registries of a fleet.\n\nVerbs:\n";
  for (const auto& verb : kVerbs) {
    text.append("  ").append(verb.usage).append("\n      ").append(verb.does).append("\n");
  }
  text += "\nOptions:\n"
          "  --fleet FILE   fleet file (default $XDG_CONFIG_HOME/meridian/fleet.json)\n"
          "  --state DIR    jobs and what is remembered (default $XDG_STATE_HOME/meridian)\n"
          "  --target ID    only this target region; may be given several times\n"
          "  --tag REF      only this tag (repository:tag) or repository; may be given several times\n"
          "  --to ID        prewarm: only this region; may be given several times (default: all others)\n"
          "  --from ID      prewarm: the region that has the images (default: the primary one)\n"
          "  --platform OS/ARCH[/VARIANT]\n"
          "                 prewarm: only this platform of an index; may be given several times\n"
          "  --plan         prewarm: only say what would move\n"
          "  --limit N      so many lines of the activity (default 50)\n"
          "  --on-conflict stop|overwrite|keep\n"
          "                 a tag at a target that somebody else has set (default: as the rule says)\n"
          "  --repository NAME\n"
          "                 what a probe may write to (default meridian/probe)\n"
          "  --deep         read and hash every blob\n"
          "  --sample PERCENT\n"
          "                 read and hash a share of the blobs, another share each night\n"
          "  --fresh        believe nothing that an audit of the last 24 hours found complete\n"
          "  --repair       copy and push again what an audit finds missing, different or corrupt\n"
          "  --report FILE  write what an audit found to FILE.html or FILE.json\n"
          "  --trust REGION of a certificate: keep it beside the fleet file, and have the region trust it; compare its\n"
          "                 fingerprint first with what the registry's operator tells\n"
          "  --registry URL of an import: the registry that the file does not name (skopeo's target, Harbor's own)\n"
          "  --output FILE  write the imported fleet there; a file that exists is never overwritten\n"
          "  --json         stdout holds JSON only\n"
          "  --quiet        no progress\n"
          "  --version, --help\n\n"
          "Exit status: 0 done; 1 finished with failures; 2 unusable arguments or fleet file; 3 cancelled.\n"
          "Environment: MERIDIAN_CREDENTIAL_<NAME>=user:password, MERIDIAN_KEYCHAIN=off,\n"
          "MERIDIAN_LOG=category=level, NO_COLOR.\n";
  return text;
}

} // namespace meridian::cli
