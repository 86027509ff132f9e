// The routes of titles and customers over both databases, through the real route table.
#include "receivable/receivable_api.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "company/company.h"
#include "company/idempotency.h"
#include "http/dispatcher.h"
#include "json/parse.h"
#include "party/party_api.h"
#include "receivable/title_list.h"
#include "testing/engines.h"

namespace quita::receivable {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class LedgerApi : public quita::testing::EachEngine {
 protected:
  void SetUp() override {
    EachEngine::SetUp();
    if (IsSkipped()) return;
    const company::Actor actor{"user", std::nullopt, "Ana", "", clock().now()};
    db().write(tenant(), [&](db::Tx& tx) {
      company::CompanyDraft company;
      company.legal_name = "Parafusos Bandeirante Ltda";
      company.document = "11222333000181";
      company.city = "São Paulo";
      company.state = "SP";
      ASSERT_TRUE(company::create_company(tx, actor, company));
      tx.execute(
          "INSERT INTO bank_account (tenant_id, id, bank, name, agency, account, account_digit, "
          "wallet, layout, pix_key, standard, created_at) VALUES ($1, $2, '341', 'Itaú', '1234', "
          "'56789', '0', '109', 'CNAB240', '11222333000181', 1, $3)",
          tx.tenant(), AccountId::make(actor.now), actor.now);
    });
    idempotency_ = std::make_unique<company::DbIdempotencyStore>(db(), clock());
    party::add_routes(routes_, db(), clock());
    add_routes(routes_, db(), clock(),
               [this](db::Tx&, const Act&, const Settled&) { ++reactions_; });
    http::Gate gate;
    gate.authenticate = [this](const http::Request&) -> Result<http::Caller> {
      http::Caller caller;
      caller.tenant = tenant();
      caller.user = UserId::make(clock().now());
      caller.name = "Ana";
      return caller;
    };
    gate.allows = [](const http::Caller&, std::string_view) { return true; };
    gate.idempotency = idempotency_.get();
    dispatcher_ =
        std::make_unique<http::Dispatcher>(routes_, std::vector<http::StaticSite>(), gate);
  }

  http::Response ask(http::Method method, std::string_view target, std::string body = {},
                     std::string key = {}, std::string type = "application/json") {
    http::Request request;
    request.method = method;
    EXPECT_TRUE(http::parse_target(target, request)) << target;
    request.body = std::move(body);
    request.id = "test";
    if (!request.body.empty()) request.headers.add("Content-Type", std::move(type));
    if (!key.empty()) request.headers.add("Idempotency-Key", std::move(key));
    return dispatcher_->handle(request);
  }
  boost::json::value get(std::string_view target, int status = 200) {
    return read(ask(http::Method::get, target), status);
  }
  boost::json::value post(std::string_view target, std::string body, int status = 200,
                          std::string key = {}) {
    return read(ask(http::Method::post, target, std::move(body), std::move(key)), status);
  }
  static boost::json::value read(const http::Response& response, int status) {
    EXPECT_EQ(response.status, status) << response.body;
    auto value = json::parse(response.body);
    EXPECT_TRUE(value) << response.body;
    return value ? *value : boost::json::value();
  }
  static std::string text(const boost::json::value& value, std::string_view member) {
    return std::string(value.at(member).as_string());
  }

  std::string customer(const std::string& document, const std::string& name) {
    return text(post("/v1/parties",
                     fmt::format(R"({{"document":"{}","name":"{}",
                       "contacts":[{{"channel":"phone","value":"11 98765-4321"}},
                                   {{"channel":"email","value":"{}@exemplo.com.br"}}],
                       "addresses":[{{"street":"Rua A","city":"Campinas","state":"SP"}}]}})",
                                 document, name, digits_of(document)),
                     201),
                "id");
  }
  static std::string digits_of(std::string text) {
    std::erase_if(text, [](char c) { return c < '0' || c > '9'; });
    return text;
  }
  boost::json::value title(const std::string& party, const std::string& number,
                           const std::string& due, std::int64_t amount, std::string key = {}) {
    return post("/v1/titles",
                fmt::format(R"({{"party_id":"{}","number":"{}","description":"Parafusos",
                  "issue_date":"2026-09-01","due_date":"{}","amount":{},
                  "terms":{{"fine_ppm":20000,"interest_mode":"monthly","interest_ppm":10000}}}})",
                            party, number, due, amount),
                201, std::move(key));
  }
  std::vector<std::string> numbers(const boost::json::value& page) {
    std::vector<std::string> all;
    for (const auto& item : page.at("items").as_array()) all.push_back(text(item, "number"));
    return all;
  }

  http::Routes routes_;
  std::unique_ptr<company::DbIdempotencyStore> idempotency_;
  std::unique_ptr<http::Dispatcher> dispatcher_;
  int reactions_ = 0;
};
QUITA_EACH_ENGINE(LedgerApi);

