"""Lines that a rule names and that the article shows: it introduces them, points at them, or is about such lines.

"Leave a comment", and below it: "Those three words have stood below every article since 2006." An article about consent prints
what banners say, one about comments the rules for them. Each was met in articles written to try the rules, in six languages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Set
from functools import cached_property

from cleanup.rules.company import is_paragraph
from cleanup.rules.hit import Hit
from cleanup.rules.rule import ADVERTISING, COMMENTS, LEGAL, NEWSLETTERS, SHARING
from cleanup.stages.boilerplate.around import Around, introduces
from cleanup.stages.reading.clauses import clauses
from cleanup.text.document import Document
from cleanup.text.lazy import Lazy

_SUBJECTS = {
    COMMENTS: "\tcomments kommentar commentaires comentario comentário commenti reacties komentarz комментари коментар",
    SHARING: "\tbutton knopf knöpfe schaltfläche \tbouton \tbotón botones botão botões pulsante bottone \tknop przycisk кнопк",
    NEWSLETTERS: "newsletter paywall unsubscrib \tboletín boletines boletim infolettre nieuwsbrief nyhetsbrev рассылк",
    LEGAL: "\tcookie \tconsent einwilligung consentement consentimiento \tconsenso ciasteczk",
}
"""What an article is about that prints furniture of a topic, in words that others hardly use; a tab is where they begin."""

_FEWEST_MENTIONS = 3
"""Sentences that speak of the subject from which the article is about it."""

_NETWORK = Lazy(r"\b(?:facebook|twitter|whatsapp|pinterest|linkedin|reddit|telegram|tumblr|instagram|tiktok|bluesky|threads)\b")

_SHORTEST = 20
"""Code points of a sentence that stands on its own, neither a control nor a caption."""

_POLICY = Lazy(
    r"(?i)(?:(?:the|our|website|site) )?(?:"
    r"(?:cookies?|privacy|privacy (?:and|&) cookies?) (?:policy|notice|statement|information)|cookies (?:we use|on our)\b.*"
    r"|privacy|terms (?:of (?:use|service)|(?:and|&) conditions)|legal notices?"
    r"|(?:community|comment(?:s|ing)?|forum|house) (?:guidelines|rules|policy|standards)"
    r")(?: (?:[-–—|:•]|of|for|at) .*)?\s*"
)
"""The headline of a page that is itself what others print in their footers; what a site is called may follow."""

_NUMBER = r"(?:one|two|three|four|five|six|seven)"
_WORDS = r"(?:words?|sentences?|lines?|phrases?|formulas?)"
_POINTS = (
    rf"(?:this|that|these|those|neither|the (?:same|first|second|third|last)) (?:{_NUMBER} |\w+ )?(?:{_WORDS}|buttons?)\b",
    rf"(?:this|that|it) (?:is|was) (?:the|a|my|our|her|his) (?:\w+ )?(?:{_WORDS}|titles?|headings?|rules?|buttons?)\b",
    r"(?:this|that) is what (?:every|all|each|most|the)\b|that (?:is|was) how\b",
    rf"{_NUMBER} words\b",
    r"(?:diese[rsn]?|jene[rsn]?) (?:\w+ )?(?:satz|sätze|worte?|wörter|zeilen?|formel|knopf|schaltfläche|regel|recht)\b",
    r"von diesem recht\b",
    r"(?:das|dies|es) (?:ist|war) (?:der|die|das|mein|unser) (?:\w+ )?(?:satz|titel|wort|zeile|formel|regel|name|\w+satz)\b",
    r"so (?:hieß|heißt|lautet|lautete|beginnt|begann|steht|stand)\b",
    r"(?:cette|ces) (?:\w+ )?(?:phrases?|mots|lignes?|formules?|règle)\b|ce bouton\b",
    r"(?:c[’']est|c[’']était|ce fut) (?:la |le |l[’']|ma |mon )(?:\w+ )?(?:phrase|formule|titre|règle|mot)\b",
    r"(?:esta|estas|esa|esas|aquella|aquellas) (?:\w+ )?(?:frases?|palabras|líneas?|fórmula|regla)\b|(?:este|ese) botón\b",
    r"(?:es|era|fue) (?:la|el|mi) (?:\w+ )?(?:frase|título|fórmula|regla|palabra)\b",
    r"(?:questa|quella|queste|quelle) (?:\w+ )?(?:frasi?|parole|righe|riga|formula|regola)\b",
    r"(?:questo|quel) (?:pulsante|bottone)\b",
    r"(?:è|era|fu) (?:la|il|l[’']) ?(?:\w+ )?(?:frase|titolo|formula|regola|parola)\b|lo (?:dicono|dice) (?:tutti|ogni)\b",
    r"(?:esta|estas|essa|essas) (?:\w+ )?(?:frases?|palavras|linhas?|regra)\b",
    r"(?:é|era|foi) (?:a|o) (?:\w+ )?(?:frase|título|regra)\b",
    r"(?:deze|die) (?:\w+ )?(?:zin|zinnen|woorden|regel|knop)\b|(?:dat|dit) (?:is|was) de (?:\w+ )?(?:zin|titel|regel)\b",
    r"zo (?:heette|heet|luidde|luidt|begint|begon)\b",
    r"(?:to|te|tamto|tamte) (?:\w+ )?(?:zdanie|słowa|hasło)\b|ten przycisk\b|tak (?:brzmi\w*|nazywa\w*|zaczyna\w*)\b",
    r"(?:de|den|det|denna|dessa|disse) (?:\w+ )?(?:meningen|meningar|ord|orden|raden|knappen)\b",
    r"så (?:lyder|löd|lød|hette|hed|het)\b",
    r"(?:эта|это|эти) (?:\w+ )?(?:фраза|предложение|слова|строка|кнопка)\b|так (?:называл\w+|звучит|начинается)\b",
)
_POINTED = Lazy(rf"(?i)[\"“„«]?(?:{'|'.join(_POINTS)})")
"""How a sentence begins that speaks of the words above it."""

_POINTED_BEHIND = Lazy(rf"(?i)[.!?]\s+(?:{'|'.join(_POINTS)})")

_WHOLLY_QUOTED = Lazy(r"[\"“”„][^\"“”„]+[\"“”]\.?")

_ITEM = Lazy(r"[-–—*•·▪◦‣\d]|[^\n]{0,30}:")
"""How an entry begins of what a colon introduces, with furniture in between."""

_NUMBERED = Lazy(r"(?:§\s?)?\d")


def not_spoken_of(document: Document, hits: list[Hit], joined: bool = False, only: Set[int] | None = None) -> list[Hit]:
    """The hits in lines that the article does not show its readers; if `only` some lines are asked about, all of the others. In a
    `joined` text, whose lines are its sentences, those of a box speak of its subject as well as the article would: what that is
    about is not asked."""
    if not hits:
        return hits
    topics = {hit.line: hit.rule.topic for hit in reversed(hits)}
    topics |= {hit.line: hit.rule.topic for hit in reversed(hits) if hit.rule.topic in _SUBJECTS}
    around = _Shown(document, topics, joined)
    shown = {*filter(around.is_shown, topics if only is None else only & topics.keys())}
    return [hit for hit in hits if hit.line not in shown] if shown else hits


def breaks_quotation(tail: str) -> bool:
    """Whether a quotation ends in it that began before: what is left would open it and not close it."""
    return tail.count('"') % 2 == 1 or tail.count("”") > tail.count("“") + tail.count("„")


class _Shown(Around):
    """The lines that the others show."""

    def __init__(self, document: Document, named: Mapping[int, str], joined: bool) -> None:
        super().__init__(document, named)
        self._joined = joined
        self._document, self._folds, self._title = document, document.folds, document.title
        self._counts: dict[str, int] = {}

    def is_shown(self, line: int) -> bool:
        """Whether the article introduces the line, points at it, puts it into quotes or is about such lines."""
        if _WHOLLY_QUOTED.fullmatch(self._text(line)):
            return True
        if self._named[line] == ADVERTISING:
            return self._is_label_of(line)
        if self._named[line] not in _SUBJECTS:
            return False
        if self._named[line] != SHARING and self._is_policy:
            return True
        if self._is_in_clauses(line):
            return True
        if self._named[line] == SHARING and self._compares_networks(line):
            return True
        return self._is_pointed_at(line) or self._is_introduced(line) or self._is_subject(line) or self._is_step(line)

    def _is_label_of(self, line: int) -> bool:
        """Whether the headline has its word, or it stands there once and the sentence below has it."""
        below, label = self._beside(line, 1), self._text(line)
        if label.isalpha() and label.lower() in re.findall(r"\w+", self._headline.lower()):
            return True
        if not self._is_sentence(below) or label not in self._text(below) or not label.isalpha():
            return False
        return self._times[self._folds[line]] == 1 and label in re.findall(r"\w+", self._text(below))

    def _is_in_clauses(self, line: int) -> bool:
        """Whether it stands in a clause of a contract; in the last one above a sentence, or right below the heading."""
        found = self._document.once(clauses)
        if not found or line < found[0]:
            return False
        above = self._past(line, -1)
        has_heading = above is not None and not self._is_sentence(above) and bool(_NUMBERED.match(self._text(above)))
        return line < found[-1] or self._is_sentence(self._past(line, 1)) or has_heading

    def _is_pointed_at(self, line: int) -> bool:
        if _POINTED_BEHIND.search(self._text(line)):
            return True
        above, below = self._past(line, -1), self._past(line, 1)
        if any(self._is_sentence(each) and _speaks_of(SHARING, self._text(each)) for each in (above, below)):
            return True
        if above == self._filled[0] and self._is_named_in(line, above):
            return True
        below = self._beside(line, 1)
        return self._is_sentence(below) and (bool(_POINTED.match(self._text(below))) or self._is_named_in(line, below))

    def _is_named_in(self, line: int, other: int | None) -> bool:
        """Whether another one uses the words of the line."""
        return other is not None and self._text(line).count(" ") > 0 and self._folds[line] in self._folds[other]

    def _is_introduced(self, line: int) -> bool:
        above, below = self._beside(line, -1), self._beside(line, 1)
        text = self._text(above)
        if self._joined and self._named[line] == SHARING:
            return False  # "... said the mayor Share this:" is a label, however long
        if above in self._named or not introduces(text):
            return False
        return not _ITEM.match(self._text(below))

    def _is_step(self, line: int) -> bool:
        """Whether it is one of the short sentences that say what to do, of a recipe say."""
        above, below = self._beside(line, -1), self._beside(line, 1)
        if self._named[line] != SHARING or not self._text(line).endswith(".") or above in self._named:
            return False
        return self._is_sentence(below) and not is_paragraph(self._text(above)) and not is_paragraph(self._text(below))

    def _compares_networks(self, line: int) -> bool:
        """Whether it names networks that the article speaks of, such as the head of a table does."""
        names = {*_NETWORK.findall(self._text(line).lower())}
        if self._joined or len(names) < _FEWEST_MENTIONS:
            return False
        told = f"{self._headline.lower()}\n{self._told}"
        return sum(name in told for name in names) >= _FEWEST_MENTIONS

    def _is_subject(self, line: int) -> bool:
        """Whether a sentence follows in an article about such lines."""
        below, topic = self._past(line, 1), self._named[line]
        if self._joined or not self._is_sentence(below) or len(self._text(below)) < _SHORTEST:
            return False
        return self._mentions(topic) >= (1 if _speaks_of(topic, self._headline) else _FEWEST_MENTIONS)

    @cached_property
    def _times(self) -> Counter[str]:
        return Counter(self._folds[line] for line in self._named)

    @cached_property
    def _headline(self) -> str:
        return self._title or ("" if self._filled[0] in self._named else self._text(self._filled[0]))

    @cached_property
    def _is_policy(self) -> bool:
        return _POLICY.fullmatch(self._title or self._text(self._filled[0])) is not None

    def _mentions(self, topic: str) -> int:
        """In how many sentences that no rule names the article speaks of the subject, counted up to _FEWEST_MENTIONS."""
        if topic not in self._counts:
            found: set[int] = set()  # the ends of such sentences
            for word in _SUBJECTS[topic].split(" "):
                at = self._told.find(word)
                while at >= 0 and len(found) < _FEWEST_MENTIONS:
                    end = self._told.find("\n", at)
                    found.add(end)
                    at = self._told.find(word, end)
            self._counts[topic] = len(found)
        return self._counts[topic]

    @cached_property
    def _told(self) -> str:
        """The words of those sentences, one on a line."""
        told = (self._text(line) for line in self._filled[1:] if self._is_sentence(line))
        return "".join(f"{_words(each)}\n" for each in told if not _ITEM.match(each))


def _speaks_of(topic: str, text: str) -> bool:
    """Whether a text has a word for what rules about a topic find."""
    words = _words(text)
    return any(word in words for word in _SUBJECTS[topic].split(" "))


def _words(text: str) -> str:
    """The words of a text in lower case, each behind a tab."""
    return "\t" + "\t".join(text.lower().split())
