-- The company's accounts and agreements with banks, the files that go to them and come from them.
CREATE TABLE bank_account (
  tenant_id {uuid} NOT NULL,
  id {uuid} NOT NULL,
  bank {text} NOT NULL,
  name {text} NOT NULL,
  agency {text} NOT NULL,
  agency_digit {text} NOT NULL DEFAULT '',
  account {text} NOT NULL,
  account_digit {text} NOT NULL DEFAULT '',
  wallet {text} NOT NULL,
  variation {text} NOT NULL DEFAULT '',
  covenant {text} NOT NULL DEFAULT '',
  beneficiary_code {text} NOT NULL DEFAULT '',
  transmission_code {text} NOT NULL DEFAULT '',
  layout {text} NOT NULL CHECK (layout IN ('CNAB240', 'CNAB400')),
  pix_key {text} NOT NULL DEFAULT '',
  next_our_number {integer} NOT NULL DEFAULT 1,
  next_remittance {integer} NOT NULL DEFAULT 1,
  standard {integer} NOT NULL DEFAULT 0,
  created_at {integer} NOT NULL,
  closed_at {integer},
  PRIMARY KEY (tenant_id, id)
){without_rowid}
--;
CREATE TABLE remittance (
  tenant_id {uuid} NOT NULL,
  id {uuid} NOT NULL,
  account_id {uuid} NOT NULL,
  number {integer} NOT NULL,
  created_at {integer} NOT NULL,
  created_by {text} NOT NULL,
  name {text} NOT NULL,
  content {blob} NOT NULL,
  titles {integer} NOT NULL,
  total {integer} NOT NULL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, account_id) REFERENCES bank_account (tenant_id, id)
){without_rowid}
--;
CREATE UNIQUE INDEX remittance_number ON remittance (tenant_id, account_id, number)
--;
CREATE TABLE remittance_item (
  tenant_id {uuid} NOT NULL,
  remittance_id {uuid} NOT NULL,
  instrument_id {uuid} NOT NULL,
  command {text} NOT NULL,
  PRIMARY KEY (tenant_id, remittance_id, instrument_id),
  FOREIGN KEY (tenant_id, remittance_id) REFERENCES remittance (tenant_id, id)
){without_rowid}
--;
CREATE TABLE return_file (
  tenant_id {uuid} NOT NULL,
  id {uuid} NOT NULL,
  account_id {uuid},
  sha256 {blob} NOT NULL,
  name {text} NOT NULL,
  bank {text} NOT NULL,
  layout {text} NOT NULL,
  imported_at {integer} NOT NULL,
  imported_by {text} NOT NULL,
  content {blob} NOT NULL,
  lines {integer} NOT NULL,
  settled {integer} NOT NULL DEFAULT 0,
  settled_total {integer} NOT NULL DEFAULT 0,
  fees_total {integer} NOT NULL DEFAULT 0,
  problems {integer} NOT NULL DEFAULT 0,
  warnings {text} NOT NULL DEFAULT '[]',
  PRIMARY KEY (tenant_id, id)
){without_rowid}
--;
-- The same file twice changes nothing.
CREATE UNIQUE INDEX return_file_content ON return_file (tenant_id, sha256)
--;
CREATE TABLE return_line (
  tenant_id {uuid} NOT NULL,
  file_id {uuid} NOT NULL,
  line {integer} NOT NULL,
  our_number {text} NOT NULL,
  your_number {text} NOT NULL,
  occurrence {text} NOT NULL,
  event {text} NOT NULL,
  reasons {text} NOT NULL DEFAULT '',
  amount {integer} NOT NULL,
  paid {integer} NOT NULL,
  fee {integer} NOT NULL,
  occurred_on {date},
  credited_on {date},
  title_id {uuid},
  outcome {text} NOT NULL CHECK (outcome IN ('applied', 'noted', 'repeated', 'unmatched', 'unknown_code')),
  problem {text} NOT NULL DEFAULT '',
  PRIMARY KEY (tenant_id, file_id, line),
  FOREIGN KEY (tenant_id, file_id) REFERENCES return_file (tenant_id, id)
){without_rowid}
--;
CREATE INDEX return_line_title ON return_line (tenant_id, title_id) WHERE title_id IS NOT NULL
