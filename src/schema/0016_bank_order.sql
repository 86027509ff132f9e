-- Orders to the bank about a slip that it knows, beyond registering and writing off: to protest it,
-- to list its payer as a bad debtor, and to stop either. They leave with the next remittance.
CREATE TABLE bank_order (
  tenant_id {uuid} NOT NULL,
  id {uuid} NOT NULL,
  instrument_id {uuid} NOT NULL,
  title_id {uuid} NOT NULL,
  account_id {uuid} NOT NULL,
  kind {text} NOT NULL CHECK (kind IN ('protest', 'list_negative', 'stop_protest', 'stop_negative')),
  state {text} NOT NULL CHECK (state IN ('due', 'sent', 'withdrawn')),
  asked_at {integer} NOT NULL,
  asked_by {text} NOT NULL,
  remittance_id {uuid},
  ended_at {integer},
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, instrument_id) REFERENCES instrument (tenant_id, id)
){without_rowid}
--;
-- Each order once a slip, unless it was taken back before it left.
CREATE UNIQUE INDEX bank_order_once ON bank_order (tenant_id, instrument_id, kind) WHERE state <> 'withdrawn'
--;
CREATE INDEX bank_order_due ON bank_order (tenant_id, account_id) WHERE state = 'due'
--;
CREATE INDEX bank_order_title ON bank_order (tenant_id, title_id)
