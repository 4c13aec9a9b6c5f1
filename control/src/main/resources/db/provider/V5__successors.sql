-- The certificate that this one was uploaded to follow. No reference: to delete the one before would
-- lock the rows of those that follow it, after the locks of APIs, and row locks are taken in another
-- order. What was deleted is shown as gone.
ALTER TABLE certificates ADD COLUMN successor_of text COLLATE "C";

CREATE INDEX certificates_by_predecessor ON certificates (company_id, successor_of)
    WHERE successor_of IS NOT NULL;
