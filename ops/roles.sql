-- The roles of the office in PostgreSQL. Run once per cluster by its administrator: psql -d postgres -f ops/roles.sql
-- Then give the two that sign in a password (\password pax_owner, \password pax_office, \password pax_jobs) and let
-- pax_owner own the database: CREATE DATABASE pax OWNER pax_owner;
--   pax_owner    owns the tables and runs migrations, nothing else
--   pax_office   the web process: what its policies show, and nothing before it says who asks
--   pax_jobs     the process of jobs: as the office, and as each machine when a job says so
-- NOINHERIT: rights of a machine are had only while its role is taken, in so many words (paxweb.accounts.identity).
DO $$
DECLARE name text;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('the roles of pax'));
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'pax_owner') THEN
    CREATE ROLE pax_owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
  END IF;
  FOREACH name IN ARRAY ARRAY['pax_office', 'pax_jobs'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
      EXECUTE format('CREATE ROLE %I LOGIN NOINHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS', name);
    END IF;
  END LOOP;
  FOREACH name IN ARRAY ARRAY['pax_intake', 'pax_sealer', 'pax_retention', 'pax_rights'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
      EXECUTE format('CREATE ROLE %I NOLOGIN NOSUPERUSER NOBYPASSRLS', name);
    END IF;
  END LOOP;
END $$;
GRANT pax_intake TO pax_office;
GRANT pax_office, pax_intake, pax_sealer, pax_retention, pax_rights TO pax_jobs;
ALTER ROLE pax_jobs SET role TO 'pax_office';
-- A page reads by index, also when the statistics are older than the run that came in a minute ago; jobs may read whole
-- tables. Compiling a plan costs more than any page's.
ALTER ROLE pax_office SET enable_seqscan TO off;
ALTER ROLE pax_office SET jit TO off;
