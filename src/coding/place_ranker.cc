#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <unordered_map>

#include "coding/toponyms.h"

namespace dragoman {
namespace {

enum class Level { Wide, Country, Province, County, Region, City };

struct Reading {
  std::string name, code, province;
  Level level = Level::City;
  std::string kind;
  std::int64_t geonameid = 0, population = 0;
  double latitude = 0, longitude = 0;
  bool located = false;
  double prior = 0, score = 0;
};

// One name of the document, with all its occurrences.
struct Group {
  std::string key;
  std::vector<Reading> readings;
  std::vector<std::size_t> occurrences;
  int chosen = -1;
};

constexpr double kWithin = 5.0, kNotWithin = -2.5;  // "City, State"
constexpr double kCountryShare = 2.0, kProvinceShare = 3.0, kNear = 1.5, kHint = 0.8;

std::string plain(std::string_view name) {
  if (name.starts_with("the ") || name.starts_with("The ")) name.remove_prefix(4);
  if (name.ends_with("'s")) name.remove_suffix(2);
  if (name.ends_with("\u2019s")) name.remove_suffix(4);
  std::string out;
  for (char c : name) {
    const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!space)
      out += c;
    else if (!out.empty() && out.back() != ' ')
      out += ' ';
  }
  for (std::string_view shortened : {" Co.", " CO.", " Cty."})
    if (out.ends_with(shortened)) out = out.substr(0, out.size() - shortened.size()) + " County";
  return out;
}

double prior_of(const Reading& r, bool alternate) {
  switch (r.level) {
    case Level::Country:
      return 6.2;
    case Level::Wide:
      return 6.0;
    case Level::Province:
      return 5.2;
    case Level::Region:
      return 4.6;
    case Level::County:
      return 4.0;
    case Level::City:
      break;
  }
  return 0.9 * std::log10(static_cast<double>(std::max<std::int64_t>(r.population, 100))) +
         (r.kind == "P.PPLC" ? 0.6 : 0) - (alternate ? 0.9 : 0);
}

class Ranker {
 public:
  Ranker(const Knowledge& knowledge, std::string_view text, const std::vector<Span>& names,
         const std::vector<std::string>& hints)
      : k_(knowledge), text_(text), names_(names), hints_(hints) {}

  std::vector<Place> run() {
    std::map<std::string, std::size_t> at;
    group_of_.resize(names_.size());
    for (std::size_t i = 0; i < names_.size(); ++i) {
      const std::string name = plain(slice(text_, names_[i]));
      const auto [found, fresh] = at.try_emplace(name, groups_.size());
      if (fresh) groups_.push_back({name, readings_of(name), {}, -1});
      groups_[found->second].occurrences.push_back(i);
      group_of_[i] = found->second;
    }
    for (std::size_t i = 0; i < names_.size(); ++i) after_.push_back(container_after(i));
    // The first round knows of no other place; a later one that changes nothing is the last.
    for (int round = 0; round < 4; ++round)
      if (!choose(round) && round > 0) break;
    std::vector<Place> out;
    for (std::size_t i = 0; i < names_.size(); ++i) out.push_back(place_of(i));
    return out;
  }

