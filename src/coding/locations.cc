// locate_events: where an event happened, distinct from other places named. First a place that the
// tree hangs on the trigger, then one in its clause, then the country that domestic parties share,
// then the place where the report was filed for acts that the report tells as its own.
#include <algorithm>

#include "coding/stages.h"
#include "coding/syntax.h"

namespace dragoman {
namespace {

using syntax::at;

bool says_where(const std::string& preposition) {
  return preposition == "in" || preposition == "at" || preposition == "near" ||
         preposition == "on" || preposition == "outside" || preposition == "inside" ||
         preposition == "around" || preposition == "across" || preposition == "off" ||
         preposition == "along" || preposition == "over" || preposition == "throughout" ||
         preposition == "to" || preposition == "into";
}

bool physical(EventType t) {
  switch (t) {
    case EventType::ASSAULT:
    case EventType::COERCE:
    case EventType::PROTEST:
    case EventType::MOBILIZE:
    case EventType::RETREAT:
    case EventType::AID:
    case EventType::CONSULT:
      return true;
    default:
      return false;
  }
}

class Locator {
 public:
  Locator(Document& d, const Knowledge& knowledge) : d_(d), knowledge_(knowledge) {
    toponym_at_.assign(d.tokens.size(), -1);
    for (std::size_t i = 0; i < d.toponyms.size(); ++i)
      for (TokenId t = d.toponyms[i].tokens.begin;
           t < d.toponyms[i].tokens.end && !d.toponyms[i].place.country_code.empty(); ++t)
        toponym_at_[static_cast<std::size_t>(t)] = static_cast<int>(i);
  }

  void locate(Event& e) {
    // up from the trigger, at every step the prepositional phrases of place
    int steps = 0;
    for (TokenId t = e.trigger; t != kNone && steps < 4; t = at(d_, t).head, ++steps) {
      if (const int found = place_under(t, e); found >= 0) {
        take(e, d_.toponyms[static_cast<std::size_t>(found)].place,
             steps == 0 ? "place at the trigger" : "place in the clause");
        return;
      }
      const Deprel r = at(d_, t).deprel;
      if (r == Deprel::ccomp || r == Deprel::parataxis || r == Deprel::acl_relcl) break;
    }
    if (e.type == EventType::CONSULT && !e.recipients.empty() &&
        std::find(e.modes.begin(), e.modes.end(), "visit") != e.modes.end()) {
      country(e, e.recipients.front().entity.code, "the host's country");
      if (e.place) return;
    }
    if (here(e) && d_.dateline) {
      take(e, *d_.dateline, "'here' of the dateline");
      return;
    }
    std::string shared;
    bool domestic = true;
    for (const auto* list : {&e.actors, &e.recipients})
      for (const Participant& p : *list) {
        if (p.entity.code.size() != 3 || p.entity.code.empty()) continue;
        if (shared.empty())
          shared = p.entity.code;
        else if (shared != p.entity.code)
          domestic = false;
      }
    if (domestic && !shared.empty() &&
        (physical(e.type) || !e.recipients.empty() || quad_code(e.type) == 4)) {
      country(e, shared, "the parties' own country");
      if (e.place) return;
    }
    // A state arrests, expels and releases at home.
    if (at_home(e))
      for (const Participant& p : e.actors) {
        country(e, p.entity.code, "a state does this at home");
        if (e.place) return;
      }
    if (physical(e.type) && e.type != EventType::CONSULT) {
      for (const Participant& p : e.recipients) {
        country(e, p.entity.code, "the recipient's country");
        if (e.place) return;
      }
    }
    if (domestic && !shared.empty() && !e.actors.empty() && e.recipients.empty() &&
        quad_code(e.type) != 1)
      country(e, shared, "the actor's own country");
  }

 private:
  static bool at_home(const Event& e) {
    const auto has = [&](const char* mode) {
      return std::find(e.modes.begin(), e.modes.end(), mode) != e.modes.end();
    };
    switch (e.type) {
      case EventType::COERCE:
        return !has("cyber");
      case EventType::CONCEDE:
        return e.toward == std::nullopt;
      case EventType::RETREAT:
        return has("release") || has("access") || has("resign") || e.modes.empty();
      case EventType::SANCTION:
        return has("expel") || has("convict");
      default:
        return false;
    }
  }

