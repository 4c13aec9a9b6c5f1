-- Every key begins with the company, and every reference carries it along: the database itself
-- refuses an allow list, binding or credential that names another company's certificate or API.

CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;

CREATE TABLE certificates (
    company_id text COLLATE "C" NOT NULL,
    -- The fingerprint: SHA-256 of the DER in lower-case hex.
    id text COLLATE "C" NOT NULL,
    name text NOT NULL,
    der bytea NOT NULL,
    not_before timestamptz NOT NULL,
    not_after timestamptz NOT NULL,
    is_ca boolean NOT NULL,
    weak_key boolean NOT NULL,
    subject_hash bigint NOT NULL,
    key_hash bigint NOT NULL,
    -- Name, subject, fingerprint, alternative names and serial, in lower case, one per line.
    search text NOT NULL,
    -- The company's deny list.
    revoked_at timestamptz,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (company_id, id)
);

CREATE INDEX certificates_listed ON certificates (company_id, created_at DESC, id DESC);
CREATE INDEX certificates_searched ON certificates USING gin (search public.gin_trgm_ops);

-- Those that a check of one certificate may need: CAs, and what looks like it.
CREATE INDEX certificates_of_authorities ON certificates (company_id) WHERE is_ca;
CREATE INDEX certificates_by_subject ON certificates (company_id, subject_hash);
CREATE INDEX certificates_by_key ON certificates (company_id, key_hash);

CREATE TABLE apis (
    company_id text COLLATE "C" NOT NULL,
    id text COLLATE "C" NOT NULL,
    name text NOT NULL,
    hosts text[] NOT NULL,
    listen_path text NOT NULL,
    strip_listen_path boolean NOT NULL,
    upstream_url text NOT NULL,
    upstream_timeout_ms bigint NOT NULL,
    forward_client_certificate boolean NOT NULL,
    authentication text NOT NULL CHECK (authentication IN ('auth-token', 'none')),
    token_header text,
    forward_token boolean NOT NULL,
    mutual_tls text NOT NULL CHECK (mutual_tls IN ('off', 'enforce')),
    tolerate_server_auth boolean NOT NULL,
    active boolean NOT NULL,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (company_id, id),
    UNIQUE (id)
);

CREATE INDEX apis_listed ON apis (company_id, created_at DESC, id DESC);

-- Host and listen path belong to one API of the installation. The host is empty for every host.
CREATE TABLE routes (
    host text COLLATE "C" NOT NULL,
    listen_path text COLLATE "C" NOT NULL,
    company_id text COLLATE "C" NOT NULL,
    api_id text COLLATE "C" NOT NULL,
    PRIMARY KEY (host, listen_path),
    FOREIGN KEY (company_id, api_id) REFERENCES apis (company_id, id) ON DELETE CASCADE
);

CREATE INDEX routes_of_api ON routes (company_id, api_id);

-- One row per certificate and origin: the entry is in force while any origin needs it.
CREATE TABLE allow_list (
    company_id text COLLATE "C" NOT NULL,
    api_id text COLLATE "C" NOT NULL,
    certificate_id text COLLATE "C" NOT NULL,
    -- 'hand', or what else added it, as in 'grant:<id>'.
    origin text COLLATE "C" NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (company_id, api_id, certificate_id, origin),
    FOREIGN KEY (company_id, api_id) REFERENCES apis (company_id, id),
    FOREIGN KEY (company_id, certificate_id) REFERENCES certificates (company_id, id)
);

CREATE INDEX allow_list_by_certificate ON allow_list (company_id, certificate_id);

CREATE TABLE credentials (
    company_id text COLLATE "C" NOT NULL,
    id text COLLATE "C" NOT NULL,
    name text NOT NULL,
    status text NOT NULL CHECK (status IN ('active', 'suspended', 'revoked')),
    expires_at timestamptz,
    rate_requests bigint,
    rate_per_ms bigint,
    quota_requests bigint,
    quota_per_ms bigint,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (company_id, id),
    UNIQUE (id)
);

CREATE INDEX credentials_listed ON credentials (company_id, created_at DESC, id DESC);

CREATE TABLE credential_tokens (
    hash bytea PRIMARY KEY,
    company_id text COLLATE "C" NOT NULL,
    credential_id text COLLATE "C" NOT NULL,
    -- From here on it is refused, while a rotation overlaps; null for the current token.
    accepted_until timestamptz,
    created_at timestamptz NOT NULL,
    FOREIGN KEY (company_id, credential_id) REFERENCES credentials (company_id, id)
        ON DELETE CASCADE
);

CREATE INDEX credential_tokens_of ON credential_tokens (company_id, credential_id);

CREATE TABLE credential_apis (
    company_id text COLLATE "C" NOT NULL,
    credential_id text COLLATE "C" NOT NULL,
    api_id text COLLATE "C" NOT NULL,
    PRIMARY KEY (company_id, credential_id, api_id),
    FOREIGN KEY (company_id, credential_id) REFERENCES credentials (company_id, id)
        ON DELETE CASCADE,
    FOREIGN KEY (company_id, api_id) REFERENCES apis (company_id, id) ON DELETE CASCADE
);

CREATE INDEX credential_apis_by_api ON credential_apis (company_id, api_id);

-- No reference to the certificate: a binding outlives it. A credential whose certificate was
-- deleted is bound to what nobody can present, and must never become unbound by a deletion.
CREATE TABLE credential_bindings (
    company_id text COLLATE "C" NOT NULL,
    credential_id text COLLATE "C" NOT NULL,
    certificate_id text COLLATE "C" NOT NULL,
    PRIMARY KEY (company_id, credential_id, certificate_id),
    FOREIGN KEY (company_id, credential_id) REFERENCES credentials (company_id, id)
        ON DELETE CASCADE
);

CREATE INDEX credential_bindings_by_certificate ON credential_bindings (company_id, certificate_id);
