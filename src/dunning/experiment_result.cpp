#include "dunning/experiment_result.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "dunning/policy_store.h"
#include "party/acting.h"

namespace quita::dunning {
namespace {

using statistics::Estimate;
using statistics::Observation;

constexpr std::array<std::string_view, 5> verdict_words = {
    "too_early", "undecided", "challenger_better", "champion_better", "split_in_doubt"};

// Through the index title_by_due.
constexpr auto select_titles =
    "SELECT t.id, t.party_id, p.kind, t.due_date, t.amount, t.created_at, t.state, t.paid_on "
    "FROM title t JOIN party p ON p.tenant_id = t.tenant_id AND p.id = t.party_id "
    "WHERE t.tenant_id = $1 AND t.due_date >= $2 AND t.created_at >= $3 AND t.created_at < $4 "
    "AND t.state <> 'cancelled'";

constexpr auto select_receipts =
    "SELECT j.title_id, j.on_date, j.amount FROM title t JOIN journal j ON "
    "j.tenant_id = t.tenant_id AND j.title_id = t.id WHERE t.tenant_id = $1 AND t.due_date >= $2 "
    "AND t.due_date <= $3 AND t.created_at >= $4 AND j.kind IN ('payment', 'reversal')";

constexpr auto select_labels =
    "SELECT l.title_id, l.kind, l.value FROM title t JOIN title_label l ON "
    "l.tenant_id = t.tenant_id AND l.title_id = t.id WHERE t.tenant_id = $1 AND t.due_date >= $2 "
    "AND t.created_at >= $3 ORDER BY l.title_id, l.kind, l.value";

// Of those who have a title that may take part.
#define QUITA_CUSTOMERS                                                                      \
  "party_id IN (SELECT t.party_id FROM title t WHERE t.tenant_id = $1 AND t.due_date >= $2 " \
  "AND t.created_at >= $3)"

constexpr auto select_scores =
    "SELECT party_id, score FROM credit_limit WHERE tenant_id = $1 AND score IS NOT NULL "
    "AND " QUITA_CUSTOMERS;

constexpr auto select_tags =
    "SELECT party_id, tag FROM party_tag WHERE tenant_id = $1 AND " QUITA_CUSTOMERS;

// Of one customer, of the titles that count.
struct Customer {
  double titles = 0, paid = 0, days = 0;
  double due = 0, recovered = 0;  // centavos
};

struct Side {
  ArmCount count;
  std::unordered_set<PartyId> drawn;
  std::map<PartyId, Customer> customers;
};

class Measuring {
 public:
  Measuring(db::Tx& tx, const ExperimentRecord& record, Date today)
      : tx_(tx),
        experiment_(record.experiment),
        ended_at_(record.ended_at),
        today_(today),
        policies_(load_policies(tx)) {}

  ExperimentResult make() {
    if (asks_for_tags(policies_)) read_tags();
    if (asks_for_labels(policies_)) read_labels();
    read_receipts();
    read_titles();
    ExperimentResult result;
    result.as_of = today_;
    finish(champion_);
    finish(challenger_);
    result.champion = champion_.count;
    result.challenger = challenger_.count;
    result.chance_of_split = statistics::chance_of_split(
        result.challenger.drawn, result.challenger.drawn + result.champion.drawn,
        experiment_.share_percent / 100.0);
    result.titles_paid = compare(&Customer::paid, &Customer::titles, share_expected);
    result.amount_recovered = compare(&Customer::recovered, &Customer::due, share_expected);
    result.days_to_pay = compare(&Customer::days, &Customer::titles, days_expected);
    result.verdict = judge(result);
    return result;
  }

 private:
  Date first_due() const { return business_date(experiment_.started_at, time_zone_of(tx_)); }

  void read_tags() {
    tx_.each(
        select_tags, [&](db::Row& row) { tags_[row.id<PartyId>(0)].push_back(row.text(1)); },
        tx_.tenant(), first_due(), experiment_.started_at);
  }

  void read_labels() {
    tx_.each(
        select_labels,
        [&](db::Row& row) {
          receivable::TitleLabels& labels = labels_[row.id<TitleId>(0)];
          if (row.view(1) == "seller") {
            labels.seller = row.text(2);
          } else {
            labels.products.push_back(row.text(2));
          }
        },
        tx_.tenant(), first_due(), experiment_.started_at);
    tx_.each(
        select_scores,
        [&](db::Row& row) { scores_[row.id<PartyId>(0)] = static_cast<int>(row.integer(1)); },
        tx_.tenant(), first_due(), experiment_.started_at);
  }

