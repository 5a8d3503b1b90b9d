// locate_events: where an event happened, distinct from other places named.
#include "coding/locations.h"

#include <fmt/format.h>

#include <algorithm>

#include "coding/stages.h"
#include "coding/syntax.h"

namespace dragoman {
namespace {

// Below this nothing is said of the place.
constexpr double kLeast = 0.25;
// Below this a place does not tell who is host and who visits.
constexpr double kLeastHost = 0.4;

using syntax::at;

// Places carry the codes of today's states, so that one map shows all years; a state of the past
// is where the one is that goes on as it.
std::string ground_of(const Knowledge& knowledge, const std::string& code) {
  const auto row = knowledge.country_by_code(code);
  const auto later = row ? knowledge.successor(*row) : std::string_view();
  return later.empty() ? code : std::string(later);
}

// Evidence for countries, gathered in order.
class Evidence {
 public:
  Evidence(const Document& d, std::size_t index, const Knowledge& knowledge,
           const LinearModel* table)
      : d_(d),
        knowledge_(knowledge),
        table_(table),
        index_(index),
        e_(d.events[index]),
        type_(name_of(e_.type)) {}

  std::vector<LocationCandidate> gather() {
    places();
    parties();
    const std::string dateline = d_.dateline ? d_.dateline->country_code : std::string();
    if (!dateline.empty()) {
      LocationCandidate& c = of(dateline, "dateline");
      if (!c.place) c.place = &*d_.dateline;
      add(c, "dateline");
      if (says_here()) add(c, "here");
    }
    told_before();
    together();
    return std::move(out_);
  }

 private:
  std::string ground(const std::string& code) const { return ground_of(knowledge_, code); }

  LocationCandidate& of(const std::string& state, const char* how) {
    const std::string code = ground(state);
    for (LocationCandidate& c : out_)
      if (c.code == code) return c;
    LocationCandidate c;
    c.features = FeatureList(table_);
    c.code = code;
    c.how = how;
    out_.push_back(std::move(c));
    return out_.back();
  }

  void add(LocationCandidate& c, FeaturePart feature) const {
    c.features.say({feature, " & ", type_});
    c.features.say({feature});
  }

  // Places of the sentence: how far from the trigger, under which preposition.
  void places() {
    const Sentence& s = d_.sentences[static_cast<std::size_t>(e_.sentence)];
    struct Near {
      int distance;
      const Toponym* toponym;
      std::string way;
    };
    std::vector<Near> near;
    for (const Toponym& t : d_.toponyms) {
      if (t.place.country_code.size() != 3 || !s.tokens.contains(t.tokens.begin)) continue;
      near.push_back({0, &t, {}});
      way_to(t, near.back().distance, near.back().way);
    }
    std::stable_sort(near.begin(), near.end(),
                     [](const Near& a, const Near& b) { return a.distance < b.distance; });
    for (const Near& n : near) {
      const Place& place = n.toponym->place;
      LocationCandidate& c = of(place.country_code, "place in the sentence");
      const bool country = place.resolution == "country" || place.feature_code.starts_with("PCL");
      if (!country && (!c.place || c.place->feature_code.starts_with("PCL"))) c.place = &place;
      if (!c.place) c.place = &place;
      const FeaturePart kind = country ? FeaturePart("country ") : "place ";
      add(c, c.features.join({kind, n.way}));
      add(c, c.features.join({kind, FeaturePart::figure(std::min(n.distance, 5)), " steps"}));
      if (&n == &near.front()) add(c, "nearest place");
    }
    if (near.empty()) placeless_ = true;
  }

