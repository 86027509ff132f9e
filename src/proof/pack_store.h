// Packs that were made: kept whole, because what left the house must be found again byte by byte.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/db.h"
#include "party/act.h"
#include "proof/pack.h"

namespace quita::proof {

QUITA_ID(PackId, "prv");

struct PackRow {
  PackId id;
  PartyId party;
  Instant made_at;
  std::string made_by;
  int entries = 0;
  std::string head, json_sha256, pdf_sha256;
};

// Seals what is not sealed yet, and makes JSON and PDF. Error: party.not_found.
Result<PackRow> make_pack(db::Tx&, const Act&, PartyId);
std::vector<PackRow> packs_of(db::Tx&, PartyId);  // newest first
enum class PackForm { json, pdf };
struct PackFile {
  std::string bytes;
  std::string name;  // "provas-2026-11-22.json"
};
Result<PackFile> pack_file(db::Tx&, PackId, PackForm);  // error: proof.not_found
// The pack of which this is a file, byte by byte.
std::optional<PackRow> find_pack_by_digest(db::Tx&, std::string_view sha256_hex);

// A file of a pack, JSON or PDF, against itself and against what is stored. `problems` empty and
// `known`: nothing was changed since it was made, neither in the file nor here.
struct Verdict {
  bool known = false;  // such a file was made here
  std::vector<std::string> problems;
  std::optional<PackRow> pack;  // when known
  FileVerdict file;             // of a JSON
};
// Error: proof.file (neither a pack of ours nor a JSON of one).
Result<Verdict> verify(db::Tx&, std::string_view bytes);

}  // namespace quita::proof
