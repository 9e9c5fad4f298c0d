// SPDX-License-Identifier: GPL-3.0-or-later
#include "adopt/document.h"

#include "base/json_depth.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace meridian::adopt {

using base::Errc;
using base::fail;
using Json = nlohmann::ordered_json;

namespace {

/// The parser's depth is bounded before: this ends.
Node node(const Json& from) {
  Node to;
  if (from.is_object()) {
    to.kind = Node::Kind::Map;
    for (const auto& [key, value] : from.items())
      to.members.push_back({key, node(value), false});
  } else if (from.is_array()) {
    to.kind = Node::Kind::List;
    for (const auto& item : from)
      to.items.push_back(node(item));
  } else if (!from.is_null()) {
    to.kind = Node::Kind::Scalar;
    to.text = from.is_string() ? from.get<std::string>() : from.dump();
  }
  return to;
}

} // namespace

base::Result<Node> readJson(std::string_view text) {
  if (base::nestsDeeper(text)) return fail(Errc::ParseFailed, "it nests too deep");
  try {
    return node(Json::parse(text, nullptr, true, true));
  } catch (const Json::parse_error& error) {
    const auto end = text.begin() + static_cast<std::ptrdiff_t>(std::min(error.byte, text.size()));
    return fail(Errc::ParseFailed,
                "line " + std::to_string(std::count(text.begin(), end, '\n') + 1) + " is no JSON");
  } catch (const Json::exception&) {
    return fail(Errc::ParseFailed, "it is no JSON");
  }
}

} // namespace meridian::adopt