  // "in, at the trigger", "of, in the clause": the preposition over the place and where it hangs.
  void way_to(const Toponym& t, int& distance, std::string& way) const {
    TokenId head = t.tokens.begin;
    while (at(d_, head).head != kNone && t.tokens.contains(at(d_, head).head))
      head = at(d_, head).head;
    std::string preposition;
    bool subject = false, owner = false, modifier = false;
    std::vector<TokenId> up;
    for (TokenId x = e_.trigger; x != kNone; x = at(d_, x).head) up.push_back(x);
    distance = 0;
    TokenId meet = head;
    for (; meet != kNone && std::find(up.begin(), up.end(), meet) == up.end();
         meet = at(d_, meet).head, ++distance) {
      const Deprel r = at(d_, meet).deprel;
      if (preposition.empty() && (r == Deprel::obl || r == Deprel::nmod)) {
        preposition = syntax::preposition_of(d_, meet);
        if (preposition.empty()) preposition = "bare";
      }
      subject |= r == Deprel::nsubj || r == Deprel::nsubj_pass;
      owner |= r == Deprel::nmod_poss;
      modifier |= r == Deprel::compound || r == Deprel::amod;
    }
    const auto climbed = std::find(up.begin(), up.end(), meet) - up.begin();
    distance += static_cast<int>(climbed);
    if (preposition.empty())
      preposition = owner ? "owner" : modifier ? "modifier" : "no preposition";
    way = fmt::format("{}{} {}", preposition, subject ? " in the subject" : "",
                      climbed == 0  ? "at the trigger"
                      : climbed < 3 ? "in the clause"
                                    : "beyond");
  }

  void parties() {
    const auto one = [&](const std::vector<Participant>& list, const char* role) {
      const std::string whose = std::string(role) + "'s country";
      for (const Participant& p : list) {
        if (p.entity.code.size() != 3) continue;
        if (p.entity.code == "UNO" || p.entity.code == "IGO" || p.entity.code == "NGO" ||
            p.entity.code == "MNC" || p.entity.code == "EUR" || p.entity.code == "IMG" ||
            p.entity.code == "ISM")
          continue;
        LocationCandidate& c = of(p.entity.code, role);
        if (c.span.empty()) {
          c.span = p.entity.span;
          c.text = p.entity.text;
        }
        add(c, whose);
        for (const auto& m : e_.modes) c.features.say({whose, " & mode ", m});
        for (Sector s : p.entity.sector.list()) c.features.say({whose, " & ", name_of(s)});
      }
    };
    one(e_.recipients, "recipient");
    one(e_.actors, "actor");
  }

  bool says_here() const {
    const Sentence& s = d_.sentences[static_cast<std::size_t>(e_.sentence)];
    for (TokenId t = s.tokens.begin; t < s.tokens.end; ++t)
      if (at(d_, t).lower == "here") return true;
    return false;
  }

  void told_before() {
    for (std::size_t i = index_; i-- > 0;) {
      const Event& before = d_.events[i];
      if (before.dropped || !before.place || before.place->country_code.size() != 3) continue;
      LocationCandidate& c = of(before.place->country_code, "the event told before");
      if (!c.place && before.place->resolution != "country") c.place = &*before.place;
      add(c, before.sentence == e_.sentence       ? FeaturePart("event before, same sentence")
             : before.sentence + 1 == e_.sentence ? FeaturePart("event before, sentence before")
                                                  : "event before");
      break;
    }
    // The country that most places of the report lie in.
    std::vector<std::pair<std::string, int>> counts;
    for (const Toponym& t : d_.toponyms) {
      const auto& code = t.place.country_code;
      if (code.size() != 3) continue;
      const auto found = std::find_if(counts.begin(), counts.end(),
                                      [&](const auto& x) { return x.first == code; });
      if (found == counts.end())
        counts.emplace_back(code, 1);
      else
        ++found->second;
    }
    const auto most =
        std::max_element(counts.begin(), counts.end(),
                         [](const auto& a, const auto& b) { return a.second < b.second; });
    if (most != counts.end()) add(of(most->first, "most places of the report"), "most places");
  }

