-- Whether a letter was opened and its links followed, for companies that want to know. `mail_link`: where
-- the nth link of a letter leads; its address carries only the number. `mail_trace`: each kind once, with
-- its first time, its last and how often; nothing of who asked is kept but whether it was a machine.
CREATE TABLE mail_link (
  tenant_id {uuid} NOT NULL,
  outbox_id {uuid} NOT NULL,
  number {integer} NOT NULL,
  target {text} NOT NULL,
  PRIMARY KEY (tenant_id, outbox_id, number),
  FOREIGN KEY (tenant_id, outbox_id) REFERENCES outbox (tenant_id, id)
){without_rowid}
--;
CREATE TABLE mail_trace (
  tenant_id {uuid} NOT NULL,
  outbox_id {uuid} NOT NULL,
  clicked {integer} NOT NULL,
  machine {integer} NOT NULL,
  first_at {integer} NOT NULL,
  last_at {integer} NOT NULL,
  times {integer} NOT NULL,
  PRIMARY KEY (tenant_id, outbox_id, clicked, machine),
  FOREIGN KEY (tenant_id, outbox_id) REFERENCES outbox (tenant_id, id)
){without_rowid}
