-- The chain of proof (src/proof): what was said to a customer and by him, sealed in order. Rows are
-- only ever added. `content` holds the exact bytes that `hash` covers.
CREATE TABLE proof_entry (
  tenant_id {uuid} NOT NULL,
  party_id {uuid} NOT NULL,
  seq {integer} NOT NULL,
  event_id {uuid} NOT NULL,
  content {text} NOT NULL,
  hash {text} NOT NULL,
  sealed_at {integer} NOT NULL,
  sealed_on {date} NOT NULL,
  PRIMARY KEY (tenant_id, party_id, seq)
){without_rowid}
--;
CREATE UNIQUE INDEX proof_entry_event ON proof_entry (tenant_id, event_id)
--;
CREATE INDEX proof_entry_day ON proof_entry (tenant_id, sealed_on, party_id, seq)
--;
-- All that was sealed on a day of the company, closed when it is over. `mac` is made with a key that
-- is not in the database.
CREATE TABLE proof_day (
  tenant_id {uuid} NOT NULL,
  on_date {date} NOT NULL,
  entries {integer} NOT NULL,
  hash {text} NOT NULL,
  mac {text} NOT NULL,
  closed_at {integer} NOT NULL,
  PRIMARY KEY (tenant_id, on_date)
){without_rowid}
--;
-- Packs that were made, whole: what left the house is found again byte by byte.
CREATE TABLE proof_pack (
  tenant_id {uuid} NOT NULL,
  id {uuid} NOT NULL,
  party_id {uuid} NOT NULL,
  made_at {integer} NOT NULL,
  made_on {date} NOT NULL,
  made_by {text} NOT NULL,
  entries {integer} NOT NULL,
  head {text} NOT NULL,
  json_sha256 {text} NOT NULL,
  pdf_sha256 {text} NOT NULL,
  json {blob} NOT NULL,
  pdf {blob} NOT NULL,
  PRIMARY KEY (tenant_id, id)
){without_rowid}
--;
CREATE INDEX proof_pack_party ON proof_pack (tenant_id, party_id, id)
--;
CREATE INDEX proof_pack_json ON proof_pack (tenant_id, json_sha256)
--;
CREATE INDEX proof_pack_pdf ON proof_pack (tenant_id, pdf_sha256)
