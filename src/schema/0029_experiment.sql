-- Champion and challenger: a share of a régua's customers follows `steps`, by a hash of `seed` and the
-- customer. `line_id` nil: the default régua. Who follows what is computed, never stored.
CREATE TABLE experiment (
  tenant_id {uuid} NOT NULL,
  id {uuid} NOT NULL,
  line_id {uuid} NOT NULL,
  policy_name {text} NOT NULL,
  name {text} NOT NULL,
  steps {text} NOT NULL,
  share_percent {integer} NOT NULL CHECK (share_percent BETWEEN 10 AND 90),
  seed {text} NOT NULL,
  started_at {integer} NOT NULL,
  started_by {text} NOT NULL,
  ended_at {integer},
  ended_by {text} NOT NULL DEFAULT '',
  ending {text} CHECK (ending IN ('champion', 'challenger', 'none')),
  PRIMARY KEY (tenant_id, id)
){without_rowid}
--;
-- One at a time on a régua, whoever else asks at the same moment.
CREATE UNIQUE INDEX experiment_running ON experiment (tenant_id, line_id) WHERE ended_at IS NULL
