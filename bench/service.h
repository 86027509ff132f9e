// A company in a fresh folder or database, and a real `quita serve` over it, for as long as the
// object lives.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <string>

#include "app/system.h"

namespace quita::bench {

// A temporary folder that goes with the object.
class Folder {
 public:
  Folder();
  ~Folder();
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

// A company with a customer, a debtor, a bank account and an API key that may do everything.
struct Tenant {
  TenantId id;
  PartyId party;
  AccountId account;
  std::string token;
  std::string portal_token;  // of another customer, who owes three titles
};
Tenant make_tenant(app::System&);

class Service {
 public:
  // `program` is the quita binary. Waits until it answers; throws when it does not within 30 s.
  Service(const std::string& program, const app::Location&);
  ~Service();
  std::uint16_t port() const { return port_; }
  double start_seconds() const { return start_seconds_; }  // from fork to the first answer
  double resident_megabytes() const;
  // Used since it began, by all its threads.
  struct CpuSeconds {
    double user = 0;
    double kernel = 0;
  };
  CpuSeconds cpu_seconds() const;

 private:
  pid_t process_ = -1;
  std::uint16_t port_ = 0;
  double start_seconds_ = 0;
};

}  // namespace quita::bench
