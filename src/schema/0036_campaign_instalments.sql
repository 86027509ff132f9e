-- How many instalments a campaign offers at most (1: none), how much of the sum is paid first (0: an equal
-- part), and from one to the next (agreement/plan.h).
ALTER TABLE campaign ADD COLUMN instalments {integer} NOT NULL DEFAULT 1
--;
ALTER TABLE campaign ADD COLUMN first_ppm {integer} NOT NULL DEFAULT 0
--;
ALTER TABLE campaign ADD COLUMN step {text} NOT NULL DEFAULT 'month'
