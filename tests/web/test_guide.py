"""The guide's pages: both languages, no script, strict headers, and nothing in an address can break one."""

from itertools import product

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from pax.gateways import Fact, Kind, Purpose, Receiver, Sender
from paxweb.frame.headers import HEADERS, Headers
from paxweb.guide.examples import EXAMPLES, RECEIVER_GROUPS
from paxweb.guide.views import all_grounds
from tests.web.site import client, get, tags, text, title

PHONE = "svar/?sender=social_services&kind=contact&receiver=police&purpose=crime&asked=1"
PATHS = (
    "", "fraga/", "fraga/?sender=care", "fraga/?sender=care&kind=health", "grunder/", "grunder/fol_32c/",
    "fraga/?sender=care&kind=health&receiver=police", "blankett/osl_10_15a/", "om/", "tillganglighet/", PHONE,
    "arenden/", "arenden/housing_company/", "arenden/social_board/",
    PHONE.replace("svar", "blankett/lag_2025_170_4"), "svar/?sender=care&kind=whole_list&receiver=public&purpose=fraud",
)  # fmt: skip
FIELDS = (
    "sender",
    "kind",
    "receiver",
    "purpose",
    "provision",
    "other_provision",
    "asked",
    "on",
    "channel",
    "yes",
    "no",
)


def addresses() -> list[str]:
    return [f"/{language}/{path}" for language, path in product(("sv", "en"), PATHS)]


@pytest.mark.parametrize("address", addresses())
def test_a_page_says_its_language_its_title_and_one_heading(address: str) -> None:
    response = get(address)
    html = text(response)
    found = tags(html)
    assert response.status_code == 200
    assert dict(found)["html"]["lang"] == address[1:3]
    assert len(title(html)) > len(" – Pax") + 3
    assert [tag for tag, _ in found].count("h1") == 1
    assert ("main", "main") in {(tag, attributes.get("id", "")) for tag, attributes in found}


def test_head_is_answered_with_the_headers_of_the_page_and_no_body() -> None:
    asked = RequestFactory().head("/sv/")
    page, stream = HttpResponse("åäö"), StreamingHttpResponse(iter([b"much"]))
    assert Headers(lambda _: page)(asked) is page
    assert (page.content, page["Content-Length"], page["X-Frame-Options"]) == (b"", "6", "DENY")
    assert Headers(lambda _: stream)(asked) is stream
    assert list(stream) == []


@pytest.mark.parametrize("address", addresses())
def test_a_page_needs_no_script_no_style_of_its_own_and_nothing_from_elsewhere(address: str) -> None:
    for tag, attributes in tags(text(get(address))):
        assert tag not in {"script", "style", "iframe", "object"}
        assert not any(name == "style" or name.startswith("on") for name in attributes)
        for name in ("href", "src", "action"):
            assert attributes.get(name, "/")[:1] in {"/", "?", "#"}
            assert not attributes.get(name, "/").startswith("//")


@pytest.mark.parametrize("address", [*addresses(), "/", "/sv/nowhere/", "/static/frame/nothing.css"])
def test_every_response_carries_the_security_headers(address: str) -> None:
    response = client().get(address)
    assert {name: response[name] for name in HEADERS} == HEADERS
    assert "Set-Cookie" not in response
    assert "Access-Control-Allow-Origin" not in response


def test_the_style_sheet_carries_them_too_and_is_open_to_no_other_site() -> None:
    response = client().get("/static/frame/pax.css")
    if response.status_code == 404:
        pytest.skip("the pages' design is not built (make front)")
    b"".join(getattr(response, "streaming_content", ()))
    response.close()
    assert {name: response[name] for name in HEADERS} == HEADERS
    assert "Access-Control-Allow-Origin" not in response


def test_the_policy_lets_nothing_run_and_nothing_in() -> None:
    policy = dict(part.strip().split(" ", 1) for part in HEADERS["Content-Security-Policy"].split(";"))
    assert policy == {
        "default-src": "'none'", "style-src": "'self'", "font-src": "'self'", "img-src": "'self'",
        "form-action": "'self'", "frame-ancestors": "'none'", "base-uri": "'none'",
    }  # fmt: skip


def test_every_link_leads_to_a_page() -> None:
    seen: set[str] = set()
    for address in addresses():
        page = address.partition("?")[0]
        for tag, attributes in tags(text(get(address))):
            if tag == "a" and not attributes["href"].startswith("#"):
                seen.add(attributes["href"] if attributes["href"].startswith("/") else page + attributes["href"])
    assert len(seen) > 100
    assert {address: code for address in sorted(seen) if (code := get(address).status_code) != 200} == {}


def test_ids_are_unique_and_every_label_and_description_has_its_field() -> None:
    for address in [*addresses(), "/sv/fraga/?sender=x&on=y&provision=z&yes=w"]:
        found = tags(text(get(address)))
        ids = [attributes["id"] for _, attributes in found if "id" in attributes]
        assert len(ids) == len(set(ids)), address
        for _, attributes in found:
            for name in ("for", "aria-describedby", "aria-labelledby"):
                assert attributes.get(name, ids[0]) in ids, address


def test_the_language_link_keeps_the_question() -> None:
    links = [a["href"] for tag, a in tags(text(get(f"/sv/{PHONE}"))) if tag == "a" and a.get("hreflang") == "en"]
    assert links == [f"/en/{PHONE}"]
    assert "once this is written" in text(get(links[0], yes="needed")) or get(links[0]).status_code == 200


