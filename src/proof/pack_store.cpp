#include "proof/pack_store.h"

#include <fmt/format.h>

#include "proof/chain.h"
#include "proof/pack_pdf.h"
#include "proof/seal.h"

namespace quita::proof {
namespace {

#define QUITA_PROOF_PACK \
  "SELECT id, party_id, made_at, made_by, entries, head, json_sha256, pdf_sha256 FROM proof_pack "

constexpr auto insert_pack =
    "INSERT INTO proof_pack (tenant_id, id, party_id, made_at, made_on, made_by, entries, head, "
    "json_sha256, pdf_sha256, json, pdf) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, "
    "$12)";

constexpr auto select_packs =
    QUITA_PROOF_PACK "WHERE tenant_id = $1 AND party_id = $2 ORDER BY id DESC";

constexpr auto select_by_digest = QUITA_PROOF_PACK
    "WHERE tenant_id = $1 AND (json_sha256 = $2 OR pdf_sha256 = $2) ORDER BY id LIMIT 1";

constexpr auto select_file =
    "SELECT json, pdf, made_on FROM proof_pack WHERE tenant_id = $1 AND id = $2";

constexpr auto select_link =
    "SELECT hash FROM proof_entry WHERE tenant_id = $1 AND party_id = $2 AND seq = $3";

PackRow row_of(db::Row& row) {
  PackRow pack;
  pack.id = row.id<PackId>(0);
  pack.party = row.id<PartyId>(1);
  pack.made_at = row.instant(2);
  pack.made_by = row.text(3);
  pack.entries = static_cast<int>(row.integer(4));
  pack.head = row.text(5);
  pack.json_sha256 = row.text(6);
  pack.pdf_sha256 = row.text(7);
  return pack;
}

// The chain may have grown since; what it was then must still stand in it.
void compare_with_chain(db::Tx& tx, PartyId party, int entries, const std::string& head,
                        std::vector<std::string>& problems) {
  std::string stored = first_link(tx.tenant(), party);
  if (entries > 0) {
    stored.clear();
    tx.each(
        select_link, [&](db::Row& row) { stored = row.text(0); }, tx.tenant(), party, entries);
  }
  if (stored != head) problems.push_back("A cadeia guardada aqui não é a que este dossiê mostra.");
  for (std::string& problem : problems_of(tx, party)) problems.push_back(std::move(problem));
}

}  // namespace

Result<PackRow> make_pack(db::Tx& tx, const Act& act, PartyId party) {
  seal_party(tx, party, act.now);
  const Pack pack = TRY(gather_pack(tx, party, act.now, act.actor));
  PackRow row;
  const std::string json = to_json(pack);
  row.id = PackId::make(act.now);
  row.party = party;
  row.made_at = act.now;
  row.made_by = act.actor;
  row.entries = static_cast<int>(pack.entries.size());
  row.head = pack.head();
  row.json_sha256 = digest(json);
  const std::string pdf = to_pdf(pack, row.json_sha256);
  row.pdf_sha256 = digest(pdf);
  tx.execute(insert_pack, tx.tenant(), row.id, party, act.now, act.today, row.made_by, row.entries,
             row.head, row.json_sha256, row.pdf_sha256, db::Blob{json}, db::Blob{pdf});
  return row;
}

std::vector<PackRow> packs_of(db::Tx& tx, PartyId party) {
  return tx.all(select_packs, row_of, tx.tenant(), party);
}

Result<PackFile> pack_file(db::Tx& tx, PackId id, PackForm form) {
  auto file = tx.one(
      select_file,
      [&](db::Row& row) {
        return PackFile{row.blob(form == PackForm::json ? 0 : 1),
                        fmt::format("provas-{}.{}", format_iso(row.date(2)),
                                    form == PackForm::json ? "json" : "pdf")};
      },
      tx.tenant(), id);
  if (!file) return fail(ErrorKind::not_found, "proof.not_found", "Este dossiê não existe.", "id");
  return *std::move(file);
}

std::optional<PackRow> find_pack_by_digest(db::Tx& tx, std::string_view sha256_hex) {
  return tx.one(select_by_digest, row_of, tx.tenant(), sha256_hex);
}

Result<Verdict> verify(db::Tx& tx, std::string_view bytes) {
  Verdict verdict;
  verdict.pack = find_pack_by_digest(tx, digest(bytes));
  verdict.known = verdict.pack.has_value();
  if (verdict.known) {
    compare_with_chain(tx, verdict.pack->party, verdict.pack->entries, verdict.pack->head,
                       verdict.problems);
    return verdict;
  }
  if (bytes.starts_with("%PDF-")) {
    verdict.problems.push_back(
        "Nenhum dossiê feito aqui tem exatamente estes bytes: o PDF foi alterado, ou veio de outra "
        "empresa.");
    return verdict;
  }
  verdict.file = TRY(verify_file(bytes));
  verdict.problems = verdict.file.problems;
  const auto party = PartyId::parse(verdict.file.party_id);
  if (verdict.file.company_id != tx.tenant().text() || !party) {
    verdict.problems.push_back("O dossiê é de outra empresa.");
  } else {
    compare_with_chain(tx, *party, verdict.file.entries, verdict.file.head, verdict.problems);
    if (verdict.problems.empty())
      verdict.problems.push_back("Nenhum dossiê feito aqui tem exatamente estes bytes.");
  }
  return verdict;
}

}  // namespace quita::proof
