#pragma once

namespace quita::bench {

// Return files read and remittances written, 400 and 240.
void cnab_figures();

}  // namespace quita::bench
