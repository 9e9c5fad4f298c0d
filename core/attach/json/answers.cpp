// SPDX-License-Identifier: GPL-3.0-or-later
#include "attach/json/table_json.h"
#include "attach/json/values_json.h"

namespace meridian::attach {

using engine::CheckStep;
using engine::CredentialHint;
using engine::ImageDetail;
using engine::LineHistory;
using engine::RuleMatches;
using engine::ServerCertificate;
using engine::TagMatrix;

template <>
struct Words<CheckStep::Kind> {
  static constexpr std::array<std::string_view, 5> kWords{"address", "connection", "trust", "protocol", "credential"};
  static constexpr std::optional kUnknown = CheckStep::Kind::Protocol;
};
template <>
struct Table<CheckStep> {
  using T = CheckStep;
  static constexpr auto kFields = std::tuple{Field{"kind", &T::kind}, Field{"passed", &T::passed}, Field{"text", &T::text},
                                             Field{"advice", &T::advice}};
};
template <>
struct Table<engine::RegionCheck> {
  using T = engine::RegionCheck;
  static constexpr auto kFields = std::tuple{Field{"region", &T::region},         Field{"passed", &T::passed},
                                             Field{"steps", &T::steps},           Field{"error", &T::error},
                                             Field{"auth", &T::auth},             Field{"round_trip", &T::round_trip},
                                             Field{"product", &T::product},       Field{"product_text", &T::product_text}};
};
template struct Codec<engine::RegionCheck>;

template <>
struct Table<RuleMatches::Repository> {
  using T = RuleMatches::Repository;
  static constexpr auto kFields = std::tuple{Field{"name", &T::name}, Field{"tags_total", &T::tags_total},
                                             Field{"tags_selected", &T::tags_selected}, Field{"tags", &T::tags}};
};
template <>
struct Table<RuleMatches> {
  using T = RuleMatches;
  static constexpr auto kFields =
      std::tuple{Field{"repositories", &T::repositories}, Field{"repositories_total", &T::repositories_total},
                 Field{"tags_selected", &T::tags_selected}, Field{"problems", &T::problems}};
};
template struct Codec<RuleMatches>;

template <>
struct Table<TagMatrix::Row> {
  using T = TagMatrix::Row;
  static constexpr auto kFields = std::tuple{Field{"tag", &T::tag}, Field{"digests", &T::digests}, Field{"drift", &T::drift},
                                             Field{"unread", &T::unread}};
};
template <>
struct Table<TagMatrix> {
  using T = TagMatrix;
  static constexpr auto kFields = std::tuple{Field{"repository", &T::repository}, Field{"regions", &T::regions},
                                             Field{"rows", &T::rows}, Field{"problems", &T::problems}};
  static void check(const T& matrix) {
    for (const auto& row : matrix.rows)
      if (row.digests.size() != matrix.regions.size()) throw Nonsense("has a row that does not fit its regions");
  }
};
template struct Codec<TagMatrix>;

template <>
struct Table<ImageDetail::Layer> {
  using T = ImageDetail::Layer;
  static constexpr auto kFields =
      std::tuple{Field{"digest", &T::digest}, Field{"media_type", &T::media_type}, Field{"size", &T::size},
                 Field{"created_by", &T::created_by}, Field{"in_region", &T::in_region}};
};
template <>
struct Words<ImageDetail::Child::Kind> {
  static constexpr std::array<std::string_view, 3> kWords{"image", "attestation", "artifact"};
  static constexpr std::optional kUnknown = ImageDetail::Child::Kind::Artifact;
};
template <>
struct Table<ImageDetail::Child> {
  using T = ImageDetail::Child;
  static constexpr auto kFields = std::tuple{Field{"kind", &T::kind},
                                             Field{"digest", &T::digest},
                                             Field{"media_type", &T::media_type},
                                             Field{"artifact_type", &T::artifact_type},
                                             Field{"platform", &T::platform},
                                             Field{"size", &T::size},
                                             Field{"created", &T::created},
                                             Field{"layers", &T::layers},
                                             Field{"in_region", &T::in_region}};
};
template <>
struct Table<ImageDetail::Referrer> {
  using T = ImageDetail::Referrer;
  static constexpr auto kFields =
      std::tuple{Field{"digest", &T::digest}, Field{"artifact_type", &T::artifact_type}, Field{"size", &T::size}};
};
template <>
struct Table<ImageDetail::Place> {
  using T = ImageDetail::Place;
  static constexpr auto kFields = std::tuple{Field{"region", &T::region}, Field{"digest", &T::digest},
                                             Field{"there", &T::there}, Field{"missing", &T::missing},
                                             Field{"problem", &T::problem}};
};
template <>
struct Table<ImageDetail> {
  using T = ImageDetail;
  static constexpr auto kFields = std::tuple{Field{"repository", &T::repository},
                                             Field{"reference", &T::reference},
                                             Field{"region", &T::region},
                                             Field{"digest", &T::digest},
                                             Field{"media_type", &T::media_type},
                                             Field{"size", &T::size},
                                             Field{"children", &T::children},
                                             Field{"referrers", &T::referrers},
                                             Field{"places", &T::places},
                                             Field{"remarks", &T::remarks}};
};
template struct Codec<ImageDetail>;

template <>
struct Table<LineHistory::Hour> {
  using T = LineHistory::Hour;
  static constexpr auto kFields = std::tuple{Field{"start", &T::start}, Field{"bytes", &T::bytes}, Field{"copied", &T::copied},
                                             Field{"failed", &T::failed}, Field{"p95", &T::p95}};
};
template <>
struct Table<LineHistory::Failure> {
  using T = LineHistory::Failure;
  static constexpr auto kFields =
      std::tuple{Field{"time", &T::time}, Field{"job", &T::job}, Field{"ref", &T::ref}, Field{"text", &T::text}};
};
template <>
struct Table<LineHistory> {
  using T = LineHistory;
  static constexpr auto kFields = std::tuple{Field{"from", &T::from},     Field{"to", &T::to},
                                             Field{"hours", &T::hours},   Field{"bytes", &T::bytes},
                                             Field{"copied", &T::copied}, Field{"failed", &T::failed},
                                             Field{"p95", &T::p95},       Field{"failures", &T::failures}};
};
template struct Codec<LineHistory>;

template <>
struct Table<ServerCertificate::Link> {
  using T = ServerCertificate::Link;
  static constexpr auto kFields = std::tuple{Field{"subject", &T::subject},
                                             Field{"issuer", &T::issuer},
                                             Field{"fingerprint", &T::fingerprint},
                                             Field{"not_before", &T::not_before},
                                             Field{"not_after", &T::not_after},
                                             Field{"names", &T::names},
                                             Field{"pem", &T::pem}};
};
template <>
struct Table<ServerCertificate> {
  using T = ServerCertificate;
  static constexpr auto kFields =
      std::tuple{Field{"chain", &T::chain}, Field{"trusted", &T::trusted}, Field{"problem", &T::problem}};
};
template struct Codec<ServerCertificate>;

template <>
struct Words<CredentialHint::Source> {
  static constexpr std::array<std::string_view, 4> kWords{"keychain", "environment", "file", "docker"};
  static constexpr std::optional kUnknown = CredentialHint::Source::Docker; // not of our keeping
};
template <>
struct Table<CredentialHint> {
  using T = CredentialHint;
  static constexpr auto kFields = std::tuple{Field{"source", &T::source}, Field{"name", &T::name}, Field{"user", &T::user}};
};
template struct Codec<CredentialHint>;

} // namespace meridian::attach
