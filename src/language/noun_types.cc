#include "language/noun_types.h"

#include <xxhash.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <vector>

namespace dragoman {
namespace {

struct NounRow {
  std::string_view lemma;
  char type;
};
#include "language/noun_types.inc"

// Words of the news that the treebank's open texts are short of. They go before the learnt rows.
constexpr std::string_view kPersons[] = {
    "aide",         "analyst",         "assassin",     "astronaut",    "attacker",    "ayatollah",
    "banker",       "bishop",          "bomber",       "boss",         "brother",     "bystander",
    "captive",      "cardinal",        "chancellor",   "chief",        "clergyman",   "cleric",
    "colonel",      "commissioner",    "comrade",      "conscript",    "consul",      "counterpart",
    "czar",         "dealer",          "demonstrator", "detainee",     "dictator",    "diplomat",
    "dissident",    "driver",          "economist",    "emir",         "envoy",       "executive",
    "exile",        "extremist",       "farmer",       "fighter",      "fugitive",    "governor",
    "guerrilla",    "gunman",          "hijacker",     "hostage",      "imam",        "inspector",
    "insurgent",    "intruder",        "islamist",     "jihadist",     "justice",     "kidnapper",
    "king",         "lawmaker",        "legislator",   "lieutenant",   "lord",        "loyalist",
    "marine",       "mayor",           "mediator",     "mercenary",    "migrant",     "militant",
    "militiaman",   "mullah",          "negotiator",   "nominee",      "nun",         "opponent",
    "paramilitary", "parliamentarian", "passer-by",    "peacekeeper",  "pilot",       "policeman",
    "policewoman",  "politician",      "pope",         "premier",

    "prince",       "princess",        "prosecutor",   "protester",    "protestor",   "queen",
    "rebel",        "refugee",         "reservist",    "rioter",       "rival",       "ruler",
    "sailor",       "scholar",         "senator",      "separatist",   "sergeant",    "sheikh",
    "sniper",       "soldier",         "spokesman",    "spokesperson", "spokeswoman", "spy",
    "striker",      "successor",       "sultan",       "supporter",    "survivor",    "suspect",
    "technocrat",   "terrorist",       "tourist",      "trader",       "traitor",     "troop",
    "veteran",      "victim",          "villager",     "volunteer",    "voter",       "warlord",
    "witness",      "woman",           "worker",       "youth"};
constexpr std::string_view kOrganisations[] = {
    "assembly",   "bloc",       "brigade",     "bureau",     "cabinet",     "cartel",
    "coalition",  "command",    "commission",  "congress",   "consortium",  "corporation",
    "delegation", "department", "directorate", "force",      "fund",        "group",
    "house",      "insurgency", "junta",       "leadership", "maker",       "militia",
    "mission",    "newspaper",  "office",      "opposition", "parliament",  "party",
    "power",      "presidency", "regime",      "regulator",  "secretariat", "senate",
    "squad",      "subsidiary", "syndicate",   "tribunal",   "union",       "unit",
    "watchdog",   "wing"};
constexpr std::string_view kPlaces[] = {
    "airbase", "airfield",   "canal",     "coast",      "enclave",   "frontier",
    "gulf",    "homeland",   "kingdom",   "metropolis", "neighbour", "neighbourhood",
    "oblast",  "outpost",    "peninsula", "refinery",   "republic",  "sheikhdom",
    "state",   "superpower", "territory", "township",   "zone"};
constexpr std::string_view kTimes[] = {"april",    "august",   "century",   "date",      "day",
                                       "december", "eve",      "february",  "fortnight", "friday",
                                       "january",  "july",     "june",      "march",     "midday",
                                       "midnight", "monday",   "month",     "november",  "october",
                                       "quarter",  "saturday", "september", "spring",    "sunday",
                                       "thursday", "tuesday",  "wednesday", "weekday"};
constexpr std::string_view kPersonEndings[] = {"crat", "eer",    "holder",  "ist",    "man",
                                               "men",  "monger", "ologist", "person", "woman"};

constexpr std::string_view kMale[] = {
    "abdullah",  "ahmad",       "ahmed",       "alexander", "ali",      "andrew",      "anthony",
    "bashar",    "ben",         "benjamin",    "bernard",   "bill",     "boris",       "boy",
    "boyfriend", "brother",     "businessman", "carlos",    "chairman", "charles",     "chris",
    "clergyman", "congressman", "dad",         "daniel",    "david",    "dmitry",      "donald",
    "duke",      "edward",      "emperor",     "eric",      "father",   "francis",     "francois",
    "frank",     "gentleman",   "george",      "gerhard",   "gordon",   "grandfather", "gunman",
    "guy",       "hans",        "harry",       "hassan",    "helmut",   "henry",       "hosni",
    "husband",   "hussein",     "ibrahim",     "igor",      "ivan",     "jack",        "jacques",
    "james",     "jean",        "jeff",        "jim",       "jimmy",    "joe",         "john",
    "jose",      "joseph",      "juan",        "karl",      "kevin",    "khalid",      "king",
    "kofi",      "lord",        "luis",        "mahmoud",   "man",      "mario",       "mark",
    "martin",    "matt",        "matthew",     "michael",   "miguel",   "mike",        "mikhail",
    "mohamed",   "mohammad",    "mohammed",    "monk",      "mr",       "mr.",         "muhammad",
    "mustafa",   "nelson",      "nephew",      "nicolas",   "nikita",   "nikolai",     "nursultan",
    "omar",      "osama",       "pablo",       "patrick",   "paul",     "pedro",       "peter",
    "philip",    "policeman",   "pope",        "priest",    "prince",   "recep",       "richard",
    "robert",    "ronald",      "saddam",      "sergei",    "sergey",   "silvio",      "sir",
    "son",       "spokesman",   "stephen",     "steve",     "steven",   "sultan",      "tariq",
    "thomas",    "tim",         "tom",         "tony",      "uncle",    "viktor",      "vladimir",
    "walter",    "william",     "yasser",      "yitzhak",   "yuri"};
constexpr std::string_view kFemale[] = {
    "actress",      "alice",       "ana",       "angela",   "ann",           "anna",
    "anne",         "aunt",        "barbara",   "benazir",  "businesswoman", "carol",
    "catherine",    "chairwoman",  "christine", "clara",    "congresswoman", "cristina",
    "daughter",     "diana",       "dilma",     "elena",    "elizabeth",     "ellen",
    "emily",        "emma",        "eva",       "fatima",   "federica",      "girl",
    "girlfriend",   "grandmother", "hannah",    "heather",  "helen",         "hillary",
    "indira",       "irina",       "isabel",    "jane",     "janet",         "jennifer",
    "jessica",      "joan",        "julia",     "kamala",   "karen",         "kate",
    "lady",         "laura",       "linda",     "lisa",     "madam",         "madeleine",
    "mademoiselle", "margaret",    "maria",     "marie",    "marine",        "martha",
    "mary",         "megawati",    "melania",   "michelle", "miss",          "mother",
    "mrs",          "mrs.",        "ms",        "ms.",      "mum",           "nancy",
    "natalia",      "niece",       "nun",       "olga",     "patricia",      "policewoman",
    "princess",     "queen",       "rachel",    "rebecca",  "rosa",          "ruth",
    "sara",         "sarah",       "sister",    "sonia",    "sophie",        "spokeswoman",
    "susan",        "svetlana",    "tatiana",   "teresa",   "theresa",       "ursula",
    "victoria",     "widow",       "wife",      "woman",    "yulia"};

constexpr std::string_view kSpeech[] = {
    "acknowledge", "add",      "admit",   "announce", "argue",   "ask",     "claim",  "comment",
    "complain",    "conclude", "confirm", "continue", "declare", "explain", "insist", "note",
    "observe",     "promise",  "quote",   "recall",   "remark",  "reply",   "report", "respond",
    "say",         "state",    "stress",  "suggest",  "tell",    "vow",     "warn",   "write"};

using G = Gender;
constexpr Pronoun kPronouns[] = {
    {"'em", 7, 3, G::Unknown, 2, false},      {"'s", 3, 1, G::Unknown, 2, false},
    {"he", 4, 3, G::Male, 1, false},          {"her", 5, 3, G::Female, 1, false},
    {"hers", 5, 3, G::Female, 1, false},      {"herself", 11, 3, G::Female, 1, true},
    {"him", 4, 3, G::Male, 1, false},         {"himself", 10, 3, G::Male, 1, true},
    {"his", 8, 3, G::Male, 1, false},         {"i", 1, 1, G::Unknown, 1, false},
    {"it", 6, 3, G::Neuter, 1, false},        {"its", 9, 3, G::Neuter, 1, false},
    {"itself", 12, 3, G::Neuter, 1, true},    {"me", 1, 1, G::Unknown, 1, false},
    {"mine", 1, 1, G::Unknown, 1, false},     {"my", 1, 1, G::Unknown, 1, false},
    {"myself", 1, 1, G::Unknown, 1, true},    {"our", 3, 1, G::Unknown, 2, false},
    {"ours", 3, 1, G::Unknown, 2, false},     {"ourselves", 3, 1, G::Unknown, 2, true},
    {"she", 5, 3, G::Female, 1, false},       {"that", 14, 3, G::Unknown, 1, false},
    {"their", 13, 3, G::Unknown, 2, false},   {"theirs", 13, 3, G::Unknown, 2, false},
    {"them", 7, 3, G::Unknown, 2, false},     {"themselves", 7, 3, G::Unknown, 2, true},
    {"these", 15, 3, G::Unknown, 2, false},   {"they", 7, 3, G::Unknown, 2, false},
    {"this", 14, 3, G::Unknown, 1, false},    {"those", 15, 3, G::Unknown, 2, false},
    {"us", 3, 1, G::Unknown, 2, false},       {"we", 3, 1, G::Unknown, 2, false},
    {"you", 2, 2, G::Unknown, 0, false},      {"your", 2, 2, G::Unknown, 0, false},
    {"yours", 2, 2, G::Unknown, 0, false},    {"yourself", 2, 2, G::Unknown, 1, true},
    {"yourselves", 2, 2, G::Unknown, 2, true}};

NounType type_of(char learnt) {
  switch (learnt) {
    case 'p':
      return NounType::Person;
    case 'o':
      return NounType::Organisation;
    case 'l':
      return NounType::Place;
    case 't':
      return NounType::Time;
    default:
      return NounType::Other;
  }
}

// All the lists behind one open-addressed table, for every noun of a text is asked for, most of
// them in vain. Words are compared, the hash only finds.
class Vocabulary {
 public:
  struct Row {
    std::string_view word;
    NounType type = NounType::Unknown;
    Gender gender = Gender::Unknown;
    bool speech = false;
  };

