-- The worklist: one row a late customer, in the order of what a conversation with him is worth.
-- `place` orders a section, the highest first; `look_on` is the day on which time alone may change
-- it. What the screen shows is computed anew from the customer's own rows: only the order is kept.
CREATE TABLE worklist (
  tenant_id {uuid} NOT NULL,
  party_id {uuid} NOT NULL,
  section {text} NOT NULL CHECK (section IN ('open', 'easy', 'at_risk')),
  place {integer} NOT NULL,
  owed {integer} NOT NULL,
  owner_id {uuid},
  look_on {date} NOT NULL,
  PRIMARY KEY (tenant_id, party_id),
  FOREIGN KEY (tenant_id, party_id) REFERENCES party (tenant_id, id)
){without_rowid}
--;
CREATE INDEX worklist_section ON worklist (tenant_id, section, place, party_id)
--;
CREATE INDEX worklist_owner ON worklist (tenant_id, owner_id, section, place, party_id)
--;
CREATE INDEX worklist_look ON worklist (tenant_id, look_on, party_id)
--;
-- How far the worklist has followed: the last fact of the timeline that it saw, and the last title
-- (by due date and id) that it took for late.
CREATE TABLE worklist_progress (
  tenant_id {uuid} NOT NULL,
  event_id {uuid} NOT NULL,
  due_date {date} NOT NULL,
  title_id {uuid} NOT NULL,
  PRIMARY KEY (tenant_id)
){without_rowid}
--;
-- A customer given to somebody by hand.
CREATE TABLE queue_assignment (
  tenant_id {uuid} NOT NULL,
  party_id {uuid} NOT NULL,
  user_id {uuid} NOT NULL,
  by_name {text} NOT NULL,
  at {integer} NOT NULL,
  PRIMARY KEY (tenant_id, party_id),
  FOREIGN KEY (tenant_id, party_id) REFERENCES party (tenant_id, id)
){without_rowid}
--;
-- Who is talking to a customer just now, so that two do not call him.
CREATE TABLE work_claim (
  tenant_id {uuid} NOT NULL,
  party_id {uuid} NOT NULL,
  user_id {uuid} NOT NULL,
  by_name {text} NOT NULL,
  until {integer} NOT NULL,
  PRIMARY KEY (tenant_id, party_id),
  FOREIGN KEY (tenant_id, party_id) REFERENCES party (tenant_id, id)
){without_rowid}
