// Names of places to places. One reading for each name of a document, chosen together: what the
// names beside it, the country of the report and sheer size make likely.
//
//   for (const Place& place : rank_places(knowledge, text, spans, {"USA"})) ...
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "knowledge/knowledge.h"

namespace dragoman {

// A place for every span of `text`; one without coordinates or country where nothing is known.
// `hints`: codes of countries that the report comes from or is about, likeliest first.
std::vector<Place> rank_places(const Knowledge& knowledge, std::string_view text,
                               const std::vector<Span>& names,
                               const std::vector<std::string>& hints);

// The country that a publication's name tells ("The Jakarta Post"), or nothing.
std::string publication_country(const Knowledge& knowledge, std::string_view publication);

// Kilometres between two points of the globe.
double distance_km(double latitude_a, double longitude_a, double latitude_b, double longitude_b);

}  // namespace dragoman
