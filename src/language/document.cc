#include "language/document.h"

#include <array>
#include <numeric>

namespace dragoman {

std::string_view name_of(BlockKind kind) {
  constexpr std::array<std::string_view, 9> names = {"title",    "paragraph", "heading",
                                                     "dateline", "byline",    "date",
                                                     "credit",   "caption",   "furniture"};
  return names[static_cast<std::size_t>(kind)];
}

std::string_view name_of(NameType type) {
  constexpr std::array<std::string_view, 5> names = {"", "PER", "ORG", "LOC", "MISC"};
  return names[static_cast<std::size_t>(type)];
}

std::string_view name_of(MentionKind kind) {
  constexpr std::array<std::string_view, 4> names = {"name", "nominal", "pronoun", "metonym"};
  return names[static_cast<std::size_t>(kind)];
}

std::string_view Document::keep(std::string_view s) {
  if (auto found = interned_.find(s); found != interned_.end()) return found->second;
  pool_.emplace_back(s);
  interned_.emplace(pool_.back(), pool_.back());
  return pool_.back();
}

void Document::index_children() {
  // How many each has, then where each one's end, then filled from the back, which leaves the
  // first.
  first_child_.assign(tokens.size() + 1, 0);
  for (const Token& token : tokens)
    if (token.head != kNone) ++first_child_[token.head];
  std::partial_sum(first_child_.begin(), first_child_.end(), first_child_.begin());
  children_.resize(first_child_.back());
  for (std::size_t t = tokens.size(); t-- > 0;)
    if (tokens[t].head != kNone)
      children_[--first_child_[tokens[t].head]] = static_cast<TokenId>(t);
}

void Document::index_mentions() {
  mention_of_head_.assign(tokens.size(), kNone);
  for (std::size_t m = 0; m < mentions.size(); ++m) {
    MentionId& slot = mention_of_head_[mentions[m].head];
    if (slot == kNone || mentions[slot].tokens.size() < mentions[m].tokens.size())
      slot = static_cast<MentionId>(m);
  }
}

}  // namespace dragoman
