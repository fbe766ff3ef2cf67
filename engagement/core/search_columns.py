"""What the database keeps so that words are found: a column a language beside each row.

The columns are generated, and no model knows of them: no page reads or saves them by the way.
"""

from django.db import migrations

# Vietnamese and Spanish are kept with their marks and without: a mark may make another word of it,
# and Spanish endings are told by theirs.
CONFIGURATIONS = {
    "vi": ("simple", "plain_vi"),
    "es": ("spanish", "plain_es"),
    "en": ("plain_en",),
}
MADE_FROM = {"plain_vi": "simple", "plain_es": "spanish", "plain_en": "english"}
STEMS = {"simple": "simple", "spanish": "spanish_stem", "english": "english_stem"}


def column(language: str) -> str:
    return f"search_{language}"


def vector(language: str, text: str) -> str:
    """SQL for the words of `text`, itself SQL."""
    kinds = CONFIGURATIONS[language]
    return " || ".join(f"to_tsvector('{kind}', normalize({text}, NFC))" for kind in kinds)


def add_configurations() -> migrations.RunSQL:
    """Words without their marks: “sự kiện” is “su kien”."""
    made = [
        f"CREATE TEXT SEARCH CONFIGURATION {name} (COPY = {source}); "
        f"ALTER TEXT SEARCH CONFIGURATION {name} "
        f"ALTER MAPPING FOR hword, hword_part, word WITH unaccent, {STEMS[source]}"
        for name, source in MADE_FROM.items()
    ]
    gone = [f"DROP TEXT SEARCH CONFIGURATION {name}" for name in MADE_FROM]
    return migrations.RunSQL("; ".join(made), "; ".join(gone))


def weighed(language: str, text: str, weight: str) -> str:
    words = vector(language, f"coalesce({text.replace('*', language)}, '')")
    return f"setweight({words}, '{weight}')"


def add_columns(table: str, **texts: list[str]) -> migrations.RunSQL:
    """`A`, the weightiest, to `D`; of a column named `title_*` each language has its own."""
    pairs = [(text, weight) for weight, columns in texts.items() for text in columns]
    made, gone = [], []
    for language in CONFIGURATIONS:
        name = column(language)
        words = " || ".join(weighed(language, text, weight) for text, weight in pairs)
        made += [
            f"ALTER TABLE {table} ADD {name} tsvector GENERATED ALWAYS AS ({words}) STORED",
            f"CREATE INDEX {table}_{name} ON {table} USING gin ({name}) WITH (fastupdate = off)",
        ]
        gone.append(f"ALTER TABLE {table} DROP {name}")
    return migrations.RunSQL("; ".join(made), "; ".join(gone))
