"""Is the client polite, does it come back after what passes, and does it say plainly what does not?"""

import gzip
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from malbild.sources.cache import Cache
from malbild.sources.client import Client, Limits, Progress
from malbild.sources.pace import Pace, Paces
from malbild.sources.problems import SourceFailed
from tests.specimens.hours import Hours
from tests.specimens.replay import Replay, Reply

GOOD = Reply(b'{"figure": 1}')


def _rule(failed: pytest.ExceptionInfo[SourceFailed]) -> str:
    (finding,) = failed.value.findings
    assert finding.place.file.startswith("http")
    assert finding.message.sv != finding.message.en
    assert "stay in use" in finding.remedy.en
    return finding.rule


def test_it_gives_the_bytes_as_they_came_and_says_who_it_is(replay: Replay, client: Client) -> None:
    replay.at("/a", GOOD)
    assert client.get(f"{replay.address}/a", expects="json").content == GOOD.body
    agent = replay.asked[0].headers["user-agent"]
    assert agent.startswith("malbild/")
    assert "@" not in agent


@pytest.mark.parametrize(
    "fault",
    [
        Reply(status=503), Reply(status=500), Reply(status=429), Reply(b'{"figure": 1}', cut=5),
        Reply(b'{"figure": 1}', cut=5, chunked=True), Reply(b'{"figure": '), Reply(b"<html>Under arbete</html>"),
        Reply(b"not gzip", headers={"Content-Encoding": "gzip"}),
    ],
    ids=["503", "500", "429", "cut off", "cut off in chunks", "broken json", "html", "broken gzip"],
)  # fmt: skip
def test_what_passes_is_tried_again(replay: Replay, client: Client, hours: Hours, fault: Reply) -> None:
    replay.at("/a", fault, fault, GOOD)
    assert client.get(f"{replay.address}/a", expects="json").content == GOOD.body
    assert len(replay.asked) == 3
    assert len(hours.slept) == 2
    assert 0.5 <= hours.slept[0] <= 1.0 <= hours.slept[1] <= 2.0


@pytest.mark.parametrize(
    ("fault", "rule", "status"),
    [
        (Reply(status=503), "input.source-busy", 503), (Reply(status=429), "input.source-busy", 429),
        (Reply(b'{"figure": 1}', cut=5), "input.source-cut-off", None),
        (Reply(b"<html>Under arbete</html>"), "input.source-answer", None),
        (Reply(b'{"figure": '), "input.source-answer", None),
    ],
)  # fmt: skip
def test_what_does_not_pass_is_told(
    replay: Replay, client: Client, fault: Reply, rule: str, status: int | None
) -> None:
    replay.at("/a", fault)
    with pytest.raises(SourceFailed) as failed:
        client.get(f"{replay.address}/a", expects="json")
    assert _rule(failed) == rule
    assert failed.value.status == status
    assert len(replay.asked) == Limits().attempts


@pytest.mark.parametrize(
    ("status", "rule"),
    [
        (404, "input.source-gone"),
        (410, "input.source-gone"),
        (400, "input.source-refused"),
        (403, "input.source-refused"),
    ],
)
def test_a_no_is_not_asked_again(replay: Replay, client: Client, status: int, rule: str) -> None:
    replay.at("/a", Reply.json({"title": "Too many cells"}, status=status))
    with pytest.raises(SourceFailed) as failed:
        client.get(f"{replay.address}/a")
    assert _rule(failed) == rule
    assert failed.value.status == status
    assert len(replay.asked) == 1
    assert "Too many cells" in str(failed.value) or status in (404, 410)


def test_retry_after_in_seconds_is_kept(replay: Replay, client: Client, hours: Hours) -> None:
    replay.at("/a", Reply(status=429, headers={"Retry-After": "17"}), GOOD)
    client.get(f"{replay.address}/a")
    assert hours.slept == [17.0]


def test_retry_after_as_a_date_is_kept(replay: Replay, client: Client, hours: Hours) -> None:
    replay.at("/a", Reply(status=503, headers={"Retry-After": "Mon, 23 Nov 2026 08:00:42 GMT"}), GOOD)
    client.get(f"{replay.address}/a")
    assert hours.slept == [42.0]


@pytest.mark.parametrize("asked", ["soon", "-4", "", "Mon, 99 Nov 2026 08:00:42 GMT"])
def test_a_retry_after_that_says_nothing_is_passed_over(
    replay: Replay, client: Client, hours: Hours, asked: str
) -> None:
    replay.at("/a", Reply(status=429, headers={"Retry-After": asked}), GOOD)
    client.get(f"{replay.address}/a")
    assert 0.5 <= hours.slept[0] <= 1.0


def test_it_does_not_wait_for_hours(replay: Replay, client: Client, hours: Hours) -> None:
    replay.at("/a", Reply(status=429, headers={"Retry-After": "7200"}))
    with pytest.raises(SourceFailed, match="7200 seconds"):
        client.get(f"{replay.address}/a")
    assert hours.slept == []


def test_silence_is_given_up(replay: Replay, hours: Hours) -> None:
    replay.at("/a", Reply(wait_s=0.4))
    with (
        Client(clock=hours.clock, limits=Limits(attempts=2, timeout_s=0.05)) as client,
        pytest.raises(SourceFailed) as failed,
    ):
        client.get(f"{replay.address}/a")
    assert _rule(failed) == "input.source-silent"


