#include "receivable/receivable_check.h"

#include <fmt/format.h>

#include "receivable/receivable_store.h"

namespace quita::receivable {
namespace {

constexpr std::string_view select_all_titles =
    "SELECT id FROM title WHERE tenant_id = $1 ORDER BY id";

constexpr std::string_view orphan_entries = R"(
SELECT j.title_id, COUNT(*) FROM journal j LEFT JOIN title t
  ON t.tenant_id = j.tenant_id AND t.id = j.title_id
WHERE j.tenant_id = $1 AND t.id IS NULL GROUP BY j.title_id)";
constexpr std::string_view titles_without_party = R"(
SELECT t.id FROM title t LEFT JOIN party p ON p.tenant_id = t.tenant_id AND p.id = t.party_id
WHERE t.tenant_id = $1 AND p.id IS NULL)";
constexpr std::string_view instruments_without_title = R"(
SELECT i.id FROM instrument i LEFT JOIN title t
  ON t.tenant_id = i.tenant_id AND t.id = i.title_id
WHERE i.tenant_id = $1 AND t.id IS NULL)";
constexpr std::string_view instruments_without_account = R"(
SELECT i.id FROM instrument i LEFT JOIN bank_account a
  ON a.tenant_id = i.tenant_id AND a.id = i.account_id
WHERE i.tenant_id = $1 AND a.id IS NULL)";
// A slip in force asks for its title's face.
constexpr std::string_view instruments_of_other_amount = R"(
SELECT i.id, i.amount, t.amount FROM instrument i JOIN title t
  ON t.tenant_id = i.tenant_id AND t.id = i.title_id
WHERE i.tenant_id = $1 AND i.kind = 'boleto' AND i.amount <> t.amount)";
constexpr std::string_view settled_without_payment = R"(
SELECT i.id FROM instrument i WHERE i.tenant_id = $1 AND i.state = 'settled' AND NOT EXISTS (
  SELECT 1 FROM journal j WHERE j.tenant_id = i.tenant_id AND j.title_id = i.title_id
    AND j.kind IN ('payment', 'excess') AND j.cause_kind <> 'receipt'))";
constexpr std::string_view numbers_ahead = R"(
SELECT a.id, a.next_our_number, COUNT(*) FROM bank_account a JOIN instrument i
  ON i.tenant_id = a.tenant_id AND i.account_id = a.id AND i.kind = 'boleto'
WHERE a.tenant_id = $1 GROUP BY a.id, a.next_our_number HAVING COUNT(*) >= a.next_our_number)";
constexpr std::string_view lines_without_title = R"(
SELECT l.file_id, l.line FROM return_line l LEFT JOIN title t
  ON t.tenant_id = l.tenant_id AND t.id = l.title_id
WHERE l.tenant_id = $1 AND l.title_id IS NOT NULL AND t.id IS NULL)";
constexpr std::string_view events_of_other_party = R"(
SELECT e.id FROM event e JOIN title t ON t.tenant_id = e.tenant_id AND t.id = e.title_id
WHERE e.tenant_id = $1 AND e.party_id <> t.party_id)";

// An open title may be out of it: no step of the régua is left.
constexpr std::string_view looks_at_nothing = R"(
SELECT l.title_id FROM title_look l LEFT JOIN title t
  ON t.tenant_id = l.tenant_id AND t.id = l.title_id
WHERE l.tenant_id = $1 AND (t.id IS NULL OR t.state NOT IN ('open', 'partly_paid')
  OR t.party_id <> l.party_id))";

class Check {
 public:
  explicit Check(db::Tx& tx) : tx_(tx) {}

  std::vector<Violation> run() {
    for (TitleId id : tx_.all(
             select_all_titles, [](db::Row& row) { return row.id<TitleId>(0); }, tx_.tenant())) {
      title(id);
    }
    orphans();
    return std::move(found_);
  }

 private:
  void add(std::string_view law, std::string subject, std::string message) {
    found_.push_back({std::string(law), std::move(subject), std::move(message)});
  }

  void title(TitleId id) {
    const auto record = find_title(tx_, id);
    const std::vector<Entry> journal = journal_of(tx_, id);
    const std::string subject = fmt::format("{} ({})", id.text(), record->title.number);
    if (!sequence(subject, journal)) return;
    const Standing standing = project(journal);
    projection(subject, *record, standing);
    if (standing.issued != record->title.amount) {
      add("journal.issued", subject,
          fmt::format("emitido no diário {}, valor do título {}", format_brl(standing.issued),
                      format_brl(record->title.amount)));
    }
    const Money by_law = standing.issued + standing.charges - standing.reductions - standing.paid;
    if (by_law != standing.balance) {
      add("journal.law", subject,
          fmt::format("emitido + encargos − reduções − pagamentos = {}, saldo {}",
                      format_brl(by_law), format_brl(standing.balance)));
    }
    for (const Entry& entry : journal) part_sums(subject, entry, journal);
  }

  // 1, 2, 3 …, the issue first: without them nothing else can be said.
  bool sequence(const std::string& subject, const std::vector<Entry>& journal) {
    bool sound = !journal.empty() && journal.front().kind == EntryKind::issued;
    for (std::size_t i = 0; i < journal.size(); ++i) {
      sound = sound && journal[i].seq == static_cast<int>(i) + 1;
    }
    if (!sound) add("journal.sequence", subject, "o diário não começa na emissão ou tem lacunas");
    return sound;
  }

