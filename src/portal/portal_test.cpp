// What a customer can do with his link, as his browser and his mail program meet it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "banking/testing_desk.h"
#include "company/logo.h"
#include "dunning/hold.h"
#include "dunning/promise.h"
#include "http/dispatcher.h"
#include "http/route.h"
#include "json/parse.h"
#include "messaging/portal_link.h"
#include "messaging/slip_of.h"
#include "party/timeline.h"
#include "pix/br_code.h"
#include "portal/portal_api.h"
#include "portal/portal_view.h"
#include "testing/engines.h"

namespace quita::portal {
namespace {

using http::Method;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(MaskedDocument, HidesTheEndsOfACpfOnly) {
  EXPECT_EQ(masked_document("52998224725"), "***.982.247-**");
  EXPECT_EQ(masked_document("11222333000181"), "11.222.333/0001-81");
}

class Portal : public quita::testing::EachEngine {
 protected:
  void SetUp() override {
    EachEngine::SetUp();
    if (IsSkipped()) return;
    key_.bytes.fill(7);
    auto account = banking::testing::account_at("341", cnab::Format::cnab400);
    account.pix_key = "11222333000181";
    desk_ = std::make_unique<banking::testing::Desk>(db(), tenant(), clock());
    desk_->found(account);
    // The clock says 23 November 2026; this one has been late for thirteen days.
    late_ = desk_->sell("NF 77", Money::centavos(100'000), Date(2026, 11, 10));
    link_ = {tenant(), desk_->customer(), 1, Date(2027, 5, 1)};
    add_routes(routes_, {db(), clock(), key_, "<!doctype html><title>Portal</title>"});
    http::Gate gate;
    gate.public_rate = {1e9, 1e9};
    dispatcher_ =
        std::make_unique<http::Dispatcher>(routes_, std::vector<http::StaticSite>{}, gate);
  }

  http::Response send(Method method, const std::string& target, std::string body = "",
                      std::string type = "application/json") {
    http::Request request;
    request.method = method;
    EXPECT_TRUE(http::parse_target(target, request));
    request.remote_address = "192.0.2.7";
    request.body = std::move(body);
    if (!request.body.empty()) request.headers.add("Content-Type", std::move(type));
    return dispatcher_->handle(request);
  }
  std::string at(const messaging::PortalLink& link, const std::string& rest) {
    return "/p/" + messaging::sign_portal_link(key_, link) + rest;
  }
  std::string at(const std::string& rest) { return at(link_, rest); }
  boost::json::object data() {
    const auto answer = send(Method::get, at("/data"));
    EXPECT_EQ(answer.status, 200) << answer.body;
    return json::parse(answer.body).value().as_object();
  }
  boost::json::object open_title() { return data().at("open").as_array().at(0).as_object(); }
  std::string title_path(TitleId id, const std::string& rest) {
    return at("/titles/" + id.text() + rest);
  }
  party::Party customer() {
    return db().read(tenant(),
                     [&](db::Tx& tx) { return party::load_party(tx, desk_->customer()).value(); });
  }
  void add_email(const std::string& value) {
    db().write(tenant(), [&](db::Tx& tx) {
      ASSERT_TRUE(party::add_contact(tx, desk_->act(), desk_->customer(),
                                     {party::Channel::email, value, "billing"}));
    });
  }
  std::int64_t events(std::string_view kind) {
    return db().read(tenant(), [&](db::Tx& tx) {
      return *tx.one(
          "SELECT count(*) FROM event WHERE tenant_id = $1 AND kind = $2",
          [](db::Row& row) { return row.integer(0); }, tx.tenant(), kind);
    });
  }

  SecretKey key_;
  std::unique_ptr<banking::testing::Desk> desk_;
  TitleId late_;
  messaging::PortalLink link_;
  http::Routes routes_;
  std::unique_ptr<http::Dispatcher> dispatcher_;
};
QUITA_EACH_ENGINE(Portal);

TEST_P(Portal, ShowsWhatIsOwedTodayAndHowToPayIt) {
  const auto view = data();
  EXPECT_EQ(view.at("business_date").as_string(), "2026-11-23");
  EXPECT_EQ(view.at("company").at("legal_name").as_string(), "Parafusos Bandeirante Ltda");
  EXPECT_EQ(view.at("company").at("document").as_string(), "11.222.333/0001-81");
  EXPECT_EQ(view.at("party").at("document_masked").as_string(), "***.982.247-**");
  ASSERT_EQ(view.at("open").as_array().size(), 1u);
  const auto& title = view.at("open").as_array()[0].as_object();
  EXPECT_EQ(title.at("id").as_string(), late_.text());
  EXPECT_EQ(title.at("days_late").as_int64(), 13);
  // 1.000,00 + 2 % + 13 days of 1 % a month
  EXPECT_EQ(title.at("total_today").as_int64(), 102'433);
  EXPECT_EQ(view.at("total_today").as_int64(), 102'433);
  EXPECT_GE(title.at("explanation").as_array().size(), 2u);
  EXPECT_EQ(title.at("line").as_string(), desk_->boleto(late_).line);
  EXPECT_THAT(std::string(title.at("br_code").as_string()), HasSubstr("54071024.33"));
  EXPECT_THAT(std::string(title.at("qr_svg").as_string()), HasSubstr("<svg"));
  EXPECT_TRUE(title.at("has_slip").as_bool());
  EXPECT_FALSE(title.at("money_in_flight").as_bool());
}

// Paying it settles the slip at the bank; the company's own code would leave the slip open there.
TEST_P(Portal, TheBanksPixOfAHybridSlipGoesBeforeTheCompanys) {
  const auto code =
      pix::make_br_code(pix::DynamicCode{.location = "pix.santander.com.br/qr/v2/cobv/9d36b84f",
                                         .merchant_name = "PARAFUSOS",
                                         .merchant_city = "SAO PAULO"})
          .value();
  const auto slip = desk_->boleto(late_).id;
  db().write(tenant(), [&](db::Tx& tx) {
    receivable::set_bank_pix(tx, slip, code);
    EXPECT_EQ(messaging::payment_codes(tx, late_, Money::centavos(102'433)).pix_code, code);
  });
  EXPECT_EQ(open_title().at("br_code").as_string(), code);
}

TEST_P(Portal, ThePageItselfIsNotKeptNorIndexed) {
  const auto page = send(Method::get, at(""));
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr("<title>Portal"));
  EXPECT_EQ(page.headers.get("Cache-Control"), "no-store");
  EXPECT_EQ(page.headers.get("X-Robots-Tag"), "noindex");
}

TEST_P(Portal, AWrongOldOrTakenBackLinkOpensNothing) {
  auto token = messaging::sign_portal_link(key_, link_);
  token[40] = token[40] == 'A' ? 'B' : 'A';
  auto expired = link_;
  expired.expires_on = Date(2026, 11, 22);
  auto taken_back = link_;
  taken_back.generation = 2;
  auto nobody = link_;
  nobody.party = PartyId::make(clock().now());
  auto nowhere = link_;
  nowhere.tenant = TenantId::make(clock().now());
  const std::vector<std::string> never_signed{"/p/" + token, "/p/abc", at(expired, "")};
  const std::vector<std::string> signed_once{at(taken_back, ""), at(nobody, ""), at(nowhere, "")};
  // The page says so itself: its script asks for the data, and is refused.
  for (const auto& start : never_signed) EXPECT_EQ(send(Method::get, start).status, 404) << start;
  std::vector<std::string> all = never_signed;
  all.insert(all.end(), signed_once.begin(), signed_once.end());
  for (const auto& start : all) {
    const auto page = send(Method::get, start);
    EXPECT_THAT(page.body, HasSubstr("<title>Portal"));
    EXPECT_THAT(page.body, Not(HasSubstr("Bandeirante")));
    const auto slip = "/titles/" + late_.text() + "/slip.pdf";
    for (const auto& answer :
         {send(Method::get, start + "/data"), send(Method::get, start + slip),
          send(Method::post, start + "/titles/" + late_.text() + "/told-paid", "{}"),
          send(Method::post, start + "/titles/" + late_.text() + "/promise",
               R"({"on":"2026-11-27"})"),
          send(Method::post, start + "/titles/" + late_.text() + "/dispute", R"({"text":"x"})"),
          send(Method::patch, start + "/contacts", R"({"email":"x@exemplo.com.br"})"),
          send(Method::post, start + "/opt-out", R"({"channel":"email"})"),
          send(Method::post, start + "/unsubscribe", "List-Unsubscribe=One-Click",
               "application/x-www-form-urlencoded")}) {
      EXPECT_EQ(answer.status, 404) << start << " " << answer.body;
      EXPECT_EQ(answer.content_type, "application/problem+json");
      EXPECT_THAT(answer.body, Not(HasSubstr("Bandeirante")));
    }
  }
  EXPECT_TRUE(customer().contacts.empty());
}

TEST_P(Portal, AnotherCustomersTitleIsNotThere) {
  const auto neighbour = db().write(tenant(), [&](db::Tx& tx) {
    party::Draft draft;
    draft.document = "11222333000181";
    draft.name = "Mercado Vizinho Ltda";
    return party::create_party(tx, desk_->act(), draft).value();
  });
  auto wanted = desk_->sale("NF 88", Money::centavos(7'700), Date(2026, 11, 10));
  wanted.party = neighbour;
  const auto theirs = desk_->sell(wanted);
  EXPECT_EQ(send(Method::get, title_path(theirs, "/slip.pdf")).status, 404);
  EXPECT_EQ(send(Method::post, title_path(theirs, "/told-paid"), "{}").status, 404);
  EXPECT_EQ(send(Method::post, title_path(theirs, "/promise"), R"({"on":"2026-11-27"})").status,
            404);
  EXPECT_EQ(send(Method::post, title_path(theirs, "/dispute"), R"({"text":"x"})").status, 404);
  const auto body = send(Method::get, at("/data")).body;
  EXPECT_THAT(body, Not(HasSubstr("Vizinho")));
  EXPECT_THAT(body, Not(HasSubstr(theirs.text())));
  // Nor anything of the house: its ids, its bank, its keys.
  EXPECT_THAT(body, Not(HasSubstr(tenant().text())));
  EXPECT_THAT(body, Not(HasSubstr("52998224725")));
  EXPECT_THAT(body, Not(HasSubstr("our_number")));
}

TEST_P(Portal, TheSlipIsAPdf) {
  const auto slip = send(Method::get, title_path(late_, "/slip.pdf"));
  EXPECT_EQ(slip.status, 200);
  EXPECT_EQ(slip.content_type, "application/pdf");
  EXPECT_TRUE(slip.body.starts_with("%PDF-"));
  EXPECT_THAT(std::string(slip.headers.get("Content-Disposition").value_or("")),
              HasSubstr("boleto-NF-77.pdf"));
  EXPECT_EQ(send(Method::get, at("/titles/abc/slip.pdf")).status, 422);
}

TEST_P(Portal, TheCompanysLogoStandsAboveAndOnlyBehindTheLink) {
  EXPECT_THAT(send(Method::get, at("/data")).body, HasSubstr(R"("has_logo":false)"));
  EXPECT_EQ(send(Method::get, at("/logo")).status, 404);
  const std::string logo = "<svg viewBox='0 0 2 1'><path d='M0 0h2v1z'/></svg>";
  db().write(tenant(), [&](db::Tx& tx) {
    company::Actor actor;
    actor.now = clock().now();
    ASSERT_TRUE(company::set_logo(tx, actor, logo));
  });
  EXPECT_THAT(send(Method::get, at("/data")).body, HasSubstr(R"("has_logo":true)"));
  const auto shown = send(Method::get, at("/logo"));
  EXPECT_EQ(shown.status, 200);
  EXPECT_EQ(shown.content_type, "image/svg+xml");
  EXPECT_EQ(shown.body, logo);
  EXPECT_THAT(std::string(shown.headers.get("Content-Security-Policy").value_or("")),
              HasSubstr("sandbox"));
  EXPECT_NE(send(Method::get, "/p/wrong/logo").status, 200);
}

TEST_P(Portal, OfEveryBankTheSlipIsTheLineThatIsShown) {
  for (const auto& agreement : banking::testing::all_agreements()) {
    if (agreement.format != cnab::Format::cnab400) continue;
    SCOPED_TRACE(std::string(agreement.bank));
    const auto company = TenantId::make(clock().now());
    banking::testing::Desk desk(db(), company, clock());
    desk.found(banking::testing::account_at(agreement.bank, agreement.format));
    const auto title = desk.sell("1");
    const messaging::PortalLink link{company, desk.customer(), 1, Date(2027, 5, 1)};
    const auto slip = send(Method::get, at(link, "/titles/" + title.text() + "/slip.pdf"));
    EXPECT_EQ(slip.status, 200) << slip.body;
    EXPECT_TRUE(slip.body.starts_with("%PDF-"));
  }
}

TEST_P(Portal, PromisingWithinTheCompanysLimitHoldsUntilThatDay) {
  EXPECT_EQ(send(Method::post, title_path(late_, "/promise"), R"({"on":"2026-12-30"})").status,
            422);
  const auto promised = send(Method::post, title_path(late_, "/promise"), R"({"on":"2026-11-27"})");
  ASSERT_EQ(promised.status, 200) << promised.body;
  EXPECT_EQ(open_title().at("promised_on").as_string(), "2026-11-27");
  EXPECT_EQ(send(Method::post, title_path(late_, "/promise"), R"({"on":"2026-11-28"})").status,
            409);
  db().write(tenant(),
             [&](db::Tx& tx) { return dunning::save_promise_limits(tx, desk_->act(), {0}); });
  EXPECT_THAT(send(Method::get, at("/data")).body, Not(HasSubstr("promise_until")));
  EXPECT_THAT(send(Method::post, title_path(late_, "/promise"), R"({"on":"2026-11-28"})").body,
              HasSubstr("promise.not_offered"));
}

TEST_P(Portal, DisputingHoldsUntilAPersonAnswers) {
  EXPECT_EQ(send(Method::post, title_path(late_, "/dispute"), R"({"text":" "})").status, 422);
  const auto disputed =
      send(Method::post, title_path(late_, "/dispute"), R"({"text":"Não comprei isto"})");
  ASSERT_EQ(disputed.status, 204) << disputed.body;
  EXPECT_TRUE(open_title().at("disputed").as_bool());
  EXPECT_EQ(send(Method::post, title_path(late_, "/dispute"), R"({"text":"De novo"})").status, 409);
  db().read(tenant(), [&](db::Tx& tx) {
    const auto holds = dunning::holds_of(tx, desk_->customer(), false);
    ASSERT_EQ(holds.size(), 1u);
    EXPECT_EQ(holds[0].reason, "Não comprei isto");
    EXPECT_FALSE(holds[0].ends_on);
  });
}

TEST_P(Portal, TellingThatOneHasPaidStopsCollectingForAWhile) {
  auto told = send(Method::post, title_path(late_, "/told-paid"),
                   R"({"on":"2026-11-22","note":"Paguei ontem"})");
  ASSERT_EQ(told.status, 200) << told.body;
  EXPECT_THAT(told.body, HasSubstr(R"("held_until":"2026-11-26")"));  // three business days
  EXPECT_TRUE(open_title().at("money_in_flight").as_bool());
  db().read(tenant(), [&](db::Tx& tx) {
    const auto holds = dunning::holds_of(tx, desk_->customer(), false);
    ASSERT_EQ(holds.size(), 1u);
    EXPECT_EQ(holds[0].kind, dunning::HoldKind::money_in_flight);
    EXPECT_EQ(holds[0].title, late_);
  });
  // Said again it is the same; and the day after its end it is over.
  EXPECT_EQ(send(Method::post, title_path(late_, "/told-paid"), "{}").body, told.body);
  clock().set(instant_of({Date(2026, 11, 27), 600}, "America/Sao_Paulo"));
  EXPECT_FALSE(open_title().at("money_in_flight").as_bool());
  EXPECT_EQ(send(Method::post, title_path(late_, "/told-paid"), R"({"on":"ontem"})").status, 422);
}

TEST_P(Portal, APaidTitleMovesToTheOthers) {
  const auto import = desk_->import(desk_->file(
      {desk_->told(late_, cnab::Event::settled, Date(2026, 11, 10), Money::centavos(100'000))}));
  ASSERT_TRUE(import);
  const auto view = data();
  EXPECT_TRUE(view.at("open").as_array().empty());
  EXPECT_EQ(view.at("total_today").as_int64(), 0);
  ASSERT_EQ(view.at("paid").as_array().size(), 1u);
  EXPECT_EQ(view.at("paid").as_array()[0].at("paid_on").as_string(), "2026-11-10");
  EXPECT_EQ(view.at("paid").as_array()[0].at("amount").as_int64(), 100'000);
  EXPECT_EQ(send(Method::get, title_path(late_, "/slip.pdf")).status, 409);
}

TEST_P(Portal, MendsContacts) {
  add_email("velho@exemplo.com.br");
  db().write(tenant(), [&](db::Tx& tx) {
    party::mark_contact(tx, desk_->act(), desk_->customer(), party::Channel::email,
                        "velho@exemplo.com.br", party::ContactState::bounced, "550", "teste");
  });
  EXPECT_EQ(send(Method::patch, at("/contacts"),
                 R"({"email":"Novo@Exemplo.com.br","phone":"(11) 98765-4321"})")
                .status,
            204);
  auto contacts = customer().contacts;
  ASSERT_EQ(contacts.size(), 2u);
  for (const auto& contact : contacts) {
    EXPECT_EQ(contact.value,
              contact.channel == party::Channel::email ? "novo@exemplo.com.br" : "+5511987654321");
    EXPECT_NE(contact.state, party::ContactState::bounced);
  }
  const auto bad =
      send(Method::patch, at("/contacts"), R"({"email":"outro@exemplo.com.br","phone":"12"})");
  EXPECT_EQ(bad.status, 422);
  EXPECT_EQ(customer().contacts.size(), 2u);  // whole or not at all
}

TEST_P(Portal, OptsOutByChoiceAndByOneClick) {
  add_email("a@exemplo.com.br");
  EXPECT_EQ(send(Method::post, at("/opt-out"), R"({"channel":"pombo"})").status, 422);
  EXPECT_EQ(send(Method::post, at("/opt-out"), R"({"channel":"email"})").status, 204);
  EXPECT_EQ(customer().contacts[0].state, party::ContactState::opted_out);
  add_email("b@exemplo.com.br");
  // As a mail program posts it (RFC 8058), to the address of the header.
  const auto done = send(Method::post, at("/unsubscribe"), "List-Unsubscribe=One-Click",
                         "application/x-www-form-urlencoded");
  EXPECT_EQ(done.status, 200) << done.body;
  for (const auto& contact : customer().contacts) {
    EXPECT_EQ(contact.state, party::ContactState::opted_out) << contact.value;
  }
  // A person who opens that address only comes to the page: a look must change nothing.
  const auto opened = send(Method::get, at("/unsubscribe"));
  EXPECT_EQ(opened.status, 303);
  EXPECT_EQ(opened.headers.get("Location"), at("#nao-receber"));
}

TEST_P(Portal, OpeningIsRecordedOnceADay) {
  data();
  data();
  EXPECT_EQ(events("party.link_opened"), 1);
  EXPECT_EQ(events("title.seen"), 1);
  clock().advance(std::chrono::hours(24));
  data();
  EXPECT_EQ(events("party.link_opened"), 2);
  EXPECT_EQ(events("title.seen"), 1);
}

}  // namespace
}  // namespace quita::portal
