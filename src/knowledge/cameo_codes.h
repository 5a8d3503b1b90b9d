// What the codes of CAMEO's actors mean in the terms of the record. The words of the codes are a
// table, data/cameo.tsv; here is how they compose: "USAGOVMIL" is a government, "IMGMUSALQ" are
// worldwide Islamist militants, "NGOAFRHLH" works for health.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "knowledge/entity.h"

namespace dragoman {

struct CameoActor {
  enum Fault { Good, Discarded, UnknownCode, NoParty };
  Fault fault = Good;
  std::string code;     // of the record; empty for an agent without one
  std::string country;  // of a company or an association: where it is at home
  SectorSet sector;
  std::vector<std::string>
      lost;  // parts that the record has no word for: regions, creeds, agencies
  bool religious = false;
};

class CameoCodes {
 public:
  // `countries`: the codes of countries.tsv.
  static Result<CameoCodes> load(const std::string& file, std::set<std::string> countries);
  CameoActor read(std::string_view code) const;

 private:
  struct Meaning {
    std::string kind, value;
  };
  std::map<std::string, Meaning, std::less<>> words_;
  std::set<std::string> countries_;
};

}  // namespace dragoman
