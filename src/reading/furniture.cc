#include "reading/furniture.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "reading/date_text.h"
#include "reading/lines.h"

namespace dragoman {
namespace {

bool upper(char c) {
  return c >= 'A' && c <= 'Z';
}

struct Shape {
  int words = 0, capitalised = 0, digits = 0, all_caps = 0;
  bool ends_sentence = false;
  std::string lower;
};

Shape shape_of(std::string_view s) {
  Shape shape;
  bool in = false;
  std::size_t begin = 0;
  const auto close = [&](std::size_t end) {
    const std::string_view w = s.substr(begin, end - begin);
    ++shape.words;
    shape.capitalised += upper(w[0]);
    int figures = 0, capitals = 0, letters = 0;
    for (char c : w) {
      figures += c >= '0' && c <= '9';
      capitals += upper(c);
      letters += upper(c) || (c >= 'a' && c <= 'z');
    }
    shape.digits += figures > 0 && letters < 3;
    shape.all_caps += capitals >= 2 && capitals == letters;
  };
  for (std::size_t i = 0; i <= s.size(); ++i) {
    const bool space = i == s.size() || s[i] == ' ' || s[i] == '\n' || s[i] == '\t' || s[i] == '\r';
    if (!space && !in) begin = i, in = true;
    if (space && in) close(i), in = false;
  }
  std::size_t end = s.size();
  // Closing quotation marks and brackets stand outside the sentence's own mark.
  while (end > 0 && (s[end - 1] == '"' || s[end - 1] == ')' || s[end - 1] == '\'' ||
                     (end >= 3 && (s.substr(end - 3, 3) == "\xE2\x80\x9D" ||
                                   s.substr(end - 3, 3) == "\xE2\x80\x99"))))
    end -= (s[end - 1] & 0x80) ? 3 : 1;
  shape.ends_sentence = end > 0 && (s[end - 1] == '.' || s[end - 1] == '!' || s[end - 1] == '?');
  shape.lower = lower_case(s);
  return shape;
}

bool has(std::string_view s, std::string_view part) {
  return s.find(part) != std::string_view::npos;
}
bool begins(std::string_view s, std::string_view part) {
  return s.substr(0, part.size()) == part;
}

template <class... P>
bool begins_any(std::string_view s, P... parts) {
  return (begins(s, parts) || ...);
}
template <class... P>
bool has_any(std::string_view s, P... parts) {
  return (has(s, parts) || ...);
}

// The vocabulary of links and of the page itself.
const char* furniture_reason(std::string_view line, const Shape& shape) {
  const std::string_view l = shape.lower;
  if (shape.words == 0) return "no words";
  if (line.front() == '[' && line.back() == ']' && shape.words <= 5) return "a tag in brackets";
  if (has_any(l, "all rights reserved", "\xC2\xA9", "copyright ©", "(c) copyright") &&
      shape.words <= 40)
    return "copyright";
  if (begins_any(l, "copyright ") && shape.words <= 25) return "copyright";
  if (shape.words >= 4 && shape.digits * 10 >= shape.words * 6 && !shape.ends_sentence)
    return "figures of a table";
  if (shape.words > 30) return nullptr;
  if (begins_any(
          l, "follow us", "follow @", "like us on", "join us on", "find us on", "subscribe ",
          "sign up", "sign in", "log in", "click here", "read more", "read also", "also read",
          "see also", "more:", "related:", "related stories", "related articles",
          "related coverage", "related news", "related topics", "share this", "share on",
          "tweet this", "email this", "print this", "continue reading", "story continues",
          "article continues", "advertisement", "sponsored", "most read", "most popular",
          "editor's pick", "editors' pick", "recommended", "trending", "up next", "watch live",
          "watch:", "watch now", "listen:", "skip to", "accessibility links", "breaking news",
          "live updates", "latest news", "top stories", "back to top", "terms of use",
          "terms of service", "privacy policy", "contact us", "about us", "download our",
          "download the", "get the latest", "get our", "newsletter", "join the conversation",
          "leave a comment", "post a comment", "view comments", "comments (", "view gallery",
          "view photos", "enlarge", "our standards:", "register now", "this article was originally",
          "this story was originally", "have a tip", "send us", "to contact the", "follow him on",
          "follow her on", "follow the author", "enter your email", "by signing up", "click to",
          "tap to", "loading", "page ", "next page", "previous page", "facebook", "twitter",
          "whatsapp", "you may also like", "you might also like", "don't miss", "more on this",
          "more from", "more stories", "read the full", "read next", "this page", "cookies")) {
    // A sentence of the report may begin with such words; it is longer and has its full stop.
    if (!shape.ends_sentence || shape.words <= 12 ||
        has_any(l, "newsletter", "twitter", "facebook", "instagram", "email", "e-mail",
                "subscribe "))
      return "navigation, sharing or subscription";
  }
  if (shape.words <= 6 && (has(l, "http://") || has(l, "https://") || has(l, "www.")))
    return "an address";
  if (shape.words <= 3 && line.front() == '@') return "an account name";
  if (shape.words <= 4 && has_any(l, "-30-", "###", "***", "* * *", "---", "===", "___"))
    return "a rule or end mark";
  if (shape.words <= 2 &&
      (l == "ends" || l == "reuter" || l == "reuters" || l == "end" || l == "(end)"))
    return "a rule or end mark";
  if (shape.words <= 15 && !shape.ends_sentence && has(l, " | ")) return "links parted by bars";
  return nullptr;
}

const char* byline_reason(std::string_view line, const Shape& shape) {
  const std::string_view l = shape.lower;
  if (shape.words < 2 || shape.words > 16 || shape.ends_sentence) return nullptr;
  if (begins_any(l, "by ") && shape.capitalised * 2 >= shape.words) {
    const std::size_t second = line.find_first_not_of(" \t\n", 2);
    if (second != std::string_view::npos && (upper(line[second]) || (line[second] & 0x80)))
      return "begins with By";
  }
  if (begins_any(l, "from our ", "from a staff", "our correspondent", "staff reporter",
                 "staff writer", "from correspondents", "from wire ", "from staff"))
    return "names the writer's place in the paper";
  return nullptr;
}

const char* credit_reason(const Shape& shape) {
  std::string_view l = shape.lower;
  while (!l.empty() && (l.front() == '-' || l.front() == ' ')) l.remove_prefix(1);
  for (std::string_view dash : {"\xE2\x80\x94 ", "\xE2\x80\x93 "})
    if (begins(l, dash)) l.remove_prefix(dash.size());
  if (shape.words > 60) return nullptr;
  if (begins_any(l, "with reporting by", "with reporting from", "with additional reporting",
                 "reporting by", "(reporting by", "additional reporting", "(additional reporting",
                 "editing by", "(editing by", "written by", "(writing by", "writing by",
                 "compiled by", "with agencies", "with agency inputs", "with inputs from",
                 "(with inputs from", "based on reporting by",
                 "source:", "sources:", "with files from"))
    return "says who contributed";
  if (shape.words <= 30 && has_any(l, "contributed to this report", "contributed reporting",
                                   "contributed to this story", "contributed to this article"))
    return "says who contributed";
  return nullptr;
}

const char* caption_reason(std::string_view line, const Shape& shape) {
  const std::string_view l = shape.lower;
  if (shape.words > 70) return nullptr;
  if (begins_any(l, "(right to left", "(left to right", "(l-r", "(l to r", "(from left",
                 "(from right", "left to right", "right to left", "from left:", "from left,",
                 "(top", "clockwise from"))
    return "says who stands where";
  if (begins_any(l, "file photo", "photo:", "image:", "image caption", "picture:", "(file photo",
                 "file -", "file –", "file —", "(photo", "photograph:", "media caption", "photo by",
                 "photo credit", "image source", "a file photo", "caption:"))
    return "says that it is a picture";
  if (has_any(l, "(ap photo", "getty images", "afp photo", "reuters/", "(photo by", "handout photo",
              "file photo)", "/afp)", "(ap/", "(afp/", "epa-efe") &&
      shape.words <= 60)
    return "names the photographer";
  (void)line;
  return nullptr;
}

// A line that says the day and nothing else.
bool is_date_line(std::string_view line) {
  if (line.size() > 90) return false;
  const auto date = find_date(line);
  if (!date) return false;
  std::string rest = lower_case(std::string(line.substr(0, date->begin)) + " " +
                                std::string(line.substr(date->end)));
  int letters = 0;
  std::string word;
  for (char c : rest + " ") {
    if ((c >= 'a' && c <= 'z') || (c & 0x80)) {
      word += c;
      continue;
    }
    if (!word.empty() && weekday_of(word) < 0 && word != "updated" && word != "published" &&
        word != "posted" && word != "on" && word != "at" && word != "date" && word != "last" &&
        word != "\xC2\xA0" && word != "est" && word != "local" && word != "time")
      letters += static_cast<int>(word.size());
    word.clear();
  }
  return letters == 0;
}

class Finder {
 public:
  explicit Finder(Document& document) : document_(document), text_(document.text()) {}

