-- Statements are parted by an empty line. REPLACE deletes without firing delete triggers: hence the guards on insert.
CREATE TRIGGER ledger_entry_unchanged BEFORE UPDATE ON ledger_entry
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END

CREATE TRIGGER ledger_about_unchanged BEFORE UPDATE ON ledger_about
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END

CREATE TRIGGER ledger_batch_unchanged BEFORE UPDATE ON ledger_batch
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END

CREATE TRIGGER ledger_member_unchanged BEFORE UPDATE ON ledger_member
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END

CREATE TRIGGER ledger_pruning_unchanged BEFORE UPDATE ON ledger_pruning
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END

CREATE TRIGGER ledger_pending_unchanged BEFORE UPDATE ON ledger_pending
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END

CREATE TRIGGER ledger_batch_kept BEFORE DELETE ON ledger_batch
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END

CREATE TRIGGER ledger_pruning_kept BEFORE DELETE ON ledger_pruning
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END

CREATE TRIGGER ledger_entry_kept BEFORE DELETE ON ledger_entry
WHEN NOT EXISTS (
  SELECT 1 FROM ledger_member AS m JOIN ledger_pruning AS p ON m.batch_id BETWEEN p.first_batch AND p.last_batch
  WHERE m.entry_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END

CREATE TRIGGER ledger_about_kept BEFORE DELETE ON ledger_about
WHEN NOT EXISTS (
  SELECT 1 FROM ledger_member AS m JOIN ledger_pruning AS p ON m.batch_id BETWEEN p.first_batch AND p.last_batch
  WHERE m.entry_id = OLD.entry_id)
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END

CREATE TRIGGER ledger_member_kept BEFORE DELETE ON ledger_member
WHEN NOT EXISTS (SELECT 1 FROM ledger_pruning AS p WHERE OLD.batch_id BETWEEN p.first_batch AND p.last_batch)
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END

CREATE TRIGGER ledger_pending_kept BEFORE DELETE ON ledger_pending
WHEN NOT EXISTS (SELECT 1 FROM ledger_member AS m WHERE m.entry_id = OLD.entry_id)
BEGIN SELECT RAISE(ABORT, 'a line leaves the queue when it is sealed'); END

CREATE TRIGGER ledger_entry_once BEFORE INSERT ON ledger_entry
WHEN EXISTS (SELECT 1 FROM ledger_entry AS e WHERE e.id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END

CREATE TRIGGER ledger_about_once BEFORE INSERT ON ledger_about
WHEN EXISTS (SELECT 1 FROM ledger_about AS a WHERE a.id = NEW.id)
  OR EXISTS (SELECT 1 FROM ledger_member AS m WHERE m.entry_id = NEW.entry_id)
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END

CREATE TRIGGER ledger_pruning_once BEFORE INSERT ON ledger_pruning
WHEN EXISTS (SELECT 1 FROM ledger_pruning AS p WHERE p.id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END

CREATE TRIGGER ledger_batch_follows BEFORE INSERT ON ledger_batch
WHEN NEW.n <> (SELECT COALESCE(MAX(b.n), 0) + 1 FROM ledger_batch AS b)
BEGIN SELECT RAISE(ABORT, 'a batch follows the one before'); END

CREATE TRIGGER ledger_member_of_the_last BEFORE INSERT ON ledger_member
WHEN NEW.batch_id <> (SELECT MAX(b.n) FROM ledger_batch AS b)
  OR EXISTS (SELECT 1 FROM ledger_member AS m WHERE m.entry_id = NEW.entry_id)
  OR EXISTS (SELECT 1 FROM ledger_member AS m WHERE m.batch_id = NEW.batch_id AND m.position = NEW.position)
BEGIN SELECT RAISE(ABORT, 'a line is sealed once, in the last batch'); END

CREATE TRIGGER ledger_entry_waits AFTER INSERT ON ledger_entry
BEGIN INSERT INTO ledger_pending (entry_id) VALUES (NEW.id); END
