-- Raised by a new password and by signing out everywhere: sessions of an earlier one are over.
ALTER TABLE people ADD COLUMN session_version bigint NOT NULL DEFAULT 1;

ALTER TABLE companies
    -- A session that nobody used for this long is over.
    ADD COLUMN session_idle_minutes integer NOT NULL DEFAULT 720
        CHECK (session_idle_minutes BETWEEN 5 AND 10080),
    -- And so is one that began this long ago.
    ADD COLUMN session_hours integer NOT NULL DEFAULT 168 CHECK (session_hours BETWEEN 1 AND 2160);

CREATE TABLE one_time_links (
    -- SHA-256 of the link's secret, which has 256 random bits; the secret itself is stored nowhere.
    hash bytea PRIMARY KEY,
    purpose text NOT NULL,
    -- The id of what the link is about: a person, an invitation.
    about text COLLATE "C" NOT NULL,
    expires_at timestamptz NOT NULL
);

CREATE INDEX one_time_links_by_thing ON one_time_links (purpose, about);
CREATE INDEX one_time_links_by_expiry ON one_time_links (expires_at);

-- How often somebody has tried: of an account, an address, or one of them with the other.
CREATE TABLE attempts (
    -- SHA-256 of what is counted, so that no address that was merely typed is kept.
    subject bytea PRIMARY KEY,
    count integer NOT NULL,
    last_at timestamptz NOT NULL,
    free_at timestamptz NOT NULL,
    -- When it last went well.
    good_at timestamptz
);

CREATE INDEX attempts_by_time ON attempts (last_at);
