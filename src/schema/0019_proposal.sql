-- What a person decided about a proposal. And the kinds of tasks are no longer listed here: their words
-- stand in dunning/policy.h, and a new one shall not copy the table.
{postgres}ALTER TABLE task DROP CONSTRAINT task_kind_check
--;
{postgres}ALTER TABLE task ADD COLUMN decision {text} NOT NULL DEFAULT '' CHECK (decision IN ('', 'approved', 'refused'))
--;
{sqlite}ALTER TABLE task_title RENAME TO task_title_before
--;
{sqlite}ALTER TABLE task RENAME TO task_before
--;
{sqlite}CREATE TABLE task (
  tenant_id {uuid} NOT NULL,
  id {uuid} NOT NULL,
  cause {text} NOT NULL,
  kind {text} NOT NULL,
  party_id {uuid} NOT NULL,
  label {text} NOT NULL,
  due_on {date} NOT NULL,
  created_at {integer} NOT NULL,
  done_at {integer},
  done_by {text} NOT NULL DEFAULT '',
  note {text} NOT NULL DEFAULT '',
  decision {text} NOT NULL DEFAULT '' CHECK (decision IN ('', 'approved', 'refused')),
  PRIMARY KEY (tenant_id, id)
){without_rowid}
--;
{sqlite}INSERT INTO task (tenant_id, id, cause, kind, party_id, label, due_on, created_at, done_at,
  done_by, note) SELECT tenant_id, id, cause, kind, party_id, label, due_on, created_at, done_at,
  done_by, note FROM task_before
--;
{sqlite}CREATE TABLE task_title (
  tenant_id {uuid} NOT NULL,
  title_id {uuid} NOT NULL,
  due_date {date} NOT NULL,
  step {integer} NOT NULL,
  task_id {uuid} NOT NULL,
  PRIMARY KEY (tenant_id, title_id, due_date, step),
  FOREIGN KEY (tenant_id, task_id) REFERENCES task (tenant_id, id)
){without_rowid}
--;
{sqlite}INSERT INTO task_title (tenant_id, title_id, due_date, step, task_id)
  SELECT tenant_id, title_id, due_date, step, task_id FROM task_title_before
--;
{sqlite}DROP TABLE task_title_before
--;
{sqlite}DROP TABLE task_before
--;
{sqlite}CREATE UNIQUE INDEX task_cause ON task (tenant_id, cause)
--;
{sqlite}CREATE INDEX task_open ON task (tenant_id, due_on, id) WHERE done_at IS NULL
--;
{sqlite}CREATE INDEX task_party ON task (tenant_id, party_id, id)
--;
{sqlite}CREATE INDEX task_title_task ON task_title (tenant_id, task_id)
