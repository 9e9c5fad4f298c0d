// SPDX-License-Identifier: GPL-3.0-or-later
// Writes manual pages and completions at build time: meridian_manual FOLDER VERSION DATE
#include "cli/page.h"
#include "console/page.h"
#include "manual/page.h"
#include "node/page.h"

#include <cstdio>
#include <filesystem>
#include <fstream>

namespace {

bool write(const std::filesystem::path& file, const std::string& text) {
  std::filesystem::create_directories(file.parent_path());
  std::ofstream out(file, std::ios::binary | std::ios::trunc);
  out << text;
  return static_cast<bool>(out.flush());
}

} // namespace

int main(int argc, char** argv) {
  using namespace meridian;
  if (argc != 4) return std::fputs("usage: meridian_manual FOLDER VERSION DATE\n", stderr), 2;
  const std::filesystem::path folder(argv[1]);
  for (const auto& page : {cli::page(), node::page(), console::page()}) {
    const std::string name(page.program);
    const bool done = write(folder / "man" / (name + "." + std::to_string(page.section)), manual::man(page, argv[2], argv[3])) &&
                      write(folder / "bash" / name, manual::bashCompletion(page)) &&
                      write(folder / "zsh" / ("_" + name), manual::zshCompletion(page)) &&
                      write(folder / "fish" / (name + ".fish"), manual::fishCompletion(page));
    if (!done) return std::fprintf(stderr, "meridian_manual: %s cannot be written\n", argv[1]), 1;
  }
  return 0;
}
