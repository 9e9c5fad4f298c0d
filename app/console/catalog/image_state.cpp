// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/catalog/image_state.h"

#include "models/text.h"

#include <algorithm>
#include <tuple>

namespace meridian::console {

ImageState::ImageState(FleetLink& link, QString fleet_option, QObject* parent)
    : QObject(parent), m_link(link), m_fleet_option(std::move(fleet_option)) {}

ImageState::~ImageState() { m_link.drop(m_question); }

const engine::Fleet& ImageState::fleet() const {
  static const engine::Fleet kNone;
  const auto snapshot = m_link.snapshot();
  return snapshot && snapshot->fleet ? *snapshot->fleet : kNone;
}

void ImageState::show(const QString& ref) {
  if (ref != m_text) {
    m_text = ref;
    m_ref = models::imageRef(ref);
    m_detail.reset();
    m_error.reset();
    m_platform = 0;
    make();
  }
  refresh();
}

void ImageState::refresh() {
  rest();
  if (m_ref.valid() && !fleet().regions.empty())
    m_question = m_link.image(m_ref.repository.toStdString(), m_ref.reference.toStdString(), [this](base::Result<engine::ImageDetail> detail) {
      m_question = 0;
      m_error.reset();
      if (detail)
        m_detail = std::move(*detail);
      else
        m_error = detail.error();
      make();
      emit busyChanged();
    });
  emit busyChanged();
}

void ImageState::rest() {
  m_link.drop(m_question);
  m_question = 0;
}

void ImageState::retranslate() { make(); }

void ImageState::make() {
  static const engine::ImageDetail kNothing;
  const auto& detail = known() ? *m_detail : kNothing;
  auto facts = known() ? models::imageFacts(detail, fleet(), m_link.now()) : QVariantMap();
  auto places = models::imagePlaces(m_detail ? *m_detail : kNothing, fleet());
  auto platforms = models::imagePlatforms(detail, fleet(), m_link.now());
  auto referrers = models::imageReferrers(detail);
  auto commands = known() ? models::imageCommands(detail, fleet(), m_fleet_option) : QVariantList();
  const QStringList words{m_text, error(), remarks().join(u'\n'), QString::number(nowhere()), QString::number(lacking())};
  // Lists that are told anew lose their place on the page.
  if (std::tie(facts, places, platforms, referrers, commands, words) == std::tie(m_facts, m_places, m_platforms, m_referrers, m_commands, m_words))
    return makeLayers();
  std::tie(m_facts, m_places, m_platforms, m_referrers, m_commands, m_words) =
      std::tuple(std::move(facts), std::move(places), std::move(platforms), std::move(referrers), std::move(commands), words);
  m_platform = std::clamp(m_platform, 0, std::max(0, static_cast<int>(m_platforms.size()) - 1));
  makeLayers();
  emit changed();
}

void ImageState::makeLayers() {
  const int child = m_platforms.value(m_platform).toMap().value(QStringLiteral("child"), -1).toInt();
  auto layers = known() ? models::imageLayers(*m_detail, child, fleet()) : QVariantList();
  if (layers == m_layers && m_platform == m_layers_of) return;
  m_layers = std::move(layers);
  m_layers_of = m_platform;
  emit platformChanged();
}

void ImageState::setPlatform(int platform) {
  if (platform == m_platform || platform < 0 || platform >= m_platforms.size()) return;
  m_platform = platform;
  makeLayers();
}

QString ImageState::error() const { return m_error ? models::errorText(*m_error) : QString(); }

bool ImageState::nowhere() const {
  return m_detail && std::ranges::none_of(m_detail->places, [](const auto& place) { return place.digest.has_value(); });
}

bool ImageState::lacking() const {
  return known() && std::ranges::any_of(m_detail->places, [&](const auto& place) {
    return !place.problem && (!place.digest || place.digest->text() != m_detail->digest || place.missing.value > 0);
  });
}

QStringList ImageState::remarks() const { return known() ? models::fromStd(m_detail->remarks) : QStringList(); }

const engine::ImageDetail* ImageState::detailOf(const QString& ref) const { return known() && ref == m_text ? &*m_detail : nullptr; }

} // namespace meridian::console
