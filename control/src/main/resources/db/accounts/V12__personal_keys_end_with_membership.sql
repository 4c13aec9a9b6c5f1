-- Nobody's any more: they would come alive should their owner be invited again.
DELETE FROM api_keys k
WHERE k.owner_id IS NOT NULL
    AND NOT EXISTS (
        SELECT FROM members m WHERE m.company_id = k.company_id AND m.person_id = k.owner_id);

-- Removing a member deletes their keys, each told to the trail; one that is made at that moment goes
-- by this. A service's key has no owner.
ALTER TABLE api_keys
    ADD FOREIGN KEY (company_id, owner_id) REFERENCES members (company_id, person_id)
        ON DELETE CASCADE;
