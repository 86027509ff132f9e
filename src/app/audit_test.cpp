// Every changing route of the house leaves a line in the audit log: who, what, when, from where,
// before and after. A route that is new in the table fails here until somebody says how it is
// asked.
#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "agreement/agreement.h"
#include "app/api.h"
#include "app/web_assets.h"
#include "banking/account.h"
#include "company/company.h"
#include "company/installation.h"
#include "company/login.h"
#include "company/session.h"
#include "company/totp.h"
#include "company/user.h"
#include "conversation/suggested.h"
#include "dunning/gate.h"
#include "dunning/hold_store.h"
#include "dunning/policy_store.h"
#include "dunning/task.h"
#include "http/route.h"
#include "messaging/outbox.h"
#include "messaging/portal_link.h"
#include "messaging/template_store.h"
#include "messaging/whatsapp_account.h"
#include "party/party_service.h"
#include "receivable/receivable_store.h"
#include "receivable/title_look.h"
#include "sandbox/demo_whatsapp.h"
#include "testing/engines.h"

namespace quita::app {

// The program carries the built web files; this test needs none.
std::vector<WebAsset> web_assets() { return {}; }

namespace {

using http::Method;

// Routes that change nothing of the company's, or nothing yet.
const std::map<std::string, std::string> changes_nothing = {
    {"POST /v1/password-reset", "a mail is asked for by nobody known; the new password is told"},
    {"POST /v1/totp/setup", "in force only after confirm"},
    {"POST /v1/imports/parties/preview", "a look"},
    {"POST /v1/imports/titles/preview", "a look"},
    {"POST /v1/templates/{name}/preview", "a look"},
    {"POST /v1/texts/check", "a look"},
    {"POST /v1/proof/verify", "a look"},
    {"POST /v1/policies/preview", "a look"},
    {"POST /v1/settings/sms/test", "an SMS to oneself; the settings stay"},
    {"POST /v1/templates/{name}/sms/preview", "a look"},
    {"POST /hooks/sms/{company}/{token}/status", "a provider's word; on the customer's timeline"},
    {"POST /hooks/sms/{company}/{token}/reply", "a customer's word; on his timeline"},
    {"POST /v1/settings/smtp/test", "a mail to oneself; the settings stay"},
    {"POST /v1/settings/smtp-accounts/{id}/test", "the same"},
    {"POST /v1/settings/dkim/check", "a question to the DNS"},
    {"POST /v1/settings/returns-mailbox/look", "a look; what came back is on the timelines"},
    {"POST /v1/returned-mail", "a mail server's word; on the timeline of whom it concerns"},
    {"POST /v1/campaigns/preview", "a look"},
    {"POST /v1/worklist/next", "a claim of half an hour, which colleagues see; it ends by itself"},
    {"POST /v1/parties/{id}/claim", "the same"},
    {"DELETE /v1/parties/{id}/claim", "the same"},
    {"POST /v1/demo/bank/return", "the simulated bank's file; importing it is told"},
    {"POST /v1/settings/whatsapp/look", "a look; nothing but what Meta tells"},
    {"POST /v1/settings/whatsapp/test", "a message to oneself; the settings stay"},
    {"POST /v1/webhooks/whatsapp/{tenant}", "Meta's word; on the timeline of whom it concerns"},
    {"POST /v1/demo/whatsapp/press", "what the customer does; told as his"},
    {"POST /v1/demo/whatsapp/say", "what the customer does; on his timeline"},
};

struct Ask {
  std::string target, body = {};
  std::string type = "application/json";
  std::string actor = "Ana Souza";  // who must stand in the log
};

std::string file_of(const std::string& path) {
  std::ifstream in(std::string(QUITA_SOURCE_DIR) + "/tests/data/" + path, std::ios::binary);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  return bytes.str();
}

// RFC 4648 without padding, as the set-up shows a secret for typing.
std::string from_base32(std::string_view text) {
  std::string bytes;
  unsigned bits = 0;
  unsigned held = 0;
  for (const char c : text) {
    held = (held << 5) | static_cast<unsigned>(c >= 'A' ? c - 'A' : c - '2' + 26);
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push_back(static_cast<char>(held >> bits));
    held &= (1u << bits) - 1;
  }
  return bytes;
}

class AuditWalk : public testing::EachEngine {
 protected:
  void SetUp() override {
    EachEngine::SetUp();
    if (IsSkipped()) return;
    std::string folder = (std::filesystem::temp_directory_path() / "quita-audit-XXXXXX").string();
    ASSERT_NE(::mkdtemp(folder.data()), nullptr);
    folder_ = folder;
    system_ = std::make_unique<System>(Location{folder_, url(), false});
    api_ = std::make_unique<Api>(*system_, clock(), ApiOptions{"https://quita.exemplo", true, 0});
    found();
    demo_whatsapp_ = std::make_unique<sandbox::DemoWhatsApp>(
        system_->db(), clock(), tenant(), messaging::whatsapp_key(system_->key()),
        messaging::LinkMaker{messaging::portal_link_key(system_->key()), "https://quita.exemplo"},
        gate_);
    api_ = std::make_unique<Api>(
        *system_, clock(), ApiOptions{"https://quita.exemplo", true, 0, demo_whatsapp_.get()});
  }
  void TearDown() override {
    api_.reset();
    demo_whatsapp_.reset();
    system_.reset();
    if (!folder_.empty()) std::filesystem::remove_all(folder_);
    EachEngine::TearDown();
  }

  void found() {
    const company::PasswordHasher hasher(1, {1, 8 * 1024 * 1024});
    db().write(tenant(), [&](db::Tx& tx) {
      const Act act{"teste", clock().now(), Date(2026, 11, 23)};
      company::CompanyDraft company;
      company.legal_name = "Parafusos Bandeirante Ltda";
      company.document = "11222333000181";
      company.city = "São Paulo";
      company.state = "SP";
      ASSERT_TRUE(company::create_company(tx, actor_of(act), company, true));
      dunning::install_default_policy(tx, act.now);
      messaging::install_default_templates(tx, act.now);
      banking::Account account;
      account.bank = "341";
      account.name = "Itaú";
      account.agency = "0810";
      account.account = "53678";
      account.account_digit = "9";
      account.wallet = "109";
      account_ = banking::add_account(tx, act, account)->id.text();
      party::Draft customer;
      customer.document = "52998224725";
      customer.name = "João da Conceição";
      customer.addresses.push_back(
          {{}, "billing", "Rua Um", "1", "", "Centro", "São Paulo", "SP", "01310100"});
      customer.contacts.push_back({party::Channel::email, "joao@exemplo.com.br", "billing"});
      party_ = *party::create_party(tx, act, customer);
      user_ = company::create_user(tx, actor_of(act),
                                   {"ana@exemplo.com.br", "Ana Souza", company::Role::owner},
                                   hasher.hash(password))
                  ->id;
    });
    token_ = member(call(Method::post, {"/v1/login", login_body()}), "token");
  }

