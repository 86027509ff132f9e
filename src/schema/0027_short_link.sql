-- The link of an SMS, where each letter is paid for: a few letters instead of a signed address. The
-- company's are the first of them, so that a link finds its tenant.
ALTER TABLE tenant ADD COLUMN link_code {text}
--;
CREATE UNIQUE INDEX tenant_link_code ON tenant (link_code) WHERE link_code IS NOT NULL
--;
CREATE TABLE short_link (
  tenant_id {uuid} NOT NULL,
  code {text} NOT NULL,
  party_id {uuid} NOT NULL,
  outbox_id {uuid} NOT NULL,
  generation {integer} NOT NULL,
  expires_on {date} NOT NULL,
  PRIMARY KEY (tenant_id, code),
  FOREIGN KEY (tenant_id, party_id) REFERENCES party (tenant_id, id)
){without_rowid}
