// Errors as values. A function that can fail returns Result<T>: either a T or an Error with a
// stable code that tests and documentation name (docs/errors.md), what happened, where, and what to
// do.
//
//   Result<Document> read(std::string_view bytes);
//   auto document = read(bytes);
//   if (!document) return document.error();
//   use(*document);
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace dragoman {

struct Error {
  std::string code;          // stable, e.g. "E101-bad-utf8"; listed in docs/errors.md
  std::string message;       // what happened, one line without a final full stop
  std::string file;          // where: file name or "-" for standard input; may be empty
  std::int64_t offset = -1;  // byte offset or line number inside the file, -1 where unknown
  std::string hint;          // what the reader of the message can do
};

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}
  explicit operator bool() const { return state_.index() == 0; }
  T& operator*() { return std::get<0>(state_); }
  const T& operator*() const { return std::get<0>(state_); }
  T* operator->() { return &std::get<0>(state_); }
  const T* operator->() const { return &std::get<0>(state_); }
  const Error& error() const { return std::get<1>(state_); }

 private:
  std::variant<T, Error> state_;
};

template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)) {}
  explicit operator bool() const { return !error_; }
  const Error& error() const { return *error_; }

 private:
  std::optional<Error> error_;
};

}  // namespace dragoman
