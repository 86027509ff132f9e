// Every route of the house, asked by whoever writes the worst requests: no answer may be a 500, and
// none may take the program down. The routes, their queries and their bodies come from the table
// itself, so that a new line is fuzzed without a word here.
//
// What earlier requests left behind is part of what a request meets. A failure that does not come
// back from its input alone is explained by quita-routes-fuzz-last.txt in the folder for temporary
// files: the request that was asked last.
#include <cstdlib>
#include <optional>

#include "house.h"

namespace {

// A house is founded anew before its database grows slow, or somebody has shut everything in it.
constexpr int inputs_per_house = 250;

std::optional<quita::fuzz::House> house;

}  // namespace

// 256 MB of freed memory kept back are too many beside a whole program, and deep stacks too slow.
extern "C" const char* __asan_default_options() {
  return "quarantine_size_mb=64:malloc_context_size=8";
}

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  static int inputs = 0;
  static bool demo = false;
  if (inputs++ % inputs_per_house == 0) {
    demo = !demo;
    house.emplace(demo);
    house->ask_every_route();
    house->ask_every_route();  // with what the answers taught
    // Before the libraries that it uses, which made themselves ready only now.
    if (inputs == 1) std::atexit([] { house.reset(); });
  }
  house->ask({reinterpret_cast<const char*>(data), size});
  return 0;
}
