// SPDX-License-Identifier: GPL-3.0-or-later
// meridian-keychain: one question of a program without a toolkit, answered by the desktop's keychain (README.md).
#include "keychain/secret_store.h"
#include "keychain/wire.h"

#include <QCoreApplication>

#include <iostream>

namespace {

using namespace meridian;

keychain::Answer answer(const keychain::Question& question) {
  keychain::SecretStore store;
  if (question.wish == "find") {
    // Not there and not found are two things to whoever asks: one is not asked again at once.
    if (auto there = store.available({}); !there) return base::pass(std::move(there));
    return store.find(question.name, {}, {});
  }
  base::Result<void> done = base::fail(base::Errc::ParseFailed, "no such wish");
  if (question.wish == "put") done = store.put(question.name, question.credential, {});
  if (question.wish == "erase") done = store.erase(question.name, {});
  if (!done) return base::pass(std::move(done));
  return std::optional<auth::Credential>();
}

} // namespace

int main(int argc, char** argv) {
  const QCoreApplication app(argc, argv);
  std::string line;
  if (argc != 1 || !std::getline(std::cin, line)) {
    std::cerr << "meridian-keychain is asked by meridianctl and meridiand.\n";
    return 2;
  }
  const auto question = keychain::readQuestion(line);
  std::cout << keychain::written(question ? answer(*question) : keychain::Answer(base::fail(question.error()))) << std::flush;
  return 0;
}
