// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "oci/manifest.h"
#include "ports/registry.h"

#include <QObject>
#include <QString>

#include <memory>
#include <string>
#include <string_view>

namespace meridian::test {

/// An empty registry and the way to it.
class RegistryUnderTest {
public:
  virtual ~RegistryUnderTest() = default;
  virtual ports::Registry& registry() = 0;
  virtual bool hasReferrersApi() const = 0;
  /// Where it is, for addresses that a test makes up.
  virtual std::string baseUrl() const { return "http://127.0.0.1:1"; }
};

/// What every ports::Registry promises. A test program derives from it, says what is under test and adds what
/// is particular to its adapter.
class RegistryContract : public QObject {
  Q_OBJECT

protected:
  /// Small pages (2 names), so that listing has to follow them. Null when it cannot be started; `why` says
  /// why.
  virtual std::unique_ptr<RegistryUnderTest> make(std::string& why) = 0;

  ports::Registry& registry() { return m_under_test->registry(); }
  std::string baseUrl() const { return m_under_test->baseUrl(); }
  /// Stores text as a blob; fails the test when that fails.
  bool push(std::string_view repository, std::string_view text);
  /// Stores a small image (config and one layer) under a tag.
  oci::Manifest pushImage(std::string_view repository, std::string_view tag, std::string_view content);
  /// The list of referrers as a registry without the API keeps it.
  void pushReferrersTag(std::string_view repository, const oci::Digest& subject,
                        const oci::Manifest& referrer, std::string_view artifact_type);
  /// What a registry that takes no deletes must say to a tag and to a digest; its image stays.
  void checkRefusesDeletes(ports::Registry& off, std::string_view repository, const oci::Manifest& image,
                           std::string_view tag);

  std::unique_ptr<RegistryUnderTest> m_under_test;

private slots:
  void init();
  void cleanup();

  void pings();
  void probes();
  void blobs_data();
  void blobs();
  void blobFromAnOffset();
  void blobInRanges();
  void journalIsClosed_data();
  void journalIsClosed();
  void wrongDigestIsRefused();
  void badSourceIsNotStored();
  void shortSourceIsNotStored();
  void manifests_data();
  void manifests();
  void contentComesFirst();
  void wrongManifestDigestIsRefused();
  void tagMoves();
  void tagsByPages();
  void catalogueByPages();
  void mounts();
  void referrers();
  void deletesByTag();
  void deletesByDigest();
  void deletesWhatIsGone();
  void missingThings();
  void badNames();
  void uploadStops();
  void downloadStops();
  void stoppedBeforeItBegan();
  void manyAtOnce();
  void countsTraffic();
};

template <class T>
QString words(const base::Result<T>& result) {
  return result.has_value() ? QStringLiteral("ok")
                            : QString::fromUtf8(base::name(result.error().code).data());
}

} // namespace meridian::test
