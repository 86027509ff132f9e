#include "banking/account.h"

#include <fmt/format.h>

#include "base/text.h"
#include "cnab/remittance.h"
#include "company/audit.h"
#include "json/parse.h"
#include "pix/pix_key.h"

namespace quita::banking {

namespace {

constexpr std::string_view columns =
    "id, bank, name, agency, agency_digit, account, account_digit, wallet, variation, covenant, "
    "beneficiary_code, transmission_code, layout, pix_key, standard, next_our_number, "
    "next_remittance, beneficiary_digit, client_code, operation, ios, post, id_byte, portfolio, "
    "emission_layout, beneficiary_document, hybrid, returns";

// What a bank may ask for: as the API and the column call it, as errors of slips and files do,
// here, and for the slip.
struct Input {
  std::string_view name;
  std::string_view word;
  std::string Account::*member;
  std::string boleto::Agreement::*agreed;
};
constexpr Input inputs[] = {
    {"agency", "agencia", &Account::agency, &boleto::Agreement::agency},
    {"agency_digit", "agencia_dv", &Account::agency_digit, &boleto::Agreement::agency_digit},
    {"account", "conta", &Account::account, &boleto::Agreement::account},
    {"account_digit", "conta_dv", &Account::account_digit, &boleto::Agreement::account_digit},
    {"wallet", "carteira", &Account::wallet, &boleto::Agreement::wallet},
    {"variation", "variacao", &Account::variation, &boleto::Agreement::variation},
    {"covenant", "convenio", &Account::covenant, &boleto::Agreement::covenant},
    {"beneficiary_code", "codigo_beneficiario", &Account::beneficiary_code,
     &boleto::Agreement::beneficiary},
    {"transmission_code", "codigo_transmissao", &Account::transmission_code,
     &boleto::Agreement::transmission},
    {"beneficiary_digit", "codigo_beneficiario_dv", &Account::beneficiary_digit,
     &boleto::Agreement::beneficiary_digit},
    {"client_code", "codigo_cliente", &Account::client_code, &boleto::Agreement::client},
    {"operation", "operacao", &Account::operation, &boleto::Agreement::operation},
    {"ios", "ios", &Account::ios, &boleto::Agreement::ios},
    {"post", "posto", &Account::post, &boleto::Agreement::post},
    {"id_byte", "byte_idt", &Account::id_byte, &boleto::Agreement::id_byte},
    {"portfolio", "portfolio", &Account::portfolio, &boleto::Agreement::portfolio},
    {"emission_layout", "layout_emissao", &Account::emission_layout,
     &boleto::Agreement::emission_layout},
    {"beneficiary_document", "documento_beneficiario", &Account::beneficiary_document,
     &boleto::Agreement::document},
};

// An error names the input by the bank's word; people fill in the API's fields.
Error in_api_words(Error error) {
  for (const auto& input : inputs)
    if (input.word == error.field) error.field = input.name;
  return error;
}

Account account_of(db::Row& row) {
  Account account;
  account.id = row.id<AccountId>(0);
  account.bank = row.text(1);
  account.name = row.text(2);
  account.agency = row.text(3);
  account.agency_digit = row.text(4);
  account.account = row.text(5);
  account.account_digit = row.text(6);
  account.wallet = row.text(7);
  account.variation = row.text(8);
  account.covenant = row.text(9);
  account.beneficiary_code = row.text(10);
  account.transmission_code = row.text(11);
  account.layout = *cnab::parse_format(row.view(12));
  account.pix_key = row.text(13);
  account.standard = row.boolean(14);
  account.next_our_number = row.integer(15);
  account.next_remittance = row.integer(16);
  account.beneficiary_digit = row.text(17);
  account.client_code = row.text(18);
  account.operation = row.text(19);
  account.ios = row.text(20);
  account.post = row.text(21);
  account.id_byte = row.text(22);
  account.portfolio = row.text(23);
  account.emission_layout = row.text(24);
  account.beneficiary_document = row.text(25);
  account.hybrid = row.boolean(26);
  account.returns = parse_return_rhythm(row.view(27)).value_or(ReturnRhythm::automatic);
  return account;
}

constexpr std::string_view insert_account =
    "INSERT INTO bank_account (tenant_id, id, bank, name, agency, agency_digit, account, "
    "account_digit, wallet, variation, covenant, beneficiary_code, transmission_code, layout, "
    "pix_key, standard, next_our_number, next_remittance, created_at, beneficiary_digit, "
    "client_code, operation, ios, post, id_byte, portfolio, emission_layout, "
    "beneficiary_document, hybrid, returns) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, "
    "$20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30)";
constexpr std::string_view update_account =
    "UPDATE bank_account SET name = $3, agency = $4, agency_digit = $5, account = $6, "
    "account_digit = $7, wallet = $8, variation = $9, covenant = $10, beneficiary_code = $11, "
    "transmission_code = $12, layout = $13, pix_key = $14, standard = $15, next_our_number = $16, "
    "beneficiary_digit = $17, client_code = $18, operation = $19, ios = $20, post = $21, "
    "id_byte = $22, portfolio = $23, emission_layout = $24, beneficiary_document = $25, "
    "hybrid = $26, returns = $27 "
    "WHERE tenant_id = $1 AND id = $2";
constexpr std::string_view clear_standard =
    "UPDATE bank_account SET standard = 0 WHERE tenant_id = $1 AND id <> $2 AND standard = 1";

// A slip of this agreement with its next number.
Result<boleto::Boleto> trial_slip(const Account& account) {
  const auto number = std::to_string(account.next_our_number);
  boleto::Order trial;
  trial.our_number = number;
  trial.your_number = "1";
  trial.amount = Money::centavos(100);
  trial.due = Date(2026, 12, 10);
  return boleto::make_boleto(account.bank, agreement_of(account), trial);
}

// What the audit log keeps of an account.
std::string audit_json(const Account& account) {
  return json::serialize(boost::json::object{{"bank", account.bank},
                                             {"name", account.name},
                                             {"agency", account.agency + account.agency_digit},
                                             {"account", account.account + account.account_digit},
                                             {"wallet", account.wallet},
                                             {"covenant", account.covenant},
                                             {"beneficiary_code", account.beneficiary_code},
                                             {"layout", cnab::format_name(account.layout)},
                                             {"pix_key", account.pix_key},
                                             {"hybrid", account.hybrid},
                                             {"returns", word(account.returns)},
                                             {"standard", account.standard},
                                             {"next_our_number", account.next_our_number}});
}

}  // namespace

std::string_view word(ReturnRhythm rhythm) {
  static constexpr std::string_view words[] = {"automatic", "daily", "never"};
  return words[static_cast<std::size_t>(rhythm)];
}

std::optional<ReturnRhythm> parse_return_rhythm(std::string_view text) {
  for (const auto each : {ReturnRhythm::automatic, ReturnRhythm::daily, ReturnRhythm::never}) {
    if (word(each) == text) return each;
  }
  return std::nullopt;
}

boleto::Agreement agreement_of(const Account& account) {
  boleto::Agreement agreement;
  for (const auto& input : inputs) agreement.*input.agreed = account.*input.member;
  return agreement;
}

cnab::Covenant covenant_of(const Account& account, std::string company_name,
                           std::string company_document) {
  cnab::Covenant covenant;
  covenant.bank = account.bank;
  covenant.format = account.layout;
  covenant.company_name = std::move(company_name);
  covenant.company_document = std::move(company_document);
  covenant.agency = account.agency;
  covenant.agency_digit = account.agency_digit;
  covenant.account = account.account;
  covenant.account_digit = account.account_digit;
  covenant.wallet = account.wallet;
  covenant.variation = account.variation;
  covenant.covenant = account.covenant;
  covenant.beneficiary_code = account.beneficiary_code;
  covenant.transmission_code = account.transmission_code;
  covenant.post = account.post;
  covenant.client_code = account.client_code;
  covenant.operation = account.operation;
  return covenant;
}

std::string_view api_name(const boleto::AgreementInput& asked) {
  for (const auto& input : inputs)
    if (input.agreed == asked.member) return input.name;
  return {};
}

Status check_account(const Account& account) {
  // Its titles stand with an invoice's key, which a receivable does not keep.
  if (account.layout == cnab::Format::cnab444)
    return invalid("cnab.format",
                   "O CNAB 444 leva a chave da NF-e de cada título, que o sistema não guarda; "
                   "escreva esse arquivo com \"quita cnab write\".",
                   "layout", "CNAB240 ou CNAB400");
  if (auto slip = trial_slip(account); !slip)
    return tl::make_unexpected(in_api_words(std::move(slip).error()));
  // Of the company, files only need that it has name and document; every tenant has both.
  if (auto carried = cnab::check_agreement(covenant_of(account, "EMPRESA", "11222333000181"));
      !carried)
    return tl::make_unexpected(in_api_words(std::move(carried).error()));
  if (!account.pix_key.empty()) {
    auto key = pix::parse_key(account.pix_key);
    if (!key) return tl::make_unexpected(std::move(key).error().at("pix_key"));
    if (account.hybrid) {
      auto carried = cnab::check_pix(covenant_of(account, "", ""), *key);
      if (!carried) {
        auto error = std::move(carried).error();
        error.field = "hybrid";
        return tl::make_unexpected(std::move(error));
      }
    }
  } else if (account.hybrid) {
    return invalid("account.hybrid", "o boleto híbrido pede a chave Pix da conta", "pix_key");
  }
  if (account.name.empty()) {
    return invalid("account.name", "dê um nome à conta, por exemplo \"Itaú cobrança\"", "name");
  }
  return {};
}

std::string registered_number(const Account& account, std::string_view our_number) {
  const auto slip = trial_slip(account);
  return slip ? pad_left(our_number, slip->our_number.digits.view().size(), '0')
              : std::string(our_number);
}

std::vector<Account> accounts(db::Tx& tx) {
  static const auto sql = fmt::format(
      "SELECT {} FROM bank_account WHERE tenant_id = $1 AND closed_at IS NULL "
      "ORDER BY standard DESC, name",
      columns);
  return tx.all(sql, account_of, tx.tenant());
}

Result<Account> find_account(db::Tx& tx, AccountId id) {
  static const auto sql =
      fmt::format("SELECT {} FROM bank_account WHERE tenant_id = $1 AND id = $2", columns);
  auto found = tx.one(sql, account_of, tx.tenant(), id);
  if (!found) {
    return fail(ErrorKind::not_found, "account.not_found", "esta conta bancária não existe");
  }
  return *std::move(found);
}

Result<Account> add_account(db::Tx& tx, const Act& act, Account account) {
  TRY_STATUS(check_account(account));
  account.id = AccountId::make(act.now);
  account.next_remittance = 1;
  if (accounts(tx).empty()) account.standard = true;
  if (account.standard) tx.execute(clear_standard, tx.tenant(), account.id);
  tx.execute(insert_account, tx.tenant(), account.id, account.bank, account.name, account.agency,
             account.agency_digit, account.account, account.account_digit, account.wallet,
             account.variation, account.covenant, account.beneficiary_code,
             account.transmission_code, cnab::format_name(account.layout), account.pix_key,
             account.standard, account.next_our_number, account.next_remittance, act.now,
             account.beneficiary_digit, account.client_code, account.operation, account.ios,
             account.post, account.id_byte, account.portfolio, account.emission_layout,
             account.beneficiary_document, account.hybrid, word(account.returns));
  company::audit(tx, actor_of(act), "account.create", {"account", account.id.uuid}, {},
                 audit_json(account));
  return account;
}

Result<Account> change_account(db::Tx& tx, const Act& act, const Account& account) {
  const auto before = TRY(find_account(tx, account.id));
  TRY_STATUS(check_account(account));
  if (account.next_our_number < before.next_our_number) {
    return invalid(
        "account.number_back",
        fmt::format("o próximo nosso número não volta: já se chegou a {}", before.next_our_number),
        "next_our_number");
  }
  if (account.standard) tx.execute(clear_standard, tx.tenant(), account.id);
  tx.execute(update_account, tx.tenant(), account.id, account.name, account.agency,
             account.agency_digit, account.account, account.account_digit, account.wallet,
             account.variation, account.covenant, account.beneficiary_code,
             account.transmission_code, cnab::format_name(account.layout), account.pix_key,
             account.standard, account.next_our_number, account.beneficiary_digit,
             account.client_code, account.operation, account.ios, account.post, account.id_byte,
             account.portfolio, account.emission_layout, account.beneficiary_document,
             account.hybrid, word(account.returns));
  company::audit(tx, actor_of(act), "account.update", {"account", account.id.uuid},
                 audit_json(before), audit_json(account));
  return find_account(tx, account.id);
}

}  // namespace quita::banking
