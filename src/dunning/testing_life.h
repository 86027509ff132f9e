// A random life of a small company, played through the real use cases with a clock set forward and
// a process that may die before any step: customers in several states, réguas by segment and
// version, sales, payments, holds, promises, disputes, opt-outs, flags, returned mail, days on
// which the server stood still. The same seed plays the same life, however often somebody dies in
// it.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "dunning/dispute.h"
#include "dunning/person_facts.h"
#include "dunning/promise.h"
#include "dunning/task.h"
#include "dunning/testing_death.h"
#include "dunning/testing_dice.h"
#include "dunning/testing_witness.h"
#include "dunning/testing_world.h"
#include "party/party_store.h"

namespace quita::dunning {

struct LifePlan {
  unsigned seed = 1;
  int days = 25;
  int people = 5;
  // The mail server is down now and then. A death takes one of a message's attempts with it, so
  // that two lives of which one knows death may then differ in the day on which a mail left.
  bool storms = false;
  // Addresses refuse now and then. Who dies in the evening after the refusal has not heard it, and
  // asks again another day.
  bool refusals = true;
  // How often death is asked when a mail was taken and nobody has heard of it: more than once, it
  // comes there more readily than elsewhere.
  int deaths_unheard = 1;
};

class Life {
 public:
  Life(db::Db& db, TenantId tenant, LifePlan plan, Death& death)
      : db_(db),
        tenant_(tenant),
        plan_(plan),
        death_(death),
        world_(db, clock_, tenant),
        witness_(db, tenant, clock_, death, plan.deaths_unheard) {}

  void play() {
    be_born();
    for (int day = 0; day < plan_.days; ++day) {
      Dice dice(plan_.seed * 1000 + static_cast<unsigned>(day));
      live(first + day, dice);
    }
  }

  // What came of it: decisions, steps, tasks, contacts and what stands in the outbox; with no id
  // and no minute in it. A letter that may have left counts like one that did.
  std::string outcome() {
    std::string text;
    db_.read(tenant_, [&](db::Tx& tx) {
      for (const char* sql : {select_decisions, select_steps, select_contacts, select_tasks}) {
        tx.each(
            sql, [&](db::Row& row) { text += row.text(0) + "\n"; }, tx.tenant());
      }
    });
    return text;
  }
  // The letters that arrived.
  std::string arrived() const {
    std::vector<std::string> letters;
    for (const auto& [id, letter] : witness_.letters()) letters.push_back(letter.text);
    std::sort(letters.begin(), letters.end());
    std::string text;
    for (const std::string& letter : letters) text += letter + "\n";
    return text;
  }

  // Letters of the outbox that may have left, and those of them that arrived. A letter that arrived
  // and does not count is a broken law.
  struct Unsure {
    int all = 0, arrived = 0;
  };
  Unsure unsure() {
    Unsure unsure;
    std::map<std::string, std::string> states;
    db_.read(tenant_, [&](db::Tx& tx) {
      tx.each(
          "SELECT message_id, state FROM outbox WHERE tenant_id = $1",
          [&](db::Row& row) {
            states[row.text(0)] = row.text(1);
            unsure.all += row.view(1) == "unsure" ? 1 : 0;
          },
          tx.tenant());
    });
    for (const auto& [id, letter] : witness_.letters()) {
      unsure.arrived += states[id] == "unsure" ? 1 : 0;
      if (states[id] == "failed" || states[id] == "cancelled")
        witness_.broken.push_back("arrived, and is " + states[id] + ": " + letter.text);
    }
    return unsure;
  }

  const std::vector<std::string>& broken() const { return witness_.broken; }
  int letters() const { return static_cast<int>(witness_.letters().size()); }
  int repeated() const { return witness_.repeated; }

