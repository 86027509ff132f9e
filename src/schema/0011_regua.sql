-- Several réguas a company, each in immutable versions. `line_id` is the régua of which the row is a
-- version; NULL: the default one, which is asked last. `active` = 0: no title follows the version
-- any more. `applies_to` = 'new': only titles made after it follow it; older ones keep the version
-- before.
ALTER TABLE policy ADD COLUMN line_id {uuid}
--;
ALTER TABLE policy ADD COLUMN position {integer} NOT NULL DEFAULT 0
--;
ALTER TABLE policy ADD COLUMN segment {text} NOT NULL DEFAULT '{}'
--;
ALTER TABLE policy ADD COLUMN applies_to {text} NOT NULL DEFAULT 'all'
--;
ALTER TABLE policy ADD COLUMN created_by {text} NOT NULL DEFAULT ''
--;
-- A title may be decided about twice a day: its messages and its tasks are two tracks. `label` names
-- the step as the version of that day had it.
{postgres}ALTER TABLE decision ADD COLUMN track {text} NOT NULL DEFAULT 'message'
--;
{postgres}ALTER TABLE decision ADD COLUMN label {text} NOT NULL DEFAULT ''
--;
{postgres}ALTER TABLE decision ADD COLUMN task_id {uuid}
--;
{postgres}ALTER TABLE decision DROP CONSTRAINT decision_pkey
--;
{postgres}ALTER TABLE decision ADD PRIMARY KEY (tenant_id, business_date, title_id, track)
--;
{sqlite}ALTER TABLE decision RENAME TO decision_before
--;
{sqlite}CREATE TABLE decision (
  tenant_id {uuid} NOT NULL,
  business_date {date} NOT NULL,
  title_id {uuid} NOT NULL,
  track {text} NOT NULL DEFAULT 'message',
  party_id {uuid} NOT NULL,
  policy_id {uuid} NOT NULL,
  step {integer},
  label {text} NOT NULL DEFAULT '',
  action {text} NOT NULL,
  reason {text} NOT NULL,
  detail {text} NOT NULL DEFAULT '',
  amount {integer} NOT NULL DEFAULT 0,
  outbox_id {uuid},
  task_id {uuid},
  at {integer} NOT NULL,
  PRIMARY KEY (tenant_id, business_date, title_id, track)
){without_rowid}
--;
{sqlite}INSERT INTO decision (tenant_id, business_date, title_id, party_id, policy_id, step, action,
  reason, detail, amount, outbox_id, at)
  SELECT tenant_id, business_date, title_id, party_id, policy_id, step, action, reason, detail,
  amount, outbox_id, at FROM decision_before
--;
{sqlite}DROP TABLE decision_before
--;
{sqlite}CREATE INDEX decision_title ON decision (tenant_id, title_id, business_date)
--;
{sqlite}CREATE INDEX decision_party ON decision (tenant_id, party_id, business_date)
--;
-- More kinds of holds. `amount`: what a promise promises; `answer`: what was said when a person ended
-- it; `accepted`: whether a dispute was found right.
{postgres}ALTER TABLE hold DROP CONSTRAINT hold_kind_check
--;
{postgres}ALTER TABLE hold ADD CONSTRAINT hold_kind_check CHECK (kind IN ('manual', 'money_in_flight', 'promise', 'dispute', 'agreement', 'legal'))
--;
{postgres}ALTER TABLE hold ADD COLUMN amount {integer}
--;
{postgres}ALTER TABLE hold ADD COLUMN answer {text} NOT NULL DEFAULT ''
--;
{postgres}ALTER TABLE hold ADD COLUMN accepted {integer}
--;
{sqlite}ALTER TABLE hold RENAME TO hold_before
--;
{sqlite}CREATE TABLE hold (
  tenant_id {uuid} NOT NULL,
  id {uuid} NOT NULL,
  kind {text} NOT NULL CHECK (kind IN ('manual', 'money_in_flight', 'promise', 'dispute', 'agreement', 'legal')),
  scope {text} NOT NULL CHECK (scope IN ('party', 'title')),
  party_id {uuid} NOT NULL,
  title_id {uuid},
  starts_on {date} NOT NULL,
  ends_on {date},
  reason {text} NOT NULL,
  created_by {text} NOT NULL,
  created_at {integer} NOT NULL,
  released_at {integer},
  released_by {text} NOT NULL DEFAULT '',
  amount {integer},
  answer {text} NOT NULL DEFAULT '',
  accepted {integer},
  PRIMARY KEY (tenant_id, id)
){without_rowid}
--;
{sqlite}INSERT INTO hold (tenant_id, id, kind, scope, party_id, title_id, starts_on, ends_on, reason,
  created_by, created_at, released_at, released_by)
  SELECT tenant_id, id, kind, scope, party_id, title_id, starts_on, ends_on, reason, created_by,
  created_at, released_at, released_by FROM hold_before