  Vocabulary() : slots_(16384) {
    // The first list that has a word decides.
    add_nouns(kPersons, NounType::Person);
    add_nouns(kOrganisations, NounType::Organisation);
    add_nouns(kPlaces, NounType::Place);
    add_nouns(kTimes, NounType::Time);
    for (const NounRow& row : kLearntNouns) add_noun(row.lemma, type_of(row.type));
    for (const std::string_view word : kMale) row_of(word).gender = Gender::Male;
    for (const std::string_view word : kFemale)
      if (Row& row = row_of(word); row.gender == Gender::Unknown) row.gender = Gender::Female;
    for (const std::string_view word : kSpeech) row_of(word).speech = true;
  }

  // A word of no list has a row without any knowledge.
  const Row& find(std::string_view word) const {
    static constexpr Row kNothing;
    const std::uint16_t row = slots_[place(word)];
    return row == 0 ? kNothing : rows_[row - 1];
  }

 private:
  template <std::size_t N>
  void add_nouns(const std::string_view (&list)[N], NounType type) {
    for (const std::string_view word : list) add_noun(word, type);
  }
  void add_noun(std::string_view word, NounType type) {
    if (Row& row = row_of(word); row.type == NounType::Unknown) row.type = type;
  }
  Row& row_of(std::string_view word) {
    std::uint16_t& slot = slots_[place(word)];
    if (slot == 0) {
      rows_.push_back({word});
      slot = static_cast<std::uint16_t>(rows_.size());
    }
    return rows_[slot - 1];
  }
  std::size_t place(std::string_view word) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = XXH3_64bits(word.data(), word.size()) & mask;
    while (slots_[at] != 0 && rows_[slots_[at] - 1].word != word) at = (at + 1) & mask;
    return at;
  }

