// A company at one bank, for the tests of this room: it sells, sends remittances, and gets return
// files that are written as the bank would write them.
#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "banking/account.h"
#include "banking/remittance.h"
#include "banking/return_import.h"
#include "cnab/return.h"
#include "cnab/testing.h"
#include "company/company.h"
#include "party/party_service.h"
#include "receivable/receivable_check.h"
#include "receivable/receivable_service.h"

namespace quita::banking::testing {

inline Account account_at(std::string_view bank, cnab::Format format) {
  const auto sample = cnab::testing::covenant_of(bank, format);
  Account account;
  account.bank = bank;
  account.name = "Cobrança";
  account.agency = sample.agency;
  account.agency_digit = sample.agency_digit;
  account.account = sample.account;
  account.account_digit = sample.account_digit;
  account.wallet = sample.wallet;
  account.variation = sample.variation;
  account.covenant = sample.covenant;
  account.beneficiary_code = sample.beneficiary_code;
  account.transmission_code = sample.transmission_code;
  account.operation = sample.operation;
  account.layout = format;
  return account;
}

class Desk {
 public:
  Desk(db::Db& db, TenantId tenant, const Clock& clock) : db_(db), tenant_(tenant), clock_(clock) {}

  Act act() const { return {"Ana Souza", clock_.now(), Date(2026, 12, 10)}; }

  void found(const Account& account) {
    db_.write(tenant_, [&](db::Tx& tx) {
      company::CompanyDraft company;
      company.legal_name = "Parafusos Bandeirante Ltda";
      company.document = "11222333000181";
      company.city = "São Paulo";
      company.state = "SP";
      ASSERT_TRUE(company::create_company(tx, actor_of(act()), company));
      party::Draft draft;
      draft.document = "529.982.247-25";
      draft.name = "João da Conceição";
      draft.addresses.push_back(
          {{}, "billing", "Rua das Flores", "12", "", "Centro", "São Paulo", "SP", "01310100"});
      customer_ = party::create_party(tx, act(), draft).value();
      const auto added = add_account(tx, act(), account);
      ASSERT_TRUE(added) << added.error().field << " " << added.error().message;
      account_ = *added;
    });
  }

  const Account& account() const { return account_; }
  PartyId customer() const { return customer_; }

