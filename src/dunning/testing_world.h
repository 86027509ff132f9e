// A company in a database, its customers and the carrier of its mail, for the tests of this room:
// everything is done by the real use cases.
#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <chrono>
#include <latch>
#include <map>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "banking/testing_desk.h"
#include "base/text.h"
#include "brazil/document.h"
#include "company/company.h"
#include "credit/credit_service.h"
#include "dunning/day.h"
#include "dunning/fallback.h"
#include "dunning/gate.h"
#include "dunning/hold.h"
#include "dunning/policy_store.h"
#include "dunning/testing_telephone.h"
#include "messaging/sender.h"
#include "messaging/sms_settings.h"
#include "messaging/template_store.h"
#include "messaging/template_text.h"
#include "messaging/whatsapp_account.h"
#include "party/party_service.h"
#include "receivable/receivable_service.h"

namespace quita::dunning {

// Takes every mail, until told otherwise; from several workers at once.
class FakeCarrier final : public messaging::Transport {
 public:
  messaging::Delivery send(TenantId, const messaging::Mail& mail) override {
    const std::lock_guard lock(mutex_);
    if (down) return {messaging::Outcome::later, "O servidor de e-mail não respondeu."};
    if (bouncing.contains(mail.to_address)) {
      return {messaging::Outcome::refused, "550 5.1.1 Usuário desconhecido"};
    }
    mails.push_back(mail);
    if (dies_after) throw std::runtime_error("died");
    return {messaging::Outcome::taken, "250 2.0.0 Ok"};
  }
  bool down = false;
  bool dies_after = false;  // the process, before anybody hears of the answer
  std::map<std::string, bool> bouncing;
  std::vector<messaging::Mail> mails;

 private:
  std::mutex mutex_;
};

class World {
 public:
  static constexpr const char* zone = "America/Sao_Paulo";

  World(db::Db& db, ManualClock& clock, TenantId tenant)
      : db_(db), clock_(clock), tenant_(tenant) {}

  Act act(const std::string& actor = "teste") const {
    return {actor, clock_.now(), business_date(clock_.now(), zone)};
  }
  template <class F>
  auto write(F&& f) {
    return db_.write(tenant_, [&](db::Tx& tx) { return f(tx, act()); });
  }

  // A company of São Paulo with the default régua.
  void found(bool demo = false) {
    write([&](db::Tx& tx, const Act& act) {
      company::CompanyDraft draft;
      draft.legal_name = "Distribuidora Aurora Ltda";
      draft.trade_name = "Aurora";
      draft.document = "11222333000181";
      draft.street = "Rua das Flores";
      draft.number = "100";
      draft.city = "São Paulo";
      draft.state = "SP";
      draft.time_zone = zone;
      EXPECT_TRUE(company::create_company(tx, actor_of(act), draft, demo));
      install_default_policy(tx, act.now);
      messaging::install_default_templates(tx, act.now);
    });
  }

  void at(Date date, int minute) { clock_.set(instant_of({date, minute}, zone)); }

  PartyId customer(const std::string& name, const std::string& state,
                   const std::vector<std::string>& emails,
                   const std::vector<std::string>& phones = {}) {
    party::Draft draft;
    draft.name = name;
    draft.document = next_document();
    if (!state.empty()) {
      party::Address address;
      address.street = "Rua Um";
      address.city = "Cidade";
      address.state = state;
      draft.addresses.push_back(address);
    }
    for (const std::string& email : emails) {
      draft.contacts.push_back({party::Channel::email, email, "billing"});
    }
    for (const std::string& phone : phones) {
      draft.contacts.push_back({party::Channel::phone, phone, "billing"});
    }
    const auto made =
        write([&](db::Tx& tx, const Act& a) { return party::create_party(tx, a, draft); });
    EXPECT_TRUE(made) << (made ? "" : made.error().message);
    return *made;
  }

  TitleId title(PartyId party, const std::string& number, Money amount, Date issue, Date due,
                receivable::Terms terms = none()) {
    receivable::NewTitle wanted;
    wanted.party = party;
    wanted.number = number;
    wanted.description = "Venda";
    wanted.issue_date = issue;
    wanted.due_date = due;
    wanted.amount = amount;
    wanted.terms = std::move(terms);
    wanted.issue_boleto = account_.has_value();
    const auto made =
        write([&](db::Tx& tx, const Act& a) { return receivable::create_title(tx, a, wanted); });
    EXPECT_TRUE(made) << (made ? "" : made.error().message);
    const TitleId id = made->record.title.id;
    if (account_) write([&](db::Tx& tx, const Act&) { register_boleto(tx, id); });
    return id;
  }
  static receivable::Terms none() {
    receivable::Terms terms;
    terms.interest_mode = receivable::InterestMode::none;
    return terms;
  }

  void pay(TitleId title, Money amount, Date on) {
    receivable::Payment payment;
    payment.amount = amount;
    payment.on = on;
    payment.cause = {"receipt", fmt::format("{}:{}", title.text(), ++payments_)};
    const auto done = write([&](db::Tx& tx, const Act& a) {
      return receivable::receive_payment(tx, a, title, payment, on_settled);
    });
    EXPECT_TRUE(done) << (done ? "" : done.error().message);
  }

  DayReport run() { return run_day(db_, tenant_, act().today, clock_); }
  messaging::SendReport send() { return send_as(db_, "teste"); }

