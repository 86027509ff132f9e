# Turns the numbered .sql files of this folder into migrations.cpp, so that they are in the binary.
# Run as: cmake -DSOURCE=<this folder> -DTARGET=<file.cpp> -P embed.cmake
file(GLOB files ${SOURCE}/[0-9][0-9][0-9][0-9]_*.sql)
list(SORT files)
set(lines "")
foreach(file ${files})
  get_filename_component(name ${file} NAME_WE)
  string(REGEX MATCH "^0*([0-9]+)_" ignored ${name})
  file(READ ${file} sql)
  string(APPEND lines "    {${CMAKE_MATCH_1}, \"${name}\", R\"quita_sql(${sql})quita_sql\"},\n")
endforeach()
file(WRITE ${TARGET} "// Made by embed.cmake from the .sql files.
#include \"schema/schema.h\"

namespace quita::schema {

std::span<const Migration> migrations() {
  static constexpr Migration all[] = {
${lines}  };
  return all;
}

}  // namespace quita::schema
")
