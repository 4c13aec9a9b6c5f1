-- What lists of certificates are sorted, filtered and counted by: 100,000 list as fast as 100.

ALTER TABLE certificates ADD COLUMN version bigint NOT NULL DEFAULT 1;

-- The name in lower case, whatever the database's locale makes of that.
ALTER TABLE certificates ADD COLUMN sort_name text COLLATE "C";
UPDATE certificates SET sort_name = lower(name);
ALTER TABLE certificates ALTER COLUMN sort_name SET NOT NULL;

-- One or two characters are searched for in names alone, which this index holds: the search's own
-- index finds three and more.
CREATE INDEX certificates_by_name ON certificates (company_id, sort_name, id);
CREATE INDEX certificates_by_expiry ON certificates (company_id, not_after, id)
    INCLUDE (not_before, revoked_at);
CREATE INDEX certificates_of_clients ON certificates (company_id) WHERE NOT is_ca;
CREATE INDEX certificates_revoked ON certificates (company_id) WHERE revoked_at IS NOT NULL;

-- Those on no allow list and in no binding. Kept, because finding the few that nothing uses among
-- many would look at all of them. No reference to the certificate: it would lock its row, and
-- row locks are taken in another order.
CREATE TABLE certificates_unused (
    company_id text COLLATE "C" NOT NULL,
    certificate_id text COLLATE "C" NOT NULL,
    PRIMARY KEY (company_id, certificate_id)
);

CREATE FUNCTION settle_use(company text, certificate text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM provider.certificates c
            WHERE c.company_id = company AND c.id = certificate)
        AND NOT EXISTS (SELECT FROM provider.allow_list l
            WHERE l.company_id = company AND l.certificate_id = certificate)
        AND NOT EXISTS (SELECT FROM provider.credential_bindings b
            WHERE b.company_id = company AND b.certificate_id = certificate)
    THEN
        INSERT INTO provider.certificates_unused VALUES (company, certificate)
        ON CONFLICT DO NOTHING;
    ELSE
        DELETE FROM provider.certificates_unused u
        WHERE u.company_id = company AND u.certificate_id = certificate;
    END IF;
END $$;

CREATE FUNCTION certificate_stored_or_deleted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM provider.settle_use(coalesce(NEW.company_id, OLD.company_id), coalesce(NEW.id, OLD.id));
    RETURN NULL;
END $$;

CREATE FUNCTION certificate_use_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM provider.settle_use(OLD.company_id, OLD.certificate_id);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM provider.settle_use(NEW.company_id, NEW.certificate_id);
    END IF;
    RETURN NULL;
END $$;

-- Deferred to the commit: by then a change that gateways must know of holds the feed's lock, so
-- that no two of them settle at once, and none waits for the other's rows.
CREATE CONSTRAINT TRIGGER settle_use AFTER INSERT OR DELETE ON certificates
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION certificate_stored_or_deleted();
CREATE CONSTRAINT TRIGGER settle_use AFTER INSERT OR UPDATE OF certificate_id OR DELETE ON allow_list
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION certificate_use_changed();
CREATE CONSTRAINT TRIGGER settle_use
    AFTER INSERT OR UPDATE OF certificate_id OR DELETE ON credential_bindings
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION certificate_use_changed();

INSERT INTO certificates_unused
SELECT c.company_id, c.id FROM certificates c
WHERE NOT EXISTS (SELECT FROM allow_list l
        WHERE l.company_id = c.company_id AND l.certificate_id = c.id)
    AND NOT EXISTS (SELECT FROM credential_bindings b
        WHERE b.company_id = c.company_id AND b.certificate_id = c.id);
