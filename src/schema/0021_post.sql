-- Letters on paper: what was put into envelopes together, and what became of each.
-- `letters` is the PDF of all of them, as it was printed.
CREATE TABLE posting_list (
  tenant_id {uuid} NOT NULL,
  id {uuid} NOT NULL,
  number {integer} NOT NULL,
  made_at {integer} NOT NULL,
  made_on {date} NOT NULL,
  made_by {text} NOT NULL,
  posted_on {date},
  posted_by {text} NOT NULL DEFAULT '',
  undone_at {integer},
  letters {blob},
  PRIMARY KEY (tenant_id, id)
){without_rowid}
--;
CREATE UNIQUE INDEX posting_list_number ON posting_list (tenant_id, number)
--;
CREATE TABLE posting_item (
  tenant_id {uuid} NOT NULL,
  list_id {uuid} NOT NULL,
  place {integer} NOT NULL,
  outbox_id {uuid} NOT NULL,
  party_id {uuid} NOT NULL,
  name {text} NOT NULL,
  address {text} NOT NULL,
  postal_code {text} NOT NULL,
  tracking_code {text} NOT NULL DEFAULT '',
  arrived_on {date},
  returned_on {date},
  return_reason {text} NOT NULL DEFAULT '',
  PRIMARY KEY (tenant_id, list_id, place),
  FOREIGN KEY (tenant_id, list_id) REFERENCES posting_list (tenant_id, id)
){without_rowid}
--;
CREATE INDEX posting_item_outbox ON posting_item (tenant_id, outbox_id)
