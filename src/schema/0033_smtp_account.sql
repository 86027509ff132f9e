-- The accounts by which a company's e-mail leaves: each with its server, its sender, its signature and
-- its pace. The first in order is the default one. `purposes`: 'demand,transactional,campaign', those
-- that it serves; '': any. `password` and `dkim_key` are sealed. The counters are of the minute and the
-- hour (of the epoch) in which it sent last, for all processes together; kept where a pace is set.
CREATE TABLE smtp_account (
  tenant_id {uuid} NOT NULL,
  id {uuid} NOT NULL,
  name {text} NOT NULL,
  position {integer} NOT NULL,
  host {text} NOT NULL,
  port {integer} NOT NULL,
  security {text} NOT NULL,
  login {text} NOT NULL DEFAULT '',
  password {blob},
  from_name {text} NOT NULL DEFAULT '',
  from_address {text} NOT NULL DEFAULT '',
  reply_to {text} NOT NULL DEFAULT '',
  purposes {text} NOT NULL DEFAULT '',
  paused {integer} NOT NULL DEFAULT 0,
  per_minute {integer} NOT NULL DEFAULT 0,
  per_hour {integer} NOT NULL DEFAULT 0,
  connections {integer} NOT NULL DEFAULT 4,
  dkim_domain {text} NOT NULL DEFAULT '',
  dkim_selector {text} NOT NULL DEFAULT 'quita',
  dkim_on {integer} NOT NULL DEFAULT 0,
  dkim_key {blob},
  trouble {text} NOT NULL DEFAULT '',
  trouble_at {integer},
  minute_at {integer} NOT NULL DEFAULT 0,
  minute_used {integer} NOT NULL DEFAULT 0,
  hour_at {integer} NOT NULL DEFAULT 0,
  hour_used {integer} NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant_id, id)
){without_rowid}
--;
-- Its owner is behind the wall too (schema.cpp, protect_tables), and would carry over nothing.
{postgres}ALTER TABLE setting NO FORCE ROW LEVEL SECURITY
--;
{sqlite}INSERT INTO smtp_account (tenant_id, id, name, position, host, port, security, login, password,
  from_name, from_address, reply_to, dkim_domain, dkim_selector, dkim_on, dkim_key)
  SELECT w.tenant_id, randomblob(16), 'Principal', 0, coalesce(json_extract(s.value, '$.host'), ''),
  coalesce(json_extract(s.value, '$.port'), 587),
  coalesce(json_extract(s.value, '$.security'), 'starttls'),
  coalesce(json_extract(s.value, '$.user'), ''), p.sealed,
  coalesce(json_extract(s.value, '$.from_name'), ''),
  coalesce(json_extract(s.value, '$.from_address'), ''),
  coalesce(json_extract(s.value, '$.reply_to'), ''),
  coalesce(json_extract(d.value, '$.domain'), ''),
  coalesce(json_extract(d.value, '$.selector'), 'quita'),
  coalesce(json_extract(d.value, '$.enabled'), 0), k.sealed
  FROM (SELECT DISTINCT tenant_id FROM setting WHERE name IN ('smtp', 'dkim')) w
  LEFT JOIN setting s ON s.tenant_id = w.tenant_id AND s.name = 'smtp'
  LEFT JOIN setting p ON p.tenant_id = w.tenant_id AND p.name = 'smtp_password'
  LEFT JOIN setting d ON d.tenant_id = w.tenant_id AND d.name = 'dkim'
  LEFT JOIN setting k ON k.tenant_id = w.tenant_id AND k.name = 'dkim_key'
--;
{postgres}INSERT INTO smtp_account (tenant_id, id, name, position, host, port, security, login, password,
  from_name, from_address, reply_to, dkim_domain, dkim_selector, dkim_on, dkim_key)
  SELECT w.tenant_id, gen_random_uuid(), 'Principal', 0, coalesce(s.value::json ->> 'host', ''),
  coalesce((s.value::json ->> 'port')::bigint, 587),
  coalesce(s.value::json ->> 'security', 'starttls'), coalesce(s.value::json ->> 'user', ''),
  p.sealed, coalesce(s.value::json ->> 'from_name', ''),
  coalesce(s.value::json ->> 'from_address', ''), coalesce(s.value::json ->> 'reply_to', ''),
  coalesce(d.value::json ->> 'domain', ''), coalesce(d.value::json ->> 'selector', 'quita'),
  CASE WHEN d.value::json ->> 'enabled' = 'true' THEN 1 ELSE 0 END, k.sealed
  FROM (SELECT DISTINCT tenant_id FROM setting WHERE name IN ('smtp', 'dkim')) w
  LEFT JOIN setting s ON s.tenant_id = w.tenant_id AND s.name = 'smtp'
  LEFT JOIN setting p ON p.tenant_id = w.tenant_id AND p.name = 'smtp_password'
  LEFT JOIN setting d ON d.tenant_id = w.tenant_id AND d.name = 'dkim'
  LEFT JOIN setting k ON k.tenant_id = w.tenant_id AND k.name = 'dkim_key'
--;
DELETE FROM setting WHERE name IN ('smtp', 'smtp_password', 'dkim', 'dkim_key')
--;
{postgres}ALTER TABLE setting FORCE ROW LEVEL SECURITY
