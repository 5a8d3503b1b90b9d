#include "exports/record.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <cmath>
#include <map>
#include <tuple>

namespace dragoman {
namespace {

Json or_null(std::string_view text) {
  return text.empty() ? Json() : Json(text);
}

Json list_of(const std::vector<std::string>& items) {
  Json list = Json::array();
  for (const auto& item : items) list.push_back(item);
  return list;
}

// Writes the parts of one document's records; holds what all of them share.
class Writer {
 public:
  Writer(const Document& document, const RecordStamp& stamp)
      : document_(document), index_(document.text()), stamp_(stamp) {}

  Json record(const Event& event) const {
    Json out = Json::object();
    out["id"] = event.id;
    out["event"] = Json::array({name_of(event.type)});
    out["mode"] = list_of(event.modes);
    out["context"] = list_of(event.contexts);
    out["cameo"] = or_null(event.cameo);
    out["quad_code"] = quad_code(event.type);
    out["event_scale"] = event_scale(event.type, event.modes);
    put_range(out, event.date.range);
    out["date_info"] = date_info(event.date);
    Json auxiliary = Json::array();
    for (auto flag : event.status.list()) auxiliary.push_back(flag);
    out["auxiliary"] = auxiliary;
    out["actor"] = entities(event.actors);
    out["recipient"] = entities(event.recipients);
    out["toward"] = toward(event.toward);
    out["event_loc"] = place(event.place);
    out["reporter"] = entities(event.reporters);
    const Span trigger = document_.span_of({event.trigger_begin, event.trigger_end});
    out["event_text"] = document_.text_of(trigger);
    out["trigger"] = offsets(trigger);
    const Sentence& sentence = document_.sentences[static_cast<std::size_t>(event.sentence)];
    out["text"] = document_.text_of(sentence.span);
    Json info = {{"sequence", event.sentence}};
    info.update(offsets(sentence.span));
    out["text_info"] = info;
    out["killed"] = count(event.killed);
    out["injured"] = count(event.injured);
    out["arrested"] = count(event.arrested);
    out["confidence"] = std::round(event.confidence * 1e4) / 1e4;
    out["basis"] = basis(event);
    out["link"] = nullptr;
    out["cite_info"] = citation();
    return out;
  }

 private:
  Json offsets(Span span) const {
    return {{"start", index_.code_point(span.begin)}, {"end", index_.code_point(span.end)}};
  }

  static void put_range(Json& out, const std::optional<DateRange>& range) {
    out["date"] = range ? Json(range->first.iso()) : Json();
    out["enddate"] = range ? Json(range->last.iso()) : Json();
  }

  Json date_info(const EventDate& date) const {
    Json out = Json::object();
    const bool stated = !date.span.empty();
    out["text"] = stated ? Json(document_.text_of(date.span)) : Json();
    out["start"] = stated ? Json(index_.code_point(date.span.begin)) : Json();
    out["end"] = stated ? Json(index_.code_point(date.span.end)) : Json();
    out["grain"] = date.range ? Json(name_of(date.grain)) : Json();
    out["basis"] = date.range ? Json(date.basis) : Json();
    return out;
  }

  Json entities(const std::vector<Participant>& participants) const {
    Json out = Json::array();
    for (const auto& participant : participants) {
      const Entity& entity = participant.entity;
      Json one = Json::object();
      one["code"] = or_null(entity.code);
      Json sectors = Json::array();
      for (Sector sector : entity.sector.list()) sectors.push_back(name_of(sector));
      one["sector"] = sectors;
      Span span = entity.span;
      if (span.empty() && participant.mention >= 0)
        span = document_.span_of(
            document_.mentions[static_cast<std::size_t>(participant.mention)].tokens);
      one["entity_text"] = span.empty() ? entity.text : std::string(document_.text_of(span));
      one.update(offsets(span));
      one["identifier_id"] = or_null(entity.identifier_id);
      one["identifier_text"] = or_null(entity.identifier_text);
      one["entity_id"] = or_null(stable_id(entity));
      one["office"] = or_null(entity.office);
      one["mention"] = or_null(entity.mention);
      out.push_back(one);
    }
    return out;
  }

