#include "sandbox/year_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "dunning/policy.h"
#include "dunning/policy_store.h"
#include "dunning/promise.h"
#include "dunning/schedule.h"
#include "messaging/outbox.h"
#include "receivable/delay_bands.h"

namespace quita::sandbox {

namespace {

constexpr std::string_view select_totals =
    "SELECT COUNT(*), COUNT(DISTINCT party_id), COALESCE(SUM(amount), 0) FROM title "
    "WHERE tenant_id = $1";

constexpr std::string_view select_received =
    "SELECT COALESCE(SUM(amount), 0) FROM journal WHERE tenant_id = $1 AND kind IN ('payment', "
    "'excess', 'reversal')";

constexpr std::string_view select_messages =
    "SELECT party_id, business_date, cause, channel, state FROM outbox WHERE tenant_id = $1 "
    "ORDER BY party_id, business_date";

constexpr std::string_view select_reasons =
    "SELECT reason, action, COUNT(*) FROM decision WHERE tenant_id = $1 GROUP BY reason, action";

constexpr std::string_view select_due =
    "SELECT due_date, paid_on, amount, state FROM title WHERE tenant_id = $1 AND due_date <= $2 "
    "AND state IN ('open', 'partly_paid', 'paid')";

constexpr std::string_view select_contacts =
    "SELECT state, COUNT(*) FROM party_contact WHERE tenant_id = $1 GROUP BY state";

constexpr std::string_view count_disputes =
    "SELECT COUNT(*) FROM hold WHERE tenant_id = $1 AND kind = 'dispute'";

constexpr std::string_view count_tasks = "SELECT COUNT(*) FROM task WHERE tenant_id = $1";

constexpr std::string_view on_time = "no prazo";
constexpr std::string_view still_owed = "ainda em aberto";

constexpr int year_days = 366;
constexpr int promises_most = 1'000'000;

int count(db::Tx& tx, std::string_view sql) {
  return tx
      .one(
          sql, [](db::Row& row) { return static_cast<int>(row.integer(0)); }, tx.tenant())
      .value_or(0);
}

class Reading {
 public:
  Reading(db::Tx& tx, Date last) : tx_(tx), last_(last) {}

  YearReport read() {
    totals();
    messages();
    decisions();
    bands();
    promises();
    contacts();
    report_.disputes = count(tx_, count_disputes);
    report_.tasks = count(tx_, count_tasks);
    const auto limits = dunning::load_limits(tx_);
    report_.cap_a_day = limits.max_per_day;
    report_.cap_a_week = limits.max_per_week;
    return std::move(report_);
  }

 private:
  void totals() {
    tx_.each(
        select_totals,
        [&](db::Row& row) {
          report_.titles = static_cast<int>(row.integer(0));
          report_.customers = static_cast<int>(row.integer(1));
          report_.sold = row.money(2);
        },
        tx_.tenant());
    tx_.each(
        select_received, [&](db::Row& row) { report_.received = row.money(0); }, tx_.tenant());
  }

  // Of one person after the other, in the order of the days.
  void messages() {
    std::map<std::pair<int, std::string>, int> steps;
    PartyId party;
    std::vector<Date> all, demands;
    tx_.each(
        select_messages,
        [&](db::Row& row) {
          const bool taken = row.view(4) == "sent";
          if (!row.view(2).starts_with(messaging::dunning_cause)) {
            if (taken) ++report_.thanks;
            return;
          }
          if (!taken) {
            ++report_.failed;
            return;
          }
          ++report_.messages;
          if (row.id<PartyId>(0) != party) {
            all.clear();
            demands.clear();
          }
          party = row.id<PartyId>(0);
          const std::string cause = row.text(2);
          const int step = std::stoi(cause.substr(cause.rfind(':') + 1));
          ++steps[{step, row.text(3)}];
          const Date on = row.date(1);
          all.push_back(on);
          if (step > 0) demands.push_back(on);
          const auto since = [](const std::vector<Date>& days, Date first) {
            return static_cast<int>(
                std::count_if(days.begin(), days.end(), [&](Date day) { return day >= first; }));
          };
          report_.most_in_a_day = std::max(report_.most_in_a_day, since(all, on));
          report_.most_in_a_week = std::max(report_.most_in_a_week, since(demands, on - 6));
        },
        tx_.tenant());
    for (const auto& [step, messages] : steps)
      report_.steps.push_back({dunning::step_words(step.first), step.second, messages});
  }

