CREATE TABLE events (
    company_id text COLLATE "C" NOT NULL,
    -- 1, 2, 3 and so on in each company, without a gap.
    sequence bigint NOT NULL CHECK (sequence > 0),
    at timestamptz NOT NULL,
    actor_kind text NOT NULL CHECK (actor_kind IN ('person', 'api_key', 'system')),
    actor_id text NOT NULL,
    actor_name text NOT NULL,
    address text NOT NULL,
    action text NOT NULL,
    kind text NOT NULL,
    thing_id text NOT NULL,
    thing_name text NOT NULL,
    before jsonb,
    after jsonb,
    -- The hash of the event before; zeros for the first.
    previous bytea NOT NULL,
    -- SHA-256 of all of the above in its canonical form.
    hash bytea NOT NULL,
    PRIMARY KEY (company_id, sequence)
);

CREATE INDEX events_of_thing ON events (company_id, thing_id, sequence);
CREATE INDEX events_of_actor ON events (company_id, actor_id, sequence);
CREATE INDEX events_of_action ON events (company_id, action, sequence);
CREATE INDEX events_by_time ON events (company_id, at, sequence);

-- Where each company's chain ends. Its row's lock keeps two changes at once from forking the chain.
CREATE TABLE heads (
    company_id text COLLATE "C" PRIMARY KEY,
    sequence bigint NOT NULL,
    hash bytea NOT NULL,
    -- By a key that is not in this database, so that nobody can cut or rewrite the chain here and
    -- make a head that fits. Null before the first event.
    seal bytea,
    -- Which key that was.
    sealed_by text
) WITH (fillfactor = 50);

-- What the last verification of each chain found.
CREATE TABLE verifications (
    company_id text COLLATE "C" PRIMARY KEY,
    verified_at timestamptz NOT NULL,
    sequence bigint NOT NULL,
    hash bytea NOT NULL,
    fault_code text,
    fault_message text
);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The audit trail is only ever appended to';
END $$;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON events
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON heads
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION only_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.company_id <> OLD.company_id OR NEW.sequence <= OLD.sequence THEN
        RAISE EXCEPTION 'The head of an audit trail only moves forward';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER only_forward BEFORE UPDATE ON heads
    FOR EACH ROW EXECUTE FUNCTION only_forward();
