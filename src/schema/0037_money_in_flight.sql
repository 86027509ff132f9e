-- Money that may be on its way. `returns`: how an account's return files come (banking/
-- return_calendar.h); `returns_given_up`: through that day a person goes on without them.
ALTER TABLE bank_account ADD COLUMN returns {text} NOT NULL DEFAULT 'automatic'
--;
ALTER TABLE bank_account ADD COLUMN returns_given_up {date}
--;
-- The last business day of which the file tells; files of before this migration tell of none.
ALTER TABLE return_file ADD COLUMN covers_on {date}
--;
CREATE INDEX return_file_days ON return_file (tenant_id, account_id, covers_on) WHERE covers_on IS NOT NULL
--;
-- A payment that fits no boleto of ours: whose it seems to be, and how long his titles wait for
-- somebody to find out.
ALTER TABLE return_line ADD COLUMN likely_party_id {uuid}
--;
ALTER TABLE return_line ADD COLUMN waits_until {date}
--;
CREATE INDEX return_line_waiting ON return_line (tenant_id, waits_until, likely_party_id) WHERE waits_until IS NOT NULL
--;
-- Why money is said to be on its way ('scheduled', 'pix_pending'; empty: he says that he paid), and
-- the name that whoever announced it gave it.
ALTER TABLE hold ADD COLUMN flight {text} NOT NULL DEFAULT ''
--;
ALTER TABLE hold ADD COLUMN reference {text} NOT NULL DEFAULT ''
--;
CREATE UNIQUE INDEX hold_reference ON hold (tenant_id, title_id, reference) WHERE reference <> ''
--;
-- Accounts of which titles wait for a return file since that day: once it is there, the régua looks
-- at them again.
CREATE TABLE return_wait (
  tenant_id {uuid} NOT NULL,
  account_id {uuid} NOT NULL,
  since {date} NOT NULL,
  PRIMARY KEY (tenant_id, account_id),
  FOREIGN KEY (tenant_id, account_id) REFERENCES bank_account (tenant_id, id)
){without_rowid}
--;
-- The days on which a title waited for a file: it waits for some days of a week only. What is older
-- is thrown away.
CREATE TABLE return_waited (
  tenant_id {uuid} NOT NULL,
  title_id {uuid} NOT NULL,
  business_date {date} NOT NULL,
  PRIMARY KEY (tenant_id, title_id, business_date),
  FOREIGN KEY (tenant_id, title_id) REFERENCES title (tenant_id, id)
){without_rowid}
