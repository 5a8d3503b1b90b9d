#include "coding/parties.h"

#include <algorithm>

#include "coding/syntax.h"

namespace dragoman::parties {
namespace {

const Token& at(const Document& d, TokenId t) {
  return d.tokens[static_cast<std::size_t>(t)];
}

// "Turkish" raid, "Taliban" ambush: a modifier that names a party without being a mention.
std::vector<Participant> of_modifier(const Document& d, TokenId t, const Knowledge& knowledge) {
  std::vector<Participant> out;
  for (const Candidate& c : knowledge.find(d.word(t))) {
    if (c.kind != FactKind::Country) continue;
    const auto form = knowledge.country_form(c.form);
    if (form.kind == "region") continue;
    Participant p;
    p.head = t;
    p.entity.code = knowledge.country(c.row).code;
    p.entity.identifier_text = knowledge.country(c.row).name;
    p.entity.row = knowledge.country(c.row).code;
    p.entity.sector = form.sector;
    p.entity.span = at(d, t).span;
    p.entity.text = d.word(t);
    p.entity.mention = "name";
    p.entity.basis = "country " + std::string(form.kind) + " '" + std::string(form.form) + "'";
    out.push_back(std::move(p));
    break;
  }
  return out;
}

}  // namespace

bool same(const Participant& a, const Participant& b) {
  if (!a.entity.identifier_text.empty() && !b.entity.identifier_text.empty() &&
      a.entity.code == b.entity.code)
    return a.entity.identifier_text == b.entity.identifier_text;
  return a.entity.span == b.entity.span && a.entity.code == b.entity.code;
}

void add(std::vector<Participant>& to, std::vector<Participant> more) {
  for (auto& p : more)
    if (std::none_of(to.begin(), to.end(), [&](const Participant& q) { return same(p, q); }))
      to.push_back(std::move(p));
}

std::string_view known_by(const Entity& e) {
  if (e.basis.find("country of the report") != std::string::npos) return "country of the report";
  if (e.basis.find("owns it") != std::string::npos) return "owned thing";
  if (e.basis.find("lies in") != std::string::npos || e.basis.starts_with("place")) return "place";
  if (e.basis.find("stands for it") != std::string::npos) return "stands for";
  if (e.basis.starts_with("unknown name")) return "unknown name";
  if (e.basis.starts_with("person")) return "person";
  if (e.basis.starts_with("organisation")) return "organisation";
  if (e.basis.starts_with("country")) return "country";
  if (e.basis.starts_with("role")) return "role";
  if (e.basis.starts_with("one of")) return "one of";
  return "other";
}

std::vector<Participant> of(const Document& d, TokenId head, const Knowledge& knowledge) {
  std::vector<Participant> out;
  const MentionId m = d.mention_headed_by(head);
  if (m != kNone) {
    for (const Entity& e : d.mentions[static_cast<std::size_t>(m)].entities) {
      Participant p;
      p.head = head;
      p.mention = m;
      p.entity = e;
      out.push_back(std::move(p));
    }
    if (!out.empty()) return out;
  }
  // "The guerrillas", where nothing tells of which country: the role alone.
  if (const auto role = knowledge.find_role(at(d, head).lower);
      role && at(d, head).upos == Upos::NOUN && !role->sector.empty()) {
    Participant p;
    p.head = head;
    p.mention = m;
    p.entity.code = role->code;
    p.entity.sector = role->sector;
    p.entity.span =
        m == kNone ? at(d, head).span : d.span_of(d.mentions[static_cast<std::size_t>(m)].tokens);
    p.entity.text = d.text_of(p.entity.span);
    p.entity.mention = "nominal";
    p.entity.basis = "role '" + std::string(role->role) + "'; country unknown";
    return {std::move(p)};
  }
  // A person or organisation that nothing is known of is still somebody.
  if (m != kNone && d.mentions[static_cast<std::size_t>(m)].kind == MentionKind::Name &&
      (d.mentions[static_cast<std::size_t>(m)].type == NameType::Person ||
       d.mentions[static_cast<std::size_t>(m)].type == NameType::Organisation)) {
    Participant p;
    p.head = head;
    p.mention = m;
    p.entity.span = d.span_of(d.mentions[static_cast<std::size_t>(m)].tokens);
    p.entity.text = d.text_of(p.entity.span);
    p.entity.mention = "name";
    p.entity.basis = "a name that knowledge lacks";
    return {std::move(p)};
  }
  if (at(d, head).upos == Upos::ADJ || at(d, head).upos == Upos::PROPN)
    out = of_modifier(d, head, knowledge);
  if (out.empty())
    for (const Toponym& t : d.toponyms)
      if (t.tokens.contains(head) && !t.place.country_code.empty()) {
        Participant p;
        p.head = head;
        p.entity.code = t.place.country_code;
        p.entity.span = d.span_of(t.tokens);
        p.entity.text = d.text_of(p.entity.span);
        p.entity.identifier_text = t.place.country;
        p.entity.row = t.place.country_code;
        p.entity.mention = "name";
        p.entity.basis = "the country that the place lies in";
        out.push_back(std::move(p));
        break;
      }
  return out;
}

std::vector<Participant> within(const Document& d, TokenId head, const Knowledge& knowledge) {
  auto out = of(d, head, knowledge);
  if (!out.empty()) return out;
  const auto try_children = [&](auto&& wanted) {
    for (TokenId c : d.children(head))
      if (wanted(c))
        for (TokenId h : syntax::coordinated(d, syntax::antecedent(d, c)))
          add(out, of(d, h, knowledge));
    return !out.empty();
  };
  if (try_children([&](TokenId c) { return at(d, c).deprel == Deprel::nmod_poss; })) return out;
  if (try_children([&](TokenId c) {
        return (at(d, c).deprel == Deprel::nmod || at(d, c).deprel == Deprel::obl_agent) &&
               syntax::preposition_of(d, c) == "by";
      }))
    return out;
  if (try_children([&](TokenId c) {
        return at(d, c).deprel == Deprel::amod || at(d, c).deprel == Deprel::compound;
      }))
    return out;
  if (try_children([&](TokenId c) {
        const auto p = syntax::preposition_of(d, c);
        return at(d, c).deprel == Deprel::nmod &&
               (p == "of" || p == "from" || p == "in" || p == "against" || p == "to" ||
                p == "with" || p == "between" || p == "on");
      }))
    return out;
  // "the soldiers captured by rebels", one noun deeper: "the houses of members of the opposition"
  for (TokenId c : d.children(head))
    if (at(d, c).deprel == Deprel::nmod && syntax::preposition_of(d, c) == "of")
      return within(d, c, knowledge);
  return out;
}

}  // namespace dragoman::parties
