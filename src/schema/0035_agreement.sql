-- Instalments offered for late titles (agreement/offer.h). `campaign_id`: whose offer it is; `step`:
-- from one instalment to the next.
CREATE TABLE instalment_offer (
  tenant_id {uuid} NOT NULL,
  party_id {uuid} NOT NULL,
  id {uuid} NOT NULL,
  campaign_id {uuid} NOT NULL,
  name {text} NOT NULL,
  starts_on {date} NOT NULL,
  ends_on {date} NOT NULL,
  most {integer} NOT NULL CHECK (most >= 2),
  first_ppm {integer} NOT NULL,
  step {text} NOT NULL CHECK (step IN ('week', 'fortnight', 'month')),
  least {integer} NOT NULL,
  interest_ppm {integer} NOT NULL,
  first_days {integer} NOT NULL,
  break_days {integer} NOT NULL,
  PRIMARY KEY (tenant_id, party_id, id),
  FOREIGN KEY (tenant_id, party_id) REFERENCES party (tenant_id, id)
){without_rowid}
--;
CREATE INDEX instalment_offer_campaign ON instalment_offer (tenant_id, campaign_id)
--;
CREATE TABLE instalment_offer_title (
  tenant_id {uuid} NOT NULL,
  offer_id {uuid} NOT NULL,
  title_id {uuid} NOT NULL,
  PRIMARY KEY (tenant_id, offer_id, title_id),
  FOREIGN KEY (tenant_id, title_id) REFERENCES title (tenant_id, id)
){without_rowid}
--;
-- An agreement that a customer took (agreement/agreement.h): his titles' debt becomes that of its
-- instalments. Its state is not stored: broken when `broken_on` is set, kept when no instalment is
-- owed any more. `watch_on`: the first day on which it may be broken; NULL: nothing is to be watched.
CREATE TABLE agreement (
  tenant_id {uuid} NOT NULL,
  id {uuid} NOT NULL,
  number {integer} NOT NULL,
  party_id {uuid} NOT NULL,
  offer_id {uuid} NOT NULL,
  campaign_id {uuid} NOT NULL,
  name {text} NOT NULL,
  signed_on {date} NOT NULL,
  owed {integer} NOT NULL,
  agreed {integer} NOT NULL,
  interest {integer} NOT NULL,
  total {integer} NOT NULL,
  instalments {integer} NOT NULL,
  break_days {integer} NOT NULL,
  actor {text} NOT NULL,
  created_at {integer} NOT NULL,
  watch_on {date},
  broken_on {date},
  broken_by {text} NOT NULL DEFAULT '',
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, party_id) REFERENCES party (tenant_id, id)
){without_rowid}
--;
-- An offer is taken once.
CREATE UNIQUE INDEX agreement_offer ON agreement (tenant_id, offer_id)
--;
CREATE UNIQUE INDEX agreement_number ON agreement (tenant_id, number)
--;
CREATE INDEX agreement_party ON agreement (tenant_id, party_id, id)
--;
CREATE INDEX agreement_campaign ON agreement (tenant_id, campaign_id)
--;
CREATE INDEX agreement_watch ON agreement (tenant_id, watch_on) WHERE watch_on IS NOT NULL
--;
-- The titles whose debt went into it, and how much of each.
CREATE TABLE agreement_title (
  tenant_id {uuid} NOT NULL,
  agreement_id {uuid} NOT NULL,
  title_id {uuid} NOT NULL,
  owed {integer} NOT NULL,
  agreed {integer} NOT NULL,
  PRIMARY KEY (tenant_id, agreement_id, title_id),
  FOREIGN KEY (tenant_id, agreement_id) REFERENCES agreement (tenant_id, id),
  FOREIGN KEY (tenant_id, title_id) REFERENCES title (tenant_id, id)
){without_rowid}
--;
CREATE INDEX agreement_title_title ON agreement_title (tenant_id, title_id)
--;
-- Each instalment is a title of its own.
CREATE TABLE agreement_instalment (
  tenant_id {uuid} NOT NULL,
  agreement_id {uuid} NOT NULL,
  place {integer} NOT NULL,
  title_id {uuid} NOT NULL,
  due_date {date} NOT NULL,
  amount {integer} NOT NULL,
  PRIMARY KEY (tenant_id, agreement_id, place),
  FOREIGN KEY (tenant_id, agreement_id) REFERENCES agreement (tenant_id, id),
  FOREIGN KEY (tenant_id, title_id) REFERENCES title (tenant_id, id)
){without_rowid}
--;
CREATE UNIQUE INDEX agreement_instalment_title ON agreement_instalment (tenant_id, title_id)
