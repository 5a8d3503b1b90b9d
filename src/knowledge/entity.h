// Who takes part in an event and where it happens: the vocabulary of codes and sectors, and the
// records that resolution produces. An Entity always carries the span of its words in the source.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"

namespace dragoman {

// PLOVER sectors, in the order of record.md.
enum class Sector : std::uint8_t {
  GOV,
  MIL,
  COP,
  JUD,
  LEG,
  PRM,
  PTY,
  REB,
  SPY,
  UAF,
  UNK,
  AGR,
  BUS,
  CRM,
  CVL,
  EDU,
  ELI,
  JRN,
  LAB,
  MED,
  REF,
  OPP,
  PRE,
  REL,
  SOC
};
inline constexpr int kSectorCount = static_cast<int>(Sector::SOC) + 1;
std::string_view name_of(Sector);
std::optional<Sector> sector_of(std::string_view);

class SectorSet {
 public:
  void add(Sector s) { bits_ |= 1u << static_cast<unsigned>(s); }
  void add(SectorSet o) { bits_ |= o.bits_; }
  bool has(Sector s) const { return bits_ >> static_cast<unsigned>(s) & 1u; }
  bool intersects(SectorSet o) const { return bits_ & o.bits_; }
  bool empty() const { return bits_ == 0; }
  std::vector<Sector> list() const;  // in enum order
  bool operator==(const SectorSet&) const = default;
  // "GOV;MIL": unknown names give nothing.
  static std::optional<SectorSet> parse(std::string_view list);

 private:
  std::uint32_t bits_ = 0;
};

struct Entity {
  std::string code;  // ISO alpha-3, or UNO EUR IGO NGO MNC IMG ISM; empty where unknown
  SectorSet sector;
  std::string identifier_id;    // Wikidata id, or empty
  std::string identifier_text;  // canonical name, or empty
  std::string row;              // id of the person, organisation or country of the tables, or empty
  std::string office;           // held on the day of the event, or empty
  Span span;                    // the words that name the entity here
  std::string text;             // those words
  std::string mention;          // name, nominal, pronoun, metonym
  std::string basis;            // what decided code and sector: rows and rules, "; "-separated
};

// Who an entity is, in every document alike: the id of its row, or, for a name that no table has,
// one made of the name and the code alone ("new-" and 16 hexadecimal digits), so that the same
// stranger in two reports is one. Empty where nobody is named.
std::string stable_id(const Entity& entity);

struct Place {
  std::string extracted_place, resolved_place;
  std::int64_t geonameid = 0;  // 0: none
  double latitude = 0, longitude = 0;
  bool has_coordinates = false;
  std::string city, district, province, country, country_code;  // country_code: alpha-3
  std::string feature_class, feature_code, resolution;
  Span span;
  std::string basis;
};

}  // namespace dragoman
