// The network: features like training's, kernels alike to the bit, trees, batches that change
// nothing, and models that are refused.
#include "language/network.h"

#include <gtest/gtest.h>
#include <xxhash.h>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <iterator>
#include <limits>
#include <random>
#include <sstream>

#include "language/network_features.h"
#include "language/stages.h"

namespace dragoman {
namespace {

const std::string kModel = DRAGOMAN_SOURCE_DIR "/models/language.dgm";

std::vector<const Kernels*> fast_kernels() {
  std::vector<const Kernels*> out;
  if (sse2_kernels()) out.push_back(sse2_kernels());
  if (avx2_kernels()) out.push_back(avx2_kernels());
  if (avx512_kernels()) out.push_back(avx512_kernels());
  return out;
}

std::vector<char> model_bytes() {
  std::ifstream in(kModel, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST(NetworkFeatures, EqualTrainings) {
  std::ifstream in(DRAGOMAN_SOURCE_DIR "/tests/unit/network_features_golden.tsv");
  ASSERT_TRUE(in);
  int checked = 0;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("# ")) continue;
    const auto tab = line.find('\t');
    std::istringstream numbers(line.substr(tab));
    const FeatureRows rows = feature_rows(line.substr(0, tab));
    for (int i = 0; i < kFeatures; ++i) {
      std::uint32_t expected = 0;
      ASSERT_TRUE(numbers >> expected);
      EXPECT_EQ(rows[i], expected) << line << " feature " << i;
    }
    ++checked;
  }
  EXPECT_GE(checked, 20);
}

TEST(Kernels, ProductsAreEqualToTheReference) {
  std::mt19937 random(7);
  std::uniform_int_distribution<int> x_value(-4095, 4095), w_value(-1023, 1023);
  for (const auto [n, rows, columns] :
       {std::array{1, 16, 2}, {5, 33, 80}, {13, 64, 191}, {6, 48, 384}}) {
    std::vector<std::int16_t> x(static_cast<std::size_t>(n) * (columns + 1) + 16),
        w(static_cast<std::size_t>(rows) * columns);
    for (auto& v : x) v = static_cast<std::int16_t>(x_value(random));
    for (auto& v : w) v = static_cast<std::int16_t>(w_value(random));
    const PackedMatrix packed = pack(w, rows, columns);
    std::vector<std::int32_t> expected(static_cast<std::size_t>(n) * packed.padded_rows),
        got(expected.size());
    reference_kernels().product(x.data(), columns + 1, n, view(packed), expected.data(),
                                packed.padded_rows);
    // The reference itself against the definition.
    std::int32_t sum = 0;
    for (int c = 0; c < columns; ++c)
      sum += x[(n - 1) * (columns + 1) + c] * w[(rows - 1) * columns + c];
    EXPECT_EQ(expected[(n - 1) * packed.padded_rows + rows - 1], sum);
    for (const Kernels* kernels : fast_kernels()) {
      kernels->product(x.data(), columns + 1, n, view(packed), got.data(), packed.padded_rows);
      EXPECT_EQ(got, expected) << kernels->name;
    }
  }
}

TEST(Kernels, ProductsOfPairsAreEqualToProducts) {
  std::mt19937 random(11);
  std::uniform_int_distribution<int> x_value(-4095, 4095), w_value(-1023, 1023);
  for (const auto [n, rows, columns] :
       {std::array{1, 16, 2}, {5, 33, 80}, {13, 64, 190}, {6, 528, 176}}) {
    std::vector<std::int16_t> x(static_cast<std::size_t>(n) * columns),
        w(static_cast<std::size_t>(rows) * columns);
    for (auto& v : x) v = random() % 3 ? 0 : static_cast<std::int16_t>(x_value(random));
    for (auto& v : w) v = static_cast<std::int16_t>(w_value(random));
    const PackedMatrix packed = pack(w, rows, columns);
    std::vector<std::int32_t> expected(static_cast<std::size_t>(n) * packed.padded_rows),
        got(expected.size()), starts(1, 0);
    reference_kernels().product(x.data(), columns, n, view(packed), expected.data(),
                                packed.padded_rows);
    std::vector<ColumnPair> pairs(x.size() / 2);
    for (int i = 0; i < n; ++i)
      starts.push_back(starts.back() +
                       nonzero_pairs(&x[i * columns], columns, pairs.data() + starts.back()));
    EXPECT_LT(starts.back(), n * columns / 2 + (n == 1));
    auto all = fast_kernels();
    all.push_back(&reference_kernels());
    for (const Kernels* kernels : all) {
      std::fill(got.begin(), got.end(), -1);
      kernels->product_of_pairs(pairs.data(), starts.data(), n, view(packed), got.data(),
                                packed.padded_rows);
      EXPECT_EQ(got, expected) << kernels->name;
    }
  }
}

TEST(Kernels, LaneWorkIsEqualToTheReferenceInEveryBit) {
  std::mt19937 random(9);
  std::uniform_int_distribution<int> whole(-2000000, 2000000), byte(-127, 127);
  std::uniform_real_distribution<float> real(-3.0f, 3.0f);
  const int half = 24, words = 7;
  std::vector<std::int32_t> sums(static_cast<std::size_t>(words) * 6 * half);
  std::vector<float> scale(6 * half), bias(4 * half), v(4 * half),
      skip(static_cast<std::size_t>(words) * 2 * half);
  for (auto& s : sums) s = whole(random);
  for (auto* values : {&scale, &bias, &v, &skip})
    for (auto& f : *values) f = real(random);
  for (auto& f : scale) f *= 1e-6f;
  std::vector<float> expected(skip.size()), got(skip.size());
  reference_kernels().sru({sums.data(), scale.data(), bias.data(), v.data(), skip.data(),
                           expected.data(), words, half});
  std::vector<std::int8_t> table(64 * 32);
  for (auto& t : table) t = static_cast<std::int8_t>(byte(random));
  const std::vector<std::uint32_t> rows = {3, 0, 63, 3, 17, 5, 60, 2};
  std::vector<std::int16_t> row_sum(32), row_got(32), quantised(skip.size()),
      quantised_got(skip.size());
  reference_kernels().add_rows(table.data(), rows.data(), 8, 32, row_sum.data());
  reference_kernels().quantise(expected.data(), 2000.0f, static_cast<int>(expected.size()),
                               quantised.data());
  std::vector<float> rectified(half * 4), rectified_got(half * 4);
  reference_kernels().relu(sums.data(), scale.data(), bias.data(), 4 * half, rectified.data());
  std::vector<float> windows(16), windows_got(16);
  reference_kernels().relu_of_three(sums.data(), sums.data() + 16, sums.data() + 32, scale.data(),
                                    bias.data(), 16, windows.data());
  for (const Kernels* kernels : fast_kernels()) {
    kernels->sru(
        {sums.data(), scale.data(), bias.data(), v.data(), skip.data(), got.data(), words, half});
    EXPECT_EQ(std::memcmp(got.data(), expected.data(), got.size() * sizeof(float)), 0)
        << kernels->name;
    kernels->add_rows(table.data(), rows.data(), 8, 32, row_got.data());
    EXPECT_EQ(row_got, row_sum) << kernels->name;
    kernels->quantise(expected.data(), 2000.0f, static_cast<int>(expected.size()),
                      quantised_got.data());
    EXPECT_EQ(quantised_got, quantised) << kernels->name;
    kernels->relu(sums.data(), scale.data(), bias.data(), 4 * half, rectified_got.data());
    EXPECT_EQ(std::memcmp(rectified_got.data(), rectified.data(), rectified.size() * sizeof(float)),
              0)
        << kernels->name;
    kernels->relu_of_three(sums.data(), sums.data() + 16, sums.data() + 32, scale.data(),
                           bias.data(), 16, windows_got.data());
    EXPECT_EQ(windows_got, windows) << kernels->name;
  }
}

TEST(Kernels, TheBestIsTheFirstOfTheLargest) {
  std::mt19937 random(5);
  std::uniform_int_distribution<int> few(-4, 4);  // so that many are equal
  const std::vector<float> scale(48, 0.5f);
  std::vector<float> bias(48, 0.25f);
  bias[7] = -std::numeric_limits<float>::infinity();
  std::vector<std::int32_t> sums(48);
  for (int round = 0; round < 200; ++round) {
    for (auto& s : sums) s = few(random);
    sums[7] = 1000;
    const int expected = static_cast<int>(
        std::max_element(sums.begin(), sums.end(),
                         [](int a, int b) { return (a == 1000 ? -9 : a) < (b == 1000 ? -9 : b); }) -
        sums.begin());
    EXPECT_EQ(reference_kernels().best(sums.data(), scale.data(), bias.data(), 48), expected);
    for (const Kernels* kernels : fast_kernels())
      EXPECT_EQ(kernels->best(sums.data(), scale.data(), bias.data(), 48), expected)
          << kernels->name;
  }
}

// Every tree of up to four words, scored by hand, against the tree found.
TEST(BestTree, IsTheBestOfAllTreesWithOneRoot) {
  std::mt19937 random(3);
  std::uniform_int_distribution<int> value(-50, 50);
  BestTree tree;
  for (int round = 0; round < 300; ++round) {
    const int n = 1 + round % 4, stride = n + 3;
    std::vector<std::int32_t> scores(static_cast<std::size_t>(n) * stride);
    for (auto& s : scores) s = value(random);
    std::vector<std::int32_t> heads(n);
    tree.find(scores, stride, n, heads);
    long best = -1000000, got = 0;
    for (int i = 0; i < n; ++i) got += scores[i * stride + heads[i] + 1];
    int choices = 1;
    for (int i = 0; i < n; ++i) choices *= n + 1;
    for (int code = 0; code < choices; ++code) {
      std::vector<int> parents(n);
      long sum = 0;
      int roots = 0, rest = code;
      for (int i = 0; i < n; ++i, rest /= n + 1) {
        parents[i] = rest % (n + 1);
        roots += parents[i] == 0;
        sum += scores[i * stride + parents[i]];
      }
      bool valid = roots == 1;
      for (int i = 0; i < n && valid; ++i) {
        int at = i + 1, steps = 0;
        while (at != 0 && steps <= n) at = parents[at - 1], ++steps;
        valid = at == 0;
      }
      if (valid) best = std::max(best, sum);
    }
    EXPECT_EQ(got, best) << "round " << round;
  }
}

struct Text {
  std::vector<std::string_view> words;
  std::vector<std::int32_t> starts = {0};
  void add(std::string_view sentence) {
    for (std::size_t at = 0; at < sentence.size();) {
      const std::size_t end = std::min(sentence.find(' ', at), sentence.size());
      words.push_back(sentence.substr(at, end - at));
      at = end + 1;
    }
    starts.push_back(static_cast<std::int32_t>(words.size()));
  }
};

Text news() {
  Text text;
  text.add("The foreign minister of Kazakhstan arrived in Ankara on Monday , officials said .");
  text.add("TROOPS LEAVE BORDER TOWN");
  text.add(
      "Iran has been accused by the U.S. of shipping missiles to rebels , which Tehran denies .");
  text.add("\" We will not sign , \" she told Reuters .");
  text.add("No");
  return text;
}

TEST(Network, IsTheSameWithAnyKernelsAndAnyBatch) {
  auto file = ModelFile::read(kModel);
  ASSERT_TRUE(file) << file.error().message;
  auto reference = Network::from(*file, reference_kernels());
  ASSERT_TRUE(reference) << reference.error().message;
  const Text text = news();
  std::vector<WordAnalysis> expected(text.words.size());
  Network::Scratch scratch;
  reference->analyse(text.words, text.starts, scratch, expected);
  for (const Kernels* kernels : fast_kernels()) {
    auto network = Network::from(*file, *kernels);
    ASSERT_TRUE(network);
    std::vector<WordAnalysis> got(text.words.size());
    network->analyse(text.words, text.starts, scratch, got);
    EXPECT_EQ(got, expected) << kernels->name;
    // One sentence at a time, last to first.
    for (std::size_t i = text.starts.size() - 1; i-- > 0;) {
      const auto begin = text.starts[i], end = text.starts[i + 1];
      const std::vector<std::string_view> words(text.words.begin() + begin,
                                                text.words.begin() + end);
      std::vector<WordAnalysis> one(words.size());
      network->analyse(words, std::vector<std::int32_t>{0, end - begin}, scratch, one);
      EXPECT_TRUE(std::equal(one.begin(), one.end(), expected.begin() + begin));
    }
  }
}

// A word met again has the sums it was given; more words than there is room for push out the
// longest unused, but none of the batch at hand.
TEST(WordMemory, KeepsTheWordsOfABatchAndOfLate) {
  WordMemory memory;
  memory.belong_to(1, 3);
  std::vector<std::string> words;
  for (int i = 0; i < 6000; ++i) words.push_back("word" + std::to_string(i));
  words.push_back("a word far too long to be kept in the memory");
  for (int round = 0; round < 2; ++round) {
    memory.begin();
    std::vector<WordMemory::Slot> slots;
    for (const std::string& word : words) slots.push_back(memory.find(word));
    EXPECT_GE(memory.fresh().size(), round == 0 ? 6001u : 1905u);
    for (const auto& fresh : memory.fresh())
      memory.sums(fresh.slot)[2] =
          fresh.word[0] == 'a' ? -1 : std::stoi(std::string(fresh.word.substr(4)));
    for (int i = 0; i < 6000; ++i) ASSERT_EQ(memory.sums(slots[i])[2], i);
    EXPECT_EQ(memory.sums(slots.back())[2], -1);
  }
  memory.begin();
  const auto slot = memory.find("word0");
  EXPECT_TRUE(memory.fresh().empty());
  EXPECT_EQ(memory.sums(slot)[2], 0);
  memory.belong_to(2, 3);
  memory.begin();
  memory.find("word0");
  EXPECT_EQ(memory.fresh().size(), 1u);
}

TEST(Network, IsTheSameWhateverItRemembers) {
  auto file = ModelFile::read(kModel);
  ASSERT_TRUE(file) << file.error().message;
  auto network = Network::from(*file, best_kernels());
  ASSERT_TRUE(network);
  const Text text = news();
  std::vector<WordAnalysis> expected(text.words.size()), got(text.words.size());
  Network::Scratch scratch;
  network->analyse(text.words, text.starts, scratch, expected);
  // Other words push some of the known ones out.
  std::vector<std::string> others;
  for (int i = 0; i < 9000; ++i) others.push_back("w" + std::to_string(i));
  const std::vector<std::string_view> words(others.begin(), others.end());
  std::vector<WordAnalysis> ignored(words.size());
  network->analyse(words, std::vector<std::int32_t>{0, 9000}, scratch, ignored);
  network->analyse(text.words, text.starts, scratch, got);
  EXPECT_EQ(got, expected);
}

TEST(Network, ParsesPlainNews) {
  auto file = ModelFile::read(kModel);
  ASSERT_TRUE(file);
  auto network = Network::from(*file, best_kernels());
  ASSERT_TRUE(network);
  Text text;
  text.add("The foreign minister of Kazakhstan arrived in Ankara on Monday .");
  std::vector<WordAnalysis> out(text.words.size());
  Network::Scratch scratch;
  network->analyse(text.words, text.starts, scratch, out);
  EXPECT_EQ(out[5].head, -1);
  EXPECT_EQ(out[2].head, 5);
  EXPECT_EQ(out[2].deprel, Deprel::nsubj);
  EXPECT_EQ(out[4].upos, Upos::PROPN);
  EXPECT_EQ(out[5].verb_form, VerbForm::Finite);
  EXPECT_EQ(out[7].name, NameType::Location);
}

TEST(Network, EndlessSentencesStayTrees) {
  auto file = ModelFile::read(kModel);
  ASSERT_TRUE(file);
  auto network = Network::from(*file, best_kernels());
  ASSERT_TRUE(network);
  const std::vector<std::string_view> words(1001, "troops");
  const std::vector<std::int32_t> starts = {0, 1001};
  std::vector<WordAnalysis> out(words.size());
  Network::Scratch scratch;
  network->analyse(words, starts, scratch, out);
  int roots = 0;
  for (std::size_t i = 0; i < out.size(); ++i) {
    roots += out[i].head < 0;
    int at = static_cast<int>(i), steps = 0;
    while (at >= 0 && steps <= 1001) at = out[at].head, ++steps;
    EXPECT_EQ(at, -1);
  }
  EXPECT_EQ(roots, 1);
}

TEST(ModelFile, LoadsWithItsSelfTest) {
  const auto model = LanguageModel::load(kModel);
  ASSERT_TRUE(model) << model.error().message;
  EXPECT_EQ(model->checksum().size(), 16u);
}

std::string code_of(std::vector<char> bytes) {
  const auto file = ModelFile::parse(std::move(bytes), "test.dgm");
  return file ? "" : file.error().code;
}

TEST(ModelFile, RefusesWhatIsNoModelOfThisVersion) {
  const std::vector<char> good = model_bytes();
  ASSERT_GT(good.size(), 100u);
  EXPECT_EQ(code_of(good), "");
  EXPECT_EQ(code_of({}), "E402-model-truncated");
  EXPECT_EQ(code_of({good.begin(), good.begin() + 20}), "E402-model-truncated");
  EXPECT_EQ(code_of({good.begin(), good.end() - 1}), "E402-model-truncated");
  auto bad = good;
  bad[8] = 99;
  EXPECT_EQ(code_of(bad), "E404-model-version");
  bad = good;
  bad[good.size() / 2] ^= 1;
  EXPECT_EQ(code_of(bad), "E403-model-corrupted");
  EXPECT_EQ(ModelFile::read("/nonexistent/language.dgm").error().code, "E401-model-unreadable");
}

TEST(ModelFile, RefusesWrongShapesAndWrongAnswers) {
  // A damaged file whose checksum was made to match: a tensor renamed, then a weight changed so
  // that the model's own samples come out wrong.
  const auto seal = [](std::vector<char>& bytes) {
    const std::uint64_t sum = XXH3_64bits(bytes.data() + 32, bytes.size() - 32);
    std::memcpy(bytes.data() + 24, &sum, sizeof sum);
  };
  auto bytes = model_bytes();
  bytes[32] = 'X';  // the first tensor's name
  seal(bytes);
  const auto renamed = ModelFile::parse(bytes, "test.dgm");
  ASSERT_TRUE(renamed);
  EXPECT_EQ(Network::from(*renamed, best_kernels()).error().code, "E405-model-shape");

  bytes = model_bytes();
  std::uint64_t offset = 0;
  std::memcpy(&offset, bytes.data() + 32 + 48, sizeof offset);
  for (std::size_t i = 0; i < 151552 * 64; ++i)
    bytes[offset + i] = static_cast<char>(-bytes[offset + i]);
  seal(bytes);
  const std::string path = ::testing::TempDir() + "/wrong_answers.dgm";
  std::ofstream(path, std::ios::binary)
      .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  const auto wrong = LanguageModel::load(path);
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().code, "E406-model-self-test");
}

}  // namespace
}  // namespace dragoman
