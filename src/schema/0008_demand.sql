-- A reminder of what is not due yet counts for the day; the weekly limit counts demands only.
ALTER TABLE contact_made ADD COLUMN demand {integer} NOT NULL DEFAULT 1