  http::Response call(Method method, const Ask& ask) {
    http::Request request;
    request.method = method;
    EXPECT_TRUE(http::parse_target(ask.target, request)) << ask.target;
    request.remote_address = "192.0.2.7";
    request.headers.add("Authorization", "Bearer " + token_);
    request.body = ask.body;
    if (!ask.body.empty()) request.headers.add("Content-Type", ask.type);
    return api_->handler().handle(request);
  }
  static std::string member(const http::Response& answer, std::string_view name) {
    EXPECT_LT(answer.status, 300) << answer.body;
    const auto value = json::parse(answer.body);
    if (!value || !value->is_object() || !value->as_object().contains(name)) return "";
    return std::string(value->at(name).as_string());
  }
  std::string made(const std::string& target, const std::string& body) {
    return member(call(Method::post, {target, body}), "id");
  }

  static constexpr std::string_view smtp_account =
      R"({"name":"Cobrança","host":"smtp.exemplo.com.br","port":587,"security":"starttls",)"
      R"("from_address":"a@b.com.br"})";
  std::string new_smtp_account() {
    return made("/v1/settings/smtp-accounts", std::string(smtp_account));
  }

  // What the cases need, each made anew.
  std::string title() {
    return made("/v1/titles",
                R"({"party_id":")" + party_.text() + R"(","number":"N)" +
                    std::to_string(++titles_) +
                    R"(","issue_date":"2026-11-01","due_date":"2026-11-10","amount":100000,)"
                    R"("terms":{"fine_ppm":20000,"interest_mode":"none"}})");
  }
  // Of a draft that was tried on that régua.
  std::string experiment(const std::string& policy) {
    const std::string trial = made("/v1/policies/" + policy + "/trials",
                                   R"({"steps":[{"offset":2,"template":"atraso-3","label":"x"}]})");
    return R"({"trial_id":")" + trial + R"(","name":"Teste"})";
  }
  std::string order() {
    return R"({"party_id":")" + party_.text() + R"(","reference":"P)" + std::to_string(++titles_) +
           R"(","amount":1000})";
  }
  // A title whose slip the bank has registered.
  std::string registered_title() {
    const std::string id = title();
    db().write(tenant(), [&](db::Tx& tx) {
      for (const auto& slip : receivable::instruments_of(tx, *TitleId::parse(id))) {
        receivable::set_instrument_state(tx, slip.id, receivable::InstrumentState::registered, "");
      }
    });
    return id;
  }
  std::string protest() {
    return R"({"kind":"protest","title_id":")" + registered_title() + R"("})";
  }
  // The régua's proposal to protest such a title.
  std::string proposal() {
    dunning::NewTask task;
    task.cause = "proposta:" + std::to_string(++contacts_);
    task.kind = dunning::TaskKind::protest;
    task.party = party_;
    task.label = "Propor protesto";
    task.due_on = Date(2026, 11, 23);
    task.titles = {{*TitleId::parse(registered_title()), Date(2026, 11, 10), 13}};
    return db().write(tenant(), [&](db::Tx& tx) {
      for (const auto& hold : dunning::holds_of(tx, party_, false)) {
        dunning::end_hold(tx, Act{"teste", clock().now(), task.due_on}, hold.id, "", {});
      }
      return dunning::open_task(tx, Act{"teste", clock().now(), task.due_on}, task)->text();
    });
  }
  // A payment that fits no boleto and seems to be the customer's.
  void stray_credit() {
    const auto file =
        call(Method::post, {"/v1/demo/bank/return", R"({"title_ids":[")" + title() + R"("]})"});
    const auto taken =
        call(Method::post, {"/v1/returns?name=S.RET", file.body, "application/octet-stream"});
    EXPECT_EQ(taken.status, 200) << taken.body;
    db().write(tenant(), [&](db::Tx& tx) {
      tx.execute(
          "UPDATE return_line SET likely_party_id = $2, waits_until = $3 WHERE tenant_id = $1",
          tx.tenant(), party_, Date(2026, 11, 30));
    });
  }
  std::string title_path(const std::string& verb) { return "/v1/titles/" + title() + verb; }
  std::string contact() {
    return made(of_party("/contacts"), R"({"channel":"email","value":"c)" +
                                           std::to_string(++contacts_) + R"(@exemplo.com.br"})");
  }
  std::string of_party(const std::string& rest) { return "/v1/parties/" + party_.text() + rest; }
  std::string hold() {
    return made("/v1/holds", R"({"party_id":")" + party_.text() + R"(","reason":"negociando"})");
  }
  std::string message() {
    clock().advance(std::chrono::hours(24));  // one message a customer and day
    title();
    return made(of_party("/messages"), R"({"template":"emissao"})");
  }
  Date local_today() { return business_date(clock().now(), "America/Sao_Paulo"); }
  std::string on_today() { return R"({"on":")" + format_iso(local_today()) + R"("})"; }
  // A letter of a new title that waits for a posting list.
  void letter() {
    const auto id = *TitleId::parse(title());
    db().write(tenant(), [&](db::Tx& tx) {
      messaging::NewMessage row;
      row.cause = "letter:" + std::to_string(++titles_);
      row.channel = messaging::Channel::letter;
      row.party = party_;
      row.template_name = "atraso-15";
      row.business_date = local_today();
      row.not_before = clock().now();
      row.titles = {id};
      messaging::enqueue(tx, row, clock().now());
    });
  }
  std::string posting_list() {
    letter();
    const auto answer = call(Method::post, {"/v1/posting-lists"});
    EXPECT_EQ(answer.status, 201) << answer.body;
    return std::string(json::parse(answer.body)->at("list").at("id").as_string());
  }
  std::string posted_list() {
    const std::string list = posting_list();
    const auto answer = call(Method::post, {"/v1/posting-lists/" + list + "/posted", on_today()});
    EXPECT_EQ(answer.status, 200) << answer.body;
    return list;
  }
  std::string campaign_body() {
    return R"({"name":"Acerto","charges_ppm":500000,"principal_ppm":0,"control_percent":0,)"
           R"("ends_on":")" +
           format_iso(business_date(clock().now(), "America/Sao_Paulo") + 5) + R"("})";
  }
  std::string drafted_campaign() {
    // Somebody who is late and whom nothing holds.
    const auto party =
        made("/v1/parties", R"({"document":"11144477735","name":"Rui Alves","addresses":[)"
                            R"({"street":"Rua Dois","number":"2","district":"Centro",)"
                            R"("city":"São Paulo","state":"SP","postal_code":"01310100"}]})");
    made("/v1/titles", R"({"party_id":")" + party +
                           R"(","number":"C1","issue_date":"2026-10-01",)"
                           R"("due_date":"2026-10-10","amount":90000})");
    return made("/v1/campaigns", campaign_body());
  }
  // Somebody who is late and is offered instalments.
  struct Offered {
    PartyId party;
    agreement::InstalmentOfferId offer;
  };
  Offered offered_instalments() {
    const std::string cpf = ++offers_ == 1 ? "39053344705" : "15350946056";
    const auto party =
        made("/v1/parties", R"({"document":")" + cpf +
                                R"(","name":"Eva Lima","addresses":[)"
                                R"({"street":"Rua Dois","number":"2","district":"Centro",)"
                                R"("city":"São Paulo","state":"SP","postal_code":"01310100"}]})");
    const auto late = made("/v1/titles", R"({"party_id":")" + party + R"(","number":"E)" +
                                             std::to_string(offers_) +
                                             R"(","issue_date":"2026-10-01",)"
                                             R"("due_date":"2026-10-10","amount":90000,)"
                                             R"("terms":{"fine_ppm":0,"interest_mode":"none"}})");
    agreement::Offer offer;
    offer.id = agreement::InstalmentOfferId::make(clock().now());
    offer.party = *PartyId::parse(party);
    offer.name = "Acerto";
    offer.starts_on = local_today();
    offer.ends_on = local_today() + 5;
    offer.terms.most = 3;
    offer.break_days = 10;
    offer.titles = {*TitleId::parse(late)};
    db().write(tenant(),
               [&](db::Tx& tx) { agreement::insert_offers(tx, Uuid(), std::span(&offer, 1)); });
    return {offer.party, offer.id};
  }
  std::string signed_agreement() {
    const Offered offered = offered_instalments();
    return db().write(tenant(), [&](db::Tx& tx) {
      const Act act{"teste", clock().now(), local_today()};
      return agreement::accept(tx, act, offered.party, offered.offer, 2, Money::centavos(90'000))
          ->id.text();
    });
  }
  std::string portal(const std::string& rest) { return portal_of(party_, rest); }
  std::string portal_of(PartyId party, const std::string& rest) {
    return "/p/" +
           messaging::sign_portal_link(messaging::portal_link_key(system_->key()),
                                       {tenant(), party, link_generation_, Date(2027, 5, 1)}) +
           rest;
  }
  std::string login_body() const {
    return std::string(R"({"email":"ana@exemplo.com.br","password":")") + password + R"("})";
  }
  Ask by_customer(std::string target, std::string body) const {
    Ask ask{std::move(target), std::move(body)};
    ask.actor = "cliente, no portal";
    return ask;
  }
  std::string set_up_totp() {
    totp_secret_ = from_base32(member(call(Method::post, {"/v1/totp/setup"}), "secret"));
    return totp_now();
  }
  std::string totp_now() {
    // A code counts once: each is of a later step.
    clock().advance(std::chrono::seconds(60));
    return company::totp_code(totp_secret_, company::totp_step(clock().now()));
  }
  std::string reset_token() {
    const company::PasswordHasher hasher(1, {1, 8 * 1024 * 1024});
    std::string token;
    const company::Installation installation{
        system_->db(),
        clock(),
        hasher,
        system_->key(),
        [&](const company::PasswordMail& mail) { token = mail.token; },
        true};
    company::ask_password_reset(installation, "ana@exemplo.com.br");
    return token;
  }
  std::string other_session() {
    const std::string mine = token_;
    token_ = member(call(Method::post, {"/v1/login", login_body()}), "token");
    const auto hash = company::parse_token(token_)->hash;
    token_ = mine;
    return db().read(tenant(), [&](db::Tx& tx) {
      return company::find_session(tx, hash, clock().now())->id.text();
    });
  }

  std::map<std::string, std::function<Ask()>> cases();

  struct Line {
    std::int64_t count = 0;
    std::optional<company::AuditEntry> newest;
  };
  Line log() {
    return db().read(tenant(), [&](db::Tx& tx) {
      Line line;
      line.count = *tx.one(
          "SELECT count(*) FROM audit WHERE tenant_id = $1",
          [](db::Row& row) { return row.integer(0); }, tx.tenant());
      const auto entries = company::read_audit(tx, std::nullopt, std::nullopt, 1);
      if (!entries.empty()) line.newest = entries.front();
      return line;
    });
  }

  static constexpr const char* password = "uma senha bem comprida";
  static constexpr const char* changed_company =
      R"({"legal_name":"Parafusos Bandeirante Ltda","document":"11222333000181",)"
      R"("city":"Campinas","state":"SP"})";
  std::filesystem::path folder_;
  std::unique_ptr<System> system_;
  dunning::ContactGate gate_;
  std::unique_ptr<sandbox::DemoWhatsApp> demo_whatsapp_;
  std::unique_ptr<Api> api_;
  std::string account_, token_, totp_secret_;
  PartyId party_;
  UserId user_;
  std::uint32_t link_generation_ = 1;
  int titles_ = 0, contacts_ = 0, offers_ = 0;
};
QUITA_EACH_ENGINE(AuditWalk);

std::map<std::string, std::function<Ask()>> AuditWalk::cases() {
  const std::string account =
      R"({"bank":"341","name":"Outra","agency":"0810","account":"53678","account_digit":"9",)"
      R"("wallet":"112","layout":"CNAB240"})";
  const std::string vip_policy =
      R"({"name":"VIP","segment":{"tags":["vip"]},"steps":[{"offset":2,"template":"atraso-3",)"
      R"("label":"x"}]})";
  const std::string titles_csv =
      "CPF/CNPJ;Nome;Título;Vencimento;Valor\n52998224725;João da Conceição;T1;10/12/2026;10,00\n";
  const std::string parties_csv = "CPF/CNPJ;Nome\n11444777000161;Construtora Aurora\n";
  return {
      {"POST /v1/login",
       [=, this] {
         return Ask{"/v1/login", login_body()};
       }},
      {"POST /v1/logout",
       [=, this] {
         token_ = member(call(Method::post, {"/v1/login", login_body()}), "token");
         return Ask{"/v1/logout"};
       }},
      {"POST /v1/agreements/{id}/break",
       [=, this] {
         return Ask{"/v1/agreements/" + signed_agreement() + "/break",
                    R"({"why":"feito por engano"})"};
       }},
      {"PUT /v1/settings/agreements",
       [] {
         return Ask{"/v1/settings/agreements",
                    R"({"interest_ppm":5000,"least":8000,"first_days":5,"break_days":15})"};
       }},
      {"POST /p/{token}/agreements",
       [=, this] {
         const Offered offered = offered_instalments();
         return by_customer(
             portal_of(offered.party, "/agreements"),
             R"({"offer_id":")" + offered.offer.text() + R"(","instalments":3,"total":90000})");
       }},
      {"POST /v1/me/password",
       [=] {
         return Ask{"/v1/me/password", std::string(R"({"current":")") + password +
                                           R"(","password":")" + password + R"("})"};
       }},
      {"POST /v1/password-reset/confirm",
       [=, this] {
         return Ask{"/v1/password-reset/confirm",
                    R"({"token":")" + reset_token() + R"(","password":")" + password + R"("})"};
       }},
      {"POST /v1/totp/confirm",
       [=, this] {
         return Ask{"/v1/totp/confirm", R"({"code":")" + set_up_totp() + R"("})"};
       }},
      {"POST /v1/totp/disable",
       [=, this] {
         // In force since the case of confirm, which the table has before.
         return Ask{"/v1/totp/disable", R"({"code":")" + totp_now() + R"("})"};
       }},
      {"PATCH /v1/company",
       [] {
         return Ask{"/v1/company", changed_company};
       }},
      {"POST /v1/company/renew-links",
       [=, this] {
         ++link_generation_;
         return Ask{"/v1/company/renew-links"};
       }},
      {"PUT /v1/company/logo",
       [] {
         return Ask{"/v1/company/logo", "<svg viewBox='0 0 2 1'><path d='M0 0h2v1z'/></svg>",
                    "image/svg+xml"};
       }},
      {"DELETE /v1/company/logo", [] { return Ask{"/v1/company/logo"}; }},
      {"POST /v1/users",
       [] {
         return Ask{"/v1/users",
                    R"({"email":"rui@exemplo.com.br","name":"Rui Lima","role":"analyst"})"};
       }},
      {"PATCH /v1/users/{id}",
       [=, this] {
         const auto id =
             made("/v1/users", R"({"email":"bia@exemplo.com.br","name":"Bia","role":"viewer"})");
         return Ask{"/v1/users/" + id, R"({"role":"manager"})"};
       }},
      {"DELETE /v1/sessions/{id}", [=, this] { return Ask{"/v1/sessions/" + other_session()}; }},
      {"POST /v1/api-keys",
       [] {
         return Ask{"/v1/api-keys", R"({"name":"ERP","scopes":["titles:read"]})"};
       }},
      {"DELETE /v1/api-keys/{id}",
       [=, this] {
         const auto id = made("/v1/api-keys", R"({"name":"X","scopes":["titles:read"]})");
         return Ask{"/v1/api-keys/" + id};
       }},

      {"POST /v1/parties",
       [] {
         return Ask{"/v1/parties", R"({"document":"11222333000181","name":"Aurora"})"};
       }},
      {"PATCH /v1/parties/{id}",
       [=, this] {
         return Ask{of_party(""), R"({"trade_name":"Casa do João"})"};
       }},
      {"POST /v1/parties/{id}/contacts",
       [=, this] {
         return Ask{of_party("/contacts"), R"({"channel":"phone","value":"11 98765-4321"})"};
       }},
      {"PATCH /v1/parties/{id}/contacts/{contact_id}",
       [=, this] {
         return Ask{of_party("/contacts/" + contact()), R"({"state":"bounced"})"};
       }},
      {"DELETE /v1/parties/{id}/contacts/{contact_id}",
       [=, this] { return Ask{of_party("/contacts/" + contact())}; }},
      {"POST /v1/parties/{id}/notes",
       [=, this] {
         return Ask{of_party("/notes"), R"({"text":"ligou"})"};
       }},
      {"PUT /v1/parties/{id}/tags",
       [=, this] {
         return Ask{of_party("/tags"), R"({"tags":["vip"]})"};
       }},
      {"POST /v1/imports/parties",
       [=] {
         return Ask{"/v1/imports/parties", parties_csv, "text/csv"};
       }},

      {"POST /v1/titles",
       [=, this] {
         return Ask{"/v1/titles", R"({"party_id":")" + party_.text() +
                                      R"(","number":"77","due_date":"2026-12-10","amount":5000})"};
       }},
      {"PATCH /v1/titles/{id}",
       [=, this] {
         return Ask{title_path(""), R"({"due_date":"2026-12-20"})"};
       }},
      {"POST /v1/titles/{id}/receipts",
       [=, this] {
         return Ask{title_path("/receipts"), R"({"amount":50000})"};
       }},
      {"POST /v1/titles/{id}/rebates",
       [=, this] {
         return Ask{title_path("/rebates"), R"({"amount":1000,"note":"avaria"})"};
       }},
      {"POST /v1/titles/{id}/waivers",
       [=, this] {
         return Ask{title_path("/waivers"), R"({"all":true,"note":"acordo"})"};
       }},
      {"POST /v1/titles/{id}/reversals",
       [=, this] {
         const auto path = title_path("");
         member(call(Method::post, {path + "/rebates", R"({"amount":1000})"}), "id");
         return Ask{path + "/reversals", R"({"seq":2,"note":"engano"})"};
       }},
      {"POST /v1/titles/{id}/cancel",
       [=, this] {
         return Ask{title_path("/cancel"), R"({"reason":"engano"})"};
       }},
      {"POST /v1/titles/{id}/write-off",
       [=, this] {
         return Ask{title_path("/write-off"), R"({"reason":"perda"})"};
       }},
      {"POST /v1/imports/nfe",
       [] {
         return Ask{"/v1/imports/nfe", file_of("nfe/com_duplicatas.xml"), "application/xml"};
       }},
      {"POST /v1/imports/titles",
       [=] {
         return Ask{"/v1/imports/titles", titles_csv, "text/csv"};
       }},
      {"PUT /v1/settings/terms",
       [] {
         return Ask{"/v1/settings/terms", R"({"fine_ppm":20000,"interest_mode":"none"})"};
       }},
      {"PUT /v1/settings/legal-rates",
       [] {
         return Ask{"/v1/settings/legal-rates",
                    R"({"items":[{"year":2026,"month":12,"micro_percent":500000}]})"};
       }},

      {"POST /v1/policies",
       [=] {
         return Ask{"/v1/policies", vip_policy};
       }},
      {"PUT /v1/policies/{id}",
       [] {
         return Ask{"/v1/policies/" + PolicyId().text(),
                    R"({"name":"Curta","steps":[{"offset":2,"template":"atraso-3","label":"x"}]})"};
       }},
      {"DELETE /v1/policies/{id}",
       [=, this] { return Ask{"/v1/policies/" + made("/v1/policies", vip_policy)}; }},
      {"POST /v1/policies/{id}/trials",
       [] {
         return Ask{"/v1/policies/" + PolicyId().text() + "/trials",
                    R"({"steps":[{"offset":2,"template":"atraso-3","label":"x"}]})"};
       }},
      {"POST /v1/experiments",
       [=, this] {
         return Ask{"/v1/experiments", experiment(PolicyId().text())};
       }},
      {"POST /v1/experiments/{id}/end",
       [=, this] {
         const std::string of = made("/v1/policies", vip_policy);
         return Ask{"/v1/experiments/" + made("/v1/experiments", experiment(of)) + "/end",
                    R"({"winner":"none"})"};
       }},
      {"PUT /v1/policies/order",
       [=, this] {
         std::string ids;
         const auto all = json::parse(call(Method::get, {"/v1/policies"}).body).value();
         for (const auto& policy : all.at("items").as_array()) {
           if (policy.at("is_default").as_bool()) continue;
           ids += (ids.empty() ? "\"" : ",\"") + std::string(policy.at("id").as_string()) + "\"";
         }
         return Ask{"/v1/policies/order", R"({"ids":[)" + ids + "]}"};
       }},
      {"POST /v1/promises",
       [=, this] {
         return Ask{"/v1/promises", R"({"title_id":")" + title() + R"(","on":")" +
                                        format_iso(Date(2026, 11, 23) + 60) + R"("})"};
       }},
      {"PUT /v1/settings/promises",
       [] {
         return Ask{"/v1/settings/promises", R"({"portal_days_max":60})"};
       }},
      {"POST /v1/disputes",
       [=, this] {
         return Ask{"/v1/disputes", R"({"title_id":")" + title() + R"(","text":"veio quebrado"})"};
       }},
      {"POST /v1/holds/{id}/answer",
       [=, this] {
         const auto id = made("/v1/disputes", R"({"title_id":")" + title() + R"(","text":"não"})");
         return Ask{"/v1/holds/" + id + "/answer", R"({"accepted":true,"answer":"cancelado"})"};
       }},
      {"POST /v1/tasks/{id}/done",
       [=, this] {
         const auto id = db().write(tenant(), [&](db::Tx& tx) {
           dunning::NewTask task;
           task.cause = "caso:" + std::to_string(++contacts_);
           task.party = party_;
           task.label = "Ligar";
           task.due_on = Date(2026, 11, 23);
           return *dunning::open_task(tx, Act{"teste", clock().now(), Date(2026, 11, 23)}, task);
         });
         return Ask{"/v1/tasks/" + id.text() + "/done", R"({"note":"prometeu"})"};
       }},
      {"POST /v1/parties/{id}/calls",
       [=, this] {
         return Ask{of_party("/calls"), R"({"outcome":"talked","note":"vai ver o boleto"})"};
       }},
      {"POST /v1/tasks/{id}/approve",
       [=, this] {
         return Ask{"/v1/tasks/" + proposal() + "/approve", R"({"note":"conferido"})"};
       }},
      {"POST /v1/tasks/{id}/refuse",
       [=, this] {
         return Ask{"/v1/tasks/" + proposal() + "/refuse", R"({"note":"vai pagar"})"};
       }},
      {"POST /v1/campaigns",
       [=, this] {
         return Ask{"/v1/campaigns", campaign_body()};
       }},
      {"POST /v1/campaigns/{id}/launch",
       [=, this] { return Ask{"/v1/campaigns/" + drafted_campaign() + "/launch"}; }},
      {"POST /v1/campaigns/{id}/end",
       [=, this] {
         // The one that the case of launch began, whose customers no other may take.
         const auto all = json::parse(call(Method::get, {"/v1/campaigns"}).body).value();
         for (const auto& one : all.at("items").as_array()) {
           if (one.at("state").as_string() == "running")
             return Ask{"/v1/campaigns/" + std::string(one.at("id").as_string()) + "/end"};
         }
         return Ask{"/v1/campaigns"};
       }},
      {"PUT /v1/settings/discount-limits",
       [] {
         return Ask{"/v1/settings/discount-limits",
                    R"({"manager":{"charges_ppm":500000,"principal_ppm":0},)"
                    R"("owner":{"charges_ppm":1000000,"principal_ppm":200000}})"};
       }},
      {"PUT /v1/queues",
       [=, this] {
         return Ask{"/v1/queues", R"({"items":[{"users":[")" + user_.text() +
                                      R"("],"letter_from":"A","letter_to":"M"}]})"};
       }},
      {"POST /v1/queues/assign",
       [=, this] {
         return Ask{"/v1/queues/assign", R"({"party_ids":[")" + party_.text() +
                                             R"("],"user_id":")" + user_.text() + R"("})"};
       }},
      {"PUT /v1/parties/{id}/profile",
       [=, this] {
         return Ask{of_party("/profile"), R"({"profile":"hardship","reason":"enchente"})"};
       }},
      {"PUT /v1/parties/{id}/credit",
       [=, this] {
         return Ask{of_party("/credit"),
                    R"({"limit":50000000,"score":700,"note":"cliente antigo"})"};
       }},
      {"POST /v1/parties/{id}/credit/block",
       [=, this] {
         return Ask{of_party("/credit/block"), R"({"reason":"cheque devolvido"})"};
       }},
      {"POST /v1/parties/{id}/credit/unblock",
       [=, this] {
         call(Method::post, {of_party("/credit/block"), R"({"reason":"engano"})"});
         return Ask{of_party("/credit/unblock"), R"({})"};
       }},
      {"POST /v1/credit-reservations",
       [=, this] {
         return Ask{"/v1/credit-reservations", order()};
       }},
      {"POST /v1/credit-reservations/{id}/invoice",
       [=, this] {
         return Ask{
             "/v1/credit-reservations/" + made("/v1/credit-reservations", order()) + "/invoice",
             R"({"titles":[")" + title() + R"("]})"};
       }},
      {"POST /v1/credit-reservations/{id}/release",
       [=, this] {
         return Ask{
             "/v1/credit-reservations/" + made("/v1/credit-reservations", order()) + "/release",
             R"({"reason":"o cliente desistiu"})"};
       }},
      {"DELETE /v1/parties/{id}/profile", [=, this] { return Ask{of_party("/profile")}; }},
      {"PUT /v1/settings/texts",
       [] {
         return Ask{"/v1/settings/texts", R"({"tone":"firm"})"};
       }},
      {"DELETE /v1/templates/{name}", [] { return Ask{"/v1/templates/atraso-7"}; }},
      {"PUT /v1/settings/contact",
       [] {
         return Ask{"/v1/settings/contact",
                    R"({"max_per_day":1,"max_per_week":5,"email_hours":"calls"})"};
       }},
      {"POST /v1/parties/{id}/proof", [=, this] { return Ask{of_party("/proof")}; }},
      {"POST /v1/dunning/run",
       [] {
         return Ask{"/v1/dunning/run", "{}"};
       }},
      {"POST /v1/holds",
       [=, this] {
         return Ask{"/v1/holds", R"({"party_id":")" + party_.text() + R"(","title_id":")" +
                                     title() + R"(","reason":"acordo"})"};
       }},
      {"DELETE /v1/holds/{id}", [=, this] { return Ask{"/v1/holds/" + hold()}; }},
      {"POST /v1/parties/{id}/messages",
       [=, this] {
         message();
         clock().advance(std::chrono::hours(24));
         return Ask{of_party("/messages"), R"({"template":"emissao"})"};
       }},
      {"POST /v1/outbox/{id}/retry",
       [=, this] { return Ask{"/v1/outbox/" + message() + "/retry"}; }},
      {"POST /v1/outbox/{id}/cancel",
       [=, this] { return Ask{"/v1/outbox/" + message() + "/cancel"}; }},
      {"PUT /v1/templates/{name}",
       [] {
         return Ask{"/v1/templates/lembrete", R"({"subject":"a","body":"b"})"};
       }},
      {"PUT /v1/templates/{name}/sms",
       [] {
         return Ask{"/v1/templates/lembrete/sms", R"({"body":"{{empresa}}: {{link}}"})"};
       }},
      {"PUT /v1/settings/sms",
       [] {
         return Ask{"/v1/settings/sms",
                    R"({"enabled":true,"provider":"zenvia","from":"aurora","secret":"t"})"};
       }},
      {"POST /v1/settings/sms/new-addresses", [] { return Ask{"/v1/settings/sms/new-addresses"}; }},
      {"PUT /v1/parties/{id}/channels/{channel}",
       [=, this] {
         return Ask{of_party("/channels/sms"), R"({"opted_out":true})"};
       }},
      {"PUT /v1/settings/smtp",
       [] {
         return Ask{"/v1/settings/smtp",
                    R"({"host":"smtp.exemplo.com.br","port":587,"security":"starttls",)"
                    R"("from_address":"a@b.com.br"})"};
       }},
      {"POST /v1/settings/smtp-accounts",
       [] {
         return Ask{"/v1/settings/smtp-accounts", std::string(smtp_account)};
       }},
      {"PUT /v1/settings/smtp-accounts/{id}",
       [=, this] {
         return Ask{"/v1/settings/smtp-accounts/" + new_smtp_account(), std::string(smtp_account)};
       }},
      {"DELETE /v1/settings/smtp-accounts/{id}",
       [=, this] { return Ask{"/v1/settings/smtp-accounts/" + new_smtp_account()}; }},
      {"PUT /v1/settings/smtp-order",
       [=, this] {
         new_smtp_account();
         const auto all = json::parse(call(Method::get, {"/v1/settings/smtp-accounts"}).body);
         boost::json::array ids;
         for (const auto& account : all->at("items").as_array()) ids.push_back(account.at("id"));
         return Ask{"/v1/settings/smtp-order", json::serialize(boost::json::object{{"ids", ids}})};
       }},
      {"PUT /v1/settings/mail-trace",
       [] {
         return Ask{"/v1/settings/mail-trace", R"({"on":true})"};
       }},
      {"PUT /v1/settings/dkim",
       [] {
         return Ask{"/v1/settings/dkim", R"({"domain":"exemplo.com.br","enabled":true})"};
       }},
      {"PUT /v1/settings/whatsapp",
       [] {
         return Ask{"/v1/settings/whatsapp",
                    R"({"phone_number_id":"100000000000001",)"
                    R"("business_account_id":"200000000000001","on":true})"};
       }},
      {"POST /v1/whatsapp/templates/suggested",
       [] { return Ask{"/v1/whatsapp/templates/suggested"}; }},
      {"PUT /v1/templates/{name}/whatsapp",
       [] {
         const auto form = conversation::form_of(conversation::suggested_templates().front());
         std::string variables, buttons;
         for (const auto& each : form.variables) {
           variables += std::string(variables.empty() ? "" : ",") + R"({"name":")" + each.name +
                        R"(","value":")" + each.value + R"("})";
         }
         for (const auto& each : form.buttons) {
           buttons += std::string(buttons.empty() ? "" : ",") + R"({"index":)" +
                      std::to_string(each.index) + R"(,"action":")" + each.action + R"("})";
         }
         return Ask{"/v1/templates/lembrete/whatsapp",
                    R"({"name":")" + form.name + R"(","language":"pt_BR","variables":[)" +
                        variables + R"(],"buttons":[)" + buttons + "]}"};
       }},
      {"DELETE /v1/templates/{name}/whatsapp",
       [] { return Ask{"/v1/templates/lembrete/whatsapp"}; }},
      {"POST /v1/parties/{id}/conversation",
       [=, this] {
         const std::string number = "11987650001";
         made(of_party("/contacts"), R"({"channel":"phone","value":")" + number + R"("})");
         demo_whatsapp_->twin().says("5511987650001", "Bom dia");
         return Ask{of_party("/conversation"), R"({"text":"Bom dia!"})"};
       }},
      {"PUT /v1/settings/letters",
       [] {
         return Ask{"/v1/settings/letters", R"({"on":true})"};
       }},
      {"POST /v1/posting-lists",
       [=, this] {
         letter();
         return Ask{"/v1/posting-lists"};
       }},
      {"POST /v1/posting-lists/{id}/posted",
       [=, this] {
         return Ask{"/v1/posting-lists/" + posting_list() + "/posted", on_today()};
       }},
      {"POST /v1/posting-lists/{id}/undo",
       [=, this] { return Ask{"/v1/posting-lists/" + posting_list() + "/undo"}; }},
      {"PUT /v1/posting-lists/{id}/letters/{place}/tracking-code",
       [=, this] {
         return Ask{"/v1/posting-lists/" + posting_list() + "/letters/1/tracking-code",
                    R"({"tracking_code":"BR123456785BR"})"};
       }},
      {"POST /v1/posting-lists/{id}/tracking-codes",
       [=, this] {
         return Ask{"/v1/posting-lists/" + posting_list() + "/tracking-codes", "1;BR123456785BR",
                    "text/csv"};
       }},
      {"POST /v1/posting-lists/{id}/letters/{place}/arrived",
       [=, this] {
         return Ask{"/v1/posting-lists/" + posted_list() + "/letters/1/arrived", on_today()};
       }},
      {"POST /v1/posting-lists/{id}/letters/{place}/returned",
       [=, this] {
         const std::string list = posted_list();
         return Ask{"/v1/posting-lists/" + list + "/letters/1/returned",
                    R"({"on":")" + format_iso(local_today()) + R"(","reason":"mudou-se"})"};
       }},
      {"PUT /v1/settings/returns-mailbox",
       [] {
         return Ask{"/v1/settings/returns-mailbox",
                    R"({"host":"imap.exemplo.com.br","port":993,"security":"tls","user":"a"})"};
       }},

      {"PUT /v1/settings/delay-bands",
       [] {
         return Ask{"/v1/settings/delay-bands", R"({"ends":[5,30,60]})"};
       }},
      {"PUT /v1/parties/{id}/contacts/{contact_id}/legal-basis",
       [=, this] {
         return Ask{of_party("/contacts/" + contact() + "/legal-basis"),
                    R"({"basis":"none","consent":"unasked","how":"é de um vizinho"})"};
       }},
      {"POST /v1/titles/{id}/pending-pix",
       [=, this] {
         return Ask{title_path("/pending-pix"), R"({"reference":"E123"})"};
       }},
      {"DELETE /v1/parties/{id}/stray-credits",
       [=, this] {
         stray_credit();
         return Ask{of_party("/stray-credits")};
       }},
      {"POST /v1/late-returns/{id}/go-on",
       [=, this] { return Ask{"/v1/late-returns/" + account_ + "/go-on"}; }},
      {"POST /v1/accounts",
       [=] {
         return Ask{"/v1/accounts", account};
       }},
      {"PUT /v1/accounts/{id}",
       [=, this] {
         return Ask{"/v1/accounts/" + account_, account};
       }},
      {"POST /v1/bank-orders",
       [=, this] {
         return Ask{"/v1/bank-orders", protest()};
       }},
      {"DELETE /v1/bank-orders/{id}",
       [=, this] { return Ask{"/v1/bank-orders/" + made("/v1/bank-orders", protest())}; }},
      {"POST /v1/remittances",
       [=, this] {
         title();
         return Ask{"/v1/remittances", R"({"account_id":")" + account_ + R"("})"};
       }},
      {"POST /v1/returns",
       [=, this] {
         const auto file = call(
             Method::post, {"/v1/demo/bank/return", R"({"title_ids":[")" + title() + R"("]})"});
         EXPECT_EQ(file.status, 200) << file.body;
         return Ask{"/v1/returns?name=CB.RET", file.body, "application/octet-stream"};
       }},
      {"POST /v1/demo/bank/pay",
       [=, this] {
         Ask ask{"/v1/demo/bank/pay", R"({"title_id":")" + title() + R"("})"};
         ask.actor = "banco simulado";
         return ask;
       }},

      {"POST /p/{token}/titles/{id}/told-paid",
       [=, this] { return by_customer(portal("/titles/" + title() + "/told-paid"), "{}"); }},
      {"POST /p/{token}/titles/{id}/promise",
       [=, this] {
         const auto path = portal("/titles/" + title() + "/promise");
         return by_customer(path, R"({"on":")" + format_iso(Date(2026, 11, 23) + 40) + R"("})");
       }},
      {"POST /p/{token}/titles/{id}/dispute",
       [=, this] {
         return by_customer(portal("/titles/" + title() + "/dispute"),
                            R"({"text":"não reconheço"})");
       }},
      {"PATCH /p/{token}/contacts",
       [=, this] {
         return by_customer(portal("/contacts"), R"({"email":"novo@exemplo.com.br"})");
       }},
      {"POST /p/{token}/opt-out",
       [=, this] { return by_customer(portal("/opt-out"), R"({"channel":"phone"})"); }},
      {"POST /p/{token}/unsubscribe",
       [=, this] {
         contact();
         auto ask = by_customer(portal("/unsubscribe"), "List-Unsubscribe=One-Click");
         ask.type = "application/x-www-form-urlencoded";
         return ask;
       }},
  };
}

