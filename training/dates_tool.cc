// Days and status of events whose triggers are given, so that the figure does not hang on which
// events were found: the engine reads each report of a gold file, the gold triggers take the place
// of its own events, and the stages status and dates are run over them.
//   dates_tool SHARE GOLD.jsonl... [--errors]
// A day is right as the ruler has it: the coded stretch lies in the right one, or covers it from
// the same month on. Of a gold event with `toward` the trigger stands for the act announced.
#include <algorithm>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "coding/stages.h"
#include "engine.h"

namespace {

using namespace dragoman;
using nlohmann::json;

struct Tally {
  int right = 0, all = 0;
  void add(bool ok) { right += ok, ++all; }
  void print(const char* name) const {
    std::printf("%-12s %.3f of %d\n", name, all ? double(right) / all : 0.0, all);
  }
};

std::string text_of(const json& object, const char* key) {
  return object.contains(key) && object[key].is_string() ? object[key].get<std::string>() : "";
}

bool right_day(const json& gold, const std::optional<DateRange>& range) {
  if (!range) return false;
  const std::string first = gold[0], last = gold[1], d = range->first.iso(), e = range->last.iso();
  return (d >= first && e <= last) ||
         (d <= first && e >= last && d.substr(0, 7) == first.substr(0, 7));
}

TokenId head_of(const Document& d, std::string_view words, int occurrence) {
  std::size_t at = std::string::npos;
  for (int n = 0; n <= occurrence; ++n)
    if ((at = d.source.text.find(words, n ? at + 1 : 0)) == std::string::npos) return kNone;
  const Span span{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + words.size())};
  TokenId best = kNone;
  const auto inside = [&](TokenId t) {
    const Span s = d.tokens[static_cast<std::size_t>(t)].span;
    return s.begin < span.end && span.begin < s.end;
  };
  for (TokenId t = 0; t < static_cast<TokenId>(d.tokens.size()); ++t) {
    if (!inside(t)) continue;
    const TokenId head = d.tokens[static_cast<std::size_t>(t)].head;
    if (best == kNone || ((head == kNone || !inside(head)) &&
                          d.tokens[static_cast<std::size_t>(t)].deprel != Deprel::punct))
      if (best == kNone || d.tokens[static_cast<std::size_t>(best)].upos != Upos::VERB) best = t;
  }
  return best;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  const bool errors = std::strcmp(argv[argc - 1], "--errors") == 0;
  EngineOptions options;
  options.share = argv[1];
  auto engine = Engine::load(options);
  if (!engine) {
    std::cerr << engine.error().message << "\n";
    return 2;
  }
  Tally days, status, toward, none;
  for (int i = 2; i < argc - errors; ++i) {
    std::ifstream in(argv[i]);
    for (std::string line; std::getline(in, line);) {
      const json gold = json::parse(line);
      Source source;
      source.text = gold["text"];
      source.title = text_of(gold, "title");
      source.published = Date::parse(text_of(gold, "published").substr(0, 10));
      source.published_basis = "metadata";
      Document d(std::move(source));
      engine->run_until(d, "times");
      std::vector<std::pair<Event, const json*>> events;
      for (const json& g : gold["events"]) {
        Event e;
        e.trigger = e.trigger_begin =
            head_of(d, g["trigger"].get<std::string>(),
                    g.contains("trigger_occurrence") && g["trigger_occurrence"].is_number()
                        ? g["trigger_occurrence"].get<int>()
                        : 0);
        if (e.trigger == kNone) continue;
        e.trigger_end = e.trigger + 1;
        e.sentence = d.tokens[static_cast<std::size_t>(e.trigger)].sentence;
        const bool ahead = g.contains("toward") && g["toward"].is_object();
        const std::string act = ahead ? text_of(g["toward"], "event") : "";
        e.type = event_type_of(act.empty() ? text_of(g, "event") : act).value_or(EventType::AGREE);
        // Status asks the frame whether its words hold the "not": the plainest of the type does
        // not.
        const auto frames = engine->codebook().frames();
        for (std::size_t f = frames.size(); f-- > 0;)
          if (frames[f].type == e.type && frames[f].is_event && frames[f].parent < 0)
            e.frame_id = static_cast<FrameId>(f);
        if (e.frame_id < 0) continue;
        events.emplace_back(std::move(e), &g);
      }
      std::stable_sort(events.begin(), events.end(), [](const auto& a, const auto& b) {
        return a.first.trigger < b.first.trigger;
      });
      for (auto& [e, g] : events) d.events.push_back(e);
      decide_status(d, engine->codebook());
      date_events(d);
      for (std::size_t k = 0; k < events.size(); ++k) {
        const Event& e = d.events[k];
        const json& g = *events[k].second;
        const auto show = [&](const char* field, const json& want) {
          if (!errors) return;
          std::cout << gold["id"].get<std::string>() << " " << field << " pub "
                    << text_of(gold, "published") << " " << g["event"] << " '"
                    << g["trigger"].get<std::string>() << "' head '" << d.word(e.trigger)
                    << "' gold " << want << " coded ";
          if (e.date.range)
            std::cout << e.date.range->first.iso() << ".." << e.date.range->last.iso();
          for (const auto& s : e.status.list()) std::cout << " " << s;
          std::cout << "\n    ";
          for (const auto& [what, why] : e.basis) std::cout << what << ": " << why << "; ";
          std::cout << "\n    " << d.text_of(d.sentences[static_cast<std::size_t>(e.sentence)].span)
                    << "\n";
        };
        if (g["date"].is_array()) {
          const bool ok = right_day(g["date"], e.date.range);
          days.add(ok);
          if (!ok) show("DATE", g["date"]);
        } else {
          none.add(!e.date.range);
        }
        std::vector<std::string> want = g.value("auxiliary", std::vector<std::string>{}), have;
        for (const auto& s : e.status.list()) have.emplace_back(s);
        std::sort(want.begin(), want.end());
        std::sort(have.begin(), have.end());
        status.add(want == have);
        if (want != have) show("STATUS", g["auxiliary"]);
        if (g.contains("toward") && g["toward"].is_object() && g["toward"].contains("date") &&
            g["toward"]["date"].is_array() && e.toward) {
          const bool ok = right_day(g["toward"]["date"], e.toward->range);
          toward.add(ok);
          if (!ok) show("TOWARD", g["toward"]["date"]);
        }
      }
    }
  }
  days.print("date");
  none.print("no date");
  status.print("status");
  toward.print("toward date");
  return 0;
}
