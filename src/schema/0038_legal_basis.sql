-- On what law a contact may be used (party/legal_basis.h): how it stands now, where it came from,
-- and what was said of it, append-only. The history outlives the contact.
ALTER TABLE party_contact ADD COLUMN origin {text} NOT NULL DEFAULT 'unknown'
--;
ALTER TABLE party_contact ADD COLUMN basis {text} NOT NULL DEFAULT 'contract'
--;
ALTER TABLE party_contact ADD COLUMN consent {text} NOT NULL DEFAULT 'unasked'
--;
CREATE TABLE contact_basis (
  tenant_id {uuid} NOT NULL,
  party_id {uuid} NOT NULL,
  id {uuid} NOT NULL,
  contact_id {uuid} NOT NULL,
  value {text} NOT NULL,
  at {integer} NOT NULL,
  actor {text} NOT NULL,
  basis {text} NOT NULL CHECK (basis IN ('contract', 'legitimate_interest', 'credit_protection', 'none')),
  consent {text} NOT NULL CHECK (consent IN ('unasked', 'given', 'withdrawn')),
  how {text} NOT NULL,
  PRIMARY KEY (tenant_id, party_id, id),
  FOREIGN KEY (tenant_id, party_id) REFERENCES party (tenant_id, id)
){without_rowid}
