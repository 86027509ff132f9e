// A carrier that knows the laws: for each mail handed over it looks at the customer as he is at
// that moment, by statements of its own, and notes what should not have been. It keeps what it took
// by Message-ID, as a receiver does: the same letter handed over once more after a death is one
// letter.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "brazil/bank_calendar.h"
#include "brazil/contact_window.h"
#include "brazil/state.h"
#include "db/db.h"
#include "dunning/plan.h"
#include "dunning/testing_death.h"
#include "messaging/transport.h"

namespace quita::dunning {

class Witness final : public messaging::Transport {
 public:
  struct Letter {
    PartyId party;
    Date on;
    bool demand = false;
    std::string text;               // what is compared between lives: no id, no minute
    std::vector<std::string> told;  // each title with its due date and the step
  };

  Witness(db::Db& db, TenantId tenant, const Clock& clock, Death& death, int deaths_unheard)
      : db_(db), tenant_(tenant), clock_(clock), death_(death), deaths_unheard_(deaths_unheard) {}

  messaging::Delivery send(TenantId, const messaging::Mail& mail) override {
    death_.step();  // before it was handed over
    if (bouncing.contains(mail.to_address))
      return {messaging::Outcome::refused, "550 5.1.1 Usuário desconhecido"};
    if (down) return {messaging::Outcome::later, "O servidor de e-mail não respondeu."};
    const bool mortal = death_.wake(false);
    judge(mail);
    death_.wake(mortal);
    death_.step(deaths_unheard_);  // taken, and nobody has heard of it
    return {messaging::Outcome::taken, "250 2.0.0 Ok"};
  }

  bool down = false;
  std::map<std::string, bool> bouncing;
  ContactLimits limits;             // that hold in this life
  std::vector<std::string> broken;  // laws
  int repeated = 0;                 // letters handed over once more, with the same Message-ID

  const std::map<std::string, Letter>& letters() const { return letters_; }

 private:
  static constexpr auto select_letter =
      "SELECT o.party_id, o.cause, p.name, p.vulnerable, c.state, a.state, o.id FROM outbox o "
      "JOIN party p ON p.tenant_id = o.tenant_id AND p.id = o.party_id JOIN party_contact c ON "
      "c.tenant_id = o.tenant_id AND c.id = o.contact_id JOIN party_address a ON a.tenant_id = "
      "o.tenant_id AND a.party_id = o.party_id WHERE o.tenant_id = $1 AND o.message_id = $2";
  static constexpr auto select_titles =
      "SELECT t.number, t.state, (SELECT COUNT(*) FROM hold h WHERE h.tenant_id = t.tenant_id "
      "AND h.party_id = t.party_id AND (h.title_id IS NULL OR h.title_id = t.id) AND "
      "h.released_at IS NULL AND h.starts_on <= $3 AND (h.ends_on IS NULL OR h.ends_on >= $3)) "
      "FROM outbox_title o JOIN title t ON t.tenant_id = o.tenant_id AND t.id = o.title_id "
      "WHERE o.tenant_id = $1 AND o.outbox_id = $2 ORDER BY t.number";
  // Late titles whose boleto the bank can take money for, with the days of the week before on which
  // they waited for its file, and the last day of which a file told.
  static constexpr auto select_waiting =
      "SELECT t.number, t.due_date, (SELECT max(f.covers_on) FROM return_file f WHERE f.tenant_id "
      "= t.tenant_id), (SELECT COUNT(*) FROM return_waited w WHERE w.tenant_id = t.tenant_id AND "
      "w.title_id = t.id AND w.business_date > $3 AND w.business_date < $4 AND w.business_date <> "
      "$5 AND w.business_date <> $6 AND NOT EXISTS (SELECT 1 FROM step_done s WHERE s.tenant_id = "
      "w.tenant_id AND s.title_id = w.title_id AND s.business_date = w.business_date)) FROM "
      "outbox_title o JOIN title t ON t.tenant_id = o.tenant_id AND t.id = o.title_id JOIN "
      "instrument i ON i.tenant_id = t.tenant_id AND i.title_id = t.id AND i.kind = 'boleto' "
      "WHERE o.tenant_id = $1 AND o.outbox_id = $2 AND i.state = 'registered'";
  static constexpr auto select_steps =
      "SELECT t.number, s.due_date, s.step FROM step_done s JOIN title t ON t.tenant_id = "
      "s.tenant_id AND t.id = s.title_id WHERE s.tenant_id = $1 AND s.outbox_id = $2";