// The Portuguese words of the console.
const std::string& catalogue() {
  static const std::string text = [] {
    std::ostringstream all;
    for (const auto& file : std::filesystem::directory_iterator(
             std::filesystem::path(QUITA_SOURCE_DIR) / "web/src/i18n/pt")) {
      all << std::ifstream(file.path()).rdbuf();
    }
    return all.str();
  }();
  return text;
}

TEST_P(AuditWalk, EveryChangingRouteTellsWhoWhatWhenAndFromWhere) {
  auto all = cases();
  for (const auto& route : api_->routes().all()) {
    if (http::safe(route.method)) continue;
    const std::string name = std::string(http::name(route.method)) + " " + route.path;
    SCOPED_TRACE(name);
    if (changes_nothing.contains(name)) continue;
    const auto found = all.find(name);
    if (found == all.end()) {
      ADD_FAILURE() << "no case asks this route: write one, and its line of the audit log";
      continue;
    }
    const Ask ask = found->second();
    all.erase(found);
    clock().advance(std::chrono::seconds(1));
    const auto before = log();
    const auto answer = call(route.method, ask);
    ASSERT_LT(answer.status, 300) << answer.body;
    const auto after = log();
    if (after.count == before.count) {
      ADD_FAILURE() << "left no line in the audit log";
      continue;
    }
    const auto& line = *after.newest;
    EXPECT_NE(catalogue().find("'audit." + line.action + "'"), std::string::npos)
        << line.action << " has no words in the console's catalogue";
    EXPECT_EQ(line.actor_name, ask.actor) << line.action;
    EXPECT_EQ(line.at, clock().now()) << line.action;
    if (line.actor_kind != "system") {
      EXPECT_EQ(line.ip, "192.0.2.7") << line.action;
      EXPECT_TRUE(line.actor_id) << line.action;
    }
    if (route.method == Method::put || route.method == Method::patch) {
      EXPECT_TRUE(line.before || line.action == "contact.create") << line.action;
      EXPECT_TRUE(line.after) << line.action;
    }
    if (name.starts_with("POST /v1/logout") || name.starts_with("POST /v1/password-reset")) {
      token_ = member(call(Method::post, {"/v1/login", login_body()}), "token");
    }
  }
  for (const auto& [name, ask] : all) ADD_FAILURE() << name << " is in no route table";
}

