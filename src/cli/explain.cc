// dragoman explain: how the engine came to its events, layer by layer.
#include <fmt/format.h>

#include "cli/program.h"
#include "cli/share.h"
#include "exports/event_layout.h"
#include "exports/record.h"
#include "ledger/ledger.h"

namespace dragoman {
namespace {

struct Options {
  std::vector<std::string> words;
  std::string ledger, published;
  ShareOptions share;
};

std::string sectors_of(const Entity& entity) {
  std::string out;
  for (Sector sector : entity.sector.list())
    out += (out.empty() ? ":" : "+") + std::string(name_of(sector));
  return out;
}

class Explanation {
 public:
  Explanation(Console& console, const Document& document)
      : console_(console), document_(document) {}

  void head() {
    const Source& source = document_.source;
    title("document");
    line(fmt::format("id {}", source.id));
    line(fmt::format("published {} ({})", source.published ? source.published->iso() : "unknown",
                     source.published_basis.empty() ? "no basis" : source.published_basis));
    std::string names;
    for (const auto& name : document_.contributors) names += (names.empty() ? "" : ", ") + name;
    if (!names.empty()) line("contributors " + names);
  }

  void blocks() {
    title("blocks");
    for (const Block& block : document_.blocks)
      line(fmt::format("{:<10} {:<24} {}", name_of(block.kind), block.reason,
                       cut_to_width(printable(document_.text_of(block.span)), 60)));
  }

  void sentence(SentenceId id) {
    const Sentence& s = document_.sentences[static_cast<std::size_t>(id)];
    title(fmt::format("sentence {}", id + 1));
    for (const auto& piece : wrap(printable(document_.text_of(s.span)), console_.width() - 2))
      line(piece);
    tokens(s);
    tree(s);
    mentions(s);
    times(s);
    places(s);
  }

  void events(SentenceId only) {
    title("events");
    bool any = false;
    for (const Event& event : document_.events) {
      if (only != kNone && event.sentence != only) continue;
      any = true;
      show(event);
    }
    if (!any) line("none");
  }

  // The engine's own account of frames that were tried, matched and dropped.
  void trace(SentenceId only) {
    title("frames tried");
    bool any = false;
    for (const auto& entry : document_.trace) {
      if (only != kNone && !speaks_of(entry, only)) continue;
      any = true;
      line(printable(entry));
    }
    if (!any) line("none");
  }

 private:
  void title(std::string_view text) {
    console_.write(fmt::format("{}{}{}\n", console_.colour() ? "\x1b[1m" : "", text,
                               console_.colour() ? "\x1b[0m" : ""));
  }
  void line(const std::string& text) { console_.write("  " + text + "\n"); }

  const Token& token(TokenId t) const { return document_.tokens[static_cast<std::size_t>(t)]; }

  void tokens(const Sentence& s) {
    title("tokens");
    for (TokenId t = s.tokens.begin; t < s.tokens.end; ++t) {
      const Token& word = token(t);
      line(fmt::format("{:>3}  {:<18} {:<16} {:<6} {:<5} {:<4}", t - s.tokens.begin + 1,
                       document_.word(t), word.lemma, name_of(word.upos), name_of(word.xpos),
                       name_of(word.name)));
    }
  }

  void tree(const Sentence& s) {
    title("tree");
    if (s.root != kNone) branch(s.root, 0, s);
  }
  void branch(TokenId t, int depth, const Sentence& s) {
    line(fmt::format("{}{} ({})", std::string(static_cast<std::size_t>(depth) * 2, ' '),
                     document_.word(t), name_of(token(t).deprel)));
    // A damaged tree cannot send us round: a sentence is no deeper than its words.
    if (depth < s.tokens.size())
      for (TokenId child : document_.children(t)) branch(child, depth + 1, s);
  }

  void mentions(const Sentence& s) {
    title("mentions");
    for (const Mention& mention : document_.mentions) {
      if (!s.tokens.contains(mention.tokens)) continue;
      std::string entities;
      for (const Entity& entity : mention.entities)
        entities += fmt::format("{}{}{} {}{} ({})", entities.empty() ? "" : "; ",
                                entity.code.empty() ? "?" : entity.code, sectors_of(entity),
                                entity.identifier_text,
                                entity.office.empty() ? "" : ", " + entity.office, entity.basis);
      line(fmt::format("[{}] {}{}{} {}",
                       printable(document_.text_of(document_.span_of(mention.tokens))),
                       name_of(mention.kind), mention.type == NameType::None ? "" : " ",
                       name_of(mention.type), entities.empty() ? "no party" : entities));
    }
  }

  void times(const Sentence& s) {
    title("times");
    for (const TimeExpression& time : document_.times)
      if (s.tokens.contains(time.tokens))
        line(fmt::format(
            "[{}] {} by rule {}", printable(document_.text_of(time.span)),
            time.range ? time.range->first.iso() + " to " + time.range->last.iso() : "no day",
            time.rule));
  }

  void places(const Sentence& s) {
    title("places");
    for (const Toponym& toponym : document_.toponyms)
      if (s.tokens.contains(toponym.tokens))
        line(fmt::format(
            "[{}] {} {} ({})", printable(document_.text_of(document_.span_of(toponym.tokens))),
            toponym.place.resolved_place, toponym.place.country_code, toponym.place.basis));
  }

