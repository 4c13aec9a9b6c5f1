-- The id of what the link opens: who may see it is judged by that when they look, not by what was
-- needed when the mail was written. Null: nobody may.
ALTER TABLE mails ADD COLUMN link_about text COLLATE "C";

-- What an earlier link opens is not told by its mail: it is shown to nobody any more, but a link
-- that nobody was ever to see stays one. Sending the invitation again writes a mail that tells.
UPDATE mails SET link_about = '' WHERE link_needs IS NOT NULL;

ALTER TABLE mails DROP COLUMN link_needs;
