// Titles in both databases: creation, payments, decisions, invoices, and the check of the ledger.
#include "receivable/receivable_service.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "company/company.h"
#include "party/timeline.h"
#include "receivable/receivable_check.h"
#include "receivable/title_look.h"
#include "testing/engines.h"

namespace quita::receivable {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class Ledger : public quita::testing::EachEngine {
 protected:
  void SetUp() override {
    EachEngine::SetUp();
    if (IsSkipped()) return;
    act_ = {"Ana Souza", clock().now(), Date(2026, 11, 23)};
    db().write(tenant(), [&](db::Tx& tx) {
      company::CompanyDraft company;
      company.legal_name = "Parafusos Bandeirante Ltda";
      company.document = "11222333000181";
      company.city = "São Paulo";
      company.state = "SP";
      ASSERT_TRUE(company::create_company(tx, actor_of(act_), company));
      const auto customer = party::create_party(tx, act_, customer_draft());
      ASSERT_TRUE(customer) << customer.error().message;
      customer_ = *customer;
    });
  }

  static party::Draft customer_draft() {
    party::Draft draft;
    draft.document = "529.982.247-25";
    draft.name = "João da Conceição";
    draft.contacts.push_back({party::Channel::email, "Joao@Exemplo.com.br", "billing"});
    return draft;
  }

  AccountId add_account(db::Tx& tx) {
    const AccountId id = AccountId::make(act_.now);
    tx.execute(
        "INSERT INTO bank_account (tenant_id, id, bank, name, agency, account, account_digit, "
        "wallet, layout, pix_key, standard, created_at) VALUES ($1, $2, '341', 'Itaú', '1234', "
        "'56789', '0', '109', 'CNAB240', '11222333000181', 1, $3)",
        tx.tenant(), id, act_.now);
    return id;
  }

  NewTitle sale(std::int64_t centavos = 100'000, Date due = Date(2026, 11, 10)) const {
    NewTitle title;
    title.party = customer_;
    title.number = "1001-1";
    title.description = "Parafusos";
    title.issue_date = Date(2026, 10, 1);
    title.due_date = due;
    title.amount = Money::centavos(centavos);
    Terms terms;
    terms.fine = Rate::percent(2);
    terms.interest_mode = InterestMode::monthly;
    terms.interest = Rate::percent(1);
    title.terms = terms;
    return title;
  }

  TitleId make(db::Tx& tx, const NewTitle& wanted) {
    const auto created = create_title(tx, act_, wanted);
    EXPECT_TRUE(created) << (created ? "" : created.error().message);
    return created->record.title.id;
  }

  Payment pay(std::int64_t centavos, Date on, std::string cause) const {
    Payment payment;
    payment.amount = Money::centavos(centavos);
    payment.on = on;
    payment.cause = {"receipt", std::move(cause)};
    return payment;
  }

  void expect_sound() {
    db().read(tenant(), [&](db::Tx& tx) {
      for (const Violation& one : check_ledger(tx)) {
        ADD_FAILURE() << one.law << " " << one.subject << " " << one.message;
      }
    });
  }

  std::vector<std::string> kinds(db::Tx& tx, TitleId id) {
    std::vector<std::string> all;
    for (const party::Event& event : party::title_timeline(tx, id, std::nullopt, 50)) {
      all.push_back(event.kind);
    }
    return all;
  }

