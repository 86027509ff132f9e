#include "sandbox/sandbox_api.h"

#include <fmt/format.h>

#include "banking/return_import.h"
#include "http/route.h"
#include "party/acting.h"
#include "sandbox/simulated_bank.h"

namespace quita::sandbox {

namespace {

using http::Context, http::Method;

struct PayInput {
  TitleId title_id;
  std::optional<Money> amount;
};
BOOST_DESCRIBE_STRUCT(PayInput, (), (title_id, amount))

struct PaidView {
  ReturnFileId return_file_id;
  std::string name;
  int settled = 0;
  Money paid;
};
BOOST_DESCRIBE_STRUCT(PaidView, (), (return_file_id, name, settled, paid))

struct ReturnInput {
  std::vector<TitleId> title_ids;
};
BOOST_DESCRIBE_STRUCT(ReturnInput, (), (title_ids))

constexpr std::string_view select_demo = "SELECT demo FROM tenant WHERE id = $1";
constexpr const char* bank = "banco simulado";

Status check_demo(db::Tx& tx) {
  const auto demo = tx.one(
      select_demo, [](db::Row& row) { return row.boolean(0); }, tx.tenant());
  if (demo.value_or(false)) return {};
  return fail(ErrorKind::forbidden, "demo.only",
              "o banco simulado só atende a empresa de demonstração");
}

std::string file_name(Date today) {
  return fmt::format("CN{:02}{:02}{:02}.RET", today.day(), today.month(), today.year() % 100);
}

// The file in which the bank tells that these titles were paid today; all of one account.
Result<std::string> paid_file(db::Tx& tx, const Act& act, const std::vector<TitleId>& titles,
                              std::optional<Money> amount, Money& total) {
  std::vector<cnab::ReturnEntry> entries;
  AccountId account;
  for (const auto id : titles) {
    auto paid = TRY(pay(tx, id, amount, act.today));
    if (!entries.empty() && paid.account != account) {
      return invalid("demo.accounts", "os títulos são de contas diferentes", "title_ids");
    }
    account = paid.account;
    total += paid.entry.paid;
    entries.push_back(std::move(paid.entry));
  }
  if (entries.empty()) return invalid("demo.titles", "escolha ao menos um título", "title_ids");
  return return_file(tx, act, account, entries);
}

}  // namespace

void add_routes(http::Routes& routes, db::Db& db, const Clock& clock,
                receivable::OnSettled on_settled) {
  routes.add<PayInput, PaidView>(
      Method::post, "/v1/demo/bank/pay",
      "Demo: the simulated bank writes the return of a payment, and it is imported",
      "banking:write", [&db, &clock, on_settled](Context& c, const PayInput& in) {
        return db.write(c.caller.tenant, [&](db::Tx& tx) -> Result<PaidView> {
          TRY_STATUS(check_demo(tx));
          const auto act = act_of(tx, bank, clock);
          Money total;
          const auto file = TRY(paid_file(tx, act, {in.title_id}, in.amount, total));
          const auto import =
              TRY(banking::import_return(tx, act, file_name(act.today), file, on_settled));
          return PaidView{import.id, import.name, import.settled, total};
        });
      });

  routes
      .raw(Method::post, "/v1/demo/bank/return",
           "Demo: the return file that the bank would send if these titles were paid today",
           "banking:write",
           [&db, &clock](Context& c) -> Result<http::Response> {
             const auto in = TRY(c.body_as<ReturnInput>());
             return db.read(c.caller.tenant, [&](db::Tx& tx) -> Result<http::Response> {
               TRY_STATUS(check_demo(tx));
               const auto act = act_of(tx, bank, clock);
               Money total;
               auto file = TRY(paid_file(tx, act, in.title_ids, std::nullopt, total));
               return http::Response::file("application/octet-stream", file_name(act.today),
                                           std::move(file));
             });
           })
      .takes<ReturnInput>()
      .produces("application/octet-stream");
}

}  // namespace quita::sandbox