def test_a_steady_drip_is_given_up(replay: Replay) -> None:
    replay.at("/a", Reply(b"{}" + b" " * 100, drip_s=0.02))
    with Client(limits=Limits(attempts=1, longest_call_s=0.1)) as client, pytest.raises(SourceFailed) as failed:
        client.get(f"{replay.address}/a")
    assert _rule(failed) == "input.source-silent"


def test_nobody_there_is_told(client: Client) -> None:
    with Replay() as gone:
        address = gone.address
    with pytest.raises(SourceFailed) as failed:
        client.get(f"{address}/a")
    assert _rule(failed) == "input.source-unreachable"


@pytest.mark.parametrize("packed", [False, True])
def test_an_endless_answer_is_cut(replay: Replay, hours: Hours, packed: bool) -> None:
    body = b" " * 3_000_000
    replay.at("/a", Reply(gzip.compress(body), headers={"Content-Encoding": "gzip"}) if packed else Reply(body))
    with (
        Client(clock=hours.clock, limits=Limits(most_bytes=1024 * 1024)) as client,
        pytest.raises(SourceFailed) as failed,
    ):
        client.get(f"{replay.address}/a")
    assert _rule(failed) == "input.source-too-large"
    assert len(replay.asked) == 1


@pytest.mark.parametrize(
    "address", ["http://example.org/a", "ftp://example.org/a", "http://[broken", "file:///etc/passwd"]
)
def test_only_safe_roads_are_taken(client: Client, address: str) -> None:
    with pytest.raises(SourceFailed):
        client.get(address)


def test_a_redirection_to_an_open_road_is_not_followed(replay: Replay, client: Client) -> None:
    replay.at("/a", Reply(status=302, headers={"Location": "http://example.org/b"}))
    with pytest.raises(SourceFailed, match="not an https address"):
        client.get(f"{replay.address}/a")


def test_what_has_not_changed_is_not_fetched_again(replay: Replay, hours: Hours, tmp_path: Path) -> None:
    replay.at(
        "/a",
        replace(GOOD, headers={"ETag": '"1"', "Last-Modified": "Mon, 23 Nov 2026 06:00:00 GMT"}),
        Reply(b"", status=304),
    )
    with Client(cache=Cache(tmp_path), clock=hours.clock) as client:
        first, second = (client.get(f"{replay.address}/a") for _ in range(2))
    assert (first.kept, second.kept) == (False, True)
    assert first.content == second.content == GOOD.body
    assert replay.asked[1].headers["if-none-match"] == '"1"'
    assert replay.asked[1].headers["if-modified-since"].startswith("Mon, 23 Nov 2026")


def test_a_fresh_answer_is_used_without_asking_until_it_is_old(replay: Replay, hours: Hours, tmp_path: Path) -> None:
    replay.at("/a", GOOD)
    with Client(cache=Cache(tmp_path), fresh=timedelta(hours=1), clock=hours.clock) as client:
        for _ in range(3):
            client.post(f"{replay.address}/a", {"question": 1})
        client.post(f"{replay.address}/a", {"question": 2})
        assert len(replay.asked) == 2
        hours.sleep(3601)
        client.post(f"{replay.address}/a", {"question": 1})
    assert len(replay.asked) == 3


@pytest.mark.parametrize("harm", [b"", b"{", b'{"figure": 2}'])
def test_a_damaged_cache_is_asked_for_again(replay: Replay, hours: Hours, tmp_path: Path, harm: bytes) -> None:
    replay.at("/a", replace(GOOD, headers={"ETag": '"1"'}))
    with Client(cache=Cache(tmp_path), fresh=timedelta(hours=1), clock=hours.clock) as client:
        client.get(f"{replay.address}/a")
        for kept in tmp_path.rglob("*"):
            if kept.is_file():
                kept.write_bytes(harm)
        assert client.get(f"{replay.address}/a").content == GOOD.body
    assert len(replay.asked) == 2
    assert "if-none-match" not in replay.asked[1].headers


def test_whoever_watches_is_told_of_the_wait(replay: Replay, hours: Hours) -> None:
    seen: list[Progress] = []
    replay.at("/a", Reply(status=429, headers={"Retry-After": "9"}), GOOD)
    with Client(clock=hours.clock, progress=seen.append) as client:
        client.get(f"{replay.address}/a")
    assert [one.wait_s for one in seen] == [9.0]


@given(st.integers(1, 5), st.floats(0.1, 10), st.lists(st.floats(0, 3), min_size=1, max_size=40))
def test_no_window_ever_holds_more_calls_than_the_host_allows(calls: int, seconds: float, pauses: list[float]) -> None:
    hours, moments = Hours(), []
    paces = Paces(hours.clock)
    paces.learn("host", Pace(calls, seconds))
    for pause in pauses:
        hours.now += pause
        paces.wait("host")
        moments.append(hours.now)
    for first, later in zip(moments, moments[calls:], strict=False):
        assert later - first >= seconds * (1 - 1e-9)


def test_one_host_does_not_wait_for_another(hours: Hours) -> None:
    paces = Paces(hours.clock)
    paces.learn("slow", Pace(1, 60))
    for host in ("slow", "other", "other"):
        paces.wait(host)
    assert hours.slept == []


def test_waits_are_spread(replay: Replay) -> None:
    waits = []
    for seed in range(4):
        hours = Hours()
        replay.at("/a", Reply(status=503), GOOD)
        with Client(clock=hours.clock, random=Random(seed)) as client:
            client.get(f"{replay.address}/a")
        waits += hours.slept
    assert len(set(waits)) == 4
