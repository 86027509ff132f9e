-- Customers and suppliers: one row a person or company, with contacts and whether they work.
CREATE TABLE party (
  tenant_id {uuid} NOT NULL,
  id {uuid} NOT NULL,
  kind {text} NOT NULL CHECK (kind IN ('person', 'company')),
  customer {integer} NOT NULL DEFAULT 1,
  supplier {integer} NOT NULL DEFAULT 0,
  document {text} NOT NULL,
  name {text} NOT NULL,
  trade_name {text} NOT NULL DEFAULT '',
  search {text} NOT NULL,
  vulnerable {integer} NOT NULL DEFAULT 0,
  created_at {integer} NOT NULL,
  updated_at {integer} NOT NULL,
  PRIMARY KEY (tenant_id, id)
){without_rowid}
--;
CREATE UNIQUE INDEX party_document ON party (tenant_id, document)
--;
CREATE INDEX party_name ON party (tenant_id, search)
--;
-- Each word of a name, folded: finds a name by the beginning of any of its words, by an index.
CREATE TABLE party_word (
  tenant_id {uuid} NOT NULL,
  word {text} NOT NULL,
  party_id {uuid} NOT NULL,
  PRIMARY KEY (tenant_id, word, party_id),
  FOREIGN KEY (tenant_id, party_id) REFERENCES party (tenant_id, id)
){without_rowid}
--;
CREATE INDEX party_word_party ON party_word (tenant_id, party_id)
--;
CREATE TABLE party_address (
  tenant_id {uuid} NOT NULL,
  party_id {uuid} NOT NULL,
  id {uuid} NOT NULL,
  purpose {text} NOT NULL DEFAULT 'billing',
  street {text} NOT NULL,
  number {text} NOT NULL DEFAULT '',
  complement {text} NOT NULL DEFAULT '',
  district {text} NOT NULL DEFAULT '',
  city {text} NOT NULL,
  state {text} NOT NULL,
  postal_code {text} NOT NULL,
  PRIMARY KEY (tenant_id, party_id, id),
  FOREIGN KEY (tenant_id, party_id) REFERENCES party (tenant_id, id)
){without_rowid}
--;
-- value: an e-mail address in lower case, or a phone in E.164.
CREATE TABLE party_contact (
  tenant_id {uuid} NOT NULL,
  party_id {uuid} NOT NULL,
  id {uuid} NOT NULL,
  channel {text} NOT NULL CHECK (channel IN ('email', 'phone')),
  value {text} NOT NULL,
  purpose {text} NOT NULL DEFAULT 'billing',
  state {text} NOT NULL DEFAULT 'unknown' CHECK (state IN ('unknown', 'works', 'bounced', 'opted_out')),
  state_reason {text} NOT NULL DEFAULT '',
  created_at {integer} NOT NULL,
  changed_at {integer} NOT NULL,
  PRIMARY KEY (tenant_id, party_id, id),
  FOREIGN KEY (tenant_id, party_id) REFERENCES party (tenant_id, id)
){without_rowid}
--;
CREATE UNIQUE INDEX party_contact_value ON party_contact (tenant_id, party_id, channel, value)
--;
CREATE INDEX party_contact_find ON party_contact (tenant_id, value)
--;
CREATE TABLE party_tag (
  tenant_id {uuid} NOT NULL,
  party_id {uuid} NOT NULL,
  tag {text} NOT NULL,
  PRIMARY KEY (tenant_id, party_id, tag),
  FOREIGN KEY (tenant_id, party_id) REFERENCES party (tenant_id, id)
){without_rowid}
--;
CREATE TABLE party_note (
  tenant_id {uuid} NOT NULL,
  party_id {uuid} NOT NULL,
  id {uuid} NOT NULL,
  at {integer} NOT NULL,
  author {text} NOT NULL,
  text {text} NOT NULL,
  PRIMARY KEY (tenant_id, party_id, id),
  FOREIGN KEY (tenant_id, party_id) REFERENCES party (tenant_id, id)
){without_rowid}
--;
-- The timeline: life-cycle facts of customers and titles, each once. `cause` makes a repeated
-- cause harmless; `data` is JSON for the screen. Title facts: issued, registered, sent, delivered,
-- seen, overdue, paid …; customer facts: created, contact_bounced, told_paid, opted_out …
CREATE TABLE event (
  tenant_id {uuid} NOT NULL,
  id {uuid} NOT NULL,
  at {integer} NOT NULL,
  kind {text} NOT NULL,
  party_id {uuid},
  title_id {uuid},
  actor {text} NOT NULL,
  cause {text} NOT NULL,
  data {text} NOT NULL DEFAULT '{}',
  PRIMARY KEY (tenant_id, id)
){without_rowid}
--;
CREATE UNIQUE INDEX event_cause ON event (tenant_id, cause)
--;
CREATE INDEX event_title ON event (tenant_id, title_id, id) WHERE title_id IS NOT NULL
--;
CREATE INDEX event_party ON event (tenant_id, party_id, id) WHERE party_id IS NOT NULL
