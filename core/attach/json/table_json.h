// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "attach/json/codec_json.h"

#include <array>
#include <cstddef>
#include <optional>
#include <tuple>

// The tables of structs and enumerations: one line a member, used in both directions, so that writing and reading cannot
// disagree. Private to the .cpp files of this folder.
namespace meridian::attach {

template <class T, class M>
struct Field {
  const char* key;
  M T::*member;
};
template <class T, class M>
Field(const char*, M T::*) -> Field<T, M>; // clang 14 finds none by itself

/// Specialised for each struct: `static constexpr auto kFields = std::tuple{Field{"key", &T::member}, ...}`. Where members
/// have to fit each other, `check(const T&)` throws Nonsense.
template <class T>
struct Table;

/// Specialised for each enumeration, whose values count from 0: `kWords` in their order, and `kUnknown`: what a word of
/// a newer version is read as; nullopt: refused.
template <class E>
struct Words;

/// The words that `name(E)` has for the values up to `last`.
template <auto kLast, std::string_view (*kName)(decltype(kLast))>
constexpr auto namedWords() {
  std::array<std::string_view, static_cast<std::size_t>(kLast) + 1> out{};
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = kName(static_cast<decltype(kLast)>(i));
  return out;
}

// How many members a struct has: as many as it can be initialised from. A member that is new and in no table would be
// lost on the way without a word.
template <class Owner>
struct AnyMember {
  template <class M>
    requires(!std::same_as<M, Owner>)
  operator M() const; // NOLINT: has to convert by itself
};
template <class T, std::size_t... I>
constexpr bool takes(std::index_sequence<I...>) {
  return requires { T{(static_cast<void>(I), AnyMember<T>{})...}; };
}
template <class T, std::size_t N = 1>
constexpr std::size_t countMembers() {
  constexpr std::size_t kMost = 64;
  if constexpr (N > kMost || (takes<T>(std::make_index_sequence<N>{}) && !takes<T>(std::make_index_sequence<N + 1>{})))
    return N;
  else
    return countMembers<T, N + 1>();
}

template <class T, class F>
void eachField(F&& call) {
  std::apply([&](const auto&... field) { (call(field), ...); }, Table<T>::kFields);
}

/// Whether all keys and all members of a table are different.
template <class... T, class... M>
constexpr bool isOneToOne(const std::tuple<Field<T, M>...>& fields) {
  const auto clash = []<class A, class B>(const A& a, const B& b) {
    if constexpr (std::is_same_v<A, B>)
      if (&a != &b && a.member == b.member) return true;
    return static_cast<const void*>(&a) != static_cast<const void*>(&b) && std::string_view(a.key) == b.key;
  };
  return std::apply(
      [&](const auto&... a) {
        const auto clashes = [&](const auto& one) { return (clash(one, a) || ...); };
        return !(clashes(a) || ...);
      },
      fields);
}

/// What a member need not be written for, where its default is the same.
inline bool isNothing(const Json& value) {
  if (value.is_number()) return value == 0;
  if (value.is_boolean()) return !value.get<bool>();
  return value.is_string() ? value.get_ref<const std::string&>().empty() : value.empty();
}

template <class T>
struct ByTable {
  static_assert(countMembers<T>() == std::tuple_size_v<decltype(Table<T>::kFields)>,
                "a member does not cross: give it a line in the table of its struct, and a value in the tests' examples");
  static_assert(isOneToOne(Table<T>::kFields), "a key or a member stands twice in a table");

  static Json encode(const T& value) {
    Json::object_t out;
    eachField<T>([&](const auto& field) {
      using Member = std::remove_cvref_t<decltype(value.*field.member)>;
      auto json = Codec<Member>::encode(value.*field.member);
      if (!isNothing(json) || !Codec<Member>::same(value.*field.member, usual().*field.member))
        out.emplace(field.key, std::move(json));
    });
    return out;
  }
  static T decode(const Json& in) {
    if (!in.is_object()) refuse("must be an object", in);
    T out{};
    eachField<T>([&](const auto& field) {
      const auto found = in.find(field.key);
      if (found == in.end()) return;
      try {
        out.*field.member = Codec<std::remove_cvref_t<decltype(out.*field.member)>>::decode(*found);
      } catch (Nonsense& nonsense) {
        nonsense.under(field.key);
        throw;
      }
    });
    if constexpr (requires { Table<T>::check(out); }) Table<T>::check(out);
    return out;
  }
  static bool same(const T& a, const T& b) {
    bool equal = true;
    eachField<T>([&](const auto& field) {
      using Member = std::remove_cvref_t<decltype(a.*field.member)>;
      equal = equal && Codec<Member>::same(a.*field.member, b.*field.member);
    });
    return equal;
  }

private:
  static const T& usual() {
    static const T kUsual{};
    return kUsual;
  }
};

template <class E>
struct ByWords {
  static Json encode(E value) {
    const auto& words = Words<E>::kWords;
    const auto at = static_cast<std::size_t>(value);
    return std::string(words[at < words.size() ? at : static_cast<std::size_t>(Words<E>::kUnknown.value_or(E{}))]);
  }
  static E decode(const Json& in) {
    if (!in.is_string()) refuse("must be a word", in);
    const auto& words = Words<E>::kWords;
    for (std::size_t i = 0; i < words.size(); ++i)
      if (words[i] == in.get_ref<const std::string&>()) return static_cast<E>(i);
    const std::optional<E> unknown = Words<E>::kUnknown;
    if (!unknown) throw Nonsense("is a word that this version does not know");
    return *unknown;
  }
  static bool same(E a, E b) { return a == b; }
};

template <class T>
using ByTableOrWords = typename std::conditional_t<std::is_enum_v<T>, std::type_identity<ByWords<T>>,
                                                   std::type_identity<ByTable<T>>>::type;

template <class T>
Json Codec<T>::encode(const T& value) {
  return ByTableOrWords<T>::encode(value);
}
template <class T>
T Codec<T>::decode(const Json& in) {
  return ByTableOrWords<T>::decode(in);
}
template <class T>
bool Codec<T>::same(const T& a, const T& b) {
  return ByTableOrWords<T>::same(a, b);
}

} // namespace meridian::attach
