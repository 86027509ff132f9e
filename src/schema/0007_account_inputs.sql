-- What some banks want of an agreement beyond agency, account and convênio: which of them, the
-- bank's entry says (boleto::BoletoBank::inputs).
ALTER TABLE bank_account ADD COLUMN beneficiary_digit {text} NOT NULL DEFAULT ''
--;
ALTER TABLE bank_account ADD COLUMN client_code {text} NOT NULL DEFAULT ''
--;
ALTER TABLE bank_account ADD COLUMN operation {text} NOT NULL DEFAULT ''
--;
ALTER TABLE bank_account ADD COLUMN ios {text} NOT NULL DEFAULT ''
--;
ALTER TABLE bank_account ADD COLUMN post {text} NOT NULL DEFAULT ''
--;
ALTER TABLE bank_account ADD COLUMN id_byte {text} NOT NULL DEFAULT ''
--;
ALTER TABLE bank_account ADD COLUMN portfolio {text} NOT NULL DEFAULT ''
--;
ALTER TABLE bank_account ADD COLUMN emission_layout {text} NOT NULL DEFAULT ''
--;
ALTER TABLE bank_account ADD COLUMN beneficiary_document {text} NOT NULL DEFAULT ''
