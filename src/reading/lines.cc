#include "reading/lines.h"

#include <algorithm>

namespace dragoman {
namespace {

struct Line {
  Span span;       // without blank space at its ends
  int indent = 0;  // blank columns before it
  bool blank = true;
};

std::size_t blank_at(std::string_view text, std::size_t i) {
  const char c = text[i];
  if (c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v' || (c >= 0 && c < 9)) return 1;
  if (text.substr(i, 2) == "\xC2\xA0" || text.substr(i, 2) == "\xC2\x85") return 2;
  return 0;
}

std::vector<Line> split_lines(std::string_view text) {
  std::vector<Line> lines;
  std::size_t at = 0;
  while (at < text.size()) {
    std::size_t eol = text.find('\n', at);
    if (eol == std::string_view::npos) eol = text.size();
    Line line;
    std::size_t begin = at, end = eol;
    while (begin < end) {
      const std::size_t n = blank_at(text, begin);
      if (!n) break;
      line.indent += text[begin] == '\t' ? 8 : 1;
      begin += n;
    }
    while (end > begin) {
      if (blank_at(text, end - 1) == 1)
        --end;
      else if (end - begin >= 2 && blank_at(text, end - 2) == 2)
        end -= 2;
      else
        break;
    }
    line.blank = begin >= end;
    line.span = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    lines.push_back(line);
    at = eol + 1;
  }
  return lines;
}

bool ends_sentence(std::string_view text, Span span) {
  std::string_view s = slice(text, span);
  while (!s.empty() && (s.back() == '"' || s.back() == ')')) s.remove_suffix(1);
  if (s.size() >= 3 && s.substr(s.size() - 3) == "\xE2\x80\x9D") s.remove_suffix(3);
  return !s.empty() && (s.back() == '.' || s.back() == '!' || s.back() == '?' || s.back() == ':');
}

// A row of a table: at least half of its words are figures.
bool is_row(std::string_view s) {
  int words = 0, figures = 0;
  bool in = false, figure = false;
  for (std::size_t i = 0; i <= s.size(); ++i) {
    const char c = i < s.size() ? s[i] : ' ';
    if (c == ' ' || c == '\t') {
      words += in;
      figures += in && figure;
      in = figure = false;
    } else {
      in = true;
      figure = figure || (c >= '0' && c <= '9');
    }
  }
  return words >= 3 && figures * 2 >= words;
}

// Whether line breaks fall where the column ends and not where the sense does.
bool is_wrapped(std::string_view text, const std::vector<Line>& lines) {
  int inner = 0, full = 0, mid_sentence = 0;
  std::uint32_t widest = 0;
  for (const Line& line : lines)
    if (!line.blank) widest = std::max(widest, line.span.size());
  if (widest > 120) return false;
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    if (lines[i].blank || lines[i + 1].blank || is_row(slice(text, lines[i].span))) continue;
    ++inner;
    full += lines[i].span.size() * 10 >= widest * 6;
    mid_sentence += !ends_sentence(text, lines[i].span);
  }
  return inner >= 2 && full * 2 >= inner && mid_sentence * 2 >= inner;
}

bool capitals(std::string_view s) {
  int up = 0, low = 0;
  for (char c : s) up += c >= 'A' && c <= 'Z', low += c >= 'a' && c <= 'z';
  return up > 3 && low * 6 <= up;
}

}  // namespace

std::vector<Span> split_paragraphs(std::string_view text) {
  const auto lines = split_lines(text);
  const bool wrapped = is_wrapped(text, lines);
  // The indent that most lines share; deeper means a new paragraph.
  int usual = 0;
  if (wrapped) {
    std::vector<int> indents;
    for (const Line& line : lines)
      if (!line.blank) indents.push_back(line.indent);
    std::nth_element(indents.begin(),
                     indents.begin() + static_cast<std::ptrdiff_t>(indents.size() / 2),
                     indents.end());
    usual = indents[indents.size() / 2];
  }
  std::vector<Span> out;
  bool open = false, row_before = false;
  bool first = true;
  for (const Line& line : lines) {
    if (line.blank) {
      open = false;
      continue;
    }
    const bool row = wrapped && is_row(slice(text, line.span));
    bool begins = !open || !wrapped || line.indent > usual + 1 || row != row_before;
    row_before = row;
    // A headline stands alone at the top: in capitals or further left than what follows it.
    if (open && !begins && out.size() == 1 && first) {
      const bool headline = capitals(slice(text, out[0])) && !capitals(slice(text, line.span));
      begins = headline || (usual > 0 && lines[0].indent < usual && line.indent >= usual &&
                            out[0].begin == lines[0].span.begin);
      first = !begins;
    }
    if (begins)
      out.push_back(line.span);
    else
      out.back().end = line.span.end;
    open = true;
  }
  return out;
}

}  // namespace dragoman
