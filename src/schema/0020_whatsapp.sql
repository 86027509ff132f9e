-- WhatsApp: the templates that Meta knows of, and what customers write to us.
-- `content` is JSON: header, body, footer and buttons as Meta lists them.
CREATE TABLE whatsapp_template (
  tenant_id {uuid} NOT NULL,
  name {text} NOT NULL,
  language {text} NOT NULL,
  meta_id {text} NOT NULL,
  status {text} NOT NULL,
  category {text} NOT NULL,
  quality {text} NOT NULL DEFAULT '',
  reason {text} NOT NULL DEFAULT '',
  content {text} NOT NULL,
  pulled_at {integer} NOT NULL,
  PRIMARY KEY (tenant_id, name, language)
){without_rowid}
--;
-- One row a message that came in, by Meta's id, so that a webhook told twice does nothing twice.
-- `number` is the E.164 number, or the digits as they came where they are no Brazilian number;
-- `party_id` is NULL while nobody knows whose it is.
CREATE TABLE incoming_message (
  tenant_id {uuid} NOT NULL,
  id {uuid} NOT NULL,
  wamid {text} NOT NULL,
  number {text} NOT NULL,
  profile_name {text} NOT NULL DEFAULT '',
  party_id {uuid},
  at {integer} NOT NULL,
  kind {text} NOT NULL,
  text {text} NOT NULL DEFAULT '',
  wish {text} NOT NULL,
  follow {text} NOT NULL DEFAULT '',
  outbox_id {uuid},
  PRIMARY KEY (tenant_id, id)
){without_rowid}
--;
CREATE UNIQUE INDEX incoming_message_wamid ON incoming_message (tenant_id, wamid)
--;
CREATE INDEX incoming_message_number ON incoming_message (tenant_id, number, at)
--;
CREATE INDEX incoming_message_party ON incoming_message (tenant_id, party_id, id) WHERE party_id IS NOT NULL
