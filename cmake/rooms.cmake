# quita_room(NAME [INSTALLED] [USES room…] [LINKS library…]): every *.cpp of src/NAME that is not a test makes
# the static library quita_NAME; every *_test.cpp makes the one test program NAME_test.
# INSTALLED: the room is part of the library that find_package(Quita) finds (cmake/library.cmake).
function(quita_room name)
  cmake_parse_arguments(ROOM "INSTALLED" "" "USES;LINKS;TEST_USES;TEST_LINKS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${name}/*.cpp)
  set(tests ${sources})
  list(FILTER sources EXCLUDE REGEX "_test\\.cpp$")
  list(FILTER tests INCLUDE REGEX "_test\\.cpp$")
  if("db" IN_LIST ROOM_USES OR name STREQUAL "db")
    list(APPEND ROOM_TEST_USES testing)
  endif()
  list(TRANSFORM ROOM_USES PREPEND quita_)
  list(TRANSFORM ROOM_TEST_USES PREPEND quita_)
  if(sources)
    add_library(quita_${name} STATIC ${sources})
    target_include_directories(quita_${name} PUBLIC
      $<BUILD_INTERFACE:${CMAKE_SOURCE_DIR}/src> $<INSTALL_INTERFACE:include/quita>)
    target_link_libraries(quita_${name} PUBLIC ${ROOM_USES} ${ROOM_LINKS} fmt::fmt)
  else()
    add_library(quita_${name} INTERFACE)
    target_include_directories(quita_${name} INTERFACE ${CMAKE_SOURCE_DIR}/src)
    target_link_libraries(quita_${name} INTERFACE ${ROOM_USES} ${ROOM_LINKS} fmt::fmt)
  endif()
  if(ROOM_INSTALLED)
    quita_install_room(${name})
  endif()
  if(QUITA_TESTS AND tests)
    add_executable(${name}_test ${tests})
    target_link_libraries(${name}_test PRIVATE quita_${name} ${ROOM_TEST_USES} ${ROOM_TEST_LINKS}
                          GTest::gtest GTest::gmock GTest::gtest_main)
    # Half of the time to build a test goes into making it fast, and what it tests is fast anyway.
    target_compile_options(${name}_test PRIVATE $<$<CONFIG:Release>:-O0>)
    target_compile_definitions(${name}_test PRIVATE
      QUITA_SOURCE_DIR="${CMAKE_SOURCE_DIR}" QUITA_SHARED_DIR="${CMAKE_SOURCE_DIR}/../shared")
    add_test(NAME ${name} COMMAND ${name}_test)
    set_tests_properties(${name} PROPERTIES TIMEOUT 900)
  endif()
endfunction()
