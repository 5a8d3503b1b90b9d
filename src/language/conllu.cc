#include "language/conllu.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "language/tokeniser.h"

namespace dragoman {
namespace {

using Columns = std::array<std::string_view, 10>;

bool split_columns(std::string_view line, Columns& columns) {
  std::size_t n = 0;
  while (n < columns.size()) {
    const std::size_t tab = line.find('\t');
    columns[n++] = line.substr(0, tab);
    if (tab == std::string_view::npos) return n == columns.size();
    line.remove_prefix(tab + 1);
  }
  return false;  // more than ten
}

bool to_number(std::string_view s, std::int32_t& n) {
  const auto [end, error] = std::from_chars(s.data(), s.data() + s.size(), n);
  return error == std::errc() && end == s.data() + s.size();
}

bool has_feature(std::string_view column, std::string_view feature) {
  while (!column.empty()) {
    const std::size_t bar = column.find('|');
    if (column.substr(0, bar) == feature) return true;
    if (bar == std::string_view::npos) break;
    column.remove_prefix(bar + 1);
  }
  return false;
}

// More than any sentence has; numbers beyond would overflow when they become tokens of the
// document.
constexpr std::int32_t kWordsOfASentence = 1 << 20, kWordsOfARange = 1000;

class Reader {
 public:
  Reader(std::string_view bytes, const std::string& file) : bytes_(bytes), file_(file) {}

  Result<std::vector<Document>> run() {
    std::size_t at = 0;
    while (at < bytes_.size()) {
      const std::size_t end = std::min(bytes_.find('\n', at), bytes_.size());
      std::string_view line = bytes_.substr(at, end - at);
      at = end + 1;
      ++line_;
      if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
      if (line.empty()) {
        if (auto done = end_sentence(); !done) return done.error();
      } else if (line[0] == '#') {
        if (auto done = comment(line); !done) return done.error();
      } else if (auto done = token_line(line); !done) {
        return done.error();
      }
    }
    if (auto done = end_sentence(); !done) return done.error();
    finish_document();
    return std::move(documents_);
  }

 private:
  Error bad(std::string message) const {
    return {"E160-bad-conllu", std::move(message), file_, line_,
            "CoNLL-U needs ten tab-separated columns a word; "
            "see universaldependencies.org/format.html"};
  }

  Result<void> comment(std::string_view line) {
    line.remove_prefix(std::min(line.find_first_not_of("# "), line.size()));
    if (line.substr(0, 6) == "newdoc") {
      if (in_sentence_) return bad("a document begins inside a sentence");
      finish_document();
      const std::size_t equals = line.find("id = ");
      if (equals != std::string_view::npos) id_ = line.substr(equals + 5);
      new_block_ = true;
    } else if (line.substr(0, 6) == "newpar" && line.substr(6, 1) != "_") {
      new_block_ = true;
    }
    return {};
  }

  void open_document() {
    if (open_) return;
    open_ = true;
    Source source;
    source.id = id_.empty() ? file_ + ":" + std::to_string(documents_.size() + 1) : id_;
    source.file = file_;
    documents_.emplace_back(std::move(source));
    new_block_ = true;
  }

  void finish_document() {
    id_.clear();
    if (!open_) return;
    open_ = false;
    Document& document = documents_.back();
    for (Token& token : document.tokens) set_lower(document, token);
    for (std::size_t i = 0; i < lemmas_.size(); ++i)
      document.tokens[i].lemma = document.keep(lemmas_[i]);
    lemmas_.clear();
  }

  // Appends a surface word to the text and returns its span.
  Span append(std::string_view form, std::string_view misc) {
    Document& document = documents_.back();
    std::string& text = document.source.text;
    if (new_block_) {
      if (!text.empty()) text += "\n\n";
      const auto at = static_cast<std::uint32_t>(text.size());
      document.blocks.push_back({{at, at}, BlockKind::Paragraph, "newpar"});
      new_block_ = space_ = false;
    }
    if (space_) text += ' ';
    const auto begin = static_cast<std::uint32_t>(text.size());
    text += form;
    space_ = !has_feature(misc, "SpaceAfter=No");
    document.blocks.back().span.end = static_cast<std::uint32_t>(text.size());
    return {begin, static_cast<std::uint32_t>(text.size())};
  }

