-- What became of a slip on our side, while `state` is what the bank said: nothing (''), taken back
-- before any bank knew it ('retired'), to be written off at the bank with the next remittance
-- ('due'), asked of the bank ('sent').
ALTER TABLE instrument ADD COLUMN write_off {text} NOT NULL DEFAULT ''
--;
CREATE INDEX instrument_write_off ON instrument (tenant_id, account_id) WHERE write_off = 'due'
