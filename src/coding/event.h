// One event, in the terms of record.md, while the coding stages fill it in. Stages work on tokens
// and mentions; the spans that the record shows are derived from them when it is written
// (exports/record.cc), so evidence cannot be lost on the way.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/text.h"
#include "knowledge/entity.h"

namespace dragoman {

// The sixteen PLOVER types, in manual order.
enum class EventType : std::uint8_t {
  AGREE,
  CONSULT,
  SUPPORT,
  CONCEDE,
  COOPERATE,
  AID,
  RETREAT,
  REQUEST,
  ACCUSE,
  REJECT,
  THREATEN,
  PROTEST,
  SANCTION,
  MOBILIZE,
  COERCE,
  ASSAULT
};
inline constexpr int kEventTypeCount = 16;
std::string_view name_of(EventType);
std::optional<EventType> event_type_of(std::string_view);
// 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
int quad_code(EventType);
// Modes of THREATEN by the act that is threatened: a strike threatened restricts.
std::vector<std::string> threat_modes(EventType act, const std::vector<std::string>& modes);
// PLOVER (Goldstein-like) score of a type and its modes, -10 to +10; the mode furthest from zero
// counts.
double event_scale(EventType, const std::vector<std::string>& modes);
// The modes and contexts of the manual; used by validators.
const std::vector<std::string_view>& modes_of(EventType);
const std::vector<std::string_view>& all_contexts();

// Auxiliary modes. No flag set: reported as having happened now.
struct Status {
  bool historical = false, future = false, hypothetical = false, negation = false;
  bool operator==(const Status&) const = default;
  std::vector<std::string_view> list() const;
};

struct EventDate {
  std::optional<DateRange> range;  // nothing: the text supports no date
  Grain grain = Grain::Day;
  std::string_view basis = "publication";  // expression, narrative, publication
  Span span;                               // of the expression, empty for publication
};

// The act that a promise, threat or announcement is about.
struct Toward {
  std::int32_t trigger = -1;  // token of the act, for its date
  EventType type = EventType::AGREE;
  std::vector<std::string> modes;
  std::optional<DateRange> range;
};

struct Count {
  std::int32_t min = 0;
  std::int32_t max = -1;  // -1: no upper bound stated
  Span span;
};

struct Participant {
  std::int32_t head = -1;     // token
  std::int32_t mention = -1;  // index into Document::mentions, or -1
  Entity entity;
  std::string role;  // how it was found: "nsubj", "obl:by", "poss", "previous sentence" ...
};

struct Event {
  // predicates
  std::int32_t trigger = -1;                        // head token of the trigger
  std::int32_t trigger_begin = 0, trigger_end = 0;  // its tokens, half-open
  std::int32_t sentence = 0;
  std::string frame;  // frame id in the codebook
  std::int32_t frame_id = -1;
  EventType type = EventType::AGREE;
  std::vector<std::string> modes, contexts;
  std::string cameo;
  // participants
  std::vector<Participant> actors, recipients;
  // status, dates, reporter
  Status status;
  EventDate date;
  std::optional<Toward> toward;
  std::vector<Participant> reporters;  // outermost last
  // place, counts
  std::optional<Place> place;
  std::optional<Count> killed, injured, arrested;
  // What decided each part, field by field: ("type", "frame assault.bomb"), ("date", "rule ...").
  std::vector<std::pair<std::string, std::string>> basis;
  double confidence = 0.5;
  // Other triggers in the document that were merged into this event as the same happening.
  std::vector<std::int32_t> also;
  const char* doubt = nullptr;    // why it may be no event at all; weighed by the confidence
  const char* dropped = nullptr;  // why finish_events() is to remove it, or null
  std::string id;                 // set at the end
};

}  // namespace dragoman
