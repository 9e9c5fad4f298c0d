// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/engine.h"

#include <atomic>
#include <string>
#include <string_view>

namespace meridian::engine {

/// Writes down who did what through an engine, where its parts have a place for it. Keeps the newest 20,000 lines. Any
/// thread; what cannot be written down is logged and stops nobody.
class Ledger {
public:
  explicit Ledger(Parts& parts) : m_parts(parts) {}

  /// What was done and to what, in words without secrets; `problem`: why it was refused, null: it was done. By who uses the
  /// engine, or by `other` ("schedule") where it was somebody else.
  void put(std::string_view verb, std::string subject, std::string detail, const base::Error* problem = nullptr,
           std::string_view other = {});
  /// The same, as the result says.
  template <class T>
  void put(std::string_view verb, std::string subject, std::string detail, const base::Result<T>& result,
           std::string_view other = {}) {
    put(verb, std::move(subject), std::move(detail), result ? nullptr : &result.error(), other);
  }

private:
  Parts& m_parts;
  std::atomic<std::size_t> m_put{0};
};

/// While it lives, what its thread does through an engine is written down as done by somebody else than who uses that
/// engine: by who asked from another process.
class ActingAs {
public:
  explicit ActingAs(const std::string& who); ///< which outlives it
  explicit ActingAs(std::string&& who) = delete;
  ~ActingAs();
  ActingAs(const ActingAs&) = delete;
  ActingAs& operator=(const ActingAs&) = delete;

private:
  const std::string* m_before;
};

/// Who runs this process, for Parts::actor: "anna@desk with meridianctl".
[[nodiscard]] std::string actorHere(std::string_view program);

} // namespace meridian::engine