// Whatever a person writes and a debtor may read is held to the law where it is kept, by one
// function (conduct/conduct.h): a demand by SMS, a campaign's name beside its sum in the portal, an
// answer by WhatsApp, and a note of the journal, which his statement of account shows.
TEST_P(AuditWalk, NoRouteKeepsWordsOfCoercion) {
  const std::string threat = "Pague ou vai preso.";
  const std::string id = title();
  const auto of_title = [&](const std::string& verb, const std::string& rest) {
    return Ask{"/v1/titles/" + id + verb, "{" + rest + "\"" + threat + "\"}"};
  };
  const std::string campaign = R"({"name":")" + threat + R"(")" + campaign_body().substr(16);
  const std::vector<std::pair<Method, Ask>> asks = {
      {Method::put, {"/v1/templates/lembrete", R"({"subject":"a","body":")" + threat + R"("})"}},
      {Method::put, {"/v1/templates/lembrete", R"({"subject":")" + threat + R"(","body":"b"})"}},
      {Method::put,
       {"/v1/templates/lembrete/sms", R"({"body":"{{empresa}}: {{link}} )" + threat + R"("})"}},
      {Method::post, {of_party("/conversation"), R"({"text":")" + threat + R"("})"}},
      {Method::post, {"/v1/campaigns", campaign}},
      {Method::post, {"/v1/campaigns/preview", campaign}},
      {Method::post, of_title("/rebates", R"("amount":1000,"note":)")},
      {Method::post, of_title("/waivers", R"("all":true,"note":)")},
      {Method::post, of_title("/receipts", R"("amount":1000,"note":)")},
      {Method::post, of_title("/reversals", R"("seq":1,"note":)")},
      {Method::post, of_title("/cancel", R"("reason":)")},
      {Method::post, of_title("/write-off", R"("reason":)")},
  };
  const auto before = log().count;
  for (const auto& [method, ask] : asks) {
    SCOPED_TRACE(ask.target);
    const auto answer = call(method, ask);
    EXPECT_EQ(answer.status, 422) << answer.body;
    EXPECT_NE(answer.body.find(R"("code":"conduct.prison")"), std::string::npos) << answer.body;
    EXPECT_NE(answer.body.find("ninguém é preso por dívida civil"), std::string::npos)
        << answer.body;
  }
  EXPECT_EQ(log().count, before) << "refused, and nothing changed";
}