  std::string parties(const std::vector<Participant>& list) const {
    std::string out;
    for (const Participant& one : list)
      out += fmt::format("{}{}{} \"{}\" as {}", out.empty() ? "" : "; ",
                         one.entity.code.empty() ? "?" : one.entity.code, sectors_of(one.entity),
                         printable(one.entity.text), one.role.empty() ? "-" : one.role);
    return out.empty() ? "-" : out;
  }

  void show(const Event& event) {
    std::string modes;
    for (const auto& mode : event.modes) modes += " " + mode;
    std::string status;
    for (auto flag : event.status.list()) status += (status.empty() ? "" : " ") + std::string(flag);
    const auto field = [&](const char* name, const std::string& value) {
      line(fmt::format("  {:<11} {}", name, value));
    };
    line(fmt::format(
        "{}{}  \"{}\"  confidence {:.2f}  id {}", name_of(event.type), modes,
        printable(document_.text_of(document_.span_of({event.trigger_begin, event.trigger_end}))),
        event.confidence, event.id));
    field("frame", event.frame);
    field("actor", parties(event.actors));
    field("recipient", parties(event.recipients));
    field("status", status.empty() ? "actual" : status);
    field("date", event.date.range ? fmt::format("{} to {}, {}", event.date.range->first.iso(),
                                                 event.date.range->last.iso(), event.date.basis)
                                   : "none");
    if (event.toward)
      field("toward",
            fmt::format("{}{}", name_of(event.toward->type),
                        event.toward->range ? " on " + event.toward->range->first.iso() : ""));
    if (event.place)
      field("place", fmt::format("{} {}", event.place->extracted_place, event.place->country_code));
    if (!event.reporters.empty()) field("reporter", parties(event.reporters));
    for (const auto& [part, reason] : event.basis)
      field("because", fmt::format("{}: {}", part, reason));
  }

  // Trace lines begin with the word that they are about.
  bool speaks_of(const std::string& entry, SentenceId id) const {
    const std::string word = entry.substr(0, entry.find(':'));
    const Sentence& s = document_.sentences[static_cast<std::size_t>(id)];
    for (TokenId t = s.tokens.begin; t < s.tokens.end; ++t)
      if (document_.word(t) == word) return true;
    return false;
  }

  Console& console_;
  const Document& document_;
};

// The document to explain, and in it the event that was asked for, if one was.
Result<Source> source_of(const Options& options, std::string* event_id) {
  std::string text;
  for (const auto& word : options.words) text += (text.empty() ? "" : " ") + word;
  if (options.ledger.empty()) {
    Source source;
    source.id = "command line";
    source.text = text;
    if (const auto bad = find_invalid_utf8(text); bad != std::string::npos)
      return Error{"E101-bad-utf8", "the sentence is not valid UTF-8", "",
                   static_cast<std::int64_t>(bad), "check the terminal's encoding"};
    if (!options.published.empty()) {
      source.published = Date::parse(options.published);
      source.published_basis = "metadata";
      if (!source.published)
        return Error{"E002-bad-value", "--published cannot be '" + options.published + "'", "", -1,
                     "write YYYY-MM-DD"};
    }
    return source;
  }
  auto ledger = Ledger::open(options.ledger, Ledger::Access::Read);
  if (!ledger) return ledger.error();
  auto stored = ledger->document_of_event(text);
  if (!stored) return stored.error();
  if (!*stored)
    return Error{"E510-no-event", "the ledger has no event with the id '" + text + "'",
                 options.ledger, -1, "'dragoman events LEDGER' prints ids"};
  *event_id = text;
  return (*stored)->source;
}

Exit run(Console& console, const Options& options) {
  std::string event_id;
  auto source = source_of(options, &event_id);
  if (!source) {
    console.error(source.error());
    return source.error().code == "E510-no-event" ? Exit::Nothing : Exit::Failed;
  }
  auto engine = load_engine(options.share);
  if (!engine) return console.fail(engine.error());
  Document document(std::move(*source));
  document.tracing = true;
  engine->code(document);
  assign_event_ids(document);
  SentenceId only = kNone;
  if (!event_id.empty()) {
    for (const Event& event : document.events)
      if (event.id == event_id) only = event.sentence;
    if (only == kNone)
      console.note("this program codes the document otherwise: the event is no longer found in it");
  }
  Explanation explanation(console, document);
  explanation.head();
  if (only == kNone) explanation.blocks();
  for (SentenceId id = 0; id < static_cast<SentenceId>(document.sentences.size()); ++id)
    if (only == kNone || id == only) explanation.sentence(id);
  explanation.trace(only);
  explanation.events(only);
  return Exit::Done;
}

}  // namespace

void add_explain(Program& program) {
  auto options = std::make_shared<Options>();
  Command& command = program.add(
      "explain", "show how a sentence, or an event of a ledger, was read",
      {{"dragoman explain \"Turkish jets shot down a Russian warplane in November 2015.\"",
        "tokens, tree, parties, frames, dates of a sentence"},
       {"dragoman explain \"Talks resumed on Monday.\" --published 2016-08-16",
        "with a day to reckon from"},
       {"dragoman explain --ledger news.ledger 1f6f0b0b9c1d2e3f", "an event by its id"}});
  command.arguments_left("TEXT", options->words,
                         "a sentence or short report; with --ledger an event's id", true);
  command.flag("--ledger", &options->ledger, "LEDGER", "the ledger that holds the event");
  command.flag("--published", &options->published, "DATE",
               "the day on which the sentence was published");
  add_share(command, options->share);
  command.action = [options](Console& console) { return run(console, *options); };
}

}  // namespace dragoman
