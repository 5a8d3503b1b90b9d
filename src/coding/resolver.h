// From mentions to entities, for one document. First every mention that says itself whose it is
// (names, roles with a country); then, in text order, those that need others: pronouns, "the
// president", "both sides", "police". Private to resolution.cc and its parts.
#pragma once

#include <string>
#include <vector>

#include "coding/lexis.h"
#include "coding/persons.h"
#include "coding/phrase.h"

namespace dragoman {

class Resolver {
 public:
  Resolver(Document& document, const Knowledge& knowledge)
      : d_(document),
        k_(knowledge),
        lexis_(document, knowledge),
        state_(document.mentions.size()) {}
  void run();

 private:
  // How sure we are whose a mention is: by its own words, by words elsewhere, by the document.
  enum Strength { kNothing, kDocument, kElsewhere, kOwnWords, kKnownName };
  struct State {
    bool begun = false, in_context = false, finished = false;
    Strength strength = kNothing;
  };
  // Whose: a code, and the sector where it is an organisation or a person that owns.
  struct Owner {
    std::string code;
    SectorSet sector;
    bool organisation = false;
    std::string basis;
    std::string name;
    std::string row{};  // of the tables
  };

  // own words (resolution.cc)
  void by_own_words(MentionId m);
  bool by_name(MentionId m, const Phrase& p, bool surely_country = false);
  bool by_direction(MentionId m, const Phrase& p);
  bool by_quantity(MentionId m, const Phrase& p, bool in_context = false);
  bool by_owner(MentionId m, const Phrase& p);
  bool by_person(MentionId m, const Phrase& p);
  bool by_role(MentionId m, const Phrase& p, const std::vector<Owner>& owners);
  bool by_country_noun(MentionId m, const Phrase& p);
  bool by_unknown_name(MentionId m, const Phrase& p);
  // owners (owners.cc)
  std::vector<Owner> owners_of(const Phrase& p, MentionId self);
  std::vector<Owner> owners_in(TokenRange range, MentionId self, bool places);
  std::vector<Owner> owners_of_token(TokenId head);
  SectorSet sector_of_role(const Phrase& p, const RoleHit& role, const Owner* owner,
                           std::string& basis) const;
  // other words (resolution_context.cc)
  void by_context(MentionId m);
  bool from_chain(MentionId m);
  bool from_apposition(MentionId m);
  bool from_same_name(MentionId m, const Phrase& p);
  std::string who_addresses(TokenId head);
  bool in_company(TokenId head) const;  // coordinated with another phrase
  bool as_set(MentionId m, const Phrase& p);
  bool as_counterpart(MentionId m, const Phrase& p);
  bool from_antecedent(MentionId m, const Phrase& p);
  bool from_document(MentionId m, const Phrase& p);
  std::string country_of_title(const Phrase& p) const;
  bool is_foreign(const Phrase& p) const;
  std::string commander(TokenId troops);
  bool same_clause(TokenId a, TokenId b) const;

  void finish(MentionId m, std::vector<Entity> entities, Strength strength, std::string_view kind);
  void copy(MentionId m, MentionId from, const char* why);
  void identify(Entity& e, const RoleHit& role, bool plural) const;
  void name_country(Entity& e) const;
  void name_in_full();
  Mention& mention(MentionId m) { return d_.mentions[static_cast<std::size_t>(m)]; }
  std::string words(TokenRange r) const { return std::string(d_.text_of(d_.span_of(r))); }

  Document& d_;
  const Knowledge& k_;
  Lexis lexis_;
  std::vector<State> state_;
  std::vector<MentionId> order_;  // by head
};

}  // namespace dragoman
