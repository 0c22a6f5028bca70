"""What the planners' pages say, in both languages."""

from malbild.vocabulary.admission_year import AdmissionYear
from malbild.vocabulary.text import Text
from malbild.web.editing import words as editing

_WORDS = {
    "accesses": Text("Vem har läst och ändrat", "Who has read and changed"),
    "accesses_lead": Text(
        "Varje gång någon öppnar, söker fram, tar ut eller läser in elever antecknas det här, och raderna kan inte "
        "ändras. "
        "Eleverna står som en kod; skriv en elevs id för att se bara den elevens rader.",
        "Each time somebody opens, finds, takes out or loads pupils it is noted here, and the lines cannot be "
        "changed. Pupils "
        "stand as a code; write a pupil's id to see the lines of that pupil alone.",
    ),
    "accesses_of_all": Text("{pupils} elever", "{pupils} pupils"),
    "admission": Text("Gymnasieantagningen", "Admission to upper-secondary school"),
    "admission_lead": Text(
        "En gemensam antagning för hela regionen: läs in ansökningarna, kör omgångarna, se varför det blev som det "
        "blev, och "
        "pröva hur många platser det borde finnas.",
        "One admission for the whole region: load the applications, run the rounds, see why it came out as it did, "
        "and try "
        "how many places there should be.",
    ),
    "admitted_of": Text("Antagna av platser", "Admitted of places"),
    "unknown": Text("ej angiven eller skyddad", "not told or protected"),
    "admitted": Text("Antagna", "Admitted"),
    "after": Text("Efter", "After"),
    "amount": Text("Får minus betalar, kr per år", "Gets less what it pays, SEK a year"),
    "applicants": Text("Sökande", "Applicants"),
    "applications": Text("Ansökningar (applications.csv)", "Applications (applications.csv)"),
    "applications_why": Text(
        "En rad per val: applicant_id, rank, programme_id, group, merit; gärna också municipality, sex, free_quota, "
        "test_points, late och eligible.",
        "One row a choice: applicant_id, rank, programme_id, group, merit; municipality, sex, free_quota, "
        "test_points, late "
        "and eligible if you have them.",
    ),
    "before": Text("Före", "Before"),
    "better": Text("Får ett val de satte högre", "Get a choice they ranked higher"),
    "budget": Text("Budget per år, miljoner kronor", "Budget a year, millions of kronor"),
    "budget_why": Text("Dagens platser kostar {cost} miljoner.", "Today's places cost {cost} millions."),
    "budget_guess": Text(
        "Ingen prislista är inläst. Varje plats räknas till {price} kr.",
        "No price list is loaded. Each place is reckoned at SEK {price}.",
    ),
    "calendar": Text("Kalender", "Calendar"),
    "calendar_example": Text(
        "Dagarna är ett förslag efter ett läns kalender 2024. Rätta dem till era egna.",
        "The days are a suggestion after one county's calendar of 2024. Change them to your own.",
    ),
    "calendar_saved": Text("Kalendern är sparad.", "The calendar is saved."),
    "change_places": Text("Antal platser (0 stänger utbildningen)", "Number of places (0 closes the programme)"),
    "changes_now": Text("Det här prövas", "What is tried"),
    "close": Text("Stäng", "Close"),
    "closed_places": Text("{programme}: {before} platser → {after}", "{programme}: {before} places → {after}"),
    "cohort": Text("Årskullens förändring, procent", "Change of the cohort, per cent"),
    "cohort_why": Text(
        "Hur mycket större eller mindre nästa årskull är.", "How much larger or smaller the next cohort is."
    ),
    "compensation": Text("Ersättning mellan kommuner", "Compensation between municipalities"),
    "compensation_lead": Text(
        "Vad varje kommun får minus vad den betalar för elever över kommungräns, efter inläst prislista: värdens "
        "kostnad i "
        "första hand, den lägre av värdens och hemkommunens i andra hand. Summan är noll. Elever med skyddade "
        "personuppgifter "
        "räknas för hand.",
        "What each municipality gets less what it pays for pupils over its border, by the price list that was "
        "loaded: the "
        "host's cost in first hand, the lower of the host's and the home municipality's in second hand. It sums to "
        "zero. "
        "Pupils whose identity is protected are reckoned by hand.",
    ),
    "cutoff": Text("Antagningsgräns", "Cut-off"),
    "cutoff_change": Text("Gräns", "Cut-off"),
    "cutoff_none": Text("alla behöriga", "all eligible"),
    "cutoff_second": Text("andra hand", "second hand"),
    "cutoff_late": Text("sena", "late"),
    "day_change_closes": Text("Ändring stänger", "Changes close"),
    "day_change_opens": Text("Ändring öppnar", "Changes open"),
    "day_closes": Text("Ansökan stänger", "Applications close"),
    "day_final": Text("Slutlig antagning", "Final admission"),
    "day_hand_over": Text("Överlämnande till skolorna", "Hand-over to the schools"),
    "day_opens": Text("Ansökan öppnar", "Applications open"),
    "day_preliminary": Text("Preliminär antagning", "Preliminary admission"),
    "day_reply_by": Text("Sista svarsdag", "Last day to reply"),
    "day_reserves": Text("Reservantagning börjar", "Reserves from"),
    "day_reserves_end": Text("Reservantagning slutar", "Reserves until"),
    "decides": Text(
        "Lotten avgör för {decided} sökande: deras plats blev en annan i någon av {draws} nya lottningar.",
        "The lottery decides for {decided} applicants: their place was another in one of {draws} new lotteries.",
    ),
    "demand_met": Text("Efterfrågan som möts", "Demand met"),
    "document": Text("Beslutsunderlag", "Decision document"),
    "download": Text("Hämta som fil", "Take out as a file"),
    "download_admissions": Text("Vem som är antagen var (CSV)", "Who is admitted where (CSV)"),
    "download_cutoffs": Text("Antagningsgränser (CSV)", "Cut-offs (CSV)"),
    "download_reserves": Text("Reserver (CSV)", "Reserves (CSV)"),
    "download_lead": Text(
        "Filerna om elever är personuppgifter; att de tas ut antecknas. Elever med skyddade personuppgifter är inte "
        "med, om "
        "du inte har behörighet till dem.",
        "The files about pupils are personal data, and taking them out is noted. Pupils whose identity is protected "
        "are not "
        "among them unless you have permission.",
    ),
    "due": Text("Klart senast", "Due"),
    "due_why": Text("När platserna ska vara beslutade.", "When the places are to be decided."),
    "empty": Text("Tomma platser", "Empty places"),
    "every": Text("Alla kommuner", "All municipalities"),
    "explanation_of": Text("Besked och förklaring", "Outcome and explanation"),
    "failed": Text("Något gick fel", "Something went wrong"),
    "failed_lead": Text(
        "Det är ett fel i programmet, inte i det du gjorde. Det som inte hann bli klart är inte sparat. Säg numret "
        "till den "
        "som sköter driften: {token}. Inga uppgifter om elever finns i felmeddelandet.",
        "It is a fault of the program, not of what you did. What was not finished is not saved. Tell the number to "
        "who runs "
        "the installation: {token}. The error message holds nothing of any pupil.",
    ),
    "few": Text("1–4", "1–4"),
    "field": Text("Inriktning", "Field"),
    "fields": Text("Tomma platser bredvid sökande utan plats", "Empty places beside applicants without one"),
    "fields_lead": Text(
        "Tomma platser hjälper bara den som vill dit. Till höger de utan plats, efter inriktningen på deras "
        "förstahandsval.",
        "Empty places help only who wishes them. To the right those without a place, by the field of their first "
        "choice.",
    ),
    "find": Text("Sök", "Find"),
    "first_choice": Text("Antagna till sitt förstahandsval", "Admitted to their first choice"),
    "first_choice_lead": Text(
        "Andel med 95 procents osäkerhetsintervall. Grupper under tio sökande, och andelar som färre än fem avgör, "
        "visas inte.",
        "Share with its 95 per cent interval. Groups of fewer than ten applicants, and shares that fewer than five "
        "decide, are "
        "not shown.",
    ),
    "first_choices": Text("Sökt i första hand", "First choices"),
    "frontier": Text("Efterfrågan och behov vid olika vikter", "Demand and need at several weights"),
    "frontier_lead": Text(
        "Varje punkt är ett förslag för samma pengar. Ju längre till höger, desto mer av de ungas efterfrågan möts; "
        "ju högre "
        "upp, desto mer av arbetslivets behov.",
        "Each point is a proposal for the same money. The further to the right, the more of the young's demand is "
        "met; the "
        "higher, the more of working life's need.",
    ),
    "from": Text("Från", "From"),
    "generate": Text("Gör ett påhittat län", "Make up a county"),
    "generate_lead": Text(
        "För övning: elever, skolor och kommuner som inte finns, i ett läns storlek, med priser, restider och behov.",
        "For practice: pupils, schools and municipalities that do not exist, of the size of a county, with prices, "
        "travel "
        "times and need.",
    ),
    "generated": Text("påhittat", "made up"),
    "generated_told": Text(
        "Detta år är påhittat av ett datorprogram. Inga elever, skolor eller kommuner finns i verkligheten.",
        "This year is made up by a computer program. None of its pupils, schools or municipalities exists.",
    ),
    "goals": Text("Mål den bidrar till", "Goals it contributes to"),
    "goals_why": Text("Åtgärden visas på målets sida.", "The action is shown on the goal's page."),
    "indicators": Text("Indikatorer att följa den med", "Indicators to follow it by"),
    "indicators_why": Text("Visar sedan om det blev som det var tänkt.", "Tell later whether it came out as meant."),
    "gone": Text("Eleverna är borttagna", "The pupils are gone"),
    "gone_told": Text(
        "Eleverna togs bort {day}. Bara siffror utan små grupper finns kvar.",
        "The pupils were taken away on {day}. Only numbers without small groups remain.",
    ),
    "gone_after": Text("Sista dag eleverna finns kvar", "Last day the pupils are kept"),
    "gone_after_why": Text(
        "Därefter tas de bort av sig själva. Bara siffror utan små grupper blir kvar.",
        "After it they are taken away by themselves. Only numbers without small groups remain.",
    ),
    "grades_file": Text("Betyg (grades.csv)", "Grades (grades.csv)"),
    "grades_file_why": Text(
        "Finns betygen räknas meritvärde och behörighet ur dem, efter årets regler.",
        "Where there are grades, merit and eligibility are reckoned from them, by the year's rules.",
    ),
    "growth": Text("Så många platser får en utbildning växa", "Places a programme may grow by"),
    "handed": Text("Välj", "Choose"),
    "home": Text("Hemkommun", "Home municipality"),
    "ignored": Text("Kolumner som inte används: {names}.", "Columns that are not used: {names}."),
    "interval": Text("Intervall", "Interval"),
    "kind_final": Text("Slutlig antagning", "Final admission"),
    "kind_preliminary": Text("Preliminär antagning", "Preliminary admission"),
    "kind_reserve": Text("Reservomgång", "Reserve round"),
    "lacking_prices": Text(
        "Pengarna kan inte räknas: priset saknas för {names}.", "The money cannot be reckoned: no price for {names}."
    ),
    "lead_organisation": Text("Vem leder arbetet?", "Who leads the work?"),
    "least": Text("Minsta antal platser i en utbildning", "Fewest places in a programme"),
    "least_why": Text("Under det startar ingen klass.", "Below it no class is started."),
    "load": Text("Läs in ansökningar", "Load applications"),
    "load_again": Text("Läs in på nytt", "Load again"),
    "load_lead": Text(
        "Allt läses och prövas först. Är något fel visas alla fel på en gång, med radnummer, och ingenting läses in. "
        "Filerna "
        "läggs aldrig på disk.",
        "Everything is read and tried first. If anything is wrong, all of it is shown at once by row and nothing is "
        "loaded. "
        "The files are never laid on a disk.",
    ),
    "loaded": Text(
        "{applicants} sökande och {programmes} utbildningar är inlästa.",
        "{applicants} applicants and {programmes} programmes are loaded.",
    ),
    "location": Text("Kommun", "Municipality"),
    "lottery": Text("Lotten", "The lottery"),
    "lottery_number": Text("Lottnummer {number}", "Lottery number {number}"),
    "median": Text("Median", "Median"),
    "minutes": Text("Rimlig restid, minuter", "Travel that can be expected, minutes"),
    "more_findings": Text("Och {count} till.", "And {count} more."),
    "moves": Text("Elever över kommungräns", "Pupils over municipal borders"),
    "moves_of_pupils": Text("Vem flyttar vart", "Who moves where"),
    "name": Text("Namn", "Name"),
    "name_en": Text("Namn på engelska", "Name in English"),
    "need_from_skills": Text(
        "Arbetslivets behov är hämtat ur kompetenskapitlet, eftersom ingen behovstabell är inläst.",
        "The need of working life is taken from the skills chapter, since no table of need was loaded.",
    ),
    "need_met": Text("Behov som möts", "Need met"),
    "new_year": Text("Nytt år", "New year"),
    "no_found": Text(
        "Ingen elev hittades. Sök på en del av namnet, eller på hela id:t.",
        "No pupil was found. Search for a part of the name, or for the whole id.",
    ),
    "no_moves": Text("Ingen flyttar.", "Nobody moves."),
    "no_place": Text("ingen plats", "no place"),
    "no_rounds_of_load": Text(
        "Ingen omgång är körd på elevens ansökan än.", "No round has been run on this application yet."
    ),
    "no_years": Text("Inget år är inlagt än.", "There is no year yet."),
    "not_sealed": Text(
        "Eleverna ligger oförseglade. Be den som sköter driften att sätta en nyckel: malbild pupils key.",
        "The pupils lie unsealed. Ask who runs the installation to set a key: malbild pupils key.",
    ),
    "now": Text("I dag", "Today"),
    "one_more": Text("En plats till hjälper", "One more place helps"),
    "open_pupil": Text("Öppna", "Open"),
    "outcome_now": Text("Du är antagen till {programme}.", "You are admitted to {programme}."),
    "outcome_nowhere": Text(
        "Du är inte antagen till något av dina val.", "You are not admitted to any of your choices."
    ),
    "pair_lead": Text(
        "Antagna elever efter hemkommun och skolans kommun.", "Admitted pupils by home municipality and the school's."
    ),
    "places": Text("Platser", "Places"),
    "places_title": Text("Hur många platser?", "How many places?"),
    "places_lead": Text(
        "Platser föreslås så att så mycket som möjligt av de ungas efterfrågan och arbetslivets behov möts för "
        "pengarna. Hur de "
        "två vägs bestämmer du; ingen regel gör det.",
        "Places are proposed so that as much as possible of the young's demand and working life's need is met for "
        "the money. "
        "How the two are weighed is yours to decide; no rule does.",
    ),
    "plan": Text("Program", "Plan"),
    "plan_why": Text(
        "Dit läggs åtgärden, och på dess sida syns den.", "The action goes into it, and is seen on its page."
    ),
    "prices": Text("Prislista (prices.csv)", "Price list (prices.csv)"),
    "print": Text("Skriv ut med webbläsarens utskrift.", "Print with the browser's print."),
    "programme": Text("Utbildning", "Programme"),
    "programmes": Text("Utbildningar (programmes.csv)", "Programmes (programmes.csv)"),
    "programmes_why": Text(
        "programme_id och places; gärna också name, school, municipality, field, kind, free_quota_places och test.",
        "programme_id and places; name, school, municipality, field, kind, free_quota_places and test if you have "
        "them.",
    ),
    "programmes_table": Text("Utbildning för utbildning", "Programme by programme"),
    "programmes_table_lead": Text(
        "Gränsen är poängen för den sist antagna. ”En plats till hjälper” är hur många som skulle få ett val de satt "
        "högre om "
        "utbildningen hade en plats till. 1–4 visas inte närmare.",
        "The cut-off is the score of the last admitted. “One more place helps” is how many would get a choice they "
        "ranked "
        "higher had the programme one more place. 1–4 is not told more closely.",
    ),
    "proposal": Text("Förslaget", "The proposal"),
    "propose": Text("Räkna", "Reckon"),
    "proposed": Text("Förslag", "Proposed"),
    "protected": Text("Skyddade personuppgifter", "Protected identity"),
    "protected_told": Text(
        "Skyddade personuppgifter – öppnas bara av den som har behörighet.",
        "Protected identity – opened only by who has permission.",
    ),
    "pupil_of": Text("Sökande {id}", "Applicant {id}"),
    "pupils": Text("Elever", "Pupils"),
    "pupils_file": Text("Elevernas namn (pupils.csv)", "The pupils' names (pupils.csv)"),
    "pupils_file_why": Text(
        "applicant_id, name och protected (1 vid skyddade personuppgifter). Behövs bara för att hitta en elev igen.",
        "applicant_id, name and protected (1 where the identity is protected). Only needed to find a pupil again.",
    ),
    "pupils_lead": Text(
        "Sök på en del av namnet, eller på hela id:t. Säg varför: det antecknas tillsammans med vem du är.",
        "Search for a part of the name, or for the whole id. Say why: it is noted with who you are.",
    ),
    "pupils_more": Text("Fler än tjugo passar. Skriv mer av namnet.", "More than twenty fit. Write more of the name."),
    "query": Text("Namn eller id", "Name or id"),
    "rank": Text("Val {rank}", "Choice {rank}"),
    "reason": Text("Varför?", "Why?"),
    "reason_choose": Text("– säg varför –", "– say why –"),
    "refused": Text("Det gick inte", "It could not be done"),
    "refused_lead": Text(
        "Ingenting är ändrat. Rätta detta och försök igen.", "Nothing is changed. Mend this and try again."
    ),
    "replies": Text("Svar (replies.csv)", "Replies (replies.csv)"),
    "replies_why": Text(
        "applicant_id och reply: keeps (behåller, väntar på bättre), content (nöjd) eller leaves (lämnar). Den som "
        "inte svarat "
        "behåller sin plats.",
        "applicant_id and reply: keeps (keeps it and waits for better), content or leaves. Who has not replied keeps "
        "her place.",
    ),
    "replies_made_up": Text("Hitta på svar och kör", "Make up replies and run"),
    "reserves": Text("Reserver", "Reserves"),
    "results": Text("Resultat", "Results"),
    "results_lead": Text(
        "{admitted} av {applicants} sökande är antagna. {unplaced} är utan plats, medan {empty} platser är tomma.",
        "{admitted} of {applicants} applicants are admitted. {unplaced} have no place, while {empty} places are empty.",
    ),
    "round_done": Text("Omgången är körd.", "The round has been run."),
    "run_final": Text("Kör slutlig antagning", "Run the final admission"),
    "run_preliminary": Text("Kör preliminär antagning", "Run the preliminary admission"),
    "run_reserve": Text("Kör reservomgång", "Run a reserve round"),
    "save": Text("Spara", "Save"),
    "search_again": Text("Sök en annan elev", "Find another pupil"),
    "seed": Text("Lottens frö", "Seed of the lottery"),
    "seed_lead": Text(
        "Dra det inför vittnen efter sista ansökningsdag och skriv det i protokollet. Samma frö ger samma "
        "lottnummer, så att var "
        "och en kan räkna efter.",
        "Draw it before witnesses after the last day to apply, and write it in the minutes. The same seed gives the "
        "same "
        "lottery numbers, so that anybody can check them.",
    ),
    "seed_saved": Text("Fröet är inskrivet.", "The seed is written down."),
    "send": Text("Läs in", "Load"),
    "sex": Text("Kön", "Sex"),
    "sex_k": Text("Flickor", "Girls"),
    "sex_m": Text("Pojkar", "Boys"),
    "stage": Text("Just nu: {stage}.", "Now: {stage}."),
    "start_year": Text("Lägg in året", "Begin the year"),
    "step_change": Text(
        "Under ändringsperioden: läs in ansökningarna på nytt när val och betyg har ändrats.",
        "During the change period: load the applications again when choices and grades have changed.",
    ),
    "steps": Text("Steg för steg", "Step by step"),
    "suppressed": Text("visas inte", "not shown"),
    "take": Text("Ta in förslaget i planen", "Take the proposal into the plan"),
    "take_lead": Text(
        "Det blir en åtgärd med ansvarig, sista dag och mål. Beslutsunderlaget blir dess text, så att alla kan läsa "
        "det på "
        "planens sida.",
        "It becomes an action with an owner, a deadline and a goal. The decision document becomes its text, so that "
        "everybody "
        "can read it on the plan's page.",
    ),
    "taken": Text("Förslaget ligger nu i planen: {name}.", "The proposal is in the plan now: {name}."),
    "tie": Text("Vad avgör mellan lika?", "What decides between equals?"),
    "tie_choice_rank": Text("valets plats, sedan lott", "the rank of the choice, then the lottery"),
    "tie_lottery": Text("lotten", "the lottery"),
    "tie_why": Text(
        "När valets plats avgör kan en sökande vinna på att rangordna annat än hon vill. Lotten kan inte utnyttjas så.",
        "Where the rank of the choice decides, an applicant can gain by ranking otherwise than she wishes. A lottery "
        "cannot be "
        "gamed so.",
    ),
    "to": Text("Till", "To"),
    "travel": Text("Restider (travel.csv)", "Travel times (travel.csv)"),
    "need": Text("Arbetslivets behov (need.csv)", "Working life's need (need.csv)"),
    "planning_why": Text(
        "För platser och ersättning. Behövs inte för att anta.", "For places and compensation. Not needed to admit."
    ),
    "try": Text("Pröva", "Try"),
    "try_another": Text("Ändra en utbildning till", "Change another programme"),
    "undo": Text("Ta bort {programme}", "Take {programme} away"),
    "unplaced": Text("Utan plats", "Without a place"),
    "unplaced_first": Text("Utan plats, sökte hit först", "Without a place, wished it first"),
    "verb": Text("Vad", "What"),
    "verb_export": Text("tog ut en fil", "took out a file"),
    "verb_load": Text("läste in", "loaded"),
    "verb_read": Text("öppnade", "opened"),
    "verb_refused": Text("nekades", "was refused"),
    "verb_remove": Text("tog bort", "removed"),
    "verb_run": Text("körde en omgång", "ran a round"),
    "verb_search": Text("sökte fram", "found"),
    "what_if": Text("Tänk om", "What if"),
    "what_if_lead": Text(
        "Stäng en utbildning eller ändra dess platser och se direkt vad som händer. Årets sökande, deras önskemål "
        "och lottnummer "
        "är desamma. Ingenting sparas.",
        "Close a programme or change its places and see at once what happens. This year's applicants, their wishes "
        "and lottery "
        "numbers are the same. Nothing is saved.",
    ),
    "when": Text("När", "When"),
    "weight": Text("De ungas efterfrågan väger, procent", "Weight of the young's demand, per cent"),
    "weight_why": Text("Resten är arbetslivets behov.", "The rest is working life's need."),
    "weight_point": Text("{weight} procent efterfrågan", "{weight} per cent demand"),
    "why_appeal": Text("omprövning eller överklagande", "a review or an appeal"),
    "why_asked": Text("eleven eller vårdnadshavaren frågar", "the pupil or guardian asks"),
    "why_control": Text("antagningen kontrolleras", "the admission is checked"),
    "why_correction": Text("något i ansökan ska rättas", "something is to be corrected"),
    "why_school": Text("skolan eller hemkommunen frågar", "the school or home municipality asks"),
    "worse": Text("Får ett val de satte lägre, eller inget", "Get a choice they ranked lower, or none"),
    "year": Text("År", "Year"),
    "year_name": Text("Antagningen {year}", "The admission of {year}"),
    "year_why": Text("Året då utbildningen börjar.", "The year in which the education starts."),
    "kind_of_year": Text("Vad är det för år?", "What kind of year is it?"),
    "kind_real": Text("en riktig antagning", "a real admission"),
    "kind_generated": Text("ett påhittat län, för övning", "a made-up county, for practice"),
    "applicants_count": Text("Antal sökande", "Number of applicants"),
    "all_pairs": Text("Alla {count} par av kommuner", "All {count} pairs of municipalities"),
    "applicant_id": Text("Elevens id", "The pupil's id"),
    "calendar_change": Text("Ändra kalendern", "Change the calendar"),
    "cost": Text("Kostnad per år, mnkr", "Cost a year, MSEK"),
    "difference": Text("Skillnad, tkr", "Difference, kSEK"),
    "full": Text("Fulla utbildningar", "Full programmes"),
    "lottery_decides": Text("Lotten avgör för", "The lottery decides for"),
    "fates": Text("De som var antagna där", "Those who were admitted there"),
    "fate_same_field": Text(
        "{count} får samma inriktning på en annan skola", "{count} get the same field at another school"
    ),
    "fate_near": Text(
        "{count} får en annan inriktning i samma kommun", "{count} get another field in the same municipality"
    ),
    "fate_far": Text(
        "{count} får en annan inriktning i en annan kommun", "{count} get another field in another municipality"
    ),
    "fate_nowhere": Text("{count} blir utan plats", "{count} get no place"),
    "more_moves": Text(
        "Övriga flyttar, {count} olika vägar, är en till fyra elever var.",
        "The other moves, {count} different ways, are one to four pupils each.",
    ),
    "most_wanted": Text("De tjugo där en plats till hjälper flest", "The twenty where one more place helps most"),
    "programmes_changed": Text("Ändrade platser", "Changed places"),
    "programmes_touched": Text("Utbildningar som påverkas", "Programmes that are touched"),
    "share": Text("Andel", "Share"),
    "tsek": Text("tkr", "kSEK"),
    "what_happened_then": Text("Det händer", "What happens"),
    "who": Text("Vem", "Who"),
    "why_lead": Text(
        "Varje gång en elev öppnas antecknas vem som gjorde det och varför.",
        "Each time a pupil is opened it is noted who did it, and why.",
    ),
    "wait": Text("Räkningen tar några sekunder.", "The reckoning takes some seconds."),
    "whose": Text("Vilken kommun?", "Which municipality?"),
    "show": Text("Visa", "Show"),
}


class Words(editing.Words):
    """The planners' texts in one language; what is common to all who sign in is the editors'.

    >>> Words("sv")("rank", rank=1), Words("en")("sign_out")
    ('Val 1', 'Sign out')
    """

    def __call__(self, key: str, **values: object) -> str:
        """A text with its places filled."""
        if key not in _WORDS:
            return super().__call__(key, **values)
        return _WORDS[key].in_(self.language).format(**values)

    def year(self, year: AdmissionYear) -> str:
        """What a year is called; one that is made up says so."""
        name = self("year_name", year=year.year)
        return f"{name} ({self('generated')})" if year.generated else name
