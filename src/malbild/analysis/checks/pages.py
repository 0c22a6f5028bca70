"""Pages: the documentation of every rule, made from the rule itself."""

from malbild.analysis.checks.rule import Rule

_HEAD = "<!-- Made from the rule by `python -m tests.golden.rule_pages`; edit the rule, not this page. -->"


def page(rule: Rule) -> str:
    """A rule's page as Markdown, English first and then Swedish."""
    return "\n".join((
        f"# {rule.id}", "", _HEAD, "", f"**{rule.title.en}** · {rule.title.sv} · usual severity: "
                                       f"{rule.severity.value}", "",
        "## What is found", "", rule.description.en, "", "## Why it matters", "", rule.why.en, "",
        "## Example", "", rule.example.en, "", "## What to do", "", rule.remedy.en, "",
        "## På svenska", "", rule.description.sv, "", f"Varför: {rule.why.sv}", "", f"Exempel: {rule.example.sv}", "",
        f"Att göra: {rule.remedy.sv}", "",
    ))  # fmt: skip


def pages(rules: tuple[Rule, ...]) -> dict[str, str]:
    """File name → page, with an index of them all."""
    rows = [
        f"| [{rule.id}]({rule.id}.md) | {rule.severity.value} | {rule.title.en} | {rule.title.sv} |" for rule in rules
    ]
    index = "\n".join((
        "# Rules of the checker", "", _HEAD, "",
        "`malbild check FILE…` finds these in tables and plans. A finding in a table is kept quiet by a suppression "
        "in its",
        "[sidecar](../reference/sidecar.md#suppressions), with a reason and a last day. Files that cannot be read "
        "are told",
        "under ids that begin with [input](input.md).", "",
        "| rule | usual severity | | |", "|---|---|---|---|", *rows, "",
    ))  # fmt: skip
    return {"index.md": index, **{f"{rule.id}.md": page(rule) for rule in rules}}
