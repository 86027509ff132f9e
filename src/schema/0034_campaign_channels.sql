-- On which channels a campaign's message goes, in the order in which to try them, and how long the
-- proof of each is waited for (messaging/outbox.h, Fallback).
ALTER TABLE campaign ADD COLUMN channels {text} NOT NULL DEFAULT 'email'
--;
ALTER TABLE campaign ADD COLUMN fallback_hours {integer} NOT NULL DEFAULT 0
--;
ALTER TABLE campaign ADD COLUMN proof {text} NOT NULL DEFAULT 'read'
