// The whole house over a throw-away database, as the program puts it together: every route that
// `quita serve` answers stands in its table.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "app/api.h"
#include "app/system.h"
#include "base/date.h"
#include "dunning/gate.h"
#include "http/message.h"
#include "http/route.h"
#include "request_maker.h"
#include "sandbox/demo_whatsapp.h"

namespace quita::fuzz {

class House {
 public:
  // With a company, its owner, a bank account, a customer and a title. A demo company has the
  // simulated bank and carriers, and sends nothing out; any other has what it sets up itself.
  explicit House(bool demo);
  // Aborts when `quita check` would find a violation in what the requests left behind.
  ~House();

  // Some requests of the owner (or of nobody), as the bytes choose. Aborts when an answer is a 500,
  // or says that it is JSON and is not.
  void ask(std::string_view bytes);
  // Every line of the table once.
  void ask_every_route();

 private:
  struct Founded {
    PartyId party;
    UserId user;
  };

  Founded found(bool demo);
  void log_in();
  void ask(const http::Route&, Choices&);
  void check(const http::Route&, const http::Request&, const http::Response&) const;
  void check_laws() const;
  void note(const http::Route&, const http::Request&) const;

  ManualClock clock_;
  TenantId tenant_;
  std::filesystem::path folder_;
  std::unique_ptr<app::System> system_;
  dunning::ContactGate gate_;
  std::unique_ptr<sandbox::DemoWhatsApp> whatsapp_;
  std::unique_ptr<app::Api> api_;
  std::unique_ptr<RequestMaker> maker_;
  UserId user_;
  std::string token_;
};

}  // namespace quita::fuzz
