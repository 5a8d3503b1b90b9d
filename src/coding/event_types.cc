// The closed vocabulary of PLOVER: types with their quad and score, modes, contexts. Source: the
// PLOVER manual of the Open Event Data Alliance (2024); scores are its numeric conflict-cooperation
// scores by type, with ACCUSE at -3 (the sign printed there is a misprint).
#include <algorithm>
#include <array>

#include "coding/event.h"

namespace dragoman {
namespace {

struct TypeRow {
  std::string_view name;
  int quad;
  double score;
  std::vector<std::string_view> modes;
};

const std::array<TypeRow, kEventTypeCount>& rows() {
  static const std::array<TypeRow, kEventTypeCount> table = {{
      {"AGREE", 1, 4.2, {}},
      {"CONSULT", 1, 2.1, {"visit", "third-party", "multilateral", "phone"}},
      {"SUPPORT", 1, 4.6, {}},
      {"CONCEDE", 1, 5.0, {}},
      {"COOPERATE", 2, 6.8, {}},
      {"AID", 2, 7.4, {}},
      {"RETREAT",
       2,
       7.6,
       {"withdraw", "release", "return", "disarm", "ceasefire", "access", "resign"}},
      {"REQUEST", 3, -5.0, {"assist", "change", "yield", "meet"}},
      {"ACCUSE", 3, -3.0, {"disapprove", "investigate", "allege"}},
      {"REJECT", 3, -4.2, {"assist", "change", "yield", "meet"}},
      {"THREATEN",
       3,
       -5.1,
       {"restrict", "ban", "arrest", "relations", "expel", "territory", "violence"}},
      {"PROTEST", 4, -6.6, {"demo", "riot", "general", "strike", "hunger", "boycott", "obstruct"}},
      {"SANCTION", 4, -5.2, {"convict", "expel", "withdraw", "discontinue"}},
      {"MOBILIZE", 4, -5.3, {"troops", "weapons", "police", "militia"}},
      {"COERCE",
       4,
       -7.2,
       {"seize", "restrict", "ban", "censor", "curfew", "martial-law", "arrest", "deport",
        "withhold", "misinformation", "cyber"}},
      {"ASSAULT",
       4,
       -9.3,
       {"abduct", "beat", "torture", "execute", "sexual", "targeted", "aerial", "crowd-control",
        "destroy", "primitive", "firearms", "explosives", "suicide-attack", "heavy-weapons",
        "cleansing", "massacre", "unconventional"}},
  }};
  return table;
}

const TypeRow& row(EventType type) {
  return rows()[static_cast<std::size_t>(type)];
}

}  // namespace

std::string_view name_of(EventType type) {
  return row(type).name;
}

std::optional<EventType> event_type_of(std::string_view name) {
  for (std::size_t i = 0; i < rows().size(); ++i)
    if (rows()[i].name == name) return static_cast<EventType>(i);
  return std::nullopt;
}

int quad_code(EventType type) {
  return row(type).quad;
}

std::vector<std::string> threat_modes(EventType act, const std::vector<std::string>& modes) {
  const auto has = [&](std::string_view mode) {
    return std::find(modes.begin(), modes.end(), mode) != modes.end();
  };
  switch (act) {
    case EventType::ASSAULT:
    case EventType::MOBILIZE:
      return {"violence"};
    case EventType::COERCE:
      if (has("arrest")) return {"arrest"};
      if (has("deport")) return {"expel"};
      if (has("ban")) return {"ban"};
      if (has("seize")) return {"territory"};
      return {"restrict"};
    case EventType::SANCTION:
      if (has("expel")) return {"expel"};
      return {has("withdraw") ? "relations" : "restrict"};
    case EventType::PROTEST:
      return {"restrict"};
    case EventType::REJECT:
      return {"relations"};
    case EventType::ACCUSE:
      return {"arrest"};
    default:
      return {};
  }
}

double event_scale(EventType type, const std::vector<std::string>& modes) {
  // The manual scores modes of a few types apart from the type.
  const auto has = [&](std::string_view mode) {
    return std::find(modes.begin(), modes.end(), mode) != modes.end();
  };
  if (type == EventType::ACCUSE && (has("disapprove") || has("investigate"))) return -2.0;
  return row(type).score;
}

const std::vector<std::string_view>& modes_of(EventType type) {
  return row(type).modes;
}

const std::vector<std::string_view>& all_contexts() {
  static const std::vector<std::string_view> contexts = {"asylum",
                                                         "cbrn",
                                                         "corruption",
                                                         "crime",
                                                         "culture",
                                                         "cyber",
                                                         "diplomatic",
                                                         "disaster",
                                                         "disease",
                                                         "disinformation",
                                                         "economic",
                                                         "education",
                                                         "election",
                                                         "environment",
                                                         "executive",
                                                         "gender",
                                                         "government",
                                                         "human_rights",
                                                         "human_security",
                                                         "humanitarian",
                                                         "illegal_drugs",
                                                         "intelligence",
                                                         "international_law",
                                                         "legal",
                                                         "legislative",
                                                         "lgbt",
                                                         "maritime",
                                                         "migration",
                                                         "military",
                                                         "peacekeeping",
                                                         "political",
                                                         "political_institutions",
                                                         "religion_ethnicity",
                                                         "resource",
                                                         "rights_freedoms",
                                                         "territory",
                                                         "terrorism"};
  return contexts;
}

std::vector<std::string_view> Status::list() const {
  std::vector<std::string_view> out;
  if (historical) out.push_back("historical");
  if (future) out.push_back("future");
  if (hypothetical) out.push_back("hypothetical");
  if (negation) out.push_back("negation");
  return out;
}

}  // namespace dragoman
