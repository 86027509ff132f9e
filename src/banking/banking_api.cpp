#include "banking/banking_api.h"

#include "banking/account.h"
#include "banking/remittance.h"
#include "banking/return_calendar.h"
#include "banking/return_import.h"
#include "brazil/bank.h"
#include "cnab/layout.h"
#include "company/idempotency.h"
#include "http/route.h"
#include "party/party_api.h"

namespace quita::banking {

namespace {

using http::Context, http::Method, http::Page;

struct AccountInput {
  std::string bank;
  std::string name;
  std::string agency;
  std::optional<std::string> agency_digit;
  std::string account;
  std::optional<std::string> account_digit;
  std::string wallet;
  std::optional<std::string> variation;
  std::optional<std::string> covenant;
  std::optional<std::string> beneficiary_code;
  std::optional<std::string> transmission_code;
  std::optional<std::string> beneficiary_digit;
  std::optional<std::string> client_code;
  std::optional<std::string> operation;
  std::optional<std::string> ios;
  std::optional<std::string> post;
  std::optional<std::string> id_byte;
  std::optional<std::string> portfolio;
  std::optional<std::string> emission_layout;
  std::optional<std::string> beneficiary_document;
  std::string layout;
  std::optional<std::string> pix_key;
  std::optional<bool> hybrid;
  std::optional<std::string> returns;  // "automatic", "daily", "never"
  std::optional<std::int64_t> next_our_number;
  std::optional<bool> standard;
};
BOOST_DESCRIBE_STRUCT(AccountInput, (),
                      (bank, name, agency, agency_digit, account, account_digit, wallet, variation,
                       covenant, beneficiary_code, transmission_code, beneficiary_digit,
                       client_code, operation, ios, post, id_byte, portfolio, emission_layout,
                       beneficiary_document, layout, pix_key, hybrid, returns, next_our_number,
                       standard))

struct AccountView {
  AccountId id;
  std::string bank;
  std::string bank_name;
  std::string name;
  std::string agency;
  std::string agency_digit;
  std::string account;
  std::string account_digit;
  std::string wallet;
  std::string variation;
  std::string covenant;
  std::string beneficiary_code;
  std::string transmission_code;
  std::string beneficiary_digit;
  std::string client_code;
  std::string operation;
  std::string ios;
  std::string post;
  std::string id_byte;
  std::string portfolio;
  std::string emission_layout;
  std::string beneficiary_document;
  std::string layout;
  std::string pix_key;
  bool hybrid = false;
  std::string returns;  // "automatic", "daily", "never"
  bool standard = false;
  std::int64_t next_our_number = 1;
  std::int64_t next_remittance = 1;
};
BOOST_DESCRIBE_STRUCT(AccountView, (),
                      (id, bank, bank_name, name, agency, agency_digit, account, account_digit,
                       wallet, variation, covenant, beneficiary_code, transmission_code,
                       beneficiary_digit, client_code, operation, ios, post, id_byte, portfolio,
                       emission_layout, beneficiary_document, layout, pix_key, hybrid, returns,
                       standard, next_our_number, next_remittance))

struct BankInputView {
  std::string field;
  std::string label;
  int size_max = 0;
  bool required = false;
};
BOOST_DESCRIBE_STRUCT(BankInputView, (), (field, label, size_max, required))
struct BankWalletView {
  std::string code;
  std::string name;
};
BOOST_DESCRIBE_STRUCT(BankWalletView, (), (code, name))
struct BankView {
  std::string code;
  std::string name;
  std::vector<BankWalletView> wallets;
  std::vector<BankInputView> inputs;
  std::vector<std::string> remittance;  // formats of files that we write for this bank
  std::vector<std::string> returned;    // and read from it
};
BOOST_DESCRIBE_STRUCT(BankView, (), (code, name, wallets, inputs, remittance, returned))

// "CNAB240" and "CNAB400", as far as the bank has them in this direction.
std::vector<std::string> formats_of(std::string_view bank, cnab::Direction direction) {
  std::vector<std::string> names;
  for (const auto format : {cnab::Format::cnab240, cnab::Format::cnab400})
    if (const auto* layout = cnab::find_layout(bank, format);
        layout != nullptr && !layout->records(direction).empty())
      names.emplace_back(cnab::format_name(format));
  return names;
}

// What the bank's remittances carry of an agreement and its slips do not ask for.
void add_inputs_of_files(BankView& bank) {
  constexpr std::pair<cnab::Key, std::string_view> carried[] = {
      {cnab::Key::variation, "variation"},
      {cnab::Key::covenant, "covenant"},
      {cnab::Key::beneficiary_code, "beneficiary_code"},
      {cnab::Key::transmission_code, "transmission_code"},
      {cnab::Key::client_code, "client_code"},
      {cnab::Key::operation_code, "operation"},
      {cnab::Key::post, "post"}};
  for (const auto format : {cnab::Format::cnab240, cnab::Format::cnab400}) {
    const auto* layout = cnab::find_layout(bank.code, format);
    if (layout == nullptr) continue;
    for (const auto& record : layout->remittance)
      for (const auto& one : carried) {
        const auto* field = record.find(one.first);
        if (field == nullptr || std::ranges::any_of(bank.inputs, [&](const BankInputView& input) {
              return input.field == one.second;
            }))
          continue;
        bank.inputs.push_back({std::string(one.second),
                               std::string(cnab::key_label(one.first)) + ", nos arquivos",
                               field->length(), false});
      }
  }
}

struct NewRemittance {
  AccountId account_id;
  std::optional<bool> without_problems;
};
BOOST_DESCRIBE_STRUCT(NewRemittance, (), (account_id, without_problems))

struct RemittanceView {
  RemittanceId id;
  AccountId account_id;
  int number = 0;
  std::string name;
  Instant created_at;
  std::string created_by;
  int titles = 0;
  Money total;
};
BOOST_DESCRIBE_STRUCT(RemittanceView, (),
                      (id, account_id, number, name, created_at, created_by, titles, total))

struct ProblemView {
  TitleId title_id;
  std::string number;
  std::string payer;
  std::string code;
  std::string message;
  std::string field;
};
BOOST_DESCRIBE_STRUCT(ProblemView, (), (title_id, number, payer, code, message, field))

struct MadeRemittanceView {
  std::optional<RemittanceView> remittance;
  std::vector<ProblemView> problems;
};
BOOST_DESCRIBE_STRUCT(MadeRemittanceView, (), (remittance, problems))

struct RemittanceItemView {
  TitleId title_id;
  std::string title_number;
  std::string party_name;
  std::string our_number;
  Date due_date;
  Money amount;
  std::string state;
  std::string reason;
  std::string order;
};
BOOST_DESCRIBE_STRUCT(RemittanceItemView, (),
                      (title_id, title_number, party_name, our_number, due_date, amount, state,
                       reason, order))
struct RemittanceDetail : RemittanceView {
  std::vector<RemittanceItemView> items;
};
BOOST_DESCRIBE_STRUCT(RemittanceDetail, (RemittanceView), (items))

struct ReturnView {
  ReturnFileId id;
  std::string name;
  std::string bank;
  std::string bank_name;
  std::string layout;
  Instant imported_at;
  std::string imported_by;
  int lines = 0;
  int settled = 0;
  Money settled_total;
  Money fees_total;
  int problems = 0;
  std::vector<std::string> warnings;
  bool repeated = false;
};
BOOST_DESCRIBE_STRUCT(ReturnView, (),
                      (id, name, bank, bank_name, layout, imported_at, imported_by, lines, settled,
                       settled_total, fees_total, problems, warnings, repeated))

struct ReturnLineView {
  int line = 0;
  std::string our_number;
  std::string occurrence;
  std::string event;
  std::string event_label;
  std::string reasons_text;
  Money amount;
  Money paid;
  Money fee;
  std::optional<Date> occurred_on;
  std::optional<Date> credited_on;
  std::optional<TitleId> title_id;
  std::string title_number;
  std::string party_name;
  std::string outcome;
  std::string problem;
  std::optional<PartyId> likely_party_id;
  std::string likely_party_name;
  std::optional<Date> waits_until;
};
BOOST_DESCRIBE_STRUCT(ReturnLineView, (),
                      (line, our_number, occurrence, event, event_label, reasons_text, amount, paid,
                       fee, occurred_on, credited_on, title_id, title_number, party_name, outcome,
                       problem, likely_party_id, likely_party_name, waits_until))
struct ReturnDetail : ReturnView {
  std::vector<ReturnLineView> items;
};
BOOST_DESCRIBE_STRUCT(ReturnDetail, (ReturnView), (items))

std::string bank_name(std::string_view code) {
  const auto* bank = find_bank(code);
  return bank ? std::string(bank->name) : "banco " + std::string(code);
}

AccountView view(const Account& a) {
  return {a.id,
          a.bank,
          bank_name(a.bank),
          a.name,
          a.agency,
          a.agency_digit,
          a.account,
          a.account_digit,
          a.wallet,
          a.variation,
          a.covenant,
          a.beneficiary_code,
          a.transmission_code,
          a.beneficiary_digit,
          a.client_code,
          a.operation,
          a.ios,
          a.post,
          a.id_byte,
          a.portfolio,
          a.emission_layout,
          a.beneficiary_document,
          std::string(cnab::format_name(a.layout)),
          a.pix_key,
          a.hybrid,
          std::string(word(a.returns)),
          a.standard,
          a.next_our_number,
          a.next_remittance};
}

Result<Account> account_of(const AccountInput& in, const Account& before) {
  Account account = before;
  account.bank = in.bank;
  account.name = in.name;
  account.agency = in.agency;
  account.agency_digit = in.agency_digit.value_or("");
  account.account = in.account;
  account.account_digit = in.account_digit.value_or("");
  account.wallet = in.wallet;
  account.variation = in.variation.value_or("");
  account.covenant = in.covenant.value_or("");
  account.beneficiary_code = in.beneficiary_code.value_or("");
  account.transmission_code = in.transmission_code.value_or("");
  account.beneficiary_digit = in.beneficiary_digit.value_or("");
  account.client_code = in.client_code.value_or("");
  account.operation = in.operation.value_or("");
  account.ios = in.ios.value_or("");
  account.post = in.post.value_or("");
  account.id_byte = in.id_byte.value_or("");
  account.portfolio = in.portfolio.value_or("");
  account.emission_layout = in.emission_layout.value_or("");
  account.beneficiary_document = in.beneficiary_document.value_or("");
  account.layout = TRY(cnab::parse_format(in.layout));
  account.pix_key = in.pix_key.value_or("");
  account.hybrid = in.hybrid.value_or(before.hybrid);
  if (in.returns) {
    const auto rhythm = parse_return_rhythm(*in.returns);
    if (!rhythm) {
      return invalid("account.returns",
                     "O retorno vem “automatic” (o sistema aprende), “daily” (todo dia útil) ou "
                     "“never” (não se espera por ele).",
                     "returns");
    }
    account.returns = *rhythm;
  }
  account.next_our_number = in.next_our_number.value_or(before.next_our_number);
  account.standard = in.standard.value_or(before.standard);
  return account;
}

RemittanceView view(const Remittance& r) {
  return {r.id, r.account, r.number, r.name, r.created_at, r.created_by, r.titles, r.total};
}

MadeRemittanceView view(const MadeRemittance& made) {
  MadeRemittanceView out;
  if (made.remittance) out.remittance = view(*made.remittance);
  for (const auto& p : made.problems) {
    out.problems.push_back(
        {p.title, p.number, p.payer, p.error.code, p.error.message, p.error.field});
  }
  return out;
}

ReturnView view(const ReturnImport& r) {
  return {r.id,          r.name,        r.bank,     bank_name(r.bank), r.layout,
          r.imported_at, r.imported_by, r.lines,    r.settled,         r.settled_total,
          r.fees_total,  r.problems,    r.warnings, r.repeated};
}

ReturnLineView view(const ReturnLine& l) {
  return {l.line,        l.our_number,   l.occurrence,   l.event,      l.event_label,
          l.reasons,     l.amount,       l.paid,         l.fee,        l.occurred_on,
          l.credited_on, l.title,        l.title_number, l.party_name, l.outcome,
          l.problem,     l.likely_party, l.likely_name,  l.waits_until};
}

constexpr int files_shown_max = 200;

void add_account_routes(http::Routes& routes, db::Db& db, const Clock& clock) {
  routes.get<Page<BankView>>(
      "/v1/banks", "Banks with their wallets and what each asks for", "banking:read",
      [](Context&) -> Result<Page<BankView>> {
        Page<BankView> page;
        for (const auto* bank : boleto::boleto_banks()) {
          BankView one{std::string(bank->code),
                       bank_name(bank->code),
                       {},
                       {},
                       formats_of(bank->code, cnab::Direction::remittance),
                       formats_of(bank->code, cnab::Direction::returned)};
          for (const auto& w : bank->wallets) {
            one.wallets.push_back({std::string(w.code), std::string(w.name)});
          }
          for (const auto& i : bank->inputs) {
            one.inputs.push_back(
                {std::string(api_name(i)), std::string(i.label), i.size_max, i.required});
          }
          add_inputs_of_files(one);
          page.items.push_back(std::move(one));
        }
        return page;
      });

  routes.get<Page<AccountView>>("/v1/accounts", "The company's bank accounts", "banking:read",
                                [&db](Context& c) -> Result<Page<AccountView>> {
                                  return db.read(c.caller.tenant, [](db::Tx& tx) {
                                    Page<AccountView> page;
                                    for (const auto& account : accounts(tx))
                                      page.items.push_back(view(account));
                                    return page;
                                  });
                                });

  routes
      .add<AccountInput, AccountView>(
          Method::post, "/v1/accounts", "Adds a bank account", "banking:write",
          [&db, &clock](Context& c, const AccountInput& in) -> Result<AccountView> {
            const auto draft = TRY(account_of(in, {}));
            return db.write(c.caller.tenant, [&](db::Tx& tx) -> Result<AccountView> {
              const auto act = party::act_of(tx, c, clock.now());
              return view(TRY(add_account(tx, act, draft)));
            });
          })
      .created();

  routes.add<AccountInput, AccountView>(
      Method::put, "/v1/accounts/{id}", "Changes a bank account", "banking:write",
      [&db, &clock](Context& c, const AccountInput& in) -> Result<AccountView> {
        const auto id = TRY(c.param_as<AccountId>("id"));
        return db.write(c.caller.tenant, [&](db::Tx& tx) -> Result<AccountView> {
          const auto act = party::act_of(tx, c, clock.now());
          const auto before = TRY(find_account(tx, id));
          auto draft = TRY(account_of(in, before));
          draft.bank = before.bank;
          return view(TRY(change_account(tx, act, draft)));
        });
      });
}

void add_remittance_routes(http::Routes& routes, db::Db& db, const Clock& clock) {
  routes.get<Page<RemittanceView>>("/v1/remittances", "Remittances, newest first", "banking:read",
                                   [&db](Context& c) -> Result<Page<RemittanceView>> {
                                     return db.read(c.caller.tenant, [](db::Tx& tx) {
                                       Page<RemittanceView> page;
                                       for (const auto& r : remittances(tx, files_shown_max))
                                         page.items.push_back(view(r));
                                       return page;
                                     });
                                   });

  routes
      .add<NewRemittance, MadeRemittanceView>(
          Method::post, "/v1/remittances",
          "Makes a remittance of the boletos that the bank does not know yet; with problems, "
          "nothing is made and all are listed",
          "banking:write",
          [&db, &clock](Context& c, const NewRemittance& in) -> Result<MadeRemittanceView> {
            return company::write_once<MadeRemittanceView>(
                db, c, [&](db::Tx& tx) -> Result<MadeRemittanceView> {
                  const auto act = party::act_of(tx, c, clock.now());
                  return view(TRY(make_remittance(tx, act, in.account_id,
                                                  in.without_problems.value_or(false))));
                });
          })
      .idempotent();

  routes.get<RemittanceDetail>(
      "/v1/remittances/{id}", "A remittance and what the bank has said of its titles",
      "banking:read", [&db](Context& c) -> Result<RemittanceDetail> {
        const auto id = TRY(c.param_as<RemittanceId>("id"));
        return db.read(c.caller.tenant, [&](db::Tx& tx) -> Result<RemittanceDetail> {
          RemittanceDetail detail;
          static_cast<RemittanceView&>(detail) = view(TRY(find_remittance(tx, id)));
          for (const auto& i : remittance_items(tx, id)) {
            detail.items.push_back({i.title, i.number, i.payer, i.our_number, i.due_date, i.amount,
                                    i.state, i.reason, i.order});
          }
          return detail;
        });
      });

  routes
      .raw(Method::get, "/v1/remittances/{id}/file", "The remittance's bytes", "banking:read",
           [&db](Context& c) -> Result<http::Response> {
             const auto id = TRY(c.param_as<RemittanceId>("id"));
             return db.read(c.caller.tenant, [&](db::Tx& tx) -> Result<http::Response> {
               const auto found = TRY(find_remittance(tx, id));
               return http::Response::file("application/octet-stream", found.name,
                                           remittance_content(tx, id));
             });
           })
      .produces("application/octet-stream");
}

void add_return_routes(http::Routes& routes, db::Db& db, const Clock& clock,
                       const receivable::OnSettled& on_settled) {
  routes.get<Page<ReturnView>>("/v1/returns", "Return files, newest first", "banking:read",
                               [&db](Context& c) -> Result<Page<ReturnView>> {
                                 return db.read(c.caller.tenant, [](db::Tx& tx) {
                                   Page<ReturnView> page;
                                   for (const auto& r : return_imports(tx, files_shown_max)) {
                                     page.items.push_back(view(r));
                                   }
                                   return page;
                                 });
                               });

  routes
      .raw(Method::post, "/v1/returns",
           "Takes a return file and applies it; the same file again changes nothing",
           "banking:write",
           [&db, &clock, on_settled](Context& c) -> Result<http::Response> {
             const auto name = c.query("name").value_or("retorno.ret");
             auto import = db.write(c.caller.tenant, [&](db::Tx& tx) -> Result<ReturnImport> {
               return import_return(tx, party::act_of(tx, c, clock.now()), name, c.request.body,
                                    on_settled);
             });
             if (!import) return tl::make_unexpected(std::move(import).error());
             return http::Response::json(json::write(view(*import)));
           })
      .upload("application/octet-stream")
      .returns<ReturnView>()
      .query("name", "Nome do arquivo");

  routes.get<ReturnDetail>(
      "/v1/returns/{id}", "A return file, line by line", "banking:read",
      [&db](Context& c) -> Result<ReturnDetail> {
        const auto id = TRY(c.param_as<ReturnFileId>("id"));
        return db.read(c.caller.tenant, [&](db::Tx& tx) -> Result<ReturnDetail> {
          ReturnDetail detail;
          static_cast<ReturnView&>(detail) = view(TRY(find_return(tx, id)));
          for (const auto& line : return_lines(tx, id)) {
            detail.items.push_back(view(line));
          }
          return detail;
        });
      });
}

struct LateReturnView {
  AccountId account_id;
  std::string name;
  std::string bank_name;
  Date missing;
  Date waits_until;
  bool waits = false;
  std::int64_t titles = 0;  // late ones whose boleto stands at that bank
  Money balance;
};
BOOST_DESCRIBE_STRUCT(LateReturnView, (),
                      (account_id, name, bank_name, missing, waits_until, waits, titles, balance))

void add_late_return_routes(http::Routes& routes, db::Db& db, const Clock& clock) {
  routes.get<Page<LateReturnView>>(
      "/v1/late-returns",
      "Accounts whose return file of a business day has not come, with the titles that it may pay",
      "banking:read", [&db, &clock](Context& c) -> Result<Page<LateReturnView>> {
        return db.read(c.caller.tenant, [&](db::Tx& tx) -> Result<Page<LateReturnView>> {
          const Date today = party::act_of(tx, c, clock.now()).today;
          Page<LateReturnView> page;
          for (const auto& late : late_returns(tx, today)) {
            const auto held = titles_of_gap(tx, late, today);
            if (held.titles == 0) continue;
            page.items.push_back({late.account, late.name, bank_name(late.bank), late.gap.missing,
                                  late.gap.waits_until, late.gap.waits_on(today), held.titles,
                                  held.balance});
          }
          return page;
        });
      });

  routes.add<void, void>(Method::post, "/v1/late-returns/{id}/go-on",
                         "Dunning goes on without the account's missing return files",
                         "banking:write", [&db, &clock](Context& c) -> Status {
                           const auto id = TRY(c.param_as<AccountId>("id"));
                           return db.write(c.caller.tenant, [&](db::Tx& tx) -> Status {
                             return go_on_without_return(tx, party::act_of(tx, c, clock.now()), id);
                           });
                         });
}

}  // namespace

void add_routes(http::Routes& routes, db::Db& db, const Clock& clock,
                receivable::OnSettled on_settled, MayBeOrdered may_be_ordered) {
  add_account_routes(routes, db, clock);
  add_remittance_routes(routes, db, clock);
  add_return_routes(routes, db, clock, on_settled);
  add_late_return_routes(routes, db, clock);
  add_bank_order_routes(routes, db, clock, std::move(may_be_ordered));
}

}  // namespace quita::banking
