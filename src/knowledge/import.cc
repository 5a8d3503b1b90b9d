// What kind of thing an entry is, and what all kinds share.

#include "knowledge/import.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "knowledge/import_state.h"
#include "knowledge/key.h"

namespace dragoman {
namespace {

std::set<std::string> abbreviations_of(const SourceTables& base) {
  std::set<std::string> out;
  const auto add = [&](const std::string& form) {
    const bool capitals =
        form.size() > 1 && form.size() < 7 &&
        std::all_of(form.begin(), form.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    if (capitals) out.insert(form);
  };
  for (const auto& r : base.organisations) {
    add(r.name);
    for (const auto& alias : r.aliases) add(alias);
  }
  for (const auto& r : base.country_names) add(r.form);
  return out;
}

std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> out;
  std::string_view rest = text;
  while (!rest.empty()) {
    const auto cut = rest.find(' ');
    out.emplace_back(rest.substr(0, cut));
    rest = cut == std::string_view::npos ? std::string_view() : rest.substr(cut + 1);
  }
  return out;
}

std::string join(const std::vector<std::string>& words, std::size_t from, std::size_t to) {
  std::string out;
  for (std::size_t i = from; i < to; ++i) out += (out.empty() ? "" : " ") + words[i];
  return out;
}

}  // namespace

Life life_of(const ReadCode& code) {
  Life out;
  if (code.start) out.start.range = DateRange::day(*code.start);
  if (code.end) out.end.range = DateRange::day(*code.end);
  return out;
}

bool lives_meet(const Life& a, const Life& b) {
  const auto before = [](const Life& x, const Life& y) {
    return x.end.range && y.start.range && x.end.range->first <= y.start.range->last;
  };
  return !before(a, b) && !before(b, a);
}

std::string list_of(SectorSet set) {
  std::string out;
  for (Sector s : set.list()) out += (out.empty() ? "" : ";") + std::string(name_of(s));
  return out;
}

const std::vector<ImportCause>& import_causes() {
  static const std::vector<ImportCause> causes = {
      {"known", "the program has it already"},
      {"differs", "the program has it with another code, sector or dates; its own row stays"},
      {"composed", "the program composes it from a country or title and a role or name"},
      {"bare name", "a family name alone, which would name everybody of that name"},
      {"ambiguous", "the name already stands for something else of that country"},
      {"fragment", "a phrase that ends in a preposition, or a name of one letter"},
      {"discard", "a code that tells to discard or ignore the name"},
      {"no party", "a code of a region or trait that names no party"},
      {"unknown code", "a code that is none of CAMEO's actors"},
      {"detail", "carried without that part of its code: a region, a creed, an agency"},
  };
  return causes;
}

Importer::State::State(const SourceTables& b, const Knowledge& k, const CameoCodes& c,
                       ImportOptions o)
    : base(b), knowledge(k), cameo(c), options(o), casing(abbreviations_of(b)) {
  const auto key = [](const std::string& form) { return key_of(form, KeySpace::Capitals); };
  for (const auto& r : base.people) {
    person_ids.insert(r.id);
    for (const auto& form : name_forms(r))
      if (!form.family) people[key(form.form)].push_back(&r);
    person_names.emplace(r.name + '\t' + r.country, r.id);
    for (const auto& alias : r.aliases) person_names.emplace(alias + '\t' + r.country, r.id);
  }
  for (const auto& r : base.organisations) {
    organisation_ids.insert(r.id);
    const auto add = [&](const std::string& form) {
      organisations[key(form)].push_back(&r);
      organisation_names[form + '\t' + r.code + '\t' + r.country].push_back({r.id, r.life});
    };
    add(r.name);
    for (const auto& alias : r.aliases) add(alias);
  }
  for (const auto& r : base.country_names) forms[key(r.form)].push_back(&r);
  for (const auto& r : base.roles) {
    role_words.emplace(key_of(r.role, KeySpace::Words), &r);
    if (!r.plural.empty()) role_words.emplace(key_of(r.plural, KeySpace::Words), &r);
  }
  std::unordered_map<std::string, std::string> code_of;
  for (const auto& r : base.organisations) code_of.emplace(r.id, r.code);
  for (const auto& r : base.spells) {
    spells[r.person].push_back(&r);
    const auto body = code_of.find(r.body);
    served[r.person].insert(body == code_of.end() ? r.body : body->second);
  }
}

void Importer::State::leave(const char* cause, int line, const std::string& words,
                            std::string what) {
  out.not_carried.push_back({cause, file, line, words, std::move(what)});
}

bool Importer::State::is_role(const std::string& words) const {
  const auto role = knowledge.find_role(words);
  return role.has_value();
}

std::string Importer::State::without_titles(const std::string& name) const {
  auto words = words_of(name);
  std::size_t from = 0;
  while (from < words.size()) {
    std::size_t title = 0;
    for (std::size_t n = std::min<std::size_t>(5, words.size() - from); n > 0 && !title; --n) {
      const std::string phrase = join(words, from, from + n);
      const auto role = knowledge.find_role(phrase);
      const auto modifier = knowledge.find_modifier(lower_case(phrase));
      // "CHRISTIAN" is no title: only what one person is called by counts.
      if (role && (role->kind == "office" || role->kind == "occupation")) title = n;
      if (modifier && (modifier->effect == "former" || modifier->effect == "future" ||
                       modifier->effect == "deputy"))
        title = n;
    }
    if (!title) break;
    from += title;
  }
  return join(words, from, words.size());
}

// "FRONT", "OF", "COMPANY": no person's name holds such a word.
bool Importer::State::names_a_body(const DictionaryEntry& e) const {
  for (const auto& name : e.names)
    if (organisations.contains(key_of(name.text, KeySpace::Capitals))) return true;
  const auto words = words_of(e.names.front().text);
  for (const auto& word : words) {
    const std::string small = lower_case(word);
    if (small == "of" || small == "for" || small == "and" || small == "the") return true;
  }
  const auto last = knowledge.find_role(words.back());
  return words.size() > 1 && last &&
         (last->kind == "group" || last->kind == "institution" || last->kind == "force");
}

// "AFGHAN GOVERNMENT", "PRESIDENT OF FRANCE" would be read without a row of their own.
bool Importer::State::composed(const std::string& name, const CameoActor& actor) const {
  const auto words = words_of(name);
  if (is_role(name)) return true;
  for (std::size_t n = 1; n < words.size(); ++n) {
    const auto ours = [&](const std::string& form) {
      const auto found = forms.find(key_of(form, KeySpace::Capitals));
      return found != forms.end() &&
             std::any_of(found->second.begin(), found->second.end(),
                         [&](const auto* r) { return r->code == actor.code; });
    };
    const auto role_says = [&](const std::string& phrase) {
      const auto role = knowledge.find_role(phrase);
      return role && (actor.sector.empty() || role->sector.intersects(actor.sector));
    };
    if (ours(join(words, 0, n)) && role_says(join(words, n, words.size()))) return true;
    if (lower_case(words[n]) != "of" || n + 1 >= words.size()) continue;
    if (role_says(join(words, 0, n)) && ours(join(words, n + 1, words.size()))) return true;
  }
  return false;
}

std::string Importer::State::role_of(SectorSet sector) {
  const std::string list = list_of(sector);
  auto& role = sector_roles[list];
  if (!role.empty()) return role;
  // The dictionaries say of whom somebody was, not in which office.
  for (const char* usual :
       {"government official", "lawmaker", "military officer", "judge", "rebel leader",
        "intelligence officer", "party official", "executive", "journalist", "cleric"})
    if (const auto found = role_words.find(key_of(usual, KeySpace::Words));
        found != role_words.end() && found->second->sector == sector &&
        found->second->code.empty() && found->second->kind != "office")
      return role = found->second->role;
  std::string name = "office holder";
  for (Sector s : sector.list()) name += " " + lower_case(name_of(s));
  out.tables.roles.push_back({name, name + "s", "occupation", "", sector, {}});
  return role = name;
}

std::string Importer::State::new_id(const std::string& words,
                                    std::unordered_set<std::string>& taken) {
  std::string id;
  for (char c : fold(words)) {
    const bool good = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (good)
      id += c;
    else if (!id.empty() && id.back() != '_')
      id += '_';
  }
  while (!id.empty() && id.back() == '_') id.pop_back();
  if (id.empty()) id = "name";
  std::string free = id;
  for (int n = 2; !taken.insert(free).second; ++n) free = fmt::format("{}_{}", id, n);
  return free;
}

std::vector<ReadCode> Importer::State::codes_of(const DictionaryEntry& e) {
  std::vector<ReadCode> codes;
  for (const auto& code : e.codes) {
    ++out.codes;
    ReadCode read{cameo.read(code.code), code.start, code.end};
    if (read.actor.fault == CameoActor::Discarded)
      leave("discard", code.line, e.names.front().text, code.code);
    else if (read.actor.fault == CameoActor::UnknownCode)
      leave("unknown code", code.line, e.names.front().text, code.code);
    else if (read.actor.fault == CameoActor::NoParty)
      leave("no party", code.line, e.names.front().text, code.code);
    if (read.actor.fault != CameoActor::Good) continue;
    if (!read.actor.lost.empty())
      leave("detail", code.line, e.names.front().text,
            fmt::format("{} without {}", code.code, fmt::join(read.actor.lost, " ")));
    codes.push_back(std::move(read));
  }
  return codes;
}

void Importer::State::entry(const DictionaryEntry& e) {
  ++out.entries;
  out.names += e.names.size();
  if (e.agent) return roles(e);
  const auto codes = codes_of(e);
  if (codes.empty()) return;
  const auto bare = [](const ReadCode& c) {
    return c.actor.sector.empty() && c.actor.code == c.actor.country;
  };
  if (std::all_of(codes.begin(), codes.end(), bare)) {
    // One country under several codes one after the other keeps its name throughout.
    std::map<std::string, std::vector<const ReadCode*>> by_country;
    for (const auto& code : codes) by_country[code.actor.code].push_back(&code);
    for (const auto& [country, all] : by_country) {
      ReadCode code = *all.front();
      if (all.size() > 1) code.start = code.end = std::nullopt;
      country_forms(e, code);
    }
    return;
  }
  const bool dated =
      std::any_of(codes.begin(), codes.end(), [](const ReadCode& c) { return c.dated(); });
  const bool known_person =
      people.contains(key_of(without_titles(e.names.front().text), KeySpace::Capitals));
  if (known_person || (dated && !names_a_body(e))) return person(e, codes);
  for (const auto& code : codes) organisation(e, code);
}

Importer::Importer(const SourceTables& base, const Knowledge& knowledge, const CameoCodes& codes,
                   ImportOptions options)
    : state_(std::make_unique<State>(base, knowledge, codes, options)) {}
Importer::~Importer() = default;

void Importer::add(const Dictionary& dictionary) {
  state_->file = dictionary.file;
  auto& problems = state_->out.problems;
  problems.insert(problems.end(), dictionary.problems.begin(), dictionary.problems.end());
  for (const auto& entry : dictionary.entries) state_->entry(entry);
}

Imported Importer::finish() {
  return std::move(state_->out);
}

}  // namespace dragoman
