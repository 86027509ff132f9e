-- Templates and the outbox: each step that touches the outside is a row with its state (law 4).
CREATE TABLE template (
  tenant_id {uuid} NOT NULL,
  id {uuid} NOT NULL,
  name {text} NOT NULL,
  label {text} NOT NULL,
  subject {text} NOT NULL,
  body {text} NOT NULL,
  version {integer} NOT NULL DEFAULT 1,
  updated_at {integer} NOT NULL,
  PRIMARY KEY (tenant_id, id)
){without_rowid}
--;
CREATE UNIQUE INDEX template_name ON template (tenant_id, name)
--;
-- `cause` makes a message unique: one customer, one business date, one step. A queued message is
-- rendered when it leaves, so that it tells what is owed then.
CREATE TABLE outbox (
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
  state {text} NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'failed', 'cancelled')),
  attempts {integer} NOT NULL DEFAULT 0,
  not_before {integer} NOT NULL,
  claimed_by {text} NOT NULL DEFAULT '',
  claimed_until {integer},
  answer {text} NOT NULL DEFAULT '',
  created_at {integer} NOT NULL,
  finished_at {integer},
  PRIMARY KEY (tenant_id, id)
){without_rowid}
--;
CREATE UNIQUE INDEX outbox_cause ON outbox (tenant_id, cause)
--;
CREATE INDEX outbox_due ON outbox (tenant_id, not_before) WHERE state IN ('queued', 'sending')
--;
CREATE INDEX outbox_party ON outbox (tenant_id, party_id, id)
--;
CREATE INDEX outbox_state ON outbox (tenant_id, state, id)
--;
CREATE TABLE outbox_title (
  tenant_id {uuid} NOT NULL,
  outbox_id {uuid} NOT NULL,
  title_id {uuid} NOT NULL,
  PRIMARY KEY (tenant_id, outbox_id, title_id),
  FOREIGN KEY (tenant_id, outbox_id) REFERENCES outbox (tenant_id, id)
){without_rowid}
--;
CREATE INDEX outbox_title_title ON outbox_title (tenant_id, title_id)
--;
-- Mail that a demo company "sent": its mailbox page.
CREATE TABLE demo_mail (
  tenant_id {uuid} NOT NULL,
  id {uuid} NOT NULL,
  at {integer} NOT NULL,
  recipient {text} NOT NULL,
  subject {text} NOT NULL,
  body_html {text} NOT NULL,
  body_text {text} NOT NULL,
  attachment_name {text} NOT NULL DEFAULT '',
  attachment {blob},
  PRIMARY KEY (tenant_id, id)
){without_rowid}
