"""What the editors' pages say, in both languages."""

from malbild.vocabulary.text import Language, Text

_WORDS = {
    "actions": Text("Åtgärder", "Actions"),
    "add_action": Text("Ny åtgärd", "New action"),
    "add_commitment": Text("Nytt åtagande", "New commitment"),
    "add_goal": Text("Nytt mål", "New goal"),
    "add_target": Text("Nytt målvärde", "New target"),
    "admission": Text("Gymnasieantagningen", "Admission to upper-secondary school"),
    "all": Text("Allt som är beslutat och på väg", "All that is decided and under way"),
    "as_it_was": Text("Texten före och efter", "The text before and after"),
    "base_text": Text("Ni började båda med", "You both began with"),
    "by": Text("av {by}", "by {by}"),
    "commitments": Text("Åtaganden", "Commitments"),
    "conflict": Text("Någon annan hann före", "Somebody else was first"),
    "conflict_lead": Text(
        "{by} ändrade samma sak {at}, medan du skrev. Ingenting är sparat och ingenting är borta: din text står kvar "
        "i rutorna och den andra texten står bredvid. Välj, och spara igen.",
        "{by} changed the same thing at {at}, while you were writing. Nothing is saved and nothing is lost: your text "
        "stays in the boxes, and the other text stands beside it. Choose, and save again.",
    ),
    "draft": Text("utkast", "draft"),
    "edit": Text("Ändra {name}", "Edit {name}"),
    "empty": Text(
        "Det finns inget här som din organisation svarar för.", "Nothing here is your organisation's to answer for."
    ),
    "errors": Text("Det gick inte att spara", "It could not be saved"),
    "errors_lead": Text(
        "Rätta detta och spara igen. Det du skrev står kvar.", "Mend this and save again. What you typed is kept."
    ),
    "explanation": Text("Varför ändras det?", "Why does it change?"),
    "explanation_why": Text(
        "Syns i historiken för den som undrar senare.", "Shown in the history for whoever wonders later."
    ),
    "goals": Text("Mål", "Goals"),
    "history": Text("Historik", "History"),
    "history_of": Text("Historik för {name}", "History of {name}"),
    "mine": Text("Det här svarar du för", "What you answer for"),
    "name": Text("Namn", "Name"),
    "new": Text("Nytt", "New"),
    "not_found": Text("Det finns inget här", "There is nothing here"),
    "not_allowed": Text("Det får du inte ändra", "You may not change that"),
    "nothing_chosen": Text("– välj –", "– choose –"),
    "only_you": Text("Bara du ändrade detta", "Only you changed this"),
    "only_they": Text(
        "Bara den andra ändrade detta; det står nu i rutan", "Only the other changed this; it now stands in the box"
    ),
    "optional": Text("(behöver inte fyllas i)", "(optional)"),
    "password": Text("Lösenord", "Password"),
    "save": Text("Spara", "Save"),
    "saved": Text("Sparat: {name}.", "Saved: {name}."),
    "sign_in": Text("Logga in", "Sign in"),
    "sign_in_lead": Text(
        "För den som redigerar planen. Läsa kan alla, utan att logga in.",
        "For those who edit the plan. Everybody can read it, without signing in.",
    ),
    "sign_in_wait": Text(
        "För många försök med fel lösenord. Vänta en kvart och försök igen.",
        "Too many tries with a wrong password. Wait a quarter of an hour and try again.",
    ),
    "sign_in_wrong": Text(
        "Namnet eller lösenordet stämmer inte. Försök igen.", "The name or the password is wrong. Try again."
    ),
    "sign_out": Text("Logga ut", "Sign out"),
    "signed_in_as": Text("Inloggad som {name}", "Signed in as {name}"),
    "skills": Text("Kompetens: åtgärder och kopplingar", "Skills: actions and links"),
    "skills_accepted": Text("godtagen", "accepted"),
    "skills_answered": Text("Kopplingar som någon har svarat på", "Links that somebody has answered"),
    "skills_code": Text(
        "Yrkets kod (SSYK 2012, tre eller fyra siffror)", "The occupation's code (SSYK 2012, three or four digits)"
    ),
    "skills_instead": Text("Gäller i stället för det som sagts förut", "Holds instead of what was said before"),
    "skills_kept": Text("Svaret är sparat.", "The answer is kept."),
    "skills_kind": Text("Hur nära leder utbildningen dit?", "How close does the education lead there?"),
    "skills_make": Text("Gör till åtgärd", "Make this an action"),
    "skills_none": Text("Inget av dem", "None of them"),
    "skills_not_yours": Text(
        "Kopplingarna sköts av samordnare och av regionens egna redaktörer.",
        "Links are kept by coordinators and by the region's own editors.",
    ),
    "skills_nothing": Text("Ingenting väntar.", "Nothing waits."),
    "skills_other": Text("Ett annat yrke, med koden nedan", "Another occupation, with the code below"),
    "skills_proposed": Text("föreslagen", "proposed"),
    "skills_rejected": Text("avvisad", "rejected"),
    "skills_rows": Text("Gör en rad till en åtgärd", "Make a row an action"),
    "skills_rows_why": Text(
        "Skälen och siffrorna fylls i åt dig. Du väljer program, ansvarig, indikator och när det stäms av.",
        "The reasons and figures are filled in for you. You choose plan, owner, indicator and when it is looked at.",
    ),
    "skills_waiting": Text("Kopplingar som väntar på svar", "Links that wait for an answer"),
    "skills_waiting_why": Text(
        "Programmet föreslår vilket yrke en utbildning leder till, och hur säkert det är. Inget förslag räknas förrän "
        "någon har godtagit det. Svaret minns regionens mapp.",
        "The program proposes which occupation an education leads to, and how sure that is. No proposal counts until "
        "somebody has accepted it. The region's folder remembers the answer.",
    ),
    "skills_which": Text("Vilket yrke leder {name} till?", "Which occupation does {name} lead to?"),
    "skills_wrong_choice": Text("Välj ett svar och skicka igen.", "Choose an answer and send again."),
    "skills_wrong_kind": Text("Välj hur nära utbildningen leder dit.", "Choose how close the education leads there."),
    "skills_wrong_target": Text(
        "Koden finns inte i SSYK 2012. Skriv tre eller fyra siffror.",
        "The code is not in SSYK 2012. Write three or four digits.",
    ),
    "stale_form": Text("Formuläret gick inte att ta emot", "The form could not be received"),
    "targets": Text("Målvärden", "Targets"),
    "their_text": Text("Den andra skrev", "The other wrote"),
    "they_removed": Text(
        "Den andra tog bort det du ändrade. Sparar du läggs det till på nytt.",
        "The other removed what you changed. If you save, it is added anew.",
    ),
    "version": Text("Version {number}", "Version {number}"),
    "your_text": Text("Du skrev", "You wrote"),
}

NOT_FOUND = Text(
    "Det är borttaget, eller så hör det inte till det du får läsa. Gå tillbaka till det du svarar för.",
    "It has been removed, or it is not for you to read. Go back to what you answer for.",
)
STALE_FORM = Text(
    "Det är för gammalt, eller så tar webbläsaren inte emot kakor. Ingenting är sparat. "
    "Gå tillbaka, kopiera det du skrev, ladda om sidan och skicka igen.",
    "It is too old, or the browser takes no cookies. Nothing is saved. "
    "Go back, copy what you wrote, load the page anew and send again.",
)


class Words:
    """The editors' texts in one language.

    >>> Words("sv")("saved", name="Målet")
    'Sparat: Målet.'
    """

    def __init__(self, language: Language) -> None:
        self.language = language

    def __call__(self, key: str, **values: object) -> str:
        """A text with its places filled."""
        return _WORDS[key].in_(self.language).format(**values)
