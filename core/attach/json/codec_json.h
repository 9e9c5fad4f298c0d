// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/units.h"
#include "oci/digest.h"
#include "plan/platforms.h"

#include <chrono>
#include <concepts>
#include <cstdint>
#include <exception>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

// How a value becomes JSON and a value again. For .cpp files only: it brings nlohmann's headers. Pure; any thread.
namespace meridian::attach {

using Json = nlohmann::json;

/// A value that is not what the message says it is; stops in read(). Tells kinds and keys, never what stood there: that
/// may be a secret.
class Nonsense : public std::exception {
public:
  explicit Nonsense(std::string fault) : m_text(std::move(fault)) {}
  /// Puts the key under which it stood in front.
  void under(std::string_view key);
  [[nodiscard]] const char* what() const noexcept override { return m_text.c_str(); }

private:
  std::string m_text; ///< "once.tags.latest must be a whole number, not string"
  bool m_has_path = false;
};
/// "wanted, not a list"; `wanted` is "must be text" or the like.
[[noreturn]] void refuse(std::string_view wanted, const Json& instead);

/// How `T` crosses. Structs and enumerations go by their tables (table_json.h); those of values_json.h have one.
///
/// Structs are objects whose missing keys mean the default and whose unknown keys are passed over; enumerations are
/// words, of which an unknown one is read as the safest or refused, as its table says. That way two versions can talk.
template <class T>
struct Codec {
  static Json encode(const T& value);
  /// Throws Nonsense.
  static T decode(const Json& in);
  /// Equal in all that crosses.
  static bool same(const T& a, const T& b);
};

template <class T>
[[nodiscard]] Json encode(const T& value) {
  return Codec<T>::encode(value);
}
template <class T>
[[nodiscard]] T decode(const Json& in) {
  return Codec<T>::decode(in);
}
template <class T>
[[nodiscard]] bool same(const T& a, const T& b) {
  return Codec<T>::same(a, b);
}

/// For values that can tell by themselves whether they are equal.
template <class T>
struct Comparable {
  static bool same(const T& a, const T& b) { return a == b; }
};

template <>
struct Codec<bool> : Comparable<bool> {
  static Json encode(bool value) { return value; }
  static bool decode(const Json& in);
};

/// Bytes that are no UTF-8 are replaced where the message is written, see text().
template <>
struct Codec<std::string> : Comparable<std::string> {
  static Json encode(const std::string& value) { return value; }
  static std::string decode(const Json& in);
};

template <>
struct Codec<std::uint64_t> : Comparable<std::uint64_t> {
  static Json encode(std::uint64_t value) { return value; }
  static std::uint64_t decode(const Json& in);
};
template <>
struct Codec<std::int64_t> : Comparable<std::int64_t> {
  static Json encode(std::int64_t value) { return value; }
  static std::int64_t decode(const Json& in);
};
/// Smaller whole numbers: in their range, or refused.
template <class T>
  requires(std::integral<T> && !std::same_as<T, bool>)
struct Codec<T> : Comparable<T> {
  using Wide = std::conditional_t<std::is_signed_v<T>, std::int64_t, std::uint64_t>;
  static Json encode(T value) { return Wide{value}; }
  static T decode(const Json& in) {
    const auto wide = Codec<Wide>::decode(in);
    if (!std::in_range<T>(wide)) throw Nonsense("is out of range");
    return static_cast<T>(wide);
  }
};

/// Exact. JSON has no word for infinity and for what is no number: both arrive as zero.
template <>
struct Codec<double> : Comparable<double> {
  static Json encode(double value);
  static double decode(const Json& in);
};
/// With as few digits as a float needs.
template <>
struct Codec<float> : Comparable<float> {
  static Json encode(float value);
  static float decode(const Json& in);
};

template <class T>
  requires(std::same_as<T, base::ByteCount> || std::same_as<T, base::BytesPerSecond>)
struct Codec<T> : Comparable<T> {
  using Number = decltype(T::value);
  static Json encode(T value) { return Codec<Number>::encode(value.value); }
  static T decode(const Json& in) { return {Codec<Number>::decode(in)}; }
};

/// Counts of their unit; its name belongs into the key.
template <class Rep, class Period>
struct Codec<std::chrono::duration<Rep, Period>> : Comparable<std::chrono::duration<Rep, Period>> {
  using Duration = std::chrono::duration<Rep, Period>;
  static Json encode(Duration value) { return Codec<Rep>::encode(value.count()); }
  static Duration decode(const Json& in) { return Duration(Codec<Rep>::decode(in)); }
};

/// Milliseconds since 1970.
template <>
struct Codec<base::Timestamp> : Comparable<base::Timestamp> {
  using Since = base::Timestamp::duration;
  static Json encode(base::Timestamp value) { return Codec<Since>::encode(value.time_since_epoch()); }
  static base::Timestamp decode(const Json& in) { return base::Timestamp(Codec<Since>::decode(in)); }
};

template <>
struct Codec<oci::Digest> : Comparable<oci::Digest> {
  static Json encode(const oci::Digest& value) { return value.text(); }
  static oci::Digest decode(const Json& in);
};

/// By digest, media type and kind. Who looks at a plan from outside does not push: bytes stay where they are pushed from.
template <>
struct Codec<plan::ManifestPtr> {
  static Json encode(const plan::ManifestPtr& value);
  static plan::ManifestPtr decode(const Json& in);
  static bool same(const plan::ManifestPtr& a, const plan::ManifestPtr& b);
};

/// null: none.
template <class T>
struct Codec<std::optional<T>> {
  static Json encode(const std::optional<T>& value) { return value ? Codec<T>::encode(*value) : Json(); }
  static std::optional<T> decode(const Json& in) {
    if (in.is_null()) return std::nullopt;
    return Codec<T>::decode(in);
  }
  static bool same(const std::optional<T>& a, const std::optional<T>& b) {
    return a && b ? Codec<T>::same(*a, *b) : !a && !b;
  }
};

/// The elements of a list; Nonsense for anything else.
[[nodiscard]] const Json::array_t& list(const Json& in);

template <class T>
struct Codec<std::vector<T>> {
  static Json encode(const std::vector<T>& values) {
    Json::array_t out;
    out.reserve(values.size());
    for (const auto& value : values) out.push_back(Codec<T>::encode(value));
    return out;
  }
  static std::vector<T> decode(const Json& in) {
    std::vector<T> out;
    for (const auto& one : list(in)) out.push_back(Codec<T>::decode(one));
    return out;
  }
  static bool same(const std::vector<T>& a, const std::vector<T>& b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i)
      if (!Codec<T>::same(a[i], b[i])) return false;
    return true;
  }
};

