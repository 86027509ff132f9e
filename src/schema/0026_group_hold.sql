-- A hold of a company that covers its whole group: every customer with the same root of CNPJ.
ALTER TABLE hold ADD COLUMN whole_group {integer} NOT NULL DEFAULT 0
--;
CREATE INDEX hold_group ON hold (tenant_id, party_id) WHERE whole_group = 1 AND released_at IS NULL
