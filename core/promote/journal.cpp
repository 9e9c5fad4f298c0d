// SPDX-License-Identifier: GPL-3.0-or-later
#include "promote/journal.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace meridian::promote {

using nlohmann::json;

namespace {

constexpr std::string_view kPhases[] = {"checking", "flipping", "observing", "rolling back", "done"};
constexpr std::string_view kOutcomes[] = {"open",        "unchanged", "promoted", "conflict",  "not flipped",
                                          "rolled back", "stopped",   "mixed",    "superseded"};
constexpr std::string_view kCells[] = {"waiting", "unchanged", "kept",        "unclear", "flipped",
                                       "confirmed", "lagging", "rolled back", "stays",   "foreign"};
constexpr std::string_view kKinds[] = {"promotion", "rollback"};
constexpr std::string_view kWhenDown[] = {"wait", "continue", "rollback"};
constexpr std::string_view kOnConflict[] = {"stop", "overwrite", "keep"};
constexpr std::string_view kOnStop[] = {"leave", "rollback"};

/// The value of that name; throws what the parser throws, so that parse() has one place for all that is wrong.
template <class Value, std::size_t N>
Value valueOf(const std::string_view (&names)[N], const json& word) {
  const auto& text = word.get_ref<const std::string&>();
  const auto found = std::find(std::begin(names), std::end(names), text);
  if (found == std::end(names)) throw std::invalid_argument("unknown word \"" + text + "\"");
  return static_cast<Value>(found - std::begin(names));
}

json digestJson(const std::optional<oci::Digest>& digest) { return digest ? json(digest->text()) : json(nullptr); }

std::optional<oci::Digest> digestOf(const json& value) {
  if (value.is_null()) return std::nullopt;
  auto digest = oci::Digest::parse(value.get_ref<const std::string&>());
  if (!digest) throw std::invalid_argument(digest.error().text());
  return std::move(*digest);
}

json timeJson(base::Timestamp time) { return time.time_since_epoch().count(); }
base::Timestamp timeOf(const json& value) { return base::Timestamp{std::chrono::milliseconds{value.get<std::int64_t>()}}; }

std::optional<std::chrono::milliseconds> spanOf(const json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end() || found->is_null()) return std::nullopt;
  return std::chrono::milliseconds{found->get<std::int64_t>()};
}

Journal read(const json& in) {
  Journal out;
  in.at("id").get_to(out.id);
  in.at("rule").get_to(out.rule);
  in.at("job").get_to(out.job);
  out.kind = valueOf<Kind>(kKinds, in.at("kind"));
  out.policy.when_down = valueOf<WhenDown>(kWhenDown, in.at("when_down"));
  out.policy.on_conflict = valueOf<OnConflict>(kOnConflict, in.at("on_conflict"));
  out.policy.on_stop = valueOf<OnStop>(kOnStop, in.at("on_stop"));
  out.policy.patience = std::chrono::seconds{in.at("patience").get<std::int64_t>()};
  out.policy.pause = std::chrono::seconds{in.at("pause").get<std::int64_t>()};
  out.policy.observe = std::chrono::seconds{in.at("observe").get<std::int64_t>()};
  in.at("targets").get_to(out.targets);
  in.at("waves").get_to(out.waves);
  for (const auto& tag : in.at("tags"))
    out.tags.push_back({tag.at("repository").get<std::string>(), tag.at("tag").get<std::string>(),
                        digestOf(tag.at("source")).value_or(oci::Digest{})});
  for (const auto& row : in.at("cells")) {
    Cell cell;
    row.at("target").get_to(cell.target);
    row.at("tag").get_to(cell.tag);
    cell.previous = digestOf(row.at("previous"));
    cell.wanted = digestOf(row.at("wanted"));
    cell.state = valueOf<CellState>(kCells, row.at("state"));
    row.at("touched").get_to(cell.touched);
    cell.after = spanOf(row, "after_ms");
    cell.text = row.value("text", std::string());
    if (cell.target >= out.targets.size() || cell.tag >= out.tags.size()) throw std::invalid_argument("a cell of no target or tag");
    out.cells.push_back(std::move(cell));
  }
  for (const auto& wave : out.waves)
    for (const auto target : wave)
      if (target >= out.targets.size()) throw std::invalid_argument("a wave of no target");
  out.phase = valueOf<Phase>(kPhases, in.at("phase"));
  out.outcome = valueOf<Outcome>(kOutcomes, in.at("outcome"));
  in.at("wave").get_to(out.wave);
  if (out.wave >= out.waves.size()) throw std::invalid_argument("no such wave");
  in.at("cancelled").get_to(out.cancelled);
  out.created = timeOf(in.at("created"));
  out.observed = timeOf(in.at("observed"));
  out.finished = timeOf(in.at("finished"));
  out.flip_skew = spanOf(in, "flip_skew_ms");
  in.at("text").get_to(out.text);
  return out;
}

} // namespace

