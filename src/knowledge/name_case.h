// Names in capitals as news prints them: "BAN KI-MOON" -> "Ban Ki-moon", "ARMY OF GOD (AOG)".
#pragma once

#include <set>
#include <string>
#include <string_view>

namespace dragoman {

class NameCase {
 public:
  // Words that stay in capitals: "NATO", "UN".
  explicit NameCase(std::set<std::string> abbreviations)
      : abbreviations_(std::move(abbreviations)) {}
  std::string person(std::string_view capitals) const;
  std::string organisation(std::string_view capitals) const;

 private:
  std::string cased(std::string_view capitals, bool person) const;
  std::set<std::string> abbreviations_;
};

}  // namespace dragoman
