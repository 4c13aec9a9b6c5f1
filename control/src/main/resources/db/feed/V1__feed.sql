-- One row. Its lock is what makes revisions visible in commit order; feed_id names one history of
-- revisions, so that a gateway of another database, or of one that was restored, is noticed.
CREATE TABLE feed.revision (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  feed_id uuid NOT NULL,
  revision bigint NOT NULL,
  -- where this history is written; a restored or promoted database differs and starts a new one
  written_at text
) WITH (fillfactor = 50);
INSERT INTO feed.revision (feed_id, revision) VALUES (gen_random_uuid(), 0);

CREATE TABLE feed.change_set (
  revision bigint PRIMARY KEY,
  committed_at timestamptz NOT NULL,
  -- one change per line, in the wire's format
  payload text NOT NULL
);
CREATE INDEX change_set_committed_at ON feed.change_set (committed_at);

CREATE TABLE feed.gateway (
  id text PRIMARY KEY,
  name text NOT NULL,
  in_process boolean NOT NULL,
  enrolled_at timestamptz NOT NULL,
  removed_at timestamptz,
  feed_id text,
  revision bigint,
  revision_since timestamptz,
  last_seen_at timestamptz
) WITH (fillfactor = 70);

CREATE TABLE feed.gateway_certificate (
  fingerprint text PRIMARY KEY,
  gateway_id text NOT NULL REFERENCES feed.gateway,
  serial text NOT NULL,
  not_after timestamptz NOT NULL,
  issued_at timestamptz NOT NULL
);
CREATE INDEX gateway_certificate_gateway ON feed.gateway_certificate (gateway_id);

-- One row. Counts what changes who may read the feed, so that control planes notice by one number.
CREATE TABLE feed.registry (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  version bigint NOT NULL
);
INSERT INTO feed.registry (version) VALUES (0);

CREATE TABLE feed.enrolment (
  token_hash bytea PRIMARY KEY,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  gateway_id text REFERENCES feed.gateway
);

-- One row. The key is sealed by the key-encryption key, which is not in this database.
CREATE TABLE feed.authority (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  certificate bytea NOT NULL,
  sealed_key bytea NOT NULL,
  created_at timestamptz NOT NULL
);
