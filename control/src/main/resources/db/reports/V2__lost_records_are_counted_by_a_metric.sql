-- Nobody read it: countersign_reports_lost_records_total says it, to whoever runs the installation.
ALTER TABLE runs DROP COLUMN lost_records;
