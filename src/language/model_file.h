// The container that trained weights come in: a header, a checksum, and named tensors.
//
//   auto file = ModelFile::read("models/language.dgm");
//   if (!file) return file.error();
//   auto window = file->tensor<std::int16_t>("window.weight", 192, 384);   // rows, columns
//   auto tags = file->lines("tags");
//
// Layout, little-endian: magic "DGMODEL\n" (8 bytes), u32 format version, u32 number of tensors,
// u64 size of the whole file, u64 XXH3 of every byte after this 32-byte header; then for each
// tensor a 64-byte entry (name 32 bytes zero-padded, u32 element kind, u32 rows, u32 columns, u32
// unused, u64 offset from the file's start, u64 bytes); then the data, each tensor at a multiple
// of 64. Errors: E401 (cannot be read), E402 (no model or cut short), E403 (corrupted), E404
// (other version), E405 (a tensor is missing or of another shape).
#pragma once

#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace dragoman {

enum class ElementKind : std::uint32_t { Int8 = 1, Int16 = 2, Int32 = 3, Float = 4, Text = 5 };

class ModelFile {
 public:
  static constexpr std::uint32_t kVersion = 1;

  static Result<ModelFile> read(const std::string& path);
  // From bytes in memory; `name` stands in errors.
  static Result<ModelFile> parse(std::vector<char> bytes, std::string name);

  // A copy of the tensor; E405 where it is missing or not rows x columns (0 matches any number).
  template <class T>
  Result<std::vector<T>> tensor(std::string_view name, std::size_t rows,
                                std::size_t columns) const {
    auto found = find(name, kind_of(static_cast<T*>(nullptr)), rows, columns);
    if (!found) return found.error();
    std::vector<T> out(found->size() / sizeof(T));
    std::memcpy(out.data(), found->data(), out.size() * sizeof(T));
    return out;
  }
  // The lines of a text tensor.
  Result<std::vector<std::string>> lines(std::string_view name) const;
  std::uint32_t rows(std::string_view name) const;  // 0 where there is no such tensor
  std::uint32_t columns(std::string_view name) const;
  std::string checksum() const;  // 16 hexadecimal digits
  std::uint64_t checksum_bits() const { return checksum_; }
  const std::string& name() const { return name_; }

 private:
  struct Entry {
    std::string name;
    ElementKind kind;
    std::uint32_t rows, columns;
    std::size_t offset, bytes;
  };
  static constexpr ElementKind kind_of(std::int8_t*) { return ElementKind::Int8; }
  static constexpr ElementKind kind_of(std::int16_t*) { return ElementKind::Int16; }
  static constexpr ElementKind kind_of(std::int32_t*) { return ElementKind::Int32; }
  static constexpr ElementKind kind_of(float*) { return ElementKind::Float; }
  Result<std::span<const char>> find(std::string_view name, ElementKind kind, std::size_t rows,
                                     std::size_t columns) const;
  const Entry* entry(std::string_view name) const;

  std::string name_;
  std::vector<char> bytes_;
  std::vector<Entry> entries_;
  std::uint64_t checksum_ = 0;
};

}  // namespace dragoman
