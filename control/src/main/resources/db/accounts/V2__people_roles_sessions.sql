-- People belong to the installation; what they may do, to each company that they are a member of.
CREATE TABLE people (
    id text COLLATE "C" PRIMARY KEY,
    -- In lower case.
    email text COLLATE "C" NOT NULL UNIQUE,
    name text NOT NULL,
    -- Null until the person has followed a link to set one.
    password_hash text,
    created_at timestamptz NOT NULL
);

CREATE TABLE roles (
    company_id text COLLATE "C" NOT NULL REFERENCES companies,
    id text COLLATE "C" NOT NULL,
    name text NOT NULL,
    permissions text[] NOT NULL,
    -- One of those that every company begins with.
    is_default boolean NOT NULL,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (company_id, id)
);

CREATE UNIQUE INDEX roles_by_name ON roles (company_id, lower(name));

CREATE TABLE members (
    company_id text COLLATE "C" NOT NULL REFERENCES companies,
    person_id text COLLATE "C" NOT NULL REFERENCES people,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (company_id, person_id)
);

CREATE INDEX members_by_person ON members (person_id);

CREATE TABLE member_roles (
    company_id text COLLATE "C" NOT NULL,
    person_id text COLLATE "C" NOT NULL,
    role_id text COLLATE "C" NOT NULL,
    PRIMARY KEY (company_id, person_id, role_id),
    FOREIGN KEY (company_id, person_id) REFERENCES members (company_id, person_id)
        ON DELETE CASCADE,
    FOREIGN KEY (company_id, role_id) REFERENCES roles (company_id, id)
);

CREATE INDEX member_roles_by_role ON member_roles (company_id, role_id);

-- The shape that Spring Session asks for.
CREATE TABLE sessions (
    primary_id char(36) PRIMARY KEY,
    session_id char(36) NOT NULL UNIQUE,
    creation_time bigint NOT NULL,
    last_access_time bigint NOT NULL,
    max_inactive_interval integer NOT NULL,
    expiry_time bigint NOT NULL,
    principal_name varchar(100)
);

CREATE INDEX sessions_by_expiry ON sessions (expiry_time);
CREATE INDEX sessions_by_principal ON sessions (principal_name);

CREATE TABLE sessions_attributes (
    session_primary_id char(36) NOT NULL REFERENCES sessions (primary_id) ON DELETE CASCADE,
    attribute_name varchar(200) NOT NULL,
    attribute_bytes bytea NOT NULL,
    PRIMARY KEY (session_primary_id, attribute_name)
);
