// A worker's memory of words: what the first layer of the network makes of a word depends on the
// word alone, news says the same words again and again, and integer sums are exact in any order. So
// the three products of a word (as the left neighbour, the centre and the right neighbour of a
// window) are kept for the words met lately, and a window is the sum of three remembered rows. The
// result is the same whatever is remembered.
//
//   memory.begin();
//   WordMemory::Slot slot = memory.find("Ankara");    // for every word of a batch
//   for (WordMemory::Fresh fresh : memory.fresh())    // those that must be computed now
//     fill(memory.sums(fresh.slot));
//   memory.sums(slot)                                 // valid up to the next begin()
//
// Bounded: 4096 words in sets of four, in each of which the longest unused gives way.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace dragoman {

class WordMemory {
 public:
  using Slot = std::uint32_t;
  struct Fresh {
    std::string_view word;
    Slot slot;
  };

  // Forgets everything where the sums have another length or come from another network than before.
  void belong_to(std::uint64_t network, int sums_of_a_word);
  void begin();
  Slot find(std::string_view word);
  std::span<const Fresh> fresh() const { return fresh_; }
  std::int32_t* sums(Slot slot) {
    return slot < kWords ? kept_.get() + static_cast<std::size_t>(slot) * length_
                         : spare_.data() + static_cast<std::size_t>(slot - kWords) * length_;
  }

 private:
  static constexpr std::uint32_t kSets = 1024, kWays = 4, kWords = kSets * kWays;
  // A longer word is hardly met again; it is computed each time.
  struct Entry {
    std::uint32_t used = 0;  // the batch that used it last; 0: never
    std::uint8_t size = 0;
    std::array<char, 27> text;
  };

  Slot spare(std::string_view word);

  std::uint64_t network_ = 0;
  std::size_t length_ = 0;
  std::uint32_t batch_ = 0;
  std::vector<Entry> entries_;
  std::unique_ptr<std::int32_t[]> kept_;
  // Rows for the words of one batch that find no room among the kept.
  std::vector<std::int32_t> spare_;
  std::uint32_t spares_ = 0;
  std::vector<Fresh> fresh_;
};

}  // namespace dragoman
