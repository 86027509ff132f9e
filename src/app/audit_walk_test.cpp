// The company of testing_audit.h, and what its cases need.
#include <stdlib.h>

#include "app/testing_audit.h"
#include "app/web_assets.h"
#include "banking/account.h"
#include "company/company.h"
#include "company/installation.h"
#include "company/login.h"
#include "company/session.h"
#include "company/totp.h"
#include "company/user.h"
#include "dunning/hold_store.h"
#include "dunning/policy_store.h"
#include "dunning/task.h"
#include "messaging/outbox.h"
#include "messaging/portal_link.h"
#include "messaging/template_store.h"
#include "messaging/whatsapp_account.h"
#include "party/party_service.h"
#include "receivable/receivable_store.h"

namespace quita::app {

// The program carries the built web files; this test needs none.
std::vector<WebAsset> web_assets() { return {}; }

namespace {

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

}  // namespace

void AuditWalk::SetUp() {
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
  api_ = std::make_unique<Api>(*system_, clock(),
                               ApiOptions{"https://quita.exemplo", true, 0, demo_whatsapp_.get()});
}

void AuditWalk::TearDown() {
  api_.reset();
  demo_whatsapp_.reset();
  system_.reset();
  if (!folder_.empty()) std::filesystem::remove_all(folder_);
  EachEngine::TearDown();
}

void AuditWalk::found() {
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

http::Response AuditWalk::call(Method method, const Ask& ask) {
  http::Request request;
  request.method = method;
  EXPECT_TRUE(http::parse_target(ask.target, request)) << ask.target;
  request.remote_address = "192.0.2.7";
  request.headers.add("Authorization", "Bearer " + token_);
  request.body = ask.body;
  if (!ask.body.empty()) request.headers.add("Content-Type", ask.type);
  return api_->handler().handle(request);
}

std::string AuditWalk::member(const http::Response& answer, std::string_view name) {
  EXPECT_LT(answer.status, 300) << answer.body;
  const auto value = json::parse(answer.body);
  if (!value || !value->is_object() || !value->as_object().contains(name)) return "";
  return std::string(value->at(name).as_string());
}

std::string AuditWalk::made(const std::string& target, const std::string& body) {
  return member(call(Method::post, {target, body}), "id");
}

std::string AuditWalk::new_smtp_account() {
  return made("/v1/settings/smtp-accounts", std::string(smtp_account));
}

std::string AuditWalk::title() {
  return made("/v1/titles",
              R"({"party_id":")" + party_.text() + R"(","number":"N)" + std::to_string(++titles_) +
                  R"(","issue_date":"2026-11-01","due_date":"2026-11-10","amount":100000,)"
                  R"("terms":{"fine_ppm":20000,"interest_mode":"none"}})");
}

std::string AuditWalk::experiment(const std::string& policy) {
  const std::string trial = made("/v1/policies/" + policy + "/trials",
                                 R"({"steps":[{"offset":2,"template":"atraso-3","label":"x"}]})");
  return R"({"trial_id":")" + trial + R"(","name":"Teste"})";
}

std::string AuditWalk::order() {
  return R"({"party_id":")" + party_.text() + R"(","reference":"P)" + std::to_string(++titles_) +
         R"(","amount":1000})";
}

std::string AuditWalk::registered_title() {
  const std::string id = title();
  db().write(tenant(), [&](db::Tx& tx) {
    for (const auto& slip : receivable::instruments_of(tx, *TitleId::parse(id))) {
      receivable::set_instrument_state(tx, slip.id, receivable::InstrumentState::registered, "");
    }
  });
  return id;
}

std::string AuditWalk::protest() {
  return R"({"kind":"protest","title_id":")" + registered_title() + R"("})";
}

std::string AuditWalk::proposal() {
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

void AuditWalk::stray_credit() {
  const auto file =
      call(Method::post, {"/v1/demo/bank/return", R"({"title_ids":[")" + title() + R"("]})"});
  const auto taken =
      call(Method::post, {"/v1/returns?name=S.RET", file.body, "application/octet-stream"});
  EXPECT_EQ(taken.status, 200) << taken.body;
  db().write(tenant(), [&](db::Tx& tx) {
    tx.execute("UPDATE return_line SET likely_party_id = $2, waits_until = $3 WHERE tenant_id = $1",
               tx.tenant(), party_, Date(2026, 11, 30));
  });
}

std::string AuditWalk::contact() {
  return made(of_party("/contacts"), R"({"channel":"email","value":"c)" +
                                         std::to_string(++contacts_) + R"(@exemplo.com.br"})");
}

