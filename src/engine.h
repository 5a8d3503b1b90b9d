// The whole pipeline. An Engine is immutable once loaded and shared by all workers; everything a
// document needs while it is coded lives in the Document and in a per-worker Scratch.
//
//   auto engine = Engine::load(options);
//   Document document(std::move(source));
//   engine->code(document);          // fills document.events
//   engine->stages()                 // the list, with what each reads and writes
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "language/document.h"

namespace dragoman {

class Knowledge;
class LanguageModel;
class Codebook;
class LinearModel;

// What stages read and write. A stage may run only when every layer it reads was written before.
enum class Layer : std::uint32_t {
  Text = 1u << 0,
  Blocks = 1u << 1,
  Published = 1u << 2,
  Sentences = 1u << 3,
  Tokens = 1u << 4,
  Tags = 1u << 5,
  Lemmas = 1u << 6,
  Tree = 1u << 7,
  Names = 1u << 8,
  Mentions = 1u << 9,
  Chains = 1u << 10,
  Entities = 1u << 11,
  Times = 1u << 12,
  Toponyms = 1u << 13,
  Predicates = 1u << 14,
  Participants = 1u << 15,
  Status = 1u << 16,
  Reporters = 1u << 17,
  Dates = 1u << 18,
  Locations = 1u << 19,
  Contexts = 1u << 20,
  Counts = 1u << 21,
  Events = 1u << 22,
  Slots = 1u << 23
};
using Layers = std::uint32_t;
constexpr Layers operator|(Layer a, Layer b) {
  return static_cast<Layers>(a) | static_cast<Layers>(b);
}
constexpr Layers operator|(Layers a, Layer b) {
  return a | static_cast<Layers>(b);
}

struct Stage {
  std::string_view name;
  Layers reads = 0, writes = 0;
  std::string_view reason;  // why it stands here, one line
  std::function<void(Document&)> run;
};

struct EngineOptions {
  std::string share;                         // folder with data/, models/ and knowledge.bin
  std::vector<std::string> extra_knowledge;  // folders of a user's own rows
};

class Engine {
 public:
  static Result<Engine> load(const EngineOptions& options);
  Engine(Engine&&) noexcept;
  Engine& operator=(Engine&&) noexcept;
  ~Engine();

  // Runs every stage. Never fails: a document without text simply has no events.
  void code(Document& document) const;
  // Runs the stages up to and including the one of that name (for `parse` and `explain`).
  void run_until(Document& document, std::string_view stage) const;
  const std::vector<Stage>& stages() const;
  const Knowledge& knowledge() const;
  const Codebook& codebook() const;
  const LinearModel& location_weights() const;
  // Nanoseconds are not read here (the core has no clock): the caller may pass a hook that is told
  // before and after each stage.
  using Hook = std::function<void(const Stage&, bool begins)>;
  void code(Document& document, const Hook& hook) const;
  // "dragoman 0.1.0 model <checksum> codebook <checksum> knowledge <checksum>"
  std::string version() const;

 private:
  struct State;
  explicit Engine(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// Complaints about a list of stages: a layer read before it is written, or written by two.
std::vector<std::string> check_order(const std::vector<Stage>& stages);

}  // namespace dragoman
