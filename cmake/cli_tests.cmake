# Tests of the command line: transcripts in tests/cli/*.test and the scripts tests/cli/*.sh.
add_executable(make_ledger ${CMAKE_SOURCE_DIR}/tests/cli/make_ledger.cc)
target_link_libraries(make_ledger PRIVATE dragoman_core)
add_test(NAME cli COMMAND ${CMAKE_SOURCE_DIR}/tests/cli/run ${CMAKE_BINARY_DIR})
file(GLOB CLI_SCRIPTS CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/cli/*.sh)
foreach(script ${CLI_SCRIPTS})
  get_filename_component(name ${script} NAME_WE)
  add_test(NAME cli_${name} COMMAND bash ${script} ${CMAKE_BINARY_DIR})
endforeach()