 private:
  std::vector<Reading> readings_of(const std::string& name) {
    std::vector<Reading> out;
    const auto add_country = [&](std::uint32_t row) {
      const CountryView c = k_.country(row);
      if (std::any_of(out.begin(), out.end(), [&](const Reading& r) {
            return r.level == Level::Country && r.code == c.code;
          }))
        return;
      Reading r;
      r.name = c.name;
      r.code = c.code;
      r.level = Level::Country;
      r.kind = "A.PCLI";
      for (const auto& v : k_.places(c.name))
        if (v.from_table && v.feature_class == "country" && v.country_code == c.code) {
          r.latitude = v.latitude;
          r.longitude = v.longitude;
          r.located = true;
        }
      r.prior = prior_of(r, false);
      out.push_back(std::move(r));
    };
    for (const Candidate& c : k_.find(name)) {
      if (c.kind != FactKind::Country) continue;
      const auto form = k_.country_form(c.form);
      if (form.kind == "capital" || form.kind == "metonym" || form.kind == "region") continue;
      add_country(c.row);
    }
    for (const auto& v : k_.places(name)) {
      Reading r;
      r.name = v.name;
      r.code = v.country_code.substr(0, v.country_code.find(';'));
      r.latitude = v.latitude;
      r.longitude = v.longitude;
      r.located = v.has_coordinates;
      r.population = v.population;
      r.geonameid = v.geonameid;
      if (v.from_table) {
        if (v.feature_class == "country") {
          if (const auto row = k_.country_by_code(v.country_code)) add_country(*row);
          continue;
        }
        r.level = v.feature_class == "province" ? Level::Province
                  : v.feature_class == "wide"   ? Level::Wide
                                                : Level::Region;
        r.kind = v.feature_class;
        if (r.level == Level::Province) r.province = v.name;
      } else {
        r.province = v.province;
        r.kind = fmt::format("{}.{}", v.feature_class, v.feature_code);
        r.level = v.feature_class == "A" ? Level::County : Level::City;
      }
      r.prior = prior_of(r, v.alternate_name);
      out.push_back(std::move(r));
    }
    return out;
  }

  // What stands after a name where it says where the name lies: ", Texas" or " (Iraq)".
  std::string container_after(std::size_t i) const {
    std::string_view rest = text_.substr(names_[i].end);
    if (rest.starts_with(", "))
      rest.remove_prefix(2);
    else if (rest.starts_with(" ("))
      rest.remove_prefix(2);
    else
      return {};
    // The next given name, where it begins right there; else up to three capitalised words.
    const auto begin = static_cast<std::uint32_t>(rest.data() - text_.data());
    for (const Span& other : names_)
      if (other.begin == begin) return plain(slice(text_, other));
    std::size_t end = 0;
    std::string best;
    for (int words = 0; words < 3 && end < rest.size(); ++words) {
      if (!(rest[end] >= 'A' && rest[end] <= 'Z')) break;
      while (end < rest.size() && rest[end] != ' ' && rest[end] != ',' && rest[end] != ')' &&
             rest[end] != '\n')
        ++end;
      const std::string candidate = plain(rest.substr(0, end));
      const bool known =
          std::any_of(candidate.begin(), candidate.end(), [](char c) { return c != '.'; }) &&
          is_container(candidate);
      if (known) best = candidate;
      if (end >= rest.size() || rest[end] != ' ') break;
      ++end;
    }
    return best;
  }
  bool is_container(const std::string& name) const {
    for (const Candidate& c : k_.find(name))
      if (c.kind == FactKind::Country && k_.country_form(c.form).kind != "capital" &&
          k_.country_form(c.form).kind != "metonym")
        return true;
    for (const auto& v : k_.places(name))
      if (v.from_table && (v.feature_class == "province" || v.feature_class == "country"))
        return true;
    return false;
  }

  // +1 where the reading lies in the container, -1 where it does not, 0 where there is none.
  int inside(const Reading& r, const std::string& container) {
    if (container.empty()) return 0;
    auto known = containers_.find(container);
    if (known == containers_.end())
      known = containers_.emplace(container, readings_of(container)).first;
    bool any = false;
    for (const Reading& c : known->second) {
      if (c.level == Level::Country) {
        any = true;
        if (c.code == r.code && r.level != Level::Country) return 1;
      } else if (c.level == Level::Province || c.level == Level::County) {
        any = true;
        if (c.code != r.code || r.level == Level::Country || r.name == c.name) continue;
        const std::string& province = c.level == Level::Province ? c.name : c.province;
        if (!r.province.empty()
                ? r.province == province
                : c.located && r.located &&
                      distance_km(r.latitude, r.longitude, c.latitude, c.longitude) < 700)
          return 1;
      }
    }
    return any ? -1 : 0;
  }

