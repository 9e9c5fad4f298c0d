// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/fleet_json.h"

#include "base/json_depth.h"

#include <cstddef>
#include <iterator>
#include <nlohmann/json.hpp>

namespace meridian::engine {

namespace {

using Json = nlohmann::json;

/// Where the reader is. Asked only forward, so counting costs one pass over the text.
class Position {
public:
  explicit Position(std::string_view text) : m_counted(text.data()), m_last(text.data()) {}
  void taken(const char* at) { m_last = at; }
  /// Line of the character that was taken last. A number ends by taking one more, which may be the line's
  /// end: the end itself still belongs to its line, so the answer is right for numbers too.
  [[nodiscard]] int line() {
    for (; m_counted < m_last; ++m_counted)
      m_line += *m_counted == '\n';
    return m_line;
  }

private:
  const char* m_counted;
  const char* m_last;
  int m_line = 1;
};

/// Tells `Position` about each character that the lexer takes.
class TrackingIterator {
public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  TrackingIterator(const char* at, Position* position) : m_at(at), m_position(position) {}
  reference operator*() const { return *m_at; }
  TrackingIterator& operator++() {
    m_position->taken(m_at++);
    return *this;
  }
  TrackingIterator operator++(int) {
    auto before = *this;
    ++*this;
    return before;
  }
  bool operator==(const TrackingIterator& other) const { return m_at == other.m_at; }
  bool operator!=(const TrackingIterator& other) const { return m_at != other.m_at; }

private:
  const char* m_at;
  Position* m_position;
};

class TreeBuilder final : public nlohmann::json_sax<Json> {
public:
  TreeBuilder(Position& position, JsonNode& root, JsonFault& fault)
      : m_position(position), m_root(root), m_fault(fault) {}

  bool null() override { return place(JsonNode::Kind::Null), true; }
  bool boolean(bool value) override { return place(JsonNode::Kind::Boolean).boolean = value, true; }
  bool number_integer(number_integer_t value) override { return number(static_cast<double>(value), true); }
  bool number_unsigned(number_unsigned_t value) override { return number(static_cast<double>(value), true); }
  bool number_float(number_float_t value, const string_t&) override { return number(value, false); }
  bool string(string_t& value) override { return place(JsonNode::Kind::String).text = value, true; }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return open(JsonNode::Kind::Object); }
  bool start_array(std::size_t) override { return open(JsonNode::Kind::Array); }
  bool end_object() override { return m_open.pop_back(), true; }
  bool end_array() override { return m_open.pop_back(), true; }
  bool key(string_t& value) override {
    m_open.back()->members.push_back({value, m_position.line(), {}});
    return true;
  }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception& error) override {
    // "[json.exception.parse_error.101] parse error at line 1, column 2: syntax error ...; last read: '...'"
    std::string_view words = error.what();
    if (const auto colon = words.find(": "); colon != std::string_view::npos) words.remove_prefix(colon + 2);
    words = words.substr(0, words.find("; last read"));
    m_fault = {m_position.line(), "not valid JSON: " + std::string(words)};
    if (const auto read = m_fault.message.find(" - unexpected"); read != std::string::npos)
      m_fault.message.replace(read, 3, ": ");
    return false;
  }

private:
  JsonNode& place(JsonNode::Kind kind) {
    JsonNode* node = &m_root;
    if (!m_open.empty()) {
      auto& parent = *m_open.back();
      node =
          parent.kind == JsonNode::Kind::Array ? &parent.items.emplace_back() : &parent.members.back().value;
    }
    node->kind = kind;
    node->line = m_position.line();
    return *node;
  }
  bool number(double value, bool whole) {
    auto& node = place(JsonNode::Kind::Number);
    node.number = value;
    node.whole = whole;
    return true;
  }
  bool open(JsonNode::Kind kind) {
    m_open.push_back(&place(kind)); // stays put: its parent's vectors grow only after it is closed
    return true;
  }

  Position& m_position;
  JsonNode& m_root;
  JsonFault& m_fault;
  std::vector<JsonNode*> m_open;
};

} // namespace

const JsonNode* JsonNode::find(std::string_view key) const {
  for (const auto& member : members)
    if (member.key == key) return &member.value;
  return nullptr;
}

std::string_view name(JsonNode::Kind kind) {
  switch (kind) {
  case JsonNode::Kind::Null:
    return "null";
  case JsonNode::Kind::Boolean:
    return "true or false";
  case JsonNode::Kind::Number:
    return "a number";
  case JsonNode::Kind::String:
    return "text";
  case JsonNode::Kind::Array:
    return "a list";
  case JsonNode::Kind::Object:
    return "an object";
  }
  return "something";
}

bool parseJson(std::string_view text, JsonNode& root, JsonFault& fault) {
  if (base::nestsDeeper(text)) {
    fault = {0, "not a fleet file: it nests deeper than " + std::to_string(base::kMostJsonDepth) + " levels"};
    return false;
  }
  Position position(text);
  TreeBuilder builder(position, root, fault);
  const char* const begin = text.data();
  const char* const end = begin + text.size();
  return Json::sax_parse(TrackingIterator(begin, &position), TrackingIterator(end, &position), &builder);
}

} // namespace meridian::engine
