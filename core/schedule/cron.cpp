// SPDX-License-Identifier: GPL-3.0-or-later
#include "schedule/cron.h"

#include "base/quoted.h"

#include <algorithm>
#include <array>
#include <span>
#include <vector>

namespace meridian::schedule {

using base::Errc;
using base::fail;

namespace {

constexpr std::size_t kLongest = 256;

constexpr std::array<std::string_view, 12> kMonths{"jan", "feb", "mar", "apr", "may", "jun",
                                                   "jul", "aug", "sep", "oct", "nov", "dec"};
constexpr std::array<std::string_view, 7> kWeekdays{"sun", "mon", "tue", "wed", "thu", "fri", "sat"};

struct Field {
  std::string_view name;
  unsigned least, most;
  std::span<const std::string_view> names; ///< the first stands for `least`
};

constexpr std::array<Field, 5> kFields{{{"minute", 0, 59, {}},
                                        {"hour", 0, 23, {}},
                                        {"day of the month", 1, 31, {}},
                                        {"month", 1, 12, kMonths},
                                        {"day of the week", 0, 7, kWeekdays}}};

struct Short {
  std::string_view name, fields;
};
constexpr std::array<Short, 7> kShorts{{{"@hourly", "0 * * * *"},
                                        {"@daily", "0 0 * * *"},
                                        {"@midnight", "0 0 * * *"},
                                        {"@weekly", "0 0 * * 0"},
                                        {"@monthly", "0 0 1 * *"},
                                        {"@yearly", "0 0 1 1 *"},
                                        {"@annually", "0 0 1 1 *"}}};

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

std::vector<std::string_view> words(std::string_view text) {
  std::vector<std::string_view> found;
  for (std::size_t at = 0; at < text.size();) {
    const auto begin = text.find_first_not_of(" \t", at);
    if (begin == std::string_view::npos) break;
    at = std::min(text.find_first_of(" \t", begin), text.size());
    found.push_back(text.substr(begin, at - begin));
  }
  return found;
}

/// Splits at the first `separator`; the second half is nullopt where there is none.
std::pair<std::string_view, std::optional<std::string_view>> halves(std::string_view text, char separator) {
  const auto at = text.find(separator);
  if (at == std::string_view::npos) return {text, {}};
  return {text.substr(0, at), text.substr(at + 1)};
}

std::optional<unsigned> number(std::string_view text) {
  if (text.empty() || text.size() > 3) return std::nullopt;
  unsigned value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + static_cast<unsigned>(c - '0');
  }
  return value;
}

std::optional<unsigned> value(std::string_view text, const Field& field) {
  const auto named = std::find(field.names.begin(), field.names.end(), lower(text));
  if (named != field.names.end()) return field.least + static_cast<unsigned>(named - field.names.begin());
  const auto found = number(text);
  if (!found || *found < field.least || *found > field.most) return std::nullopt;
  return found;
}

/// The values of one item of a list; 0 for what is none.
std::uint64_t item(std::string_view text, const Field& field) {
  const auto [range, step_text] = halves(text, '/');
  const auto step = step_text ? number(*step_text) : 1;
  if (!step || *step == 0) return 0;
  unsigned from = field.least, to = field.most;
  if (range == "*") {
    // 7 is another name of Sunday: a step counts over seven days.
    if (field.most == 7) to = 6;
  } else {
    const auto [first, last] = halves(range, '-');
    const auto begin = value(first, field);
    auto end = last ? value(*last, field) : step_text ? std::optional(field.most) : begin;
    if (!begin || !end) return 0;
    if (field.most == 7 && *end == 0 && *begin > 0) end = 7; // "fri-sun"
    if (*end < *begin) return 0;
    from = *begin, to = *end;
  }
  std::uint64_t bits = 0;
  for (unsigned at = from; at <= to; at += *step)
    bits |= std::uint64_t{1} << at;
  return bits;
}

std::string allowed(const Field& field) {
  auto text = std::to_string(field.least) + " to " + std::to_string(field.most);
  if (!field.names.empty())
    text += ", " + std::string(field.names.front()) + " to " + std::string(field.names.back());
  return text + ", *, ranges (1-5), steps (*/2) and lists of these (1,3)";
}

base::Result<std::uint64_t> parseField(std::string_view text, const Field& field) {
  std::uint64_t bits = 0;
  for (std::optional<std::string_view> rest = text; rest;) {
    const auto [first, others] = halves(*rest, ',');
    const auto found = item(first, field);
    if (found == 0)
      return fail(Errc::ParseFailed, "the " + std::string(field.name) + " of a cron expression is " +
                                         base::quoted(text) + "; it may be " + allowed(field));
    bits |= found;
    rest = others;
  }
  return bits;
}

} // namespace

base::Result<Cron> Cron::parse(std::string_view text) {
  if (text.size() > kLongest)
    return fail(Errc::ParseFailed,
                "a cron expression has at most " + std::to_string(kLongest) + " characters");
  auto fields = words(text);
  Cron cron;
  for (const auto word : fields)
    cron.m_text += (cron.m_text.empty() ? "" : " ") + std::string(word);
  if (fields.size() == 1 && fields.front().starts_with('@')) {
    const auto known = std::find_if(kShorts.begin(), kShorts.end(),
                                    [&](const Short& it) { return it.name == lower(fields.front()); });
    if (known == kShorts.end())
      return fail(Errc::ParseFailed, base::quoted(fields.front()) +
                                         " is no schedule; there are @hourly, @daily, @weekly, @monthly and "
                                         "@yearly");
    fields = words(known->fields);
  }
  if (fields.size() != kFields.size())
    return fail(Errc::ParseFailed,
                "a cron expression has five fields (minute, hour, day of the month, month, "
                "day of the week), " +
                    base::quoted(text) + " has " + std::to_string(fields.size()));
  std::array<std::uint64_t, 5> bits{};
  for (std::size_t i = 0; i < bits.size(); ++i) {
    auto found = parseField(fields[i], kFields[i]);
    if (!found) return base::pass(std::move(found));
    bits[i] = *found;
  }
  cron.m_minutes = bits[0], cron.m_hours = bits[1], cron.m_days = bits[2], cron.m_months = bits[3];
  cron.m_weekdays = (bits[4] & 0x7f) | bits[4] >> 7;
  cron.m_any_minute = fields[0].starts_with('*'), cron.m_any_hour = fields[1].starts_with('*');
  cron.m_any_day = fields[2].starts_with('*'), cron.m_any_weekday = fields[4].starts_with('*');
  return cron;
}

} // namespace meridian::schedule
