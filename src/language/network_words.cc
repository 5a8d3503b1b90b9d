#include "language/network_words.h"

#include <xxhash.h>

#include <algorithm>
#include <cstring>

namespace dragoman {

void WordMemory::belong_to(std::uint64_t network, int sums_of_a_word) {
  const auto length = static_cast<std::size_t>(sums_of_a_word);
  if (network == network_ && length == length_) return;
  network_ = network;
  length_ = length;
  batch_ = 0;
  entries_.assign(kWords, {});
  // Not filled: pages that no word is kept in are never touched.
  kept_ = std::make_unique_for_overwrite<std::int32_t[]>(kWords * length);
}

void WordMemory::begin() {
  if (++batch_ == 0) {  // counted round: the stamps of old batches mean nothing any more
    entries_.assign(kWords, {});
    batch_ = 1;
  }
  fresh_.clear();
  spares_ = 0;
}

WordMemory::Slot WordMemory::spare(std::string_view word) {
  const Slot slot = kWords + spares_++;
  if (spare_.size() < spares_ * length_) spare_.resize(spares_ * length_);
  fresh_.push_back({word, slot});
  return slot;
}

WordMemory::Slot WordMemory::find(std::string_view word) {
  if (word.size() > Entry{}.text.size()) return spare(word);
  const auto set = static_cast<std::uint32_t>(XXH3_64bits(word.data(), word.size())) % kSets;
  Entry* const entries = entries_.data() + static_cast<std::size_t>(set) * kWays;
  Entry* oldest = entries;
  for (Entry* entry = entries; entry < entries + kWays; ++entry) {
    if (entry->used != 0 && entry->size == word.size() &&
        std::memcmp(entry->text.data(), word.data(), word.size()) == 0) {
      entry->used = batch_;
      return static_cast<Slot>(entry - entries_.data());
    }
    if (entry->used < oldest->used) oldest = entry;
  }
  if (oldest->used == batch_) return spare(word);  // all four are in use
  oldest->used = batch_;
  oldest->size = static_cast<std::uint8_t>(word.size());
  std::memcpy(oldest->text.data(), word.data(), word.size());
  const auto slot = static_cast<Slot>(oldest - entries_.data());
  fresh_.push_back({word, slot});
  return slot;
}

}  // namespace dragoman