def test_the_front_page_asks_ten_questions_each_answered_in_one_click() -> None:
    assert len(EXAMPLES) == len({example.id for example in EXAMPLES}) == 10
    links = [a for tag, a in tags(text(get("/sv/"))) if tag == "a" and "data-example" in a]
    assert [link["data-example"] for link in links] == [example.id for example in EXAMPLES]
    for link in links:
        assert "data-headline" in text(get(link["href"]))


def test_four_clicks_lead_from_nothing_to_an_answer() -> None:
    address = "/sv/fraga/"
    for step, wanted in enumerate(("sender=social_services", "kind=contact", "receiver=police", "purpose=crime"), 1):
        html = text(get(address))
        assert f"Steg {step} av 4" in title(html)
        links = [a["href"] for tag, a in tags(html) if tag == "a" and wanted in a["href"]]
        address = "/sv/fraga/" + links[0]
    assert 'data-ground="lag_2025_170_4"' in text(get(address))


def test_every_word_can_be_chosen_in_the_steps() -> None:
    assert {receiver for _, group in RECEIVER_GROUPS for receiver in group} == set(Receiver)
    for receiver in Receiver:
        html = text(get("/sv/fraga/", sender="care", kind="health", receiver=receiver.value))
        for purpose in Purpose:
            assert html.count(f"purpose={purpose.value}") == 2, (receiver, purpose)  # asked and unasked
    for kind in Kind:
        assert f"kind={kind.value}" in text(get("/sv/fraga/", sender="care"))


def test_an_unconfirmed_ground_says_so_wherever_it_is_shown() -> None:
    for ground in all_grounds():
        for page in ("grunder", "blankett"):
            html = text(get(f"/sv/{page}/{ground.id}/"))
            assert "Obekräftad" in html
            assert ("Lydelsen inte läst" in html) == (ground.read_on is None)
        if ground.unsure:
            assert ground.unsure[0].says.sv in text(get(f"/sv/grunder/{ground.id}/"))
    answer = text(get(f"/sv/{PHONE}", yes="needed"))
    assert answer.count("Obekräftad: Pax skickar inget") == answer.count('data-state="open')


def test_what_cannot_be_read_is_told_at_its_field_and_as_an_error() -> None:
    response = get("/sv/svar/", sender="the mayor", kind="contact", on="yesterday", provision="GDPR 6", yes="maybe")
    html = text(response)
    assert response.status_code == 400
    assert title(html).startswith("Fel: ")
    assert html.count("Valet finns inte") == 4  # the summary and the field, for the sender and for the facts
    assert 'aria-invalid="true"' in html
    assert "GDPR 6" in html


@pytest.mark.parametrize("address", ["/nowhere", "/de/", "/sv/grunder/nothing/", "/sv/blankett/nothing/", "/sv/svar"])
def test_what_is_not_there_is_told_in_the_shell_of_the_page(address: str) -> None:
    response = get(address)
    assert response.status_code in {404, 200}
    assert "<main" in text(response)


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_nothing_can_be_sent_to_the_guide(method: str) -> None:
    for path in PATHS:
        assert getattr(client(), method)(f"/sv/{path}").status_code == 405


def test_a_name_that_is_not_the_sites_is_refused() -> None:
    assert client().get("/sv/", headers={"host": "elsewhere.example"}).status_code == 400


def test_the_site_keeps_no_database_no_session_and_no_secret() -> None:
    client()
    assert {each["ENGINE"] for each in settings.DATABASES.values()} <= {"django.db.backends.dummy"}
    assert not any("session" in name or "auth" in name or "csrf" in name for name in settings.MIDDLEWARE)
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY"):
        _ = settings.SECRET_KEY


any_text = st.text(max_size=60)
any_value = st.one_of(
    any_text,
    st.sampled_from([word.value for kind in (Sender, Kind, Receiver, Purpose, Fact) for word in kind]),
    st.sampled_from(["OSL 26:1", "none", "1", "protected", "2026-11-23", "9999-99-99", "0001-01-01", "26:99999999999"]),
)


@given(
    st.sampled_from(["fraga/", "svar/", "blankett/fol_32c/", "grunder/"]),
    st.dictionaries(st.one_of(st.sampled_from(FIELDS), any_text), st.lists(any_value, max_size=3), max_size=12),
    st.sampled_from(["sv", "en"]),
)
def test_no_address_however_hostile_breaks_a_page(path: str, query: dict[str, list[str]], language: str) -> None:
    response = get(f"/{language}/{path}", **query)
    assert response.status_code in {200, 400}
    assert "<script" not in text(response)


@given(any_text)
def test_no_path_however_hostile_breaks_the_site(path: str) -> None:
    assert get("/sv/" + path.replace("?", "").replace("#", "")).status_code in {200, 400, 404}


def test_what_is_written_in_an_address_is_never_taken_for_html() -> None:
    html = text(get("/sv/fraga/", other_provision='"><script>alert(1)</script>', sender="<b>"))
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_far_too_many_answers_are_refused_without_a_fault() -> None:
    assert client().get("/sv/fraga/?" + "&".join("yes=needed" for _ in range(200))).status_code == 400
