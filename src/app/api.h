// Everything that answers HTTP, put together: the rooms' routes, who may come in, the web files.
#pragma once

#include <memory>
#include <string>

#include "app/system.h"
#include "company/password.h"
#include "http/dispatcher.h"
#include "sandbox/demo_whatsapp.h"

namespace quita::http {
class Routes;
}

namespace quita::app {

struct ApiOptions {
  std::string public_url;
  bool behind_tls = false;
  double public_requests_per_second = 20;  // 0: no limit
  sandbox::DemoWhatsApp* demo_whatsapp = nullptr;
  company::PasswordCost password_cost = {};
};

class Api {
 public:
  // `system` and `clock` must outlive it.
  Api(System& system, const Clock& clock, const ApiOptions& options);
  ~Api();

  http::Handler& handler();
  const http::Routes& routes() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

// The OpenAPI document of the whole API.
std::string openapi_text(const http::Routes&);

}  // namespace quita::app
