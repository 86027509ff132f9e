#include "banking/account.h"
#include "banking/banking_routes.h"
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

}  // namespace

std::string bank_name(std::string_view code) {
  const auto* bank = find_bank(code);
  return bank ? std::string(bank->name) : "banco " + std::string(code);
}

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

}  // namespace quita::banking
