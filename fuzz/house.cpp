#include "house.h"

#include <spdlog/spdlog.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>

#include "agreement/agreement_check.h"
#include "app/web_assets.h"
#include "banking/account.h"
#include "company/company.h"
#include "company/company_api.h"
#include "company/session.h"
#include "company/user.h"
#include "dunning/dunning_check.h"
#include "dunning/policy_store.h"
#include "messaging/portal_link.h"
#include "messaging/template_store.h"
#include "messaging/whatsapp_account.h"
#include "party/acting.h"
#include "party/party_service.h"
#include "proof/seal.h"
#include "receivable/receivable_check.h"
#include "receivable/receivable_service.h"

namespace quita::app {

// The program carries the built web files; the routes need none.
std::vector<WebAsset> web_assets() { return {}; }

}  // namespace quita::app

namespace quita::fuzz {

namespace {

constexpr const char* public_url = "https://quita.example";
// A route is cheap beside what libFuzzer does about an input.
constexpr int requests_per_input = 16;

template <class T>
T must(Result<T> result) {
  if (result) return *std::move(result);
  std::fprintf(stderr, "%s\n", result.error().message.c_str());
  std::abort();
}

// The last request of a process that died can be read here.
std::filesystem::path last_request() {
  return std::filesystem::temp_directory_path() / "quita-routes-fuzz-last.txt";
}

std::filesystem::path new_folder() {
  std::string folder =
      (std::filesystem::temp_directory_path() / "quita-routes-fuzz-XXXXXX").string();
  if (::mkdtemp(folder.data()) == nullptr) std::abort();
  return folder;
}

std::string text_of(const http::Route& route, const http::Request& request) {
  std::string text(http::name(route.method));
  text += ' ' + route.path + '\n' + request.path;
  for (const auto& [name, value] : request.query) text += '\n' + name + ": " + value;
  return text + "\n\n" + request.body + '\n';
}

}  // namespace

House::House(bool demo)
    : clock_(Instant{1'795'435'200'000}),
      tenant_(TenantId::make(clock_.now())),
      folder_(new_folder()) {
  spdlog::set_level(spdlog::level::err);
  system_ = std::make_unique<app::System>(app::Location{folder_, "", false});
  const Founded founded = found(demo);
  user_ = founded.user;
  const auto links = messaging::portal_link_key(system_->key());
  if (demo) {
    whatsapp_ = std::make_unique<sandbox::DemoWhatsApp>(
        system_->db(), clock_, tenant_, messaging::whatsapp_key(system_->key()),
        messaging::LinkMaker{links, public_url}, gate_);
  }
  app::ApiOptions options{public_url, true, 0, whatsapp_.get()};
  // As cheap as argon2id can be: what is tried here is the routes, not the hash.
  options.password_cost = {1, 8192};
  api_ = std::make_unique<app::Api>(*system_, clock_, options);
  maker_ = std::make_unique<RequestMaker>(api_->routes());
  maker_->learn_link(
      std::string(public_url) + "/p/" +
      messaging::sign_portal_link(links, {tenant_, founded.party, 1, Date(2027, 5, 1)}));
  maker_->learn_link("/v1/webhooks/whatsapp/" + tenant_.text());
  maker_->learn_file("text/csv", "CPF/CNPJ;Nome\n11444777000161;Construtora Aurora\n");
  maker_->learn_file("text/csv",
                     "CPF/CNPJ;Nome;Título;Vencimento;Valor\n"
                     "52998224725;João da Conceição;T1;10/12/2026;10,00\n");
  maker_->learn_file("image/svg+xml", "<svg viewBox='0 0 2 1'><path d='M0 0h2v1z'/></svg>");
  log_in();
}

House::~House() {
  check_laws();
  maker_.reset();
  api_.reset();
  whatsapp_.reset();
  system_.reset();
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

House::Founded House::found(bool demo) {
  return system_->db().write(tenant_, [&](db::Tx& tx) {
    Founded founded;
    const Act act{"Ana Souza", clock_.now(), Date(2026, 11, 23)};
    company::CompanyDraft company;
    company.legal_name = "Parafusos Bandeirante Ltda";
    company.document = "11222333000181";
    company.city = "São Paulo";
    company.state = "SP";
    must(company::create_company(tx, actor_of(act), company, demo));
    founded.user =
        must(company::create_user(tx, actor_of(act),
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
    must(banking::add_account(tx, act, account));
    party::Draft customer;
    customer.document = "52998224725";
    customer.name = "João da Conceição";
    customer.addresses.push_back(
        {{}, "billing", "Rua Um", "1", "", "Centro", "São Paulo", "SP", "01310100"});
    customer.contacts.push_back({party::Channel::email, "joao@exemplo.com.br", "billing"});
    customer.contacts.push_back({party::Channel::phone, "11 98765-4321", "billing"});
    founded.party = must(party::create_party(tx, act, customer));
    receivable::NewTitle title;
    title.party = founded.party;
    title.number = "1";
    title.description = "Parafusos";
    title.issue_date = Date(2026, 11, 1);
    title.due_date = Date(2026, 11, 10);
    title.amount = Money::centavos(100'000);
    must(receivable::create_title(tx, act, title));
    return founded;
  });
}

void House::log_in() {
  token_ = system_->db().write(tenant_, [&](db::Tx& tx) {
    return company::open_session(tx, actor_of(Act{"Ana Souza", clock_.now(), Date(2026, 11, 23)}),
                                 user_, "fuzz")
        .token;
  });
}

void House::ask(std::string_view bytes) {
  Choices choices(bytes);
  for (int i = 0; i < requests_per_input; ++i) {
    choices.begin_request();
    ask(choices.of(api_->routes().all()), choices);
  }
}

void House::ask_every_route() {
  for (const auto& route : api_->routes().all()) {
    Choices choices(route.path);
    choices.mean_well();
    ask(route, choices);
  }
}

void House::ask(const http::Route& route, Choices& choices) {
  clock_.advance(choices.one_in(64) ? std::chrono::hours(24) : std::chrono::seconds(1));
  http::Request request;
  if (!maker_->make(route, choices, request)) return;
  request.remote_address = "192.0.2.7";
  const bool nobody = choices.one_in(64);
  if (!nobody) request.headers.add("Authorization", "Bearer " + token_);
  note(route, request);
  const auto answer = api_->handler().handle(request);
  check(route, request, answer);
  if (answer.status < 300) maker_->learn(route, answer);
  if (answer.status == 401 && !nobody) log_in();
}

void House::check(const http::Route& route, const http::Request& request,
                  const http::Response& answer) const {
  const bool says_json = answer.content_type.find("json") != std::string::npos;
  const bool good = answer.status != 500 && (!says_json || json::parse(answer.content()));
  if (good) return;
  std::fprintf(stderr, "%d:\n%s\n%s\n", answer.status, text_of(route, request).c_str(),
               answer.body.c_str());
  std::abort();
}

void House::check_laws() const {
  bool broken = false;
  const auto tell = [&](const std::vector<receivable::Violation>& violations) {
    for (const auto& one : violations) {
      std::fprintf(stderr, "%s %s %s\n", one.law.c_str(), one.subject.c_str(), one.message.c_str());
      broken = true;
    }
  };
  system_->db().read(tenant_, [&](db::Tx& tx) {
    tell(receivable::check_ledger(tx));
    tell(agreement::check(tx));
    tell(dunning::check(tx));
    tell(proof::check(tx, proof::sealing_key(system_->key())));
  });
  if (broken) std::abort();
}

void House::note(const http::Route& route, const http::Request& request) const {
  std::ofstream(last_request(), std::ios::binary) << text_of(route, request);
}

}  // namespace quita::fuzz