  static Json toward(const std::optional<Toward>& act) {
    if (!act) return nullptr;
    Json out = Json::object();
    out["event"] = name_of(act->type);
    out["mode"] = list_of(act->modes);
    put_range(out, act->range);
    return out;
  }

  Json place(const std::optional<Place>& where) const {
    if (!where) return nullptr;
    Json out = Json::object();
    out["extracted_place"] = or_null(where->extracted_place);
    out["resolved_place"] = or_null(where->resolved_place);
    out["geonameid"] = where->geonameid != 0 ? Json(where->geonameid) : Json();
    out["lat"] = where->has_coordinates ? Json(where->latitude) : Json();
    out["lon"] = where->has_coordinates ? Json(where->longitude) : Json();
    out["city"] = or_null(where->city);
    out["district"] = or_null(where->district);
    out["province"] = or_null(where->province);
    out["country"] = or_null(where->country);
    out["country_code"] = or_null(where->country_code);
    out["feature_class"] = or_null(where->feature_class);
    out["feature_code"] = or_null(where->feature_code);
    out["resolution"] = or_null(where->resolution);
    const bool stated = !where->span.empty();
    out["start"] = stated ? Json(index_.code_point(where->span.begin)) : Json();
    out["end"] = stated ? Json(index_.code_point(where->span.end)) : Json();
    return out;
  }

  Json count(const std::optional<Count>& number) const {
    if (!number) return nullptr;
    Json out = Json::object();
    out["min"] = number->min;
    out["max"] = number->max >= 0 ? Json(number->max) : Json();
    out["text"] = document_.text_of(number->span);
    out.update(offsets(number->span));
    return out;
  }

  static Json basis(const Event& event) {
    Json out = Json::object();
    for (const auto& [part, reason] : event.basis) {
      if (out.contains(part))
        out[part] = text_or(out[part]) + "; " + reason;
      else
        out[part] = reason;
    }
    return out;
  }

  Json citation() const {
    const Source& source = document_.source;
    Json out = Json::object();
    out["document"] = source.id;
    out["url"] = or_null(source.url);
    out["title"] = or_null(source.title);
    out["publication"] = or_null(source.publication);
    out["published"] = source.published ? Json(source.published->iso()) : Json();
    out["published_basis"] = or_null(source.published_basis);
    out["language"] = or_null(source.language);
    out["contributors"] = list_of(document_.contributors);
    out["codebook"] = or_null(stamp_.codebook);
    out["coder"] = or_null(stamp_.coder);
    return out;
  }

  const Document& document_;
  CodePointIndex index_;
  const RecordStamp& stamp_;
};

}  // namespace

RecordStamp RecordStamp::from_version(std::string_view version) {
  RecordStamp stamp;
  constexpr std::string_view key = " codebook ";
  const auto at = version.find(key);
  if (at == std::string_view::npos) {
    stamp.coder = version;
    return stamp;
  }
  const auto begin = at + key.size();
  const auto end = std::min(version.find(' ', begin), version.size());
  stamp.codebook = version.substr(begin, end - begin);
  stamp.coder = std::string(version.substr(0, at)) + std::string(version.substr(end));
  return stamp;
}

void assign_event_ids(Document& document) {
  const auto content = XXH3_64bits(document.text().data(), document.text().size());
  const std::string prefix = document.source.id + '\0' + fmt::format("{:016x}", content);
  std::map<std::tuple<std::int32_t, std::uint32_t, EventType>, int> seen;
  for (Event& event : document.events) {
    const Span trigger = document.span_of({event.trigger_begin, event.trigger_end});
    const int ordinal = seen[{event.sentence, trigger.begin, event.type}]++;
    const std::string key = fmt::format("{} {} {} {} {}", prefix, event.sentence, trigger.begin,
                                        name_of(event.type), ordinal);
    event.id = fmt::format("{:016x}", XXH3_64bits(key.data(), key.size()));
  }
}

std::vector<Json> event_records(Document& document, const RecordStamp& stamp) {
  assign_event_ids(document);
  const Writer writer(document, stamp);
  std::vector<Json> records;
  records.reserve(document.events.size());
  for (const Event& event : document.events) records.push_back(writer.record(event));
  return records;
}

}  // namespace dragoman
