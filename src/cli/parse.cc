// dragoman parse: the language stages alone, in and out of CoNLL-U.
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include "cli/coding_run.h"
#include "cli/program.h"
#include "cli/share.h"
#include "language/conllu.h"
#include "language/stages.h"

namespace dragoman {
namespace {

struct Options {
  InputOptions input;
  bool tokens = false, mentions = false;
  ShareOptions share;
};

bool has_ending(const std::string& file, std::string_view ending) {
  return file.size() >= ending.size() &&
         file.compare(file.size() - ending.size(), ending.size(), ending) == 0;
}

Result<std::string> contents(const std::string& file) {
  std::error_code ignored;
  std::ifstream opened;
  if (file != "-") opened.open(file, std::ios::binary);
  std::istream& in = file == "-" ? std::cin : opened;
  if (!in || (file != "-" && std::filesystem::is_directory(file, ignored)))
    return Error{"E600-cannot-read", "the file cannot be read", file, -1, "check the name"};
  return std::string(std::istreambuf_iterator<char>(in), {});
}

class Parser {
 public:
  Parser(Console& console, const Options& options, const Engine& engine)
      : console_(console), options_(options), engine_(engine) {
    conllu_.mentions = options.mentions;
  }

  // The tokens are given; tags and tree are made anew.
  bool conllu(const std::string& file) {
    auto bytes = contents(file);
    if (!bytes) return report(bytes.error());
    auto documents = read_conllu(*bytes, file);
    if (!documents) return report(documents.error());
    for (Document& document : *documents) {
      run_stages_after_segmentation(document);
      if (!print(document)) return false;
    }
    return true;
  }

  bool texts(const std::vector<std::string>& files) {
    InputOptions input_options = options_.input;
    input_options.files = files;
    Input input(input_options, true);
    bool good = true;
    while (auto source = input.next()) {
      if (!*source) {
        good = report(source->error());
        continue;
      }
      Document document(std::move(**source));
      engine_.run_until(document, options_.mentions ? "chains" : "lemmatise");
      if (!print(document)) return false;
    }
    return good;
  }

 private:
  void run_stages_after_segmentation(Document& document) const {
    const std::string_view last = options_.mentions ? "chains" : "lemmatise";
    bool after = false;
    for (const Stage& stage : engine_.stages()) {
      if (after) stage.run(document);
      if (stage.name == "segment") after = true;
      if (stage.name == last) return;
    }
  }
  bool print(const Document& document) {
    std::string out;
    write_conllu(document, out, conllu_);
    return console_.write(out) && console_.flush();
  }
  bool report(const Error& error) {
    console_.flush();
    console_.error(error);
    return false;
  }

  Console& console_;
  const Options& options_;
  const Engine& engine_;
  ConlluOptions conllu_;
};

Exit run(Console& console, const Options& options) {
  auto engine = load_engine(options.share);
  if (!engine) return console.fail(engine.error());
  Parser parser(console, options, *engine);
  std::vector<std::string> files = options.input.files;
  if (files.empty()) files.emplace_back("-");
  bool good = true;
  for (const auto& file : files) {
    const bool tokens = options.tokens || has_ending(file, ".conllu") || has_ending(file, ".conll");
    const bool done = tokens ? parser.conllu(file) : parser.texts({file});
    good = good && done;
    if (console.failed()) break;
  }
  return good ? Exit::Done : Exit::Failed;
}

}  // namespace

void add_parse(Program& program) {
  auto options = std::make_shared<Options>();
  Command& command = program.add(
      "parse", "print tokens, tags and trees as CoNLL-U",
      {{"dragoman parse report.txt > report.conllu", "text in"},
       {"dragoman parse en_ewt-ud-dev.conllu", "given tokens, tagged and parsed anew"},
       {"echo 'Talks resumed.' | dragoman parse --mentions", "with mentions and chains"}});
  add_input(command, options->input, "texts, or CoNLL-U where the name ends in .conllu");
  command.flag("--tokens", &options->tokens, "", "the input is CoNLL-U whatever its name");
  command.flag("--mentions", &options->mentions, "",
               "also mentions and chains, in the MISC column");
  add_share(command, options->share);
  command.action = [options](Console& console) { return run(console, *options); };
}

}  // namespace dragoman
