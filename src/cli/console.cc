#include "cli/console.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>

namespace dragoman {
namespace {

constexpr std::size_t kBuffer = 1 << 16;
constexpr int kDefaultWidth = 100;

int terminal_width() {
  if (const char* columns = std::getenv("COLUMNS"))
    if (const int n = std::atoi(columns); n > 0) return std::clamp(n, 40, 400);
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
    return std::clamp<int>(size.ws_col, 40, 400);
  return kDefaultWidth;
}

void write_error(std::string_view text) {
  while (!text.empty()) {
    const auto n = ::write(STDERR_FILENO, text.data(), text.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return;  // nobody to tell
    text.remove_prefix(static_cast<std::size_t>(n));
  }
}

}  // namespace

std::string counted(std::uint64_t n, std::string_view noun) {
  return fmt::format("{} {}{}", n, noun, n == 1 ? "" : "s");
}

std::string format_error(const Error& error) {
  std::string out = "error " + error.code + ": ";
  if (!error.file.empty()) {
    out += error.file == "-" ? "standard input" : error.file;
    if (error.offset >= 0) out += fmt::format(":{}", error.offset);
    out += ": ";
  }
  out += error.message + '\n';
  if (!error.hint.empty()) out += "hint: " + error.hint + '\n';
  return out;
}

Console::Console()
    : output_terminal_(isatty(STDOUT_FILENO) != 0),
      error_terminal_(isatty(STDERR_FILENO) != 0),
      width_(terminal_width()) {
  const char* no_colour = std::getenv("NO_COLOR");
  const char* terminal = std::getenv("TERM");
  colour_ = output_terminal_ && (no_colour == nullptr || *no_colour == '\0') &&
            (terminal == nullptr || std::strcmp(terminal, "dumb") != 0);
}

bool Console::write(std::string_view text) {
  if (failed_) return false;
  buffer_ += text;
  return buffer_.size() < kBuffer || flush();
}

bool Console::flush() {
  std::string_view left = buffer_;
  while (!failed_ && !left.empty()) {
    const auto n = ::write(STDOUT_FILENO, left.data(), left.size());
    if (n >= 0) {
      left.remove_prefix(static_cast<std::size_t>(n));
      continue;
    }
    if (errno == EINTR) continue;
    if (errno == EPIPE) std::_Exit(0);
    failed_ = true;
    error({"E003-write-failed", std::string("cannot write to standard output: ") + strerror(errno),
           "", -1, "check the disk, its free space and any limit on the size of files"});
  }
  buffer_.clear();
  return !failed_;
}

void Console::error(const Error& what) {
  progress("");
  write_error(format_error(what));
}

void Console::note(std::string_view line) {
  progress("");
  write_error(std::string(line) + '\n');
}

void Console::progress(std::string_view line) {
  if (!error_terminal_ || (line.empty() && !progress_shown_)) return;
  write_error("\r\x1b[K" + std::string(line));
  progress_shown_ = !line.empty();
}

RowOptions Console::rows(const std::string& format) const {
  RowOptions options;
  options.format = output_format_of(format).value_or(output_terminal_ ? OutputFormat::Table
                                                                      : OutputFormat::JsonLines);
  options.width = width_;
  options.colour = colour_;
  return options;
}

}  // namespace dragoman