 private:
  static constexpr Date first{2026, 11, 18};  // holidays on the 20th, at Christmas and New Year

#define QUITA_FATE "CASE o.state WHEN 'unsure' THEN 'sent' ELSE o.state END"
  // One column each, in an order of its own: what may not differ between two lives.
  static constexpr auto select_decisions =
      "SELECT d.business_date || ' ' || t.number || ' ' || d.track || ' ' || d.step || ' ' || "
      "d.action || ' ' || d.reason || ' ' || d.detail || ' ' || d.label || ' ' || d.amount || ' ' "
      "|| COALESCE(o.template || ' ' || o.recipient || ' ' || " QUITA_FATE
      ", '') FROM decision d "
      "JOIN title t ON t.tenant_id = d.tenant_id AND t.id = d.title_id LEFT JOIN outbox o ON "
      "o.tenant_id = d.tenant_id AND o.id = d.outbox_id WHERE d.tenant_id = $1 "
      "ORDER BY d.business_date, t.number, d.track";
  static constexpr auto select_steps =
      "SELECT t.number || ' ' || s.due_date || ' ' || s.step || ' ' || s.business_date FROM "
      "step_done s JOIN title t ON t.tenant_id = s.tenant_id AND t.id = s.title_id "
      "WHERE s.tenant_id = $1 ORDER BY t.number, s.due_date, s.step";
  static constexpr auto select_contacts =
      "SELECT c.business_date || ' ' || p.name || ' ' || c.demand || ' ' || " QUITA_FATE
      " FROM "
      "contact_made c JOIN party p ON p.tenant_id = c.tenant_id AND p.id = c.party_id JOIN outbox "
      "o "
      "ON o.tenant_id = c.tenant_id AND o.id = c.outbox_id WHERE c.tenant_id = $1 "
      "ORDER BY c.business_date, p.name, " QUITA_FATE ", o.id";
  static constexpr auto select_tasks =
      "SELECT k.due_on || ' ' || p.name || ' ' || k.kind || ' ' || k.label FROM task k JOIN party "
      "p "
      "ON p.tenant_id = k.tenant_id AND p.id = k.party_id WHERE k.tenant_id = $1 "
      "ORDER BY k.due_on, p.name, k.kind";

  struct Someone {
    PartyId id;
    std::vector<std::string> addresses;
    std::vector<TitleId> titles;
    bool vulnerable = false;
  };

  void be_born() {
    Dice dice(plan_.seed);
    world_.at(first - 40, 600);
    world_.found();
    witness_.limits = {dice.pick(1, 3), dice.pick(1, 5), static_cast<EmailHours>(dice.pick(0, 2))};
    act([&](db::Tx& tx, const Act& a) { return save_limits(tx, a, witness_.limits); });
    for_all_ = dice.one_in(2);
    // Thrown apart, so that the lives of old stay what they were.
    returns_ = Dice(plan_.seed * 31 + 5).one_in(2);
    if (returns_) world_.open_bank();
    save_steps(dice, AppliesTo::all);
    if (!for_all_ && dice.one_in(2)) {
      Segment segment;
      segment.tags = {"vip"};
      const auto steps = random_steps(dice);
      act([&](db::Tx& tx, const Act& a) {
        return create_policy(tx, a, {"Régua vip", segment, steps, AppliesTo::all});
      });
    }
    static const char* const states[] = {"SP", "RJ", "ES", "AM", "AL", "MG", "AC"};
    for (int i = 0; i < plan_.people; ++i) {
      Someone someone;
      for (int k = dice.pick(1, 2); k > 0; --k)
        someone.addresses.push_back(fmt::format("c{}-{}@exemplo.com.br", i, k));
      someone.id = world_.customer(fmt::format("Cliente{:02}", i), states[dice.pick(0, 6)],
                                   someone.addresses);
      if (dice.one_in(3)) {
        act([&](db::Tx& tx, const Act& a) { return party::set_tags(tx, a, someone.id, {"vip"}); });
      }
      people_.push_back(std::move(someone));
      for (int k = dice.pick(1, 3); k > 0; --k) sell(dice, people_.back(), dice.pick(-35, 15));
    }
  }

