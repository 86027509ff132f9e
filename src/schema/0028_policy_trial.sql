-- A draft of a régua tried on the company's own past; `line_id` NULL: the default régua. `result` is
-- there when it is done; nothing else of the company depends on these rows.
CREATE TABLE policy_trial (
  tenant_id {uuid} NOT NULL,
  id {uuid} NOT NULL,
  line_id {uuid},
  policy_name {text} NOT NULL,
  steps {text} NOT NULL,
  months {integer} NOT NULL,
  state {text} NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed')),
  done {integer} NOT NULL DEFAULT 0,
  total {integer} NOT NULL DEFAULT 0,
  result {text},
  error {text} NOT NULL DEFAULT '',
  created_by {text} NOT NULL,
  created_at {integer} NOT NULL,
  finished_at {integer},
  PRIMARY KEY (tenant_id, id)
){without_rowid}
