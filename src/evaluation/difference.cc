#include "evaluation/difference.h"

#include <algorithm>
#include <functional>
#include <map>

#include "evaluation/score.h"

namespace dragoman {
namespace {

std::string document_of(const Json& record) {
  return document_id(member(member(record, "cite_info"), "document"));
}
std::string type_of(const Json& record) {
  const auto types = strings_of(member(record, "event"));
  return types.empty() ? "" : types[0];
}
std::pair<std::int64_t, std::int64_t> trigger_of(const Json& record) {
  const Json& trigger = member(record, "trigger");
  return {integer_or(member(trigger, "start"), -1), integer_or(member(trigger, "end"), -1)};
}

std::vector<std::string> changed_fields(const Json& before, const Json& after) {
  std::vector<std::string> fields;
  const auto compare = [&](const std::string& key) {
    Json a = member(before, key), b = member(after, key);
    if (key == "cite_info")
      for (Json* cite : {&a, &b})
        if (cite->is_object())
          for (const char* version : {"coder", "codebook"}) cite->erase(version);
    if (a != b) fields.push_back(key);
  };
  for (const auto& item : before.items()) compare(item.key());
  for (const auto& item : after.items())
    if (!before.contains(item.key())) compare(item.key());
  return fields;
}

Json change_of(const char* kind, const Json* before, const Json* after) {
  const Json& shown = after != nullptr ? *after : *before;
  Json out = Json::object();
  out["change"] = kind;
  out["document"] = document_of(shown);
  out["event"] = type_of(shown);
  out["event_text"] = member(shown, "event_text");
  out["fields"] =
      before != nullptr && after != nullptr ? Json(changed_fields(*before, *after)) : Json::array();
  out["before"] = before != nullptr ? *before : Json();
  out["after"] = after != nullptr ? *after : Json();
  return out;
}

// The events of one document in both runs.
class Sides {
 public:
  std::vector<const Json*> before, after;

  std::vector<Json> changes() {
    partner_.assign(before.size(), nullptr);
    taken_.assign(after.size(), 0);
    pair([](const Json& a, const Json& b) {
      const Json& id = member(a, "id");
      return !id.is_null() && id == member(b, "id");
    });
    pair([](const Json& a, const Json& b) {
      return type_of(a) == type_of(b) && trigger_of(a) == trigger_of(b);
    });
    pair([](const Json& a, const Json& b) {
      const auto x = trigger_of(a), y = trigger_of(b);
      return x.first >= 0 && x.first < y.second && y.first < x.second;
    });
    std::vector<std::pair<std::int64_t, Json>> found;
    for (std::size_t i = 0; i < before.size(); ++i) {
      const Json* other = partner_[i];
      if (other == nullptr)
        found.emplace_back(trigger_of(*before[i]).first, change_of("lost", before[i], nullptr));
      else if (!changed_fields(*before[i], *other).empty())
        found.emplace_back(trigger_of(*other).first, change_of("changed", before[i], other));
    }
    for (std::size_t j = 0; j < after.size(); ++j)
      if (!taken_[j])
        found.emplace_back(trigger_of(*after[j]).first, change_of("added", nullptr, after[j]));
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<Json> out;
    for (auto& [at, change] : found) out.push_back(std::move(change));
    return out;
  }

 private:
  void pair(const std::function<bool(const Json&, const Json&)>& same) {
    for (std::size_t i = 0; i < before.size(); ++i)
      for (std::size_t j = 0; j < after.size() && partner_[i] == nullptr; ++j)
        if (!taken_[j] && same(*before[i], *after[j])) {
          partner_[i] = after[j];
          taken_[j] = 1;
        }
  }
  std::vector<const Json*> partner_;
  std::vector<char> taken_;
};

}  // namespace

std::vector<Json> differences(const std::vector<Json>& before, const std::vector<Json>& after) {
  std::vector<std::string> order;
  std::map<std::string, Sides> documents;
  const auto side = [&](const Json& record) -> Sides& {
    const std::string id = document_of(record);
    auto [found, fresh] = documents.try_emplace(id);
    if (fresh) order.push_back(id);
    return found->second;
  };
  for (const Json& record : before) side(record).before.push_back(&record);
  for (const Json& record : after) side(record).after.push_back(&record);
  std::vector<Json> out;
  for (const auto& id : order)
    for (auto& change : documents[id].changes()) out.push_back(std::move(change));
  return out;
}

}  // namespace dragoman