std::string AuditWalk::hold() {
  return made("/v1/holds", R"({"party_id":")" + party_.text() + R"(","reason":"negociando"})");
}

std::string AuditWalk::message() {
  clock().advance(std::chrono::hours(24));  // one message a customer and day
  title();
  return made(of_party("/messages"), R"({"template":"emissao"})");
}

void AuditWalk::letter() {
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

std::string AuditWalk::posting_list() {
  letter();
  const auto answer = call(Method::post, {"/v1/posting-lists"});
  EXPECT_EQ(answer.status, 201) << answer.body;
  return std::string(json::parse(answer.body)->at("list").at("id").as_string());
}

std::string AuditWalk::posted_list() {
  const std::string list = posting_list();
  const auto answer = call(Method::post, {"/v1/posting-lists/" + list + "/posted", on_today()});
  EXPECT_EQ(answer.status, 200) << answer.body;
  return list;
}

std::string AuditWalk::campaign_body() {
  return R"({"name":"Acerto","charges_ppm":500000,"principal_ppm":0,"control_percent":0,)"
         R"("ends_on":")" +
         format_iso(business_date(clock().now(), "America/Sao_Paulo") + 5) + R"("})";
}

std::string AuditWalk::drafted_campaign() {
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

AuditWalk::Offered AuditWalk::offered_instalments() {
  const std::string cpf = ++offers_ == 1 ? "39053344705" : "15350946056";
  const auto party =
      made("/v1/parties", R"({"document":")" + cpf +
                              R"(","name":"Eva Lima","addresses":[)"
                              R"({"street":"Rua Dois","number":"2","district":"Centro",)"
                              R"("city":"São Paulo","state":"SP","postal_code":"01310100"}]})");
  const auto late =
      made("/v1/titles", R"({"party_id":")" + party + R"(","number":"E)" + std::to_string(offers_) +
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

std::string AuditWalk::signed_agreement() {
  const Offered offered = offered_instalments();
  return db().write(tenant(), [&](db::Tx& tx) {
    const Act act{"teste", clock().now(), local_today()};
    return agreement::accept(tx, act, offered.party, offered.offer, 2, Money::centavos(90'000))
        ->id.text();
  });
}

std::string AuditWalk::portal_of(PartyId party, const std::string& rest) {
  return "/p/" +
         messaging::sign_portal_link(messaging::portal_link_key(system_->key()),
                                     {tenant(), party, link_generation_, Date(2027, 5, 1)}) +
         rest;
}

std::string AuditWalk::login_body() const {
  return std::string(R"({"email":"ana@exemplo.com.br","password":")") + password + R"("})";
}

Ask AuditWalk::by_customer(std::string target, std::string body) const {
  Ask ask{std::move(target), std::move(body)};
  ask.actor = "cliente, no portal";
  return ask;
}

std::string AuditWalk::set_up_totp() {
  totp_secret_ = from_base32(member(call(Method::post, {"/v1/totp/setup"}), "secret"));
  return totp_now();
}

std::string AuditWalk::totp_now() {
  // A code counts once: each is of a later step.
  clock().advance(std::chrono::seconds(60));
  return company::totp_code(totp_secret_, company::totp_step(clock().now()));
}

std::string AuditWalk::reset_token() {
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

std::string AuditWalk::other_session() {
  const std::string mine = token_;
  token_ = member(call(Method::post, {"/v1/login", login_body()}), "token");
  const auto hash = company::parse_token(token_)->hash;
  token_ = mine;
  return db().read(tenant(), [&](db::Tx& tx) {
    return company::find_session(tx, hash, clock().now())->id.text();
  });
}

AuditWalk::Line AuditWalk::log() {
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

AuditWalk::Cases AuditWalk::cases() {
  Cases all;
  add_company_cases(all);
  add_party_cases(all);
  add_title_cases(all);
  add_dunning_cases(all);
  add_portal_cases(all);
  add_message_cases(all);
  return all;
}

}  // namespace quita::app