  void judge(const messaging::Mail& mail) {
    const Date today = business_date(clock_.now(), "America/Sao_Paulo");
    db_.read(tenant_, [&](db::Tx& tx) {
      tx.each(
          select_letter,
          [&](db::Row& row) {
            Letter letter;
            letter.party = row.id<PartyId>(0);
            letter.on = today;
            const std::string cause = row.text(1);
            const std::string step = cause.substr(cause.rfind(':') + 1);
            letter.demand = std::stoi(step) > 0;
            const std::string what = fmt::format("{} {} a {} ({})", format_iso(today), row.view(2),
                                                 mail.to_address, step);
            if (row.boolean(3)) broken.push_back("vulnerable: " + what);
            if (row.view(4) == "opted_out") broken.push_back("opted out: " + what);
            if (row.view(4) == "bounced") broken.push_back("bounced: " + what);
            in_hours(row.view(5), what);
            letter.text = fmt::format("{} {}", what, mail.subject);
            titles(tx, row.id<MessageId>(6), mail, today, letter);
            within_caps(letter, mail.message_id, what);
            told_once(letter, mail.message_id, what);
            if (!letters_.emplace(mail.message_id, letter).second) ++repeated;
          },
          tx.tenant(), mail.message_id);
    });
  }

  void titles(db::Tx& tx, MessageId id, const messaging::Mail& mail, Date today, Letter& letter) {
    const std::string what = letter.text;
    tx.each(
        select_titles,
        [&](db::Row& row) {
          const std::string number = row.text(0);
          if (mail.text.find("- Título " + number + ",") == std::string::npos) return;
          letter.text += " " + number;
          if (row.view(1) != "open" && row.view(1) != "partly_paid")
            broken.push_back(fmt::format("not owed: {} {}", what, number));
          if (row.integer(2) > 0) broken.push_back(fmt::format("held: {} {}", what, number));
        },
        tx.tenant(), id, today);
    waits_for_no_return(tx, id, mail, today, what);
    tx.each(
        select_steps,
        [&](db::Row& row) {
          letter.told.push_back(fmt::format("{} of {}, step {}", row.view(0),
                                            format_iso(row.date(1)), row.integer(2)));
        },
        tx.tenant(), id);
  }

  // Nobody is told that he did not pay while the bank has not told of the business day before; for
  // two business days at most.
  void waits_for_no_return(db::Tx& tx, MessageId id, const messaging::Mail& mail, Date today,
                           const std::string& what) {
    const int saturday = (today.weekday() + 1) % 7;  // days since the last weekend
    tx.each(
        select_waiting,
        [&](db::Row& row) {
          const std::string number = row.text(0);
          if (mail.text.find("- Título " + number + ",") == std::string::npos) return;
          const auto covered = row.optional_date(2);
          const bool late = today > next_public_service_day(row.date(1));
          if (!late || !covered || *covered >= add_business_days(today, -1)) return;
          if (today > add_business_days(*covered, 3) || row.integer(3) >= 2) return;
          broken.push_back(fmt::format("unknown whether paid: {} {}", what, number));
        },
        tx.tenant(), id, today - 7, today, today - saturday, today - saturday + 1);
  }

  void in_hours(std::string_view code, const std::string& what) {
    const LocalTime local = local_time(clock_.now(), std::string(find_state(code)->time_zone));
    std::optional<ContactWindow> window = ContactWindow{8 * 60, 20 * 60, ""};
    if (limits.email_hours == EmailHours::any) return;
    if (limits.email_hours == EmailHours::calls)
      window = contact_window(code, local.date, bank_holiday(local.date).has_value());
    if (window && local.minute >= window->from_minute && local.minute < window->to_minute) return;
    broken.push_back(
        fmt::format("hours: {} at {:02}:{:02}", what, local.minute / 60, local.minute % 60));
  }

  // The same letter handed over once more is one; another that says the same step is not.
  void told_once(const Letter& letter, const std::string& message_id, const std::string& what) {
    for (const auto& [id, other] : letters_) {
      if (id == message_id) continue;
      for (const std::string& told : letter.told) {
        if (std::find(other.told.begin(), other.told.end(), told) != other.told.end())
          broken.push_back(fmt::format("told twice: {}: {}", what, told));
      }
    }
  }

  void within_caps(const Letter& letter, const std::string& message_id, const std::string& what) {
    if (letters_.contains(message_id)) return;
    int today = 1;
    int week = letter.demand ? 1 : 0;
    for (const auto& [id, other] : letters_) {
      if (other.party != letter.party) continue;
      if (other.on == letter.on) ++today;
      if (other.demand && other.on > letter.on - 7) ++week;
    }
    if (today > limits.max_per_day) broken.push_back("a day's cap: " + what);
    if (letter.demand && week > limits.max_per_week) broken.push_back("a week's cap: " + what);
  }

  db::Db& db_;
  TenantId tenant_;
  const Clock& clock_;
  Death& death_;
  const int deaths_unheard_;
  std::map<std::string, Letter> letters_;  // by Message-ID
};

}  // namespace quita::dunning
