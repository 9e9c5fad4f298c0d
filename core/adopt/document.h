// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "adopt/adopt.h"

#include <chrono>
#include <initializer_list>

// A configuration as a tree that remembers what was read of it, so that the rest can be told.
namespace meridian::adopt {

/// A value as YAML and JSON have it.
struct Node {
  enum class Kind { Null, Scalar, List, Map };
  struct Member;

  Kind kind = Kind::Null;
  std::string text; ///< of a scalar
  std::vector<Node> items;
  std::vector<Member> members; ///< in the order of the file
};
struct Node::Member {
  std::string key;
  Node value;
  mutable bool used = false;
};

/// ParseFailed with the line; also for what nests deeper or unfolds larger than any real file.
[[nodiscard]] base::Result<Node> readYaml(std::string_view text);
/// Comments are allowed, as image-syncer's own examples have them.
[[nodiscard]] base::Result<Node> readJson(std::string_view text);

using Gaps = std::vector<Gap>;

/// "sync" and "tags" make "sync.tags"; a key that a terminal would not show plainly is quoted.
[[nodiscard]] std::string below(const std::string& path, std::string_view key);
[[nodiscard]] std::string below(const std::string& path, std::size_t index);

/// Reads the members of one map and marks them. The node and the gaps outlive it.
class Reader {
public:
  Reader(const Node& node, std::string path, Gaps& gaps);

  /// Null where there is no such key, or nothing under it.
  [[nodiscard]] const Node* get(std::string_view key) const;
  [[nodiscard]] bool has(std::string_view key) const { return get(key) != nullptr; }
  /// All of them count as read. Whether one holds more than an empty text.
  [[nodiscard]] bool hasAny(std::initializer_list<std::string_view> keys) const;
  /// "" where there is none; another kind of value is a Gap.
  [[nodiscard]] std::string text(std::string_view key) const;
  /// true, yes, on; what is neither that nor its opposite is a Gap.
  [[nodiscard]] std::optional<bool> flag(std::string_view key) const;
  [[nodiscard]] std::optional<double> number(std::string_view key) const;
  /// A list of texts, or one text.
  [[nodiscard]] std::vector<std::string> texts(std::string_view key) const;
  [[nodiscard]] Reader map(std::string_view key) const;
  /// Of a list, each item that is a map.
  [[nodiscard]] std::vector<Reader> maps(std::string_view key) const;

  /// Keys that mean nothing for a fleet: numbers of records, dates.
  void ignore(std::initializer_list<std::string_view> keys) const;
  /// Where the key is there, with all below it: a Gap.
  void refuse(std::string_view key, std::string what, std::string advice = {}, bool left_out = true) const;
  void gap(std::string place, std::string what, std::string advice = {}, bool left_out = true) const;

  [[nodiscard]] std::string at(std::string_view key) const { return below(m_path, key); }
  [[nodiscard]] const std::string& path() const { return m_path; }
  [[nodiscard]] const Node& node() const { return *m_node; }

private:
  const Node* m_node;
  std::string m_path;
  Gaps* m_gaps;
};

/// A Gap for each key that nobody read; what is below it is not told again.
void tellUnread(const Node& node, const std::string& path, Gaps& gaps);
/// The node and all below it count as read.
void markRead(const Node& node);

} // namespace meridian::adopt
