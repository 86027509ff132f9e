-- The account's remittances carry its Pix key, and the bank answers with the slip's Pix code, which
-- is kept in `br_code` of the boleto.
ALTER TABLE bank_account ADD COLUMN hybrid {integer} NOT NULL DEFAULT 0
