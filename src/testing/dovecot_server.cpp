#include "testing/dovecot_server.h"

#include <fmt/format.h>
#include <grp.h>
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

// The mails belong to `owner`; who may log in to the machine plays no part.
std::string settings(const fs::path& folder, const passwd& owner, const passwd& self,
                     std::uint16_t port, std::uint16_t tls_port) {
  const bool root = self.pw_uid == 0;
  return fmt::format(
             R"(base_dir = {0}/run
state_dir = {0}/state
log_path = /dev/stderr
protocols = imap
listen = 127.0.0.1
ssl = yes
ssl_cert = <{0}/cert.pem
ssl_key = <{0}/key.pem
disable_plaintext_auth = no
auth_failure_delay = 0
first_valid_uid = 1
first_valid_gid = 1
mail_location = maildir:{0}/Maildir
passdb {{
  driver = static
  args = password={1}
}}
userdb {{
  driver = static
  args = uid={2} gid={3} home={0}
}}
service imap-login {{
  inet_listener imap {{
    port = {4}
  }}
  inet_listener imaps {{
    port = {5}
  }}
  chroot =
}}
service anvil {{
  chroot =
}}
)",
             folder.string(), DovecotServer::password, owner.pw_uid, owner.pw_gid, port, tls_port) +
         (root ? std::string()
               : fmt::format("default_internal_user = {0}\ndefault_login_user = {0}\n"
                             "default_internal_group = {1}\n",
                             self.pw_name, getgrgid(self.pw_gid)->gr_name));
}

}  // namespace

std::unique_ptr<DovecotServer> DovecotServer::start() {
  if (!fs::exists("/usr/sbin/dovecot") || !fs::exists("/usr/bin/openssl")) return nullptr;
  std::string pattern = (fs::temp_directory_path() / "quita-dovecot-XXXXXX").string();
  if (!mkdtemp(pattern.data())) throw std::runtime_error("no temporary folder");
  std::unique_ptr<DovecotServer> server(new DovecotServer);
  server->folder_ = pattern;
  const fs::path& folder = server->folder_;
  const passwd self = *getpwuid(geteuid());
  const passwd owner = self.pw_uid == 0 ? *getpwnam("nobody") : self;

  const int made =
      run_as(std::nullopt, folder / "log",
             {"/usr/bin/openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
              "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
              "-keyout", folder / "key.pem", "-out", folder / "cert.pem"});
  if (made != 0) throw std::runtime_error("openssl: " + words_of(folder / "log"));
  for (const char* name : {"Maildir", "Maildir/new", "Maildir/cur", "Maildir/tmp"}) {
    fs::create_directory(folder / name);
  }
  server->port_ = free_port();
  server->tls_port_ = free_port();
  std::ofstream(folder / "dovecot.conf")
      << settings(folder, owner, self, server->port_, server->tls_port_);
  fs::permissions(folder, fs::perms::owner_all | fs::perms::group_exec | fs::perms::others_exec);
  if (self.pw_uid == 0) {
    for (const auto& entry : fs::recursive_directory_iterator(folder / "Maildir")) {
      if (chown(entry.path().c_str(), owner.pw_uid, owner.pw_gid) != 0) break;
    }
    if (chown((folder / "Maildir").c_str(), owner.pw_uid, owner.pw_gid) != 0) {
      throw std::runtime_error("cannot hand over " + pattern);
    }
  }
  start_watched(std::nullopt, folder, {"/usr/sbin/dovecot", "-F", "-c", folder / "dovecot.conf"},
                SIGTERM);
  for (int tries = 0; tries < 1000; ++tries) {
    if (listens(server->port_) && listens(server->tls_port_)) return server;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  throw std::runtime_error("Dovecot: " + words_of(folder / "log"));
}

void DovecotServer::deliver(std::string_view mail) {
  const auto name = fmt::format("{:06}.quita", ++delivered_);
  std::ofstream(folder_ / "Maildir/tmp" / name, std::ios::binary) << mail;
  if (geteuid() == 0) {
    const passwd* owner = getpwnam("nobody");
    if (chown((folder_ / "Maildir/tmp" / name).c_str(), owner->pw_uid, owner->pw_gid) != 0) {
      throw std::runtime_error("cannot hand over a mail");
    }
  }
  fs::rename(folder_ / "Maildir/tmp" / name, folder_ / "Maildir/new" / name);
}

int DovecotServer::read_mails() const {
  int read = 0;
  for (const auto& entry : fs::directory_iterator(folder_ / "Maildir/cur")) {
    const std::string name = entry.path().filename();
    if (name.substr(name.rfind(',') + 1).find('S') != std::string::npos) ++read;
  }
  return read;
}

}  // namespace quita::testing