  // Whether any choice changed.
  bool choose(int round) {
    // What the other names now stand for.
    std::map<std::string, double> countries, provinces;
    double sum = 0, province_sum = 0;
    for (const Group& g : groups_) {
      if (g.chosen < 0) continue;
      const Reading& r = g.readings[static_cast<std::size_t>(g.chosen)];
      const double weight = 1 + std::log2(static_cast<double>(g.occurrences.size()));
      countries[r.code] += weight;
      sum += weight;
      if (!r.province.empty()) {
        provinces[r.code + r.province] += weight;
        province_sum += weight;
      }
    }
    std::vector<int> next(groups_.size(), -1);
    for (std::size_t g = 0; g < groups_.size(); ++g) {
      Group& group = groups_[g];
      const double own = 1 + std::log2(static_cast<double>(group.occurrences.size()));
      double best = -1e9;
      for (std::size_t c = 0; c < group.readings.size(); ++c) {
        Reading& r = group.readings[c];
        double score = r.prior;
        int votes = 0;
        for (std::size_t i : group.occurrences) {
          const int in = inside(r, after_[i]);
          votes = in > 0 ? 1 : votes == 0 ? in : votes;
        }
        score += votes > 0 ? kWithin : votes < 0 ? kNotWithin : 0;
        for (std::size_t h = 0; h < hints_.size(); ++h)
          if (hints_[h] == r.code) {
            score += kHint / static_cast<double>(h + 1);
            break;
          }
        if (round > 0) {
          const bool mine = group.chosen == static_cast<int>(c);
          const bool my_country =
              group.chosen >= 0 &&
              group.readings[static_cast<std::size_t>(group.chosen)].code == r.code;
          const double others = countries[r.code] - (my_country ? own : 0);
          if (sum > own) score += kCountryShare * others / (sum - own);
          if (!r.province.empty() && province_sum > 0) {
            const bool my_province =
                my_country &&
                group.readings[static_cast<std::size_t>(group.chosen)].province == r.province;
            const double all =
                province_sum -
                (group.chosen >= 0 &&
                         !group.readings[static_cast<std::size_t>(group.chosen)].province.empty()
                     ? own
                     : 0);
            if (all > 0)
              score +=
                  kProvinceShare * (provinces[r.code + r.province] - (my_province ? own : 0)) / all;
          }
          if (r.located && r.level != Level::Country && r.level != Level::Wide)
            score += kNear * nearness(g, r);
          (void)mine;
        }
        r.score = score;
        if (score > best) {
          best = score;
          next[g] = static_cast<int>(c);
        }
      }
    }
    bool changed = false;
    for (std::size_t g = 0; g < groups_.size(); ++g) {
      changed |= groups_[g].chosen != next[g];
      groups_[g].chosen = next[g];
    }
    return changed;
  }

  // How close other chosen places lie, 0 to 1.
  double nearness(std::size_t self, const Reading& r) const {
    double total = 0;
    for (std::size_t g = 0; g < groups_.size(); ++g) {
      if (g == self || groups_[g].chosen < 0) continue;
      const Reading& o = groups_[g].readings[static_cast<std::size_t>(groups_[g].chosen)];
      if (!o.located || o.level == Level::Country || o.level == Level::Wide) continue;
      total += std::exp(-distance_km(r.latitude, r.longitude, o.latitude, o.longitude) / 120.0);
    }
    return std::min(1.0, total / 1.5);
  }

  // A county has no coordinates of its own: the middle of the report's other places in its state,
  // or of the state.
  void locate_county(Reading& r, std::size_t self) const {
    double latitude = 0, longitude = 0;
    int n = 0;
    for (std::size_t g = 0; g < groups_.size(); ++g) {
      if (g == self || groups_[g].chosen < 0) continue;
      const Reading& o = groups_[g].readings[static_cast<std::size_t>(groups_[g].chosen)];
      if (!o.located || o.level != Level::City || o.code != r.code || o.province != r.province)
        continue;
      latitude += o.latitude;
      longitude += o.longitude;
      ++n;
    }
    if (n) {
      r.latitude = latitude / n;
      r.longitude = longitude / n;
      r.located = true;
      return;
    }
    for (const auto& v : k_.places(r.province))
      if (v.from_table && v.feature_class == "province" && v.country_code == r.code) {
        r.latitude = v.latitude;
        r.longitude = v.longitude;
        r.located = true;
      }
  }