  receivable::NewTitle sale(std::string number, Money amount, Date due) const {
    receivable::NewTitle title;
    title.party = customer_;
    title.number = number;
    title.description = "Parafusos";
    title.issue_date = Date(2026, 11, 2);
    title.due_date = due;
    title.amount = amount;
    title.origin_kind = receivable::OriginKind::order;
    title.origin_key = std::move(number);
    receivable::Terms terms;
    terms.fine = Rate::percent(2);
    terms.interest_mode = receivable::InterestMode::monthly;
    terms.interest = Rate::percent(1);
    title.terms = terms;
    return title;
  }
  TitleId sell(const std::string& number, Money amount = Money::centavos(100'000),
               Date due = Date(2026, 12, 10)) {
    return sell(sale(number, amount, due));
  }
  TitleId sell(const receivable::NewTitle& wanted) {
    return db_.write(tenant_, [&](db::Tx& tx) {
      const auto created = receivable::create_title(tx, act(), wanted);
      EXPECT_TRUE(created) << (created ? "" : created.error().message);
      return created->record.title.id;
    });
  }

  receivable::Instrument boleto(TitleId title) {
    return db_.read(tenant_, [&](db::Tx& tx) {
      for (auto& one : receivable::instruments_of(tx, title)) {
        if (one.kind == receivable::InstrumentKind::boleto) return one;
      }
      ADD_FAILURE() << "no boleto";
      return receivable::Instrument{};
    });
  }
  receivable::TitleRecord title(TitleId id) {
    return db_.read(tenant_, [&](db::Tx& tx) { return receivable::find_title(tx, id).value(); });
  }
  std::vector<receivable::Entry> journal(TitleId id) {
    return db_.read(tenant_, [&](db::Tx& tx) { return receivable::journal_of(tx, id); });
  }

  cnab::ReturnEntry told(TitleId title, cnab::Event event, Date on, Money paid = {},
                         Money fee = {}) {
    const auto slip = boleto(title);
    cnab::ReturnEntry entry;
    entry.our_number = slip.our_number;
    entry.your_number = this->title(title).title.number;
    entry.event = event;
    entry.title_value = slip.amount;
    entry.due = slip.due_date;
    entry.occurred = on;
    entry.paid = paid;
    entry.fee = fee;
    if (cnab::is_settlement(event)) entry.credited = on + 1;
    return entry;
  }

  std::string file(const std::vector<cnab::ReturnEntry>& entries, int number = 1) {
    // Some layouts have no running number: another file is of another day.
    auto made = local_time(clock_.now(), "America/Sao_Paulo");
    made.date = made.date + number;
    auto written =
        cnab::write_return(covenant_of(account_, "Parafusos Bandeirante Ltda", "11222333000181"),
                           {number, made}, entries);
    if (!written) {
      ADD_FAILURE() << written.error().front().field << " " << written.error().front().message;
      return {};
    }
    return *std::move(written);
  }

  Result<ReturnImport> import(const std::string& bytes, std::string_view name = "RETORNO.RET") {
    return db_.write(tenant_,
                     [&](db::Tx& tx) { return import_return(tx, act(), name, bytes, {}); });
  }
  std::vector<ReturnLine> lines(ReturnFileId id) {
    return db_.read(tenant_, [&](db::Tx& tx) { return return_lines(tx, id); });
  }

  void expect_sound() {
    db_.read(tenant_, [&](db::Tx& tx) {
      for (const auto& one : receivable::check_ledger(tx)) {
        ADD_FAILURE() << one.law << " " << one.subject << " " << one.message;
      }
    });
  }

  // The money of the book and what is known of the slips; no id and no time in it.
  std::string book() {
    std::string text;
    db_.read(tenant_, [&](db::Tx& tx) {
      tx.each(
          "SELECT t.number, t.state, t.balance, t.paid, j.seq, j.kind, j.amount, j.fee, "
          "j.principal, j.fine, j.interest, j.excess FROM journal j JOIN title t ON t.tenant_id = "
          "j.tenant_id AND t.id = j.title_id WHERE j.tenant_id = $1 ORDER BY t.number, j.seq",
          [&](db::Row& row) {
            text += fmt::format("{} {} {} {} | {} {}", row.view(0), row.view(1), row.integer(2),
                                row.integer(3), row.integer(4), row.view(5));
            for (int i = 6; i < 12; ++i) text += fmt::format(" {}", row.integer(i));
            text += "\n";
          },
          tx.tenant());
      tx.each(
          "SELECT our_number, state, state_reason FROM instrument WHERE tenant_id = $1 "
          "AND kind = 'boleto' ORDER BY our_number",
          [&](db::Row& row) {
            text += fmt::format("{} {} {}\n", row.view(0), row.view(1), row.view(2));
          },
          tx.tenant());
      tx.each(
          "SELECT e.kind, t.number, e.data FROM event e JOIN title t ON t.tenant_id = e.tenant_id "
          "AND t.id = e.title_id WHERE e.tenant_id = $1 ORDER BY t.number, e.kind, e.data",
          [&](db::Row& row) {
            text += fmt::format("{} {} {}\n", row.view(0), row.view(1), row.view(2));
          },
          tx.tenant());
    });
    return text;
  }
  // How many rows stand in each table that an import writes.
  std::string rows() {
    std::string text;
    db_.read(tenant_, [&](db::Tx& tx) {
      for (const char* table : {"journal", "event", "return_file", "return_line", "audit",
                                "instrument", "title", "outbox"}) {
        const auto sql = fmt::format("SELECT count(*) FROM {} WHERE tenant_id = $1", table);
        text += fmt::format("{} {}\n", table,
                            *tx.one(
                                sql, [](db::Row& row) { return row.integer(0); }, tx.tenant()));
      }
    });
    return text;
  }

 private:
  db::Db& db_;
  TenantId tenant_;
  const Clock& clock_;
  Account account_;
  PartyId customer_;
};

struct Agreement {
  std::string_view bank;
  cnab::Format format;
};
// Five banks in both layouts.
inline std::vector<Agreement> all_agreements() {
  std::vector<Agreement> all;
  for (const auto bank : cnab::testing::banks) {
    for (const auto format : cnab::testing::formats) all.push_back({bank, format});
  }
  return all;
}

}  // namespace quita::banking::testing
