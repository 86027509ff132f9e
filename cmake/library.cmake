# The library for other programs: find_package(Quita) for C++ (the rooms without database, network
# and clock), and libquita.so with quita.h for any language.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)
set(CMAKE_INSTALL_INCLUDEDIR include)

# A room among the installed ones: its archive, its headers and its name Quita::NAME.
function(quita_install_room name)
  set_target_properties(quita_${name} PROPERTIES EXPORT_NAME ${name})
  quita_position_independent(${name})
  install(TARGETS quita_${name} EXPORT QuitaTargets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}
          COMPONENT library)
  install(DIRECTORY ${CMAKE_SOURCE_DIR}/src/${name}/ DESTINATION include/quita/${name}
          COMPONENT library FILES_MATCHING PATTERN "*.h" PATTERN "testing.h" EXCLUDE)
endfunction()

# Its code also goes into libquita.so, where nobody may put another function in place of ours.
function(quita_position_independent name)
  set_target_properties(quita_${name} PROPERTIES POSITION_INDEPENDENT_CODE ON)
  target_compile_options(quita_${name} PRIVATE -fno-semantic-interposition)
endfunction()

# libquita.so: of all that is in it, only the functions of quita.h are seen from outside.
function(quita_shared_library)
  quita_position_independent(json)
  quita_position_independent(library)
  set_source_files_properties(${CMAKE_SOURCE_DIR}/src/library/quita.cpp PROPERTIES
    COMPILE_DEFINITIONS QUITA_VERSION="${PROJECT_VERSION}")
  set(exports ${CMAKE_SOURCE_DIR}/src/library/quita.map)
  add_library(quita_shared SHARED ${CMAKE_SOURCE_DIR}/src/library/quita.cpp)
  target_link_libraries(quita_shared PRIVATE quita_library)
  target_link_options(quita_shared PRIVATE -Wl,--version-script=${exports})
  set_target_properties(quita_shared PROPERTIES
    OUTPUT_NAME quita VERSION ${PROJECT_VERSION} SOVERSION ${PROJECT_VERSION_MAJOR}
    LIBRARY_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR} LINK_DEPENDS ${exports})
  install(TARGETS quita_shared LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT library)
  install(FILES ${CMAKE_SOURCE_DIR}/src/library/quita.h DESTINATION include COMPONENT library)
endfunction()

function(quita_install_package)
  set(package ${CMAKE_INSTALL_LIBDIR}/cmake/Quita)
  install(EXPORT QuitaTargets NAMESPACE Quita:: DESTINATION ${package} COMPONENT library)
  configure_package_config_file(${CMAKE_SOURCE_DIR}/cmake/QuitaConfig.cmake.in
    ${CMAKE_BINARY_DIR}/QuitaConfig.cmake INSTALL_DESTINATION ${package})
  write_basic_package_version_file(${CMAKE_BINARY_DIR}/QuitaConfigVersion.cmake
    COMPATIBILITY SameMinorVersion)
  install(FILES ${CMAKE_BINARY_DIR}/QuitaConfig.cmake ${CMAKE_BINARY_DIR}/QuitaConfigVersion.cmake
          DESTINATION ${package} COMPONENT library)
endfunction()
