// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tag_matrix_table.h"

#include "plan/semver.h"

#include <algorithm>
#include <numeric>
#include <unordered_map>

namespace meridian::models {

namespace {

constexpr std::uint32_t kUnread = ~std::uint32_t{0}; // among the numbers of digests
constexpr std::size_t kTellingDigits = 6; // shorter texts are found in too many digests to mean one

bool isDigest(std::uint32_t number) { return number != 0 && number != kUnread; }

char lower(char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter; }

std::string lower(std::string_view text) {
  std::string made(text);
  std::ranges::transform(made, made.begin(), [](char letter) { return lower(letter); });
  return made;
}

bool contains(std::string_view text, std::string_view wanted) {
  return !std::ranges::search(text, wanted, {}, [](char letter) { return lower(letter); }).empty() || wanted.empty();
}

} // namespace

void TagMatrixTable::assign(const engine::TagMatrix& matrix, std::vector<bool> wanted) {
  *this = {};
  m_wanted = std::move(wanted);
  m_regions = matrix.regions.size();
  std::unordered_map<std::string_view, std::uint32_t> known;
  known.reserve(matrix.rows.size());
  m_cells.reserve(matrix.rows.size() * m_regions);
  m_tag_ends.reserve(matrix.rows.size());
  for (const auto& row : matrix.rows) {
    m_tags += row.tag;
    m_tag_ends.push_back(static_cast<std::uint32_t>(m_tags.size()));
    for (std::size_t i = 0; i < m_regions; ++i) {
      if (i >= row.digests.size() || !row.digests[i]) {
        m_cells.push_back(row.isUnread(i) ? kUnread : 0);
        continue;
      }
      if (i > 0 && row.digests[i - 1] == row.digests[i]) { // most are: no need to look it up
        m_cells.push_back(m_cells.back());
        continue;
      }
      const auto [entry, is_new] = known.try_emplace(row.digests[i]->text(), static_cast<std::uint32_t>(m_digest_ends.size() + 1));
      if (is_new) {
        m_digests += row.digests[i]->text();
        m_digest_ends.push_back(static_cast<std::uint32_t>(m_digests.size()));
      }
      m_cells.push_back(entry->second);
    }
  }
  // A region with a problem may have answered for some tags; where it has none at all, nothing is known of it.
  m_read.assign(m_regions, true);
  for (const auto& [region, error] : matrix.problems)
    for (std::size_t i = 0; i < m_regions; ++i)
      if (matrix.regions[i] == region) {
        m_read[i] = false;
        for (std::size_t cell = i; cell < m_cells.size() && !m_read[i]; cell += m_regions) m_read[i] = isDigest(m_cells[cell]);
      }
  m_absent_in.assign(m_regions, 0);
  m_states.resize(m_tag_ends.size());
  for (std::size_t row = 0; row < m_states.size(); ++row) judge(row);
}

void TagMatrixTable::judge(std::size_t row) {
  State state = State::Same;
  for (std::size_t i = 0; i < m_regions; ++i) {
    const auto what = cell(row, i);
    if (what == Cell::Missing || what == Cell::Absent) ++m_absent_in[i];
    if (what == Cell::Different)
      state = State::Different;
    else if (what == Cell::Missing && state == State::Same)
      state = State::Missing;
  }
  m_states[row] = state;
  ++m_counts[static_cast<std::size_t>(state)];
}

std::string_view TagMatrixTable::tag(std::size_t row) const {
  const auto from = row == 0 ? 0 : m_tag_ends[row - 1];
  return std::string_view(m_tags).substr(from, m_tag_ends[row] - from);
}

std::string_view TagMatrixTable::digestText(std::uint32_t number) const {
  const auto from = number == 1 ? 0 : m_digest_ends[number - 2];
  return std::string_view(m_digests).substr(from, m_digest_ends[number - 1] - from);
}

std::string_view TagMatrixTable::digest(std::size_t row, std::size_t region) const {
  const auto number = m_cells[row * m_regions + region];
  return isDigest(number) ? digestText(number) : std::string_view();
}

TagMatrixTable::Cell TagMatrixTable::cell(std::size_t row, std::size_t region) const {
  const auto* cells = m_cells.data() + row * m_regions;
  if (!isDigest(cells[region])) {
    if (!m_read[region] || cells[region] == kUnread) return Cell::Unread;
    return m_wanted.empty() || m_wanted[row * m_regions + region] ? Cell::Missing : Cell::Absent;
  }
  const auto* first = std::find_if(cells, cells + region, isDigest);
  return *first == cells[region] ? Cell::Equal : Cell::Different;
}

std::size_t TagMatrixTable::missing(std::size_t row) const {
  std::size_t count = 0;
  for (std::size_t i = 0; i < m_regions; ++i) count += cell(row, i) == Cell::Missing ? 1 : 0;
  return count;
}

std::vector<bool> TagMatrixTable::digestsLike(std::string_view text) const {
  if (text.starts_with("sha256:")) text.remove_prefix(7);
  std::vector<bool> like;
  if (text.size() < kTellingDigits || text.find_first_not_of("0123456789abcdef") != text.npos) return like;
  like.resize(m_digest_ends.size() + 1);
  for (std::uint32_t number = 1; number <= m_digest_ends.size(); ++number) {
    const auto digest = digestText(number);
    like[number] = digest.substr(digest.find(':') + 1).starts_with(text);
  }
  return like;
}

bool TagMatrixTable::holds(std::size_t row, const Choice& choice) const {
  switch (choice.only) {
  case Choice::Only::All: return true;
  case Choice::Only::Drift: return m_states[row] != State::Same;
  case Choice::Only::Missing: break;
  }
  if (choice.region < 0) return m_states[row] != State::Same && missing(row) > 0;
  const auto region = static_cast<std::size_t>(choice.region);
  return region < m_regions && m_read[region] && m_cells[row * m_regions + region] == 0;
}

std::vector<std::uint32_t> TagMatrixTable::select(const Choice& choice, Order order, bool reversed) const {
  const auto text = lower(choice.text);
  const auto like = digestsLike(text);
  const auto fits = [&](std::uint32_t row) {
    if (!holds(row, choice)) return false;
    if (contains(tag(row), text)) return true;
    const auto* cells = m_cells.data() + row * m_regions;
    return !like.empty() && std::any_of(cells, cells + m_regions, [&](auto number) { return number != kUnread && like[number]; });
  };
  Permutation chosen;
  std::ranges::copy_if(ordered(order), std::back_inserter(chosen), fits);
  if (reversed) std::ranges::reverse(chosen);
  return chosen;
}

const TagMatrixTable::Permutation& TagMatrixTable::ordered(Order order) const {
  auto& kept = m_orders[static_cast<std::size_t>(order)];
  if (kept.size() != rows()) kept = order == Order::Version ? byVersion() : order == Order::Name ? byName() : byDrift();
  return kept;
}

TagMatrixTable::Permutation TagMatrixTable::byVersion() const {
  struct Key {
    plan::Version version;
    bool is_version = false;
  };
  std::vector<Key> keys(rows());
  for (std::size_t row = 0; row < rows(); ++row)
    if (auto version = plan::Version::parse(tag(row))) keys[row] = {std::move(*version), true};
  Permutation order(rows());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::sort(order, [&](std::uint32_t a, std::uint32_t b) {
    if (keys[a].is_version != keys[b].is_version) return keys[a].is_version;
    if (keys[a].is_version)
      if (const auto way = keys[a].version <=> keys[b].version; way != 0) return way > 0;
    const auto way = plan::naturalOrder(tag(a), tag(b));
    return way == 0 ? a < b : way < 0;
  });
  return order;
}

TagMatrixTable::Permutation TagMatrixTable::byName() const {
  Permutation order(rows());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::sort(order, {}, [this](std::uint32_t row) { return tag(row); });
  return order;
}

TagMatrixTable::Permutation TagMatrixTable::byDrift() const {
  auto order = ordered(Order::Version);
  std::ranges::stable_sort(order, [this](std::uint32_t a, std::uint32_t b) { return m_states[a] > m_states[b]; });
  return order;
}

std::size_t TagMatrixTable::footprint() const {
  const auto numbers = m_tag_ends.capacity() + m_digest_ends.capacity() + m_cells.capacity() + m_orders[0].capacity() +
                       m_orders[1].capacity() + m_orders[2].capacity();
  return m_tags.capacity() + m_digests.capacity() + numbers * sizeof(std::uint32_t) + m_states.capacity() + m_wanted.capacity() / 8;
}

} // namespace meridian::models
