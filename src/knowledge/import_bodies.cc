// Entries that are countries, organisations or, in dictionaries of agents, roles.

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "knowledge/import_state.h"
#include "knowledge/key.h"

namespace dragoman {
namespace {

std::string kind_of(const CameoActor& actor, const std::string& name) {
  const std::string words = " " + lower_case(name) + " ";
  const auto has = [&](const char* word) { return words.find(word) != std::string::npos; };
  const SectorSet s = actor.sector;
  if (has(" ministry ") || has(" department of ")) return "ministry";
  if (has(" university ")) return "university";
  if (has(" central bank ")) return "central_bank";
  if (actor.code == "MNC") return "company";
  if (actor.code == "IMG" || actor.code == "ISM" || s.has(Sector::REB)) return "armed_group";
  if (actor.code == "IGO" || actor.code == "UNO" || actor.code == "EUR")
    return s.has(Sector::JUD) ? "court" : has(" bank ") ? "bank" : "igo";
  if (actor.code == "NGO") return has(" church ") || s.has(Sector::REL) ? "religious" : "ngo";
  if (s.has(Sector::UAF) || s.has(Sector::PRM)) return "militia";
  if (s.has(Sector::MIL)) return "military";
  if (s.has(Sector::COP)) return "police";
  if (s.has(Sector::SPY)) return "intelligence";
  if (s.has(Sector::LEG)) return "legislature";
  if (s.has(Sector::JUD)) return "court";
  if (s.has(Sector::PTY) || s.has(Sector::OPP)) return "party";
  if (s.has(Sector::JRN)) return "agency";
  if (s.has(Sector::BUS)) return "company";
  if (s.has(Sector::CRM)) return "crime";
  if (s.has(Sector::LAB)) return "union";
  if (s.has(Sector::REL)) return "religious";
  return s.has(Sector::GOV) ? "government" : "movement";
}

// "ARMY OF GOD (AOG)" -> "ARMY OF GOD", "AOG"
std::vector<std::string> without_brackets(const std::string& name) {
  const auto open = name.find('('), close = name.find(')');
  if (open == std::string::npos || close == std::string::npos || close < open || open == 0)
    return {name};
  std::string main = name.substr(0, open);
  while (!main.empty() && main.back() == ' ') main.pop_back();
  std::vector<std::string> out{main};
  if (close > open + 2) out.push_back(name.substr(open + 1, close - open - 1));
  return out;
}

bool ends_in_preposition(const std::string& words) {
  const std::string last = lower_case(words.substr(words.rfind(' ') + 1));
  return last == "of" || last == "in" || last == "for" || last == "to" || last == "with" ||
         last == "the" || last == "and";
}

}  // namespace

void Importer::State::country_forms(const DictionaryEntry& e, const ReadCode& code) {
  const std::string& country = code.actor.code;
  for (const auto& name : e.names) {
    std::string words = name.text;
    if (words.starts_with("THE ")) words.erase(0, 4);
    const std::string key = key_of(words, KeySpace::Capitals);
    if (words.size() < 2 || ends_in_preposition(words)) {
      leave("fragment", name.line, words, country);
      continue;
    }
    if (const auto found = forms.find(key); found != forms.end()) {
      const bool same = std::any_of(found->second.begin(), found->second.end(),
                                    [&](const auto* r) { return r->code == country; });
      leave(same ? "known" : "differs", name.line, words,
            same ? country : country + ", here " + found->second.front()->code);
      continue;
    }
    const std::string form = casing.organisation(words);
    // A town or province of that country is found as a place.
    const auto places = knowledge.places(form);
    if (std::any_of(places.begin(), places.end(),
                    [&](const auto& p) { return p.country_code == country; })) {
      leave("known", name.line, words, "a place of " + country);
      continue;
    }
    if (composed(words, code.actor)) {
      leave("composed", name.line, words, country);
      continue;
    }
    // One name of two countries at one time cannot be told apart.
    const Life life = life_of(code);
    auto& owners = new_forms[form];
    const auto other = std::find_if(owners.begin(), owners.end(), [&](const auto& owner) {
      return lives_meet(owner.second, life);
    });
    if (other != owners.end()) {
      leave("ambiguous", name.line, words, "stands in the dictionary for " + other->first);
      continue;
    }
    owners.emplace_back(country, life);
    out.tables.country_names.push_back({country, form, "name", {}, life, {}});
  }
}

void Importer::State::organisation(const DictionaryEntry& e, const ReadCode& code) {
  const CameoActor& actor = code.actor;
  struct Form {
    std::string text;
    int line;
  };
  std::vector<Form> names;
  for (const auto& name : e.names)
    for (std::string words : without_brackets(name.text)) {
      if (words.starts_with("THE ") && words.size() > 4) words.erase(0, 4);
      if (words.size() < 2 || ends_in_preposition(words) || words.find(';') != std::string::npos)
        leave("fragment", name.line, words, actor.code);
      else if (composed(words, actor))
        leave("composed", name.line, words, actor.code);
      else
        names.push_back({words, name.line});
    }
  if (names.empty()) return;
  const OrganisationRow* known = nullptr;
  bool elsewhere = false;
  for (const auto& name : names)
    if (const auto found = organisations.find(key_of(name.text, KeySpace::Capitals));
        found != organisations.end())
      for (const auto* row : found->second) {
        const bool same = row->code == actor.code || row->code == actor.country ||
                          (!row->country.empty() && row->country == actor.country);
        if (same && !known) known = row;
        elsewhere = true;
      }
  if (!known && elsewhere && !options.replace) {
    leave("differs", e.line, names.front().text, actor.code + " " + list_of(actor.sector));
    return;
  }
  if (known && !actor.sector.empty() && !known->sector.intersects(actor.sector) &&
      !options.replace) {
    leave("differs", e.line, names.front().text,
          fmt::format("{} {}, here {} {}", actor.code, list_of(actor.sector), known->code,
                      list_of(known->sector)));
    return;
  }
  const std::string key = known ? known->id
                                : key_of(names.front().text, KeySpace::Capitals) + '\t' +
                                      actor.code + '\t' + actor.country + '\t' +
                                      list_of(actor.sector) + (code.start ? code.start->iso() : "");
  const auto again = new_organisations.find(key);
  const bool fresh = again == new_organisations.end();
  OrganisationRow row;
  if (!fresh) {
    row = out.tables.organisations[again->second];
  } else if (known) {
    row = *known;
    if (options.replace) row.sector = actor.sector;
  } else {
    row.code = actor.code;
    row.country = actor.country;
    row.sector = actor.sector;
    row.life = life_of(code);
    row.kind = kind_of(actor, names.front().text);
  }
  bool changed = known && options.replace;
  // A short name of one word may be an abbreviation or not: "FAO", "GAP". Both are kept.
  const auto spellings = [&](const std::string& words) {
    std::vector<std::string> all{casing.organisation(words)};
    const bool word = words.size() <= 5 && std::all_of(words.begin(), words.end(),
                                                       [](char c) { return c >= 'A' && c <= 'Z'; });
    if (word && all.front() != words) {
      if (row.code == "MNC")
        all.push_back(words);
      else
        all.insert(all.begin(), words);
    }
    return all;
  };
  for (const auto& name : names) {
    const auto found = organisations.find(key_of(name.text, KeySpace::Capitals));
    if (known && found != organisations.end() &&
        std::find(found->second.begin(), found->second.end(), known) != found->second.end()) {
      leave("known", name.line, name.text, known->id);
      continue;
    }
    for (const std::string& form : spellings(name.text)) {
      if (form == row.name ||
          std::find(row.aliases.begin(), row.aliases.end(), form) != row.aliases.end())
        continue;
      if (row.id.empty()) row.id = new_id(form, organisation_ids);
      auto& owners = organisation_names[form + '\t' + row.code + '\t' + row.country];
      const auto other = std::find_if(owners.begin(), owners.end(), [&](const auto& owner) {
        return owner.first != row.id && lives_meet(owner.second, row.life);
      });
      if (other != owners.end()) {
        leave("ambiguous", name.line, form, "names " + other->first + " already");
        continue;
      }
      owners.emplace_back(row.id, row.life);
      if (row.name.empty())
        row.name = form;
      else
        row.aliases.push_back(form);
      changed = true;
    }
  }
  if (!changed || row.name.empty()) return;
  if (!fresh) {
    out.tables.organisations[again->second] = std::move(row);
    return;
  }
  new_organisations.emplace(key, out.tables.organisations.size());
  out.tables.organisations.push_back(std::move(row));
}

void Importer::State::roles(const DictionaryEntry& e) {
  const auto codes = codes_of(e);
  if (codes.empty()) return;
  const CameoActor& actor = codes.front().actor;
  std::vector<std::string> words;
  for (const auto& name : e.names) words.push_back(lower_case(name.text));
  // Of "woman" and "women", which a macro gave, one is the plural of the other.
  const auto plural_of = [](const std::string& phrase) {
    // The plural of "minister of trade" is that of its first word.
    const auto of = std::min(phrase.find(" of "), phrase.find(" for "));
    const std::string word = phrase.substr(0, of);
    const std::string rest = of == std::string::npos ? "" : phrase.substr(of);
    if (word.ends_with("man")) return word.substr(0, word.size() - 2) + "en" + rest;
    if (word.ends_with("y")) return word.substr(0, word.size() - 1) + "ies" + rest;
    return word + "s" + rest;
  };
  std::set<std::string> plurals;
  for (const auto& word : words) plurals.insert(plural_of(word));
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto& name = e.names[i];
    const bool pair = std::find(words.begin(), words.end(), plural_of(words[i])) != words.end();
    if (plurals.contains(words[i]) && e.names.size() > 1) continue;
    if (ends_in_preposition(words[i]) || words[i].size() < 2) {
      leave("fragment", name.line, name.text, list_of(actor.sector));
      continue;
    }
    const auto found = role_words.find(key_of(words[i], KeySpace::Words));
    RoleRow row{words[i], "", "occupation", actor.code, actor.sector, {}};
    if (name.plural)
      row.plural = name.plural->empty() ? words[i] : lower_case(*name.plural);
    else if (pair)
      row.plural = plural_of(words[i]);
    if (found != role_words.end()) {
      const bool same = found->second->sector.intersects(actor.sector) ||
                        (!actor.code.empty() && found->second->code == actor.code);
      if (!options.replace || same) {
        leave(same || actor.sector.empty() ? "known" : "differs", name.line, name.text,
              fmt::format("{}, here {}", list_of(actor.sector), list_of(found->second->sector)));
        continue;
      }
      row.role = found->second->role;
      row.plural = found->second->plural;
      row.kind = found->second->kind;
    } else if (row.plural == row.role) {
      row.kind = "group";
    } else {
      // "agricultural adviser" is of the kind of "adviser", "ministry of trade" of that of
      // "ministry".
      std::string head =
          words[i].substr(0, std::min(words[i].find(" of "), words[i].find(" for ")));
      for (bool found_kind = false; !found_kind;) {
        const auto role = role_words.find(key_of(head, KeySpace::Words));
        found_kind = role != role_words.end() && role->second->kind != "office";
        if (found_kind) row.kind = role->second->kind;
        const auto space = head.find(' ');
        if (space == std::string::npos) break;
        head.erase(0, space + 1);
      }
    }
    if (!new_roles.insert(key_of(row.role, KeySpace::Words)).second) {
      leave("ambiguous", name.line, name.text, "stands in the dictionary before");
      continue;
    }
    out.tables.roles.push_back(std::move(row));
  }
}

}  // namespace dragoman
