// SPDX-License-Identifier: GPL-3.0-or-later
#include "disk/spool_file.h"
#include "fuzz/check.h"

#include <string>

using namespace meridian;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  oci::Descriptor blob;
  blob.digest = oci::Digest::sha256(std::string(64, 'a'));
  blob.size = {1'000'000};
  const auto mark = disk::parseMark(fuzz::text(data, size), blob);
  if (!mark) return 0;
  std::uint64_t end = 0;
  for (const auto& range : mark->held) {
    fuzz::check(range.length > 0 && range.length <= blob.size.value, "a range has bytes");
    fuzz::check(end == 0 || range.first > end, "ranges are sorted and do not touch");
    fuzz::check(range.first <= blob.size.value - range.length, "a range lies within the blob");
    end = range.end();
  }
  if (mark->state) {
    fuzz::check(mark->hashed.value % 64 == 0, "a hash stands between two blocks");
    fuzz::check(mark->state->length == mark->hashed.value, "the state is of those bytes");
    fuzz::check(mark->hashed.value == 0 || (mark->held.front().first == 0 && mark->hashed.value <= mark->held.front().length),
                "what was hashed is held");
  } else {
    fuzz::check(mark->hashed.value == 0, "nothing is hashed without a state");
  }
  const auto again = disk::parseMark(disk::toText(*mark, blob), blob);
  fuzz::check(again && again->held.size() == mark->held.size() && again->state == mark->state, "a mark's text is a mark");
  return 0;
}