  void read_receipts() {
    tx_.each(
        select_receipts,
        [&](db::Row& row) {
          receipts_[row.id<TitleId>(0)].push_back({row.date(1), row.money(2)});
        },
        tx_.tenant(), first_due(), today_ - result_days, experiment_.started_at);
  }

  void read_titles() {
    constexpr Instant never{INT64_MAX};
    tx_.each(
        select_titles, [&](db::Row& row) { take(row); }, tx_.tenant(), first_due(),
        experiment_.started_at, ended_at_.value_or(never));
  }

  void take(db::Row& row) {
    const auto party = row.id<PartyId>(1);
    const auto kind = row.view(2) == "person" ? PartyKind::person : PartyKind::company;
    const Money amount = row.money(4);
    const SegmentFacts facts{kind, tags_[party], amount, labels_[row.id<TitleId>(0)],
                             score_of(party)};
    if (line_for(policies_, facts).id != experiment_.line) return;
    const bool challenger = challenged(experiment_, party, row.instant(5));
    Side& side = challenger ? challenger_ : champion_;
    side.drawn.insert(party);
    const Date due = row.date(3);
    if (due > today_ - result_days) {
      ++side.count.waiting;
      return;
    }
    Customer& customer = side.customers[party];
    Money recovered;
    for (const Receipt& receipt : receipts_[row.id<TitleId>(0)]) {
      if (receipt.on <= due + result_days) recovered += receipt.amount;
    }
    recovered = std::clamp(recovered, Money(), amount);
    const auto paid_on = row.view(6) == "paid" ? row.optional_date(7) : std::nullopt;
    const int days = paid_on ? std::min(*paid_on - due, result_days) : result_days;
    const bool in_time = paid_on && *paid_on <= due + result_days;
    customer.titles += 1;
    customer.paid += in_time ? 1 : 0;
    customer.days += days;
    customer.due += static_cast<double>(amount.centavos());
    customer.recovered += static_cast<double>(recovered.centavos());
    ++side.count.titles;
    side.count.due += amount;
    side.count.recovered += recovered;
  }

  std::optional<int> score_of(const PartyId& party) const {
    const auto found = scores_.find(party);
    return found == scores_.end() ? std::nullopt : std::optional(found->second);
  }

  static void finish(Side& side) {
    side.count.customers = static_cast<int>(side.customers.size());
    side.count.drawn = static_cast<int>(side.drawn.size());
  }

  static Estimate estimate(const Side& side, double Customer::*part, double Customer::*whole) {
    std::vector<Observation> observations;
    observations.reserve(side.customers.size());
    for (const auto& [id, customer] : side.customers)
      observations.push_back({customer.*part, customer.*whole});
    return statistics::ratio_of_sums(observations);
  }

  Measure compare(double Customer::*part, double Customer::*whole, double expected) const {
    const Estimate champion = estimate(champion_, part, whole);
    const Estimate challenger = estimate(challenger_, part, whole);
    const Estimate gap = statistics::difference(challenger, champion);
    return {{champion.value, statistics::fixed_interval(champion, confidence)},
            {challenger.value, statistics::fixed_interval(challenger, confidence)},
            gap.value,
            statistics::always_valid_interval(gap, confidence, expected)};
  }

  static Verdict judge(const ExperimentResult& result) {
    if (result.chance_of_split < statistics::split_in_doubt) return Verdict::split_in_doubt;
    if (std::min(result.champion.customers, result.challenger.customers) < customers_for_verdict)
      return Verdict::too_early;
    const auto& gap = result.titles_paid.gap_interval;
    if (!gap.excludes_zero()) return Verdict::undecided;
    return gap.low > 0 ? Verdict::challenger_better : Verdict::champion_better;
  }

  db::Tx& tx_;
  const Experiment& experiment_;
  const std::optional<Instant> ended_at_;
  const Date today_;
  const PolicySet policies_;
  std::unordered_map<PartyId, std::vector<std::string>> tags_;
  std::unordered_map<TitleId, receivable::TitleLabels> labels_;
  std::unordered_map<PartyId, int> scores_;
  std::unordered_map<TitleId, std::vector<Receipt>> receipts_;
  Side champion_, challenger_;
};

}  // namespace

std::string_view word(Verdict verdict) { return verdict_words[static_cast<std::size_t>(verdict)]; }

ExperimentResult measure(db::Tx& tx, const ExperimentRecord& record, Date today) {
  return Measuring(tx, record, today).make();
}

}  // namespace quita::dunning
