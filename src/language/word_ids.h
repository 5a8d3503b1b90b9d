// Numbers for the words of one document, so that words that are compared often are compared as
// numbers: equal words, equal numbers. The words themselves are not copied.
//
//   WordIds ids;
//   WordIds::Id ankara = ids.of("ankara");     // 1, 2, 3 ... in the order of asking; 0 is no word
//   ids.text(ankara) == "ankara"
#pragma once

#include <xxhash.h>

#include <cstdint>
#include <string_view>
#include <vector>

namespace dragoman {

class WordIds {
 public:
  using Id = std::uint32_t;

  Id of(std::string_view word) {
    if (word.empty()) return 0;
    if (2 * texts_.size() >= slots_.size()) grow();
    Id& slot = place(word);
    if (slot == 0) {
      slot = static_cast<Id>(texts_.size());
      texts_.push_back(word);
    }
    return slot;
  }
  std::string_view text(Id id) const { return texts_[id]; }
  std::size_t size() const { return texts_.size(); }  // with the empty word

 private:
  // Where the word stands or belongs.
  Id& place(std::string_view word) {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = XXH3_64bits(word.data(), word.size()) & mask;
    while (slots_[at] != 0 && texts_[slots_[at]] != word) at = (at + 1) & mask;
    return slots_[at];
  }
  void grow() {
    slots_.assign(slots_.empty() ? 512 : 4 * slots_.size(), 0);
    for (Id id = 1; id < texts_.size(); ++id) place(texts_[id]) = id;
  }

  std::vector<std::string_view> texts_{std::string_view()};
  std::vector<Id> slots_;
};

}  // namespace dragoman
