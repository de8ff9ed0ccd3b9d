"""The ledger's tests need its tables and two connections, no people."""

from tests.office.ledger.emptied import ledger_emptied_between_tests as ledger_emptied_between_tests
