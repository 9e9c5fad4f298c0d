// SPDX-License-Identifier: GPL-3.0-or-later
#include "attach/json/codec_json.h"

#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace meridian::attach {

void Nonsense::under(std::string_view key) {
  m_text = std::string(key) + (m_has_path ? "." : " ") + m_text;
  m_has_path = true;
}

void refuse(std::string_view wanted, const Json& instead) {
  throw Nonsense(std::string(wanted) + ", not " + instead.type_name());
}

bool Codec<bool>::decode(const Json& in) {
  if (!in.is_boolean()) refuse("must be true or false", in);
  return in.get<bool>();
}

std::string Codec<std::string>::decode(const Json& in) {
  if (!in.is_string()) refuse("must be text", in);
  return in.get_ref<const std::string&>();
}

std::uint64_t Codec<std::uint64_t>::decode(const Json& in) {
  if (in.is_number_unsigned()) return in.get<std::uint64_t>();
  if (!in.is_number_integer() || in.get<std::int64_t>() < 0) refuse("must be a whole number from 0 on", in);
  return static_cast<std::uint64_t>(in.get<std::int64_t>());
}

std::int64_t Codec<std::int64_t>::decode(const Json& in) {
  if (!in.is_number_integer()) refuse("must be a whole number", in);
  if (in.is_number_unsigned() && !std::in_range<std::int64_t>(in.get<std::uint64_t>())) throw Nonsense("is out of range");
  return in.get<std::int64_t>();
}

namespace {
/// Whether it is written without a point: exact up to 2^53.
bool isWhole(double value) {
  return std::trunc(value) == value && std::abs(value) < 9'007'199'254'740'992;
}
} // namespace

Json Codec<double>::encode(double value) {
  if (!std::isfinite(value)) return {};
  return isWhole(value) ? Json(static_cast<std::int64_t>(value)) : Json(value);
}

double Codec<double>::decode(const Json& in) {
  if (in.is_null()) return 0;
  if (!in.is_number()) refuse("must be a number", in);
  return in.get<double>();
}

// As a double, 0.1f would be written with 17 digits: the histories of a picture are most of its bytes.
Json Codec<float>::encode(float value) {
  if (!std::isfinite(value) || isWhole(value)) return Codec<double>::encode(value);
  std::array<char, 32> digits{};
  const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), value);
  double shortest = 0;
  std::from_chars(digits.data(), written.ptr, shortest);
  return static_cast<float>(shortest) == value ? shortest : static_cast<double>(value);
}

float Codec<float>::decode(const Json& in) {
  const auto value = Codec<double>::decode(in);
  if (std::abs(value) > std::numeric_limits<float>::max()) throw Nonsense("is out of range");
  return static_cast<float>(value);
}

oci::Digest Codec<oci::Digest>::decode(const Json& in) {
  const auto text = Codec<std::string>::decode(in);
  if (text.empty()) return {};
  auto digest = oci::Digest::parse(text);
  if (!digest) throw Nonsense("must be a digest");
  return std::move(*digest);
}

const Json::array_t& list(const Json& in) {
  if (!in.is_array()) refuse("must be a list", in);
  return in.get_ref<const Json::array_t&>();
}

} // namespace meridian::attach