  void run() {
    const auto paragraphs = split_paragraphs(text_);
    const std::string title = fold(document_.source.title);
    for (std::size_t i = 0; i < paragraphs.size(); ++i) {
      Span span = paragraphs[i];
      span = split_end_mark(span, i + 1 == paragraphs.size());
      classify(span, title, i + 1 < paragraphs.size());
      if (end_mark_.size() > 0) add(end_mark_, BlockKind::Furniture, "a rule or end mark");
      end_mark_ = {};
    }
    // A heading stands over something; short lines after the last paragraph are signs of the wire,
    // links and captions.
    auto& blocks = document_.blocks;
    for (std::size_t i = blocks.size(); i-- > 0 && blocks[i].kind != BlockKind::Paragraph;)
      if (blocks[i].kind == BlockKind::Heading) {
        blocks[i].kind = BlockKind::Furniture;
        blocks[i].reason = "a short line after the last paragraph";
      }
  }

 private:
  void add(Span span, BlockKind kind, const char* reason) {
    if (!span.empty()) document_.blocks.push_back({span, kind, reason});
  }

  // "... on Monday. REUTER": the agency's name closes a story.
  Span split_end_mark(Span span, bool last) {
    if (!last) return span;
    std::string_view s = slice(text_, span);
    for (std::string_view mark :
         {" REUTER", " Reuter", " REUTERS", "\nREUTER", " ENDS", " (END)", " -30-"}) {
      if (s.size() < mark.size() + 20 || s.substr(s.size() - mark.size()) != mark) continue;
      end_mark_ = {span.end - static_cast<std::uint32_t>(mark.size()) + 1, span.end};
      std::uint32_t end = end_mark_.begin;
      while (end > span.begin && (text_[end - 1] == ' ' || text_[end - 1] == '\n')) --end;
      return {span.begin, end};
    }
    return span;
  }

