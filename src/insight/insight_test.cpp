// The figures, proved against sums over the journal of a random book, on both engines.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "company/company.h"
#include "document/csv.h"
#include "insight/dashboard.h"
#include "insight/export.h"
#include "party/party_service.h"
#include "receivable/receivable_check.h"
#include "receivable/receivable_service.h"
#include "testing/engines.h"

namespace quita::insight {
namespace {

using receivable::Entry;

const Date today(2026, 11, 23);

class Insight : public quita::testing::EachEngine {
 protected:
  void SetUp() override {
    EachEngine::SetUp();
    if (IsSkipped()) return;
    db().write(tenant(), [&](db::Tx& tx) {
      company::CompanyDraft company;
      company.legal_name = "Parafusos Bandeirante Ltda";
      company.document = "11222333000181";
      company.state = "SP";
      ASSERT_TRUE(company::create_company(tx, actor_of(act(today)), company));
      for (const char* document : {"52998224725", "11222333000181"}) {
        party::Draft draft;
        draft.document = document;
        draft.name = document[0] == '5' ? "João da Conceição" : "=Mercado; \"Bom\" Ltda";
        draft.contacts.push_back({party::Channel::email, "a@exemplo.com.br", "billing"});
        customers_.push_back(party::create_party(tx, act(today), draft).value());
      }
    });
  }

  Act act(Date date) { return {"Ana Souza", clock().now(), date}; }

  int below(int end) { return static_cast<int>(random_() % static_cast<unsigned>(end)); }