  void live(Date date, Dice& dice) {
    today_ = date;
    world_.at(date, 5 * 60 + 30);
    if (returns_ && is_business_day(date)) return_may_come(date);
    for (Someone& someone : people_) {
      if (dice.one_in(3)) happen(dice, someone);
    }
    if (dice.one_in(20)) save_steps(dice, dice.one_in(2) ? AppliesTo::all : AppliesTo::fresh);
    if (dice.one_in(8)) return;  // the server stood still
    witness_.down = plan_.storms && dice.one_in(6);
    for (const int minute : {9 * 60 + 10, 13 * 60, 17 * 60 + 30}) {
      if (dice.one_in(4)) continue;
      world_.at(date, minute);
      turn();
      // What was in somebody's hands when he died waits until his claim has run out, over midnight
      // if need be.
      world_.at(date, minute + 7);
      turn();
      world_.at(date, minute + 14);
      while (turn()) {
      }
      nothing_is_left(date, minute + 14);
    }
  }

  // The bank tells of the business day before; now and then it does not.
  void return_may_come(Date date) {
    Dice dice(plan_.seed * 7'000 + static_cast<unsigned>(date - first));
    if (dice.one_in(3)) return;
    live_through([&] { world_.return_comes(add_business_days(date, -1), {}); });
  }

  // As each minute of a real server: the day, then the mail. Who died is started again. Whether
  // any mail moved, or may have before somebody died.
  bool turn() {
    messaging::SendReport report;
    live_through([&] { run_day(db_, tenant_, today_, clock_); });
    const bool died = live_through([&] {
      SecretKey key;
      key.bytes.fill(7);
      messaging::SenderDeps deps{
          db_, clock_, witness_, world_.gate, {key, "https://quita.exemplo"}, "teste"};
      report = messaging::send_due(deps, tenant_);
    });
    return died || report.sent + report.failed + report.cancelled + report.postponed > 0;
  }

  // Whether somebody died on the way.
  template <class F>
  bool live_through(F&& f) {
    for (bool died = false;; died = true) {
      death_.wake(true);
      try {
        f();
        death_.wake(false);
        return died;
      } catch (const Died&) {
        death_.wake(false);
      }
    }
  }

  // A person's act: who dies in the middle of it does it again. A refusal is an answer.
  template <class F>
  void act(F&& f) {
    live_through([&] { world_.write([&](db::Tx& tx, const Act& a) { return f(tx, a); }); });
  }

  // The index of work due hides nothing: looking at everybody finds nobody who should be told
  // something. A step meant for one kind of payer may be found by the next look only: who becomes
  // such a payer between two of them is not looked at for that alone.
  void nothing_is_left(Date date, int minute) {
    if (witness_.down) return;
    db_.read(tenant_, [&](db::Tx& tx) {
      std::vector<PartyId> ids;
      for (const Someone& someone : people_) ids.push_back(someone.id);
      const PolicySet policies = load_policies(tx);
      for (const Person& person : load_people(tx, ids, date, World::zone)) {
        const PersonPlan left = plan(person.facts, policies, witness_.limits, date,
                                     local_minute(date, clock_.now(), person.time_zone));
        // The task that no step asks for comes with whichever look finds it wanted.
        const bool task = std::any_of(left.tasks.begin(), left.tasks.end(), [](const auto& each) {
          return each.kind != TaskKind::verify_contact;
        });
        const bool letter = left.message && !waits_for(person, *left.message);
        if ((task || letter) && !by_profile(policies)) {
          witness_.broken.push_back(fmt::format("left undone: {} {} at {}: {}", format_iso(date),
                                                person.name, minute, words_of(left, person)));
        }
      }
    });
  }
  static bool by_profile(const PolicySet& policies) {
    for (const PolicyLine& line : policies.lines) {
      for (const PolicyVersion& version : line.versions) {
        for (const Step& step : version.policy.steps) {
          if (!step.profiles.empty()) return true;
        }
      }
    }
    return false;
  }

  static std::string words_of(const PersonPlan& left, const Person& person) {
    std::string text(word(person.facts.profile));
    for (const TitleFacts& title : person.facts.titles) {
      for (const Decision& decision : left.decisions) {
        if (decision.title != title.id) continue;
        text += fmt::format(
            "; {} due {}, step {} {} {}, looked at on {}", title.number, format_iso(title.due_date),
            decision.step, decision.track == Track::task ? "task" : "message",
            reason_word(decision.reason), title.look_on ? format_iso(*title.look_on) : "no day");
      }
    }
    for (const PlannedTask& task : left.tasks) text += "; task " + std::string(word(task.kind));
    return text;
  }

  // That step of today is in the outbox for other titles of his: these wait a day (day.cpp).
  static bool waits_for(const Person& person, const PlannedMessage& message) {
    const std::string end = fmt::format(":{}", message.step);
    return std::any_of(
        person.messages_today.begin(), person.messages_today.end(), [&](const auto& today) {
          return today.first.ends_with(end) && today.second != messaging::MessageState::failed &&
                 today.second != messaging::MessageState::cancelled;
        });
  }

  void save_steps(Dice& dice, AppliesTo applies_to) {
    auto steps = random_steps(dice);
    if (for_all_) {
      for (Step& step : steps) step.profiles.clear();
    }
    act([&](db::Tx& tx, const Act& a) {
      return save_policy(tx, a, PolicyId(), {"Régua", {}, steps, applies_to});
    });
  }

  void sell(Dice& dice, Someone& someone, int due_in) {
    const Date today = world_.act().today;
    receivable::NewTitle title;
    title.party = someone.id;
    title.number = fmt::format("{:03}", ++titles_);
    title.description = "Venda";
    title.issue_date = due_in < 0 ? first + due_in - 5 : today;
    title.due_date = first + due_in;
    if (title.due_date < *title.issue_date) title.due_date = today + dice.pick(0, 20);
    title.amount = Money::centavos(dice.pick(100, 90'000));
    title.terms = World::none();
    title.issue_boleto = returns_;
    title.origin_key = title.number;
    TitleId id;
    act([&](db::Tx& tx, const Act& a) {
      auto made = receivable::create_title(tx, a, title);
      EXPECT_TRUE(made) << (made ? "" : made.error().message);
      if (made) id = made->record.title.id;
      if (made && returns_) World::register_boleto(tx, id);
      return made;
    });
    someone.titles.push_back(id);
  }

  // One thing that people do. Dice are thrown before anything is done, so that a second try after
  // a death is the same.
  void happen(Dice& dice, Someone& someone) {
    const int what = dice.pick(0, 20);
    const int days = dice.pick(0, 12);
    const int amount = dice.pick(100, 30'000);
    if (what == 0 || someone.titles.empty()) return sell(dice, someone, dice.pick(0, 30));
    const TitleId title = someone.titles[static_cast<std::size_t>(
        dice.pick(0, static_cast<int>(someone.titles.size()) - 1))];
    const std::string& address = someone.addresses.front();
    const PartyId party = someone.id;
    switch (what) {
      case 1:
      case 2:
        return pay(title, std::nullopt);
      case 3:
        return pay(title, Money::centavos(amount));
      case 4:
        return act([&](db::Tx& tx, const Act& a) {
          return set_hold(tx, a, {party, title, "combinado", a.today + days});
        });
      case 5:
        return act([&](db::Tx& tx, const Act& a) {
          return set_hold(tx, a,
                          {party, std::nullopt, "jurídico", a.today + days, HoldKind::legal});
        });
      case 6:
        return act([&](db::Tx& tx, const Act& a) {
          return set_hold(tx, a, {party, title, "sem prazo", std::nullopt});
        });
      case 7:
      case 8:
        return act([&](db::Tx& tx, const Act& a) -> Status {
          const auto holds = holds_of(tx, party, false);
          if (holds.empty()) return {};
          if (holds.front().kind == HoldKind::dispute) {
            TRY_STATUS(answer_dispute(tx, a, holds.front().id, false, "Conferido"));
          } else {
            TRY_STATUS(release_hold(tx, a, holds.front().id));
          }
          return {};
        });
      case 9:
        return act([&](db::Tx& tx, const Act& a) {
          return promise(tx, a, {party, title, a.today + days, std::nullopt, "por telefone"});
        });
      case 10:
        return act([&](db::Tx& tx, const Act& a) {
          return tell_paid(tx, a, party, title, std::nullopt, "");
        });
      case 11:
        return act([&](db::Tx& tx, const Act& a) {
          return open_dispute(tx, a, party, title, "Não reconheço");
        });
      case 12:
        return act([&](db::Tx& tx, const Act& a) -> Status {
          party::mark_contact(tx, a, party, party::Channel::email, address,
                              party::ContactState::opted_out, "pediu", "sair:" + address);
          return {};
        });
      case 13:
        someone.vulnerable = !someone.vulnerable;
        return act([&](db::Tx& tx, const Act& a) {
          party::Patch patch;
          patch.vulnerable = someone.vulnerable;
          look_again(tx, party, a.today);
          return party::patch_party(tx, a, party, patch);
        });
      case 14:
        return act([&](db::Tx& tx, const Act& a) {
          return receivable::patch_title(tx, a, title, {a.today + days, std::nullopt},
                                         {"user", fmt::format("vence:{}", format_iso(a.today))});
        });
      case 15:
        return act([&](db::Tx& tx, const Act& a) {
          return receivable::cancel_title(tx, a, title, {"user", "cancela:" + title.text()},
                                          "Mercadoria devolvida");
        });
      case 16:
        if (plan_.refusals) witness_.bouncing[address] = true;
        return;
      case 17:
        someone.addresses.insert(someone.addresses.begin(),
                                 fmt::format("n{}@exemplo.com.br", ++addresses_));
        return act([&](db::Tx& tx, const Act& a) {
          look_again(tx, party, a.today);
          return party::add_contact(tx, a, party,
                                    {party::Channel::email, someone.addresses.front(), "billing"});
        });
      case 18:
        return act([&](db::Tx& tx, const Act& a) -> Status {
          const auto tasks = open_tasks(tx, party, 1);
          if (!tasks.empty() && tasks.front().kind != TaskKind::dispute)
            TRY_STATUS(finish_task(tx, a, tasks.front().id, "Feito"));
          return {};
        });
      default:
        return sell(dice, someone, dice.pick(0, 30));
    }
  }

  void pay(TitleId title, std::optional<Money> part) {
    const std::string key = fmt::format("{}:{}", title.text(), format_iso(today_));
    act([&](db::Tx& tx, const Act& a) -> Status {
      const auto record = receivable::find_title(tx, title);
      if (!record || !receivable::collectable(record->state)) return {};
      receivable::Payment payment;
      payment.amount = part ? std::min(*part, record->balance) : record->balance;
      payment.on = a.today;
      payment.cause = {"receipt", key};
      TRY_STATUS(receivable::receive_payment(
          tx, a, title, payment, [](db::Tx& t, const Act& by, const receivable::Settled& settled) {
            on_money(t, by, settled.title.title.party, settled.title.title.id);
          }));
      return {};
    });
  }

  db::Db& db_;
  TenantId tenant_;
  const LifePlan plan_;
  Death& death_;
  ManualClock clock_{Instant{0}};
  World world_;
  Witness witness_;
  Date today_;
  bool returns_ = false;  // titles have boletos of a bank that tells every business day
  bool for_all_ = false;  // no step is meant for one kind of payer
  std::vector<Someone> people_;
  int titles_ = 0;
  int addresses_ = 0;
};

}  // namespace quita::dunning
