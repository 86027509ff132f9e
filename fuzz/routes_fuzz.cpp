// The routes of the whole house over a throw-away database, asked as the owner of a company by
// whoever writes the worst requests: no answer may be a 500, and none may take the program down.
//
// The bytes: the first chooses a line of the route table, the second how many real ids are put
// into its path; then, one a line, what stands in for the path's other parameters, the query, and
// the rest is the body.
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <optional>

#include "agreement/agreement_api.h"
#include "banking/account.h"
#include "banking/banking_api.h"
#include "campaign/campaign_api.h"
#include "company/company.h"
#include "company/company_api.h"
#include "company/user.h"
#include "conversation/conversation_api.h"
#include "credit/credit_api.h"
#include "desk/desk_api.h"
#include "dunning/dunning_api.h"
#include "dunning/gate.h"
#include "dunning/policy_store.h"
#include "dunning/proposal.h"
#include "http/dispatcher.h"
#include "http/route.h"
#include "insight/insight_api.h"
#include "messaging/messaging_api.h"
#include "messaging/portal_link.h"
#include "messaging/template_store.h"
#include "party/party_api.h"
#include "party/party_service.h"
#include "portal/portal_api.h"
#include "post/post_api.h"
#include "proof/proof_api.h"
#include "receivable/receivable_api.h"
#include "receivable/receivable_service.h"
#include "sandbox/demo_whatsapp.h"
#include "sandbox/sandbox_api.h"
#include "schema/schema.h"
#include "spdlog/spdlog.h"

namespace quita {
namespace {

// A company with an account, a customer and a title, so that some ids are found.
class House {
 public:
  House() : clock_(Instant{1'795'435'200'000}), tenant_(TenantId::make(clock_.now())) {
    spdlog::set_level(spdlog::level::off);
    folder_ = std::filesystem::temp_directory_path() /
              ("quita-routes-fuzz-" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder_);
    db::Options options;
    options.durable = false;
    db_ = db::Db::open("sqlite:" + (folder_ / "quita.db").string(), options);
    if (!schema::migrate(*db_, clock_.now())) std::abort();
    key_.bytes.fill(7);
    found();
    add_routes();
    http::Gate gate;
    gate.authenticate = [this](const http::Request&) -> Result<http::Caller> {
      http::Caller caller;
      caller.tenant = tenant_;
      caller.user = user_;
      caller.name = "Ana Souza";
      caller.role = "owner";
      return caller;
    };
    gate.allows = [](const http::Caller&, std::string_view) { return true; };
    gate.public_rate = {1e12, 1e12};
    dispatcher_ =
        std::make_unique<http::Dispatcher>(routes_, std::vector<http::StaticSite>{}, gate);
  }

  void ask(std::string_view bytes) {
    if (bytes.size() < 2) return;
    const auto& all = routes_.all();
    const auto& route = all[static_cast<unsigned char>(bytes[0]) % all.size()];
    if (speaks_to_others(route)) return;
    const bool real = (bytes[1] & 1) != 0;
    bytes.remove_prefix(2);
    http::Request request;
    request.method = route.method;
    if (!http::parse_target(target(route.path, real, bytes), request)) return;
    request.remote_address = "192.0.2.7";
    request.body = bytes;
    if (!request.body.empty()) {
      request.headers.add("Content-Type",
                          route.consumed.empty() ? "application/json" : route.consumed);
    }
    const auto answer = dispatcher_->handle(request);
    if (answer.status == 500) {
      std::fprintf(stderr, "500: %s %s\n%s\n", std::string(http::name(request.method)).c_str(),
                   request.path.c_str(), answer.body.c_str());
      std::abort();
    }
  }

 private:
  // Servers whose names the fuzzer would make up.
  static bool speaks_to_others(const http::Route& route) {
    return route.path == "/v1/settings/smtp/test" || route.path == "/v1/settings/sms/test" ||
           route.path == "/v1/settings/dkim/check" ||
           route.path == "/v1/settings/returns-mailbox/look" ||
           route.path == "/v1/settings/whatsapp/look" ||
           route.path == "/v1/settings/whatsapp/test" ||
           route.path == "/v1/whatsapp/templates/suggested";
  }

