CREATE TABLE companies (
    id text COLLATE "C" PRIMARY KEY,
    name text NOT NULL,
    -- The first company runs the installation: only its keys may carry installation-wide scopes.
    is_first boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL
);

CREATE UNIQUE INDEX one_first_company ON companies (is_first) WHERE is_first;

CREATE TABLE api_keys (
    id text COLLATE "C" PRIMARY KEY,
    company_id text COLLATE "C" NOT NULL REFERENCES companies,
    name text NOT NULL,
    -- SHA-256 of the key, which has 256 random bits; the key itself is stored nowhere.
    hash bytea NOT NULL UNIQUE,
    scopes text[] NOT NULL,
    created_at timestamptz NOT NULL
);

CREATE INDEX api_keys_listed ON api_keys (company_id, created_at DESC, id DESC);
