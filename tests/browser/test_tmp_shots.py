import pytest
from tests.browser.test_admin_pages import *
from tests.browser.dossier_states import DOSSIER_STATES
pytestmark = pytest.mark.browser
@pytest.fixture
def keys(country, operator):
    return {"agency": country.ba_dinh.pk, **dossier_rows(country, operator)}
for n in [n for n in globals() if n.startswith("test_")]: del globals()[n]
@pytest.mark.timeout(900)
def test_shots(chromium, live_server, keys):
    faults=[]
    for window, size in (("desk",DESK),("phone",PHONE)):
        staff = Staff(chromium, live_server.url, viewport=size)
        for name in [*DOSSIER_STATES, "desk"]:
            state = STATES[name]
            staff.complaints.clear()
            page = staff.open(state, keys)
            page.screenshot(path=f"/tmp/shots/{window}-{name.replace(' ','_').replace(',','')}.png", full_page=True)
            faults += [f"{window} {name}: {c}" for c in staff.complaints]
            faults += [f"{window} {name}: {f}" for f in faults_of(page, state)]
            page.close()
        staff.close()
    assert not faults, "\n".join(faults)
