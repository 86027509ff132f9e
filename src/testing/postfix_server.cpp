#include "testing/postfix_server.h"

#include <fmt/format.h>
#include <grp.h>
#include <pwd.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <optional>
#include <stdexcept>
#include <thread>

#include "testing/server_process.h"

namespace quita::testing {

namespace fs = std::filesystem;

namespace {

constexpr auto* services = R"(127.0.0.1:{} inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
error unix - - n - - error
retry unix - - n - - error
proxymap unix - - n - - proxymap
anvil unix - - n - 1 anvil
virtual unix - n n - - virtual
postlog unix-dgram n - n - 1 postlogd
)";

// Whoever is not known is found out after the mail was taken: that is what makes a bounce.
constexpr auto* settings = R"(compatibility_level = 3.6
queue_directory = {0}/queue
data_directory = {0}/data
daemon_directory = {4}/usr/lib/postfix/sbin
command_directory = {4}/usr/sbin
shlib_directory = {4}/usr/lib/postfix
meta_directory = {4}/etc/postfix
mail_owner = {5}
setgid_group = {6}
import_environment = MAIL_CONFIG TZ LANG=C LD_LIBRARY_PATH={7}
maillog_file = {0}/mail.log
maillog_file_prefixes = {0}
myhostname = mx.aurora.test
mydestination =
alias_maps =
alias_database =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
virtual_mailbox_domains = aurora.test, exemplo.test
virtual_mailbox_base = {1}
virtual_mailbox_maps = texthash:{0}/conf/mailboxes
virtual_uid_maps = static:{2}
virtual_gid_maps = static:{3}
virtual_minimum_uid = 1
smtpd_reject_unlisted_recipient = no
smtpd_relay_restrictions = permit_mynetworks, reject
smtpd_recipient_restrictions =
)";

// "" for the installed one; nothing when there is none.
std::optional<std::string> find_postfix() {
  for (const std::string& root : {std::string(QUITA_SOURCE_DIR "/build/postfix"), std::string()}) {
    if (fs::exists(root + "/usr/lib/postfix/sbin/master")) return root;
  }
  return std::nullopt;
}

std::string libraries_of(const std::string& root) {
  return root.empty() ? "/usr/lib/postfix" : root + "/usr/lib/postfix:" + libraries_below(root);
}

// The account and the group of its files: its own where it is installed, otherwise some that
// nothing else of it uses.
const char* mail_owner() { return getpwnam("postfix") != nullptr ? "postfix" : "daemon"; }
const char* queue_group() { return getgrnam("postdrop") != nullptr ? "postdrop" : "games"; }

// What `postfix check` would make, which wants to be installed.
void make_queue(const fs::path& folder) {
  const uid_t owner = getpwnam(mail_owner())->pw_uid;
  const gid_t group = getgrnam(queue_group())->gr_gid;
  const auto make = [&](const char* name, mode_t mode, uid_t user, gid_t of) {
    const std::string path = folder / name;
    if (mkdir(path.c_str(), mode) != 0 || chmod(path.c_str(), mode) != 0 ||
        chown(path.c_str(), user, of) != 0) {
      throw std::runtime_error("cannot make " + path);
    }
  };
  constexpr gid_t same = static_cast<gid_t>(-1);
  for (const char* name : {"active", "bounce", "corrupt", "defer", "deferred", "flush", "hold",
                           "incoming", "private", "saved", "trace"}) {
    make(name, 0700, owner, same);
  }
  make("maildrop", 0730, owner, group);
  make("public", 0710, owner, group);
  make("pid", 0755, 0, same);
}

}  // namespace

std::unique_ptr<PostfixServer> PostfixServer::start(const fs::path& maildir) {
  const auto root = find_postfix();
  if (geteuid() != 0 || !root) return nullptr;
  const passwd owner = *getpwnam("nobody");
  std::string pattern = (fs::temp_directory_path() / "quita-postfix-XXXXXX").string();
  if (!mkdtemp(pattern.data())) throw std::runtime_error("no temporary folder");
  const fs::path folder = pattern;
  fs::permissions(folder, fs::perms::owner_all | fs::perms::group_exec | fs::perms::others_exec);
  for (const char* name : {"conf", "queue", "data"}) fs::create_directory(folder / name);
  make_queue(folder / "queue");
  if (chown((folder / "data").c_str(), getpwnam(mail_owner())->pw_uid, static_cast<gid_t>(-1)) !=
      0) {
    throw std::runtime_error("cannot hand over " + pattern);
  }
  std::unique_ptr<PostfixServer> server(new PostfixServer);
  server->port_ = free_port();
  const std::string libraries = libraries_of(*root);
  std::ofstream(folder / "conf/main.cf")
      << fmt::format(settings, folder.string(), maildir.parent_path().string(), owner.pw_uid,
                     owner.pw_gid, *root, mail_owner(), queue_group(), libraries);
  std::ofstream(folder / "conf/master.cf") << fmt::format(services, server->port_);
  std::ofstream(folder / "conf/mailboxes")
      << "devolucoes@aurora.test " << maildir.filename().string() << "/\n";
  start_watched(std::nullopt, folder,
                {"/usr/bin/env", "LD_LIBRARY_PATH=" + libraries, "MAIL_CONFIG=" + pattern + "/conf",
                 *root + "/usr/lib/postfix/sbin/master", "-c", folder / "conf", "-d"},
                SIGTERM);
  for (int tries = 0; tries < 1000; ++tries) {
    if (listens(server->port_)) return server;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  throw std::runtime_error("Postfix: " + words_of(folder / "log") + words_of(folder / "mail.log"));
}

}  // namespace quita::testing