std::string_view name(Phase phase) { return kPhases[static_cast<int>(phase)]; }
std::string_view name(Outcome outcome) { return kOutcomes[static_cast<int>(outcome)]; }
std::string_view name(CellState state) { return kCells[static_cast<int>(state)]; }

std::size_t Journal::waveOf(std::size_t target) const {
  for (std::size_t w = 0; w < waves.size(); ++w)
    if (std::find(waves[w].begin(), waves[w].end(), target) != waves[w].end()) return w;
  return 0;
}

std::string Journal::json() const {
  auto tag_rows = nlohmann::json::array();
  for (const auto& tag : tags)
    tag_rows.push_back({{"repository", tag.repository},
                        {"tag", tag.tag},
                        {"source", digestJson(tag.source.empty() ? std::nullopt : std::optional(tag.source))}});
  auto cell_rows = nlohmann::json::array();
  for (const auto& cell : cells) {
    nlohmann::json row{{"target", cell.target},
                       {"tag", cell.tag},
                       {"previous", digestJson(cell.previous)},
                       {"wanted", digestJson(cell.wanted)},
                       {"state", name(cell.state)},
                       {"touched", cell.touched}};
    if (cell.after) row["after_ms"] = cell.after->count();
    if (!cell.text.empty()) row["text"] = cell.text;
    cell_rows.push_back(std::move(row));
  }
  nlohmann::json out{{"id", id},
                     {"rule", rule},
                     {"job", job},
                     {"kind", kKinds[static_cast<int>(kind)]},
                     {"when_down", kWhenDown[static_cast<int>(policy.when_down)]},
                     {"on_conflict", kOnConflict[static_cast<int>(policy.on_conflict)]},
                     {"on_stop", kOnStop[static_cast<int>(policy.on_stop)]},
                     {"patience", policy.patience.count()},
                     {"pause", policy.pause.count()},
                     {"observe", policy.observe.count()},
                     {"targets", targets},
                     {"waves", waves},
                     {"tags", std::move(tag_rows)},
                     {"cells", std::move(cell_rows)},
                     {"phase", name(phase)},
                     {"outcome", name(outcome)},
                     {"wave", wave},
                     {"cancelled", cancelled},
                     {"created", timeJson(created)},
                     {"observed", timeJson(observed)},
                     {"finished", timeJson(finished)},
                     {"text", text}};
  if (flip_skew) out["flip_skew_ms"] = flip_skew->count();
  // A registry's words in a text may be no UTF-8; the journal has to be written all the same.
  return out.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

base::Result<Journal> Journal::parse(std::string_view text) {
  try {
    return read(nlohmann::json::parse(text));
  } catch (const std::exception& wrong) {
    return base::fail(base::Errc::ParseFailed, std::string("not a promotion's journal: ") + wrong.what());
  }
}

} // namespace meridian::promote
