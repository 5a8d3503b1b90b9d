// What the words of one document may mean, before anything is decided: the names, roles and
// modifiers that knowledge finds in it, and which countries the document speaks of. Built once for
// a document by the stages that resolve entities and places.
//
//   Lexis lexis(document, knowledge);
//   if (const NameHit* hit = lexis.name_at(token)) ...       // "Russian", "the Kremlin", "NATO"
//   lexis.focus(token)                                       // whose police, where none is named
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/knowledge.h"
#include "language/document.h"

namespace dragoman {

struct NameHit {
  TokenRange tokens;
  std::span<const Candidate> candidates;
};
struct RoleHit {
  TokenRange tokens;
  std::uint32_t row = 0;
  bool plural = false;
};
struct ModifierHit {
  TokenRange tokens;
  std::uint32_t row = 0;
};

class Lexis {
 public:
  Lexis(const Document& document, const Knowledge& knowledge);

  // The longest name that covers the token, or nothing.
  const NameHit* name_at(TokenId token) const {
    return name_of_[token] < 0 ? nullptr : &names_[name_of_[token]];
  }
  // The name of a person, as the network read it, that covers the token, or nothing.
  const Name* person_at(TokenId token) const {
    return person_of_[token] < 0 ? nullptr : &document_.names[person_of_[token]];
  }
  bool begins_role(TokenId token) const { return !roles_[token].empty(); }
  // Roles inside a range, longest from the left, outside names.
  std::vector<RoleHit> roles_in(TokenRange range) const;
  std::vector<ModifierHit> modifiers_in(TokenRange range) const;

  // The country that a country's name, adjective, capital or region stands for here; nothing where
  // the hit is no such thing or says nothing of whose side somebody is on ("pro-Russian").
  struct CountryReading {
    std::string code;
    std::string_view kind, form, name;
    SectorSet sector;
  };
  // `surely`: no person and no organisation is meant.
  std::optional<CountryReading> country_of(const NameHit& hit, bool surely = false) const;
  std::optional<Candidate> organisation_of(const NameHit& hit) const;
  bool may_be_person(const NameHit& hit) const;
  // The report names somebody in full who bears this family name and is not in the tables ("Liam
  // Fox"): the bare name ("Mr Fox") is more likely his than that of a namesake.
  bool has_namesake(const NameHit& hit) const;
  bool named_in_full(std::uint32_t person) const;
  // True for "ethnic Albanian", "pro-Kremlin", "Turkish-backed": origin or friend, not side.
  bool is_orientation(const NameHit& hit) const;

  // How much the document speaks of a country, 0 to 1.
  double share(std::string_view code) const;
  // "the North", "the South": of the states the report speaks of, the one so called ("North Korea")
  // or the one whose other half is ("the North" beside South Sudan); empty where there is none.
  std::string state_of_direction(std::string_view word) const;
  // The country that a party at this token belongs to where the text names none; empty: unknown.
  std::string focus(TokenId token) const;
  // Today, as far as the document goes.
  std::optional<Date> day() const { return document_.source.published; }
  // The code under which a country that is no more appears today.
  std::string present_code(std::uint32_t country) const;
  const Document& document() const { return document_; }
  const Knowledge& knowledge() const { return knowledge_; }

 private:
  struct Evidence {
    TokenId token;
    std::string code;
    double weight;
    bool locative;  // it says where things happen
  };
  void scan();
  void read_acronyms();
  void weigh();
  int steps(TokenId a, TokenId b) const;
  bool is_locative(TokenId token) const;
  // No part of a longer name, and no title stands before it.
  bool stands_alone(const NameHit& hit) const;
  double reading_score(const Candidate& candidate, const NameHit& hit) const;

  const Document& document_;
  const Knowledge& knowledge_;
  std::vector<NameHit> names_;
  std::vector<std::int32_t> name_of_, person_of_;    // by token
  std::vector<std::vector<RoleHit>> roles_;          // by first token
  std::vector<std::vector<ModifierHit>> modifiers_;  // by first token
  std::vector<Evidence> evidence_;
  std::map<std::string, double, std::less<>> total_;
  double sum_ = 0;
};

}  // namespace dragoman
