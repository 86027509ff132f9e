-- A message of which nobody can tell whether it left, and that will not be handed over again: it counts
-- as said, and is not shown as sent. `unanswered`: attempts that ended without an answer (the process
-- died with the message in its hands, or the connection broke after the text). SQLite changes a CHECK
-- only with the table; the keys of the tables that point to it are looked at when all is done.
{postgres}ALTER TABLE outbox DROP CONSTRAINT outbox_state_check
--;
{postgres}ALTER TABLE outbox ADD CONSTRAINT outbox_state_check CHECK (state IN ('queued', 'sending', 'sent', 'failed', 'cancelled', 'unsure'))
--;
{postgres}ALTER TABLE outbox ADD COLUMN unanswered {integer} NOT NULL DEFAULT 0
--;
{sqlite}PRAGMA defer_foreign_keys = ON
--;
{sqlite}CREATE TABLE outbox_before AS SELECT * FROM outbox
--;
{sqlite}DROP TABLE outbox
--;
{sqlite}CREATE TABLE outbox (
  tenant_id {uuid} NOT NULL,
  id {uuid} NOT NULL,
  cause {text} NOT NULL,
  party_id {uuid},
  contact_id {uuid},
  channel {text} NOT NULL DEFAULT 'email',
  recipient {text} NOT NULL,
  template {text} NOT NULL,
  business_date {date} NOT NULL,
  subject {text} NOT NULL DEFAULT '',
  body_html {text} NOT NULL DEFAULT '',
  body_text {text} NOT NULL DEFAULT '',
  attachment_name {text} NOT NULL DEFAULT '',
  message_id {text} NOT NULL DEFAULT '',
  state {text} NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'failed', 'cancelled', 'unsure')),
  attempts {integer} NOT NULL DEFAULT 0,
  not_before {integer} NOT NULL,
  claimed_by {text} NOT NULL DEFAULT '',
  claimed_until {integer},
  answer {text} NOT NULL DEFAULT '',
  created_at {integer} NOT NULL,
  finished_at {integer},
  follows_id {uuid},
  fallback {text} NOT NULL DEFAULT '',
  fallback_hours {integer} NOT NULL DEFAULT 0,
  proof {text} NOT NULL DEFAULT 'read',
  fallback_at {integer},
  carrier_id {text} NOT NULL DEFAULT '',
  delivered_at {integer},
  read_at {integer},
  segments {integer} NOT NULL DEFAULT 0,
  price {integer} NOT NULL DEFAULT 0,
  wording {text} NOT NULL DEFAULT '',
  unanswered {integer} NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant_id, id)
){without_rowid}
--;
{sqlite}INSERT INTO outbox SELECT tenant_id, id, cause, party_id, contact_id, channel, recipient,
  template, business_date, subject, body_html, body_text, attachment_name, message_id, state,
  attempts, not_before, claimed_by, claimed_until, answer, created_at, finished_at, follows_id,
  fallback, fallback_hours, proof, fallback_at, carrier_id, delivered_at, read_at, segments, price,
  wording, 0 FROM outbox_before
--;
{sqlite}DROP TABLE outbox_before
--;
{sqlite}CREATE UNIQUE INDEX outbox_cause ON outbox (tenant_id, cause)
--;
{sqlite}CREATE INDEX outbox_due ON outbox (tenant_id, channel, not_before) WHERE state IN ('queued', 'sending')
--;
{sqlite}CREATE INDEX outbox_party ON outbox (tenant_id, party_id, id)
--;
{sqlite}CREATE INDEX outbox_state ON outbox (tenant_id, state, id)
--;
{sqlite}CREATE INDEX outbox_fallback ON outbox (tenant_id, fallback_at) WHERE fallback_at IS NOT NULL
--;
{sqlite}CREATE INDEX outbox_carrier_id ON outbox (tenant_id, carrier_id) WHERE carrier_id <> ''
