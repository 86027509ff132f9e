-- When the régua must look at a title next: a narrow table of its own. As an indexed column of
-- `title` each day's looks wrote every index of a wide row anew (PostgreSQL has no HOT update then):
-- half the cost of a day. A title without a row is not looked at any more.
CREATE TABLE title_look (
  tenant_id {uuid} NOT NULL,
  title_id {uuid} NOT NULL,
  party_id {uuid} NOT NULL,
  next_on {date} NOT NULL,
  PRIMARY KEY (tenant_id, title_id)
){without_rowid}
--;
-- Its owner is behind the wall too (schema.cpp, protect_tables), and would carry over nothing.
{postgres}ALTER TABLE title NO FORCE ROW LEVEL SECURITY
--;
INSERT INTO title_look (tenant_id, title_id, party_id, next_on)
  SELECT tenant_id, id, party_id, next_step_on FROM title WHERE next_step_on IS NOT NULL
--;
{postgres}ALTER TABLE title FORCE ROW LEVEL SECURITY
--;
-- What is due today, by an index and never by a scan of the book (law 10). By title and not by
-- customer: a day goes through it in pieces, and what a piece writes is kept by title, so its rows
-- fall on few pages.
CREATE INDEX title_look_due ON title_look (tenant_id, next_on, title_id, party_id)
--;
DROP INDEX title_next_step
--;
ALTER TABLE title DROP COLUMN next_step_on
