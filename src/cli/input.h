// The documents of several files, one after the other, as the commands read them.
#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/program.h"
#include "reading/reader.h"

namespace dragoman {

struct InputOptions {
  std::vector<std::string> files;  // none: standard input
  std::string format = "guess";
  std::size_t document_limit = std::size_t{64} << 20;
};

// The positional FILES and --input-format.
void add_input(Command& command, InputOptions& options, const std::string& what);

class Input {
 public:
  // With `unique`, a second document of the same id is an error.
  Input(const InputOptions& options, bool unique);
  // The next document or what is wrong with one; nothing at the end.
  std::optional<Result<Source>> next();
  // Share of the bytes that have been read, 0 to 1; nothing where their number is not known. May be
  // asked from another thread.
  std::optional<double> share_read() const;

 private:
  InputOptions options_;
  SeenIds seen_;
  bool unique_;
  std::size_t file_ = 0;
  std::optional<DocumentStream> stream_;
  std::vector<std::uint64_t> sizes_;
  std::uint64_t total_ = 0;
  bool total_known_ = true;
  std::atomic<std::uint64_t> whole_files_{0}, in_file_{0};
};

}  // namespace dragoman