  Place place_of(std::size_t i) {
    Place p;
    p.span = names_[i];
    p.extracted_place = slice(text_, names_[i]);
    const Group& group = groups_[group_of_[i]];
    if (group.chosen < 0) {
      p.resolution = "unknown";
      return p;
    }
    Reading r = group.readings[static_cast<std::size_t>(group.chosen)];
    if (!r.located && r.level == Level::County) locate_county(r, group_of_[i]);
    p.resolved_place = r.name;
    p.geonameid = r.geonameid;
    p.latitude = r.located ? r.latitude : 0;
    p.longitude = r.located ? r.longitude : 0;
    p.has_coordinates = r.located;
    p.country_code = r.code;
    if (const auto row = k_.country_by_code(r.code)) p.country = k_.country(*row).name;
    p.province = r.province;
    switch (r.level) {
      case Level::City:
        p.city = r.name;
        p.resolution = "city";
        break;
      case Level::County:
        p.district = r.name;
        p.resolution = "district";
        break;
      case Level::Province:
        p.province = r.name;
        p.resolution = "province";
        break;
      case Level::Country:
        p.resolution = "country";
        break;
      default:
        p.resolution = "region";
        break;
    }
    const auto dot = r.kind.find('.');
    if (dot != std::string::npos) {
      p.feature_class = r.kind.substr(0, dot);
      p.feature_code = r.kind.substr(dot + 1);
    } else {
      const auto [feature, code] = feature_of(r.kind);
      p.feature_class = feature;
      p.feature_code = code;
    }
    p.basis =
        fmt::format("{} of {} readings, score {:.2f}{}", p.resolution, group.readings.size(),
                    r.score, after_[i].empty() ? "" : fmt::format(", before '{}'", after_[i]));
    return p;
  }

  // GeoNames class and code of a kind of data/places.
  static std::pair<std::string_view, std::string_view> feature_of(std::string_view kind) {
    static const std::unordered_map<std::string_view, std::pair<std::string_view, std::string_view>>
        features = {
            {"province", {"A", "ADM1"}}, {"wide", {"L", "RGN"}},      {"sea", {"H", "SEA"}},
            {"river", {"H", "STM"}},     {"lake", {"H", "LK"}},       {"strait", {"H", "STRT"}},
            {"gulf", {"H", "GULF"}},     {"canal", {"H", "CNL"}},     {"island", {"T", "ISL"}},
            {"mountains", {"T", "MTS"}}, {"valley", {"T", "VAL"}},    {"pass", {"T", "PASS"}},
            {"desert", {"T", "DSRT"}},   {"airport", {"S", "AIRP"}},  {"base", {"L", "MILB"}},
            {"camp", {"S", "CMPRF"}},    {"crossing", {"S", "PSTB"}}, {"dam", {"S", "DAM"}},
            {"prison", {"S", "PRN"}},    {"port", {"L", "PRT"}},      {"square", {"S", "SQR"}},
            {"nuclear", {"S", "PSN"}},   {"oilfield", {"L", "OILF"}}, {"battle", {"L", "BTL"}},
            {"site", {"S", "HSTS"}}};
    const auto found = features.find(kind);
    return found == features.end() ? std::pair<std::string_view, std::string_view>{"L", "RGN"}
                                   : found->second;
  }

  const Knowledge& k_;
  std::string_view text_;
  const std::vector<Span>& names_;
  const std::vector<std::string>& hints_;
  std::vector<Group> groups_;
  std::vector<std::size_t> group_of_;
  std::vector<std::string> after_;  // by name: container_after
  std::map<std::string, std::vector<Reading>> containers_;
};

}  // namespace

double distance_km(double la, double lo, double lb, double mo) {
  const double radians = std::numbers::pi / 180;
  const double a = std::sin((lb - la) * radians / 2), b = std::sin((mo - lo) * radians / 2);
  const double h = a * a + std::cos(la * radians) * std::cos(lb * radians) * b * b;
  return 2 * 6371.0 * std::asin(std::min(1.0, std::sqrt(h)));
}

std::vector<Place> rank_places(const Knowledge& knowledge, std::string_view text,
                               const std::vector<Span>& names,
                               const std::vector<std::string>& hints) {
  return Ranker(knowledge, text, names, hints).run();
}

}  // namespace dragoman
