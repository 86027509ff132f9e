// A black and white PNG (ISO/IEC 15948).
#pragma once

#include <functional>
#include <string>

namespace quita::pdf {

// One bit a pixel; `dark` is asked for each. Sizes in pixels, above 0.
std::string make_png(int width, int height, const std::function<bool(int x, int y)>& dark);

}  // namespace quita::pdf
