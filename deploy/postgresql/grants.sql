-- The site may add to its journal and never change it (docs/audit.md). As the owner of the tables, after
-- each upgrade-database: psql --file=grants.sql 'postgresql://council_owner@…/council'
GRANT USAGE ON SCHEMA public TO council_site;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO council_site;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO council_site;
REVOKE UPDATE, DELETE, TRUNCATE ON journal, journal_anchors FROM council_site;
REVOKE UPDATE, TRUNCATE ON journal_values FROM council_site;
REVOKE INSERT, UPDATE, DELETE ON alembic_version FROM council_site;
