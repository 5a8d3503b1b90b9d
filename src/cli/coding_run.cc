#include "cli/coding_run.h"

#include <fmt/format.h>

#include <cmath>

#include "base/ordered_pipeline.h"

namespace dragoman {
namespace {

// Redraws at most ten times a second.
class Progress {
 public:
  Progress(Console& console, const Input& input) : console_(console), input_(input) {}

  void show(const RunCounts& counts) {
    if (!console_.shows_progress()) return;
    const auto now = Clock::now();
    if (now - shown_ < std::chrono::milliseconds(100)) return;
    shown_ = now;
    const double seconds = std::chrono::duration<double>(now - start_).count();
    std::string line =
        fmt::format("{} documents, {} events, {:.0f} words/s", counts.documents, counts.events,
                    static_cast<double>(counts.words) / std::max(seconds, 1e-3));
    if (const auto share = input_.share_read(); share && *share > 0.01) {
      const int left = static_cast<int>(std::lround(seconds / *share * (1.0 - *share)));
      line += fmt::format(", {:.0f}%, about {}:{:02} left", *share * 100, left / 60, left % 60);
    }
    console_.progress(cut_to_width(line, console_.width() - 1));
  }
  void clear() { console_.progress(""); }

 private:
  using Clock = std::chrono::steady_clock;
  Console& console_;
  const Input& input_;
  Clock::time_point start_ = Clock::now(), shown_ = start_;
};

}  // namespace

void add_threads(Command& command, unsigned& threads) {
  command
      .flag("--threads", &threads, "N",
            "threads that code documents (default: 0, one for each core); the output is the same "
            "whatever their number")
      .most = 1024;
}

RunCounts run_coding(Console& console, const Engine& engine, Input& input,
                     const RunOptions& options, const std::function<bool(CodedDocument)>& take) {
  struct Item {
    Source source;
    std::optional<Error> error;
    int verdict = 0;
  };
  const RecordStamp stamp = RecordStamp::from_version(engine.version());
  RunCounts counts;
  Progress progress(console, input);
  run_ordered<Item, CodedDocument>(
      {options.threads, 0},
      [&]() -> std::optional<Item> {
        auto source = input.next();
        if (!source) return std::nullopt;
        if (!*source) return Item{{}, source->error(), 0};
        const int verdict = options.inspect ? options.inspect(**source) : 0;
        return Item{std::move(**source), std::nullopt, verdict};
      },
      [&](Item item, unsigned) {
        CodedDocument coded;
        coded.error = std::move(item.error);
        coded.verdict = item.verdict;
        if (coded.error) return coded;
        // The stages may fill in what the reader did not know; the text they leave alone.
        std::string text;
        text.swap(item.source.text);
        coded.read = item.source;
        item.source.text.swap(text);
        coded.document.source = std::move(item.source);
        if (coded.verdict != 0) return coded;
        engine.code(coded.document);
        coded.records = event_records(coded.document, stamp);
        return coded;
      },
      [&](CodedDocument coded) {
        ++counts.documents;
        if (coded.error) {
          ++counts.bad;
          console.flush();  // so that data and errors stand in order on a terminal
          console.error(*coded.error);
          return true;
        }
        counts.words += coded.document.tokens.size();
        counts.events += coded.records.size();
        const bool go_on = take(std::move(coded));
        progress.show(counts);
        return go_on;
      });
  progress.clear();
  return counts;
}

Exit report_bad(Console& console, const RunCounts& counts) {
  if (counts.bad == 0) return Exit::Done;
  console.flush();
  console.note(fmt::format("{} of {} documents could not be read", counts.bad, counts.documents));
  return Exit::Failed;
}

}  // namespace dragoman
