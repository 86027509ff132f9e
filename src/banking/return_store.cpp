#include "banking/return_store.h"

#include <boost/json.hpp>

namespace quita::banking {

namespace {

constexpr std::string_view select_by_digest =
    "SELECT id, name, bank, layout, imported_at, imported_by, lines, settled, settled_total, "
    "fees_total, problems, warnings FROM return_file WHERE tenant_id = $1 AND sha256 = $2";
constexpr std::string_view select_return =
    "SELECT id, name, bank, layout, imported_at, imported_by, lines, settled, settled_total, "
    "fees_total, problems, warnings FROM return_file WHERE tenant_id = $1 AND id = $2";
constexpr std::string_view select_returns =
    "SELECT id, name, bank, layout, imported_at, imported_by, lines, settled, settled_total, "
    "fees_total, problems, warnings FROM return_file WHERE tenant_id = $1 "
    "ORDER BY id DESC LIMIT $2";
constexpr std::string_view insert_file =
    "INSERT INTO return_file (tenant_id, id, account_id, sha256, name, bank, layout, imported_at, "
    "imported_by, content, lines, settled, settled_total, fees_total, problems, warnings, "
    "covers_on) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0, 0, 0, 0, $12, $13) "
    "ON CONFLICT (tenant_id, sha256) DO NOTHING";
constexpr std::string_view update_return =
    "UPDATE return_file SET settled = $3, settled_total = $4, fees_total = $5, problems = $6 "
    "WHERE tenant_id = $1 AND id = $2";
constexpr std::string_view select_lines =
    "SELECT l.line, l.our_number, l.occurrence, l.event, l.reasons, l.amount, l.paid, l.fee, "
    "l.occurred_on, l.credited_on, l.title_id, coalesce(t.number, ''), coalesce(p.name, ''), "
    "l.outcome, l.problem, l.likely_party_id, coalesce(q.name, ''), l.waits_until "
    "FROM return_line l "
    "LEFT JOIN title t ON t.tenant_id = l.tenant_id AND t.id = l.title_id "
    "LEFT JOIN party p ON p.tenant_id = t.tenant_id AND p.id = t.party_id "
    "LEFT JOIN party q ON q.tenant_id = l.tenant_id AND q.id = l.likely_party_id "
    "WHERE l.tenant_id = $1 AND l.file_id = $2 ORDER BY l.line";

ReturnImport import_of(db::Row& row) {
  ReturnImport import;
  import.id = row.id<ReturnFileId>(0);
  import.name = row.text(1);
  import.bank = row.text(2);
  import.layout = row.text(3);
  import.imported_at = row.instant(4);
  import.imported_by = row.text(5);
  import.lines = static_cast<int>(row.integer(6));
  import.settled = static_cast<int>(row.integer(7));
  import.settled_total = row.money(8);
  import.fees_total = row.money(9);
  import.problems = static_cast<int>(row.integer(10));
  const auto warnings = boost::json::parse(row.view(11));
  for (const auto& warning : warnings.as_array()) {
    import.warnings.emplace_back(warning.as_string());
  }
  return import;
}

std::string_view label_of(cnab::Event event) {
  using cnab::Event;
  switch (event) {
    case Event::unknown:
      return "Código fora da tabela do banco";
    case Event::registered:
      return "Entrada confirmada";
    case Event::rejected:
      return "Entrada rejeitada";
    case Event::in_portfolio:
      return "Título em carteira";
    case Event::settled:
      return "Liquidação";
    case Event::settled_unregistered:
      return "Liquidação sem registro ou após baixa";
    case Event::settled_at_notary:
      return "Liquidação em cartório";
    case Event::written_off:
      return "Baixa";
    case Event::rebate_granted:
      return "Abatimento concedido";
    case Event::rebate_cancelled:
      return "Abatimento cancelado";
    case Event::due_changed:
      return "Vencimento alterado";
    case Event::changed:
      return "Dados alterados";
    case Event::protest_requested:
      return "Protesto solicitado";
    case Event::protest_stopped:
      return "Protesto sustado";
    case Event::sent_to_notary:
      return "Enviado ao cartório";
    case Event::withdrawn_from_notary:
      return "Retirado do cartório";
    case Event::protested:
      return "Protestado";
    case Event::instruction_rejected:
      return "Instrução rejeitada";
    case Event::fee:
      return "Tarifa";
    case Event::payer_statement:
      return "Alegação do pagador";
    case Event::payment_bounced:
      return "Pagamento devolvido";
    case Event::information:
      return "Informação";
  }
  return "";
}

}  // namespace

std::optional<ReturnImport> find_return_by_digest(db::Tx& tx, std::string_view sha256) {
  return tx.one(select_by_digest, import_of, tx.tenant(), db::Blob{sha256});
}

Result<ReturnImport> find_return(db::Tx& tx, ReturnFileId id) {
  auto found = tx.one(select_return, import_of, tx.tenant(), id);
  if (!found) return fail(ErrorKind::not_found, "return.not_found", "este retorno não existe");
  return *std::move(found);
}

std::vector<ReturnImport> return_imports(db::Tx& tx, int limit) {
  return tx.all(select_returns, import_of, tx.tenant(), limit);
}

void insert_return(db::Tx& tx, const ReturnImport& import, AccountId account,
                   std::string_view sha256, std::string_view bytes, Date covers_on) {
  boost::json::array warnings(import.warnings.begin(), import.warnings.end());
  // Against a file taken meanwhile PostgreSQL answers 40001 here, and the transaction runs again.
  const auto taken =
      tx.execute(insert_file, tx.tenant(), import.id, account, db::Blob{sha256}, import.name,
                 import.bank, import.layout, import.imported_at, import.imported_by,
                 db::Blob{bytes}, import.lines, boost::json::serialize(warnings), covers_on);
  if (taken != 1) throw db::Failure("the same return file is being imported", true);
}

void finish_return(db::Tx& tx, const ReturnImport& import, const std::vector<StoredLine>& lines,
                   Date waits_until) {
  tx.execute(update_return, tx.tenant(), import.id, import.settled, import.settled_total,
             import.fees_total, import.problems);
  std::vector<db::Values> rows;
  for (const auto& line : lines) {
    const auto& entry = *line.entry;
    rows.push_back({tx.tenant(), import.id, entry.line, entry.our_number, entry.your_number,
                    entry.occurrence, cnab::event_name(entry.event), line.reasons,
                    entry.title_value, entry.paid, entry.fee, entry.occurred, entry.credited,
                    line.title, name(line.outcome), line.problem, line.likely_party,
                    line.likely_party ? std::optional(waits_until) : std::nullopt});
  }
  tx.bulk_insert("return_line",
                 {"tenant_id", "file_id", "line", "our_number", "your_number", "occurrence",
                  "event", "reasons", "amount", "paid", "fee", "occurred_on", "credited_on",
                  "title_id", "outcome", "problem", "likely_party_id", "waits_until"},
                 rows);
}

std::vector<ReturnLine> return_lines(db::Tx& tx, ReturnFileId id) {
  return tx.all(
      select_lines,
      [](db::Row& row) {
        ReturnLine line;
        line.line = static_cast<int>(row.integer(0));
        line.our_number = row.text(1);
        line.occurrence = row.text(2);
        line.event = row.text(3);
        line.event_label = label_of(cnab::parse_event(line.event).value_or(cnab::Event::unknown));
        line.reasons = row.text(4);
        line.amount = row.money(5);
        line.paid = row.money(6);
        line.fee = row.money(7);
        line.occurred_on = row.optional_date(8);
        line.credited_on = row.optional_date(9);
        line.title = row.optional_id<TitleId>(10);
        line.title_number = row.text(11);
        line.party_name = row.text(12);
        line.outcome = row.text(13);
        line.problem = row.text(14);
        line.likely_party = row.optional_id<PartyId>(15);
        line.likely_name = row.text(16);
        line.waits_until = row.optional_date(17);
        return line;
      },
      tx.tenant(), id);
}

std::string summary_json(const ReturnImport& import) {
  return boost::json::serialize(
      boost::json::object{{"name", import.name},
                          {"lines", import.lines},
                          {"settled", import.settled},
                          {"settled_total", import.settled_total.centavos()},
                          {"problems", import.problems}});
}

std::string reason_json(std::string_view bank, std::string_view reasons) {
  return boost::json::serialize(boost::json::object{{"bank", bank}, {"reason", reasons}});
}

}  // namespace quita::banking