  void found() {
    db_->write(tenant_, [&](db::Tx& tx) {
      const Act act{"Ana Souza", clock_.now(), Date(2026, 11, 23)};
      company::CompanyDraft company;
      company.legal_name = "Parafusos Bandeirante Ltda";
      company.document = "11222333000181";
      company.city = "São Paulo";
      company.state = "SP";
      must(company::create_company(tx, actor_of(act), company));
      user_ = must(company::create_user(tx, actor_of(act),
                                        {"ana@exemplo.com.br", "Ana Souza", company::Role::owner},
                                        company::no_password))
                  .id;
      dunning::install_default_policy(tx, act.now);
      messaging::install_default_templates(tx, act.now);
      banking::Account account;
      account.bank = "341";
      account.name = "Itaú";
      account.agency = "0810";
      account.account = "53678";
      account.account_digit = "9";
      account.wallet = "109";
      account.pix_key = "11222333000181";
      account_ = must(banking::add_account(tx, act, account)).id.text();
      party::Draft customer;
      customer.document = "52998224725";
      customer.name = "João da Conceição";
      customer.contacts.push_back({party::Channel::email, "joao@exemplo.com.br", "billing"});
      const auto party = must(party::create_party(tx, act, customer));
      party_ = party.text();
      receivable::NewTitle title;
      title.party = party;
      title.number = "1";
      title.description = "Parafusos";
      title.due_date = Date(2026, 11, 23);
      title.amount = Money::centavos(100'000);
      title_ = must(receivable::create_title(tx, act, title)).record.title.id.text();
      token_ = messaging::sign_portal_link(messaging::portal_link_key(key_),
                                           {tenant_, party, 1, Date(2027, 5, 1)});
    });
  }

  void add_routes() {
    const receivable::OnSettled nothing;
    const auto links = messaging::portal_link_key(key_);
    installation_.emplace(
        company::Installation{*db_, clock_, passwords_, key_, [](const company::PasswordMail&) {}});
    company::add_routes(routes_, *installation_);
    party::add_routes(routes_, *db_, clock_);
    receivable::add_routes(routes_, *db_, clock_, nothing);
    messaging::add_routes(
        routes_,
        {*db_, clock_, {links, "https://quita.example"}, key_, {}, key_, key_, gate_, key_});
    credit::add_routes(routes_, *db_, clock_);
    dunning::add_routes(routes_, *db_, clock_);
    desk::add_routes(routes_, *db_, clock_);
    proof::add_routes(routes_, *db_, clock_, key_);
    agreement::add_routes(routes_, *db_, clock_);
    campaign::add_routes(routes_, *db_, clock_);
    banking::add_routes(routes_, *db_, clock_, nothing, dunning::may_be_ordered);
    insight::add_insight_routes(routes_, *db_, clock_);
    portal::add_routes(routes_, {*db_, clock_, links, "<!doctype html>"});
    sandbox::add_routes(routes_, *db_, clock_, nothing);
    conversation::add_routes(routes_,
                             {*db_, clock_, {links, "https://quita.example"}, key_, {}, gate_});
    sandbox::add_whatsapp_routes(routes_, *db_, nullptr);
    post::add_routes(routes_, {*db_, clock_, {links, "https://quita.example"}, gate_});
  }

  template <class T>
  static T must(Result<T> result) {
    if (result) return *std::move(result);
    std::fprintf(stderr, "%s\n", result.error().message.c_str());
    std::abort();
  }

  // The next line of the bytes.
  static std::string line(std::string_view& bytes) {
    const auto end = bytes.find('\n');
    std::string text(bytes.substr(0, end));
    bytes.remove_prefix(end == std::string_view::npos ? bytes.size() : end + 1);
    return text;
  }

  std::string target(std::string_view pattern, bool real, std::string_view& bytes) const {
    std::string path;
    while (!pattern.empty()) {
      const auto open = pattern.find('{');
      path += pattern.substr(0, open);
      if (open == std::string_view::npos) break;
      const auto close = pattern.find('}', open);
      const auto name = pattern.substr(open + 1, close - open - 1);
      path += real ? known(path, name) : http::percent_encode(line(bytes));
      pattern.remove_prefix(close + 1);
    }
    return path + "?" + line(bytes);
  }

  std::string known(std::string_view path, std::string_view name) const {
    if (name == "token") return token_;
    if (path.ends_with("/parties/")) return party_;
    if (path.ends_with("/titles/")) return title_;
    if (path.ends_with("/accounts/")) return account_;
    return "1";
  }

  ManualClock clock_;
  TenantId tenant_;
  std::filesystem::path folder_;
  std::unique_ptr<db::Db> db_;
  SecretKey key_;
  // As cheap as argon2id can be: what is tried here is the routes, not the hash.
  company::PasswordHasher passwords_{2, {1, 8192}};
  std::optional<company::Installation> installation_;
  UserId user_;
  std::string account_, party_, title_, token_;
  dunning::ContactGate gate_;
  http::Routes routes_;
  std::unique_ptr<http::Dispatcher> dispatcher_;
};

}  // namespace
}  // namespace quita

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  static quita::House house;
  house.ask({reinterpret_cast<const char*>(data), size});
  return 0;
}
