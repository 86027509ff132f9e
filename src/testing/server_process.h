// Real servers that a test program starts for itself, each in a temporary folder.
#pragma once

#include <pwd.h>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace quita::testing {

// As `user`, or as we are; output goes to `log`. Answers the exit status of waitpid.
int run_as(const std::optional<passwd>& user, const std::filesystem::path& log,
           const std::vector<std::string>& command);

// Of 127.0.0.1: one that nobody uses now, and whether somebody listens there.
std::uint16_t free_port();
bool listens(std::uint16_t port);

// Where packages of Debian that were unpacked below `root` keep their libraries (half of them still
// below /lib), as LD_LIBRARY_PATH wants it.
std::string libraries_below(const std::string& root);

std::string words_of(const std::filesystem::path& log);

// Starts a server that stays in the foreground. A watcher keeps it as its child and holds the
// reading end of a pipe whose writing end is ours: however we end, the pipe closes, and the watcher
// stops the server by `stop_signal` and removes the folder. Output goes to folder/log.
void start_watched(const std::optional<passwd>& user, const std::filesystem::path& folder,
                   const std::vector<std::string>& command, int stop_signal);

}  // namespace quita::testing
