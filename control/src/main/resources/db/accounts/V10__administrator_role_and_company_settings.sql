-- The role Administrator: it holds every permission, also those of later releases, and stays as it is.
ALTER TABLE roles ADD COLUMN holds_everything boolean NOT NULL DEFAULT false;

CREATE UNIQUE INDEX one_administrator_role ON roles (company_id) WHERE holds_everything;

-- Raised by each change of the member's roles.
ALTER TABLE members ADD COLUMN version bigint NOT NULL DEFAULT 1;

ALTER TABLE companies
    -- For how many days refused requests, and counts of use, are kept.
    ADD COLUMN refusal_days integer NOT NULL DEFAULT 30 CHECK (refusal_days BETWEEN 1 AND 400),
    ADD COLUMN use_days integer NOT NULL DEFAULT 400 CHECK (use_days BETWEEN 1 AND 1100),
    -- Who gets notices: the people with these roles, and these addresses; where that is nobody,
    -- the administrators.
    ADD COLUMN notice_roles text[] NOT NULL DEFAULT '{}',
    ADD COLUMN notice_addresses text[] NOT NULL DEFAULT '{}',
    -- Raised by each change of the settings.
    ADD COLUMN version bigint NOT NULL DEFAULT 1;

CREATE INDEX companies_listed ON companies (created_at DESC, id DESC);

-- Companies that are older than roles begin with those that new ones begin with.
INSERT INTO roles (company_id, id, name, permissions, is_default, version, created_at, holds_everything)
SELECT c.id, replace(gen_random_uuid()::text, '-', ''), r.name, r.permissions, true, 1, now(),
    r.name = 'Administrator'
FROM companies c
CROSS JOIN (VALUES
    ('Administrator', CAST('{}' AS text[])),
    ('API owner', CAST('{apis:view,apis:create,apis:edit,apis:delete,credentials:view,credentials:create,credentials:edit,credentials:delete,certificates:view,certificates:create,certificates:edit,certificates:delete,refusals:view,audit:view,members:view}' AS text[])),
    ('Integrator', CAST('{apis:view,credentials:view,credentials:create,credentials:edit,certificates:view,certificates:create,certificates:edit,refusals:view}' AS text[])),
    ('Auditor', CAST('{apis:view,credentials:view,certificates:view,refusals:view,audit:view,members:view,roles:view,api-keys:view}' AS text[]))
) AS r (name, permissions);
