-- What a customer may owe. amount NULL: no limit was set. `touches` counts what was asked of the
-- row, so that two orders at once cannot both see the same free amount: the second is run again.
CREATE TABLE credit_limit (
  tenant_id {uuid} NOT NULL,
  party_id {uuid} NOT NULL,
  amount {integer},
  score {integer},
  note {text} NOT NULL DEFAULT '',
  set_by {text} NOT NULL DEFAULT '',
  set_at {integer},
  blocked_on {date},
  blocked_by {text} NOT NULL DEFAULT '',
  blocked_why {text} NOT NULL DEFAULT '',
  blocked_by_policy {integer} NOT NULL DEFAULT 0,
  touches {integer} NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant_id, party_id),
  FOREIGN KEY (tenant_id, party_id) REFERENCES party (tenant_id, id)
){without_rowid}
--;
-- A part of a limit that an order holds until it is invoiced, released, or too old.
CREATE TABLE credit_reservation (
  tenant_id {uuid} NOT NULL,
  id {uuid} NOT NULL,
  party_id {uuid} NOT NULL,
  reference {text} NOT NULL,
  amount {integer} NOT NULL CHECK (amount > 0),
  state {text} NOT NULL CHECK (state IN ('reserved', 'invoiced', 'released')),
  expires_on {date} NOT NULL,
  created_at {integer} NOT NULL,
  created_by {text} NOT NULL,
  ended_at {integer},
  ended_by {text} NOT NULL DEFAULT '',
  note {text} NOT NULL DEFAULT '',
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, party_id) REFERENCES party (tenant_id, id)
){without_rowid}
--;
-- The same order twice is one reservation.
CREATE UNIQUE INDEX credit_reservation_reference ON credit_reservation (tenant_id, party_id, reference)
--;
CREATE INDEX credit_reservation_running ON credit_reservation (tenant_id, party_id, expires_on) WHERE state = 'reserved'
--;
-- The titles that took a reservation's place. A title stands for one order.
CREATE TABLE credit_reservation_title (
  tenant_id {uuid} NOT NULL,
  title_id {uuid} NOT NULL,
  reservation_id {uuid} NOT NULL,
  PRIMARY KEY (tenant_id, title_id),
  FOREIGN KEY (tenant_id, reservation_id) REFERENCES credit_reservation (tenant_id, id),
  FOREIGN KEY (tenant_id, title_id) REFERENCES title (tenant_id, id)
){without_rowid}