  Act act_;
  PartyId customer_;
};
QUITA_EACH_ENGINE(Ledger);

TEST_P(Ledger, ATitleComesWithBoletoPixJournalAndTimeline) {
  db().write(tenant(), [&](db::Tx& tx) {
    const AccountId account = add_account(tx);
    const auto created = create_title(tx, act_, sale());
    ASSERT_TRUE(created) << created.error().message;
    EXPECT_FALSE(created->repeated);
    ASSERT_EQ(created->instruments.size(), 2u);
    EXPECT_EQ(created->instruments[0].account, account);
    EXPECT_EQ(created->instruments[0].our_number, "00000001");
    EXPECT_EQ(created->instruments[0].barcode.size(), 44u);
    EXPECT_THAT(created->instruments[1].br_code, HasSubstr("br.gov.bcb.pix"));
    EXPECT_EQ(created->instruments[1].our_number.size(), 25u);

    const TitleId id = created->record.title.id;
    const auto stored = find_title(tx, id);
    ASSERT_TRUE(stored);
    EXPECT_EQ(stored->title.terms, *sale().terms);
    EXPECT_EQ(stored->balance, Money::centavos(100'000));
    EXPECT_EQ(next_look(tx, id), act_.today);
    EXPECT_EQ(journal_of(tx, id).size(), 1u);
    EXPECT_THAT(kinds(tx, id), ElementsAre("title.issued"));
    EXPECT_EQ(find_boleto(tx, account, "00000001")->title, id);

    NewTitle second = sale();
    const auto next = create_title(tx, act_, second);
    EXPECT_EQ(next->instruments[0].our_number, "00000002");
  });
  expect_sound();
}

TEST_P(Ledger, WithoutABankAccountATitleStandsAloneAndSaysSo) {
  db().write(tenant(), [&](db::Tx& tx) {
    const auto created = create_title(tx, act_, sale());
    ASSERT_TRUE(created);
    EXPECT_THAT(created->instruments, IsEmpty());
    ASSERT_FALSE(created->warnings.empty());
    EXPECT_EQ(created->warnings[0].code, "account.none");
    NewTitle named = sale();
    named.account = AccountId::make(act_.now);
    EXPECT_EQ(create_title(tx, act_, named).error().code, "account.not_found");
  });
}

TEST_P(Ledger, TheSameOriginMakesNoSecondTitle) {
  db().write(tenant(), [&](db::Tx& tx) {
    add_account(tx);
    NewTitle wanted = sale();
    wanted.origin_kind = OriginKind::api;
    wanted.origin_key = "pedido-77";
    const auto first = create_title(tx, act_, wanted);
    wanted.amount = Money::centavos(5);
    const auto second = create_title(tx, act_, wanted);
    ASSERT_TRUE(second);
    EXPECT_TRUE(second->repeated);
    EXPECT_EQ(second->record.title.id, first->record.title.id);
    EXPECT_EQ(second->record.title.amount, Money::centavos(100'000));
    EXPECT_EQ(second->instruments.size(), 2u);
  });
  expect_sound();
}

TEST_P(Ledger, AMissingPayerOrBrokenRuleChangesNothing) {
  auto refused = db().write(tenant(), [&](db::Tx& tx) -> Status {
    NewTitle wanted = sale();
    wanted.party = PartyId::make(act_.now);
    TRY_STATUS(create_title(tx, act_, wanted));
    return {};
  });
  EXPECT_EQ(refused.error().code, "party.not_found");
  refused = db().write(tenant(), [&](db::Tx& tx) -> Status {
    std::vector<NewTitle> many{sale(), sale()};
    many[1].due_date = Date(2026, 1, 1);
    TRY_STATUS(create_titles(tx, act_, many));
    return {};
  });
  EXPECT_EQ(refused.error().code, "title.due_date");
  EXPECT_EQ(refused.error().field, "1.due_date");
  db().read(tenant(), [&](db::Tx& tx) { EXPECT_THAT(titles_of(tx, customer_, 10), IsEmpty()); });
}

TEST_P(Ledger, MoneyMovesJournalProjectionTimelineAndReactions) {
  int reactions = 0;
  const OnSettled on_settled = [&](db::Tx&, const Act&, const Settled& settled) {
    ++reactions;
    EXPECT_EQ(settled.title.balance, settled.settlement.after.balance);
  };
  db().write(tenant(), [&](db::Tx& tx) {
    add_account(tx);
    const TitleId id = make(tx, sale());
    EXPECT_EQ(charges_of(tx, *find_title(tx, id), Date(2026, 11, 20)).total,
              Money::centavos(102'333));

    auto part = receive_payment(tx, act_, id, pay(50'000, Date(2026, 11, 20), "a"), on_settled);
    ASSERT_TRUE(part) << part.error().message;
    EXPECT_EQ(part->settlement.outcome, Outcome::partial);
    auto stored = find_title(tx, id);
    EXPECT_EQ(stored->state, TitleState::partly_paid);
    EXPECT_EQ(stored->balance, Money::centavos(52'333));
    EXPECT_EQ(stored->paid, Money::centavos(50'000));
    EXPECT_EQ(next_look(tx, id), act_.today);
    // Tryton demanded the whole again: the demand shows what is owed now.
    EXPECT_EQ(charges_of(tx, *stored, Date(2026, 11, 20)).total, Money::centavos(52'333));

    auto again = receive_payment(tx, act_, id, pay(50'000, Date(2026, 11, 20), "a"), on_settled);
    EXPECT_EQ(again->settlement.outcome, Outcome::repeated);
    EXPECT_EQ(reactions, 1);

    auto rest = receive_payment(tx, act_, id, pay(52'333, Date(2026, 11, 20), "b"), on_settled);
    EXPECT_EQ(rest->settlement.outcome, Outcome::full);
    stored = find_title(tx, id);
    EXPECT_EQ(stored->state, TitleState::paid);
    EXPECT_EQ(stored->paid_on, Date(2026, 11, 20));
    EXPECT_EQ(next_look(tx, id), std::nullopt);
    for (const Instrument& one : instruments_of(tx, id)) {
      EXPECT_EQ(one.state, InstrumentState::written_off);
      EXPECT_EQ(one.state_reason, "título pago");
    }

    auto twice = receive_payment(tx, act_, id, pay(100, Date(2026, 11, 21), "c"), on_settled);
    EXPECT_EQ(twice->settlement.outcome, Outcome::unexpected);
    EXPECT_EQ(reactions, 3);
    EXPECT_THAT(kinds(tx, id),
                ElementsAre("title.overpaid", "title.paid", "title.partly_paid", "title.issued"));

    auto back = reverse_entry(tx, act_, id, 3, {"user", "estorno"}, "cheque devolvido");
    ASSERT_TRUE(back) << back.error().message;
    EXPECT_EQ(back->state, TitleState::partly_paid);
    EXPECT_EQ(next_look(tx, id), act_.today);
    EXPECT_EQ(receive_payment(tx, act_, TitleId::make(act_.now), pay(1, act_.today, "d"), {})
                  .error()
                  .code,
              "title.not_found");
  });
  expect_sound();
}

TEST_P(Ledger, DecisionsKeepTheLaws) {
  db().write(tenant(), [&](db::Tx& tx) {
    add_account(tx);
    const TitleId id = make(tx, sale());
    ASSERT_TRUE(rebate_title(tx, act_, id, Money::centavos(10'000), {"user", "1"}, "avaria"));
    EXPECT_EQ(find_title(tx, id)->title.terms.rebate, Money::centavos(10'000));
    EXPECT_EQ(charges_of(tx, *find_title(tx, id), Date(2026, 11, 20)).total,
              Money::centavos(90'000 + 1'800 + 300));
    ASSERT_TRUE(waive_charges(tx, act_, id, std::nullopt, {"user", "2"}, ""));
    EXPECT_EQ(charges_of(tx, *find_title(tx, id), act_.today).total, Money::centavos(90'000));

    const auto moved = patch_title(tx, act_, id, {Date(2026, 12, 10), std::nullopt}, {"user", "3"});
    ASSERT_TRUE(moved) << moved.error().message;
    EXPECT_EQ(find_title(tx, id)->title.due_date, Date(2026, 12, 10));
    const auto instruments = instruments_of(tx, id);
    ASSERT_EQ(instruments.size(), 4u);
    EXPECT_EQ(instruments[0].due_date, Date(2026, 12, 10));
    EXPECT_EQ(instruments[0].state, InstrumentState::created);
    EXPECT_EQ(instruments[3].state, InstrumentState::written_off);

    ASSERT_TRUE(record_fee(tx, act_, id, Money::centavos(190), act_.today, {"return_line", "1"},
                           "registro"));
    ASSERT_TRUE(record_fee(tx, act_, id, Money::centavos(190), act_.today, {"return_line", "1"},
                           "registro"));
    EXPECT_EQ(project(journal_of(tx, id)).fees, Money::centavos(190));

    ASSERT_TRUE(cancel_title(tx, act_, id, {"user", "4"}, "venda desfeita"));
    EXPECT_EQ(find_title(tx, id)->state, TitleState::cancelled);
    EXPECT_EQ(write_off_title(tx, act_, id, {"user", "5"}, "").error().code, "journal.state");

    const TitleId other = make(tx, sale(2'000));
    ASSERT_TRUE(write_off_title(tx, act_, other, {"user", "6"}, "não encontrado"));
    EXPECT_EQ(find_title(tx, other)->state, TitleState::written_off);
  });
  expect_sound();
}

TEST_P(Ledger, StandardTermsAndLegalRatesAreTheCompanysOwn) {
  db().write(tenant(), [&](db::Tx& tx) {
    EXPECT_EQ(load_standard_terms(tx).interest_mode, InterestMode::legal);
    ASSERT_TRUE(store_standard_terms(tx, act_, *sale().terms));
    NewTitle wanted = sale();
    wanted.terms.reset();
    EXPECT_EQ(find_title(tx, make(tx, wanted))->title.terms, *sale().terms);
    Terms wrong;
    wrong.interest_mode = InterestMode::monthly;
    EXPECT_EQ(store_standard_terms(tx, act_, wrong).error().code, "title.interest");

    EXPECT_FALSE(load_legal_rates(tx).of(Date(2026, 10, 5)).known);
    store_legal_rates(tx, act_.now, {{2026, 10, 500'000}});
    EXPECT_TRUE(load_legal_rates(tx).of(Date(2026, 10, 5)).known);
    EXPECT_EQ(load_legal_rates(tx).of(Date(2026, 9, 5)).micro_percent, 1'499'119);
  });
  db().read(other_tenant(),
            [&](db::Tx& tx) { EXPECT_FALSE(load_legal_rates(tx).of(Date(2026, 10, 5)).known); });
}

TEST_P(Ledger, AnotherCompanySeesNothing) {
  TitleId id;
  db().write(tenant(), [&](db::Tx& tx) { id = make(tx, sale()); });
  db().read(other_tenant(), [&](db::Tx& tx) {
    EXPECT_FALSE(find_title(tx, id));
    EXPECT_THAT(journal_of(tx, id), IsEmpty());
    EXPECT_THAT(open_titles_of(tx, customer_), IsEmpty());
  });
}

document::Nfe invoice() {
  document::Nfe nfe;
  nfe.key = "35261111222333000181550010000463201000046328";
  nfe.number = "46320";
  nfe.issue_date = Date(2026, 11, 20);
  nfe.issuer.document = "11222333000181";
  nfe.issuer.name = "Parafusos Bandeirante Ltda";
  nfe.recipient.document = "11444777000161";
  nfe.recipient.name = "Construtora Aurora S.A.";
  nfe.recipient.address = {"Rua das Flores", "10", "",         "Centro", "Campinas",
                           "3509502",        "SP", "13010000", ""};
  nfe.recipient.emails = {"Financeiro@Aurora.com.br", "não é e-mail"};
  nfe.recipient.phone = "19 3333";
  nfe.total = Money::centavos(30'000);
  nfe.items = {{"Parafuso sextavado", Money::centavos(30'000)}};
  nfe.instalments = {{"001", Date(2026, 12, 20), Money::centavos(10'000)},
                     {"002", Date(2027, 1, 20), Money::centavos(20'000)}};
  nfe.protocol = document::NfeProtocol{"100", "Autorizado o uso da NF-e", "135260000000001"};
  return nfe;
}

TEST_P(Ledger, AnInvoiceMakesItsCustomerAndTitlesOnce) {
  const auto import = [&] {
    return db().write(tenant(), [&](db::Tx& tx) { return import_invoice(tx, act_, invoice()); });
  };
  db().write(tenant(), [&](db::Tx& tx) { add_account(tx); });
  const auto first = import();
  ASSERT_TRUE(first) << first.error().message << " " << first.error().field;
  EXPECT_TRUE(first->created);
  EXPECT_TRUE(first->party_created);
  EXPECT_THAT(first->warnings, IsEmpty());
  ASSERT_EQ(first->titles.size(), 2u);
  EXPECT_EQ(first->titles[0].record.title.number, "46320-001");
  EXPECT_EQ(first->titles[1].record.title.amount, Money::centavos(20'000));
  EXPECT_EQ(first->titles[1].record.title.due_date, Date(2027, 1, 20));

  const auto second = import();
  ASSERT_TRUE(second);
  EXPECT_FALSE(second->created);
  ASSERT_EQ(second->titles.size(), 2u);
  EXPECT_EQ(second->titles[0].record.title.id, first->titles[0].record.title.id);
  EXPECT_EQ(second->party, first->party);

  db().read(tenant(), [&](db::Tx& tx) {
    const auto buyer = party::find_party(tx, first->party);
    ASSERT_TRUE(buyer);
    EXPECT_EQ(buyer->addresses.at(0).city, "Campinas");
    // What is broken in the invoice does not stop the sale.
    ASSERT_EQ(buyer->contacts.size(), 1u);
    EXPECT_EQ(buyer->contacts[0].value, "financeiro@aurora.com.br");
    EXPECT_EQ(titles_of(tx, first->party, 10).size(), 2u);
  });
  expect_sound();
}

TEST_P(Ledger, AForeignBuyerAndAnotherIssuerAreNamed) {
  db().write(tenant(), [&](db::Tx& tx) {
    document::Nfe nfe = invoice();
    nfe.recipient.document.clear();
    EXPECT_EQ(import_invoice(tx, act_, nfe).error().code, "nfe.foreign");
    nfe = invoice();
    nfe.issuer.document = "99888777000100";
    const auto imported = import_invoice(tx, act_, nfe);
    ASSERT_TRUE(imported);
    ASSERT_EQ(imported->warnings.size(), 1u);
    EXPECT_EQ(imported->warnings[0].code, "nfe.issuer");
  });
}

// Every law of `quita check` finds the damage it is there for.
TEST_P(Ledger, TheCheckNamesEachViolation) {
  TitleId id;
  db().write(tenant(), [&](db::Tx& tx) {
    add_account(tx);
    id = make(tx, sale());
    ASSERT_TRUE(receive_payment(tx, act_, id, pay(40'000, Date(2026, 11, 9), "a"), {}));
  });
  expect_sound();
  const auto damaged = [&](std::string_view sql) {
    std::vector<std::string> laws;
    // The damage must not stay: the transaction ends with an error.
    const auto undone = db().write(tenant(), [&](db::Tx& tx) -> Status {
      tx.execute(sql, tx.tenant(), id);
      for (const Violation& one : check_ledger(tx)) {
        laws.push_back(one.law);
        EXPECT_FALSE(one.message.empty());
        EXPECT_FALSE(one.subject.empty());
      }
      return invalid("undo", "");
    });
    EXPECT_FALSE(undone);
    return laws;
  };
  using ::testing::Contains;
  EXPECT_THAT(damaged("UPDATE title SET balance = 1 WHERE tenant_id = $1 AND id = $2"),
              Contains("journal.projection"));
  EXPECT_THAT(damaged("UPDATE title SET state = 'paid' WHERE tenant_id = $1 AND id = $2"),
              Contains("journal.projection"));
  EXPECT_THAT(damaged("UPDATE title SET amount = 5 WHERE tenant_id = $1 AND id = $2"),
              Contains("journal.issued"));
  EXPECT_THAT(damaged("UPDATE title SET state = 'paid' WHERE tenant_id = $1 AND id = $2"),
              Contains("title.next_step"));
  EXPECT_THAT(damaged("DELETE FROM journal WHERE tenant_id = $1 AND title_id = $2 AND seq = 1"),
              Contains("journal.sequence"));
  EXPECT_THAT(
      damaged("UPDATE journal SET principal = -1 WHERE tenant_id = $1 AND title_id = $2 AND "
              "seq = 2"),
      Contains("journal.law"));
  EXPECT_THAT(damaged("UPDATE journal SET undoes = 9 WHERE tenant_id = $1 AND title_id = $2 AND "
                      "seq = 2"),
              Contains("journal.reversal"));
  EXPECT_THAT(damaged("UPDATE instrument SET amount = 7 WHERE tenant_id = $1 AND title_id = $2"),
              Contains("instrument.amount"));
  EXPECT_THAT(damaged("UPDATE instrument SET state = 'settled' WHERE tenant_id = $1 AND "
                      "title_id = $2"),
              Contains("instrument.settled"));
  EXPECT_THAT(damaged("UPDATE event SET party_id = id WHERE tenant_id = $1 AND title_id = $2"),
              Contains("event.title"));
  expect_sound();
}

}  // namespace
}  // namespace quita::receivable
