// SPDX-License-Identifier: GPL-3.0-or-later
#include "adopt/document.h"

#include "base/quoted.h"

#include <algorithm>
#include <charconv>

namespace meridian::adopt {

namespace {

const Node kNothing;

bool isPlain(std::string_view key) {
  return !key.empty() && key.size() <= 80 &&
         std::all_of(key.begin(), key.end(), [](char c) { return c > ' ' && c < 0x7f && c != '"'; });
}

bool isOneOf(std::string_view text, std::initializer_list<std::string_view> words) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return std::find(words.begin(), words.end(), lower) != words.end();
}

} // namespace

std::string below(const std::string& path, std::string_view key) {
  return path + (path.empty() ? "" : ".") + (isPlain(key) ? std::string(key) : base::quoted(key));
}
std::string below(const std::string& path, std::size_t index) {
  return path + "[" + std::to_string(index) + "]";
}

Reader::Reader(const Node& node, std::string path, Gaps& gaps)
    : m_node(&node), m_path(std::move(path)), m_gaps(&gaps) {}

const Node* Reader::get(std::string_view key) const {
  for (const auto& member : m_node->members) {
    if (member.key != key) continue;
    member.used = true;
    return member.value.kind == Node::Kind::Null ? nullptr : &member.value;
  }
  return nullptr;
}

bool Reader::hasAny(std::initializer_list<std::string_view> keys) const {
  bool any = false;
  for (const auto key : keys)
    if (const auto* node = get(key)) any = any || node->kind != Node::Kind::Scalar || !node->text.empty();
  return any;
}

std::string Reader::text(std::string_view key) const {
  const auto* node = get(key);
  if (node == nullptr) return {};
  if (node->kind == Node::Kind::Scalar) return node->text;
  markRead(*node);
  gap(at(key), "a text is expected here");
  return {};
}

std::optional<bool> Reader::flag(std::string_view key) const {
  if (!has(key)) return std::nullopt;
  const auto value = text(key);
  if (isOneOf(value, {"true", "yes", "on"})) return true;
  if (isOneOf(value, {"false", "no", "off"})) return false;
  gap(at(key), "true or false is expected here");
  return std::nullopt;
}

std::optional<double> Reader::number(std::string_view key) const {
  if (!has(key)) return std::nullopt;
  const auto value = text(key);
  double found = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), found);
  if (error == std::errc() && end == value.data() + value.size()) return found;
  gap(at(key), "a number is expected here");
  return std::nullopt;
}

std::vector<std::string> Reader::texts(std::string_view key) const {
  const auto* node = get(key);
  if (node == nullptr) return {};
  if (node->kind == Node::Kind::Scalar) return {node->text};
  std::vector<std::string> found;
  for (std::size_t i = 0; i < node->items.size(); ++i)
    if (node->items[i].kind == Node::Kind::Scalar)
      found.push_back(node->items[i].text);
    else
      markRead(node->items[i]), gap(below(at(key), i), "a text is expected here");
  if (node->kind == Node::Kind::Map) markRead(*node), gap(at(key), "a list of texts is expected here");
  return found;
}

Reader Reader::map(std::string_view key) const {
  const auto* node = get(key);
  if (node != nullptr && node->kind != Node::Kind::Map) {
    markRead(*node);
    gap(at(key), "keys and values are expected here");
    node = nullptr;
  }
  return {node != nullptr ? *node : kNothing, at(key), *m_gaps};
}

std::vector<Reader> Reader::maps(std::string_view key) const {
  std::vector<Reader> found;
  const auto* node = get(key);
  if (node == nullptr) return found;
  if (node->kind != Node::Kind::List) {
    markRead(*node);
    gap(at(key), "a list is expected here");
  }
  for (std::size_t i = 0; i < node->items.size(); ++i)
    if (node->items[i].kind == Node::Kind::Map)
      found.emplace_back(node->items[i], below(at(key), i), *m_gaps);
    else
      markRead(node->items[i]), gap(below(at(key), i), "keys and values are expected here");
  return found;
}

void Reader::ignore(std::initializer_list<std::string_view> keys) const {
  for (const auto& member : m_node->members)
    if (std::find(keys.begin(), keys.end(), member.key) != keys.end()) {
      member.used = true;
      markRead(member.value);
    }
}

void Reader::refuse(std::string_view key, std::string what, std::string advice, bool left_out) const {
  const auto* node = get(key);
  if (node == nullptr) return;
  markRead(*node);
  gap(at(key), std::move(what), std::move(advice), left_out);
}

void Reader::gap(std::string place, std::string what, std::string advice, bool left_out) const {
  m_gaps->push_back({std::move(place), std::move(what), std::move(advice), left_out});
}

void tellUnread(const Node& node, const std::string& path, Gaps& gaps) {
  for (std::size_t i = 0; i < node.items.size(); ++i)
    tellUnread(node.items[i], below(path, i), gaps);
  for (const auto& member : node.members)
    if (member.used)
      tellUnread(member.value, below(path, member.key), gaps);
    else
      gaps.push_back({below(path, member.key), "this key is not known here", "", true});
}

void markRead(const Node& node) {
  for (const auto& item : node.items)
    markRead(item);
  for (const auto& member : node.members)
    member.used = true, markRead(member.value);
}

} // namespace meridian::adopt