  Result<void> token_line(std::string_view line) {
    Columns c;
    if (!split_columns(line, c)) return bad("a line has not ten columns");
    if (c[0].find('.') != std::string_view::npos) return {};  // an empty node
    open_document();
    Document& document = documents_.back();
    if (!in_sentence_) {
      in_sentence_ = true;
      first_ = static_cast<TokenId>(document.tokens.size());
    }
    if (const std::size_t dash = c[0].find('-'); dash != std::string_view::npos) {
      std::int32_t from, to;
      if (!to_number(c[0].substr(0, dash), from) || !to_number(c[0].substr(dash + 1), to) ||
          to < from || to - from > kWordsOfARange ||
          from != static_cast<TokenId>(document.tokens.size()) - first_ + 1)
        return bad("a range of words is malformed");
      surface_ = append(c[1], c[9]);
      surface_first_ = first_ + from - 1;
      surface_last_ = first_ + to - 1;
      return {};
    }
    std::int32_t number, head = 0;
    const auto id = static_cast<TokenId>(document.tokens.size());
    if (!to_number(c[0], number) || number != id - first_ + 1)
      return bad("words are not numbered 1, 2, 3 ...");
    if (c[6] != "_" && (!to_number(c[6], head) || head < 0)) return bad("the head is no number");
    if (head > kWordsOfASentence) return bad("a head lies outside its sentence");
    Token token;
    token.sentence = static_cast<SentenceId>(document.sentences.size());
    token.space_after = true;
    if (id >= surface_first_ && id <= surface_last_) {
      // The word takes what it spells; the last takes the rest.
      const std::string_view rest = document.text_of(surface_);
      std::uint32_t size =
          id == surface_last_ ? surface_.size() : static_cast<std::uint32_t>(c[1].size());
      if (rest.substr(0, c[1].size()) != c[1] && id != surface_last_)
        size = std::min<std::uint32_t>(size, rest.size());
      while (size > 0 && size < rest.size() &&
             (static_cast<unsigned char>(rest[size]) & 0xC0) == 0x80)
        --size;
      token.span = {surface_.begin, surface_.begin + size};
      surface_.begin += size;
      token.surface_first = surface_first_;
      token.space_after = id == surface_last_ ? space_ : false;
    } else {
      token.span = append(c[1], c[9]);
      token.space_after = space_;
    }
    token.upos = upos_of(c[3]).value_or(Upos::X);
    token.xpos = xpos_of(c[4]).value_or(Xpos::None);
    token.head = head == 0 ? kNone : first_ + head - 1;
    token.deprel = deprel_of(c[7]).value_or(Deprel::dep);
    document.tokens.push_back(token);
    lemmas_.emplace_back(c[2]);
    return {};
  }

  Result<void> end_sentence() {
    if (!in_sentence_) return {};
    in_sentence_ = false;
    Document& document = documents_.back();
    Sentence sentence;
    sentence.tokens = {first_, static_cast<TokenId>(document.tokens.size())};
    if (sentence.tokens.size() == 0) return bad("a sentence has no words");
    for (TokenId t = first_; t < sentence.tokens.end; ++t) {
      const TokenId head = document.tokens[t].head;
      if (head >= sentence.tokens.end) return bad("a head lies outside its sentence");
      if (head == kNone && sentence.root == kNone) sentence.root = t;
    }
    sentence.span = document.span_of(sentence.tokens);
    sentence.block = static_cast<std::int32_t>(document.blocks.size()) - 1;
    document.sentences.push_back(sentence);
    surface_last_ = surface_first_ = kNone;
    return {};
  }