  // "Putin in Ankara [UPDATE]": the mark is no part of the title.
  void add_title(Span span, const char* reason) {
    const std::string_view s = slice(text_, span);
    const std::size_t open = s.rfind('[');
    if (open != std::string_view::npos && open > 0 && s.back() == ']' && s.size() - open <= 30) {
      std::uint32_t end = span.begin + static_cast<std::uint32_t>(open);
      const Span tag{end, span.end};
      while (end > span.begin && text_[end - 1] == ' ') --end;
      add({span.begin, end}, BlockKind::Title, reason);
      add(tag, BlockKind::Furniture, "a tag in brackets");
    } else {
      add(span, BlockKind::Title, reason);
    }
    title_seen_ = true;
  }

  void classify(Span span, const std::string& title, bool more) {
    const std::string_view s = slice(text_, span);
    if (s.size() > 2000) return paragraph(span);  // nothing but prose is that long
    const Shape shape = shape_of(s);
    if (const char* reason = credit_reason(shape)) {
      for (auto& agency : contributors_of(s)) document_.contributors.push_back(std::move(agency));
      return add(span, BlockKind::Credit, reason);
    }
    if (const char* reason = caption_reason(s, shape)) return add(span, BlockKind::Caption, reason);
    if (is_date_line(s)) return add(span, BlockKind::Date, "is a day and nothing else");
    if (const char* reason = furniture_reason(s, shape))
      return add(span, BlockKind::Furniture, reason);
    if (!title.empty() && !body_seen_ && !title_seen_ && s.size() < 400 && fold(s) == title)
      return add_title(span, "is the title given");
    if (const char* reason = byline_reason(s, shape); reason && (!body_seen_ || !more))
      return add(span, BlockKind::Byline, reason);
    const bool short_line =
        shape.words <= 25 && !shape.ends_sentence && s.back() != ':' && s.back() != ',';
    if (!body_seen_ && short_line && more) {
      if (!find_dateline(s, true) || shape.words <= 12) {
        if (shape.words <= 3 && shape.capitalised == shape.words && shape.digits == 0 &&
            title_or_mark_seen())
          return add(span, BlockKind::Dateline, "a place alone before the report");
        if (!title_seen_) return add_title(span, "a line without a full stop before the report");
        return add(span, BlockKind::Heading, "a line without a full stop before the report");
      }
    }
    if (body_seen_ && short_line && shape.words <= 10 && s.find('\n') == std::string_view::npos) {
      const bool quote = s.front() == '"' || (s.front() & 0x80);
      if (!quote) return add(span, BlockKind::Heading, "a short line without a full stop");
    }
    paragraph(span);
  }

