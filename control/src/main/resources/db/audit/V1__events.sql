CREATE TABLE events (
    company_id text COLLATE "C" NOT NULL,
    sequence bigint GENERATED ALWAYS AS IDENTITY,
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
    PRIMARY KEY (company_id, sequence)
);
