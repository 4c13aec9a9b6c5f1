CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;

-- The reasons of refused requests, as gateways told them. One partition for each day (UTC); what a
-- company keeps shorter than others is deleted from it before the day is dropped for all.
CREATE TABLE refusals (
    at timestamptz NOT NULL,
    company_id text COLLATE "C" NOT NULL,
    id text COLLATE "C" NOT NULL,
    gateway_id text COLLATE "C" NOT NULL,
    -- The names are those of that moment.
    gateway text NOT NULL,
    -- Empty where the request led to no API.
    api_id text COLLATE "C" NOT NULL,
    api_name text NOT NULL,
    code text COLLATE "C" NOT NULL,
    -- Empty where the code says all.
    cause text COLLATE "C" NOT NULL,
    -- Empty for none.
    certificate_id text COLLATE "C" NOT NULL,
    credential_id text COLLATE "C" NOT NULL,
    -- Id, API, host, path, subject, serial, fingerprint, message, in lower case, one per line.
    search text NOT NULL,
    record jsonb NOT NULL
) PARTITION BY RANGE (at);

CREATE INDEX refusals_listed ON refusals (company_id, at DESC, id DESC);
CREATE INDEX refusals_by_id ON refusals (id);
CREATE INDEX refusals_by_certificate ON refusals (company_id, certificate_id, at DESC);
CREATE INDEX refusals_searched ON refusals USING gin (search public.gin_trgm_ops);

-- How many reasons were kept in an hour, so that no flood of one cause fills the table.
CREATE TABLE kept_refusals (
    company_id text COLLATE "C" NOT NULL,
    hour timestamptz NOT NULL,
    code text COLLATE "C" NOT NULL,
    cause text COLLATE "C" NOT NULL,
    kept bigint NOT NULL,
    PRIMARY KEY (company_id, hour, code, cause)
);

-- All refusals, whether or not their reasons were kept.
CREATE TABLE refusal_counts (
    company_id text COLLATE "C" NOT NULL,
    day date NOT NULL,
    api_id text COLLATE "C" NOT NULL,
    code text COLLATE "C" NOT NULL,
    cause text COLLATE "C" NOT NULL,
    count bigint NOT NULL,
    PRIMARY KEY (company_id, day, api_id, code, cause)
);

CREATE TABLE uses (
    company_id text COLLATE "C" NOT NULL,
    -- 'api', 'certificate', 'credential'
    kind text COLLATE "C" NOT NULL,
    subject text COLLATE "C" NOT NULL,
    day date NOT NULL,
    api_id text COLLATE "C" NOT NULL,
    let_in bigint NOT NULL,
    refused bigint NOT NULL,
    PRIMARY KEY (company_id, kind, subject, day, api_id)
);

CREATE INDEX uses_by_day ON uses (company_id, day);

CREATE TABLE last_uses (
    company_id text COLLATE "C" NOT NULL,
    kind text COLLATE "C" NOT NULL,
    subject text COLLATE "C" NOT NULL,
    -- Let in or refused.
    last_at timestamptz NOT NULL,
    last_let_in_at timestamptz,
    PRIMARY KEY (company_id, kind, subject)
) WITH (fillfactor = 70);

-- The last report of each life of each gateway's process: one that is not above it is a repeat.
CREATE TABLE runs (
    gateway_id text COLLATE "C" NOT NULL,
    run text COLLATE "C" NOT NULL,
    number bigint NOT NULL,
    lost_records bigint NOT NULL,
    last_at timestamptz NOT NULL,
    PRIMARY KEY (gateway_id, run)
) WITH (fillfactor = 70);
