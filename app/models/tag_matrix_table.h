// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/answers.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace meridian::models {

/// The tags of one repository by region, kept small: all tags in one text, each digest once, a number a cell. Knows how
/// to order and to choose among a hundred thousand tags while somebody types. GUI thread.
class TagMatrixTable {
public:
  /// Absent: not there, and no rule wants it there.
  enum class Cell { Equal, Different, Missing, Absent, Unread };
  /// Of a whole row: the same wherever it is wanted; missing somewhere; different contents.
  enum class State : std::uint8_t { Same, Missing, Different };
  enum class Order { Version, Name, Drift };
  struct Choice {
    enum class Only { All, Drift, Missing } only = Only::All; ///< Drift: not the same everywhere
    int region = -1;    ///< with Missing: not in this one, wanted or not; -1: missing in some region
    std::string text{}; ///< a part of the tag, or the first six or more digits of a digest; case does not matter
    bool operator==(const Choice&) const = default;
  };

  /// `wanted`: rows x regions, see wantedCells(); empty: everything everywhere.
  void assign(const engine::TagMatrix& matrix, std::vector<bool> wanted = {});

  [[nodiscard]] std::size_t rows() const { return m_states.size(); }
  [[nodiscard]] std::size_t regions() const { return m_regions; }
  [[nodiscard]] std::string_view tag(std::size_t row) const;
  /// Empty: not there.
  [[nodiscard]] std::string_view digest(std::size_t row, std::size_t region) const;
  [[nodiscard]] Cell cell(std::size_t row, std::size_t region) const;
  [[nodiscard]] State state(std::size_t row) const { return m_states[row]; }
  /// In how many regions the tag is missing.
  [[nodiscard]] std::size_t missing(std::size_t row) const;
  [[nodiscard]] std::size_t count(State state) const { return m_counts[static_cast<std::size_t>(state)]; }
  /// Tags that a region does not have, wanted or not.
  [[nodiscard]] std::size_t absentIn(std::size_t region) const { return m_absent_in[region]; }

  /// Rows that are chosen, in order. Version: highest first, then what is no version; Drift: what differs first.
  [[nodiscard]] std::vector<std::uint32_t> select(const Choice& choice, Order order, bool reversed) const;
  /// Bytes that it holds.
  [[nodiscard]] std::size_t footprint() const;

private:
  using Permutation = std::vector<std::uint32_t>;
  [[nodiscard]] const Permutation& ordered(Order order) const;
  [[nodiscard]] Permutation byVersion() const;
  [[nodiscard]] Permutation byName() const;
  [[nodiscard]] Permutation byDrift() const;
  [[nodiscard]] bool holds(std::size_t row, const Choice& choice) const;
  [[nodiscard]] std::vector<bool> digestsLike(std::string_view text) const;
  [[nodiscard]] std::string_view digestText(std::uint32_t number) const;
  void judge(std::size_t row);

  std::size_t m_regions = 0;
  std::string m_tags, m_digests;                      ///< one after the other
  std::vector<std::uint32_t> m_tag_ends, m_digest_ends;
  std::vector<std::uint32_t> m_cells;                 ///< rows x regions: number of the digest from 1; 0 = not there, all bits = not known
  std::vector<State> m_states;
  std::vector<bool> m_read;                           ///< by region
  std::vector<bool> m_wanted;                         ///< rows x regions; empty = all
  std::vector<std::size_t> m_absent_in;               ///< by region
  std::array<std::size_t, 3> m_counts{};
  mutable std::array<Permutation, 3> m_orders;        ///< made when they are first asked for
};

} // namespace meridian::models
