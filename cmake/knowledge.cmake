# Compiles data/ into build/share/dragoman/knowledge.bin, and the gazetteer beside it, again whenever
# a table changes.
add_executable(compile_knowledge ${CMAKE_SOURCE_DIR}/src/knowledge/compile_knowledge_main.cc)
target_link_libraries(compile_knowledge PRIVATE dragoman_core)

file(GLOB_RECURSE KNOWLEDGE_TABLES CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/data/*.tsv)
if(EXISTS ${CMAKE_SOURCE_DIR}/data/countries.tsv)
  add_custom_command(OUTPUT ${SHARE}/knowledge.bin
    COMMAND compile_knowledge ${CMAKE_SOURCE_DIR}/data ${SHARE}/knowledge.bin
    DEPENDS compile_knowledge ${KNOWLEDGE_TABLES}
    COMMENT "Compiling data/ into knowledge.bin" VERBATIM)
  add_custom_target(knowledge_file ALL DEPENDS ${SHARE}/knowledge.bin)
endif()

set(GAZETTEER ${CMAKE_BINARY_DIR}/gazetteer)
add_custom_command(OUTPUT ${GAZETTEER}/cities500.json
  COMMAND ${CMAKE_SOURCE_DIR}/script/fetch_gazetteer ${GAZETTEER}
  DEPENDS ${CMAKE_SOURCE_DIR}/script/fetch_gazetteer
  COMMENT "Fetching the gazetteer" VERBATIM)
# Made once: the program that compiles it changes far more often than the gazetteer does, so only a
# new fetch or a new layout (blob.h) makes it again.
add_custom_command(OUTPUT ${SHARE}/gazetteer.bin
  COMMAND compile_knowledge --gazetteer ${GAZETTEER} ${SHARE}/gazetteer.bin
  DEPENDS ${GAZETTEER}/cities500.json ${CMAKE_SOURCE_DIR}/src/knowledge/blob.h
          ${CMAKE_SOURCE_DIR}/src/knowledge/gazetteer.cc ${CMAKE_SOURCE_DIR}/src/knowledge/key.cc
  COMMENT "Compiling the gazetteer" VERBATIM)
add_custom_target(gazetteer_file ALL DEPENDS ${SHARE}/gazetteer.bin)
add_dependencies(gazetteer_file compile_knowledge)

# Programs that measure resolution; built on demand (script/evaluate_entities, script/evaluate_places).
foreach(program evaluate_entities evaluate_places)
  if(EXISTS ${CMAKE_SOURCE_DIR}/training/${program}.cc)
    add_executable(${program} EXCLUDE_FROM_ALL ${CMAKE_SOURCE_DIR}/training/${program}.cc)
    target_link_libraries(${program} PRIVATE dragoman_core)
  endif()
endforeach()
