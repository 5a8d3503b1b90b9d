#include "knowledge/dictionary.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>

#include "base/text.h"

namespace dragoman {
namespace {

// Expansions of one name are cut off here: a dictionary has a handful of macros of a handful of
// words, and a file of nothing but macros must not fill the memory.
constexpr std::size_t kMostExpansions = 256;
// And a name as long as this is none.
constexpr std::size_t kLongestName = 1000;

std::string_view trim(std::string_view text) {
  const auto space = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
  while (!text.empty() && space(text.front())) text.remove_prefix(1);
  while (!text.empty() && space(text.back())) text.remove_suffix(1);
  return text;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// "_A__B_" -> "A B"
std::string words_of(std::string_view name) {
  std::string out;
  for (char c : name) {
    const bool space = c == '_' || c == ' ' || c == '\t';
    if (!space)
      out += c;
    else if (!out.empty() && out.back() != ' ')
      out += ' ';
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

// YYMMDD or YYYYMMDD. Years of two digits up to 30 are of this century, as the dictionaries' own
// programs read them. Months and days of 00 mean the first.
std::optional<Date> date_of(std::string_view digits) {
  if (digits.size() != 6 && digits.size() != 8) return std::nullopt;
  if (!std::all_of(digits.begin(), digits.end(), is_digit)) return std::nullopt;
  const auto number = [&](std::size_t at, std::size_t size) {
    int value = 0;
    std::from_chars(digits.data() + at, digits.data() + at + size, value);
    return value;
  };
  const std::size_t years = digits.size() - 4;
  int year = number(0, years);
  if (years == 2) year += year <= 30 ? 2000 : 1900;
  return Date::make(year, std::max(1, number(years, 2)), std::max(1, number(years + 2, 2)));
}

class Reader {
 public:
  explicit Reader(Dictionary& out) : out_(out) {}

  void read(std::string_view bytes) {
    while (!bytes.empty()) {
      const auto cut = bytes.find('\n');
      ++line_;
      read_line(bytes.substr(0, cut));
      bytes = cut == std::string_view::npos ? std::string_view() : bytes.substr(cut + 1);
    }
    close();
  }

 private:
  void complain(std::string message, std::string hint) {
    out_.problems.push_back(
        {"E240-bad-dictionary-line", std::move(message), out_.file, line_, std::move(hint)});
  }

  void read_line(std::string_view line) {
    line = trim(line.substr(0, line.find('#')));
    if (line.empty()) return;
    if (find_invalid_utf8(line) != std::string_view::npos ||
        std::any_of(line.begin(), line.end(),
                    [](char c) { return static_cast<unsigned char>(c) < ' ' && c != '\t'; }))
      return complain("the line has bytes that are no text", "save the dictionary as UTF-8");
    if (line.front() == '!' && line.find('=') != std::string_view::npos) return read_macro(line);
    const bool continues = line.front() == '+' || line.front() == '[' || line.front() == '{';
    if (!continues) {
      close();
      open_ = true;
      entry_.line = line_;
    } else if (!open_) {
      return complain("a line that goes on an entry stands without one",
                      "put it under the name that it belongs to");
    }
    const auto codes = line.find('[');
    read_names(line.substr(0, codes));
    if (codes != std::string_view::npos) read_codes(line.substr(codes));
  }

  void read_macro(std::string_view line) {
    const auto equals = line.find('=');
    const std::string_view name = trim(line.substr(0, equals));
    if (name.size() < 3 || name.back() != '!')
      return complain("the macro has no name between exclamation marks",
                      "write !NAME! = WORD, WORD");
    std::vector<std::string> words;
    std::string_view rest = line.substr(equals + 1);
    while (!rest.empty()) {
      const auto comma = rest.find(',');
      if (const auto word = words_of(trim(rest.substr(0, comma))); !word.empty())
        words.push_back(word);
      rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 1);
    }
    if (words.empty()) return complain("the macro has no words", "write !NAME! = WORD, WORD");
    if (line.find('!', equals) != std::string_view::npos)
      return complain("the macro holds another one", "write out the words of the other");
    macros_[std::string(name)] = std::move(words);
  }

  // "NAME {PLURAL}", "+NAME", and two names that lost the line end between them: "A_+_B".
  void read_names(std::string_view text) {
    std::optional<std::string> plural;
    if (const auto brace = text.find('{'); brace != std::string_view::npos) {
      const auto close = text.find('}', brace);
      if (close == std::string_view::npos) {
        complain("the plural has no closing brace", "write {PLURAL}, or {} where there is none");
        plural = "";
      } else {
        plural = words_of(text.substr(brace + 1, close - brace - 1));
      }
      text = text.substr(0, brace);
    }
    while (!text.empty()) {
      const auto plus = text.find('+');
      const std::string name = words_of(text.substr(0, plus));
      if (!name.empty()) add_name(name, plural);
      text = plus == std::string_view::npos ? std::string_view() : text.substr(plus + 1);
    }
  }

  void add_name(const std::string& name, const std::optional<std::string>& plural) {
    std::vector<std::string> todo{name}, done;
    if (name.size() > kLongestName) return complain("the name is too long", "cut it");
    while (!todo.empty() && done.size() + todo.size() < kMostExpansions) {
      const std::string one = std::move(todo.back());
      todo.pop_back();
      const auto begin = one.find('!');
      const auto end = begin == std::string::npos ? begin : one.find('!', begin + 1);
      if (end == std::string::npos) {
        done.push_back(one);  // "YAHOO!" is only a name
        continue;
      }
      const auto macro = macros_.find(one.substr(begin, end - begin + 1));
      if (macro == macros_.end()) {
        complain(fmt::format("the macro {} is not defined", one.substr(begin, end - begin + 1)),
                 "define it above the first name that uses it");
        continue;
      }
      for (auto word = macro->second.rbegin(); word != macro->second.rend(); ++word)
        if (one.size() + word->size() <= kLongestName)
          todo.push_back(one.substr(0, begin) + *word + one.substr(end + 1));
    }
    for (auto& text : done) entry_.names.push_back({std::move(text), plural, line_});
  }

  // "[AFGGOV 011222-041207] [AFGELI]"
  void read_codes(std::string_view text) {
    while (!(text = trim(text)).empty()) {
      if (text.front() != '[')
        return complain(fmt::format("\"{}\" stands after the code", text),
                        "begin a comment with #, a code with [");
      // A bracket of another kind closes too: what is meant is plain.
      const auto close = text.find_first_of("]}[", 1);
      if (close == std::string_view::npos || text[close] != ']') {
        complain("the code has no closing bracket", "write [CODE] or [CODE FROM-TO]");
        return;
      }
      read_code(trim(text.substr(1, close - 1)));
      text = text.substr(close + 1);
    }
  }

  void read_code(std::string_view text) {
    DictionaryCode out;
    out.line = line_;
    const auto cut = text.find_first_of(" \t><");
    out.code = std::string(text.substr(0, cut));
    if (out.code.empty()) return complain("the brackets hold no code", "write [CODE]");
    entry_.agent = entry_.agent || (out.code.size() > 1 && out.code.find('~') != std::string::npos);
    std::string when;
    if (cut != std::string_view::npos)
      for (char c : text.substr(cut))
        if (c != ' ' && c != '\t') when += c;
    const auto bad = [&](std::string_view what) {
      complain(fmt::format("\"{}\" is no date", what), "write YYMMDD or YYYYMMDD");
    };
    const auto read = [&](std::string_view digits, std::optional<Date>& into) {
      into = date_of(digits);
      if (!into) bad(digits);
      return into.has_value();
    };
    const std::string_view w = when;
    if (w.empty()) {
    } else if (w.front() == '>') {
      if (!read(w.substr(1), out.start)) return;
    } else if (w.front() == '<') {
      if (!read(w.substr(1), out.end)) return;
    } else if (const auto dash = w.find('-'); dash != std::string_view::npos) {
      if (!read(w.substr(0, dash), out.start) || !read(w.substr(dash + 1), out.end)) return;
      if (*out.end < *out.start)
        return complain(fmt::format("{} ends before it starts", w), "swap or mend the dates");
    } else {
      if (!read(w, out.start)) return;
      out.end = out.start;
    }
    entry_.codes.push_back(std::move(out));
  }

  void close() {
    if (open_ && entry_.codes.empty()) {
      const int here = line_;
      line_ = entry_.line;
      if (out_.problems.empty() || out_.problems.back().offset < entry_.line)
        complain("the name has no code",
                 "write [CODE] behind it, or + before the names below it that share theirs");
      line_ = here;
    } else if (open_ && !entry_.names.empty()) {
      out_.entries.push_back(std::move(entry_));
    }
    entry_ = {};
    open_ = false;
  }

  Dictionary& out_;
  DictionaryEntry entry_;
  bool open_ = false;
  int line_ = 0;
  std::map<std::string, std::vector<std::string>> macros_;
};

}  // namespace

Dictionary read_dictionary(std::string_view bytes, const std::string& file) {
  Dictionary out;
  out.file = file;
  Reader(out).read(bytes);
  return out;
}

}  // namespace dragoman
