#include "exports/event_layout.h"

#include <fmt/format.h>

#include <algorithm>

#include "relations/series.h"

namespace dragoman {
namespace {

// A scalar as the text of a cell; lists become "a;b".
std::string plain(const Json& value) {
  if (value.is_null()) return "";
  if (value.is_string()) return value.get<std::string>();
  if (value.is_array()) {
    std::string out;
    for (const auto& item : value) out += (out.empty() ? "" : ";") + plain(item);
    return out;
  }
  return to_line(value);
}

Column field(const char* name) {
  return {name, [name](const Json& r) { return plain(member(r, name)); }};
}
Column inner(const char* name, const char* outer, const char* key) {
  return {name, [outer, key](const Json& r) { return plain(member(member(r, outer), key)); }};
}
// One member of every entity of a list; an entity without it leaves its place empty ("RUS;;TUR").
Column entities(const std::string& name, const char* list, const char* key) {
  return {name, [list, key](const Json& r) {
            const Json& all = member(r, list);
            std::string out;
            for (std::size_t i = 0; all.is_array() && i < all.size(); ++i) {
              std::string value = plain(member(all[i], key));
              std::replace(value.begin(), value.end(), ';', key[0] == 's' ? '+' : ',');
              out += (i == 0 ? "" : ";") + value;
            }
            return out;
          }};
}

std::string joined(const Json& list, const char* separator) {
  std::string out;
  for (const auto& item : strings_of(list)) out += (out.empty() ? "" : separator) + item;
  return out;
}

std::string one_party(const Json& entity) {
  std::string out = text_or(member(entity, "code"), "?");
  const auto sectors = joined(member(entity, "sector"), "+");
  if (!sectors.empty()) out += ":" + sectors;
  return out;
}

// Code and words: "TUR:MIL Turkish jets".
std::string named_parties(const Json& list) {
  std::string out;
  for (std::size_t i = 0; list.is_array() && i < list.size(); ++i)
    out +=
        (i == 0 ? "" : "; ") + one_party(list[i]) + " " + text_or(member(list[i], "entity_text"));
  return out;
}

std::string type_label(const Json& record) {
  std::string out = joined(member(record, "event"), ";");
  const auto modes = joined(member(record, "mode"), ",");
  if (!modes.empty()) out += " " + modes;
  const std::string aim = text_or(member(member(record, "toward"), "event"));
  if (!aim.empty()) out += " > " + aim;
  return out;
}

std::string place_label(const Json& record) {
  const Json& place = member(record, "event_loc");
  std::string out = text_or(member(place, "extracted_place"));
  const std::string country = text_or(member(place, "country_code"));
  if (!country.empty()) out += (out.empty() ? "" : " ") + country;
  return out;
}

// date_label() in at most 17 columns: what the ends of a range share is not said twice, and a range
// over more than a year keeps its months.
std::string short_date(const Json& record) {
  std::string label = date_label(record);
  const auto cut = label.find('/');
  if (cut == std::string::npos) return label;
  const std::string first = label.substr(0, cut), last = label.substr(cut + 1);
  if (first.substr(0, 7) == last.substr(0, 7)) return first + ".." + last.substr(8);
  if (first.substr(0, 4) == last.substr(0, 4)) return first + ".." + last.substr(5);
  return first.substr(0, 7) + ".." + last.substr(0, 7);
}

std::vector<Column> flat_columns() {
  std::vector<Column> columns = {field("id"),
                                 field("date"),
                                 field("enddate"),
                                 inner("date_grain", "date_info", "grain"),
                                 inner("date_basis", "date_info", "basis"),
                                 inner("date_text", "date_info", "text"),
                                 field("event"),
                                 field("mode"),
                                 field("context"),
                                 field("cameo"),
                                 field("quad_code"),
                                 field("event_scale"),
                                 field("auxiliary")};
  for (const char* side : {"actor", "recipient"}) {
    const std::string name = side;
    columns.push_back(entities(name, side, "code"));
    columns.push_back(entities(name + "_sector", side, "sector"));
    columns.push_back(entities(name + "_text", side, "entity_text"));
    columns.push_back(entities(name + "_name", side, "identifier_text"));
    columns.push_back(entities(name + "_id", side, "identifier_id"));
    columns.push_back(entities(name + "_office", side, "office"));
  }
  for (auto& column :
       std::initializer_list<Column>{inner("toward", "toward", "event"),
                                     inner("toward_mode", "toward", "mode"),
                                     inner("toward_date", "toward", "date"),
                                     inner("toward_enddate", "toward", "enddate"),
                                     inner("place", "event_loc", "extracted_place"),
                                     inner("resolved_place", "event_loc", "resolved_place"),
                                     inner("country", "event_loc", "country_code"),
                                     inner("province", "event_loc", "province"),
                                     inner("city", "event_loc", "city"),
                                     inner("lat", "event_loc", "lat"),
                                     inner("lon", "event_loc", "lon"),
                                     inner("geonameid", "event_loc", "geonameid"),
                                     entities("reporter", "reporter", "entity_text"),
                                     entities("reporter_code", "reporter", "code"),
                                     inner("killed_min", "killed", "min"),
                                     inner("killed_max", "killed", "max"),
                                     inner("injured_min", "injured", "min"),
                                     inner("injured_max", "injured", "max"),
                                     inner("arrested_min", "arrested", "min"),
                                     inner("arrested_max", "arrested", "max"),
                                     field("event_text"),
                                     inner("trigger_start", "trigger", "start"),
                                     inner("trigger_end", "trigger", "end"),
                                     field("text"),
                                     inner("sentence", "text_info", "sequence"),
                                     field("confidence"),
                                     field("link"),
                                     inner("document", "cite_info", "document"),
                                     inner("title", "cite_info", "title"),
                                     inner("publication", "cite_info", "publication"),
                                     inner("published", "cite_info", "published"),
                                     inner("published_basis", "cite_info", "published_basis"),
                                     inner("contributors", "cite_info", "contributors"),
                                     inner("url", "cite_info", "url"),
                                     inner("language", "cite_info", "language"),
                                     inner("codebook", "cite_info", "codebook"),
                                     inner("coder", "cite_info", "coder")})
    columns.push_back(column);
  return columns;
}

}  // namespace

std::string date_label(const Json& record) {
  const auto first = Date::parse(text_or(member(record, "date")));
  if (!first) return "undated";
  const auto last = Date::parse(text_or(member(record, "enddate"))).value_or(*first);
  return range_label({*first, std::max(*first, last)});
}

std::string status_label(const Json& record) {
  return joined(member(record, "auxiliary"), ";");
}

std::string party_label(const Json& list) {
  std::string out;
  for (std::size_t i = 0; list.is_array() && i < list.size(); ++i) {
    const std::string one = one_party(list[i]);
    if (out.find(one) == std::string::npos) out += (out.empty() ? "" : ", ") + one;
  }
  return out.empty() ? "-" : out;
}

std::vector<std::string> evidence_lines(const Json& record) {
  std::vector<std::string> lines;
  lines.push_back(text_or(member(record, "text")));
  std::string parties = named_parties(member(record, "actor"));
  const std::string recipients = named_parties(member(record, "recipient"));
  if (!recipients.empty()) parties += " → " + recipients;
  if (!parties.empty()) lines.push_back(parties);
  const Json& cite = member(record, "cite_info");
  std::string where;
  const auto add = [&](const std::string& label, const std::string& value) {
    if (!value.empty()) where += (where.empty() ? "" : " · ") + label + value;
  };
  std::string reporters;
  const Json& list = member(record, "reporter");
  for (std::size_t i = 0; list.is_array() && i < list.size(); ++i)
    reporters += (i == 0 ? "" : ", ") + text_or(member(list[i], "entity_text"));
  add("according to ", reporters);
  add("in ", place_label(record));
  std::string document = text_or(member(cite, "document"));
  const auto sentence = integer_or(member(member(record, "text_info"), "sequence"), -1);
  if (sentence >= 0) document += fmt::format(" sentence {}", sentence + 1);
  add("", document);
  add("", text_or(member(cite, "publication")));
  add("published ", text_or(member(cite, "published")));
  add("with ", joined(member(cite, "contributors"), ", "));
  add("id=", text_or(member(record, "id")));
  lines.push_back(where);
  return lines;
}

RowLayout event_layout(int width) {
  RowLayout layout;
  layout.columns = flat_columns();
  constexpr int date = 17, status = 12, type = 24, gap = 2;
  // In a narrow terminal the place is left to the notes.
  const bool with_place = width >= 130;
  const int rest = std::max(24, width - date - status - type - gap * (with_place ? 5 : 4));
  const int side = with_place ? rest / 3 : rest / 2;
  const auto side_column = [side](const char* name) {
    return Column{name, [name](const Json& r) { return party_label(member(r, name)); }, false,
                  side};
  };
  layout.table = {{"date", short_date, false, date},
                  {"status", status_label, false, status},
                  {"event", type_label, false, type},
                  side_column("actor"),
                  side_column("recipient")};
  if (with_place) layout.table.push_back({"place", place_label, false, rest - 2 * side});
  layout.notes = evidence_lines;
  return layout;
}

}  // namespace dragoman
