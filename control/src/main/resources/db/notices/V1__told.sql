-- Of which certificate's end was told when. The key is what makes each notice one, however many
-- control planes look at once.
CREATE TABLE told (
    company_id text COLLATE "C" NOT NULL,
    certificate_id text COLLATE "C" NOT NULL,
    -- Days before the end; 0 after it.
    stage integer NOT NULL,
    at timestamptz NOT NULL,
    not_after timestamptz NOT NULL,
    -- To whom.
    recipients text[] NOT NULL,
    PRIMARY KEY (company_id, certificate_id, stage)
);

CREATE INDEX told_by_end ON told (not_after);
