// A logo: a picture or a drawing with its proportions.
#pragma once

#include <algorithm>

#include "pdf/canvas.h"

namespace quita::pdf {

struct Logo {
  ExternalRef external;  // of the size of one unit; empty: no logo
  double aspect = 1;     // width by height

  explicit operator bool() const { return external != nullptr; }
  // As large as fits the box, in its lower left corner.
  void draw(Canvas& canvas, const Box& box) const {
    const double width = std::min(box.width, box.height * aspect);
    const double height = width / aspect;
    canvas.picture(external, {box.x, box.y + box.height - height, width, height});
  }
};

}  // namespace quita::pdf
