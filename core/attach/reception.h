// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/any_engine.h"
#include "ports/byte_stream.h"

#include <filesystem>
#include <memory>
#include <string>

namespace meridian::attach {

/// Whose engine it is, for those who come; and who comes, for the engine.
struct Identity {
  std::string program{}; ///< "meridiand"
  std::string release{}; ///< "0.6.0"
  std::filesystem::path fleet_file{};
  std::filesystem::path state_dir{};
};

/// Lets other processes use an engine, over streams that a listener brings: the same snapshots, questions and commands as in
/// this process. What they do is in the audit trail under their name. The engine outlives it; the destructor says goodbye
/// to everybody and joins its threads ("door", "visit-N", "attend-N").
class Reception {
public:
  Reception(engine::AnyEngine& engine, Identity who, std::unique_ptr<ports::StreamListener> listener);
  ~Reception();
  Reception(const Reception&) = delete;
  Reception& operator=(const Reception&) = delete;

  [[nodiscard]] std::size_t visitors() const; ///< now

private:
  struct Interior;
  std::unique_ptr<Interior> m_interior;
};

} // namespace meridian::attach
