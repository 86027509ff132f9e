-- What was sold and by whom, as far as the seller's system says it: réguas choose titles by these.
CREATE TABLE title_label (
  tenant_id {uuid} NOT NULL,
  title_id {uuid} NOT NULL,
  kind {text} NOT NULL CHECK (kind IN ('product', 'seller')),
  value {text} NOT NULL,
  PRIMARY KEY (tenant_id, title_id, kind, value),
  FOREIGN KEY (tenant_id, title_id) REFERENCES title (tenant_id, id)
){without_rowid}
