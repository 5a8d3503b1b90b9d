#include "evaluation/score.h"

#include <algorithm>
#include <optional>
#include <set>
#include <tuple>

#include "evaluation/code_points.h"

namespace dragoman {
namespace {

using Codes = std::set<std::string>;

bool overlap(Range a, Range b) {
  return a.first < b.second && b.first < a.second;
}
bool truthy(const Json& value) {
  if (value.is_null()) return false;
  if (value.is_string()) return !value.get_ref<const std::string&>().empty();
  if (value.is_array() || value.is_object()) return !value.empty();
  if (value.is_number()) return value.get<double>() != 0;
  return !value.is_boolean() || value.get<bool>();
}

std::optional<Range> find_nth(const std::u32string& text, const std::u32string& needle,
                              std::int64_t n) {
  std::size_t at = text.find(needle);
  for (; n > 0 && at != text.npos; --n) at = text.find(needle, at + 1);
  if (at == text.npos) return std::nullopt;
  return Range(static_cast<long>(at), static_cast<long>(at + needle.size()));
}

std::vector<Range> trigger_spans(const std::u32string& text, const Json& gold) {
  std::vector<Range> spans;
  if (auto span = find_nth(text, code_points(text_or(member(gold, "trigger"))),
                           integer_or(member(gold, "trigger_occurrence"), 0)))
    spans.push_back(*span);
  for (const auto& other : strings_of(member(gold, "also")))
    if (auto span = find_nth(text, code_points(other), 0)) spans.push_back(*span);
  return spans;
}

Codes codes(const Json& entities) {
  Codes out;
  if (entities.is_array())
    for (const auto& entity : entities)
      if (auto code = string_of(member(entity, "code")); code && !code->empty()) out.insert(*code);
  return out;
}

// Predicted codes, with each named alternative of a gold entity written as that entity's code.
Codes folded(const Json& gold, const Json& predicted) {
  Codes out = codes(predicted);
  if (!gold.is_array()) return out;
  for (const auto& entity : gold) {
    const std::string code = text_or(member(entity, "code"));
    for (const auto& other : strings_of(member(entity, "code_alt")))
      if (out.count(other) != 0 && out.count(code) == 0) {
        out.erase(other);
        out.insert(code);
      }
  }
  return out;
}

Codes sectors(const Json& entities) {
  Codes out;
  if (entities.is_array())
    for (const auto& entity : entities)
      for (auto& sector : strings_of(member(entity, "sector"))) out.insert(sector);
  return out;
}

int shared(const Codes& a, const Codes& b) {
  return static_cast<int>(std::count_if(a.begin(), a.end(), [&](auto& c) { return b.count(c); }));
}

bool parties_agree(const Json& gold, const Json& predicted) {
  const Codes g = codes(gold), p = folded(gold, predicted);
  return g.empty() || p.empty() || shared(g, p) > 0;
}

// Nothing where the gold event has no date to compare with.
std::optional<bool> date_right(const Json& gold, const Json& event) {
  if (!gold.is_array() || gold.size() < 2) return std::nullopt;
  const std::string first = text_or(gold[0]), last = text_or(gold[1]);
  const std::string begin = text_or(member(event, "date"));
  std::string end = text_or(member(event, "enddate"));
  if (end.empty()) end = begin;
  if (begin.empty()) return false;
  return first <= end && begin <= last && begin >= first.substr(0, 8) + "01" &&
         ((begin >= first && end <= last) ||
          (begin <= first && end >= last && begin.substr(0, 7) == first.substr(0, 7)));
}

std::string type_of(const Json& event) {
  const auto types = strings_of(member(event, "event"));
  return types.empty() ? std::string() : types[0];
}

Range trigger_of(const Json& event) {
  const Json& trigger = member(event, "trigger");
  return {integer_or(member(trigger, "start"), -2), integer_or(member(trigger, "end"), -1)};
}

struct DocumentText {
  std::u32string text;
  std::vector<Range> sentences;
  bool same_sentence(Range a, Range b) const {
    return std::any_of(sentences.begin(), sentences.end(), [&](Range s) {
      return s.first <= a.first && a.first < s.second && s.first <= b.first && b.first < s.second;
    });
  }
};

using Pairs = std::vector<std::pair<int, int>>;

Pairs match(const DocumentText& document, const std::vector<Json>& golds,
            const std::vector<Json>& predictions) {
  std::vector<std::tuple<int, int, int>> candidates;
  for (int i = 0; i < static_cast<int>(golds.size()); ++i) {
    const Json& gold = golds[i];
    const auto spans = trigger_spans(document.text, gold);
    const std::string gold_type = text_or(member(gold, "event"));
    const auto others = strings_of(member(gold, "alt"));
    for (int j = 0; j < static_cast<int>(predictions.size()); ++j) {
      const Json& event = predictions[j];
      const std::string type = type_of(event);
      if (type != gold_type && std::find(others.begin(), others.end(), type) == others.end())
        continue;
      const Range trigger = trigger_of(event);
      if (trigger.first < 0) continue;
      const bool direct =
          std::any_of(spans.begin(), spans.end(), [&](Range s) { return overlap(trigger, s); });
      if (!direct && std::none_of(spans.begin(), spans.end(),
                                  [&](Range s) { return document.same_sentence(trigger, s); }))
        continue;
      const Json &ga = member(gold, "actor"), &gr = member(gold, "recipient");
      const Json &pa = member(event, "actor"), &pr = member(event, "recipient");
      if (!parties_agree(ga, pa) && shared(codes(ga), folded(ga, pr)) == 0) continue;
      const int total = 4 * direct + 2 * (shared(codes(ga), folded(ga, pa)) > 0) +
                        2 * (shared(codes(gr), folded(gr, pr)) > 0) + (type == gold_type) +
                        date_right(member(gold, "date"), event).value_or(false);
      candidates.emplace_back(-total, i, j);
    }
  }
  std::sort(candidates.begin(), candidates.end());
  std::set<int> taken_gold, taken_predicted;
  Pairs pairs;
  for (const auto& [total, i, j] : candidates) {
    if (taken_gold.count(i) != 0 || taken_predicted.count(j) != 0) continue;
    taken_gold.insert(i);
    taken_predicted.insert(j);
    pairs.emplace_back(i, j);
  }
  return pairs;
}

bool reporter_named(const std::string& gold, const std::u32string& predicted) {
  const std::u32string wanted = lower_points(code_points(gold));
  if (predicted.find(wanted) != predicted.npos) return true;
  for (const auto& word : split_words(wanted))
    if (word.size() > 3 && predicted.find(word) != predicted.npos) return true;
  return false;
}

std::string list_codes(const Json& entities) {
  std::string out;
  for (const auto& code : codes(entities)) out += (out.empty() ? "" : ",") + code;
  return out.empty() ? "?" : out;
}

class Scorer {
 public:
  Score take() { return std::move(score_); }

