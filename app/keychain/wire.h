// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auth/credential.h"
#include "base/result.h"

#include <optional>
#include <string>

namespace meridian::keychain {

/// What is asked of the program meridian-keychain: one JSON object, one line, on its standard input.
struct Question {
  std::string wish; ///< "find", "put", "erase"
  std::string name;
  auth::Credential credential; ///< of a "put"
};

using Answer = base::Result<std::optional<auth::Credential>>;

[[nodiscard]] std::string written(const Question& question);
/// Errors: ParseFailed.
[[nodiscard]] base::Result<Question> readQuestion(const std::string& line);
[[nodiscard]] std::string written(const Answer& answer);
/// Errors: the answer's own; ParseFailed.
[[nodiscard]] Answer readAnswer(const std::string& line);

} // namespace meridian::keychain