  int place_under(TokenId t, const Event& e) const {
    int best = -1;
    for (TokenId c : d_.children(t)) {
      const Deprel r = at(d_, c).deprel;
      if (r != Deprel::obl && r != Deprel::nmod && r != Deprel::obj && r != Deprel::obl_unmarked)
        continue;
      const auto preposition = syntax::preposition_of(d_, c);
      if (r == Deprel::obj ? !inside_place(c) : !says_where(preposition)) continue;
      if ((preposition == "to" || preposition == "on" || preposition == "over") &&
          quad_code(e.type) != 4 && e.type != EventType::CONSULT && e.type != EventType::AID)
        continue;
      for (TokenId h : {c})
        if (const int found = toponym_in(h); found >= 0) best = best < 0 ? found : best;
    }
    return best;
  }

  bool inside_place(TokenId c) const { return toponym_at_[static_cast<std::size_t>(c)] >= 0; }

  // The toponym of a phrase: its head, else one inside ("a village near Tetovo").
  int toponym_in(TokenId head) const {
    std::vector<TokenId> queue = {head};
    for (std::size_t i = 0; i < queue.size() && i < 20; ++i) {
      const int found = toponym_at_[static_cast<std::size_t>(queue[i])];
      if (found >= 0) return found;
      for (TokenId c : d_.children(queue[i])) {
        const Deprel r = at(d_, c).deprel;
        if (r == Deprel::nmod || r == Deprel::compound || r == Deprel::nmod_poss ||
            r == Deprel::appos || r == Deprel::amod || r == Deprel::flat)
          queue.push_back(c);
      }
    }
    return -1;
  }

  bool here(const Event& e) const {
    const Sentence& s = d_.sentences[static_cast<std::size_t>(e.sentence)];
    for (TokenId t = s.tokens.begin; t < s.tokens.end; ++t)
      if (at(d_, t).lower == "here") return true;
    return false;
  }

  void take(Event& e, const Place& place, const char* how) {
    e.place = place;
    e.basis.emplace_back("event_loc", how);
  }

  void country(Event& e, const std::string& code, const char* how) {
    const auto row = knowledge_.country_by_code(code);
    if (!row) return;
    Place p;
    p.country_code = code;
    p.country = knowledge_.country(*row).name;
    p.resolved_place = p.country;
    p.feature_class = "A";
    p.feature_code = "PCLI";
    p.resolution = "country";
    for (const auto* list : {&e.recipients, &e.actors})
      for (const Participant& party : *list)
        if (party.entity.code == code && p.span.empty()) {
          p.span = party.entity.span;
          p.extracted_place = party.entity.text;
        }
    e.place = std::move(p);
    e.basis.emplace_back("event_loc", how);
  }

  Document& d_;
  const Knowledge& knowledge_;
  std::vector<int> toponym_at_;
};

// A meeting in the country of one of the parties is a visit of the others to it; in the country of
// none, a meeting at a third party's.
void host_and_visitors(Event& e) {
  if (e.type != EventType::CONSULT || !e.place || !e.recipients.empty() || e.actors.size() < 2)
    return;
  if (!e.modes.empty()) return;
  const std::string& here = e.place->country_code;
  std::vector<Participant> hosts, visitors;
  for (auto& p : e.actors) (p.entity.code == here ? hosts : visitors).push_back(p);
  if (!hosts.empty() && !visitors.empty()) {
    e.actors = std::move(visitors);
    e.recipients = std::move(hosts);
    e.modes = {"visit"};
    e.cameo = "042";
    e.basis.emplace_back("mode", "the meeting is in a party's own country");
  } else if (hosts.empty() && e.place->resolution != "country") {
    e.modes = {"third-party"};
    e.cameo = "044";
    e.basis.emplace_back("mode", "the meeting is in the country of none of the parties");
  }
}

}  // namespace

void locate_events(Document& d, const Knowledge& knowledge) {
  Locator locator(d, knowledge);
  for (Event& e : d.events) {
    locator.locate(e);
    host_and_visitors(e);
  }
}

}  // namespace dragoman
