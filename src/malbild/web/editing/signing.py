"""Signing in and out. Only here a cookie is set."""

from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import Any

from django.contrib.auth import authenticate, login, logout
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.http import require_http_methods, require_POST

from malbild.vocabulary.text import Language
from malbild.web.editing.addresses import to
from malbild.web.editing.frame import page
from malbild.web.editing.words import Words

View = Callable[..., HttpResponse]
_GUESSES = 10
_WAIT_SECONDS = 15 * 60


def signed_in(view: View) -> View:
    """Let only those in who have signed in; the others sign in first and come back."""

    @wraps(view)
    def asked(request: HttpRequest, *, language: Language, **rest: Any) -> HttpResponse:
        if request.user.is_authenticated:
            return view(request, language=language, **rest)
        return HttpResponseRedirect(f"{to('sign_in', language)}?{urlencode({'next': request.get_full_path()})}")

    return asked


@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest, *, language: Language) -> HttpResponse:
    """Ask for name and password."""
    following = _safe(request, language)
    name, wrong = request.POST.get("name", ""), ""
    if request.method == "POST":
        password = request.POST.get("password", "")
        closed = _guessed_too_often(name)
        account = None if closed else authenticate(request, username=name, password=password)
        if account is not None:
            login(request, account)
            return HttpResponseRedirect(following)
        _note_guess(name)
        wrong = Words(language)("sign_in_wait" if closed else "sign_in_wrong")
    return page(
        request,
        "sign_in.html",
        language=language,
        kind="sign_in",
        title=Words(language)("sign_in"),
        status=403 if wrong else 200,
        name=name,
        wrong=wrong,
        following=following,
    )


@require_POST
def sign_out(request: HttpRequest, *, language: Language) -> HttpResponse:
    """Forget who it was."""
    logout(request)
    return HttpResponseRedirect(to("sign_in", language))


def _note_guess(name: str) -> None:
    """Count a wrong guess at a name; after many nobody gets in under it for a while."""
    cache.set(_guesses(name), cache.get(_guesses(name), 0) + 1, _WAIT_SECONDS)


def _guessed_too_often(name: str) -> bool:
    return bool(cache.get(_guesses(name), 0) >= _GUESSES)


def _guesses(name: str) -> str:
    """Where wrong guesses at a name are counted; in the memory of this process, so a restart forgets them."""
    return f"guesses-{sha256(name.casefold().encode()).hexdigest()}"


def _safe(request: HttpRequest, language: Language) -> str:
    """Where to go afterwards: never to another host."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    fits = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if fits else to("mine", language)
