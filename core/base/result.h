// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <cassert>
#include <type_traits>
#include <utility>
#include <variant>

namespace meridian::base {

/// Wraps an Error on its way into a Result; the counterpart of std::unexpected.
struct Unexpected {
  Error error;
};

/// Shorthand to fail: `return fail(Errc::NotFound, "no such rule");`
[[nodiscard]] inline Unexpected fail(Errc code, std::string message) {
  return Unexpected{Error{code, std::move(message), {}, 0, {}, {}, {}}};
}
[[nodiscard]] inline Unexpected fail(Error error) { return Unexpected{std::move(error)}; }

/// A value or an Error. Member names are those of std::expected (C++23), so that one alias replaces this
/// class one day. Reading the wrong side is a bug and asserts.
template <class T>
class [[nodiscard]] Result {
public:
  using value_type = T;

  Result(T value) : m_state(std::in_place_index<0>, std::move(value)) {}
  Result(Unexpected failed) : m_state(std::in_place_index<1>, std::move(failed.error)) {}
  template <class U>
    requires(std::is_convertible_v<U, T> && !std::is_same_v<std::remove_cvref_t<U>, T> &&
             !std::is_same_v<std::remove_cvref_t<U>, Result> && !std::is_same_v<std::remove_cvref_t<U>, Unexpected>)
  Result(U&& value) : m_state(std::in_place_index<0>, std::forward<U>(value)) {}

  [[nodiscard]] bool has_value() const noexcept { return m_state.index() == 0; }
  explicit operator bool() const noexcept { return has_value(); }

  [[nodiscard]] T& value() & { return checked(), std::get<0>(m_state); }
  [[nodiscard]] const T& value() const& { return checked(), std::get<0>(m_state); }
  [[nodiscard]] T&& value() && { return checked(), std::get<0>(std::move(m_state)); }
  [[nodiscard]] T& operator*() & { return value(); }
  [[nodiscard]] const T& operator*() const& { return value(); }
  [[nodiscard]] T&& operator*() && { return std::move(*this).value(); }
  [[nodiscard]] T* operator->() { return &value(); }
  [[nodiscard]] const T* operator->() const { return &value(); }

  [[nodiscard]] Error& error() & { return std::get<1>(m_state); }
  [[nodiscard]] const Error& error() const& { return std::get<1>(m_state); }
  [[nodiscard]] Error&& error() && { return std::get<1>(std::move(m_state)); }

  template <class U>
  [[nodiscard]] T value_or(U&& other) const& {
    return has_value() ? **this : static_cast<T>(std::forward<U>(other));
  }
  template <class F>
  auto and_then(F&& f) && -> std::invoke_result_t<F, T&&> {
    if (!has_value()) return Unexpected{std::move(*this).error()};
    return std::forward<F>(f)(std::move(*this).value());
  }
  template <class F>
  auto transform(F&& f) && -> Result<std::invoke_result_t<F, T&&>> {
    if (!has_value()) return Unexpected{std::move(*this).error()};
    return std::forward<F>(f)(std::move(*this).value());
  }

private:
  void checked() const { assert(has_value() && "Result read without a value"); }
  std::variant<T, Error> m_state;
};

template <>
class [[nodiscard]] Result<void> {
public:
  using value_type = void;

  Result() = default;
  Result(Unexpected failed) : m_error(std::move(failed.error)), m_failed(true) {}

  [[nodiscard]] bool has_value() const noexcept { return !m_failed; }
  explicit operator bool() const noexcept { return has_value(); }
  [[nodiscard]] Error& error() & { return m_error; }
  [[nodiscard]] const Error& error() const& { return m_error; }
  [[nodiscard]] Error&& error() && { return std::move(m_error); }

private:
  Error m_error;
  bool m_failed = false;
};

/// The failed side of any Result, ready to be returned as another type, with one step of context added.
template <class T>
[[nodiscard]] Unexpected pass(Result<T>&& failed, std::string step) {
  return Unexpected{std::move(failed).error().during(std::move(step))};
}
template <class T>
[[nodiscard]] Unexpected pass(Result<T>&& failed) {
  return Unexpected{std::move(failed).error()};
}

} // namespace meridian::base