  // Several workers at once, each with a database of its own to the same data, as processes have:
  // none waits for another, so that they meet wherever they can.
  void run_and_send_by(const std::vector<db::Db*>& workers) {
    std::latch together(static_cast<std::ptrdiff_t>(workers.size()));
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < workers.size(); ++i) {
      threads.emplace_back([&, i] {
        together.arrive_and_wait();
        try {
          run_day(*workers[i], tenant_, act().today, clock_);
          fall_back_due(*workers[i], tenant_, clock_, [] { return true; });
          send_as(*workers[i], fmt::format("teste {}", i));
        } catch (const std::exception& failure) {
          ADD_FAILURE() << "worker " << i << ": " << failure.what();
        }
      });
    }
  }

  static void register_boleto(db::Tx& tx, TitleId title) {
    for (const auto& one : receivable::instruments_of(tx, title))
      receivable::set_instrument_state(tx, one.id, receivable::InstrumentState::registered, "");
  }

  // From now on titles have a boleto of this bank, which tells every business day who paid.
  void open_bank() {
    auto account = banking::testing::account_at("341", cnab::Format::cnab400);
    account.returns = banking::ReturnRhythm::daily;
    const auto added =
        write([&](db::Tx& tx, const Act& a) { return banking::add_account(tx, a, account); });
    ASSERT_TRUE(added) << added.error().message;
    account_ = *added;
  }
  const banking::Account& account() const { return *account_; }

  // The bank's file about what happened on that day; it comes now.
  void return_comes(Date about, std::vector<cnab::ReturnEntry> entries) {
    if (entries.empty()) {  // a file of a quiet day tells of some slip all the same
      cnab::ReturnEntry quiet;
      quiet.our_number = "99999990";
      quiet.event = cnab::Event::information;
      entries.push_back(quiet);
    }
    for (auto& entry : entries) {
      entry.occurred = about;
      if (cnab::is_settlement(entry.event)) entry.credited = about + 1;
    }
    const auto written = cnab::write_return(
        banking::covenant_of(*account_, "Distribuidora Aurora Ltda", "11222333000181"),
        {++returns_, {about, 23 * 60}}, entries);
    ASSERT_TRUE(written) << written.error().front().message;
    const auto taken = write([&](db::Tx& tx, const Act& a) {
      return banking::import_return(tx, a, "RETORNO.RET", *written, on_settled);
    });
    ASSERT_TRUE(taken) << taken.error().message;
  }
  cnab::ReturnEntry settled(TitleId title, Money paid) {
    cnab::ReturnEntry entry;
    db_.read(tenant_, [&](db::Tx& tx) {
      for (const auto& one : receivable::instruments_of(tx, title)) {
        if (one.kind == receivable::InstrumentKind::boleto) entry.our_number = one.our_number;
      }
    });
    entry.event = cnab::Event::settled;
    entry.title_value = entry.paid = paid;
    return entry;
  }

  // SMS is a channel of the company from now on.
  void open_sms() {
    write([&](db::Tx& tx, const Act& a) {
      messaging::SmsSettings settings;
      settings.enabled = true;
      settings.url = "http://sms.exemplo/cgi-bin/sendsms";
      settings.user = "aurora";
      EXPECT_TRUE(messaging::save_sms_settings(tx, a.now, settings, std::nullopt, SecretKey()));
    });
  }

  // WhatsApp as well: an account, and a text for each demand of the default régua.
  void open_whatsapp() {
    write([&](db::Tx& tx, const Act& a) {
      EXPECT_TRUE(messaging::save_whatsapp_account(
          tx, a.now, {{"100000000000001", "200000000000001", true}, "token", "app-secret"},
          SecretKey()));
      for (const char* name : {"atraso-1", "atraso-3", "atraso-7", "atraso-15"}) {
        const messaging::TemplateText text{
            messaging::Channel::whatsapp, "{{empresa}}: o título {{numero}} {{situacao}}. {{link}}",
            "{}", 0};
        EXPECT_TRUE(messaging::save_text(tx, name, text, a.now));
      }
    });
  }

  FakeCarrier carrier;
  ContactGate gate;

 private:
  static void on_settled(db::Tx& tx, const Act& act, const receivable::Settled& settled) {
    on_money(tx, act, settled.title.title.party, settled.title.title.id);
    credit::on_money(tx, act, settled.title.title.party);
  }

  static messaging::LinkMaker links() {
    SecretKey key;
    key.bytes.fill(7);
    return {key, "https://quita.exemplo"};
  }

 public:
  FakeTelephone sms{messaging::Channel::sms, links()};
  FakeTelephone whatsapp{messaging::Channel::whatsapp, links()};

 private:
  messaging::SendReport send_as(db::Db& db, const std::string& worker) {
    messaging::SenderDeps deps{db, clock_, carrier, gate, links(), worker, {&sms, &whatsapp}};
    return messaging::send_due(deps, tenant_);
  }

  // CNPJs with right check digits, one after the other.
  std::string next_document() {
    const std::string base = fmt::format("{:08}0001", 40'000'000 + ++customers_);
    const auto digits = cnpj_check_digits(base);
    return base + digits[0] + digits[1];
  }

  db::Db& db_;
  ManualClock& clock_;
  TenantId tenant_;
  std::optional<banking::Account> account_;
  int returns_ = 0;
  int customers_ = 0;
  int payments_ = 0;
};

}  // namespace quita::dunning
