"""Signing in and out. Only here a cookie is set."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.http import require_http_methods, require_POST

from malbild.vocabulary.text import Language
from malbild.web.editing.addresses import to
from malbild.web.editing.frame import page
from malbild.web.editing.words import Words

View = Callable[..., HttpResponse]


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
    name, wrong = "", ""
    if request.method == "POST":
        name = request.POST.get("name", "")
        account = authenticate(request, username=name, password=request.POST.get("password", ""))
        if account is not None:
            login(request, account)
            return HttpResponseRedirect(following)
        wrong = Words(language)("sign_in_wrong")
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


def _safe(request: HttpRequest, language: Language) -> str:
    """Where to go afterwards: never to another host."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    fits = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if fits else to("mine", language)
