#include "language/model_file.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <fstream>
#include <iterator>

namespace dragoman {
namespace {

constexpr std::string_view kMagic = "DGMODEL\n";
constexpr std::size_t kHeader = 32, kEntry = 64, kNameBytes = 32;
constexpr const char* kHint =
    "take the models/ folder of this program's own release, or train again (training/README.md)";

template <class T>
T load(const char* at) {
  T value;
  std::memcpy(&value, at, sizeof value);
  return value;
}

std::size_t element_size(ElementKind kind) {
  switch (kind) {
    case ElementKind::Int8:
    case ElementKind::Text:
      return 1;
    case ElementKind::Int16:
      return 2;
    case ElementKind::Int32:
    case ElementKind::Float:
      return 4;
  }
  return 0;
}

}  // namespace

Result<ModelFile> ModelFile::read(const std::string& path) {
  std::ifstream in(path, std::ios::binary | std::ios::ate);
  if (!in)
    return Error{"E401-model-unreadable", "the model file cannot be opened", path, -1, kHint};
  const std::streamoff size = in.tellg();
  if (size < 0)
    return Error{"E401-model-unreadable", "the model is not a regular file", path, -1, kHint};
  std::vector<char> bytes(static_cast<std::size_t>(size));
  in.seekg(0);
  if (!in.read(bytes.data(), size))
    return Error{"E401-model-unreadable", "the model file cannot be read to its end", path, -1,
                 kHint};
  return parse(std::move(bytes), path);
}

Result<ModelFile> ModelFile::parse(std::vector<char> bytes, std::string name) {
  const auto fail = [&](const char* code, std::string message, std::size_t offset) {
    return Error{code, std::move(message), name, static_cast<std::int64_t>(offset), kHint};
  };
  if (bytes.size() < kHeader || std::string_view(bytes.data(), kMagic.size()) != kMagic)
    return fail("E402-model-truncated", "this is no model file", 0);
  const auto version = load<std::uint32_t>(bytes.data() + 8);
  if (version != kVersion)
    return fail("E404-model-version",
                fmt::format("the model has format version {}, this program reads version {}",
                            version, kVersion),
                8);
  const auto count = load<std::uint32_t>(bytes.data() + 12);
  const auto size = load<std::uint64_t>(bytes.data() + 16);
  if (size != bytes.size())
    return fail("E402-model-truncated",
                fmt::format("the model has {} bytes where its header says {}", bytes.size(), size),
                16);
  ModelFile file;
  file.checksum_ = load<std::uint64_t>(bytes.data() + 24);
  if (XXH3_64bits(bytes.data() + kHeader, bytes.size() - kHeader) != file.checksum_)
    return fail("E403-model-corrupted", "the model's checksum does not match its contents", 24);
  if (count > (bytes.size() - kHeader) / kEntry)
    return fail("E402-model-truncated", "the model's table of tensors is cut short", 12);
  for (std::uint32_t i = 0; i < count; ++i) {
    const std::size_t at_offset = kHeader + i * kEntry;
    const char* at = bytes.data() + at_offset;
    Entry entry;
    entry.name.assign(at, strnlen(at, kNameBytes));
    entry.kind = static_cast<ElementKind>(load<std::uint32_t>(at + 32));
    entry.rows = load<std::uint32_t>(at + 36);
    entry.columns = load<std::uint32_t>(at + 40);
    const auto offset = load<std::uint64_t>(at + 48), length = load<std::uint64_t>(at + 56);
    const std::uint64_t expected =
        std::uint64_t{entry.rows} * entry.columns * element_size(entry.kind);
    if (offset > bytes.size() || length > bytes.size() - offset || expected != length ||
        length == 0)
      return fail("E403-model-corrupted",
                  fmt::format("the tensor \"{}\" lies outside the file", entry.name), at_offset);
    entry.offset = static_cast<std::size_t>(offset);
    entry.bytes = static_cast<std::size_t>(length);
    file.entries_.push_back(std::move(entry));
  }
  file.name_ = std::move(name);
  file.bytes_ = std::move(bytes);
  return file;
}

const ModelFile::Entry* ModelFile::entry(std::string_view name) const {
  for (const Entry& e : entries_)
    if (e.name == name) return &e;
  return nullptr;
}

std::uint32_t ModelFile::rows(std::string_view name) const {
  const Entry* e = entry(name);
  return e ? e->rows : 0;
}

std::uint32_t ModelFile::columns(std::string_view name) const {
  const Entry* e = entry(name);
  return e ? e->columns : 0;
}

Result<std::span<const char>> ModelFile::find(std::string_view name, ElementKind kind,
                                              std::size_t rows, std::size_t columns) const {
  const Entry* e = entry(name);
  if (e == nullptr || e->kind != kind || (rows != 0 && e->rows != rows) ||
      (columns != 0 && e->columns != columns))
    return Error{
        "E405-model-shape",
        fmt::format("the model's tensor \"{}\" is {}", name, e ? "of another shape" : "missing"),
        name_, -1, kHint};
  return std::span<const char>(bytes_.data() + e->offset, e->bytes);
}

Result<std::vector<std::string>> ModelFile::lines(std::string_view name) const {
  auto found = find(name, ElementKind::Text, 1, 0);
  if (!found) return found.error();
  std::vector<std::string> out;
  std::string line;
  for (const char c : *found) {
    if (c == '\n')
      out.push_back(std::move(line)), line.clear();
    else
      line += c;
  }
  if (!line.empty()) out.push_back(std::move(line));
  return out;
}

std::string ModelFile::checksum() const {
  return fmt::format("{:016x}", checksum_);
}

}  // namespace dragoman