  void projection(const std::string& subject, const TitleRecord& record, const Standing& standing) {
    const auto compare = [&](std::string_view column, const std::string& stored,
                             const std::string& derived) {
      if (stored == derived) return;
      add("journal.projection", subject,
          fmt::format("{} gravado {}, pelo diário {}", column, stored, derived));
    };
    const auto day = [](const std::optional<Date>& date) {
      return date ? format_iso(*date) : std::string("nenhum");
    };
    compare("estado", std::string(name(record.state)), std::string(name(standing.state)));
    compare("saldo", format_brl(record.balance), format_brl(standing.balance));
    compare("recebido", format_brl(record.paid), format_brl(standing.paid));
    compare("data do pagamento", day(record.paid_on), day(standing.paid_on));
    compare("abatimento", format_brl(record.title.terms.rebate), format_brl(standing.rebate));
    compare("lançamentos", std::to_string(record.entries), std::to_string(standing.entries));
  }

  // What an entry says it moved is what its parts move.
  void part_sums(const std::string& subject, const Entry& entry,
                 const std::vector<Entry>& journal) {
    const Money moved = entry.moves_balance();
    bool sound = true;
    switch (entry.kind) {
      case EntryKind::issued:
      case EntryKind::charge:
        sound = moved == entry.amount;
        break;
      case EntryKind::payment:
        sound = moved == -entry.amount;
        break;
      case EntryKind::excess:
        sound = moved.zero() && entry.excess == entry.amount;
        break;
      case EntryKind::discount:
      case EntryKind::rebate:
      case EntryKind::waiver:
      case EntryKind::write_off:
      case EntryKind::cancellation:
      case EntryKind::renegotiated:
        sound = moved == -entry.amount && entry.reduction == entry.amount;
        break;
      case EntryKind::fee:
      case EntryKind::due_date_changed:
        sound = moved.zero();
        break;
      case EntryKind::reversal:
      case EntryKind::correction:
        break;
    }
    if (!sound) {
      add("journal.law", subject,
          fmt::format("lançamento {} ({}) de {} move {}", entry.seq, name(entry.kind),
                      format_brl(entry.amount), format_brl(moved)));
    }
    const bool undoes = entry.kind == EntryKind::reversal || entry.kind == EntryKind::correction;
    bool opposite = undoes == (entry.undoes > 0) && entry.undoes < entry.seq;
    if (undoes && opposite) {
      const Entry& target = journal[static_cast<std::size_t>(entry.undoes) - 1];
      opposite = entry.amount == -target.amount && entry.principal == -target.principal &&
                 entry.fine == -target.fine && entry.interest == -target.interest &&
                 entry.reduction == -target.reduction && entry.excess == -target.excess;
    }
    if (!opposite) {
      add("journal.reversal", subject,
          fmt::format("lançamento {} não é o contrário de outro", entry.seq));
    }
  }

  void orphans() {
    tx_.each(
        orphan_entries,
        [&](db::Row& row) {
          add("journal.title", row.id<TitleId>(0).text(),
              fmt::format("{} lançamento(s) sem título", row.integer(1)));
        },
        tx_.tenant());
    tx_.each(
        titles_without_party,
        [&](db::Row& row) { add("title.party", row.id<TitleId>(0).text(), "título sem cliente"); },
        tx_.tenant());
    tx_.each(
        instruments_without_title,
        [&](db::Row& row) {
          add("instrument.title", row.id<InstrumentId>(0).text(), "boleto ou Pix sem título");
        },
        tx_.tenant());
    tx_.each(
        instruments_without_account,
        [&](db::Row& row) {
          add("instrument.account", row.id<InstrumentId>(0).text(), "boleto ou Pix sem conta");
        },
        tx_.tenant());
    tx_.each(
        instruments_of_other_amount,
        [&](db::Row& row) {
          add("instrument.amount", row.id<InstrumentId>(0).text(),
              fmt::format("boleto de {}, título de {}", format_brl(row.money(1)),
                          format_brl(row.money(2))));
        },
        tx_.tenant());
    tx_.each(
        settled_without_payment,
        [&](db::Row& row) {
          add("instrument.settled", row.id<InstrumentId>(0).text(),
              "liquidado no banco sem pagamento no diário");
        },
        tx_.tenant());
    tx_.each(
        numbers_ahead,
        [&](db::Row& row) {
          add("instrument.number", row.id<AccountId>(0).text(),
              fmt::format("próximo nosso número {}, mas há {} boletos", row.integer(1),
                          row.integer(2)));
        },
        tx_.tenant());
    tx_.each(
        lines_without_title,
        [&](db::Row& row) {
          add("return_line.title",
              fmt::format("{}:{}", row.id<ReturnFileId>(0).text(), row.integer(1)),
              "linha de retorno aponta para título que não existe");
        },
        tx_.tenant());
    tx_.each(
        events_of_other_party,
        [&](db::Row& row) {
          add("event.title", row.id<EventId>(0).text(),
              "fato da linha do tempo não está no cliente do título");
        },
        tx_.tenant());
    tx_.each(
        looks_at_nothing,
        [&](db::Row& row) {
          add("title.next_step", row.id<TitleId>(0).text(),
              "encerrado, mas ainda na fila da régua");
        },
        tx_.tenant());
  }

  db::Tx& tx_;
  std::vector<Violation> found_;
};

}  // namespace

std::vector<Violation> check_ledger(db::Tx& tx) { return Check(tx).run(); }

}  // namespace quita::receivable
