// What a command may do with the outside: data on standard output, everything else on standard
// error. Nothing outside src/cli prints.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "exports/rows.h"

namespace dragoman {

// Exit codes: done; nothing found where something was asked for; error.
enum class Exit : int { Done = 0, Nothing = 1, Failed = 2 };

class Console {
 public:
  Console();

  // Appends to standard output. False once nothing more can be written. When the reader of a pipe
  // has gone, the program ends quietly, as a program killed by SIGPIPE would, but with exit code 0.
  bool write(std::string_view text);
  bool flush();
  // "error CODE: file:offset: message", then "hint: ...", on standard error.
  void error(const Error& error);
  // The same, as the last word of a command: `return console.fail(ledger.error());`.
  Exit fail(const Error& what) {
    error(what);
    return Exit::Failed;
  }
  // A line on standard error.
  void note(std::string_view line);
  // Replaces the line of progress on a terminal; an empty text removes it.
  void progress(std::string_view line);
  bool shows_progress() const { return error_terminal_; }

  bool output_terminal() const { return output_terminal_; }
  // Colour only for a person, and never with NO_COLOR.
  bool colour() const { return colour_; }
  int width() const { return width_; }
  bool failed() const { return failed_; }
  // The format asked for, or table for a person and JSON Lines for a program.
  RowOptions rows(const std::string& format) const;

 private:
  std::string buffer_;
  bool output_terminal_ = false, error_terminal_ = false, colour_ = false, failed_ = false;
  bool progress_shown_ = false;
  int width_ = 80;
};

std::string format_error(const Error& error);
// "1 document", "2 documents".
std::string counted(std::uint64_t n, std::string_view noun);

}  // namespace dragoman