  // What only all the evidence together shows.
  void together() {
    const auto coded = [this](const std::vector<Participant>& list) {
      std::vector<std::string> codes;
      for (const auto& p : list)
        if (const auto code = ground(p.entity.code);
            !code.empty() && std::find(codes.begin(), codes.end(), code) == codes.end())
          codes.push_back(code);
      return codes;
    };
    const auto actors = coded(e_.actors), recipients = coded(e_.recipients);
    for (LocationCandidate& c : out_) {
      const bool a = std::find(actors.begin(), actors.end(), c.code) != actors.end();
      const bool r = std::find(recipients.begin(), recipients.end(), c.code) != recipients.end();
      const FeaturePart parties =
          a && r ? (actors.size() == 1 && recipients.size() == 1 ? FeaturePart("of all parties")
                                                                 : "of both sides")
          : a    ? (recipients.empty() && actors.size() == 1 ? FeaturePart("of the only party")
                                                             : "of the actor")
          : r    ? (actors.empty() ? FeaturePart("of the only recipient") : "of the recipient")
                 : "of no party";
      add(c, parties);
      const FeaturePart placed =
          placeless_ ? FeaturePart("no place in the sentence") : "places in the sentence";
      add(c, c.features.join({parties, " & ", placed}));
      c.features.say({parties, " & ", e_.frame});
      for (const auto s : e_.status.list()) c.features.say({parties, " & ", s});
      c.features.say({"type ", type_});
      c.features.say({"type ", type_, " & ", placed});
    }
  }

  const Document& d_;
  const Knowledge& knowledge_;
  const LinearModel* table_;
  std::size_t index_;
  const Event& e_;
  FeaturePart type_;
  bool placeless_ = false;
  std::vector<LocationCandidate> out_;
};

double locate(Document& d, std::size_t index, const Knowledge& knowledge,
              const LinearModel& weights) {
  const auto candidates = location_candidates(d, index, knowledge, &weights);
  const LocationCandidate* best = nullptr;
  double best_score = kLeast;
  for (const LocationCandidate& c : candidates) {
    if (const double p = c.features.probability(); p > best_score) {
      best_score = p;
      best = &c;
    }
  }
  if (!best) return 0;
  Event& e = d.events[index];
  if (best->place) {
    Place place = *best->place;              // may be that of an event before
    if (place.country_code != best->code) {  // of a state of the past
      place.country_code = best->code;
      if (const auto row = knowledge.country_by_code(best->code))
        place.country = knowledge.country(*row).name;
    }
    e.place = place;
  } else {
    const auto row = knowledge.country_by_code(best->code);
    if (!row) return 0;
    Place p;
    p.country_code = best->code;
    p.country = knowledge.country(*row).name;
    p.resolved_place = p.country;
    p.feature_class = "A";
    p.feature_code = "PCLI";
    p.resolution = "country";
    p.span = best->span;
    p.extracted_place = best->text;
    e.place = std::move(p);
  }
  e.basis.emplace_back("event_loc", fmt::format("{} {:.2f}", best->how, best_score));
  return best_score;
}

// A meeting in the country of one of the parties is a visit of the others to it; in the country of
// none, a meeting at a third party's.
void host_and_visitors(Event& e, const Knowledge& knowledge) {
  if (e.type != EventType::CONSULT || !e.place || !e.recipients.empty() || e.actors.size() < 2)
    return;
  if (!e.modes.empty()) return;
  const std::string& here = e.place->country_code;
  std::vector<Participant> hosts, visitors;
  for (auto& p : e.actors)
    (ground_of(knowledge, p.entity.code) == here ? hosts : visitors).push_back(p);
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

std::vector<LocationCandidate> location_candidates(const Document& d, std::size_t event,
                                                   const Knowledge& knowledge,
                                                   const LinearModel* table) {
  return Evidence(d, event, knowledge, table).gather();
}

void locate_event(Document& d, std::size_t event, const Knowledge& knowledge,
                  const LinearModel& weights) {
  if (d.events[event].dropped) return;
  if (locate(d, event, knowledge, weights) > kLeastHost)
    host_and_visitors(d.events[event], knowledge);
}

void locate_events(Document& d, const Knowledge& knowledge, const LinearModel& weights) {
  for (std::size_t i = 0; i < d.events.size(); ++i) locate_event(d, i, knowledge, weights);
}

}  // namespace dragoman
