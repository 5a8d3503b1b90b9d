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

}  // namespace

void add_period_flags(Command& command, QueryOptions& options) {
  command.flag("--since", &options.since, "DATE", "events of that day, month or year and later");
  command.flag("--until", &options.until, "DATE", "events of that day, month or year and earlier");
  command
      .flag("--min-confidence", &options.min_confidence, "P",
            "only events at least so sure, from 0 to 1")
      .most = 1.0;
}

void add_query_flags(Command& command, QueryOptions& options) {
  command.flag(
      "--actor", &options.actors, "PARTY",
      "a code (RUS), a code with a sector (RUS:MIL), a country's name or words of any name");
  command.flag("--recipient", &options.recipients, "PARTY", "the same for the recipient");
  command
      .flag("--dyad", &options.dyad, "A B",
            "two parties, in either direction or together; also written A,B")
      .pair = true;
  Flag& type = command.flag("--type", &options.types, "TYPE", "an event type, such as CONSULT");
  for (int i = 0; i < kEventTypeCount; ++i)
    type.choices.emplace_back(name_of(static_cast<EventType>(i)));
  command.flag("--mode", &options.modes, "MODE", "a mode, such as visit");
  command
      .flag("--status", &options.statuses, "STATUS",
            "actual, historical, future, hypothetical or negation")
      .choices = {"actual", "historical", "future", "hypothetical", "negation"};
  command.flag("--country", &options.countries, "COUNTRY",
               "where it happened: a code or a country's name");
  command.flag("--place", &options.place, "WORDS", "words of the place's name");
  add_period_flags(command, options);
  command.flag("--document", &options.documents, "ID", "a document's id");
  command.flag("--id", &options.ids, "ID", "an event's id");
  command.flag("--text", &options.words, "WORDS",
               "words that the sentence or the title holds, all of them");
  command.flag("--limit", &options.limit, "N", "at most so many events").most = 1e12;
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
  } else if (!options.dyad.empty()) {
    return bad_value("--dyad", options.dyad.front(), "name two parties: --dyad RUS TUR");
  }
  for (const auto& written : options.countries) {
    const PartyFilter& party = *next++;
    if (party.code.empty())
      return bad_value("--country", written, "write a code such as TUR, or a country's name");
    query.countries.push_back(party.code);
  }
  query.types = options.types;
  query.modes = options.modes;
  query.statuses = options.statuses;
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
