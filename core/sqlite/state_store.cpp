// SPDX-License-Identifier: GPL-3.0-or-later
#include "sqlite/state_store.h"

#include "sqlite/action_log.h"

#include <algorithm>
#include <tuple>

namespace meridian::sqlite {

using base::Errc;
using ports::EventRecord;
using ports::JobRecord;
using ports::JobState;
using ports::OutcomeRecord;

namespace {

base::ByteCount bytes(std::int64_t value) {
  return {static_cast<std::uint64_t>(value)};
}
// Columns in the order of readJob(); the schema has them in the same one.
constexpr std::string_view kPutJob =
    "INSERT INTO jobs VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) "
    "ON CONFLICT (id) DO UPDATE SET rule=excluded.rule, state=excluded.state, "
    "created=excluded.created, started=excluded.started, finished=excluded.finished, "
    "tags_matched=excluded.tags_matched, tags_copied=excluded.tags_copied, "
    "tags_unchanged=excluded.tags_unchanged, tags_failed=excluded.tags_failed, "
    "bytes_total=excluded.bytes_total, bytes_read=excluded.bytes_read, "
    "bytes_written=excluded.bytes_written, bytes_mounted=excluded.bytes_mounted, "
    "bytes_skipped=excluded.bytes_skipped, bytes_resumed=excluded.bytes_resumed, "
    "source_requests=excluded.source_requests, "
    "target_requests=excluded.target_requests, error=excluded.error, kind=excluded.kind";
constexpr std::string_view kPutOutcome =
    "INSERT INTO outcomes (job, target, ref, digest, result, bytes, seconds, finished, error_code, "
    "error_message, "
    "http_status, registry_code, retry_after) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?) "
    "ON CONFLICT (job, target, ref) DO UPDATE SET digest=excluded.digest, result=excluded.result, "
    "bytes=excluded.bytes, seconds=excluded.seconds, finished=excluded.finished, "
    "error_code=excluded.error_code, "
    "error_message=excluded.error_message, http_status=excluded.http_status, "
    "registry_code=excluded.registry_code, "
    "retry_after=excluded.retry_after";

JobRecord readJob(Query& row) {
  JobRecord job;
  job.id = row.text();
  job.rule = row.text();
  job.state = ports::jobState(row.text()).value_or(JobState::Failed);
  for (auto* time : {&job.created, &job.started, &job.finished})
    *time = timestamp(row.integer());
  for (auto* count : {&job.tags_matched, &job.tags_copied, &job.tags_unchanged, &job.tags_failed})
    *count = static_cast<std::uint64_t>(row.integer());
  for (auto* count : {&job.bytes_total, &job.read, &job.written, &job.mounted, &job.skipped, &job.resumed})
    *count = bytes(row.integer());
  for (auto* count : {&job.source_requests, &job.target_requests})
    *count = static_cast<std::uint64_t>(row.integer());
  job.error = row.text();
  job.kind = row.text();
  return job;
}

OutcomeRecord readOutcome(Query& row) {
  OutcomeRecord out;
  (void)row.integer(); // seq
  for (auto* text : {&out.job, &out.target, &out.ref, &out.digest, &out.result})
    *text = row.text();
  out.bytes = bytes(row.integer());
  out.seconds = base::Seconds(row.real());
  out.finished = timestamp(row.integer());
  out.error_code = row.text();
  out.error_message = row.text();
  out.http_status = static_cast<int>(row.integer());
  out.registry_code = row.text();
  out.retry_after = row.integer();
  return out;
}

EventRecord readEvent(Query& row) {
  EventRecord event;
  event.seq = static_cast<std::uint64_t>(row.integer());
  event.job = row.text();
  event.time = timestamp(row.integer());
  event.level = row.text();
  event.text = row.text();
  return event;
}

template <class Record>
base::Result<std::optional<Record>> firstOf(base::Result<std::vector<Record>> all) {
  if (!all) return base::pass(std::move(all));
  if (all->empty()) return std::optional<Record>();
  return std::optional<Record>(std::move(all->front()));
}

} // namespace

StateStore::StateStore(std::unique_ptr<Connection> reader, std::unique_ptr<Connection> writer)
    : m_database(std::make_shared<Database>(std::move(reader), std::move(writer))) {}

std::shared_ptr<ports::ActionLog> StateStore::actions() const { return std::make_shared<ActionLog>(m_database); }

base::Result<void> StateStore::putJob(const JobRecord& j) {
  return m_database->write([&j](Connection& db) {
    return Query(db, kPutJob, j.id, j.rule, ports::name(j.state), ms(j.created), ms(j.started),
                 ms(j.finished), j.tags_matched, j.tags_copied, j.tags_unchanged, j.tags_failed,
                 j.bytes_total.value, j.read.value, j.written.value, j.mounted.value, j.skipped.value,
                 j.resumed.value, j.source_requests, j.target_requests, j.error, j.kind)
        .run();
  });
}

base::Result<std::optional<JobRecord>> StateStore::job(std::string_view id) {
  return firstOf(m_database->select<JobRecord>(readJob, "SELECT * FROM jobs WHERE id=?", id));
}

base::Result<std::vector<JobRecord>> StateStore::jobs(std::string_view rule, std::size_t limit) {
  if (rule.empty())
    return m_database->select<JobRecord>(readJob, "SELECT * FROM jobs ORDER BY created DESC, id DESC LIMIT ?",
                             atMost(limit));
  return m_database->select<JobRecord>(readJob, "SELECT * FROM jobs WHERE rule=? ORDER BY created DESC, id DESC LIMIT ?",
                           rule, atMost(limit));
}

base::Result<std::vector<JobRecord>> StateStore::markInterrupted(base::Timestamp now) {
  std::vector<JobRecord> marked;
  auto done = m_database->write([&](Connection& db) -> base::Result<void> {
    Query query(
        db, "UPDATE jobs SET state='interrupted', finished=? WHERE state IN ('queued','running') RETURNING *",
        ms(now));
    auto found = Database::collect<JobRecord>(query, readJob);
    if (!found) return base::pass(std::move(found));
    marked = std::move(*found);
    return {};
  });
  if (!done) return base::pass(std::move(done));
  std::sort(marked.begin(), marked.end(), [](const JobRecord& a, const JobRecord& b) {
    return std::tie(b.created, b.id) < std::tie(a.created, a.id);
  });
  return marked;
}

base::Result<void> StateStore::putOutcomes(const std::vector<OutcomeRecord>& outcomes) {
  if (outcomes.empty()) return {};
  return m_database->write([&outcomes](Connection& db) -> base::Result<void> {
    for (const auto& o : outcomes) {
      auto put =
          Query(db, kPutOutcome, o.job, o.target, o.ref, o.digest, o.result, o.bytes.value, o.seconds.count(),
                ms(o.finished), o.error_code, o.error_message, o.http_status, o.registry_code, o.retry_after)
              .run();
      if (!put) return put;
    }
    return {};
  });
}

base::Result<std::vector<OutcomeRecord>> StateStore::outcomes(std::string_view job) {
  return m_database->select<OutcomeRecord>(readOutcome, "SELECT * FROM outcomes WHERE job=? ORDER BY seq", job);
}

base::Result<std::vector<OutcomeRecord>> StateStore::outcomesSince(base::Timestamp since, std::size_t limit) {
  auto newest = m_database->select<OutcomeRecord>(
      readOutcome, "SELECT * FROM outcomes WHERE finished>=? ORDER BY finished DESC, seq DESC LIMIT ?",
      ms(since), atMost(limit));
  if (newest) std::reverse(newest->begin(), newest->end());
  return newest;
}

base::Result<void> StateStore::putEvents(const std::vector<EventRecord>& events) {
  if (events.empty()) return {};
  return m_database->write([&events](Connection& db) -> base::Result<void> {
    for (const auto& event : events) {
      auto put = Query(db, "INSERT INTO events (job, time, level, text) VALUES (?,?,?,?)", event.job,
                       ms(event.time), event.level, event.text)
                     .run();
      if (!put) return put;
    }
    return {};
  });
}

base::Result<std::vector<EventRecord>> StateStore::events(std::string_view job, std::uint64_t after_seq,
                                                          std::size_t limit) {
  if (job.empty())
    return m_database->select<EventRecord>(readEvent, "SELECT * FROM events WHERE seq>? ORDER BY seq LIMIT ?", after_seq,
                               atMost(limit));
  return m_database->select<EventRecord>(readEvent, "SELECT * FROM events WHERE job=? AND seq>? ORDER BY seq LIMIT ?",
                             job, after_seq, atMost(limit));
}

base::Result<std::uint64_t> StateStore::lastEvent() {
  // SQLite's own count of the numbers given: right also when the newest have gone.
  auto found = m_database->select<std::uint64_t>([](Query& row) { return static_cast<std::uint64_t>(row.integer()); },
                                                 "SELECT seq FROM sqlite_sequence WHERE name='events'");
  if (!found) return base::pass(std::move(found));
  return found->empty() ? std::uint64_t{0} : found->front();
}

base::Result<void> StateStore::putFact(std::string_view key, std::string_view value) {
  return putFacts({{std::string(key), std::string(value)}});
}

base::Result<void> StateStore::putFacts(const std::vector<std::pair<std::string, std::string>>& facts) {
  if (facts.empty()) return {};
  return m_database->write([&](Connection& db) -> base::Result<void> {
    for (const auto& [key, value] : facts) {
      auto put = value.empty()
                     ? Query(db, "DELETE FROM facts WHERE key=?", key).run()
                     : Query(db, "INSERT INTO facts VALUES (?,?) ON CONFLICT (key) DO UPDATE SET value=excluded.value",
                             key, value)
                           .run();
      if (!put) return put;
    }
    return {};
  });
}

base::Result<std::optional<std::string>> StateStore::fact(std::string_view key) {
  return firstOf(
      m_database->select<std::string>([](Query& row) { return row.text(); }, "SELECT value FROM facts WHERE key=?", key));
}

base::Result<std::vector<std::pair<std::string, std::string>>> StateStore::facts(std::string_view prefix) {
  using Fact = std::pair<std::string, std::string>;
  const auto end = std::string(prefix) + "\xff"; // behind every name that begins so: no UTF-8 has that byte
  return m_database->select<Fact>(
      [](Query& row) {
        auto key = row.text(); // in the order of the columns
        return Fact(std::move(key), row.text());
      },
      "SELECT key,value FROM facts WHERE key>=? AND key<? AND (?='' OR instr(key,?)=1) ORDER BY key", prefix, end, prefix,
      prefix);
}

base::Result<void> StateStore::prune(std::size_t keep) {
  return m_database->write([keep](Connection& db) -> base::Result<void> {
    // Job by job: a look at all outcomes and events would make every start wait for the whole history.
    std::vector<std::string> gone;
    {
      Query query(db, "DELETE FROM jobs WHERE id IN (SELECT id FROM jobs ORDER BY created DESC, id DESC LIMIT -1 OFFSET ?) "
                      "RETURNING id",
                  atMost(keep));
      auto ids = Database::collect<std::string>(query, [](Query& row) { return row.text(); });
      if (!ids) return base::pass(std::move(ids));
      gone = std::move(*ids);
    }
    for (const auto& job : gone) {
      if (auto outcomes = Query(db, "DELETE FROM outcomes WHERE job=?", job).run(); !outcomes) return outcomes;
      if (auto events = Query(db, "DELETE FROM events WHERE job=?", job).run(); !events) return events;
    }
    // Events of no job stay as long as the oldest job does.
    return Query(db, "DELETE FROM events WHERE job='' AND "
                     "time < (SELECT coalesce(min(created), 9223372036854775807) FROM jobs)")
        .run();
  });
}

} // namespace meridian::sqlite
