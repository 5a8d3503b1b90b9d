#include "engine.h"

#include <fmt/format.h>

#include "coding/codebook.h"
#include "coding/confidence.h"
#include "coding/linear_model.h"
#include "coding/stages.h"
#include "knowledge/knowledge.h"
#include "language/stages.h"
#include "reading/stages.h"

namespace dragoman {

struct Engine::State {
  Knowledge knowledge;
  LanguageModel model;
  Codebook codebook;
  LinearModel roles, locations, confidence;
  TopicWords topics;
  std::vector<Stage> stages;

  State(Knowledge k, LanguageModel m, Codebook c, LinearModel r, LinearModel l, LinearModel s)
      : knowledge(std::move(k)),
        model(std::move(m)),
        codebook(std::move(c)),
        roles(std::move(r)),
        locations(std::move(l)),
        confidence(std::move(s)),
        topics(codebook) {
    using enum Layer;
    const Knowledge& world = knowledge;
    const Codebook& book = codebook;
    const LanguageModel& language = model;
    const LinearModel& weights = roles;
    const LinearModel& where = locations;
    const LinearModel& sure = confidence;
    const TopicWords& subjects = topics;
    stages = {
        {"blocks", Layers(Text), Layers(Blocks), "furniture must not become sentences",
         [](Document& d) { find_blocks(d); }},
        {"published", Blocks | Text, Layers(Published), "every relative date hangs on it",
         [](Document& d) { find_published(d); }},
        // Beyond this point the text is divided and dated; nothing looks at raw layout again.
        {"segment", Layers(Blocks), Sentences | Tokens, "all that follows works on tokens",
         [](Document& d) { segment(d); }},
        {"analyse", Layers(Tokens), Tags | Tree | Names,
         "one network reads tags, tree and names together",
         [&language](Document& d) {
           language.analyse(d);
           d.index_children();
         }},
        {"lemmatise", Tokens | Tags, Layers(Lemmas), "the codebook is written in lemmas",
         [](Document& d) { lemmatise(d); }},
        {"mentions", Tree | Names, Layers(Mentions), "who may take part",
         [](Document& d) {
           find_mentions(d);
           d.index_mentions();
         }},
        {"chains", Mentions | Lemmas, Layers(Chains), "a pronoun is worth its name",
         [](Document& d) {
           link_mentions(d);
           d.index_mentions();  // linking drops mentions that denote nothing
         }},
        // Beyond this point the document is read as language; the world comes in.
        {"toponyms", Names | Layer::Mentions, Layers(Toponyms),
         "places settle the country of unnamed parties",
         [&world](Document& d) { resolve_toponyms(d, world); }},
        {"entities", Chains | Toponyms | Published, Layers(Entities),
         "frames ask what their arguments are",
         [&world](Document& d) { resolve_entities(d, world); }},
        {"times", Tree | Lemmas, Layers(Times), "dates need expressions before events",
         [](Document& d) { find_times(d); }},
        {"predicates", Tree | Lemmas | Entities, Layers(Predicates), "what was done",
         [&book](Document& d) { find_predicates(d, book); }},
        {"slots", Predicates | Entities, Layers(Slots), "who fills the slots of the frames",
         [&book, &world](Document& d) { fill_slots(d, book, world); }},
        {"participants", Layers(Slots), Layers(Participants),
         "slots take in too much, and miss who stands elsewhere",
         [&book, &world, &weights](Document& d) { find_participants(d, book, world, weights); }},
        {"status", Participants | Tree, Layers(Layer::Status),
         "whether it happened; changes the type of future acts",
         [&book](Document& d) { decide_status(d, book); }},
        {"reporters", Participants | Tree, Layers(Reporters), "who says so",
         [&world](Document& d) { find_reporters(d, world); }},
        {"dates", Times | Layer::Status, Layers(Dates), "each event on its own day",
         [](Document& d) { date_events(d); }},
        {"locations", Toponyms | Participants, Layers(Locations), "where",
         [&world, &where](Document& d) { locate_events(d, world, where); }},
        {"contexts", Predicates | Lemmas, Layers(Contexts), "what it is about",
         [&book](Document& d) { find_contexts(d, book); }},
        {"counts", Predicates | Tree, Layers(Counts), "how many",
         [](Document& d) { find_counts(d); }},
        // Beyond this point events are whole: parties read as of their day, doubles merged.
        {"finish", Dates | Locations | Reporters | Contexts | Counts, Layers(Events),
         "one happening, one event",
         [&book, &world, &subjects, &sure](Document& d) {
           finish_events(d, book, world, subjects, sure);
         }},
    };
  }
};

Engine::Engine(std::unique_ptr<State> state) : state_(std::move(state)) {}
Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;
Engine::~Engine() = default;

Result<Engine> Engine::load(const EngineOptions& options) {
  auto knowledge = Knowledge::of_share(options.share, options.extra_knowledge);
  if (!knowledge) return knowledge.error();
  if (auto whole = knowledge->check_gazetteer(); !whole) return whole.error();
  auto model = LanguageModel::load(options.share + "/models/language.dgm");
  if (!model) return model.error();
  std::vector<std::string> extra_frames;
  for (const auto& folder : options.extra_knowledge) extra_frames.push_back(folder + "/frames");
  auto codebook = Codebook::load(options.share + "/data/frames", extra_frames);
  if (!codebook) return codebook.error();
  auto roles = LinearModel::load(options.share + "/models/participants.tsv");
  if (!roles) return roles.error();
  auto locations = LinearModel::load(options.share + "/models/locations.tsv");
  if (!locations) return locations.error();
  auto confidence = LinearModel::load(options.share + "/models/confidence.tsv");
  if (!confidence) return confidence.error();
  auto state =
      std::make_unique<State>(std::move(*knowledge), std::move(*model), std::move(*codebook),
                              std::move(*roles), std::move(*locations), std::move(*confidence));
  if (const auto wrong = check_order(state->stages); !wrong.empty())
    return Error{"E901-stage-order", wrong.front(), "engine.cc", -1,
                 "a stage stands before what it reads"};
  return Engine(std::move(state));
}

void Engine::code(Document& d) const {
  for (const Stage& stage : state_->stages) stage.run(d);
}

void Engine::code(Document& d, const Hook& hook) const {
  for (const Stage& stage : state_->stages) {
    hook(stage, true);
    stage.run(d);
    hook(stage, false);
  }
}

void Engine::run_until(Document& d, std::string_view last) const {
  for (const Stage& stage : state_->stages) {
    stage.run(d);
    if (stage.name == last) return;
  }
}

const std::vector<Stage>& Engine::stages() const {
  return state_->stages;
}
const Knowledge& Engine::knowledge() const {
  return state_->knowledge;
}
const Codebook& Engine::codebook() const {
  return state_->codebook;
}

const LinearModel& Engine::location_weights() const {
  return state_->locations;
}

std::string Engine::version() const {
  return fmt::format("dragoman {} model {} codebook {}", DRAGOMAN_VERSION, state_->model.checksum(),
                     state_->codebook.checksum());
}

std::vector<std::string> check_order(const std::vector<Stage>& stages) {
  std::vector<std::string> complaints;
  Layers written = Layers(Layer::Text);
  for (const Stage& stage : stages) {
    if (stage.reads & ~written)
      complaints.push_back(
          fmt::format("stage '{}' reads a layer that no stage before it writes", stage.name));
    if (stage.writes & written)
      complaints.push_back(
          fmt::format("stage '{}' writes a layer that was written before", stage.name));
    written |= stage.writes;
  }
  return complaints;
}

}  // namespace dragoman
