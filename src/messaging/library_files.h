// The files of library/, as they are; embed.cmake makes the definitions.
#pragma once

#include <string_view>

namespace quita::messaging {

extern const std::string_view library_frames;
extern const std::string_view library_profiles;
extern const std::string_view library_texts;

}  // namespace quita::messaging
