#include "coding/lexis.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "coding/toponyms.h"

namespace dragoman {
namespace {

bool alive(std::optional<Date> start, std::optional<Date> end, std::optional<Date> day) {
  if (!day) return !end || !start || true;
  return (!start || *start <= *day) && (!end || *day <= *end);
}

bool names_people(std::string_view kind) {
  return kind == "demonym" || kind == "plural";
}

// "Chinese-owned", "Russian-made": where from, not whose side.
bool says_origin(std::string_view word) {
  for (std::string_view w :
       {"owned", "made", "built", "born", "speaking", "educated", "designed", "supplied", "manned"})
    if (word == w) return true;
  return false;
}

// Of two readings that nothing in the text decides between, the one that news means.
int habit(std::string_view code) {
  for (std::string_view usual : {"COD", "KOR", "GIN", "USA", "CHN", "SDN", "DEU"})
    if (code == usual) return 1;
  return 0;
}

}  // namespace

Lexis::Lexis(const Document& document, const Knowledge& knowledge)
    : document_(document), knowledge_(knowledge) {
  scan();
  read_acronyms();
  weigh();
}

void Lexis::scan() {
  const auto n = document_.tokens.size();
  name_of_.assign(n, -1);
  person_of_.assign(n, -1);
  for (std::size_t i = document_.names.size(); i-- > 0;)  // of two that overlap the first
    if (const Name& name = document_.names[i]; name.type == NameType::Person)
      for (TokenId t = name.tokens.begin; t < name.tokens.end; ++t)
        person_of_[t] = static_cast<std::int32_t>(i);
  roles_.resize(n);
  modifiers_.resize(n);
  std::vector<std::string_view> words(n);
  for (std::size_t t = 0; t < n; ++t) words[t] = document_.word(static_cast<TokenId>(t));
  for (const Sentence& s : document_.sentences) {
    const std::span<const std::string_view> line(words.data() + s.tokens.begin,
                                                 static_cast<std::size_t>(s.tokens.size()));
    TokenId covered = s.tokens.begin;
    for (TokenId t = s.tokens.begin; t < s.tokens.end; ++t) {
      const auto found = knowledge_.match(line, static_cast<std::size_t>(t - s.tokens.begin));
      bool named = false;
      for (const FormMatch& m : found) {
        const TokenRange range{t, t + static_cast<TokenId>(m.words)};
        bool name = false;
        for (const Candidate& c : m.candidates) {
          if (c.kind == FactKind::Role)
            roles_[t].push_back({range, c.row, c.form == 1});
          else if (c.kind == FactKind::Modifier)
            modifiers_[t].push_back({range, c.row});
          else
            name = true;
        }
        // A single word that the tagger takes for a verb or the like is no name ("May", "Will").
        const Upos tag = document_.tokens[t].upos;
        // "US" is a name whatever the tagger takes it for.
        const auto word = words[static_cast<std::size_t>(t)];
        const bool capitals = word.size() >= 2 && std::all_of(word.begin(), word.end(), [](char c) {
                                return (c >= 'A' && c <= 'Z') || c == '.';
                              });
        const bool taggable = m.words > 1 || capitals || tag == Upos::PROPN || tag == Upos::NOUN ||
                              tag == Upos::ADJ || tag == Upos::X;
        if (name && !named && taggable && t >= covered) {
          named = true;
          for (TokenId k = range.begin; k < range.end; ++k)
            name_of_[k] = static_cast<std::int32_t>(names_.size());
          names_.push_back({range, m.candidates});
          covered = range.end;
        }
      }
    }
  }
}

// "the Electronic Frontier Foundation (EFF)": in the whole report the letters stand for what
// it says they do, whoever else is known by them.
void Lexis::read_acronyms() {
  const auto n = static_cast<TokenId>(document_.tokens.size());
  for (TokenId t = 3; t + 1 < n; ++t) {
    if (document_.word(t - 1) != "(" || document_.word(t + 1) != ")") continue;
    const NameHit* hit = name_at(t);
    const std::string_view letters = document_.word(t);
    if (!hit || hit->tokens.size() != 1 || letters.size() < 2 || letters.size() > 8 ||
        !std::all_of(letters.begin(), letters.end(), [](char c) { return c >= 'A' && c <= 'Z'; }))
      continue;
    // Its words from the last letter to the first; small words have no letter of their own.
    TokenId begin = t - 1;
    std::size_t left = letters.size();
    while (left > 0 && begin > 0 &&
           document_.tokens[begin - 1].sentence == document_.tokens[t].sentence) {
      const std::string_view word = document_.word(begin - 1);
      const bool small = word == "of" || word == "the" || word == "for" || word == "and" ||
                         word == "on" || word == "in" || word == "to" || word == "&" ||
                         word == "OF" || word == "THE" || word == "FOR" || word == "AND" ||
                         word == "-" || word == "IN";
      if (!small && word.front() != letters[left - 1]) break;
      left -= small ? 0 : 1;
      --begin;
    }
    if (left > 0) continue;
    std::span<const Candidate> meant;
    for (TokenId k = begin; k < t - 1; ++k)
      if (const NameHit* full = name_at(k); full && full->tokens.begin <= begin + 1 &&
                                            full->tokens.end >= t - 1 && full->tokens.size() > 1)
        meant = full->candidates;
    const std::string wanted(letters);
    for (NameHit& other : names_)
      if (other.tokens.size() == 1 && document_.word(other.tokens.begin) == wanted) {
        other.candidates = meant;
        if (meant.empty()) name_of_[other.tokens.begin] = -1;
      }
  }
}

bool Lexis::named_in_full(std::uint32_t person) const {
  return std::any_of(names_.begin(), names_.end(), [&](const NameHit& hit) {
    return hit.tokens.size() > 1 &&
           std::any_of(hit.candidates.begin(), hit.candidates.end(), [&](const Candidate& c) {
             return c.kind == FactKind::Person && c.form == 0 && c.row == person;
           });
  });
}

bool Lexis::has_namesake(const NameHit& hit) const {
  if (hit.tokens.size() != 1) return false;
  const std::string_view family = document_.word(hit.tokens.begin);
  return std::any_of(document_.names.begin(), document_.names.end(), [&](const Name& n) {
    const TokenId last = n.tokens.end - 1;
    if (n.type != NameType::Person || n.tokens.size() < 2 || document_.word(last) != family ||
        !roles_[last - 1].empty())
      return false;
    const NameHit* full = name_at(last);
    return !full || full->tokens.size() == 1;
  });
}

// Where one word may be several countries' (Georgia, Congo), what else the document names decides,
// so the sure ones are weighed first.
void Lexis::weigh() {
  const auto add = [&](TokenId token, std::string code, double weight, bool placed) {
    if (code.size() != 3 || code == "UNO" || code == "EUR" || code == "IGO" || code == "NGO" ||
        code == "MNC" || code == "IMG" || code == "ISM")
      return;
    total_[code] += weight;
    sum_ += weight;
    evidence_.push_back({token, std::move(code), weight, placed && is_locative(token)});
  };
  if (document_.dateline && !document_.dateline->country_code.empty())
    add(0, document_.dateline->country_code, 1.6, false);
  if (!document_.tokens.empty())
    if (auto home = publication_country(knowledge_, document_.source.publication); !home.empty())
      add(0, home, 1.0, false);
  for (const Toponym& t : document_.toponyms) {
    const NameHit* hit = name_at(t.tokens.begin);
    bool country = false;
    if (hit)
      for (const Candidate& c : hit->candidates) country = country || c.kind == FactKind::Country;
    if (!country && !t.place.country_code.empty())
      add(t.tokens.begin, t.place.country_code, 1.2, true);
  }
  for (int sure = 1; sure >= 0; --sure)
    for (const NameHit& hit : names_) {
      std::vector<std::string> codes;
      bool adjective = true;
      for (const Candidate& c : hit.candidates) {
        if (c.kind == FactKind::Country) {
          adjective = adjective && knowledge_.country_form(c.form).kind == "adjective";
          const std::string code = present_code(c.row);
          if (std::find(codes.begin(), codes.end(), code) == codes.end()) codes.push_back(code);
        }
        if (c.kind == FactKind::Organisation) {
          const auto o = knowledge_.organisation(c.row);
          if (!o.country.empty() && o.country == o.code) codes.emplace_back(o.country);
        }
        if (c.kind == FactKind::Person && c.form == 0)
          codes.emplace_back(knowledge_.person(c.row).country);
      }
      if (codes.empty() || (codes.size() == 1) != (sure == 1)) continue;
      if (sure)
        add(hit.tokens.begin, codes.front(),
            is_orientation(hit) ? 0.2
            : adjective         ? 0.8
                                : 1.0,
            true);
      else if (auto reading = country_of(hit))
        add(hit.tokens.begin, reading->code, 0.7, true);
    }
}

std::string Lexis::present_code(std::uint32_t row) const {
  const CountryView c = knowledge_.country(row);
  if (c.end && day() && *c.end < *day()) {
    const auto successor = knowledge_.successor(row);
    if (!successor.empty()) return std::string(successor);
  }
  return std::string(c.code);
}

double Lexis::share(std::string_view code) const {
  const auto found = total_.find(code);
  return found == total_.end() || sum_ <= 0 ? 0 : found->second / sum_;
}

std::string Lexis::state_of_direction(std::string_view word) const {
  const std::string own = std::string(word) + " ", other = word == "North" ? "South " : "North ";
  std::string best;
  double most = 0;
  for (const auto& [code, weight] : total_) {
    const auto row = knowledge_.country_by_code(code);
    if (!row || weight <= most) continue;
    const std::string_view name = knowledge_.country(*row).name;
    if (name.starts_with(own)) {
      best = code;
      most = weight;
    } else if (name.starts_with(other)) {
      for (const Candidate& c : knowledge_.find(name.substr(other.size())))
        if (c.kind == FactKind::Country &&
            knowledge_.country(c.row).name == name.substr(other.size())) {
          best = present_code(c.row);
          most = weight;
        }
    }
  }
  return best;
}

bool Lexis::stands_alone(const NameHit& hit) const {
  return std::none_of(document_.names.begin(), document_.names.end(),
                      [&](const Name& n) {
                        return n.tokens.contains(hit.tokens) && n.tokens.size() > hit.tokens.size();
                      }) &&
         (hit.tokens.begin == 0 || roles_[hit.tokens.begin - 1].empty());
}

double Lexis::reading_score(const Candidate& c, const NameHit& hit) const {
  const Token& first = document_.tokens[hit.tokens.begin];
  const NameType type = document_.tokens[hit.tokens.end - 1].name;
  switch (c.kind) {
    case FactKind::Country: {
      const auto form = knowledge_.country_form(c.form);
      double score = form.kind == "region"                              ? 1.5
                     : form.kind == "capital" || form.kind == "metonym" ? 2.6
                                                                        : 3.0;
      if (!alive(form.start, form.end, day())) score -= 1.5;
      // A capital or country alone is seldom a person, whatever the network takes it for.
      if (type == NameType::Person && !names_people(form.kind) && form.kind != "adjective")
        score -= stands_alone(hit) ? 1.0 : 2.5;
      score += 2.0 * share(present_code(c.row)) + 0.05 * habit(knowledge_.country(c.row).code);
      if (form.kind == "adjective" && first.upos == Upos::ADJ) score += 0.5;
      if (names_people(form.kind) && first.upos != Upos::ADJ && first.deprel != Deprel::amod &&
          first.deprel != Deprel::compound)
        score += 0.3;
      return score;
    }
    case FactKind::Organisation: {
      const auto o = knowledge_.organisation(c.row);
      double score = c.form == 0 ? 3.0 : 2.4;
      if (!alive(o.start, o.end, day())) score -= 1.0;
      if (type == NameType::Organisation) score += 1.0;
      if (type == NameType::Person || type == NameType::Location) score -= 1.5;
      score += 2.0 * share(o.country.empty() ? o.code : o.country);
      return score;
    }
    case FactKind::Person: {
      const auto p = knowledge_.person(c.row);
      double score = c.form == 0 ? 3.2 : 1.6;
      if (type == NameType::Person) score += c.form == 0 ? 1.0 : 2.0;
      if (type == NameType::Location || type == NameType::Organisation) score -= 1.0;
      score += share(p.country);
      return score;
    }
    case FactKind::Place: {
      const auto v = knowledge_.place(c.row);
      if (v.feature_class == "country") return -5;  // the country's own names say more
      if (type == NameType::Person) return 0.1;
      return (type == NameType::Location ? 2.2 : 1.6) + share(v.country_code.substr(0, 3));
    }
    default:
      return 0;
  }
}

std::optional<Lexis::CountryReading> Lexis::country_of(const NameHit& hit, bool surely) const {
  const Candidate* best = nullptr;
  double best_score = -1e9;
  for (const Candidate& c : hit.candidates) {
    if (surely && c.kind != FactKind::Country) continue;
    const double score = reading_score(c, hit);
    if (score > best_score) {
      best_score = score;
      best = &c;
    }
  }
  if (!best || best->kind != FactKind::Country) return std::nullopt;
  const auto form = knowledge_.country_form(best->form);
  return CountryReading{present_code(best->row), form.kind, form.form,
                        knowledge_.country(best->row).name, form.sector};
}

std::optional<Candidate> Lexis::organisation_of(const NameHit& hit) const {
  // "Liberation" inside "People's Liberation Army" is no name of its own.
  if (hit.tokens.size() == 1)
    for (const Name& n : document_.names)
      if (n.type == NameType::Organisation && n.tokens.size() > 1 &&
          n.tokens.contains(hit.tokens)) {
        const TokenId before = hit.tokens.begin - 1, after = hit.tokens.end;
        const auto bound = [&](TokenId t) {
          return n.tokens.contains(t) && !name_at(t) && document_.tokens[t].upos == Upos::PROPN &&
                 roles_[t].empty();
        };
        const bool owned = n.tokens.contains(before) && document_.tokens[before].xpos == Xpos::POS;
        if (bound(before) || bound(after) || owned) return std::nullopt;
      }
  const Candidate* best = nullptr;
  double best_score = -1e9;
  for (const Candidate& c : hit.candidates) {
    const double score = reading_score(c, hit);
    if (score > best_score) {
      best_score = score;
      best = &c;
    }
  }
  if (!best || best->kind != FactKind::Organisation) return std::nullopt;
  return *best;
}

bool Lexis::may_be_person(const NameHit& hit) const {
  double person = -1e9, other = -1e9;
  for (const Candidate& c : hit.candidates) {
    double& score = c.kind == FactKind::Person ? person : other;
    score = std::max(score, reading_score(c, hit));
  }
  return person > -1e8 && person >= other;
}

bool Lexis::is_orientation(const NameHit& hit) const {
  const auto& d = document_;
  const auto word = [&](TokenId t) {
    return t >= 0 && t < static_cast<TokenId>(d.tokens.size()) ? d.tokens[t].lower
                                                               : std::string_view();
  };
  TokenId before = hit.tokens.begin - 1, after = hit.tokens.end;
  if (word(before) == "-") --before;
  if (word(before) == "ethnic") return true;
  if (auto m = knowledge_.find_modifier(word(before));
      m && (m->effect == "pro" || m->effect == "anti"))
    return true;
  if (word(before).starts_with("pro-") || word(before).starts_with("anti-")) return true;
  if (word(after) == "-" || word(after) == "\u2011" || word(after) == "\u2013") ++after;
  if (after > hit.tokens.end && says_origin(word(after))) return true;
  // "Turkish-backed", "Turkish backed rebels"; not "Turkey backed the plan".
  const bool bound = after > hit.tokens.end || (after < static_cast<TokenId>(d.tokens.size()) &&
                                                d.tokens[after].deprel == Deprel::amod);
  if (auto m = knowledge_.find_modifier(word(after)); bound && m && m->effect == "backed")
    return true;
  // One token: "Russian-backed", "pro-Kremlin"
  const std::string_view whole = d.tokens[hit.tokens.begin].lower;
  if (hit.tokens.size() == 1 && whole.find('-') != std::string_view::npos) {
    if (whole.starts_with("pro-") || whole.starts_with("anti-")) return true;
    if (auto m = knowledge_.find_modifier(whole.substr(whole.rfind('-') + 1));
        m && m->effect == "backed")
      return true;
  }
  return false;
}

std::vector<RoleHit> Lexis::roles_in(TokenRange range) const {
  std::vector<RoleHit> out;
  for (TokenId t = range.begin; t < range.end;) {
    const NameHit* name = name_at(t);
    if (name && name->tokens.begin <= t && name->tokens.end > t && !roles_[t].empty() &&
        name->tokens.size() >= roles_[t].front().tokens.size()) {
      t = name->tokens.end;
      continue;
    }
    const RoleHit* found = nullptr;
    for (const RoleHit& r : roles_[t])
      if (r.tokens.end <= range.end && (!found || r.tokens.size() > found->tokens.size()))
        found = &r;
    if (found) {
      out.push_back(*found);
      t = found->tokens.end;
    } else {
      ++t;
    }
  }
  return out;
}

std::vector<ModifierHit> Lexis::modifiers_in(TokenRange range) const {
  std::vector<ModifierHit> out;
  for (TokenId t = range.begin; t < range.end; ++t)
    for (const ModifierHit& m : modifiers_[t])
      if (m.tokens.end <= range.end) out.push_back(m);
  return out;
}

// Near names count more than far ones, and what has been said more than what follows. In the
// sentence itself, those near in the tree: "In Yerevan, police …", whatever else it tells of.
std::string Lexis::focus(TokenId token) const {
  std::map<std::string, double> score;
  const SentenceId here = document_.tokens[token].sentence;
  for (const Evidence& e : evidence_) {
    const SentenceId there = document_.tokens[e.token].sentence;
    const int distance = std::abs(here - there);
    double weight = e.weight * (0.25 + std::pow(0.75, distance));
    if (there > here) weight *= 0.3;
    // Where somebody goes is told after him.
    if (distance == 0 && e.token > token) weight *= 0.6;
    if (distance == 0 && e.locative && steps(token, e.token) <= 2) weight *= 3;
    score[e.code] += weight;
  }
  std::string best;
  double best_score = 0;
  for (const auto& [code, value] : score)
    if (value > best_score + 1e-9) {
      best_score = value;
      best = code;
    }
  return best;
}

// How many words lie between two of a sentence in its tree.
int Lexis::steps(TokenId a, TokenId b) const {
  std::vector<TokenId> up;
  for (TokenId t = a; t != kNone; t = document_.tokens[t].head) up.push_back(t);
  int down = 0;
  for (TokenId t = b; t != kNone; t = document_.tokens[t].head, ++down) {
    const auto meet = std::find(up.begin(), up.end(), t);
    if (meet != up.end()) return down + static_cast<int>(meet - up.begin());
  }
  return 20;
}

// "in Yerevan", "outside the Turkish embassy": where things happen.
bool Lexis::is_locative(TokenId token) const {
  static constexpr std::array<std::string_view, 13> prepositions = {
      "in",   "at",     "near",    "outside",    "across", "around", "above",
      "over", "within", "through", "throughout", "inside", "on"};
  for (TokenId t = token; t != kNone; t = document_.tokens[t].head) {
    const Deprel r = document_.tokens[t].deprel;
    for (TokenId c : document_.children(t))
      if (document_.tokens[c].deprel == Deprel::cas)
        return std::find(prepositions.begin(), prepositions.end(), document_.tokens[c].lower) !=
               prepositions.end();
    if (r != Deprel::compound && r != Deprel::flat && r != Deprel::amod && r != Deprel::appos)
      return false;
  }
  return false;
}

}  // namespace dragoman
