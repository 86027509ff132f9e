-- A title: what one customer owes by one date. What happened to it stands in the journal, which is
-- append-only; `state`, `balance` and `paid` are its projection, written in the same transaction
-- and proved by `quita check`.
CREATE TABLE title (
  tenant_id {uuid} NOT NULL,
  id {uuid} NOT NULL,
  party_id {uuid} NOT NULL,
  number {text} NOT NULL,
  description {text} NOT NULL,
  issue_date {date} NOT NULL,
  due_date {date} NOT NULL,
  amount {integer} NOT NULL CHECK (amount > 0),
  fine_ppm {integer} NOT NULL DEFAULT 0,
  interest_mode {text} NOT NULL CHECK (interest_mode IN ('none', 'monthly', 'daily', 'legal')),
  interest_ppm {integer} NOT NULL DEFAULT 0,
  interest_daily {integer} NOT NULL DEFAULT 0,
  discounts {text} NOT NULL DEFAULT '[]',
  rebate {integer} NOT NULL DEFAULT 0,
  origin_kind {text} NOT NULL CHECK (origin_kind IN ('nfe', 'order', 'api', 'manual', 'csv')),
  origin_key {text} NOT NULL,
  account_id {uuid},
  state {text} NOT NULL CHECK (state IN ('open', 'partly_paid', 'paid', 'cancelled', 'written_off', 'renegotiated')),
  balance {integer} NOT NULL,
  paid {integer} NOT NULL DEFAULT 0,
  paid_on {date},
  entries {integer} NOT NULL DEFAULT 0,
  next_step_on {date},
  search {text} NOT NULL,
  created_at {integer} NOT NULL,
  updated_at {integer} NOT NULL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, party_id) REFERENCES party (tenant_id, id)
){without_rowid}
--;
-- The same origin twice makes no second title.
CREATE UNIQUE INDEX title_origin ON title (tenant_id, origin_kind, origin_key)
--;
CREATE INDEX title_due ON title (tenant_id, due_date, id) WHERE state IN ('open', 'partly_paid')
--;
CREATE INDEX title_by_due ON title (tenant_id, due_date, id)
--;
CREATE INDEX title_party ON title (tenant_id, party_id, due_date)
--;
CREATE INDEX title_state ON title (tenant_id, state, due_date, id)
--;
CREATE INDEX title_number ON title (tenant_id, search)
--;
CREATE INDEX title_amount ON title (tenant_id, amount, id)
--;
CREATE INDEX title_paid ON title (tenant_id, paid_on) WHERE paid_on IS NOT NULL
--;
-- What the régua must look at today: an index of work due, not a scan of the book (law 10).
CREATE INDEX title_next_step ON title (tenant_id, next_step_on, party_id) WHERE next_step_on IS NOT NULL
--;
-- One entry, one effect: principal, charges, reductions and payments in centavos, signed as they
-- move the balance (see receivable/journal.h). `cause` is applied once per title; `undoes` is the seq
-- of the entry that a reversal or correction takes back; `due_before` the due date before a change.
CREATE TABLE journal (
  tenant_id {uuid} NOT NULL,
  title_id {uuid} NOT NULL,
  seq {integer} NOT NULL,
  at {integer} NOT NULL,
  on_date {date} NOT NULL,
  kind {text} NOT NULL,
  amount {integer} NOT NULL,
  principal {integer} NOT NULL DEFAULT 0,
  fine {integer} NOT NULL DEFAULT 0,
  interest {integer} NOT NULL DEFAULT 0,
  reduction {integer} NOT NULL DEFAULT 0,
  excess {integer} NOT NULL DEFAULT 0,
  fee {integer} NOT NULL DEFAULT 0,
  undoes {integer},
  due_before {date},
  cause_kind {text} NOT NULL,
  cause {text} NOT NULL,
  actor {text} NOT NULL,
  note {text} NOT NULL DEFAULT '',
  PRIMARY KEY (tenant_id, title_id, seq),
  FOREIGN KEY (tenant_id, title_id) REFERENCES title (tenant_id, id)
){without_rowid}
--;
CREATE UNIQUE INDEX journal_cause ON journal (tenant_id, title_id, cause_kind, cause)
--;
CREATE INDEX journal_date ON journal (tenant_id, on_date, kind)
--;
-- A boleto or a Pix code that asks for a title's money.
CREATE TABLE instrument (
  tenant_id {uuid} NOT NULL,
  id {uuid} NOT NULL,
  title_id {uuid} NOT NULL,
  kind {text} NOT NULL CHECK (kind IN ('boleto', 'pix')),
  account_id {uuid} NOT NULL,
  our_number {text} NOT NULL,
  our_number_printed {text} NOT NULL DEFAULT '',
  barcode {text} NOT NULL DEFAULT '',
  line {text} NOT NULL DEFAULT '',
  br_code {text} NOT NULL DEFAULT '',
  amount {integer} NOT NULL,
  due_date {date} NOT NULL,
  state {text} NOT NULL CHECK (state IN ('created', 'sent', 'registered', 'rejected', 'settled', 'written_off')),
  state_reason {text} NOT NULL DEFAULT '',
  created_at {integer} NOT NULL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, title_id) REFERENCES title (tenant_id, id)
){without_rowid}
--;
CREATE UNIQUE INDEX instrument_number ON instrument (tenant_id, account_id, kind, our_number)
--;
CREATE INDEX instrument_title ON instrument (tenant_id, title_id)
--;
CREATE INDEX instrument_to_send ON instrument (tenant_id, account_id, state) WHERE state = 'created'
