// Runs single language stages over CoNLL-U, for measuring and training (docs/accuracy.md has the
// commands):
//
//   language_tool segment FILE       gold annotation off, text segmented again, CoNLL-U out
//   language_tool lemmatise FILE     gold tags kept, lemmas of our own
//   language_tool link FILE          gold trees kept, mentions and chains in MISC
//   language_tool annotate FILE      gold words, tags, trees, names and chains of our own
//   language_tool text FILE          plain text, an empty line between paragraphs; all stages
//   language_tool time FILE          words a second of each stage
//
// A third argument names the model (models/language.dgm). With `link` it adds names to gold trees.
#include <cstdio>
#include <ctime>
#include <fstream>
#include <iostream>
#include <optional>
#include <sstream>

#include "language/conllu.h"
#include "language/stages.h"

using namespace dragoman;

namespace {

int report(const Error& error) {
  std::cerr << error.code << ": " << error.message << " (" << error.file << ":" << error.offset
            << ")\n";
  return 1;
}

template <class Stage>
void time_stage(const char* name, std::vector<Document>& documents, Stage stage) {
  std::size_t words = 0;
  const std::clock_t begin = std::clock();  // time of this process, whatever else the machine does
  for (Document& document : documents) {
    stage(document);
    words += document.tokens.size();
  }
  const double seconds = double(std::clock() - begin) / CLOCKS_PER_SEC;
  std::printf("%-16s %9zu words %8.3f s %12.0f words/s\n", name, words, seconds,
              double(words) / seconds);
}

Result<std::vector<Document>> plain(std::string text) {
  Source source;
  source.id = "text";
  source.text = std::move(text);
  std::vector<Document> documents;
  Document& document = documents.emplace_back(std::move(source));
  for (std::size_t at = 0; at < document.text().size();) {
    const std::size_t end = std::min(document.text().find("\n\n", at), document.text().size());
    document.blocks.push_back({{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)}});
    at = end + 2;
  }
  return documents;
}

// The model's names on top of gold tags and trees.
void add_names(Document& document, const LanguageModel& model) {
  const std::vector<Token> gold = document.tokens;
  const std::vector<Sentence> sentences = document.sentences;
  model.analyse(document);
  for (std::size_t t = 0; t < gold.size(); ++t) {
    const NameType name = document.tokens[t].name;
    document.tokens[t] = gold[t];
    document.tokens[t].name = name;
  }
  document.sentences = sentences;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::cerr << "usage: language_tool segment|lemmatise|link|annotate|time FILE.conllu [MODEL]\n";
    return 2;
  }
  const std::string command = argv[1];
  std::ifstream in(argv[2], std::ios::binary);
  if (!in) {
    std::cerr << "cannot read " << argv[2] << "\n";
    return 1;
  }
  std::stringstream bytes;
  bytes << in.rdbuf();
  auto documents = command == "text" ? plain(bytes.str()) : read_conllu(bytes.str(), argv[2]);
  if (!documents) return report(documents.error());
  if (command == "time") {
    time_stage("lemmatise", *documents, [](Document& d) { lemmatise(d); });
    time_stage("find mentions", *documents, [](Document& d) { find_mentions(d); });
    time_stage("link mentions", *documents, [](Document& d) { link_mentions(d); });
    time_stage("segment", *documents, [](Document& d) { segment(d); });
    return 0;
  }
  std::optional<LanguageModel> model;
  if (command == "annotate" || command == "text" || (command == "link" && argc > 3)) {
    auto loaded = LanguageModel::load(argc > 3 ? argv[3] : "models/language.dgm");
    if (!loaded) return report(loaded.error());
    model.emplace(std::move(*loaded));
  }
  for (Document& document : *documents) {
    if (command == "segment" || command == "text") segment(document);
    if (command == "annotate" || command == "text") {
      model->analyse(document);
      lemmatise(document);
    } else if (model) {
      add_names(document, *model);
    }
    if (command == "lemmatise") lemmatise(document);
    if (command == "link" || command == "annotate" || command == "text") {
      find_mentions(document);
      link_mentions(document);
    }
    std::string out;
    write_conllu(document, out, {command == "link" || command == "annotate" || command == "text"});
    std::cout << out;
  }
  return 0;
}
