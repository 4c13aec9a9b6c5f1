CREATE TABLE answers (
    api_key_id text COLLATE "C" NOT NULL,
    key text COLLATE "C" NOT NULL,
    request_hash bytea NOT NULL,
    -- The answer, sealed by a key that only the bearer of the API key can derive: an answer may
    -- hold a token, which is stored nowhere in clear. Null only inside the transaction that made it.
    sealed_answer bytea,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (api_key_id, key)
);

CREATE INDEX answers_by_age ON answers (created_at);
