// SPDX-License-Identifier: GPL-3.0-or-later
#include "audit/report.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace meridian::audit {

namespace {

/// Tags told one by one under what they suffer from; the JSON has all of them.
constexpr std::size_t kMostRefs = 20;

constexpr std::string_view kStyle = R"css(
:root{--back:#f6f7f9;--card:#fff;--text:#1b2230;--dim:#5d6778;--line:#d9dee7;--good:#16794a;--warn:#9a5b00;--bad:#b3261e}
@media (prefers-color-scheme:dark){:root{--back:#10141b;--card:#181e28;--text:#e6eaf2;--dim:#97a2b5;--line:#2b3443;
--good:#4cc38a;--warn:#f0b352;--bad:#ff7b72}}
*{box-sizing:border-box}
body{margin:0;background:var(--back);color:var(--text);font:15px/1.5 system-ui,-apple-system,"Segoe UI","Noto Sans","Noto Sans CJK SC",sans-serif}
main{max-width:1080px;margin:0 auto;padding:32px 24px 64px}
h1{font-size:24px;margin:0}h2{font-size:17px;margin:36px 0 8px}h3{font-size:15px;margin:20px 0 4px}
.dim{color:var(--dim)}.good{color:var(--good)}.warn{color:var(--warn)}.bad{color:var(--bad)}
.figures{display:flex;flex-wrap:wrap;gap:12px;margin:20px 0}
.figure{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:12px 16px;min-width:130px}
.figure b{display:block;font-size:24px;font-weight:600;font-variant-numeric:tabular-nums}
table{width:100%;border-collapse:collapse;background:var(--card);border:1px solid var(--line);border-radius:8px}
th,td{text-align:left;vertical-align:top;padding:7px 12px;border-top:1px solid var(--line);overflow-wrap:anywhere}
thead th{border-top:0;color:var(--dim);font-weight:500;white-space:nowrap}
.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
code{font:13px ui-monospace,"DejaVu Sans Mono",monospace}
ul{margin:2px 0;padding-left:18px}
@media print{:root{--back:#fff;--card:#fff;--text:#000;--dim:#444;--line:#bbb;--good:#0a5c35;--warn:#704200;--bad:#8c1d18}
body{font-size:11px}main{max-width:none;padding:0}tr{break-inside:avoid}h2,h3{break-after:avoid}}
)css";

std::string escape(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
    case '&': out += "&amp;"; break;
    case '<': out += "&lt;"; break;
    case '>': out += "&gt;"; break;
    case '"': out += "&quot;"; break;
    case '\'': out += "&#39;"; break;
    default:
      // What a page may not hold at all; a registry's message can.
      out += static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t' ? ' ' : c;
    }
  }
  return out;
}

/// Never "100 %" for less than all.
std::string percent(double rate) {
  if (rate >= 1) return "100 %";
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "%.2f %%", std::floor(rate * 10000) / 100);
  return text.data();
}

const char* tone(double rate) { return rate >= 1 ? "good" : rate >= 0.99 ? "warn" : "bad"; }

std::string number(std::uint64_t value) {
  auto digits = std::to_string(value);
  for (int at = static_cast<int>(digits.size()) - 3; at > 0; at -= 3) digits.insert(static_cast<std::size_t>(at), "\xE2\x80\xAF");
  return digits;
}

std::string plain(double value) {
  std::array<char, 24> text{};
  std::snprintf(text.data(), text.size(), "%g", value);
  return text.data();
}

std::string figure(std::string_view value, std::string_view label, std::string_view style = {}) {
  return "<div class=\"figure\"><b class=\"" + std::string(style) + "\">" + escape(value) + "</b><span class=\"dim\">" + escape(label) +
         "</span></div>\n";
}

std::string cell(std::string_view text) { return "<td>" + escape(text) + "</td>"; }
std::string count(std::uint64_t value) { return "<td class=\"n\">" + number(value) + "</td>"; }

std::string refs(const std::vector<std::string>& all) {
  std::string out;
  for (std::size_t i = 0; i < std::min(all.size(), kMostRefs); ++i) out += (i == 0 ? "" : "<br>") + ("<code>" + escape(all[i]) + "</code>");
  if (all.size() > kMostRefs) out += "<br><span class=\"dim\">and " + number(all.size() - kMostRefs) + " more</span>";
  return out;
}

std::string explain(const Result& result) {
  switch (result.depth) {
  case Depth::Tags: return "Tags were compared by digest; content was not looked at.";
  case Depth::Content: return "Tags were compared by digest, and every manifest and blob below them was asked for.";
  case Depth::Sampled:
    return "Tags were compared by digest, every manifest and blob below them was asked for, and " + plain(result.percent) +
           " % of them were read and hashed.";
  case Depth::Deep: return "Tags were compared by digest, and every manifest and blob below them was read and hashed.";
  }
  return {};
}

std::string_view explain(Cause cause) {
  constexpr std::array<std::string_view, 5> kWords{
      "The region lacks it.", "The tag points to another image than at the source.",
      "The region has a tag that the source does not have.", "The bytes are not those that the digest promises.",
      "The registry gave no usable answer."};
  return kWords[static_cast<std::size_t>(cause)];
}

std::string regions(const Result& result) {
  std::string out = "<h2>Regions</h2>\n<table><thead><tr><th>Region</th><th>Role</th><th class=\"n\">Pass rate</th><th class=\"n\">Tags"
                    "</th><th class=\"n\">Checked</th><th class=\"n\">Equal</th><th class=\"n\">Equal and complete</th><th class=\"n\">"
                    "Requests</th><th class=\"n\">Read</th></tr></thead><tbody>\n";
  for (const auto& region : result.regions) {
    out += "<tr>" + cell(region.id) + cell(region.source ? "source" : "target");
    out += "<td class=\"n " + std::string(tone(region.passRate())) + "\">" + (region.reachable ? percent(region.passRate()) : "unreachable") + "</td>";
    out += count(region.wanted) + count(region.checked) + count(region.equal) + count(region.passed) + count(region.requests);
    out += "<td class=\"n\">" + base::formatBytes(region.read) + "</td></tr>\n";
  }
  out += "</tbody></table>\n";
  std::size_t believed = 0;
  for (const auto& region : result.regions) believed += region.believed;
  if (believed > 0)
    out += "<p class=\"dim\">The content of " + number(believed) +
           (believed == 1 ? " tag was" : " tags was") + " not asked for again: an audit found it complete not long ago, and the tags have not moved.</p>\n";
  return out;
}

std::string drifts(const Result& result) {
  if (result.drifts.empty()) return "<h2>Drift</h2>\n<p class=\"good\">None. All regions have the same.</p>\n";
  std::string out = "<h2>Drift</h2>\n";
  for (const auto cause : kCauses) {
    const auto found = result.count(cause);
    if (found == 0) continue;
    std::string title(name(cause));
    title.front() = static_cast<char>(title.front() - 'a' + 'A');
    out += "<h3>" + title + " (" + number(found) + ")</h3>\n<p class=\"dim\">" + std::string(explain(cause)) +
           "</p>\n<table><thead><tr><th>Region</th><th>What</th><th>Tags</th><th>Wanted</th><th>Found</th></tr></thead><tbody>\n";
    for (const auto& drift : result.drifts) {
      if (drift.cause != cause) continue;
      out += "<tr>" + cell(drift.region) + cell(drift.detail) + "<td>" + refs(drift.refs) + "</td><td><code>" +
             escape(drift.wanted.text()) + "</code></td><td><code>" + escape(drift.found.text()) + "</code></td></tr>\n";
    }
    out += "</tbody></table>\n";
  }
  return out;
}

std::string repairs(const Result& result) {
  std::string out;
  if (!result.mended.empty()) {
    out += "<h2>Repaired</h2>\n<table><thead><tr><th>Region</th><th>What</th><th>Result</th></tr></thead><tbody>\n";
    for (const auto& mended : result.mended)
      out += "<tr>" + cell(mended.region) + cell(mended.what) + "<td class=\"" + (mended.done ? "good\">done" : "bad\">not done: ") +
             escape(mended.why) + "</td></tr>\n";
    out += "</tbody></table>\n";
  }
  const auto& repair = result.repair;
  if (!repair.empty()) {
    out += "<h2>To be repaired</h2>\n<table><thead><tr><th>Region</th><th>What</th><th>How</th></tr></thead><tbody>\n";
    for (const auto& copy : repair.copies)
      out += "<tr>" + cell(copy.region) + "<td><code>" + escape(copy.ref) + "</code></td>" + cell("copy from the source") + "</tr>\n";
    for (const auto& push : repair.pushes)
      out += "<tr>" + cell(push.region) + "<td><code>" + escape(push.repository + "@" + push.digest.text()) + "</code></td>" +
             cell("push the " + std::string(push.manifest ? "manifest" : "blob") + " again, from " + push.from) + "</tr>\n";
    out += "</tbody></table>\n";
  }
  if (!repair.hopeless.empty()) {
    out += "<h2>For people to decide</h2>\n<table><thead><tr><th>Region</th><th>What</th><th>Why</th></tr></thead><tbody>\n";
    for (const auto& hopeless : repair.hopeless) out += "<tr>" + cell(hopeless.region) + cell(hopeless.what) + cell(hopeless.why) + "</tr>\n";
    out += "</tbody></table>\n";
  }
  return out;
}

} // namespace

std::string toHtml(const Result& result) {
  std::uint64_t requests = 0;
  base::ByteCount read;
  for (const auto& region : result.regions) {
    requests += region.requests;
    read += region.read;
  }
  std::string out = "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
                    "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
                    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<title>Audit of " +
                    escape(result.rule) + "</title>\n<style>" + std::string(kStyle) + "</style></head>\n<body><main>\n";
  out += "<h1>Audit of " + escape(result.rule) + "</h1>\n<p class=\"dim\">" + base::formatTimestamp(result.started) + ", in " +
         base::formatDuration(result.seconds) + ". " + explain(result) + "</p>\n<div class=\"figures\">\n";
  out += figure(percent(result.passRate()), "consistent", tone(result.passRate()));
  out += figure(number(result.passed()) + " of " + number(result.wanted()), "tags in all regions");
  out += figure(number(result.drifts.size()), "findings", result.drifts.empty() ? "good" : "bad");
  out += figure(number(requests), "requests");
  out += figure(base::formatBytes(read), "read");
  out += "</div>\n" + regions(result) + drifts(result) + repairs(result) + "</main></body></html>\n";
  return out;
}

} // namespace meridian::audit
