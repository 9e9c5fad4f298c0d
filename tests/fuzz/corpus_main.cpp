// SPDX-License-Identifier: GPL-3.0-or-later
// Runs a fuzz target over the files of a folder, and over each of them cut off and with one byte changed, so
// that the ordinary test run with any compiler reaches the error paths as well.
#include "fuzz/check.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace {

void run(const std::string& input) {
  // A copy of exactly that size: reading past the end is then seen by the address sanitizer.
  const std::vector<std::uint8_t> bytes(input.begin(), input.end());
  (void)LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
}

} // namespace

int main(int argc, char** argv) {
  if (argc != 2) return std::fprintf(stderr, "usage: %s CORPUS_FOLDER\n", argv[0]), 2;
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(argv[1]))
    files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  if (files.empty()) return std::fprintf(stderr, "no seeds in %s\n", argv[1]), 1;
  std::size_t inputs = 0;
  for (const auto& file : files) {
    std::ifstream stream(file, std::ios::binary);
    const std::string seed{std::istreambuf_iterator<char>(stream), {}};
    run(seed);
    const std::size_t step = std::max<std::size_t>(1, seed.size() / 200);
    for (std::size_t i = 0; i < seed.size(); i += step) {
      run(seed.substr(0, i));
      for (const char other : {'\0', '"', '\\', '[', '}', ',', '9', '\xff'}) {
        std::string changed = seed;
        changed[i] = other;
        run(changed);
        ++inputs;
      }
      ++inputs;
    }
    ++inputs;
  }
  std::printf("%zu seeds, %zu inputs\n", files.size(), inputs);
  return 0;
}