  void add(const Json& document, std::vector<Json> predictions) {
    const std::u32string text = code_points(text_or(member(document, "text")));
    const DocumentText words{text, rough_sentences(text)};
    const std::vector<Json> golds = items(member(document, "events"));
    drop_optional(words, golds, items(member(document, "optional")), predictions);
    const Pairs pairs = match(words, golds, predictions);
    const int g = static_cast<int>(golds.size()), p = static_cast<int>(predictions.size());
    const int m = static_cast<int>(pairs.size());
    score_.gold += g;
    if (golds.empty()) {
      ++score_.empty_documents;
      score_.events_in_empty += p;
    }
    score_.detection.right += m;
    score_.detection.extra += p - m;
    score_.detection.missed += g - m;
    std::vector<char> gold_matched(golds.size()), predicted_matched(predictions.size());
    for (const auto& [i, j] : pairs) gold_matched[i] = predicted_matched[j] = 1;
    for (int i = 0; i < g; ++i) {
      Tally& tally = score_.types[text_or(member(golds[i], "event"))];
      ++(gold_matched[i] ? tally.right : tally.missed);
    }
    for (int j = 0; j < p; ++j)
      if (!predicted_matched[j]) ++score_.types[type_of(predictions[j])].extra;
    const std::string id = document_id(member(document, "id"));
    for (const auto& [i, j] : pairs) compare(id, golds[i], predictions[j]);
    list_unmatched(id, words, golds, predictions, gold_matched, predicted_matched);
  }