  std::string_view bytes_;
  std::string file_, id_;
  std::int64_t line_ = 0;
  std::vector<Document> documents_;
  std::vector<std::string> lemmas_;
  bool open_ = false, new_block_ = true, space_ = false, in_sentence_ = false;
  TokenId first_ = 0, surface_first_ = kNone, surface_last_ = kNone;
  Span surface_;  // of the multi-word token being read: what is left of it
};

void append_number(std::string& out, std::int64_t n) {
  out += std::to_string(n);
}

std::string_view or_blank(std::string_view s) {
  return s.empty() ? "_" : s;
}

// Words with spaces or tabs inside cannot be written; they never come from our tokeniser.
void append_form(std::string& out, std::string_view s) {
  for (char c : s) out += c == '\t' || c == '\n' || c == '\r' ? ' ' : c;
}

}  // namespace

Result<std::vector<Document>> read_conllu(std::string_view bytes, const std::string& file) {
  return Reader(bytes, file).run();
}

void write_conllu(const Document& document, std::string& out, const ConlluOptions& options) {
  // MISC entries of mentions: closing ones first, outer mentions open first.
  std::vector<std::string> misc(options.mentions ? document.tokens.size() : 0);
  if (options.mentions) {
    std::vector<MentionId> order(document.mentions.size());
    for (std::size_t m = 0; m < order.size(); ++m) order[m] = static_cast<MentionId>(m);
    std::stable_sort(order.begin(), order.end(), [&](MentionId a, MentionId b) {
      const TokenRange x = document.mentions[a].tokens, y = document.mentions[b].tokens;
      return x.begin != y.begin ? x.begin < y.begin : x.end > y.end;
    });
    std::vector<std::string> opens(misc.size()), closes(misc.size());
    for (MentionId m : order) {
      const Mention& mention = document.mentions[m];
      const std::string name =
          mention.chain == kNone ? "m" + std::to_string(m) : "c" + std::to_string(mention.chain);
      opens[mention.tokens.begin] +=
          "(" + name + "-" + std::string(name_of(mention.kind)) +
          (mention.type == NameType::None ? "" : "-" + std::string(name_of(mention.type))) +
          (mention.tokens.size() == 1 ? ")" : "");
      if (mention.tokens.size() > 1)
        closes[mention.tokens.end - 1] = name + ")" + closes[mention.tokens.end - 1];
    }
    for (std::size_t t = 0; t < misc.size(); ++t)
      if (!opens[t].empty() || !closes[t].empty()) misc[t] = "Entity=" + closes[t] + opens[t];
  }
  out += "# newdoc id = " + document.source.id + "\n";
  std::int32_t block = kNone;
  for (std::size_t s = 0; s < document.sentences.size(); ++s) {
    const Sentence& sentence = document.sentences[s];
    if (sentence.block != block) out += "# newpar\n";
    block = sentence.block;
    out += "# sent_id = " + document.source.id + "-" + std::to_string(s + 1) + "\n# text = ";
    append_form(out, document.text_of(sentence.span));
    out += '\n';
    const TokenId first = sentence.tokens.begin;
    const bool parsed = sentence.root != kNone;
    for (TokenId t = first; t < sentence.tokens.end; ++t) {
      const Token& token = document.tokens[t];
      if (token.surface_first == t) {
        TokenId last = t;
        while (last + 1 < sentence.tokens.end && document.tokens[last + 1].surface_first == t)
          ++last;
        append_number(out, t - first + 1);
        out += '-';
        append_number(out, last - first + 1);
        out += '\t';
        append_form(out, document.text_of(Span{token.span.begin, document.tokens[last].span.end}));
        out += "\t_\t_\t_\t_\t_\t_\t_\t";
        out += document.tokens[last].space_after ? "_\n" : "SpaceAfter=No\n";
      }
      append_number(out, t - first + 1);
      out += '\t';
      append_form(out, document.text_of(token));
      out += '\t';
      out += or_blank(token.lemma);
      out += '\t';
      out += name_of(token.upos);
      out += '\t';
      out += name_of(token.xpos);
      out += "\t_\t";
      if (parsed) {
        append_number(out, token.head == kNone ? 0 : token.head - first + 1);
        out += '\t';
        out += name_of(token.head == kNone ? Deprel::root : token.deprel);
      } else {
        out += "_\t_";
      }
      out += "\t_\t";
      std::string field = options.mentions ? misc[t] : std::string();
      const bool inside = token.surface_first != kNone && t + 1 < sentence.tokens.end &&
                          document.tokens[t + 1].surface_first == token.surface_first;
      if (!token.space_after && !inside && token.surface_first == kNone)
        field += field.empty() ? "SpaceAfter=No" : "|SpaceAfter=No";
      out += or_blank(field);
      out += '\n';
    }
    out += '\n';
  }
}

}  // namespace dragoman
