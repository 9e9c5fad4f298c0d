// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/page.h"

namespace meridian::cli {

namespace {

using manual::Offer;

std::vector<manual::Option> options() {
  return {
      {"--fleet", "", "FILE", "fleet file (default $XDG_CONFIG_HOME/meridian/fleet.json)", "", Offer::Files},
      {"--state", "", "DIR", "jobs and what is remembered (default $XDG_STATE_HOME/meridian)", "", Offer::Folders},
      {"--target", "", "ID", "only this target region", "plan sync promote undelete audit", Offer::Regions, "", true},
      {"--tag", "", "REF", "only this tag (repository:tag) or repository", "plan sync promote rollback undelete audit", Offer::Nothing, "", true},
      {"--to", "", "ID", "only this region (default: all others)", "prewarm", Offer::Regions, "", true},
      {"--from", "", "ID", "the region that has the images (default: the primary one)", "prewarm", Offer::Regions},
      {"--platform", "", "OS/ARCH[/VARIANT]", "only this platform of an index", "prewarm", Offer::Words, "linux/amd64 linux/arm64 linux/arm/v7 linux/ppc64le linux/riscv64 linux/s390x windows/amd64", true},
      {"--plan", "", "", "only say what would move", "prewarm"},
      {"--limit", "", "N", "so many lines (default 50)", "activity"},
      {"--on-conflict", "", "stop|overwrite|keep", "a tag at a target that somebody else has set (default: as the rule says)", "promote", Offer::Words, "stop overwrite keep", false},
      {"--repository", "", "NAME", "what a probe may write to (default meridian/probe)", "profile"},
      {"--deep", "", "", "read and hash every blob", "audit"},
      {"--sample", "", "PERCENT", "read and hash a share of the blobs, another share each night", "audit"},
      {"--fresh", "", "", "believe nothing that an audit of the last 24 hours found complete", "audit"},
      {"--repair", "", "", "copy and push again what is missing, different or corrupt", "audit"},
      {"--report", "", "FILE", "write what was found to FILE.html or FILE.json", "audit", Offer::Files},
      {"--trust", "", "REGION", "keep the certificate's CA beside the fleet file, and have the region trust it; compare its fingerprint first with what the registry's operator tells", "certificate", Offer::Regions},
      {"--registry", "", "URL", "the registry that the file does not name (skopeo's target, Harbor's own)", "import"},
      {"--output", "", "FILE", "write the result there; a file that exists is never overwritten", "import support", Offer::Files},
      {"--json", "", "", "stdout holds JSON only", ""},
      {"--quiet", "-q", "", "no progress", ""},
      {"--help", "-h", "", "say how it is called; behind a verb: how the verb is", ""},
      {"--version", "", "", "print the version", ""},
  };
}

const manual::Argument kRule{Offer::Rules, ""};
const manual::Argument kRegion{Offer::Regions, ""};
const manual::Argument kFile{Offer::Files, ""};
const manual::Argument kAny{};

std::vector<manual::Verb> verbs() {
  return {
      {"check", 0, 0, "", "validate the fleet file, ping each registry, check credentials", "", "check", {}},
      {"plan", 1, 1, "RULE", "what a sync would move; changes nothing",
       "For each target: tags, blobs, bytes to read and to write, what is mounted or there already, requests, and how long it "
       "will take.",
       "plan base\nplan base --target tyo --tag base/alpine:3.20", {kRule}},
      {"sync", 1, 1, "RULE", "plan and run; completes what an earlier run left",
       "A run that was interrupted goes on at the byte where it ended. A signal ends it in order; a second one at once.",
       "sync base\nsync base --target tyo --tag base/alpine", {kRule}},
      {"prewarm", 1, 500, "REPOSITORY:TAG ...",
       "bring images into regions ahead of need, whatever the rules mirror; --plan only says what it would move", "",
       "prewarm app/web:1.2 --to tyo --platform linux/amd64", {}},
      {"promote", 1, 1, "RULE", "as sync, but tags appear at all targets or at none, whatever the rule says",
       "First all content is brought to all targets; then the tags are set, one after the other. Where one cannot be set, "
       "those that were set get back what they were.",
       "promote base --tag app/web:1.2 --on-conflict stop", {kRule}},
      {"rollback", 1, 1, "RULE",
       "what the last promotion replaced comes back at all its targets, while its content is there", "", "rollback base", {kRule}},
      {"deleted", 0, 1, "[RULE]", "what deletes took away and can be brought back", "", "deleted base", {kRule}},
      {"undelete", 1, 1, "RULE", "bring back deleted tags while the registries keep their blobs", "",
       "undelete base --tag app/web:1.1", {kRule}},
      {"jobs", 0, 0, "", "history, newest first", "", "jobs", {}},
      {"job", 1, 2, "ID [pause|resume|cancel|top|retry]",
       "one job: figures, failures, events; or what the engine that runs it shall do; or what failed in it once more; "
       "ID may be a unique beginning or end",
       "", "job 7f3a\njob 7f3a pause", {kAny, {Offer::Words, "pause resume cancel top retry"}}},
      {"activity", 0, 0, "", "who did what, newest first", "", "activity --limit 20", {}},
      {"audit", 0, 1, "[RULE]", "compare all regions, tag by tag and blob by blob; say what differs and mend it if asked",
       "Status 0: consistent. Status 1: not, even where a repair has mended a part. --deep reads everything, --sample a part: "
       "choose one.",
       "audit base --deep --report audit.html\naudit base --repair", {kRule}},
      {"backup", 1, 1, "FILE", "fleet file, state and trusted certificates in one file, without secrets",
       "Made beside a running engine, read again to check it, and never written over a file that exists. Credentials are not in "
       "it, only their names.",
       "backup meridian-2026-11-23.backup", {kFile}},
      {"restore", 1, 1, "FILE", "put what a backup holds in the place of what is there, which is kept",
       "No engine may run on that state. Everything is checked before anything is touched; what was there stays as "
       "NAME.before-restore-TIME. Jobs that were running start over by what the registries have, and every rule is audited once "
       "when an engine next keeps running.",
       "restore meridian-2026-11-23.backup", {kFile}},
      {"support", 0, 0, "", "what somebody who helps from afar asks for first, in one text without secrets",
       "It says what is in it before it writes a file: meridian-support-TIME.json here, or --output FILE. With --output - or "
       "--json it goes to stdout. Read it before you send it.",
       "support --output support.json", {}},
      {"tags", 1, 1, "REPOSITORY", "tag by region with digests, drift marked", "", "tags base/alpine", {}},
      {"image", 1, 1, "REPOSITORY:TAG|REPOSITORY@DIGEST",
       "one image by platform, with sizes, which region has how much of it, and what refers to it", "", "image base/alpine:3.20", {}},
      {"certificate", 1, 1, "URL|REGION",
       "what a registry shows of itself, with fingerprints; --trust keeps its CA for that region", "",
       "certificate tyo --trust tyo", {kRegion}},
      {"profile", 1, 1, "REGION",
       "try what the region's registry can do, and keep it for syncs; uploads two small blobs into a repository", "",
       "profile tyo --repository lab/probe", {kRegion}},
      {"import", 2, 2, "FORMAT FILE",
       "a fleet file from a set-up of regsync, skopeo-sync, image-syncer, dregsy or harbor (its replication policies as "
       "JSON); what it cannot say goes to stderr; FILE may be -",
       "Status 0: all of it; 1: something is left out; 2: no such file.",
       "import regsync regsync.yml --output fleet.json", {{Offer::Words, "regsync skopeo-sync image-syncer dregsy harbor"}, kFile}},
      {"credential", 2, 2, "set|remove NAME", "store user:password from the prompt or stdin",
       "It goes to the desktop's keychain, and where there is none to a file that only its owner can read. NAME is what a "
       "region's key \"credential\" says.",
       "credential set fra", {{Offer::Words, "set remove"}, kAny}},
  };
}

std::vector<manual::Section> sections() {
  return {
      {"Exit status", "0\tdone\n1\tfinished with failures\n2\tunusable arguments or fleet file\n3\tcancelled"},
      {"Environment",
       "MERIDIAN_CREDENTIAL_<NAME>\tuser:password of the credential NAME, in capitals\n"
       "MERIDIAN_KEYCHAIN\toff: the desktop's keychain is left alone\n"
       "MERIDIAN_LOG\tcategory=level, on stderr\n"
       "NO_COLOR\tno colours on a terminal"},
      {"Files",
       "$XDG_CONFIG_HOME/meridian/fleet.json\tthe fleet: regions and rules; ~/.config where XDG_CONFIG_HOME is not set\n"
       "$XDG_STATE_HOME/meridian/\tjobs, journals and what is remembered; ~/.local/state where XDG_STATE_HOME is not set"},
  };
}

} // namespace

const manual::Page& page() {
  static const manual::Page kPage{
      .program = "meridianctl",
      .section = 1,
      .title = "mirror container images between the registries of a fleet",
      .about = "Mirrors container images between the registries of a fleet: by the rules of a fleet file, with plans before and "
               "audits after, and without moving a byte twice.",
      .options = options(),
      .verbs = verbs(),
      .sections = sections(),
      .see = "meridian(1), meridiand(8)"};
  return kPage;
}

} // namespace meridian::cli