 private:
  static std::vector<Json> items(const Json& list) {
    return list.is_array() ? std::vector<Json>(list.begin(), list.end()) : std::vector<Json>();
  }

  // Events that a gold file leaves open count neither way.
  static void drop_optional(const DocumentText& words, const std::vector<Json>& golds,
                            const std::vector<Json>& optional, std::vector<Json>& predictions) {
    std::vector<char> taken(predictions.size());
    for (const auto& [i, j] : match(words, golds, predictions)) taken[j] = 1;
    std::vector<Json> rest;
    std::vector<std::size_t> numbers;
    for (std::size_t j = 0; j < predictions.size(); ++j)
      if (!taken[j]) {
        rest.push_back(predictions[j]);
        numbers.push_back(j);
      }
    std::vector<char> free(predictions.size());
    for (const auto& [i, j] : match(words, optional, rest)) free[numbers[j]] = 1;
    std::vector<Json> kept;
    for (std::size_t j = 0; j < predictions.size(); ++j)
      if (!free[j]) kept.push_back(std::move(predictions[j]));
    predictions = std::move(kept);
  }

  void put(const std::string& name, std::optional<bool> right, std::string* wrong) {
    if (!right) return;
    auto found = std::find_if(score_.attributes.begin(), score_.attributes.end(),
                              [&](auto& a) { return a.name == name; });
    if (found == score_.attributes.end())
      found = score_.attributes.insert(found, AttributeTally{name, 0, 0});
    ++found->total;
    found->right += *right;
    if (!*right) *wrong += (wrong->empty() ? "" : ", ") + name;
  }

  static void count_codes(Tally& tally, const Codes& gold, const Codes& predicted) {
    const int both = shared(gold, predicted);
    tally.right += both;
    tally.extra += static_cast<int>(predicted.size()) - both;
    tally.missed += static_cast<int>(gold.size()) - both;
  }

  void compare(const std::string& id, const Json& gold, const Json& event) {
    std::string wrong;
    const Json &ga = member(gold, "actor"), &gr = member(gold, "recipient");
    const Json &pa = member(event, "actor"), &pr = member(event, "recipient");
    count_codes(score_.actors, codes(ga), folded(ga, pa));
    count_codes(score_.recipients, codes(gr), folded(gr, pr));
    const bool actor = codes(ga) == folded(ga, pa), recipient = codes(gr) == folded(gr, pr);
    const auto date = date_right(member(gold, "date"), event);
    const auto set_of = [](const Json& list) {
      const auto items = strings_of(list);
      return Codes(items.begin(), items.end());
    };
    const bool auxiliary = set_of(member(gold, "auxiliary")) == set_of(member(event, "auxiliary"));
    const std::string gold_type = text_or(member(gold, "event")), type = type_of(event);
    put("type exactly", gold_type == type, &wrong);
    put("actor code", actor, &wrong);
    put("recipient code", recipient, &wrong);
    const auto sector_right = [](const Json& g, const Json& p) -> std::optional<bool> {
      if (sectors(g).empty()) return std::nullopt;
      return shared(sectors(g), sectors(p)) > 0;
    };
    put("actor sector", sector_right(ga, pa), &wrong);
    put("recipient sector", sector_right(gr, pr), &wrong);
    put("date", date, &wrong);
    put("auxiliary", auxiliary, &wrong);
    if (truthy(member(gold, "mode")))
      put("mode", shared(set_of(member(gold, "mode")), set_of(member(event, "mode"))) > 0, &wrong);
    if (truthy(member(gold, "country")))
      put("country", member(member(event, "event_loc"), "country_code") == member(gold, "country"),
          &wrong);
    std::string reporters;
    const Json& list = member(event, "reporter");
    if (list.is_array())
      for (std::size_t i = 0; i < list.size(); ++i)
        reporters += (i == 0 ? "" : " ") + text_or(member(list[i], "entity_text"));
    const std::u32string named = lower_points(code_points(reporters));
    if (truthy(member(gold, "reporter")))
      put("reporter", reporter_named(text_or(member(gold, "reporter")), named), &wrong);
    else
      put("no false reporter", named.empty(), &wrong);
    if (truthy(member(gold, "toward")))
      put("toward",
          member(member(event, "toward"), "event") == member(member(gold, "toward"), "event"),
          &wrong);
    score_.full += actor && recipient && date.value_or(true) && auxiliary;
    ++score_.confusion[{gold_type, type}];
    if (!wrong.empty()) list_error(id, "wrong", &gold, &event, wrong);
  }