// A mended address is a reason to decide anew today, not in a week.
TEST_P(AuditWalk, AContactMendedIsLookedAtAgainToday) {
  const auto id = *TitleId::parse(title());
  const Date today(2026, 11, 23);
  const auto look = [&] {
    return db().read(tenant(), [&](db::Tx& tx) { return receivable::next_look(tx, id); });
  };
  const auto later = [&] {
    db().write(tenant(), [&](db::Tx& tx) {
      const PartyId payer = receivable::find_title(tx, id)->title.party;
      receivable::set_next_look(tx, id, payer, today + 7);
    });
  };
  const std::string first = contact();
  const std::vector<std::pair<Method, Ask>> changes = {
      {Method::post, {of_party("/contacts"), R"({"channel":"email","value":"n@exemplo.com.br"})"}},
      {Method::patch, {of_party("/contacts/" + first), R"({"value":"m@exemplo.com.br"})"}},
      {Method::del, {of_party("/contacts/" + first), ""}},
      {Method::patch, {of_party(""), R"({"vulnerable":true})"}},
      {Method::post,
       {"/v1/imports/parties",
        "CPF/CNPJ;Nome;E-mail\n52998224725;João da Conceição;p@exemplo.com.br\n", "text/csv"}},
      {Method::patch, {portal("/contacts"), R"({"email":"q@exemplo.com.br"})"}},
  };
  for (const auto& [method, ask] : changes) {
    later();
    const auto answer = call(method, ask);
    EXPECT_LT(answer.status, 300) << answer.body;
    EXPECT_EQ(look(), today) << ask.target << " " << ask.body;
  }
}

}  // namespace
}  // namespace quita::app
