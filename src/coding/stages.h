// The coding stages, in the order in which engine.cc runs them. Each reads the layers before it and
// fills its own fields of Document::events (or of mentions), and appends to Event::basis what
// decided. All are const over immutable knowledge and codebook.
#pragma once

#include "coding/codebook.h"
#include "coding/linear_model.h"
#include "knowledge/knowledge.h"
#include "language/document.h"

namespace dragoman {

// knowledge side: mentions to entities, names of places to places (resolution.cc, toponyms.cc)
void resolve_entities(Document& document, const Knowledge& knowledge);
void resolve_toponyms(Document& document, const Knowledge& knowledge);
// Entities of a noun phrase headed by that token as of a day (offices are dated): what
// resolve_entities found, with office and sector as held on `day` where one is given.
std::vector<Entity> entities_as_of(const Document& document, MentionId mention,
                                   std::optional<Date> day, const Knowledge& knowledge);

void find_times(Document& document);  // time expressions (times.cc)

void find_predicates(Document& document, const Codebook& codebook);  // predicates.cc
void fill_slots(Document& document, const Codebook& codebook,
                const Knowledge& knowledge);  // slots.cc
void find_participants(Document& document, const Codebook& codebook, const Knowledge& knowledge,
                       const LinearModel& weights);                   // participants.cc
void decide_status(Document& document, const Codebook& codebook);     // status.cc
void find_reporters(Document& document, const Knowledge& knowledge);  // reporters.cc
void date_events(Document& document);                                 // dates.cc
void locate_events(Document& document, const Knowledge& knowledge,
                   const LinearModel& weights);                    // locations.cc
void find_contexts(Document& document, const Codebook& codebook);  // contexts.cc
void find_counts(Document& document);                              // counts.cc
// Merges mentions of one happening inside the document, drops what is no event, sets confidence
// and ids (finish.cc).
class TopicWords;
void finish_events(Document& document, const Codebook& codebook, const Knowledge& knowledge,
                   const TopicWords& topics, const LinearModel& weights);

}  // namespace dragoman
