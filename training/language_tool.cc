// Runs single language stages over CoNLL-U, for measuring and training (docs/accuracy.md has the
// commands):
//
//   language_tool segment FILE       gold annotation off, text segmented again, CoNLL-U out
//   language_tool lemmatise FILE     gold tags kept, lemmas of our own
//   language_tool link FILE          gold trees kept, mentions and chains in MISC
//   language_tool time FILE          words a second of each stage
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iostream>
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
  const auto begin = std::chrono::steady_clock::now();
  for (Document& document : documents) {
    stage(document);
    words += document.tokens.size();
  }
  const double seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  std::printf("%-16s %9zu words %8.3f s %12.0f words/s\n", name, words, seconds,
              double(words) / seconds);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::cerr << "usage: language_tool segment|lemmatise|link|time FILE.conllu\n";
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
  auto documents = read_conllu(bytes.str(), argv[2]);
  if (!documents) return report(documents.error());
  if (command == "time") {
    time_stage("lemmatise", *documents, [](Document& d) { lemmatise(d); });
    time_stage("find mentions", *documents, [](Document& d) { find_mentions(d); });
    time_stage("link mentions", *documents, [](Document& d) { link_mentions(d); });
    time_stage("segment", *documents, [](Document& d) { segment(d); });
    return 0;
  }
  for (Document& document : *documents) {
    if (command == "segment") segment(document);
    if (command == "lemmatise") lemmatise(document);
    if (command == "link") {
      find_mentions(document);
      link_mentions(document);
    }
    std::string out;
    write_conllu(document, out, {command == "link"});
    std::cout << out;
  }
  return 0;
}
