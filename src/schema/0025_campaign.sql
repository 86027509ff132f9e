-- Campaigns (campaign/campaign.h): who was chosen, who was held back by lot, and what was owed then.
CREATE TABLE campaign (
  tenant_id {uuid} NOT NULL,
  id {uuid} NOT NULL,
  name {text} NOT NULL,
  filter {text} NOT NULL,
  charges_ppm {integer} NOT NULL,
  principal_ppm {integer} NOT NULL,
  ends_on {date} NOT NULL,
  template {text} NOT NULL DEFAULT '',
  control_percent {integer} NOT NULL,
  seed {integer} NOT NULL,
  state {text} NOT NULL CHECK (state IN ('draft', 'running', 'finished')),
  created_by {text} NOT NULL,
  created_at {integer} NOT NULL,
  launched_by {text} NOT NULL DEFAULT '',
  starts_on {date},
  PRIMARY KEY (tenant_id, id)
){without_rowid}
--;
-- `message`: 'none' (of the control group, or of a campaign without one), 'waiting' for the contact
-- budget, 'queued' in the outbox, 'refused' with the reason in `note`.
CREATE TABLE campaign_member (
  tenant_id {uuid} NOT NULL,
  campaign_id {uuid} NOT NULL,
  party_id {uuid} NOT NULL,
  treated {integer} NOT NULL,
  owed {integer} NOT NULL,
  pays {integer} NOT NULL,
  message {text} NOT NULL CHECK (message IN ('none', 'waiting', 'queued', 'refused')),
  tried_on {date},
  outbox_id {uuid},
  note {text} NOT NULL DEFAULT '',
  PRIMARY KEY (tenant_id, campaign_id, party_id),
  FOREIGN KEY (tenant_id, campaign_id) REFERENCES campaign (tenant_id, id)
){without_rowid}
--;
CREATE INDEX campaign_member_party ON campaign_member (tenant_id, party_id)
--;
CREATE INDEX campaign_member_waiting ON campaign_member (tenant_id, campaign_id, party_id) WHERE message = 'waiting'
--;
-- The titles that were late then; `entries`: of the journal, so that only what follows counts.
CREATE TABLE campaign_title (
  tenant_id {uuid} NOT NULL,
  campaign_id {uuid} NOT NULL,
  title_id {uuid} NOT NULL,
  party_id {uuid} NOT NULL,
  owed {integer} NOT NULL,
  entries {integer} NOT NULL,
  PRIMARY KEY (tenant_id, campaign_id, title_id),
  FOREIGN KEY (tenant_id, campaign_id) REFERENCES campaign (tenant_id, id)
){without_rowid}
