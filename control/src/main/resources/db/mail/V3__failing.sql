-- Those that wait are few; every look at the overview counts the ones that failed.
CREATE INDEX mails_queued ON mails (company_id) WHERE state = 'queued';
