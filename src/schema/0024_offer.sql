-- What a late customer may settle a title with, within a period (receivable/offer.h). `campaign_id`:
-- whose offer it is; `taken_seq`: the journal's entry of the payment that used it, and what was given.
CREATE TABLE title_offer (
  tenant_id {uuid} NOT NULL,
  title_id {uuid} NOT NULL,
  id {uuid} NOT NULL,
  campaign_id {uuid} NOT NULL,
  name {text} NOT NULL,
  starts_on {date} NOT NULL,
  ends_on {date} NOT NULL,
  pays {integer} NOT NULL,
  principal_off {integer} NOT NULL,
  entries {integer} NOT NULL,
  taken_seq {integer},
  given_principal {integer} NOT NULL DEFAULT 0,
  given_charges {integer} NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant_id, title_id, id),
  FOREIGN KEY (tenant_id, title_id) REFERENCES title (tenant_id, id)
){without_rowid}
--;
CREATE INDEX title_offer_campaign ON title_offer (tenant_id, campaign_id)