TEST_P(LedgerApi, ATitleIsMadeShownAndPaid) {
  const std::string party = customer("529.982.247-25", "João da Conceição");
  const auto made = title(party, "1001-1", "2026-11-10", 100'000, "venda-1");
  const std::string id = text(made, "id");
  EXPECT_EQ(made.at("instruments").as_array().size(), 2u);
  EXPECT_EQ(text(made.at("party"), "name"), "João da Conceição");
  // 13 days late on 23/11/2026: 2 % and 13 days of 1 % a month.
  EXPECT_EQ(made.at("charges_today").at("total").as_int64(), 102'433);
  EXPECT_EQ(made.at("total_today").as_int64(), 102'433);
  EXPECT_TRUE(made.at("overdue").as_bool());
  EXPECT_EQ(made.at("days_late").as_int64(), 13);

  // The same key gives the same title.
  EXPECT_EQ(text(title(party, "1001-1", "2026-11-10", 100'000, "venda-1"), "id"), id);

  const auto on = get("/v1/titles/" + id + "/charges?on=2026-11-20");
  EXPECT_EQ(on.at("fine").as_int64(), 2'000);
  EXPECT_EQ(on.at("interest").as_int64(), 333);
  EXPECT_THAT(text(on.at("explanation").at(1), "label"), HasSubstr("Multa de 2%"));

  const auto paid = post("/v1/titles/" + id + "/receipts",
                         R"({"amount":50000,"on":"2026-11-20","note":"dinheiro"})", 200, "r-1");
  EXPECT_EQ(text(paid, "state"), "partly_paid");
  EXPECT_EQ(paid.at("balance").as_int64(), 52'333);
  EXPECT_THAT(std::string(paid.at("remarks").at(0).as_string()), HasSubstr("CC 354"));
  EXPECT_EQ(reactions_, 1);
  post("/v1/titles/" + id + "/receipts", R"({"amount":50000,"on":"2026-11-20","note":"dinheiro"})",
       200, "r-1");
  EXPECT_EQ(reactions_, 1);

  const auto journal = get("/v1/titles/" + id + "/journal");
  ASSERT_EQ(journal.at("items").as_array().size(), 3u);
  EXPECT_EQ(text(journal.at("items").at(2), "label"), "Pagamento");
  EXPECT_EQ(journal.at("items").at(1).at("balance_after").as_int64(), 102'333);
  EXPECT_EQ(journal.at("items").at(2).at("balance_after").as_int64(), 52'333);
  EXPECT_TRUE(journal.at("items").at(2).at("reversible").as_bool());
  EXPECT_FALSE(journal.at("items").at(0).at("reversible").as_bool());

  const auto books = get("/v1/titles/" + id + "/balance?on=2026-11-19");
  EXPECT_EQ(books.at("balance").as_int64(), 100'000);
  EXPECT_EQ(text(books, "state"), "open");

  const auto back =
      post("/v1/titles/" + id + "/reversals", R"({"seq":3,"note":"cheque devolvido"})");
  EXPECT_EQ(text(back, "state"), "open");
  const auto events = get("/v1/titles/" + id + "/timeline");
  EXPECT_THAT(text(events.at("items").at(0), "text"), HasSubstr("cheque devolvido"));
  EXPECT_EQ(text(events.at("items").at(0), "title_number"), "1001-1");
}

// What is owed is open or partly paid: one list shows both, with the sum of both.
TEST_P(LedgerApi, AListOfSeveralStates) {
  const std::string party = customer("529.982.247-25", "João da Conceição");
  const auto open = title(party, "1", "2026-12-10", 10'000);
  const auto partly = title(party, "2", "2026-12-11", 20'000);
  const auto paid = title(party, "3", "2026-12-12", 30'000);
  post("/v1/titles/" + text(partly, "id") + "/receipts", R"({"amount":5000})");
  post("/v1/titles/" + text(paid, "id") + "/receipts", R"({"amount":30000})");
  const auto owed = get("/v1/titles?state=open,partly_paid&totals=true");
  EXPECT_THAT(numbers(owed), ElementsAre("1", "2"));
  EXPECT_EQ(owed.at("totals").at("count").as_int64(), 2);
  EXPECT_EQ(owed.at("totals").at("balance").as_int64(), 25'000);
  EXPECT_THAT(numbers(get("/v1/titles?state=paid,%20open")), ElementsAre("1", "3"));
  EXPECT_THAT(numbers(get("/v1/titles?state=partly_paid")), ElementsAre("2"));
  EXPECT_EQ(text(get("/v1/titles?state=open,aberto", 422), "code"), "title.state");
}

TEST_P(LedgerApi, CustomersWithAContactThatBounced) {
  const std::string reached = customer("529.982.247-25", "João da Conceição");
  const std::string lost = customer("111.444.777-35", "Maria das Dores");
  const auto all = get("/v1/parties/" + lost);
  const std::string contact = text(all.at("contacts").at(1), "id");
  read(ask(http::Method::patch, "/v1/parties/" + lost + "/contacts/" + contact,
           R"({"state":"bounced"})"),
       200);
  const auto found = get("/v1/parties?contact=bounced");
  ASSERT_EQ(found.at("items").as_array().size(), 1u);
  EXPECT_EQ(text(found.at("items").at(0), "id"), lost);
  EXPECT_EQ(get("/v1/parties?contact=works").at("items").as_array().size(), 0u);
  get("/v1/parties?contact=nada", 422);
}

TEST_P(LedgerApi, NossoNumerosNeverRepeat) {
  const std::string party = customer("529.982.247-25", "João da Conceição");
  std::set<std::string> printed;
  for (int i = 0; i < NumberBlocks::block_size + 6; ++i) {
    const auto made = title(party, fmt::format("N-{}", i), "2026-12-10", 1'000);
    printed.insert(text(made.at("instruments").at(0), "our_number_printed"));
  }
  EXPECT_EQ(printed.size(), static_cast<std::size_t>(NumberBlocks::block_size + 6));
}

TEST_P(LedgerApi, DecisionsHaveTheirRoutesAndTheirRefusals) {
  const std::string party = customer("529.982.247-25", "João da Conceição");
  const std::string id = text(title(party, "7", "2026-11-10", 100'000), "id");
  const std::string at = "/v1/titles/" + id;
  EXPECT_EQ(post(at + "/rebates", R"({"amount":10000,"note":"avaria"})").at("balance").as_int64(),
            90'000);
  EXPECT_EQ(post(at + "/waivers", R"({"all":true,"note":""})").at("total_today").as_int64(),
            90'000);
  EXPECT_EQ(text(post(at + "/waivers", R"({"all":true})", 422), "code"), "journal.amount");
  EXPECT_EQ(text(post(at + "/waivers", R"({"note":"x"})", 422), "code"), "title.waiver");
  EXPECT_EQ(text(post(at + "/receipts", R"({"amount":1,"on":"2026-11-24"})", 422), "code"),
            "payment.on");
  EXPECT_EQ(text(post(at + "/receipts", R"({"amount":0})", 422), "code"), "payment.amount");
  EXPECT_EQ(text(post(at + "/reversals", R"({"seq":1})", 422), "code"), "journal.seq");

  const auto moved = read(ask(http::Method::patch, at, R"({"due_date":"2026-12-10"})"), 200);
  EXPECT_EQ(text(moved, "due_date"), "2026-12-10");
  EXPECT_FALSE(moved.at("overdue").as_bool());
  EXPECT_EQ(
      text(read(ask(http::Method::patch, at, R"({"description":"Arruelas"})"), 200), "description"),
      "Arruelas");

  EXPECT_EQ(text(post(at + "/cancel", R"({"reason":"venda desfeita"})"), "state"), "cancelled");
  EXPECT_EQ(text(post(at + "/write-off", R"({"reason":"x"})", 409), "code"), "journal.state");
  const std::string other = text(title(party, "8", "2026-11-10", 2'000), "id");
  EXPECT_EQ(text(post("/v1/titles/" + other + "/write-off", R"({"reason":"sumiu"})"), "state"),
            "written_off");
  EXPECT_EQ(text(get("/v1/titles/" + TitleId::make(clock().now()).text(), 404), "code"),
            "title.not_found");
  EXPECT_EQ(
      text(post("/v1/titles", R"({"number":"1","due_date":"2026-12-01","amount":1})", 422), "code"),
      "title.party");
}

TEST_P(LedgerApi, TheListFiltersSortsPagesAndTotals) {
  const std::string joao = customer("529.982.247-25", "João da Conceição");
  const std::string aurora = customer("11.444.777/0001-61", "Construtora Aurora S.A.");
  title(joao, "A-1", "2026-10-10", 10'000);
  title(joao, "A-2", "2026-11-19", 20'000);  // 4 days late
  title(joao, "A-3", "2026-11-22", 30'000);  // Sunday: not late on Monday
  title(aurora, "B-1", "2026-12-01", 12'345);
  const std::string paid = text(title(aurora, "B-2", "2026-12-02", 50'000), "id");
  post("/v1/titles/" + paid + "/receipts", R"({"amount":50000,"on":"2026-11-23"})");

  EXPECT_THAT(numbers(get("/v1/titles")), ElementsAre("A-1", "A-2", "A-3", "B-1", "B-2"));
  EXPECT_THAT(numbers(get("/v1/titles?sort=-amount")),
              ElementsAre("B-2", "A-3", "A-2", "B-1", "A-1"));
  EXPECT_THAT(numbers(get("/v1/titles?overdue=true")), ElementsAre("A-1", "A-2"));
  EXPECT_THAT(numbers(get("/v1/titles?overdue=false")), ElementsAre("A-3", "B-1", "B-2"));
  EXPECT_THAT(numbers(get("/v1/titles?state=paid")), ElementsAre("B-2"));
  EXPECT_THAT(numbers(get("/v1/titles?paid_from=2026-11-23&sort=-paid_on")), ElementsAre("B-2"));
  EXPECT_THAT(numbers(get("/v1/titles?due_from=2026-11-19&due_to=2026-12-01")),
              ElementsAre("A-2", "A-3", "B-1"));
  EXPECT_THAT(numbers(get("/v1/titles?overdue=true&band=1%20a%205%20dias")), ElementsAre("A-2"));
  EXPECT_THAT(numbers(get("/v1/titles?overdue=true&band=mais%20de%2030%20dias")),
              ElementsAre("A-1"));
  EXPECT_THAT(numbers(get("/v1/titles?q=conc")), ElementsAre("A-1", "A-2", "A-3"));
  EXPECT_THAT(numbers(get("/v1/titles?q=aurora%20const")), ElementsAre("B-1", "B-2"));
  EXPECT_THAT(numbers(get("/v1/titles?q=b-")), ElementsAre("B-1", "B-2"));
  EXPECT_THAT(numbers(get("/v1/titles?q=123,45")), ElementsAre("B-1"));
  EXPECT_THAT(numbers(get("/v1/titles?q=11444777")), ElementsAre("B-1", "B-2"));
  EXPECT_THAT(numbers(get("/v1/titles?party_id=" + aurora)), ElementsAre("B-1", "B-2"));
  EXPECT_EQ(text(get("/v1/titles?sort=cor", 422), "code"), "title.sort");
  EXPECT_EQ(text(get("/v1/titles?band=azul", 422), "code"), "title.band");
  EXPECT_EQ(text(get("/v1/titles?state=azul", 422), "field"), "state");

  const auto totals = get("/v1/titles?totals=true&limit=1&party_id=" + aurora);
  EXPECT_EQ(totals.at("totals").at("count").as_int64(), 2);
  EXPECT_EQ(totals.at("totals").at("amount").as_int64(), 62'345);
  EXPECT_EQ(totals.at("totals").at("balance").as_int64(), 12'345);

  for (const char* sort : {"due_date", "-due_date", "amount", "-amount", "number", "-number",
                           "issue_date", "-issue_date"}) {
    const auto whole = numbers(get(fmt::format("/v1/titles?sort={}", sort)));
    std::vector<std::string> paged;
    std::string cursor;
    do {
      const auto page = get(fmt::format("/v1/titles?sort={}&limit=2&cursor={}", sort, cursor));
      for (const std::string& number : numbers(page)) paged.push_back(number);
      const auto* next = page.as_object().if_contains("next_cursor");
      cursor = next != nullptr && next->is_string() ? std::string(next->as_string()) : "";
    } while (!cursor.empty());
    EXPECT_EQ(paged, whole) << sort;
  }
  // A cursor of another order is refused, not guessed.
  const auto page = get("/v1/titles?sort=number&limit=1");
  EXPECT_EQ(text(get("/v1/titles?sort=due_date&cursor=" + text(page, "next_cursor"), 422), "code"),
            "http.cursor");
}

TEST_P(LedgerApi, CustomersAreListedWithWhatTheyOwe) {
  const std::string joao = customer("529.982.247-25", "João da Conceição");
  const std::string aurora = customer("11.444.777/0001-61", "Construtora Aurora S.A.");
  title(joao, "A-1", "2026-11-10", 100'000);
  title(joao, "A-2", "2026-12-10", 50'000);
  const std::string paid = text(title(aurora, "B-1", "2026-11-12", 10'000), "id");
  post("/v1/titles/" + paid + "/receipts", R"({"amount":10216,"on":"2026-11-16"})");

  const auto all = get("/v1/parties");
  ASSERT_EQ(all.at("items").as_array().size(), 2u);
  EXPECT_EQ(text(all.at("items").at(0), "name"), "Construtora Aurora S.A.");
  const auto& row = all.at("items").at(1);
  EXPECT_EQ(row.at("open_amount").as_int64(), 150'000);
  EXPECT_EQ(row.at("overdue_amount").as_int64(), 100'000);
  EXPECT_EQ(row.at("overdue_titles").as_int64(), 1);
  EXPECT_EQ(text(row, "oldest_due"), "2026-11-10");
  EXPECT_EQ(text(row, "city"), "Campinas");
  EXPECT_EQ(text(row, "phone"), "+5511987654321");
  EXPECT_EQ(get("/v1/parties?overdue=true").at("items").as_array().size(), 1u);
  EXPECT_EQ(get("/v1/parties?q=auro").at("items").as_array().size(), 1u);
  EXPECT_EQ(get("/v1/parties?q=11444").at("items").as_array().size(), 1u);
  EXPECT_EQ(get("/v1/parties?q=1198765").at("items").as_array().size(), 2u);
  EXPECT_EQ(get("/v1/parties?role=supplier").at("items").as_array().size(), 0u);
  EXPECT_EQ(get("/v1/parties?tag=vip").at("items").as_array().size(), 0u);
  EXPECT_EQ(text(get("/v1/parties?role=x", 422), "code"), "party.role");
  const auto first = get("/v1/parties?limit=1");
  const auto second = get("/v1/parties?limit=1&cursor=" + text(first, "next_cursor"));
  EXPECT_EQ(text(second.at("items").at(0), "id"), joao);

  const auto one = get("/v1/parties/" + joao);
  EXPECT_EQ(one.at("summary").at("due_today_total").as_int64(), 102'433);
  EXPECT_EQ(one.at("contacts").as_array().size(), 2u);
  const auto other = get("/v1/parties/" + aurora);
  EXPECT_EQ(other.at("summary").at("paid_amount").as_int64(), 10'216);
  EXPECT_EQ(other.at("summary").at("average_days_late").as_int64(), 4);

  const auto hits = get("/v1/search?q=conc");
  EXPECT_EQ(text(hits.at("items").at(0), "kind"), "party");
  EXPECT_EQ(text(hits.at("items").at(0), "subtitle"), "529.982.247-25");
  const auto by_number = get("/v1/search?q=A-2");
  EXPECT_EQ(text(by_number.at("items").at(0), "kind"), "title");
  EXPECT_EQ(by_number.at("items").at(0).at("amount").as_int64(), 50'000);
  EXPECT_THAT(get("/v1/search?q=1.000,00").at("items").as_array().size(), 1u);
  EXPECT_TRUE(get("/v1/search?q=").at("items").as_array().empty());
  EXPECT_TRUE(get("/v1/search?q=%25_%27").at("items").as_array().empty());
}

TEST_P(LedgerApi, TermsAndLegalRatesAreSettings) {
  EXPECT_EQ(text(get("/v1/settings/terms"), "interest_mode"), "legal");
  const auto set = read(ask(http::Method::put, "/v1/settings/terms",
                            R"({"fine_ppm":20000,"interest_mode":"monthly","interest_ppm":10000})"),
                        200);
  EXPECT_EQ(set.at("fine_ppm").as_int64(), 20'000);
  EXPECT_EQ(text(read(ask(http::Method::put, "/v1/settings/terms",
                          R"({"fine_ppm":2000000,"interest_mode":"none"})"),
                      422),
                 "code"),
            "title.fine");
  const auto rates = read(ask(http::Method::put, "/v1/settings/legal-rates",
                              R"({"items":[{"year":2026,"month":10,"micro_percent":500000}]})"),
                          200);
  EXPECT_EQ(rates.at("items").as_array().back().at("micro_percent").as_int64(), 500'000);
  EXPECT_EQ(text(read(ask(http::Method::put, "/v1/settings/legal-rates",
                          R"({"items":[{"year":2026,"month":13,"micro_percent":1}]})"),
                      422),
                 "code"),
            "legal_rate.range");
  EXPECT_EQ(
      text(read(ask(http::Method::post, "/v1/imports/nfe", "<x/>", {}, "application/xml"), 422),
           "code"),
      "nfe.root");
}

TEST_P(LedgerApi, ASpreadsheetOfTitlesIsTakenWholeOrNotAtAll) {
  const auto upload = [&](std::string_view target, std::string body, int status) {
    return read(ask(http::Method::post, target, std::move(body), {}, "text/csv"), status);
  };
  const std::string header = "CPF/CNPJ;Nome;Título;Vencimento;Valor;Multa;Juros\n";
  const std::string bad = header +
                          "52998224725;João;10;10/12/2026;1.000,00;2;1\n"
                          "11444777000161;;11;31/02/2026;abc;2;1\n"
                          "52998224725;João;10;10/12/2026;5,00;;\n";
  const auto preview = upload("/v1/imports/titles/preview", bad, 200);
  EXPECT_EQ(preview.at("rows").as_int64(), 3);
  EXPECT_EQ(preview.at("valid").as_int64(), 1);
  std::vector<std::string> codes;
  for (const auto& one : preview.at("problems").as_array()) {
    codes.push_back(fmt::format("{} {}", one.at("line").as_int64(), text(one, "code")));
  }
  EXPECT_THAT(codes, ElementsAre("3 import.payer_unknown", "3 csv.date", "3 csv.money",
                                 "4 import.repeated"));
  upload("/v1/imports/titles", bad, 422);
  EXPECT_THAT(numbers(get("/v1/titles")), IsEmpty());

  const std::string good = header +
                           "52998224725;João;10;10/12/2026;1.000,00;2;1\n"
                           "529.982.247-25;João;11;10/11/2026;50,00;;\n";
  auto done = upload("/v1/imports/titles", good, 200);
  EXPECT_EQ(done.at("created").as_int64(), 2);
  EXPECT_EQ(done.at("payers_created").as_int64(), 1);
  done = upload("/v1/imports/titles", good, 200);
  EXPECT_EQ(done.at("created").as_int64(), 0);
  EXPECT_EQ(done.at("repeated").as_int64(), 2);
  const auto page = get("/v1/titles?sort=number");
  EXPECT_THAT(numbers(page), ElementsAre("10", "11"));
  EXPECT_EQ(text(page.at("items").at(1), "issue_date"), "2026-11-10");
  EXPECT_EQ(page.at("items").at(0).at("amount").as_int64(), 100'000);
}

TEST(TitleBands, AreReadByTheirNumbers) {
  TitleFilter filter;
  ASSERT_TRUE(set_band(filter, "31 a 60 dias"));
  EXPECT_EQ(filter.days_from, 31);
  EXPECT_EQ(filter.days_to, 60);
  ASSERT_TRUE(set_band(filter, "mais de 180 dias"));
  EXPECT_EQ(filter.days_from, 181);
  EXPECT_EQ(filter.days_to, 0);
  ASSERT_TRUE(set_band(filter, "91+"));
  EXPECT_EQ(filter.days_from, 91);
  ASSERT_TRUE(set_band(filter, "7 dias"));  // a company's band of one day
  EXPECT_EQ(filter.days_from, 7);
  EXPECT_EQ(filter.days_to, 7);
  EXPECT_FALSE(set_band(filter, "60 a 31"));
}

}  // namespace
}  // namespace quita::receivable
