-- In which tone, and to what kind of payer, a message is worded: "firm/hardship". Empty: neutral.
ALTER TABLE outbox ADD COLUMN wording {text} NOT NULL DEFAULT ''
