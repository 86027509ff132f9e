-- Addresses whose owner wants no messages there, and that were taken off his entry or replaced: what
-- he said outlives them, or the next import would bring them back as new.
CREATE TABLE contact_opted_out (
  tenant_id {uuid} NOT NULL,
  party_id {uuid} NOT NULL,
  channel {text} NOT NULL CHECK (channel IN ('email', 'phone')),
  value {text} NOT NULL,
  reason {text} NOT NULL,
  at {integer} NOT NULL,
  PRIMARY KEY (tenant_id, party_id, channel, value),
  FOREIGN KEY (tenant_id, party_id) REFERENCES party (tenant_id, id)
){without_rowid}
