#include "knowledge/key.h"

#include <algorithm>

#include "base/text.h"

namespace dragoman {
namespace {

bool is_word_byte(char c) {
  return static_cast<unsigned char>(c) >= 0x80 || (c >= 'a' && c <= 'z') ||
         (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

std::string replace_all(const std::string& text, std::string_view from, char to) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const bool here = std::string_view(text).substr(i, from.size()) == from;
    out += here ? to : text[i];
    i += here ? from.size() : 1;
  }
  return out;
}

}  // namespace

bool append_pieces(std::string_view word, bool keep_case, std::vector<std::string>& pieces) {
  std::string plain;
  if (std::all_of(word.begin(), word.end(),
                  [](char c) { return static_cast<unsigned char>(c) < 0x80; })) {
    plain.assign(word);
  } else {
    plain = strip_diacritics(word);
    for (std::string_view dash : {"\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2212"})
      plain = replace_all(plain, dash, '-');
    plain = replace_all(plain, "`", '\'');
  }
  if (!keep_case) plain = lower_case(plain);
  if (plain == "&") {
    pieces.emplace_back("and");
    return true;
  }
  bool any = false, only_hyphens = !plain.empty();
  std::string piece;
  const auto flush = [&] {
    if (piece.empty()) return;
    any = true;
    // "Lord's" is cut like a tokeniser cuts it.
    if (piece.size() > 2 && piece.ends_with("'s")) {
      pieces.push_back(piece.substr(0, piece.size() - 2));
      pieces.emplace_back("'s");
    } else if (piece.size() > 1 && piece.ends_with("'")) {
      pieces.push_back(piece.substr(0, piece.size() - 1));
      pieces.emplace_back("'");
    } else {
      pieces.push_back(std::move(piece));
    }
    piece.clear();
  };
  for (char c : plain) {
    if (c != '-') only_hyphens = false;
    if (c == '-' || c == '/')
      flush();
    else if (is_word_byte(c) || c == '\'')
      piece += c;
    else if (c != '.') {
      flush();
    }
  }
  flush();
  return any || only_hyphens;
}

bool is_one_piece(std::string_view word) {
  return !word.empty() && std::all_of(word.begin(), word.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  });
}

std::string key_of(std::string_view form, KeySpace space) {
  std::vector<std::string> pieces;
  while (!form.empty()) {
    const auto cut = form.find(' ');
    if (cut != 0) append_pieces(form.substr(0, cut), space == KeySpace::Names, pieces);
    form = cut == std::string_view::npos ? std::string_view() : form.substr(cut + 1);
  }
  std::string key;
  for (const auto& piece : pieces) {
    key += key.empty() ? static_cast<char>(space) : ' ';
    key += piece;
  }
  return key;
}

}  // namespace dragoman