  void decisions() {
    tx_.each(
        select_reasons,
        [&](db::Row& row) {
          const auto many = static_cast<int>(row.integer(2));
          report_.decisions += many;
          if (row.view(1) != "none") return;
          report_.held_back += many;
          report_.reasons[row.text(0)] += many;
        },
        tx_.tenant());
  }

  void bands() {
    const auto bands = receivable::load_delay_bands(tx_);
    report_.bands.push_back({std::string(on_time), 0, {}});
    for (const auto& band : bands)
      report_.bands.push_back({receivable::label(band) + " depois", 0, {}});
    report_.bands.push_back({std::string(still_owed), 0, {}});
    tx_.each(
        select_due,
        [&](db::Row& row) {
          DelayBand* band = &report_.bands.back();
          if (row.view(3) == "paid") {
            const int late = row.date(1) - dunning::last_day_on_time(row.date(0));
            const auto its = std::find_if(bands.begin(), bands.end(),
                                          [&](const auto& each) { return each.holds(late); });
            band = late <= 0 ? &report_.bands.front()
                             : &report_.bands[static_cast<std::size_t>(its - bands.begin()) + 1];
          }
          ++band->titles;
          band->amount += row.money(2);
        },
        tx_.tenant(), last_ - report_horizon_days);
  }

  void promises() {
    for (const auto& promise : dunning::recent_promises(tx_, last_, year_days, promises_most)) {
      ++report_.promises;
      if (promise.state == dunning::PromiseState::kept) ++report_.kept;
      if (promise.state == dunning::PromiseState::broken) ++report_.broken;
    }
  }

  void contacts() {
    tx_.each(
        select_contacts,
        [&](db::Row& row) {
          if (row.view(0) == "opted_out") report_.opted_out = static_cast<int>(row.integer(1));
          if (row.view(0) == "bounced") report_.bounced = static_cast<int>(row.integer(1));
        },
        tx_.tenant());
  }

  db::Tx& tx_;
  const Date last_;
  YearReport report_;
};

}  // namespace

YearReport read_year(db::Tx& tx, Date last) { return Reading(tx, last).read(); }

std::string words(const YearReport& report) {
  std::string text = fmt::format(
      "Vendas        {} títulos a {} clientes, {}; recebidos {}\n"
      "Mensagens     {} da régua, {} outras (agradecimentos); {} não saíram ou foram recusadas\n",
      report.titles, report.customers, format_brl(report.sold), format_brl(report.received),
      report.messages, report.thanks, report.failed);
  for (const StepCount& step : report.steps) {
    text += fmt::format("  {:>7}  {}, {}\n", step.messages, step.label,
                        step.channel == "email" ? "e-mail" : step.channel);
  }
  text += fmt::format("Decisões      {}, das quais {} não cobraram\n", report.decisions,
                      report.held_back);
  for (const auto& [reason, many] : report.reasons)
    text += fmt::format("  {:>7}  {}\n", many, reason);
  int due = 0;
  for (const DelayBand& band : report.bands) due += band.titles;
  text += fmt::format("Recuperação   dos {} títulos vencidos há {} dias ou mais\n", due,
                      report_horizon_days);
  for (const DelayBand& band : report.bands) {
    text +=
        fmt::format("  {:>6.1f}%  {}: {} títulos, {}\n", due == 0 ? 0.0 : 100.0 * band.titles / due,
                    band.label, band.titles, format_brl(band.amount));
  }
  text += fmt::format("Promessas     {}: {} cumpridas, {} quebradas\n", report.promises,
                      report.kept, report.broken);
  text += fmt::format(
      "Pessoas       {} contestações, {} tarefas, {} pediram para sair, {} endereços devolvidos\n",
      report.disputes, report.tasks, report.opted_out, report.bounced);
  text += fmt::format(
      "Limites       no máximo {} mensagem(ns) a uma pessoa num dia (limite {}), {} cobranças em "
      "sete dias (limite {})\n",
      report.most_in_a_day, report.cap_a_day, report.most_in_a_week, report.cap_a_week);
  return text;
}

}  // namespace quita::sandbox
