// Where a fuzz target keeps the file that it must hand over: in memory where the machine lets it.
#pragma once

#include <unistd.h>

#include <filesystem>
#include <string>

namespace dragoman {

inline std::filesystem::path fuzz_scratch(const std::string& what) {
  namespace fs = std::filesystem;
  const fs::path folder = fs::is_directory("/dev/shm") ? fs::path("/dev/shm") : fs::path("/tmp");
  return folder / ("dragoman-" + what + "-fuzz-" + std::to_string(::getpid()));
}

}  // namespace dragoman
