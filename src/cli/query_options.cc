#include "cli/query_options.h"

#include <algorithm>

#include "cli/party_names.h"

namespace dragoman {
namespace {

Error bad_value(const std::string& flag, const std::string& value, const std::string& hint) {
  return {"E002-bad-value", flag + " cannot be '" + value + "'", "", -1, hint};
}

// "2016" and "2016-08" stand for their first or last day.
std::optional<Date> day_of(const std::string& text, bool last) {
  if (const auto day = Date::parse(text)) return day;
  const auto first = Date::parse(text + (text.size() == 4 ? "-01-01" : "-01"));
  if (!first || (text.size() != 4 && text.size() != 7)) return std::nullopt;
  if (!last) return first;
  return text.size() == 4 ? DateRange::year(first->year()).last
                          : DateRange::month(first->year(), first->month()).last;
}

std::string upper(std::string text) {
  for (char& c : text)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
  return text;
}

CLI::Option* many(CLI::App* app, const char* name, std::vector<std::string>& values,
                  const char* what, const char* type) {
  return app->add_option(name, values, what)->type_name(type)->expected(1)->take_all();
}

}  // namespace

void add_period_flags(CLI::App* app, QueryOptions& options) {
  app->add_option("--since", options.since, "events of that day, month or year and later")
      ->type_name("DATE");
  app->add_option("--until", options.until, "events of that day, month or year and earlier")
      ->type_name("DATE");
  app->add_option("--min-confidence", options.min_confidence,
                  "only events at least so sure, from 0 to 1")
      ->type_name("P")
      ->check(CLI::Range(0.0, 1.0).description(""));
}

void add_query_flags(CLI::App* app, QueryOptions& options) {
  many(app, "--actor", options.actors,
       "a code (RUS), a code with a sector (RUS:MIL), a country's name or words of any name",
       "PARTY");
  many(app, "--recipient", options.recipients, "the same for the recipient", "PARTY");
  app->add_option("--dyad", options.dyad, "two parties, in either direction or together")
      ->type_name("A B")
      ->expected(2);
  many(app, "--type", options.types, "an event type, such as CONSULT", "TYPE");
  many(app, "--mode", options.modes, "a mode, such as visit", "MODE");
  many(app, "--status", options.statuses, "actual, historical, future, hypothetical or negation",
       "STATUS");
  many(app, "--country", options.countries, "where it happened: a code or a country's name",
       "COUNTRY");
  app->add_option("--place", options.place, "words of the place's name")->type_name("WORDS");
  add_period_flags(app, options);
  many(app, "--document", options.documents, "a document's id", "ID");
  many(app, "--id", options.ids, "an event's id", "ID");
  app->add_option("--text", options.words,
                  "words that the sentence or the title holds, all of them")
      ->type_name("WORDS");
  app->add_option("--limit", options.limit, "at most so many events")
      ->type_name("N")
      ->check(CLI::NonNegativeNumber.description(""));
}

Result<std::vector<PartyFilter>> parties_of(const std::vector<std::string>& written,
                                            const ShareOptions& share) {
  std::optional<Knowledge> knowledge;
  if (std::any_of(written.begin(), written.end(), needs_knowledge)) {
    // Without the tables a name is still looked for in the records.
    auto loaded = load_knowledge(share);
    if (loaded) knowledge.emplace(std::move(*loaded));
  }
  std::vector<PartyFilter> parties;
  for (const auto& one : written) {
    parties.push_back(party_of(one, knowledge ? &*knowledge : nullptr));
    const PartyFilter& party = parties.back();
    if (!party.sector.empty() && !sector_of(party.sector))
      return bad_value("a party's sector", party.sector, "sectors are GOV, MIL, REB and so on");
    if (party.code.empty() && party.name.empty())
      return bad_value("a party", one, "write a code such as RUS, or a name");
  }
  return parties;
}

Result<EventQuery> query_of(const QueryOptions& options) {
  EventQuery query;
  std::vector<std::string> names = options.actors;
  names.insert(names.end(), options.recipients.begin(), options.recipients.end());
  names.insert(names.end(), options.dyad.begin(), options.dyad.end());
  names.insert(names.end(), options.countries.begin(), options.countries.end());
  auto parties = parties_of(names, options.share);
  if (!parties) return parties.error();
  auto next = parties->begin();
  for (std::size_t i = 0; i < options.actors.size(); ++i) query.actors.push_back(*next++);
  for (std::size_t i = 0; i < options.recipients.size(); ++i) query.recipients.push_back(*next++);
  if (options.dyad.size() == 2) {
    query.dyad = {*next, *(next + 1)};
    next += 2;
  }
  for (const auto& written : options.countries) {
    const PartyFilter& party = *next++;
    if (party.code.empty())
      return bad_value("--country", written, "write a code such as TUR, or a country's name");
    query.countries.push_back(party.code);
  }
  for (const auto& written : options.types) {
    const auto type = event_type_of(upper(written));
    if (!type)
      return bad_value("--type", written, "types are AGREE, CONSULT, SUPPORT ... (docs/record.md)");
    query.types.emplace_back(name_of(*type));
  }
  query.modes = options.modes;
  for (const auto& status : options.statuses) {
    constexpr std::string_view known[] = {"actual", "historical", "future", "hypothetical",
                                          "negation"};
    if (std::find(std::begin(known), std::end(known), status) == std::end(known))
      return bad_value("--status", status,
                       "it is actual, historical, future, hypothetical or negation");
    query.statuses.push_back(status);
  }
  const std::pair<const std::string*, std::optional<Date>*> days[] = {
      {&options.since, &query.since}, {&options.until, &query.until}};
  for (const auto& [text, day] : days) {
    if (text->empty()) continue;
    *day = day_of(*text, day == &query.until);
    if (!*day)
      return bad_value(day == &query.until ? "--until" : "--since", *text,
                       "write YYYY, YYYY-MM or YYYY-MM-DD");
  }
  query.place = options.place;
  query.words = options.words;
  query.documents = options.documents;
  query.ids = options.ids;
  query.min_confidence = options.min_confidence;
  query.limit = options.limit;
  return query;
}

}  // namespace dragoman