--;
{sqlite}DROP TABLE hold_before
--;
{sqlite}CREATE INDEX hold_party ON hold (tenant_id, party_id) WHERE released_at IS NULL
--;
{sqlite}CREATE INDEX hold_title ON hold (tenant_id, title_id) WHERE title_id IS NOT NULL
--;
CREATE INDEX hold_promise ON hold (tenant_id, party_id, starts_on) WHERE kind = 'promise'
--;
CREATE INDEX hold_running ON hold (tenant_id, id) WHERE released_at IS NULL
--;
-- What a person is to do about a customer. `cause` makes it once; a task about titles is over when
-- nothing of them is owed any more.
CREATE TABLE task (
  tenant_id {uuid} NOT NULL,
  id {uuid} NOT NULL,
  cause {text} NOT NULL,
  kind {text} NOT NULL CHECK (kind IN ('call', 'visit', 'letter', 'hand_over', 'write_off', 'verify_contact', 'dispute')),
  party_id {uuid} NOT NULL,
  label {text} NOT NULL,
  due_on {date} NOT NULL,
  created_at {integer} NOT NULL,
  done_at {integer},
  done_by {text} NOT NULL DEFAULT '',
  note {text} NOT NULL DEFAULT '',
  PRIMARY KEY (tenant_id, id)
){without_rowid}
--;
CREATE UNIQUE INDEX task_cause ON task (tenant_id, cause)
--;
CREATE INDEX task_open ON task (tenant_id, due_on, id) WHERE done_at IS NULL
--;
CREATE INDEX task_party ON task (tenant_id, party_id, id)
--;
-- The titles of a task, and the step of each that it does: once a title and due date.
CREATE TABLE task_title (
  tenant_id {uuid} NOT NULL,
  title_id {uuid} NOT NULL,
  due_date {date} NOT NULL,
  step {integer} NOT NULL,
  task_id {uuid} NOT NULL,
  PRIMARY KEY (tenant_id, title_id, due_date, step),
  FOREIGN KEY (tenant_id, task_id) REFERENCES task (tenant_id, id)
){without_rowid}
--;
CREATE INDEX task_title_task ON task_title (tenant_id, task_id)
--;
-- A payer's profile that a person set; otherwise it is computed from his history.
CREATE TABLE payer_profile (
  tenant_id {uuid} NOT NULL,
  party_id {uuid} NOT NULL,
  profile {text} NOT NULL,
  reason {text} NOT NULL,
  set_by {text} NOT NULL,
  set_at {integer} NOT NULL,
  PRIMARY KEY (tenant_id, party_id)
){without_rowid}
--;
-- A customer's signs of life, which tell that our messages reach him.
CREATE INDEX event_life ON event (tenant_id, party_id, at) WHERE kind IN ('party.link_opened', 'party.promised', 'party.disputed', 'title.told_paid', 'title.partly_paid')
