#include "cli/input.h"

#include <algorithm>
#include <filesystem>

namespace dragoman {

void add_input(Command& command, InputOptions& options, const std::string& what) {
  command.arguments_left("FILES", options.files, what + "; without any, standard input ('-')");
  command
      .flag(
          "--input-format", &options.format, "FORMAT",
          "guess, jsonl, text, html, warc, feed or csv (default: guess, by name and content); each "
          "may be gzip")
      .choices = {"guess", "jsonl", "text", "html", "warc", "feed", "csv"};
}

Input::Input(const InputOptions& options, bool unique) : options_(options), unique_(unique) {
  if (options_.files.empty()) options_.files.emplace_back("-");
  for (const auto& file : options_.files) {
    std::error_code failure;
    const auto size = std::filesystem::file_size(file, failure);
    const bool packed = file.size() > 3 && file.substr(file.size() - 3) == ".gz";
    if (failure || packed) total_known_ = false;
    sizes_.push_back(failure ? 0 : size);
    total_ += sizes_.back();
  }
}

std::optional<Result<Source>> Input::next() {
  while (file_ < options_.files.size()) {
    if (!stream_) {
      ReadOptions reading;
      reading.format = format_of(options_.format).value_or(Format::Guess);
      reading.document_limit = options_.document_limit;
      reading.seen = unique_ ? &seen_ : nullptr;
      auto opened = DocumentStream::open(options_.files[file_], reading);
      if (!opened) {
        whole_files_ += sizes_[file_++];
        return Result<Source>(opened.error());
      }
      stream_.emplace(std::move(*opened));
    }
    auto source = stream_->next();
    if (!source) return Result<Source>(source.error());
    if (*source) {
      in_file_ += (*source)->text.size();
      return Result<Source>(std::move(**source));
    }
    stream_.reset();
    whole_files_ += sizes_[file_++];
    in_file_ = 0;
  }
  return std::nullopt;
}

std::optional<double> Input::share_read() const {
  if (!total_known_ || total_ == 0) return std::nullopt;
  const double read = static_cast<double>(whole_files_.load() + in_file_.load());
  return std::min(1.0, read / static_cast<double>(total_));
}

}  // namespace dragoman
