-- When each certificate was presented last; '-infinity' for never. Beside the certificates, because
-- reports come every second, and each would write all the indexes of a certificate's row anew. Each
-- certificate has its row from the start: a report changes rows and makes none, so that it waits for
-- nobody who holds a certificate.
CREATE TABLE certificates_presented (
    company_id text COLLATE "C" NOT NULL,
    certificate_id text COLLATE "C" NOT NULL,
    presented_at timestamptz NOT NULL DEFAULT '-infinity',
    PRIMARY KEY (company_id, certificate_id),
    FOREIGN KEY (company_id, certificate_id) REFERENCES certificates (company_id, id)
        ON DELETE CASCADE
);

CREATE INDEX certificates_by_presentation
    ON certificates_presented (company_id, presented_at, certificate_id);

CREATE FUNCTION certificate_not_presented_yet() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO provider.certificates_presented (company_id, certificate_id)
    VALUES (NEW.company_id, NEW.id);
    RETURN NULL;
END $$;

CREATE TRIGGER not_presented_yet AFTER INSERT ON certificates
    FOR EACH ROW EXECUTE FUNCTION certificate_not_presented_yet();

INSERT INTO certificates_presented (company_id, certificate_id)
SELECT company_id, id FROM certificates;
