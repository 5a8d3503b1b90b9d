// dragoman relations: how two parties got on, by period and direction, and the events behind it.
#include <fmt/format.h>

#include <set>

#include "cli/program.h"
#include "cli/query_options.h"
#include "exports/event_layout.h"
#include "relations/chart.h"
#include "relations/series.h"

namespace dragoman {
namespace {

struct Options {
  std::string ledger, a, b, by = "month", format;
  bool fill = false, chart_only = false;
  QueryOptions query;
};

Column figure(const char* name) {
  return {name,
          [name](const Json& row) {
            const Json& value = member(row, name);
            if (value.is_null()) return std::string();
            return value.is_string() ? value.get<std::string>() : to_line(value);
          },
          true, 0};
}

RowLayout series_layout() {
  RowLayout layout;
  for (const char* name :
       {"period", "start", "end", "wide", "direction", "actor", "recipient", "events", "quad_1",
        "quad_2", "quad_3", "quad_4", "mean_score", "net", "intensity", "open"}) {
    layout.columns.push_back(figure(name));
    layout.columns.back().right = layout.columns.size() > 7;
  }
  for (int i = 0; i < kEventTypeCount; ++i) {
    const std::string type(name_of(static_cast<EventType>(i)));
    layout.columns.push_back(
        {type, [type](const Json& row) { return to_line(member(member(row, "types"), type)); },
         true, 0});
  }
  return layout;
}

double rounded(double value) {
  return std::round(value * 1e4) / 1e4;
}

// One row for each direction in which something was reported.
std::vector<Json> series_rows(const std::vector<PeriodRow>& periods, const PartyFilter& a,
                              const PartyFilter& b) {
  std::vector<Json> rows;
  for (const auto& period : periods) {
    bool any = false;
    for (int d = 0; d < 3; ++d) {
      const auto way = static_cast<Direction>(d);
      const PeriodCounts& counts = period.directions[static_cast<std::size_t>(d)];
      const bool empty = counts.events == 0 && counts.open == 0;
      // An empty period, which --fill asks for, is one row of zeros.
      if (empty && (any || way != Direction::Joint)) continue;
      any = true;
      Json row = Json::object();
      row["period"] = period.label;
      row["start"] = period.range.first.iso();
      row["end"] = period.range.last.iso();
      row["wide"] = period.wide;
      row["direction"] = way == Direction::Forward    ? "forward"
                         : way == Direction::Backward ? "backward"
                                                      : "joint";
      row["actor"] = way == Direction::Backward ? b.label() : a.label();
      row["recipient"] = way == Direction::Backward ? a.label() : b.label();
      row["events"] = counts.events;
      for (int q = 0; q < 4; ++q)
        row[fmt::format("quad_{}", q + 1)] = counts.quads[static_cast<std::size_t>(q)];
      const auto mean = counts.mean();
      row["mean_score"] = mean ? Json(rounded(*mean)) : Json();
      row["net"] = rounded(counts.sum);
      row["intensity"] = rounded(counts.intensity);
      row["open"] = counts.open;
      Json types = Json::object();
      for (int i = 0; i < kEventTypeCount; ++i)
        types[std::string(name_of(static_cast<EventType>(i)))] =
            counts.types[static_cast<std::size_t>(i)];
      row["types"] = types;
      rows.push_back(std::move(row));
    }
  }
  return rows;
}

// What a person sees: who, how much was read, the chart, then the events with their evidence.
void print_page(Console& console, const Options& options, const std::vector<PeriodRow>& periods,
                const std::vector<Json>& records, const PartyFilter& a, const PartyFilter& b,
                int undated) {
  const std::string title = a.label() + " and " + b.label();
  PeriodCounts total;
  std::array<PeriodCounts, 3> ways;
  for (const auto& period : periods) {
    total.add(period.all());
    for (std::size_t d = 0; d < 3; ++d) ways[d].add(period.directions[d]);
  }
  std::set<std::string> documents, sources;
  for (const auto& record : records) {
    const Json& cite = member(record, "cite_info");
    documents.insert(text_or(member(cite, "document")));
    if (const auto name = text_or(member(cite, "publication")); !name.empty()) sources.insert(name);
    for (const auto& name : strings_of(member(cite, "contributors"))) sources.insert(name);
  }
  std::string names;
  for (const auto& name : sources) names += (names.empty() ? "" : ", ") + printable(name);
  const char* bold = console.colour() ? "\x1b[1m" : "";
  const char* plain = console.colour() ? "\x1b[0m" : "";
  console.write(fmt::format("{}{}{}\n", bold, title, plain));
  console.write(fmt::format("{} in {}{}\n", counted(records.size(), "event"),
                            counted(documents.size(), "document"),
                            names.empty() ? "" : "; sources " + names));
  const auto direction = [&](const std::string& label, const PeriodCounts& counts) {
    const auto mean = counts.mean();
    console.write(fmt::format(
        "  {:<{}} {:>3} event{} mean score {:>5}; cooperation {} in words {} in deeds, conflict {} "
        "in words {} in deeds; open {}\n",
        label, static_cast<int>(title.size()), counts.events, counts.events == 1 ? ", " : "s,",
        mean ? fmt::format("{:+.1f}", *mean) : "-", counts.quads[0], counts.quads[1],
        counts.quads[2], counts.quads[3], counts.open));
  };
  direction(a.label() + " to " + b.label(), ways[0]);
  if (a.label() != b.label()) {
    direction(b.label() + " to " + a.label(), ways[1]);
    direction("together", ways[2]);
  }
  if (undated > 0)
    console.write(fmt::format("  {} without a date\n",
                              counted(static_cast<std::uint64_t>(undated), "event")));
  console.write("\n");
  console.write(bar_chart(periods, {console.width(), console.colour()}));
  console.write(
      "\nbars: sum of scores; open: planned, conditional or denied, not in bars and mean\n");
  if (options.chart_only) return;
  console.write("\n");
  RowOptions row_options = console.rows("table");
  RowWriter rows(row_options, event_layout(console.width()),
                 [&](std::string_view text) { return console.write(text); });
  for (const auto& record : records)
    if (!rows.add(record)) return;
  rows.finish();
}

Exit run(Console& console, const Options& options) {
  auto ledger = Ledger::open(options.ledger, Ledger::Access::Read);
  if (!ledger) return console.fail(ledger.error());
  auto query = query_of(options.query);
  if (!query) return console.fail(query.error());
  auto parties = parties_of({options.a, options.b}, options.query.share);
  if (!parties) return console.fail(parties.error());
  const PartyFilter &a = (*parties)[0], &b = (*parties)[1];
  query->dyad = {a, b};
  const RowOptions format = console.rows(options.format);
  const bool page = format.format == OutputFormat::Table;
  SeriesBuilder builder(a, b, period_of(options.by).value_or(Period::Month));
  std::vector<Json> records;
  std::uint64_t found = 0;
  auto done = ledger->events(*query, [&](const Json& record) {
    if (!builder.add(record)) return true;
    ++found;
    if (page) records.push_back(record);
    return true;
  });
  if (!done) return console.fail(done.error());
  if (found == 0) {
    console.note(fmt::format("the ledger has no event between {} and {}", a.label(), b.label()));
    return Exit::Nothing;
  }
  const auto periods = builder.rows(options.fill);
  if (page) {
    print_page(console, options, periods, records, a, b, builder.undated());
    return Exit::Done;
  }
  RowWriter rows(format, series_layout(),
                 [&](std::string_view text) { return console.write(text); });
  for (const auto& row : series_rows(periods, a, b))
    if (!rows.add(row)) break;
  rows.finish();
  if (builder.undated() > 0)
    console.note(fmt::format("{} without a date in no period",
                             counted(static_cast<std::uint64_t>(builder.undated()), "event")));
  return Exit::Done;
}

}  // namespace

void add_relations(Program& program) {
  auto options = std::make_shared<Options>();
  Command& command =
      program.add("relations", "show the course of a relation between two parties",
                  {{"dragoman relations news.ledger RUS TUR", "a chart by month, then the events"},
                   {"dragoman relations news.ledger Russia Turkey --by quarter --since 2015",
                    "names are fine, too"},
                   {"dragoman relations news.ledger RUS TUR --format csv > series.csv",
                    "directed series for statistics"}});
  command.argument("LEDGER", options->ledger, "the ledger");
  command.argument("A", options->a, "one party: a code or a name");
  command.argument("B", options->b, "the other");
  command.flag("--by", &options->by, "PERIOD", "day, week, month, quarter or year (default: month)")
      .choices = {"day", "week", "month", "quarter", "year"};
  command.flag("--fill", &options->fill, "", "also periods in which nothing was reported");
  command.flag("--chart", &options->chart_only, "", "the chart without the events below it");
  add_period_flags(command, options->query);
  add_format(command, options->format);
  add_share(command, options->query.share);
  command.action = [options](Console& console) { return run(console, *options); };
}

}  // namespace dragoman
