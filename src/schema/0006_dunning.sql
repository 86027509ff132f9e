-- The régua: policies, what each day decided and why, holds, and the contact budget.
CREATE TABLE policy (
  tenant_id {uuid} NOT NULL,
  id {uuid} NOT NULL,
  name {text} NOT NULL,
  version {integer} NOT NULL,
  steps {text} NOT NULL,
  active {integer} NOT NULL DEFAULT 1,
  created_at {integer} NOT NULL,
  PRIMARY KEY (tenant_id, id)
){without_rowid}
--;
-- One decision a title and day; `step` is the offset in days from the due date. `action` is
-- 'message' or 'none'; `reason` the rule that fired or blocked, in a stable word.
CREATE TABLE decision (
  tenant_id {uuid} NOT NULL,
  business_date {date} NOT NULL,
  title_id {uuid} NOT NULL,
  party_id {uuid} NOT NULL,
  policy_id {uuid} NOT NULL,
  step {integer},
  action {text} NOT NULL,
  reason {text} NOT NULL,
  detail {text} NOT NULL DEFAULT '',
  amount {integer} NOT NULL DEFAULT 0,
  outbox_id {uuid},
  at {integer} NOT NULL,
  PRIMARY KEY (tenant_id, business_date, title_id)
){without_rowid}
--;
CREATE INDEX decision_title ON decision (tenant_id, title_id, business_date)
--;
CREATE INDEX decision_party ON decision (tenant_id, party_id, business_date)
--;
-- A step counts once per title and due date.
CREATE TABLE step_done (
  tenant_id {uuid} NOT NULL,
  title_id {uuid} NOT NULL,
  due_date {date} NOT NULL,
  step {integer} NOT NULL,
  business_date {date} NOT NULL,
  outbox_id {uuid},
  PRIMARY KEY (tenant_id, title_id, due_date, step)
){without_rowid}
--;
CREATE TABLE dunning_day (
  tenant_id {uuid} NOT NULL,
  business_date {date} NOT NULL,
  started_at {integer} NOT NULL,
  finished_at {integer},
  titles {integer} NOT NULL DEFAULT 0,
  messages {integer} NOT NULL DEFAULT 0,
  blocked {integer} NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant_id, business_date)
){without_rowid}
--;
CREATE TABLE hold (
  tenant_id {uuid} NOT NULL,
  id {uuid} NOT NULL,
  kind {text} NOT NULL CHECK (kind IN ('manual', 'money_in_flight')),
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
  PRIMARY KEY (tenant_id, id)
){without_rowid}
--;
CREATE INDEX hold_party ON hold (tenant_id, party_id) WHERE released_at IS NULL
--;
CREATE INDEX hold_title ON hold (tenant_id, title_id) WHERE title_id IS NOT NULL
--;
-- The contact budget of a person over all channels and titles (law 5): one row a contact made.
CREATE TABLE contact_made (
  tenant_id {uuid} NOT NULL,
  party_id {uuid} NOT NULL,
  business_date {date} NOT NULL,
  outbox_id {uuid} NOT NULL,
  channel {text} NOT NULL,
  PRIMARY KEY (tenant_id, party_id, business_date, outbox_id)
){without_rowid}
