#include "language/abbreviations.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <string>

#include "language/characters.h"

namespace dragoman {
namespace {

// Every table is sorted by bytes, which the unit test checks through lookups of first and last
// rows.
template <std::size_t N>
bool has(const std::string_view (&table)[N], std::string_view key) {
  return std::binary_search(std::begin(table), std::end(table), key);
}

constexpr std::string_view kTitles[] = {
    "Abp.",   "Adj.",  "Adm.", "Amb.",  "Archbp.", "Asst.", "Atty.", "Bp.",    "Brig.",   "Capt.",
    "Cdr.",   "Cf.",   "Ch.",  "Cllr.", "Cmdr.",   "Cmdt.", "Col.",  "Comdr.", "Cong.",   "Cpl.",
    "Cpt.",   "Del.",  "Dr.",  "Drs.",  "E.g.",    "Eng.",  "Fr.",   "Ft.",    "Gen.",    "Gens.",
    "Gov.",   "Govs.", "Hon.", "I.e.",  "Insp.",   "Lt.",   "Lts.",  "Maj.",   "Messrs.", "Mlle.",
    "Mme.",   "Mr.",   "Mrs.", "Ms.",   "Msgr.",   "Mt.",   "Mx.",   "Pfc.",   "Pres.",   "Prof.",
    "Profs.", "Pt.",   "Pte.", "Pvt.",  "Rep.",    "Reps.", "Rev.",  "Rt.",    "Sec.",    "Sen.",
    "Sens.",  "Sgt.",  "Spc.", "Sr.",   "St.",     "Ste.",  "Supt.", "Vol.",   "approx.", "ca.",
    "cf.",    "e.g.",  "eg.",  "i.e.",  "viz.",    "vol.",  "vs."};

// Months also stand without a number ("last Sept."); the others need one.
constexpr std::string_view kMonths[] = {"Apr.", "Aug.", "Dec.", "Feb.", "Jan.", "Jul.",
                                        "Jun.", "Mar.", "Nov.", "Oct.", "Sep.", "Sept."};
constexpr std::string_view kBeforeNumber[] = {"Art.", "Fig.", "Figs.",  "No.",  "Nos.",  "Nr.",
                                              "Par.", "Res.", "S/Res.", "art.", "c.",    "ch.",
                                              "fig.", "no.",  "nos.",   "p.",   "para.", "pp."};

constexpr std::string_view kPlain[] = {
    "Ala.",   "Ariz.", "Ark.",  "Ass't.", "Assn.", "Assoc.", "Ave.",  "Bldg.", "Blvd.", "Bros.",
    "Calif.", "Co.",   "Colo.", "Conn.",  "Corp.", "Cos.",   "Dept.", "Dist.", "Div.",  "Esq.",
    "Est.",   "Fla.",  "Fri.",  "Ga.",    "Govt.", "Ill.",   "Inc.",  "Ind.",  "Inst.", "Intl.",
    "Jr.",    "Kan.",  "Ky.",   "La.",    "Ltd.",  "Mass.",  "Md.",   "Mfg.",  "Mich.", "Minn.",
    "Miss.",  "Mo.",   "Mon.",  "Mont.",  "Natl.", "Neb.",   "Nev.",  "Okla.", "Ont.",  "Ore.",
    "Pa.",    "Ph.",   "Prov.", "Pty.",   "Que.",  "Rd.",    "Regt.", "Sat.",  "Sc.",   "Sq.",
    "Sun.",   "Tenn.", "Tex.",  "Thu.",   "Thur.", "Thurs.", "Tue.",  "Tues.", "Univ.", "Va.",
    "Vt.",    "Wash.", "Wed.",  "Wis.",   "Wyo.",  "al.",    "co.",   "corp.", "dept.", "est.",
    "etc.",   "ext.",  "ft.",   "govt.",  "hr.",   "hrs.",   "inc.",  "kg.",   "km.",   "lb.",
    "lbs.",   "ltd.",  "mi.",   "min.",   "mins.", "oz.",    "pct.",  "sec.",  "sq.",   "tel.",
    "yr.",    "yrs."};

constexpr std::string_view kPrefixes[] = {
    "anti",  "arch",  "co",    "counter", "couter", "cross", "de",    "e",      "ex",     "extra",
    "fore",  "hyper", "infra", "inter",   "intra",  "macro", "mega",  "micro",  "mid",    "mini",
    "multi", "non",   "over",  "post",    "pre",    "pro",   "proto", "pseudo", "psycho", "re",
    "semi",  "socio", "sub",   "super",   "trans",  "ultra", "un",    "under",  "uni"};
constexpr std::string_view kSuffixes[] = {"esque", "fold", "ish", "wide", "wise"};
constexpr std::string_view kAddressEndings[] = {
    "asp", "aspx", "biz", "co",   "com", "de",   "doc",  "docx", "edu", "eu", "exe",
    "fr",  "gif",  "gov", "gr",   "htm", "html", "info", "int",  "io",  "ir", "jpg",
    "mil", "mp3",  "net", "org",  "pdf", "php",  "png",  "ppt",  "ru",  "tr", "tv",
    "txt", "ua",   "uk",  "unix", "url", "us",   "xls",  "xlsx", "zip"};
constexpr std::string_view kUnits[] = {
    "AM",  "C",   "F",  "GB", "GW",  "Hz",   "K",  "KM", "M",   "MB",   "MW",  "PM", "a.m.",
    "am",  "bn",  "cc", "cm", "ft",  "gb",   "ha", "hh", "hp",  "hr",   "hrs", "hz", "k",
    "kHz", "kW",  "kg", "km", "km²", "kph",  "kt", "lb", "lbs", "m",    "mb",  "mg", "mins",
    "ml",  "mln", "mm", "mn", "mph", "p.m.", "pm", "tn", "trn", "watt", "yrs"};
constexpr std::string_view kSyllables[] = {
    "ae",    "bae",   "beom",  "bin",   "bo",     "bok",   "bom",   "bong", "bum",   "byung",
    "chan",  "chang", "chen",  "cheol", "cheong", "chi",   "ching", "chol", "choon", "chu",
    "chul",  "chun",  "chung", "dae",   "do",     "dong",  "duk",   "eui",  "eun",   "fang",
    "fung",  "gap",   "geun",  "gi",    "gil",    "gon",   "goo",   "gu",   "guk",   "gwang",
    "gyu",   "gyun",  "ha",    "hae",   "hak",    "han",   "he",    "hee",  "heon",  "ho",
    "hong",  "hoon",  "hua",   "hui",   "hun",    "hwa",   "hwan",  "hye",  "hyeon", "hyo",
    "hyon",  "hyun",  "hyung", "ik",    "il",     "im",    "in",    "ing",  "ja",    "jae",
    "je",    "jen",   "jeong", "ji",    "jia",    "jie",   "jin",   "jo",   "jong",  "joo",
    "joon",  "ju",    "jun",   "jung",  "ka",     "kai",   "kan",   "kang", "keung", "ki",
    "kin",   "kit",   "koo",   "kook",  "ku",     "kuang", "kuk",   "kun",  "kwan",  "kwang",
    "kwok",  "kyo",   "kyong", "kyu",   "kyun",   "kyung", "lai",   "lam",  "lan",   "li",
    "liang", "lin",   "ling",  "lun",   "mei",    "mi",    "min",   "ming", "mo",    "mok",
    "moon",  "mun",   "myong", "myung", "na",     "nam",   "neung", "nyeo", "ok",    "pei",
    "pik",   "ping",  "pyo",   "rae",   "ran",    "ri",    "rim",   "rong", "ryong", "ryul",
    "sang",  "se",    "seo",   "seok",  "seon",   "seong", "seung", "shan", "shek",  "shen",
    "shi",   "shih",  "shik",  "shin",  "shui",   "si",    "sik",   "siu",  "sol",   "son",
    "song",  "soo",   "sook",  "soon",  "su",     "suk",   "sun",   "sung", "tae",   "taek",
    "tai",   "te",    "teng",  "tin",   "tung",   "tze",   "un",    "wai",  "wan",   "wei",
    "wen",   "won",   "woo",   "wook",  "wu",     "xiang", "ya",    "yan",  "yang",  "ye",
    "yeol",  "yeon",  "yeong", "yi",    "ying",   "yiu",   "yo",    "yol",  "yong",  "yoo",
    "yoon",  "you",   "young", "yu",    "yuan",   "yuen",  "yul",   "yun",  "yung"};

// Words that begin sentences far more often than they follow an abbreviation within one.
constexpr std::string_view kStarters[] = {
    "a",       "about", "after",   "all",     "although",  "an",    "and",       "another",
    "as",      "at",    "because", "before",  "both",      "but",   "by",        "despite",
    "during",  "each",  "earlier", "even",    "for",       "from",  "he",        "her",
    "here",    "his",   "how",     "however", "i",         "if",    "in",        "it",
    "its",     "last",  "later",   "many",    "meanwhile", "more",  "most",      "no",
    "not",     "now",   "on",      "one",     "only",      "or",    "other",     "our",
    "several", "she",   "since",   "so",      "some",      "still", "such",      "that",
    "the",     "their", "then",    "there",   "these",     "they",  "this",      "those",
    "though",  "to",    "two",     "under",   "until",     "we",    "what",      "when",
    "where",   "while", "who",     "why",     "with",      "yes",   "yesterday", "yet",
    "you"};

}  // namespace

bool is_month_abbreviation(std::string_view word) {
  if (has(kMonths, word)) return true;
  if (word.size() < 4 || !is_all_upper(word)) return false;
  std::string title(word);
  for (std::size_t i = 1; i < title.size(); ++i)
    if (is_ascii_upper(title[i])) title[i] = static_cast<char>(title[i] + 32);
  // "MAR." and "JUN." are as rare as they are risky.
  return has(kMonths, title) && title != "Mar." && title != "Jun.";
}

AbbreviationKind abbreviation_kind(std::string_view word) {
  if (word.size() > 9) return AbbreviationKind::None;
  if (has(kTitles, word)) return AbbreviationKind::Title;
  if (has(kMonths, word) || has(kBeforeNumber, word)) return AbbreviationKind::Number;
  if (has(kPlain, word)) return AbbreviationKind::Plain;
  if (word.size() >= 3 && is_all_upper(word)) {
    std::string title(word);
    for (std::size_t i = 1; i < title.size(); ++i)
      if (is_ascii_upper(title[i])) title[i] = static_cast<char>(title[i] + 32);
    if (has(kTitles, title)) return AbbreviationKind::Title;
    if (is_month_abbreviation(word) || title == "No." || title == "Nos.")
      return AbbreviationKind::Number;
    if (title == "Inc." || title == "Corp." || title == "Ltd." || title == "Co." || title == "Jr.")
      return AbbreviationKind::Plain;
  }
  return AbbreviationKind::None;
}

bool is_joined_prefix(std::string_view lower) {
  return has(kPrefixes, lower);
}
bool is_joined_suffix(std::string_view lower) {
  return has(kSuffixes, lower);
}
bool is_address_ending(std::string_view lower) {
  return has(kAddressEndings, lower);
}
bool is_sentence_starter(std::string_view lower) {
  return has(kStarters, lower);
}
bool is_unit(std::string_view word) {
  return has(kUnits, word);
}
bool is_given_name_syllable(std::string_view lower) {
  return has(kSyllables, lower);
}

}  // namespace dragoman
