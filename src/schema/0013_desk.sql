-- What people do all day: calls, and who is called next.
-- One row a call, as the person who made or took it tells it. `talked`: with the customer himself;
-- `promise_id`, `task_id`: the promise that came of it, the task that it did.
CREATE TABLE call_log (
  tenant_id {uuid} NOT NULL,
  id {uuid} NOT NULL,
  party_id {uuid} NOT NULL,
  at {integer} NOT NULL,
  on_date {date} NOT NULL,
  user_id {uuid},
  by_name {text} NOT NULL,
  direction {text} NOT NULL CHECK (direction IN ('outgoing', 'incoming')),
  number {text} NOT NULL DEFAULT '',
  outcome {text} NOT NULL CHECK (outcome IN ('talked', 'promised', 'disputes', 'already_paid', 'refuses', 'hardship', 'callback', 'third_party', 'no_answer', 'wrong_number')),
  talked {integer} NOT NULL,
  note {text} NOT NULL DEFAULT '',
  next_on {date},
  promise_id {uuid},
  task_id {uuid},
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, party_id) REFERENCES party (tenant_id, id)
){without_rowid}
--;
CREATE INDEX call_log_party ON call_log (tenant_id, party_id, id)
--;
CREATE INDEX call_log_date ON call_log (tenant_id, on_date, user_id)
