"""Towns are made with the extra `demo`; where it is not installed, these tests are not collected."""

from importlib.util import find_spec

collect_ignore_glob = [] if all(find_spec(name) for name in ("faker", "numpy", "xlsxwriter")) else ["test_*.py"]
