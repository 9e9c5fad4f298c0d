// SPDX-License-Identifier: GPL-3.0-or-later
#include "adopt/document.h"

#include "base/json_depth.h"

#include <algorithm>
#include <yaml-cpp/yaml.h>

namespace meridian::adopt {

using base::Errc;
using base::fail;

namespace {

/// Aliases unfold: ten lines can stand for a billion nodes.
constexpr std::size_t kMostNodes = 200'000;

class Unfolding {
public:
  /// False: too deep or too large.
  bool unfold(const YAML::Node& from, Node& to, int depth) {
    if (depth > base::kMostJsonDepth || ++m_count > kMostNodes) return false;
    switch (from.Type()) {
    case YAML::NodeType::Undefined:
    case YAML::NodeType::Null:
      return true;
    case YAML::NodeType::Scalar:
      to.kind = Node::Kind::Scalar;
      to.text = from.Scalar();
      return true;
    case YAML::NodeType::Sequence:
      to.kind = Node::Kind::List;
      for (const auto& item : from)
        if (!unfold(item, to.items.emplace_back(), depth + 1)) return false;
      return true;
    case YAML::NodeType::Map:
      to.kind = Node::Kind::Map;
      return members(from, to, depth);
    }
    return true;
  }

private:
  bool members(const YAML::Node& from, Node& to, int depth) {
    std::vector<Node> merged;
    for (const auto& entry : from) {
      Node value;
      if (!unfold(entry.second, value, depth + 1)) return false;
      const auto key = entry.first.IsScalar() ? entry.first.Scalar() : std::string();
      if (key == "<<" && value.kind == Node::Kind::Map)
        merged.push_back(std::move(value));
      else if (key == "<<" && value.kind == Node::Kind::List)
        std::move(value.items.begin(), value.items.end(), std::back_inserter(merged));
      else
        to.members.push_back({key, std::move(value), false});
    }
    // https://yaml.org/type/merge.html: own keys win, then earlier maps.
    for (auto& map : merged)
      for (auto& member : map.members)
        if (std::none_of(to.members.begin(), to.members.end(),
                         [&](const Node::Member& own) { return own.key == member.key; }))
          to.members.push_back(std::move(member));
    return true;
  }

  std::size_t m_count = 0;
};

} // namespace

base::Result<Node> readYaml(std::string_view text) {
  Node root;
  try {
    if (!Unfolding().unfold(YAML::Load(std::string(text)), root, 0))
      return fail(Errc::ParseFailed, "it nests too deep, or its aliases unfold to more than " +
                                         std::to_string(kMostNodes) + " values");
  } catch (const YAML::Exception& error) {
    const auto line = error.mark.is_null() ? 0 : error.mark.line + 1;
    return fail(Errc::ParseFailed,
                "line " + std::to_string(line) + " is no YAML: " + error.msg.substr(0, error.msg.find(':')));
  } catch (const std::exception&) {
    return fail(Errc::ParseFailed, "it is no YAML");
  }
  return root;
}

} // namespace meridian::adopt
