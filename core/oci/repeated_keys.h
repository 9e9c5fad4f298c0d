// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace meridian::oci {

/// Follows a JSON parser through a manifest and notes a field that we read and that stands there twice.
/// Parsers disagree on which one counts, so such a document means different things to different programs.
/// What we do not read (annotations, unknown fields) may repeat. Private to this room.
class RepeatedKeys {
public:
  void open(bool array);             ///< a value begins that is an object or a list
  void key(const std::string& name); ///< a member's name in the innermost object
  void close();                      ///< the innermost object or list ends
  [[nodiscard]] const std::string& found() const { return m_found; } ///< the first repeated field, or empty

private:
  enum class Place { Document, Descriptor, Platform, Other };
  struct Frame {
    Place place; ///< of this object, or of the objects in this list
    Place next;  ///< of the value that the last key announced
    bool array;
    std::set<std::string> keys;
  };
  std::vector<Frame> m_frames;
  std::string m_found;
};

} // namespace meridian::oci
