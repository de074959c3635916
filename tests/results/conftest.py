from tests.dossiers.conftest import calendar, desk, dossier, officer, version  # noqa: F401 the same people and papers