/// A list of two.
template <class A, class B>
struct Codec<std::pair<A, B>> {
  static Json encode(const std::pair<A, B>& value) {
    return Json::array_t{Codec<A>::encode(value.first), Codec<B>::encode(value.second)};
  }
  static std::pair<A, B> decode(const Json& in) {
    const auto& both = list(in);
    if (both.size() != 2) throw Nonsense("must be a list of two");
    return {Codec<A>::decode(both[0]), Codec<B>::decode(both[1])};
  }
  static bool same(const std::pair<A, B>& a, const std::pair<A, B>& b) {
    return Codec<A>::same(a.first, b.first) && Codec<B>::same(a.second, b.second);
  }
};

/// A list of pairs.
template <class K, class V>
struct Codec<std::map<K, V>> {
  static Json encode(const std::map<K, V>& values) {
    Json::array_t out;
    for (const auto& [key, value] : values) out.push_back(Json::array_t{Codec<K>::encode(key), Codec<V>::encode(value)});
    return out;
  }
  static std::map<K, V> decode(const Json& in) {
    std::map<K, V> out;
    for (const auto& one : list(in)) out.insert(Codec<std::pair<K, V>>::decode(one));
    return out;
  }
  static bool same(const std::map<K, V>& a, const std::map<K, V>& b) {
    if (a.size() != b.size()) return false;
    for (auto i = a.begin(), j = b.begin(); i != a.end(); ++i, ++j)
      if (!Codec<K>::same(i->first, j->first) || !Codec<V>::same(i->second, j->second)) return false;
    return true;
  }
};

} // namespace meridian::attach
