-- Run whole. The functions' owner alone writes the queue of unsealed lines; nobody needs a right to it to write a line.
CREATE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the ledger is append-only' USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION ledger_waits() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  INSERT INTO ledger_pending (entry_id) VALUES (NEW.id);
  RETURN NULL;
END $$;

CREATE FUNCTION ledger_pruned(line bigint) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
  SELECT EXISTS (
    SELECT 1 FROM ledger_member AS m JOIN ledger_pruning AS p ON m.batch_id BETWEEN p.first_batch AND p.last_batch
    WHERE m.entry_id = line)
$$;

CREATE FUNCTION ledger_sealed(line bigint) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
  SELECT EXISTS (SELECT 1 FROM ledger_member AS m WHERE m.entry_id = line)
$$;

CREATE FUNCTION ledger_last_batch() RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
  SELECT COALESCE(MAX(b.n), 0) FROM ledger_batch AS b
$$;

CREATE TRIGGER ledger_entry_unchanged BEFORE UPDATE ON ledger_entry FOR EACH ROW EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER ledger_about_unchanged BEFORE UPDATE ON ledger_about FOR EACH ROW EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER ledger_batch_unchanged BEFORE UPDATE ON ledger_batch FOR EACH ROW EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER ledger_member_unchanged BEFORE UPDATE ON ledger_member FOR EACH ROW EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER ledger_pruning_unchanged BEFORE UPDATE ON ledger_pruning FOR EACH ROW EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER ledger_pending_unchanged BEFORE UPDATE ON ledger_pending FOR EACH ROW EXECUTE FUNCTION ledger_refuse();

CREATE TRIGGER ledger_entry_whole BEFORE TRUNCATE ON ledger_entry FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER ledger_about_whole BEFORE TRUNCATE ON ledger_about FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER ledger_batch_whole BEFORE TRUNCATE ON ledger_batch FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER ledger_member_whole BEFORE TRUNCATE ON ledger_member FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER ledger_pruning_whole BEFORE TRUNCATE ON ledger_pruning FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER ledger_pending_whole BEFORE TRUNCATE ON ledger_pending FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();

CREATE TRIGGER ledger_batch_kept BEFORE DELETE ON ledger_batch FOR EACH ROW EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER ledger_pruning_kept BEFORE DELETE ON ledger_pruning FOR EACH ROW EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER ledger_entry_kept BEFORE DELETE ON ledger_entry
  FOR EACH ROW WHEN (NOT ledger_pruned(OLD.id)) EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER ledger_about_kept BEFORE DELETE ON ledger_about
  FOR EACH ROW WHEN (NOT ledger_pruned(OLD.entry_id)) EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER ledger_member_kept BEFORE DELETE ON ledger_member
  FOR EACH ROW WHEN (NOT ledger_pruned(OLD.entry_id)) EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER ledger_pending_kept BEFORE DELETE ON ledger_pending
  FOR EACH ROW WHEN (NOT ledger_sealed(OLD.entry_id)) EXECUTE FUNCTION ledger_refuse();

CREATE TRIGGER ledger_about_once BEFORE INSERT ON ledger_about
  FOR EACH ROW WHEN (ledger_sealed(NEW.entry_id)) EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER ledger_batch_follows BEFORE INSERT ON ledger_batch
  FOR EACH ROW WHEN (NEW.n <> ledger_last_batch() + 1) EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER ledger_member_of_the_last BEFORE INSERT ON ledger_member
  FOR EACH ROW WHEN (NEW.batch_id <> ledger_last_batch()) EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER ledger_entry_waits AFTER INSERT ON ledger_entry FOR EACH ROW EXECUTE FUNCTION ledger_waits();
