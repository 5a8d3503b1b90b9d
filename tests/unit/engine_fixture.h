// The engine as built, loaded once for all tests that need it.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "coding/codebook.h"
#include "engine.h"
#include "knowledge/knowledge.h"

namespace dragoman::testing {

inline const Engine& engine() {
  static const Engine loaded = [] {
    auto result = Engine::load({std::string(DRAGOMAN_BUILD_DIR) + "/share/dragoman", {}});
    if (!result) {
      ADD_FAILURE() << result.error().code << ": " << result.error().message;
      std::abort();
    }
    return std::move(*result);
  }();
  return loaded;
}

inline Document code(const std::string& text, const std::string& published = "") {
  Source source;
  source.id = "test";
  source.text = text;
  if (!published.empty()) {
    source.published = Date::parse(published);
    source.published_basis = "metadata";
  }
  Document document(std::move(source));
  engine().code(document);
  return document;
}

}  // namespace dragoman::testing
