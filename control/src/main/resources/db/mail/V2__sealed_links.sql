-- A link that was kept in clear cannot be sealed here: the key is outside the database.
UPDATE mails
SET state = 'given_up', next_attempt_at = NULL,
    last_error = 'Its link was dropped when links began to be sealed. Let it be written again.'
WHERE state = 'queued' AND link IS NOT NULL;

DROP INDEX mails_with_link;

ALTER TABLE mails
    DROP COLUMN link,
    -- Kept no longer than it is of use: until the mail is sent or given up, or the link is over.
    ADD COLUMN sealed_link bytea;

CREATE INDEX mails_with_link ON mails (link_until) WHERE sealed_link IS NOT NULL;
