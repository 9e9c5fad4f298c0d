// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace meridian::engine {

struct JsonMember;

/// A JSON value that knows the line it stands on, and keeps repeated keys: what a fleet file needs for
/// messages that lead to the fault. Private to the fleet parser.
struct JsonNode {
  enum class Kind { Null, Boolean, Number, String, Array, Object };

  Kind kind = Kind::Null;
  int line = 0;     ///< 1-based, where the value begins (for numbers and words: where it ends, the same line)
  std::string text; ///< of a string
  double number = 0;  ///< of a number
  bool whole = false; ///< the number was written as an integer
  bool boolean = false;
  std::vector<JsonNode> items;
  std::vector<JsonMember> members; ///< in the file's order

  [[nodiscard]] const JsonNode* find(std::string_view key) const; ///< first member of that name, or null
};

struct JsonMember {
  std::string key;
  int line = 0;
  JsonNode value;
};

[[nodiscard]] std::string_view name(JsonNode::Kind kind); ///< "a list", "text" ...: for "must be X, not Y"

struct JsonFault {
  int line = 0;
  std::string message; ///< never quotes the file's content, which may hold a secret
};

/// RFC 8259, nested at most base::kMostJsonDepth deep. Returns whether it could be read; else `fault` says
/// why not.
[[nodiscard]] bool parseJson(std::string_view text, JsonNode& root, JsonFault& fault);

} // namespace meridian::engine
