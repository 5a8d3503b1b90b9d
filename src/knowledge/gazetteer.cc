// The gazetteer of populated places: the JSON that script/fetch_gazetteer unpacks, compiled into a
// file of its own beside knowledge.bin, because it changes never and the tables change often.

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <unordered_map>

#include "knowledge/blob.h"
#include "knowledge/key.h"
#include "knowledge/knowledge.h"
#include "knowledge/tables.h"

namespace dragoman {
namespace {

struct GazetteerCountry {
  std::string alpha3, capital;
};

bool is_latin(std::string_view folded) {
  return std::all_of(folded.begin(), folded.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

Error unreadable(const std::string& file, const char* what) {
  return {"E233-gazetteer", fmt::format("cannot read the gazetteer: {}", what), file, -1,
          "run script/fetch_gazetteer"};
}

}  // namespace

Result<std::string> compile_gazetteer(const std::string& folder) {
  simdjson::dom::parser parser;
  std::unordered_map<std::string, GazetteerCountry> countries;
  std::unordered_map<std::string, std::string> states;
  try {
    for (auto [alpha2, country] : simdjson::dom::object(parser.load(folder + "/countries.json"))) {
      const std::string_view alpha3 = country["iso3"];
      countries[std::string(alpha2)] = {alpha3 == "XKX" ? "KOS" : std::string(alpha3),
                                        std::string(std::string_view(country["capital"]))};
    }
    for (auto [code, state] : simdjson::dom::object(parser.load(folder + "/us_states.json")))
      states[std::string(code)] = std::string(std::string_view(state["name"]));

    blob::Writer w;
    blob::IndexBuilder index(false);
    std::vector<blob::Place> places;
    for (auto [id, city] : simdjson::dom::object(parser.load(folder + "/cities500.json"))) {
      const std::string_view name = city["name"], alpha2 = city["countrycode"],
                             admin1 = city["admin1code"];
      const auto country = countries.find(std::string(alpha2));
      if (country == countries.end()) continue;
      const bool capital = country->second.capital == name;
      const auto state = states.find(std::string(admin1));
      const auto row = static_cast<std::uint32_t>(places.size());
      places.push_back(
          {w.text(name), w.text(country->second.alpha3),
           alpha2 == "US" && state != states.end() ? w.text(state->second) : blob::Text{},
           w.text(capital ? "P.PPLC" : "P.PPL"), int64_t(city["geonameid"]),
           int64_t(city["population"]), double(city["latitude"]), double(city["longitude"])});
      index.add(key_of(name, KeySpace::Gazetteer),
                {static_cast<std::uint32_t>(FactKind::Place), row, 0});
      for (std::string_view alternate : simdjson::dom::array(city["alternatenames"])) {
        const std::string key = key_of(alternate, KeySpace::Gazetteer);
        if (key.size() < 4 || !is_latin(key) || key == key_of(name, KeySpace::Gazetteer)) continue;
        index.add(key, {static_cast<std::uint32_t>(FactKind::Place), row, 1});
      }
    }
    // Counties of the United States have no point of their own here: the ranker finds one for them.
    for (auto county : simdjson::dom::array(parser.load(folder + "/us_counties.json"))) {
      const std::string_view name = county["name"];
      const auto state = states.find(std::string(std::string_view(county["state"])));
      if (state == states.end()) continue;
      const auto row = static_cast<std::uint32_t>(places.size());
      places.push_back(
          {w.text(name), w.text("USA"), w.text(state->second), w.text("A.ADM2"), 0, 0, 1000, 1000});
      index.add(key_of(name, KeySpace::Gazetteer),
                {static_cast<std::uint32_t>(FactKind::Place), row, 0});
    }
    w.section(blob::kPlaces, places);
    index.finish(w);
    return w.finish();
  } catch (const simdjson::simdjson_error& error) {
    return unreadable(folder, error.what());
  }
}

}  // namespace dragoman
