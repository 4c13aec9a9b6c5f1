ALTER TABLE api_keys
    -- The person whose key it is; null for a service's. A personal key works while its owner is a
    -- member, and may what its owner may.
    ADD COLUMN owner_id text COLLATE "C" REFERENCES people,
    -- The name of whoever made it.
    ADD COLUMN made_by text NOT NULL DEFAULT '',
    ADD COLUMN expires_at timestamptz,
    -- To the minute.
    ADD COLUMN last_used_at timestamptz;

CREATE INDEX api_keys_by_owner ON api_keys (owner_id) WHERE owner_id IS NOT NULL;

-- One for each address that was asked to join and has not yet; its link is among the one-time links.
CREATE TABLE invitations (
    company_id text COLLATE "C" NOT NULL REFERENCES companies,
    id text COLLATE "C" NOT NULL UNIQUE,
    -- In lower case.
    email text COLLATE "C" NOT NULL,
    -- The name of whoever sent it last.
    invited_by text NOT NULL,
    expires_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (company_id, id)
);

CREATE UNIQUE INDEX invitations_by_email ON invitations (company_id, email);

CREATE TABLE invitation_roles (
    company_id text COLLATE "C" NOT NULL,
    invitation_id text COLLATE "C" NOT NULL,
    role_id text COLLATE "C" NOT NULL,
    PRIMARY KEY (company_id, invitation_id, role_id),
    FOREIGN KEY (company_id, invitation_id) REFERENCES invitations (company_id, id)
        ON DELETE CASCADE,
    FOREIGN KEY (company_id, role_id) REFERENCES roles (company_id, id)
);

CREATE INDEX invitation_roles_by_role ON invitation_roles (company_id, role_id);
