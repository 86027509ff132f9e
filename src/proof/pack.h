// The pack of proof of one customer: a JSON document that a program can verify without us, and the
// PDF of the same entries for a person to read.
//
//   {"format":"quita-proof-1","company_id":…,"creditor":{…},"customer":{…},"made_at":…,"made_by":…,
//    "first":"<first link>","entries":[{"content":"<canonical bytes>","hash":…,"html":…,"text":…}],
//    "head":"<last hash>","file_sha256":"<of all bytes before this member's comma>"}
//
// `content` is the entry as it was sealed, byte by byte; `html` and `text`, of a message that left,
// are what the outbox keeps, and their digests stand in `content`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/error.h"
#include "db/db.h"
#include "messaging/template.h"

namespace quita::proof {

struct PackEntry {
  std::string content;
  std::string hash;
  std::string html, text;  // of a message that left
};
struct Pack {
  TenantId company;
  PartyId party;
  messaging::Creditor creditor;
  std::string customer_name, customer_document;
  std::string time_zone;
  Instant made_at;
  std::string made_by;
  std::vector<PackEntry> entries;

  std::string head() const;  // first_link when there are no entries
};
// All that is sealed of the customer. Error: party.not_found.
Result<Pack> gather_pack(db::Tx&, PartyId, Instant made_at, std::string made_by);

std::string to_json(const Pack&);

// What became of a file, looked at alone: no database, no key.
struct FileVerdict {
  std::vector<std::string> problems;  // Portuguese; empty: not a byte was changed
  std::string company_id, party_id, customer_name, made_at, head;
  int entries = 0;
};
// Error: proof.file (no pack of proof at all).
Result<FileVerdict> verify_file(std::string_view bytes);

}  // namespace quita::proof
