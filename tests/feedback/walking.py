"""Walking through the sending form as a browser does: page by page, with what is answered on each."""

from __future__ import annotations

import html
import re

from django.http import HttpResponse
from django.test import Client

from feedback.models import Draft
from tests.feedback.conftest import TEXT
from tests.news.files import upload

AT_BA_DINH = "/co-quan/ha-noi/phuong-ba-dinh/phan-anh/"
SEND = f"{AT_BA_DINH}gui/"
SENDER = {
    "name": "Trần Thị Lan",
    "address": "12 phố Đội Cấn, phường Ba Đình",
    "phone": "0912 345 678",
    "email": "lan@example.org",
}


def text(response: HttpResponse) -> str:
    return html.unescape(response.content.decode())


def codes_on(page: str) -> tuple[str, str]:
    """Return the code and the secret that a page shows."""
    return re.search(r"PA-\w{4}-\w{4}", page)[0], re.search(r"<dd>\s*(\w{5}-\w{5})\s*</dd>", page)[1]


class Walk:
    """One browser with a draft."""

    def __init__(self, client: Client, send: str = SEND, **begun: str) -> None:
        self.client, self.send = client, send
        self.last = client.post(send, {"viec": "bat-dau", **begun})

    def answer(self, step: str, **answers: object) -> HttpResponse:
        """Answer one page; return what comes back."""
        self.last = self.client.post(f"{self.send}{step}/", answers)
        return self.last

    def look(self, step: str) -> str:
        """Return a page as it is shown."""
        return text(self.client.get(f"{self.send}{step}/"))

    def answer_all(self, **other: str) -> Walk:
        """Answer everything up to the last page."""
        answers = {"kind": "report", "about": "conduct", "text": TEXT, "addressee": "khong-biet", **SENDER, **other}
        self.answer("loai", kind=answers["kind"])
        self.answer("ve-viec", about=answers["about"])
        self.answer("noi-dung", text=answers["text"])
        self.answer("noi-nhan", addressee=answers["addressee"])
        self.answer("tep")
        self.answer("nguoi-gui", **{name: answers[name] for name in SENDER})
        self.look("kiem-tra")
        return self

    def enclose(self, *contents: bytes, name: str = "ảnh.jpg", to_do: str = "them") -> str:
        """Put files to the draft; return the page that follows."""
        files = [upload(content, name) for content in contents]
        self.last = self.client.post(f"{self.send}tep/", {"viec": to_do, "files": files}, follow=True)
        return text(self.last)

    def send_off(self, **how: object) -> HttpResponse:
        """Press the last button."""
        self.last = self.client.post(f"{self.send}kiem-tra/", {"viec": "gui"}, **how)
        return self.last

    @property
    def draft(self) -> Draft:
        return Draft.objects.get()
