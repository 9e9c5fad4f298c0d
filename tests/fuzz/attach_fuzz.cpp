// SPDX-License-Identifier: GPL-3.0-or-later
#include "attach/json/message_json.h"
#include "attach/json/snapshots_json.h"
#include "fuzz/check.h"

#include <map>

using namespace meridian;
using attach::Json;

namespace {

/// What was understood is written so that it is understood as the same.
template <class T>
void value(const Json& in) {
  const auto read = attach::read<T>(in, "fuzz");
  if (!read) return fuzz::check(read.error().code == base::Errc::ParseFailed, "nonsense is a parse error");
  const auto written = attach::text(attach::encode(*read));
  const auto message = attach::parse(written);
  fuzz::check(message.has_value(), "what was written is JSON");
  const auto again = attach::read<T>(*message, "fuzz");
  fuzz::check(again.has_value(), "what was written can be read");
  fuzz::check(attach::same(*read, *again), "nothing is lost on the way");
}

/// A list of messages as a receiver gets them: what it shows stays whole, whatever comes.
void pictures(const Json& in) {
  if (!in.is_array()) return;
  attach::SnapshotReceiver receiver;
  for (const auto& message : in) {
    const auto now = receiver.take(message);
    if (!now) continue;
    attach::SnapshotSender sender;
    attach::SnapshotReceiver other;
    const auto same = other.take(sender.next(*now));
    fuzz::check(same.has_value(), "a picture that was taken can be passed on");
    fuzz::check(attach::same((*same)->jobs, (*now)->jobs) && attach::same((*same)->links, (*now)->links), "as it is");
  }
}

const std::map<std::string, void (*)(const Json&), std::less<>> kKinds{
    {"answer", [](const Json& in) { static_cast<void>(attach::readAnswer<std::vector<ports::EventRecord>>(in, "fuzz")); }},
    {"pictures", pictures},
    {"AuditStatus", value<engine::AuditStatus>},
    {"Fleet", value<engine::Fleet>},
    {"ImageDetail", value<engine::ImageDetail>},
    {"JobRequest", value<engine::JobRequest>},
    {"JobStatus", value<engine::JobStatus>},
    {"JobSummary", value<engine::JobSummary>},
    {"LineHistory", value<engine::LineHistory>},
    {"Plan", value<plan::Plan>},
    {"RegionCheck", value<engine::RegionCheck>},
    {"RegionStatus", value<engine::RegionStatus>},
    {"RegistryProfile", value<ports::RegistryProfile>},
    {"RuleMatches", value<engine::RuleMatches>},
    {"TagMatrix", value<engine::TagMatrix>},
};

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto message = attach::parse(fuzz::text(data, size));
  if (!message || !message->is_object()) return 0;
  for (const auto& [kind, in] : message->items())
    if (const auto found = kKinds.find(kind); found != kKinds.end()) found->second(in);
  return 0;
}