  bool title_or_mark_seen() const { return title_seen_ || !document_.blocks.empty(); }

  void paragraph(Span span) {
    const bool lead = !body_seen_;
    body_seen_ = true;
    if (lead || datelines_ == 0) {
      if (const auto line = find_dateline(slice(text_, span), lead)) {
        ++datelines_;
        std::uint32_t end = span.begin + line->span.end;
        std::uint32_t shown = end;
        while (shown > span.begin && (text_[shown - 1] == ' ' || text_[shown - 1] == '\n')) --shown;
        add({span.begin + line->span.begin, shown}, BlockKind::Dateline,
            "place, day or agency before a dash");
        add({end, span.end}, BlockKind::Paragraph, "prose");
        return;
      }
    }
    add(span, BlockKind::Paragraph, "prose");
  }

  Document& document_;
  std::string_view text_;
  Span end_mark_;
  bool title_seen_ = false, body_seen_ = false;
  int datelines_ = 0;
};

}  // namespace

bool is_furniture_line(std::string_view line) {
  const Shape shape = shape_of(line);
  return furniture_reason(line, shape) || credit_reason(shape) || caption_reason(line, shape);
}

std::vector<std::string> contributors_of(std::string_view credit) {
  // Words that mark an agency where its name is not written in capitals alone.
  static constexpr std::array<std::string_view, 24> known = {"reuters",
                                                             "interfax",
                                                             "tass",
                                                             "ria novosti",
                                                             "novosti",
                                                             "xinhua",
                                                             "kyodo",
                                                             "yonhap",
                                                             "bloomberg",
                                                             "associated press",
                                                             "agence france-presse",
                                                             "anadolu",
                                                             "antara",
                                                             "ansa",
                                                             "dpa",
                                                             "efe",
                                                             "lusa",
                                                             "sputnik",
                                                             "belta",
                                                             "ukrinform",
                                                             "trend",
                                                             "apa",
                                                             "irna",
                                                             "meduza"};
  std::vector<std::string> out;
  const std::string lower = lower_case(credit);
  std::size_t begin = 0;
  for (std::string_view by : {" by ", " from ", "source: ", "sources: ", ": "})
    if (const std::size_t at = lower.find(by); at != std::string::npos) {
      begin = at + by.size();
      break;
    }
  if (lower.size() != credit.size()) begin = std::min(begin, credit.size());
  std::string_view rest = credit.substr(begin);
  while (!rest.empty()) {
    std::size_t cut = rest.find_first_of(",;()\n"), skip = 1;
    for (std::string_view word : {" and ", " & "})
      if (const std::size_t at = rest.find(word); at < cut) cut = at, skip = word.size();
    std::string_view item = rest.substr(0, cut);
    rest.remove_prefix(
        std::min(rest.size(), cut == std::string_view::npos ? rest.size() : cut + skip));
    for (std::string_view lead : {"and ", "the "})
      if (begins(item, lead)) item.remove_prefix(lead.size());
    while (!item.empty() && item.front() == ' ') item.remove_prefix(1);
    if (begins(item, "and ")) item.remove_prefix(4);
    if (begins(item, "the ")) item.remove_prefix(4);
    while (!item.empty() && (item.back() == ' ' || item.back() == '.')) item.remove_suffix(1);
    if (item.empty() || item.size() > 60 || !upper(item[0])) {
      if (lower_case(item) != "dpa") continue;
    }
    for (std::string_view staff :
         {" writers", " writer", " reporters", " staff", " correspondents"})
      if (const std::size_t at = item.find(staff); at != std::string_view::npos)
        item = item.substr(0, at);
    const std::string small = lower_case(item);
    bool agency =
        shape_of(item).all_caps > 0 ||
        has_any(small, "agency", "agencies", "press", "news", "service", "radio", "bbc", "times");
    for (auto name : known) agency = agency || small == name;
    if (agency) out.emplace_back(item);
  }
  return out;
}

void find_blocks(Document& document) {
  document.blocks.clear();
  document.contributors.clear();
  Finder(document).run();
}

}  // namespace dragoman
