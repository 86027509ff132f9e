// Letters of one round: each tells its own customer's titles, charges, codes and payment, and not
// its neighbour's.
#include "messaging/letter_facts.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "company/company.h"
#include "messaging/slip_of.h"
#include "party/party_service.h"
#include "receivable/receivable_service.h"
#include "testing/engines.h"

namespace quita::messaging {
namespace {

class LettersOfARound : public testing::EachEngine {
 protected:
  void SetUp() override {
    EachEngine::SetUp();
    if (IsSkipped()) return;
    links_.key.bytes.fill(3);
    links_.public_url = "https://quita.exemplo";
    db().write(tenant(), [&](db::Tx& tx) {
      company::CompanyDraft company;
      company.legal_name = "Distribuidora Aurora Ltda";
      company.document = "11222333000181";
      company.city = "São Paulo";
      company.state = "SP";
      ASSERT_TRUE(company::create_company(tx, {"system", std::nullopt, "teste", "", clock().now()},
                                          company));
      tx.execute(
          "INSERT INTO bank_account (tenant_id, id, bank, name, agency, account, account_digit, "
          "wallet, layout, pix_key, standard, created_at) VALUES ($1, $2, '341', 'Itaú', '1234', "
          "'56789', '0', '109', 'CNAB240', '11222333000181', 1, 0)",
          tx.tenant(), AccountId::make(clock().now()));
    });
  }
  Act act() { return {"teste", clock().now(), today}; }

  PartyId customer(const char* name, const char* document) {
    party::Draft draft;
    draft.name = name;
    draft.document = document;
    party::Address address;
    address.street = std::string("Rua de ") + name;
    address.number = "1";
    address.city = "Campinas";
    address.state = "SP";
    address.postal_code = "13010000";
    draft.addresses.push_back(address);
    return db().write(tenant(),
                      [&](db::Tx& tx) { return party::create_party(tx, act(), draft).value(); });
  }
  TitleId title(PartyId party, const char* number, Date due, int amount) {
    receivable::NewTitle wanted;
    wanted.party = party;
    wanted.number = number;
    wanted.description = number;
    wanted.issue_date = Date(2026, 10, 1);
    wanted.due_date = due;
    wanted.amount = Money::centavos(amount);
    return db().write(tenant(), [&](db::Tx& tx) {
      return receivable::create_title(tx, act(), wanted).value().record.title.id;
    });
  }
  void pay(TitleId title, int amount) {
    db().write(tenant(), [&](db::Tx& tx) {
      receivable::Payment payment;
      payment.on = today;
      payment.amount = Money::centavos(amount);
      payment.cause = {"test", title.text()};
      ASSERT_TRUE(receivable::receive_payment(tx, act(), title, payment, {}));
    });
  }

  const Date today{2026, 11, 23};
  LinkMaker links_;
};
QUITA_EACH_ENGINE(LettersOfARound);

TEST_P(LettersOfARound, TellEachItsOwn) {
  const PartyId ana = customer("Ana", "529.982.247-25");
  const PartyId bia = customer("Bia", "111.444.777-35");
  const TitleId newer = title(ana, "A-2", Date(2026, 11, 20), 300'00);
  const TitleId older = title(ana, "A-1", Date(2026, 11, 10), 200'00);
  const TitleId partly = title(bia, "B-1", Date(2026, 11, 12), 100'00);
  pay(partly, 40'00);
  const TitleId unknown = TitleId::make(clock().now());

  const std::vector<TitleId> of_ana = {newer, older}, of_bia = {partly, unknown};
  const std::vector<LetterAbout> letters = {{ana, of_ana}, {std::nullopt, of_ana}, {bia, of_bia}};
  const auto facts = db().read(tenant(), [&](db::Tx& tx) {
    return gather_all_facts(tx, load_letter_head(tx), letters, today, links_);
  });
  ASSERT_EQ(facts.size(), 3U);

  EXPECT_EQ(facts[0].customer_name, "Ana");
  ASSERT_EQ(facts[0].titles.size(), 2U);
  EXPECT_EQ(facts[0].titles[0].number, "A-1") << "oldest first";
  EXPECT_EQ(facts[0].titles[1].number, "A-2");
  EXPECT_NE(facts[0].digitable_line, "");
  EXPECT_EQ(facts[0].paid_title, "");

  EXPECT_TRUE(facts[1].titles.empty()) << "a letter about nobody's debts";
  EXPECT_EQ(facts[1].customer_name, "");

  EXPECT_EQ(facts[2].customer_name, "Bia");
  ASSERT_EQ(facts[2].titles.size(), 1U);
  EXPECT_EQ(facts[2].titles[0].number, "B-1");
  EXPECT_LT(facts[2].titles[0].owed, Money::centavos(100'00)) << "the journal is its own";
  EXPECT_EQ(facts[2].paid_title, "B-1");
  EXPECT_EQ(facts[2].paid_amount, Money::centavos(40'00));
  EXPECT_NE(facts[2].digitable_line, facts[0].digitable_line);
  EXPECT_NE(facts[2].portal_url, facts[0].portal_url);
}

TEST_P(LettersOfARound, CarryEachItsOwnSlip) {
  const PartyId ana = customer("Ana", "529.982.247-25");
  const PartyId bia = customer("Bia", "111.444.777-35");
  const TitleId paid = title(ana, "A-1", Date(2026, 11, 20), 300'00);
  const TitleId owed = title(bia, "B-1", Date(2026, 11, 12), 100'00);
  pay(paid, 500'00);
  const std::vector<TitleId> ids = {paid, TitleId::make(clock().now()), owed};
  const auto slips = db().read(tenant(), [&](db::Tx& tx) { return compose_slips(tx, ids, today); });
  ASSERT_EQ(slips.size(), 3U);
  ASSERT_FALSE(slips[0]);
  EXPECT_EQ(slips[0].error().code, "slip.not_open");
  ASSERT_FALSE(slips[1]);
  EXPECT_EQ(slips[1].error().code, "title.not_found");
  ASSERT_TRUE(slips[2]) << slips[2].error().message;
  EXPECT_EQ(slips[2]->payer.name, "Bia");
  EXPECT_EQ(slips[2]->payer.street, "Rua de Bia, 1");
  EXPECT_EQ(slips[2]->document_number, "B-1");
}

}  // namespace
}  // namespace quita::messaging
