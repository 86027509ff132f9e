#include "dunning/dunning_check.h"

#include <fmt/format.h>

#include "brazil/state.h"
#include "dunning/channel_hours.h"
#include "dunning/policy_store.h"
#include "party/acting.h"

namespace quita::dunning {

using receivable::Violation;

namespace {

constexpr auto select_contacts =
    "SELECT c.party_id, c.business_date, c.demand FROM contact_made c JOIN outbox o "
    "ON o.tenant_id = c.tenant_id AND o.id = c.outbox_id WHERE c.tenant_id = $1 "
    "AND o.state IN ('queued', 'sending', 'sent', 'unsure') ORDER BY c.party_id, c.business_date";

constexpr auto select_sent =
    "SELECT o.id, o.finished_at, o.business_date, "
    "(SELECT MAX(a.state) FROM party_address a WHERE a.tenant_id = o.tenant_id "
    "AND a.party_id = o.party_id AND a.purpose = 'billing'), o.channel FROM outbox o "
    "WHERE o.tenant_id = $1 AND o.state = 'sent' AND o.cause >= 'dunning:' AND o.cause < "
    "'dunning;'";

// A hold that began on the day of the message may have come after it left.
constexpr auto select_held =
    "SELECT d.title_id, d.business_date FROM decision d JOIN hold h ON h.tenant_id = d.tenant_id "
    "AND h.party_id = d.party_id AND (h.title_id IS NULL OR h.title_id = d.title_id) "
    "WHERE d.tenant_id = $1 AND d.action = 'message' AND h.created_at < d.at "
    "AND (h.released_at IS NULL OR h.released_at > d.at) AND h.starts_on <= d.business_date "
    "AND (h.ends_on IS NULL OR h.ends_on >= d.business_date)";

constexpr auto select_steps_without_message =
    "SELECT s.title_id, s.step FROM step_done s LEFT JOIN outbox o ON o.tenant_id = s.tenant_id "
    "AND o.id = s.outbox_id WHERE s.tenant_id = $1 AND s.outbox_id IS NOT NULL "
    "AND (o.id IS NULL OR o.state = 'failed')";

constexpr auto select_decisions_without_message =
    "SELECT d.title_id, d.business_date FROM decision d LEFT JOIN outbox o "
    "ON o.tenant_id = d.tenant_id AND o.id = d.outbox_id "
    "WHERE d.tenant_id = $1 AND d.action = 'message' AND o.id IS NULL";

class Check {
 public:
  explicit Check(db::Tx& tx) : tx_(tx) {}

  std::vector<Violation> run() {
    caps();
    windows();
    held();
    steps();
    decisions();
    return std::move(found_);
  }

 private:
  void add(std::string law, std::string subject, std::string message) {
    found_.push_back({std::move(law), std::move(subject), std::move(message)});
  }

  void caps() {
    const ContactLimits most{3, 7, EmailHours::any};
    std::vector<Date> dates;
    std::vector<Date> demands;
    PartyId party;
    tx_.each(
        select_contacts,
        [&](db::Row& row) {
          if (row.id<PartyId>(0) != party) {
            dates.clear();
            demands.clear();
          }
          party = row.id<PartyId>(0);
          const Date date = row.date(1);
          dates.push_back(date);
          count(party, date, dates, date, most.max_per_day, "dunning.day_cap");
          if (row.boolean(2)) demands.push_back(date);
          count(party, date, demands, date - 6, most.max_per_week, "dunning.week_cap");
        },
        tx_.tenant());
  }

  void count(PartyId party, Date date, const std::vector<Date>& dates, Date since, int most,
             const char* law) {
    int contacts = 0;
    for (const Date made : dates) contacts += made >= since ? 1 : 0;
    if (contacts > most) {
      add(law, party.text(),
          fmt::format("{} contatos de {} a {}; o limite é {}", contacts, format_br(since),
                      format_br(date), most));
    }
  }

  void windows() {
    const EmailHours hours = load_limits(tx_).email_hours;
    const std::string zone = time_zone_of(tx_);
    tx_.each(
        select_sent,
        [&](db::Row& row) {
          const std::string code = row.optional_text(3).value_or("");
          const State* state = find_state(code);
          const LocalTime local =
              local_time(row.instant(1), state != nullptr ? std::string(state->time_zone) : zone);
          const auto channel = messaging::parse_channel(row.view(4)).value();
          const auto window = channel_window(channel, hours, code, local.date);
          // A message that was handed over in time may be confirmed a moment later.
          const int grace_minutes = 5;
          if (window && local.minute >= window->from_minute &&
              local.minute < window->to_minute + grace_minutes) {
            return;
          }
          add("dunning.window", row.id<MessageId>(0).text(),
              fmt::format("saiu em {} às {:02}:{:02}, fora do horário de mensagens{}",
                          format_br(local.date), local.minute / 60, local.minute % 60,
                          code.empty() ? "" : " em " + code));
        },
        tx_.tenant());
  }

  void held() {
    tx_.each(
        select_held,
        [&](db::Row& row) {
          add("dunning.held", row.id<TitleId>(0).text(),
              "cobrado em " + format_br(row.date(1)) + " com a cobrança suspensa");
        },
        tx_.tenant());
  }

  void steps() {
    tx_.each(
        select_steps_without_message,
        [&](db::Row& row) {
          add("dunning.step_message", row.id<TitleId>(0).text(),
              "o passo " + step_words(static_cast<int>(row.integer(1))) +
                  " conta como feito, mas a mensagem não saiu");
        },
        tx_.tenant());
  }

  void decisions() {
    tx_.each(
        select_decisions_without_message,
        [&](db::Row& row) {
          add("dunning.decision_message", row.id<TitleId>(0).text(),
              "decidiu uma mensagem em " + format_br(row.date(1)) + " que não está na caixa");
        },
        tx_.tenant());
  }

  db::Tx& tx_;
  std::vector<Violation> found_;
};

}  // namespace

std::vector<Violation> check(db::Tx& tx) { return Check(tx).run(); }

}  // namespace quita::dunning