  void list_unmatched(const std::string& id, const DocumentText& words,
                      const std::vector<Json>& golds, const std::vector<Json>& predictions,
                      const std::vector<char>& gold_matched,
                      const std::vector<char>& predicted_matched) {
    std::vector<char> paired(predictions.size());
    for (std::size_t i = 0; i < golds.size(); ++i) {
      if (gold_matched[i]) continue;
      const auto spans = trigger_spans(words.text, golds[i]);
      std::string coded = "-";
      for (std::size_t j = 0; j < predictions.size() && coded == "-"; ++j) {
        if (predicted_matched[j] || paired[j]) continue;
        const Range trigger = trigger_of(predictions[j]);
        if (std::any_of(spans.begin(), spans.end(), [&](Range s) { return overlap(trigger, s); })) {
          paired[j] = 1;
          coded = type_of(predictions[j]);
        }
      }
      ++score_.confusion[{text_or(member(golds[i], "event")), coded}];
      list_error(id, "missed", &golds[i], nullptr, coded == "-" ? "" : "coded " + coded);
    }
    for (std::size_t j = 0; j < predictions.size(); ++j) {
      if (predicted_matched[j]) continue;
      if (!paired[j]) ++score_.confusion[{"-", type_of(predictions[j])}];
      list_error(id, "extra", nullptr, &predictions[j], "");
    }
  }

  void list_error(const std::string& id, const char* kind, const Json* gold, const Json* event,
                  const std::string& wrong) {
    ScoreError error;
    error.document = id;
    error.kind = kind;
    error.wrong = wrong;
    const auto parties = [](const Json& e) {
      return list_codes(member(e, "actor")) + " -> " + list_codes(member(e, "recipient"));
    };
    if (gold != nullptr) {
      error.gold_type = text_or(member(*gold, "event"));
      error.words = text_or(member(*gold, "trigger"));
      error.parties = parties(*gold);
    }
    if (event != nullptr) {
      error.predicted_type = type_of(*event);
      error.sentence = text_or(member(*event, "text"));
      if (gold == nullptr) error.words = text_or(member(*event, "event_text"));
      const std::string coded = parties(*event);
      if (error.parties != coded) error.parties += (error.parties.empty() ? "" : " coded ") + coded;
    }
    score_.errors.push_back(std::move(error));
  }

  Score score_;
};

}  // namespace

double Tally::precision() const {
  return right + extra == 0 ? 0.0 : static_cast<double>(right) / (right + extra);
}
double Tally::recall() const {
  return right + missed == 0 ? 0.0 : static_cast<double>(right) / (right + missed);
}
double Tally::f1() const {
  const double p = precision(), r = recall();
  return p + r == 0.0 ? 0.0 : 2 * p * r / (p + r);
}

double Score::macro_f1() const {
  double sum = 0.0;
  for (const auto& [type, tally] : types) sum += tally.f1();
  return types.empty() ? 0.0 : sum / static_cast<double>(types.size());
}

std::string document_id(const Json& id) {
  return id.is_string() ? id.get<std::string>() : to_line(id);
}

Score score_events(const std::vector<Json>& gold, const PredictedEvents& predicted) {
  Scorer scorer;
  for (const Json& document : gold) {
    const auto found = predicted.find(document_id(member(document, "id")));
    scorer.add(document, found == predicted.end() ? std::vector<Json>() : found->second);
  }
  return scorer.take();
}

}  // namespace dragoman
