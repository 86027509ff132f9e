#include "testing/postfix_server.h"

#include <fmt/format.h>
#include <pwd.h>
#include <signal.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
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

}  // namespace

std::unique_ptr<PostfixServer> PostfixServer::start(const fs::path& maildir) {
  const passwd* mail_user = getpwnam("postfix");
  if (geteuid() != 0 || mail_user == nullptr || !fs::exists("/usr/sbin/postfix")) return nullptr;
  const uid_t mail_uid = mail_user->pw_uid;
  const passwd owner = *getpwnam("nobody");
  std::string pattern = (fs::temp_directory_path() / "quita-postfix-XXXXXX").string();
  if (!mkdtemp(pattern.data())) throw std::runtime_error("no temporary folder");
  const fs::path folder = pattern;
  fs::permissions(folder, fs::perms::owner_all | fs::perms::group_exec | fs::perms::others_exec);
  for (const char* name : {"conf", "queue", "data"}) fs::create_directory(folder / name);
  if (chown((folder / "data").c_str(), mail_uid, static_cast<gid_t>(-1)) != 0) {
    throw std::runtime_error("cannot hand over " + pattern);
  }
  std::unique_ptr<PostfixServer> server(new PostfixServer);
  server->port_ = free_port();
  std::ofstream(folder / "conf/main.cf") << fmt::format(
      settings, folder.string(), maildir.parent_path().string(), owner.pw_uid, owner.pw_gid);
  std::ofstream(folder / "conf/master.cf") << fmt::format(services, server->port_);
  std::ofstream(folder / "conf/mailboxes")
      << "devolucoes@aurora.test " << maildir.filename().string() << "/\n";
  start_watched(std::nullopt, folder, {"/usr/sbin/postfix", "-c", folder / "conf", "start-fg"},
                SIGTERM);
  for (int tries = 0; tries < 1000; ++tries) {
    if (listens(server->port_)) return server;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  throw std::runtime_error("Postfix: " + words_of(folder / "log") + words_of(folder / "mail.log"));
}

}  // namespace quita::testing
