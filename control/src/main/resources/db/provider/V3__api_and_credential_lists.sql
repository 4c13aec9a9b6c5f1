-- Lists sorted by name, and searches among many credentials.

CREATE INDEX apis_by_name ON apis (company_id, (lower(name)) COLLATE "C", id);
CREATE INDEX credentials_by_name ON credentials (company_id, (lower(name)) COLLATE "C", id);
CREATE INDEX credentials_searched ON credentials USING gin (lower(name) public.gin_trgm_ops);