  // A title and what happened to it, day after day until today.
  void live(db::Tx& tx, int nth) {
    receivable::NewTitle title;
    title.party = customers_[static_cast<std::size_t>(below(2))];
    title.number = std::to_string(nth);
    title.description = "Parafusos";
    title.due_date = today + (below(420) - 390);
    title.issue_date = std::min(title.due_date, today) - below(60);
    title.amount = Money::centavos(1 + below(500'000));
    title.terms = receivable::Terms{};
    title.terms->fine = Rate::percent(2);
    title.terms->interest_mode = receivable::InterestMode::monthly;
    title.terms->interest = Rate::percent(1);
    title.issue_boleto = false;
    Date on = *title.issue_date;
    const auto id = receivable::create_title(tx, act(on), title).value().record.title.id;
    for (int step = 0; step < 4; ++step) {
      on = on + below(90);
      if (on > today) return;
      happen(tx, id, on, fmt::format("{}:{}", nth, step));
    }
  }

  void happen(db::Tx& tx, TitleId id, Date on, const std::string& key) {
    const auto record = *receivable::find_title(tx, id);
    const receivable::Cause cause{"user", key};
    const auto part = Money::centavos(1 + below(200'000));
    // What the state forbids is refused and changes nothing.
    switch (below(9)) {
      case 0:
        (void)receivable::cancel_title(tx, act(on), id, cause, "engano");
        break;
      case 1:
        (void)receivable::write_off_title(tx, act(on), id, cause, "perda");
        break;
      case 2:
        (void)receivable::rebate_title(tx, act(on), id, part, cause, "avaria");
        break;
      case 3:
        (void)receivable::patch_title(tx, act(on), id,
                                      {std::max(on, record.title.due_date) + below(40), {}}, cause);
        break;
      case 4:
        (void)receivable::reverse_entry(tx, act(on), id, 2, cause, "estorno");
        break;
      default: {
        receivable::Payment payment;
        payment.amount = below(2) ? receivable::charges_of(tx, record, on).total : part;
        payment.on = on;
        payment.cause = cause;
        if (payment.amount.positive()) {
          ASSERT_TRUE(receivable::receive_payment(tx, act(on), id, payment, {}));
        }
      }
    }
  }

  struct Known {
    receivable::TitleRecord record;
    std::vector<Entry> entries;
    Date due_on(Date date) const { return receivable::due_date_on(record.title, entries, date); }
    Money owed_on(Date date) const { return receivable::project_on(entries, date).balance; }
    bool late_on(Date date) const { return receivable::overdue(due_on(date), date); }
  };
  std::vector<Known> book(db::Tx& tx) {
    std::vector<Known> all;
    for (const auto customer : customers_) {
      for (auto& record : receivable::titles_of(tx, customer, 100'000)) {
        auto entries = receivable::journal_of(tx, record.title.id);
        all.push_back({std::move(record), std::move(entries)});
      }
    }
    return all;
  }

  std::mt19937_64 random_{42};
  std::vector<PartyId> customers_;
};
QUITA_EACH_ENGINE(Insight);

Money received(const std::vector<Entry>& entries, Date from, Date to) {
  Money sum;
  for (const auto& entry : entries) {
    if (receivable::moves_money(entry.kind) && entry.on >= from && entry.on <= to) {
      sum += entry.amount;
    }
  }
  return sum;
}

std::int64_t ppm(Money part, Money whole) {
  return whole.zero() ? 0 : (part.centavos() * 1'000'000 + whole.centavos() / 2) / whole.centavos();
}

TEST_P(Insight, EveryFigureIsASumOverTheJournal) {
  db().write(tenant(), [&](db::Tx& tx) {
    for (int nth = 0; nth < 300; ++nth) live(tx, nth);
  });
  db().read(tenant(), [&](db::Tx& tx) {
    ASSERT_TRUE(receivable::check_ledger(tx).empty());
    const auto all = book(tx);
    ASSERT_EQ(all.size(), 300u);
    const auto board = dashboard(tx, today);
    const Date before = today - 30;

    Money to_receive, to_receive_before, overdue, overdue_before;
    std::int64_t open = 0, late = 0;
    Money face[2], owed[2];
    std::vector<Money> bands(board.bands.size());
    int redated = 0;
    for (const auto& known : all) {
      const Money now = known.owed_on(today), then = known.owed_on(before);
      to_receive += now;
      to_receive_before += then;
      if (receivable::collectable(known.record.state)) ++open;
      if (known.late_on(today)) overdue += now;
      if (known.late_on(before)) overdue_before += then;
      if (known.late_on(today) && receivable::collectable(known.record.state)) ++late;
      if (known.due_on(before) != known.due_on(today)) ++redated;
      const int days = today - known.due_on(today);
      for (std::size_t i = 0; i < bands.size(); ++i) {
        const auto& band = board.bands[i];
        if (known.late_on(today) && days >= band.from && (band.to == 0 || days <= band.to)) {
          bands[i] += now;
        }
      }
      if (known.record.state == receivable::TitleState::cancelled) continue;
      for (int i = 0; i < 2; ++i) {
        const Date on = i == 0 ? today : before;
        const Date due = known.due_on(on);
        if (known.record.title.issue_date > on || !receivable::overdue(due, on)) continue;
        if (due <= on - 365) continue;
        face[i] += known.record.title.amount;
        owed[i] += known.owed_on(on);
      }
    }
    EXPECT_GT(redated, 5);
    EXPECT_EQ(board.to_receive.amount, to_receive);
    EXPECT_EQ(board.to_receive.count, open);
    EXPECT_EQ(board.to_receive.before, to_receive_before);
    EXPECT_EQ(board.overdue.amount, overdue);
    EXPECT_EQ(board.overdue.count, late);
    EXPECT_EQ(board.overdue.before, overdue_before);
    EXPECT_EQ(board.delinquency.ppm(), ppm(owed[0], face[0]));
    EXPECT_EQ(board.delinquency_before.ppm(), ppm(owed[1], face[1]));
    Money banded;
    for (std::size_t i = 0; i < bands.size(); ++i) {
      EXPECT_EQ(board.bands[i].amount, bands[i]) << board.bands[i].name;
      banded += board.bands[i].amount;
    }
    EXPECT_EQ(banded, overdue);

    Money month, last_same_days, last_full;
    std::vector<Money> by_day(board.days.size()), expected(board.days.size());
    ASSERT_EQ(board.days.size(), 46u);
    for (const auto& known : all) {
      month += received(known.entries, Date(2026, 11, 1), today);
      last_same_days += received(known.entries, Date(2026, 10, 1), Date(2026, 10, 23));
      last_full += received(known.entries, Date(2026, 10, 1), Date(2026, 10, 31));
      for (std::size_t i = 0; i < by_day.size(); ++i) {
        const Date date = board.days[i].date;
        by_day[i] += received(known.entries, date, date);
        if (known.record.title.due_date == date &&
            known.record.state != receivable::TitleState::cancelled) {
          expected[i] += known.record.title.amount;
        }
      }
    }
    EXPECT_EQ(board.received_month, month);
    EXPECT_EQ(board.received_before, last_same_days);
    EXPECT_EQ(board.received_before_full, last_full);
    for (std::size_t i = 0; i < by_day.size(); ++i) {
      EXPECT_EQ(board.days[i].date, today - 30 + static_cast<int>(i));
      EXPECT_EQ(board.days[i].received, by_day[i]) << i;
      EXPECT_EQ(board.days[i].expected, expected[i]) << i;
    }
  });
}

TEST_P(Insight, AnEmptyBookHasNoRate) {
  db().read(tenant(), [](db::Tx& tx) {
    const auto board = dashboard(tx, today);
    EXPECT_EQ(board.to_receive.count, 0);
    EXPECT_EQ(board.delinquency.ppm(), 0);
    EXPECT_TRUE(board.attention.empty());
    EXPECT_EQ(board.days.size(), 46u);
  });
}

TEST_P(Insight, WhatWaitsForAPersonIsCountedWhileItWaits) {
  db().write(tenant(), [&](db::Tx& tx) {
    EXPECT_TRUE(party::mark_contact(tx, act(today), customers_[0], party::Channel::email,
                                    "a@exemplo.com.br", party::ContactState::bounced, "550",
                                    "teste"));
    for (const Date until : {today - 1, today}) {
      tx.execute(
          "INSERT INTO hold (tenant_id, id, kind, scope, party_id, starts_on, ends_on, reason, "
          "created_by, created_at) VALUES ($1, $2, 'money_in_flight', 'party', $3, $4, $5, '', '', "
          "$6)",
          tx.tenant(), HoldId::make(clock().now()), customers_[0], today - 3, until, clock().now());
    }
  });
  db().read(tenant(), [](db::Tx& tx) {
    const auto waiting = dashboard(tx, today).attention;
    ASSERT_EQ(waiting.size(), 2u);
    EXPECT_EQ(waiting[0].kind, "contacts_bounced");
    EXPECT_EQ(waiting[0].count, 1);
    EXPECT_EQ(waiting[1].kind, "payments_told");
    EXPECT_EQ(waiting[1].count, 1);
  });
}

TEST_P(Insight, FiguresAreOneCompanys) {
  db().write(tenant(), [&](db::Tx& tx) {
    for (int nth = 0; nth < 10; ++nth) live(tx, nth);
  });
  db().read(other_tenant(), [](db::Tx& tx) {
    const auto board = dashboard(tx, today);
    EXPECT_EQ(board.to_receive.count, 0);
    EXPECT_TRUE(board.received_before_full.zero());
    EXPECT_EQ(document::read_csv(export_csv(tx, Export::titles, {}, {})).value().rows.size(), 0u);
  });
}

std::string decimal_comma(Money money) {
  auto text = format_decimal(money);
  std::replace(text.begin(), text.end(), '.', ',');
  return text;
}

TEST_P(Insight, ExportsAreReadBackToTheSameFacts) {
  db().write(tenant(), [&](db::Tx& tx) {
    for (int nth = 0; nth < 60; ++nth) live(tx, nth);
  });
  db().read(tenant(), [&](db::Tx& tx) {
    auto all = book(tx);
    const auto titles = document::read_csv(export_csv(tx, Export::titles, {}, {}));
    ASSERT_TRUE(titles) << titles.error().message;
    EXPECT_TRUE(titles->decimal_comma);
    ASSERT_EQ(titles->rows.size(), all.size());
    for (const auto& row : titles->rows) {
      const auto known = std::find_if(all.begin(), all.end(), [&](const Known& one) {
        return one.record.title.number == row.cells[0];
      });
      ASSERT_NE(known, all.end());
      EXPECT_EQ(row.cells[5], format_br(known->record.title.due_date));
      EXPECT_EQ(row.cells[6], decimal_comma(known->record.title.amount));
      EXPECT_EQ(row.cells[7], decimal_comma(known->record.balance));
      EXPECT_EQ(row.cells[10], receivable::label(known->record.state));
    }
    receivable::TitleFilter owed;
    owed.states = {receivable::TitleState::open, receivable::TitleState::partly_paid};
    const auto open = document::read_csv(export_titles(tx, owed, today));
    ASSERT_TRUE(open) << open.error().message;
    EXPECT_EQ(open->rows.size(),
              static_cast<std::size_t>(receivable::total_titles(tx, owed, today).count));
    EXPECT_LT(open->rows.size(), all.size());

    const auto parties = document::read_csv(export_csv(tx, Export::parties, {}, {}));
    ASSERT_TRUE(parties);
    ASSERT_EQ(parties->rows.size(), 2u);
    EXPECT_EQ(parties->rows[0].cells[1], "'=Mercado; \"Bom\" Ltda");  // no formula
    EXPECT_EQ(parties->rows[1].cells[3], "a@exemplo.com.br");

    const Date from(2026, 6, 1), to(2026, 9, 30);
    const auto payments = document::read_csv(export_csv(tx, Export::payments, from, to));
    ASSERT_TRUE(payments);
    Money expected, found;
    for (const auto& known : all) expected += received(known.entries, from, to);
    for (const auto& row : payments->rows) found += parse_money(row.cells[4]).value();
    EXPECT_EQ(found, expected);
    EXPECT_FALSE(expected.zero());
  });
}

}  // namespace
}  // namespace quita::insight
