-- Run once as the superuser: psql --file=setup.sql postgres
-- The role of the site owns its tables; it is nobody's superuser and logs in over the local socket.
CREATE ROLE council LOGIN;
CREATE DATABASE council OWNER council TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8';
-- For DATABASE_REPLICA_URL: reads, and sees how far a replica is behind. Give it a password.
CREATE ROLE council_reader LOGIN;
GRANT pg_read_all_data TO council_reader;
REVOKE CONNECT ON DATABASE council FROM PUBLIC;
GRANT CONNECT ON DATABASE council TO council, council_reader;
ALTER ROLE council_reader SET default_transaction_read_only = on;
