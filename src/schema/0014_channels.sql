-- Channels: which way a message takes, what follows when it does not arrive, and what the outside
-- says of it.
--   follows_id       the message that did not arrive, which this one says again on another channel
--   fallback         the channels left to try, in order: "sms,letter"
--   fallback_hours   how long the proof is waited for once the message left; 0: it is not
--   fallback_at      when the next channel is tried unless the proof is there; NULL: never
--   carrier_id       the provider's own number of the message
--   segments, price  of an SMS: segments sent, and centavos for a thousand of them
ALTER TABLE outbox ADD COLUMN follows_id {uuid}
--;
ALTER TABLE outbox ADD COLUMN fallback {text} NOT NULL DEFAULT ''
--;
ALTER TABLE outbox ADD COLUMN fallback_hours {integer} NOT NULL DEFAULT 0
--;
ALTER TABLE outbox ADD COLUMN proof {text} NOT NULL DEFAULT 'read'
--;
ALTER TABLE outbox ADD COLUMN fallback_at {integer}
--;
ALTER TABLE outbox ADD COLUMN carrier_id {text} NOT NULL DEFAULT ''
--;
ALTER TABLE outbox ADD COLUMN delivered_at {integer}
--;
ALTER TABLE outbox ADD COLUMN read_at {integer}
--;
ALTER TABLE outbox ADD COLUMN segments {integer} NOT NULL DEFAULT 0
--;
ALTER TABLE outbox ADD COLUMN price {integer} NOT NULL DEFAULT 0
--;
-- Each channel is sent by itself, so that a slow one holds up no other.
DROP INDEX outbox_due
--;
CREATE INDEX outbox_due ON outbox (tenant_id, channel, not_before) WHERE state IN ('queued', 'sending')
--;
CREATE INDEX outbox_fallback ON outbox (tenant_id, fallback_at) WHERE fallback_at IS NOT NULL
--;
CREATE INDEX outbox_carrier_id ON outbox (tenant_id, carrier_id) WHERE carrier_id <> ''
--;
-- What the outside said of a message, each fact once: 'delivered', 'read', 'undelivered'. `at` is
-- when it happened, as the carrier tells it; `words` are the carrier's.
CREATE TABLE delivery_fact (
  tenant_id {uuid} NOT NULL,
  outbox_id {uuid} NOT NULL,
  fact {text} NOT NULL CHECK (fact IN ('delivered', 'read', 'undelivered')),
  at {integer} NOT NULL,
  words {text} NOT NULL DEFAULT '',
  told_at {integer} NOT NULL,
  PRIMARY KEY (tenant_id, outbox_id, fact),
  FOREIGN KEY (tenant_id, outbox_id) REFERENCES outbox (tenant_id, id)
){without_rowid}
--;
-- How a customer stands on one channel. With a contact: this number on this channel (no mobile
-- telephone, no WhatsApp, worked). With the nil contact: the customer himself, who opted out of it.
CREATE TABLE channel_standing (
  tenant_id {uuid} NOT NULL,
  party_id {uuid} NOT NULL,
  contact_id {uuid} NOT NULL,
  channel {text} NOT NULL,
  state {text} NOT NULL CHECK (state IN ('works', 'bounced', 'opted_out')),
  reason {text} NOT NULL DEFAULT '',
  changed_at {integer} NOT NULL,
  PRIMARY KEY (tenant_id, party_id, contact_id, channel),
  FOREIGN KEY (tenant_id, party_id) REFERENCES party (tenant_id, id)
){without_rowid}
--;
-- A template's text on a channel other than e-mail. `form` is JSON with what only that channel
-- needs: of WhatsApp the approved template's name, language, order of parameters and buttons.
CREATE TABLE template_text (
  tenant_id {uuid} NOT NULL,
  template {text} NOT NULL,
  channel {text} NOT NULL,
  body {text} NOT NULL,
  form {text} NOT NULL DEFAULT '{}',
  version {integer} NOT NULL DEFAULT 1,
  updated_at {integer} NOT NULL,
  PRIMARY KEY (tenant_id, template, channel)
){without_rowid}
