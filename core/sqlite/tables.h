// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace meridian::sqlite {

/// A table of the state database, as the newest version has it.
struct TableShape {
  std::string_view name;
  std::string_view key;   ///< what its rows are ordered by; a number, but for facts
  std::string_view columns;
  std::string_view types; ///< of the columns, as in Query::hasTypes
  std::int64_t since;     ///< the version that brought it
  std::string_view later; ///< a last column that came later ...
  std::int64_t later_since;

  /// The columns that a database of that version has.
  [[nodiscard]] std::string columnsIn(std::int64_t version) const {
    std::string all(columns);
    if (!later.empty() && version < later_since) all.resize(all.size() - later.size() - 1);
    return all;
  }
  [[nodiscard]] std::string_view typesIn(std::int64_t version) const {
    return !later.empty() && version < later_since ? types.substr(0, types.size() - 1) : types;
  }
};

inline constexpr std::array kTables{
    TableShape{"jobs", "rowid",
               "id,rule,state,created,started,finished,tags_matched,tags_copied,tags_unchanged,tags_failed,bytes_total,"
               "bytes_read,bytes_written,bytes_mounted,bytes_skipped,bytes_resumed,source_requests,target_requests,error,kind",
               "tttiiiiiiiiiiiiiiitt", 1, "kind", 2},
    TableShape{"outcomes", "seq",
               "seq,job,target,ref,digest,result,bytes,seconds,finished,error_code,error_message,http_status,registry_code,"
               "retry_after",
               "itttttirittiti", 1, "", 0},
    TableShape{"events", "seq", "seq,job,time,level,text", "ititt", 1, "", 0},
    TableShape{"facts", "key", "key,value", "tt", 1, "", 0},
    TableShape{"actions", "seq", "seq,time,actor,verb,subject,detail,problem", "iittttt", 3, "", 0},
};

} // namespace meridian::sqlite
