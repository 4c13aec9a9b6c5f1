CREATE TABLE mails (
    company_id text COLLATE "C" NOT NULL,
    id text COLLATE "C" NOT NULL,
    recipient text NOT NULL,
    subject text NOT NULL,
    -- Without the secret link, which belongs at link_at.
    text text NOT NULL,
    -- Kept no longer than it is of use: until the mail is sent or given up, or the link is over.
    link text,
    link_at integer,
    link_until timestamptz,
    -- Who has all of these may see the link, since they could make it; null: nobody may.
    link_needs text[],
    -- kept: there was no mail server to send it with.
    state text NOT NULL CHECK (state IN ('queued', 'sent', 'given_up', 'kept')),
    attempts integer NOT NULL DEFAULT 0,
    last_error text,
    last_attempt_at timestamptz,
    next_attempt_at timestamptz,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (company_id, id),
    UNIQUE (id)
);

CREATE INDEX mails_listed ON mails (company_id, created_at DESC, id DESC);
CREATE INDEX mails_by_age ON mails (created_at);
CREATE INDEX mails_with_link ON mails (link_until) WHERE link IS NOT NULL;
