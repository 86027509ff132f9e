// A title's money: charges and balance of any day, journal, timeline, and what people decide.
#include "company/audit.h"
#include "company/idempotency.h"
#include "conduct/conduct.h"
#include "party/party_api.h"
#include "party/party_json.h"
#include "receivable/receivable_routes.h"
#include "receivable/title_json.h"

namespace quita::receivable {

BOOST_DESCRIBE_ENUM(EntryKind, issued, charge, payment, excess, discount, rebate, waiver, write_off,
                    cancellation, renegotiated, reversal, correction, fee, due_date_changed)

namespace {

struct EntryView {
  int seq = 0;
  Instant at;
  Date on;
  EntryKind kind = EntryKind::issued;
  std::string label;
  Money amount, principal, fine, interest, reduction, excess, fee;
  std::string cause_kind, cause, actor, note;
  Money balance_after;
  bool reversible = false;
};
BOOST_DESCRIBE_STRUCT(EntryView, (),
                      (seq, at, on, kind, label, amount, principal, fine, interest, reduction,
                       excess, fee, cause_kind, cause, actor, note, balance_after, reversible))

struct JournalView {
  std::vector<EntryView> items;
};
BOOST_DESCRIBE_STRUCT(JournalView, (), (items))

struct BalanceView {
  Date on;
  TitleState state = TitleState::open;
  Money issued, charges, reductions, paid, balance, credit;
};
BOOST_DESCRIBE_STRUCT(BalanceView, (),
                      (on, state, issued, charges, reductions, paid, balance, credit))

struct ReceiptIn {
  Money amount;
  std::optional<Date> on;
  std::optional<std::string> note;
  std::optional<bool> waive_charges;
};
BOOST_DESCRIBE_STRUCT(ReceiptIn, (), (amount, on, note, waive_charges))
struct ReceiptView : TitleView {
  std::vector<std::string> remarks;
};
BOOST_DESCRIBE_STRUCT(ReceiptView, (TitleView), (remarks))

struct RebateIn {
  Money amount;
  std::optional<std::string> note;
};
BOOST_DESCRIBE_STRUCT(RebateIn, (), (amount, note))
struct WaiverIn {
  std::optional<Money> amount;
  std::optional<bool> all;
  std::optional<std::string> note;
};
BOOST_DESCRIBE_STRUCT(WaiverIn, (), (amount, all, note))
struct ReversalIn {
  int seq = 0;
  std::optional<std::string> note;
};
BOOST_DESCRIBE_STRUCT(ReversalIn, (), (seq, note))
struct ReasonIn {
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(ReasonIn, (), (reason))

struct EventAfter {
  EventId id;
};
BOOST_DESCRIBE_STRUCT(EventAfter, (), (id))

Result<TitleRecord> known_title(db::Tx& tx, TitleId id) {
  auto record = find_title(tx, id);
  if (!record) {
    return fail(ErrorKind::not_found, "title.not_found", "Este título não existe.", "id");
  }
  return *std::move(record);
}

JournalView journal_view(const Title& title, const std::vector<Entry>& journal) {
  JournalView view;
  Money balance;
  for (const Entry& entry : journal) {
    balance += entry.moves_balance();
    const Decision trial{{"trial", "trial"}, "", "", entry.on, entry.at};
    view.items.push_back({entry.seq, entry.at, entry.on, entry.kind, std::string(label(entry.kind)),
                          entry.amount, entry.principal, entry.fine, entry.interest,
                          entry.reduction, entry.excess, entry.fee, entry.cause.kind,
                          entry.cause.key, entry.actor, entry.note, balance,
                          reverse(title, journal, entry.seq, trial).has_value()});
  }
  return view;
}

// A decision about one title: runs `decide(tx, act, id)` and shows the title as it is then.
template <class F>
Result<TitleView> decide(const Desk& desk, http::Context& c, F decide) {
  const auto id = TRY(c.param_as<TitleId>("id"));
  return company::write_once<TitleView>(desk.db, c, [&](db::Tx& tx) -> Result<TitleView> {
    const Act act = party::act_of(tx, c, desk.clock.now());
    TRY_STATUS(decide(tx, act, id));
    return title_view(tx, id, act.today);
  });
}

Result<ReceiptView> receive(const Desk& desk, http::Context& c, const ReceiptIn& in) {
  const auto id = TRY(c.param_as<TitleId>("id"));
  return company::write_once<ReceiptView>(desk.db, c, [&](db::Tx& tx) -> Result<ReceiptView> {
    const Act act = party::act_of(tx, c, desk.clock.now());
    Payment payment;
    payment.amount = in.amount;
    payment.on = in.on.value_or(act.today);
    if (payment.on > act.today) {
      return invalid("payment.on", "O recebimento não pode ter data futura.", "on");
    }
    payment.waive_charges = in.waive_charges.value_or(false);
    payment.note = in.note.value_or("");
    TRY_STATUS(conduct::refuse_coercion(payment.note, "note"));  // his statement shows it
    payment.cause = {"receipt", user_cause(c, act).key};
    const Settled settled = TRY(receive_payment(tx, act, id, payment, desk.on_settled));
    if (!settled.settlement.entries.empty()) {
      company::audit(tx, actor_of(act), "title.receipt", {"title", id.uuid}, "", json::write(in));
    }
    ReceiptView view;
    static_cast<TitleView&>(view) = TRY(title_view(tx, id, act.today));
    view.remarks = settled.settlement.remarks;
    return view;
  });
}

void add_reading_routes(http::Routes& routes, const Desk& desk) {
  using http::Context;
  routes
      .get<ChargesView>("/v1/titles/{id}/charges", "What the title costs on a day", "titles:read",
                        [desk](Context& c) -> Result<ChargesView> {
                          const auto id = TRY(c.param_as<TitleId>("id"));
                          const auto on = TRY(c.query_as<Date>("on"));
                          return desk.db.read(
                              c.caller.tenant, [&](db::Tx& tx) -> Result<ChargesView> {
                                const Act act = party::act_of(tx, c, desk.clock.now());
                                const auto record = TRY(known_title(tx, id));
                                return view_of(charges_of(tx, record, on.value_or(act.today)));
                              });
                        })
      .query<Date>("on", "O dia; hoje se ausente");

  routes
      .get<BalanceView>(
          "/v1/titles/{id}/balance", "The books of a title at the end of a day", "titles:read",
          [desk](Context& c) -> Result<BalanceView> {
            const auto id = TRY(c.param_as<TitleId>("id"));
            const auto on = TRY(c.query_as<Date>("on"));
            return desk.db.read(c.caller.tenant, [&](db::Tx& tx) -> Result<BalanceView> {
              const Date day = on.value_or(party::act_of(tx, c, desk.clock.now()).today);
              TRY(known_title(tx, id));
              const Standing at = project_on(journal_of(tx, id), day);
              return BalanceView{day,           at.state, at.issued,  at.charges,
                                 at.reductions, at.paid,  at.balance, at.credit};
            });
          })
      .query<Date>("on", "O dia; hoje se ausente");

  routes.get<JournalView>("/v1/titles/{id}/journal", "The journal, oldest first", "titles:read",
                          [desk](Context& c) -> Result<JournalView> {
                            const auto id = TRY(c.param_as<TitleId>("id"));
                            return desk.db.read(
                                c.caller.tenant, [&](db::Tx& tx) -> Result<JournalView> {
                                  const auto record = TRY(known_title(tx, id));
                                  return journal_view(record.title, journal_of(tx, id));
                                });
                          });

  routes
      .get<http::Page<party::TimelineEvent>>(
          "/v1/titles/{id}/timeline", "What happened, newest first", "titles:read",
          [desk](Context& c) -> Result<http::Page<party::TimelineEvent>> {
            using Timeline = http::Page<party::TimelineEvent>;
            const auto id = TRY(c.param_as<TitleId>("id"));
            const int limit = TRY(c.limit());
            const auto after = TRY(c.cursor<EventAfter>());
            return desk.db.read(c.caller.tenant, [&](db::Tx& tx) -> Result<Timeline> {
              TRY(known_title(tx, id));
              std::vector<party::TimelineEvent> items;
              for (const party::Event& event : party::title_timeline(
                       tx, id, after ? std::optional(after->id) : std::nullopt, limit + 1)) {
                items.push_back(party::view_of(event));
              }
              return http::page_of(std::move(items), limit, [](const party::TimelineEvent& last) {
                return EventAfter{last.id};
              });
            });
          })
      .paged();
}

}  // namespace

void add_journal_routes(http::Routes& routes, const Desk& desk) {
  using http::Context;
  using http::Method;
  add_reading_routes(routes, desk);

  routes
      .add<ReceiptIn, ReceiptView>(
          Method::post, "/v1/titles/{id}/receipts", "Money received outside the bank",
          "titles:write", [desk](Context& c, const ReceiptIn& in) { return receive(desk, c, in); })
      .idempotent();

  routes
      .add<RebateIn, TitleView>(
          Method::post, "/v1/titles/{id}/rebates", "Grants a rebate (abatimento)", "titles:write",
          [desk](Context& c, const RebateIn& in) {
            return decide(desk, c, [&](db::Tx& tx, const Act& act, TitleId id) {
              return rebate_title(tx, act, id, in.amount, user_cause(c, act), in.note.value_or(""));
            });
          })
      .idempotent();

  routes
      .add<WaiverIn, TitleView>(
          Method::post, "/v1/titles/{id}/waivers", "Waives today's charges, all or a part",
          "titles:write",
          [desk](Context& c, const WaiverIn& in) -> Result<TitleView> {
            if (in.amount.has_value() == in.all.value_or(false)) {
              return invalid("title.waiver", "Informe amount, ou all como true.", "amount");
            }
            return decide(desk, c, [&](db::Tx& tx, const Act& act, TitleId id) {
              return waive_charges(tx, act, id, in.amount, user_cause(c, act),
                                   in.note.value_or(""));
            });
          })
      .idempotent();

  routes
      .add<ReversalIn, TitleView>(
          Method::post, "/v1/titles/{id}/reversals", "Takes an entry back", "titles:write",
          [desk](Context& c, const ReversalIn& in) {
            return decide(desk, c, [&](db::Tx& tx, const Act& act, TitleId id) {
              return reverse_entry(tx, act, id, in.seq, user_cause(c, act), in.note.value_or(""));
            });
          })
      .idempotent();

  routes
      .add<ReasonIn, TitleView>(
          Method::post, "/v1/titles/{id}/cancel", "Cancels a title that received nothing",
          "titles:write",
          [desk](Context& c, const ReasonIn& in) {
            return decide(desk, c, [&](db::Tx& tx, const Act& act, TitleId id) {
              return cancel_title(tx, act, id, user_cause(c, act), in.reason);
            });
          })
      .idempotent();

  routes
      .add<ReasonIn, TitleView>(
          Method::post, "/v1/titles/{id}/write-off", "Gives the rest up as a loss", "titles:write",
          [desk](Context& c, const ReasonIn& in) {
            return decide(desk, c, [&](db::Tx& tx, const Act& act, TitleId id) {
              return write_off_title(tx, act, id, user_cause(c, act), in.reason);
            });
          })
      .idempotent();
}

}  // namespace quita::receivable
