// Which person a name means here, and what that person was on a day.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "coding/lexis.h"

namespace dragoman {

// What the report says of a person beside the name.
struct Introduction {
  std::vector<RoleHit> titles;
  std::string country;  // code of the nationality named in the phrase, or empty
};

// The person of this name who fits the day, the titles and the countries of the document; nothing
// where no candidate fits well enough: a wrong person is worse than an unknown one.
std::optional<std::uint32_t> who_is(const Lexis& lexis, const NameHit& hit,
                                    const Introduction& introduction);

// Code, sector, office and identity as of a day. Span, text and mention are left to the caller.
Entity as_of(const Knowledge& knowledge, std::uint32_t person, std::optional<Date> day);

// The office of greatest weight among those: a president is not known by his party post.
std::optional<SpellView> chief_office(const std::vector<SpellView>& offices);

// "leader", "spokesman", "official": says that there is an office, not which.
bool is_general_role(std::string_view role);

}  // namespace dragoman
