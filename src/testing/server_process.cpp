#include "testing/server_process.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <grp.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <stdexcept>

namespace quita::testing {

namespace fs = std::filesystem;

namespace {

// In a child process: becomes `command`, with its output in `log`.
[[noreturn]] void become(const std::optional<passwd>& user, const fs::path& log,
                         const std::vector<std::string>& command) {
  const int out = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0666);
  const int in = ::open("/dev/null", O_RDONLY);
  if (out < 0 || in < 0) _exit(126);
  dup2(in, 0);
  dup2(out, 1);
  dup2(out, 2);
  if (user &&
      (setgroups(0, nullptr) != 0 || setgid(user->pw_gid) != 0 || setuid(user->pw_uid) != 0)) {
    _exit(126);
  }
  std::vector<char*> arguments;
  for (const auto& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  execv(arguments[0], arguments.data());
  _exit(127);
}

}  // namespace

int run_as(const std::optional<passwd>& user, const fs::path& log,
           const std::vector<std::string>& command) {
  const pid_t child = fork();
  if (child == 0) become(user, log, command);
  int status = 0;
  waitpid(child, &status, 0);
  return status;
}

std::uint16_t free_port() {
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  ::bind(socket, reinterpret_cast<sockaddr*>(&address), sizeof address);
  ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size);
  ::close(socket);
  return ntohs(address.sin_port);
}

bool listens(std::uint16_t port) {
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const bool open = ::connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  ::close(socket);
  return open;
}

std::string libraries_below(const std::string& root) {
  std::string paths;
  for (const char* base : {"/usr/lib", "/lib"}) {
    if (!std::filesystem::exists(root + base)) continue;
    for (const auto& entry : std::filesystem::directory_iterator(root + base)) {
      const std::string folder = entry.path().string();
      if (folder.ends_with("-linux-gnu")) paths += (paths.empty() ? "" : ":") + folder;
    }
  }
  return paths;
}

std::string words_of(const fs::path& log) {
  std::ifstream file(log);
  return {std::istreambuf_iterator<char>(file), {}};
}

void start_watched(const std::optional<passwd>& user, const fs::path& folder,
                   const std::vector<std::string>& command, int stop_signal) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  const pid_t watcher = fork();
  if (watcher != 0) {
    ::close(ends[0]);
    return;
  }
  ::close(ends[1]);
  setsid();
  signal(SIGINT, SIG_IGN);
  // Nothing of the test program stays open here: whoever reads its output waits for its end.
  const int null = ::open("/dev/null", O_RDWR);
  for (const int descriptor : {0, 1, 2}) dup2(null, descriptor);
  const pid_t server = fork();
  if (server == 0) become(user, folder / "log", command);
  char byte = 0;
  while (read(ends[0], &byte, 1) < 0) {
  }
  kill(server, stop_signal);
  waitpid(server, nullptr, 0);
  std::error_code ignored;
  fs::remove_all(folder, ignored);
  _exit(0);
}

}  // namespace quita::testing