  std::vector<std::uint16_t> slots_;  // 0, or one more than the row's number
  std::vector<Row> rows_;
};

const Vocabulary& vocabulary() {
  static const Vocabulary instance;  // immutable once built from constants
  return instance;
}

static_assert(std::size(kPersons) + std::size(kOrganisations) + std::size(kPlaces) +
                      std::size(kTimes) + std::size(kLearntNouns) + std::size(kMale) +
                      std::size(kFemale) + std::size(kSpeech) <
                  8192,
              "the table of the vocabulary is at most half full");

}  // namespace

NounType noun_type(std::string_view lemma) {
  if (const NounType type = vocabulary().find(lemma).type; type != NounType::Unknown) return type;
  for (std::string_view ending : kPersonEndings)
    if (lemma.size() > ending.size() + 2 && lemma.ends_with(ending)) return NounType::Person;
  return NounType::Unknown;
}

Gender gender_of(std::string_view lower) {
  return vocabulary().find(lower).gender;
}

const Pronoun* pronoun(std::string_view lower) {
  if (lower.size() > 10) return nullptr;
  if (lower == "’s") lower = "'s";
  const auto row =
      std::lower_bound(std::begin(kPronouns), std::end(kPronouns), lower,
                       [](const Pronoun& p, std::string_view key) { return p.lower < key; });
  return row != std::end(kPronouns) && row->lower == lower ? row : nullptr;
}

bool is_speech_verb(std::string_view lemma) {
  return vocabulary().find(lemma).speech;
}

}  // namespace dragoman
