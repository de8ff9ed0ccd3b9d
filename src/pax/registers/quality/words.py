"""The headings and small words of the quality page and table."""

from pax.vocabulary import Text

WORDS = {
    "title": Text("Leveranskvalitet", "Quality of deliveries"),
    "registers": Text("Register", "Registers"),
    "register": Text("Register", "Register"),
    "warnings": Text("Varningar", "Warnings"),
    "no_warnings": Text("Inga varningar.", "No warnings."),
    "refused": Text("Inte mottagna leveranser", "Refused deliveries"),
    "where": Text("Var", "Where"),
    "what": Text("Vad", "What"),
    "before": Text("Förra", "Before"),
    "now": Text("Nu", "Now"),
    "change": Text("Ändring", "Change"),
    "table": Text("Tabell", "Table"),
    "column": Text("Kolumn", "Column"),
    "heading": Text("I filen", "In the file"),
    "bar": Text("Stapel", "Bar"),
    "rows": Text("Rader i bruk", "Rows in use"),
    "rows_of_files": Text("rader i filerna", "rows in the files"),
    "left_out": Text("åt sidan", "left out"),
    "unplaced": Text("adresser som inte hittas", "addresses not found"),
    "completeness": Text("Ifyllda kolumner", "Columns filled in"),
    "empty": Text("Helt tomma kolumner", "Columns that are wholly empty"),
    "days": Text("Datum", "Dates"),
    "early": Text("Före 1900", "Before 1900"),
    "future": Text("Efter leveransen", "After the delivery"),
    "new_year": Text("På 1 januari", "On 1 January"),
    "codes": Text("Koder", "Codes"),
    "code": Text("Kod", "Code"),
    "other_code": Text("alla andra koder", "every other code"),
    "problems": Text("Anmärkningar", "What was found"),
    "newest": Text("Senaste leveransen", "The newest delivery"),
    "compared": Text("Jämförd med", "Compared with"),
    "first": Text("Ingen tidigare leverans att jämföra med.", "There is no delivery before it to compare with."),
    "none_accepted": Text("Ingen leverans har tagits emot.", "No delivery was accepted."),
    "rule": Text(
        "Varning ges när en tabell har mer än 10 % färre eller 25 % fler rader än förra gången eller är tom; "
        "när en kolumn är ifylld i mer än 5 procentenheter färre rader; när en kod är ny på mer än 1 % av "
        "raderna eller en sådan är borta; när andelen rader åt sidan ökar mer än 1 procentenhet eller "
        "adresser som inte hittas mer än 5; när mer än 1 % av dagarna ligger före 1900 eller efter "
        "leveransen; och när dagar är samlade på 1 januari. Tabeller med färre än fem rader jämförs inte.",
        "A warning is given when a table has over 10 % fewer or 25 % more rows than last time or is empty; "
        "when a column is filled in over 5 points fewer rows; when a code is new on over 1 % of the rows, or "
        "one that was is gone; when the share of rows left out rises over 1 point, or of addresses not found "
        "over 5; when over 1 % of the days lie before 1900 or after the delivery; and when days are heaped on "
        "1 January. Tables with fewer than five rows are not compared.",
    ),
    "small": Text(
        "Inga uppgifter om någon person visas. Antal under fem i koder och datum visas som <5, och om det "
        "dolda ändå gick att räkna ut döljs även det näst minsta (–). Koder nämns bara om de står i Pax egen "
        "ordlista.",
        "Nothing about any person is shown. Counts below five of codes and dates are shown as <5, and where "
        "what is hidden could still be reckoned the next smallest is hidden too (–). Codes are named only if "
        "they stand in Pax's own list.",
    ),
}
