# Turns the texts of this folder into library_files.cpp, so that they are in the binary.
# Run as: cmake -DSOURCE=<this folder> -DTARGET=<file.cpp> -P embed.cmake
set(lines "")
foreach(name frames profiles texts)
  file(READ ${SOURCE}/${name}.txt text)
  string(APPEND lines "const std::string_view library_${name} = R\"quita_text(${text})quita_text\";\n")
endforeach()
file(WRITE ${TARGET} "// Made by embed.cmake from the .txt files.
#include \"messaging/library_files.h\"

namespace quita::messaging {

${lines}
}  // namespace quita::messaging
")
