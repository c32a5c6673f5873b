"""Abbreviations, ordinals, quotes, inclusive forms and marks of many languages, which no repair of spaces may touch."""

from __future__ import annotations

import pytest

from cleanup import Cleaner

AS_WRITTEN = {
    "de": (
        "Die Leser:innen und Bürger*innen, die Schüler_innen und die "
        "StudentInnen kamen um 9.30 Uhr, z.B. aus St.Pauli, d.h. ohne Eile."
    ),
    "fr": (
        "L’ONU, l’UE et la SNCF : « Qui ? » demanda-t-elle… « Moi ! » À 10h30, au XIXe siècle, la 2ème fois, no 5, n°5, M.Dupont."
    ),
    "es": (
        "—Hola —dijo Juan—. ¿Qué tal? ¡¿Cómo?! La 1.ª vez, el n.º 5, a las 9.30 h., EE.UU. y la UE, 5.000 €, l@s niñ@s y todxs."
    ),
    "pt": (
        "R$5 mil, US$ 5, às 18h, 1º e 2ª, a.C., o SUS e a CPI: “Não!” — disse. "
        "Sr.João, Av.Brasil, Nº5, d’Água, 3x1 para o São Paulo."
    ),
    "it": (
        "L’11 settembre, all’ONU, c’è l’UE; S.p.A. e S.r.l., a.C. e d.C., 1° "
        "maggio, n.5, perché? Sì! «Certo», disse. L’IVA al 22%."
    ),
    "nl": (
        "’s Ochtends om 9.30 uur in ’s-Hertogenbosch, foto’s en auto’s, zo’n "
        "3,5% van de 50+’ers, het IJsselmeer, d.w.z. o.a. hier."
    ),
    "pl": ("M.in. ok. 12 tys. zł, tj. 3,5 proc., w XIX w., Sp. z o.o., PKP-owski, 50-letni, „Nie” – powiedział. 1990 r., p.n.e."),
    "cs": (
        "S.r.o. a a.s., tzv. č.p. 12, 21.století, J.A.Komenský, 5 %, 5%, 12. 3. 2024, „Ne,“ řekl. ODS, KDU-ČSL a ANO. Kč 5,-."
    ),
    "ru": (
        "Т.е. и т.д., и т.п., А.С.Пушкин, 1990-е гг., 5-летний, км/ч, №5, "
        "п.5 ст.10, к.т.н., «Да», — сказал он. СССР, IT-компании."
    ),
    "uk": "Тобто т.зв., 1990-ті рр., об’єкт, п’ять, «Так», — сказав він. ЗСУ, НАТО, IT-фахівці, В.Зеленський, 3,5 %, № 5.",
    "tr": (
        "TBMM'de, NATO'ya, AB'ye, T.C., A.Ş., M.Ö. 300, Prof.Dr. Ali, vb., %3,5, 1990'lı, 5'inci, “Hayır” dedi. İYİ Parti, TL'ye."
    ),
    "ro": "D-l Popescu, S.A., S.R.L., d.Hr., ş.a.m.d., 3,5%, „Nu”, a spus. PSD-ul, UE, NATO-ul, 1-a, al II-lea, într-un.",
    "hu": (
        "Stb., Kft.-vel, MTI-nek, NATO-hoz, 1990-es, 5-én, II. Rákóczi, „Nem” "
        "– mondta. 3,5%-kal, 12 500 Ft-ért, dr. Nagy, ún., pl."
    ),
    "el": (
        "Π.χ. κ.λπ., δηλ., Δρ. Νίκου, ΗΠΑ, Ε.Ε., ΣΥΡΙΖΑ, 3,5%, «Όχι», είπε· "
        "ποιος; Κανείς! 1η Μαΐου, 12.30 π.μ., Covid-19, ΕΕ-ΗΠΑ."
    ),
    "sv": (
        "T.ex. bl.a. f.d., m.m., o.s.v., S:t Eriksplan, EU:s, USA:s, kl 9.30, 3,5 %, ”Nej”, sa hon. 1990-talet, SVT:s, 50-åring."
    ),
    "da": "F.eks., bl.a., kl. 9.30, pct., »Nej,« sagde hun. EU’s, USA’s, DR’s, 1990’erne, 50-årig, S-formand, 5.-6. maj.",
    "fi": (
        "Esim. mm., klo 9.30, EU:n, USA:n, NATO:n, 1990-luvulla, 5-vuotias, ”Ei”, sanoi hän. SDP:n, 3,5 prosenttia, 1.5.2021."
    ),
    "id": "Rp5.000, PT. Laut, K.H.Ahmad, H.M. Soeharto, 3,5%, “Tidak,” katanya. DPR-RI, ke-5, di-PHK, 1990-an, RT.05/RW.03.",
    "vi": "TP.HCM, TP.Hồ Chí Minh, Q.1, GS.TS Nguyễn, PGS.TS.Trần, ThS.Lê, U.23, “Không”, ông nói. 3,5%, 12h30, 5.000đ.",
    "ja": "「はい。」と言った。2024年3月12日（火）、３．５％、JR東日本、A社とB社。「え？」「うん！」――彼は黙った…… No.5。",
    "zh": ("他说：“是。”2024年3月12日（星期二），3.5%，《港口》，A股、B股。“为什么？”她问……GDP增长5%，iPhone手机，5G网络，T恤。"),
    "ko": ("“네”라고 말했다. 2024년 3월 12일(화), 3.5%, NATO의, KBS가, A씨와 B씨, ‘가’와 ‘나’. 5G를, SK텔레콤, 1990년대, 2-3명."),
    "ar": "قال: «نعم»؛ ثم ذهب. لماذا؟ 3,5٪، الـ5، (الناتو)، و«لا»، و 12:30، كوفيد-19، د.أحمد، أ.د. محمد، ص.ب 5.",
    "he": 'צה"ל, ארה"ב, ד"ר, מס\' 5, ב-12:30, ה-BBC, "לא", אמר. 3.5%, ז\'ורז\', בית-ספר, בע"מ, ת"א, ש"ח, 1990-2000.',
    "hi": "उसने कहा, “नहीं।” डॉ. शर्मा, 3.5%, रु.500, कि.मी., ए.पी.जे. अब्दुल कलाम, 12:30 बजे, बी.जे.पी.। क्यों? पता नहीं!",
    "fa": "او گفت: «نه»؛ و رفت. چرا؟ ۳٫۵٪، می‌رود، خانه‌ها، (ناتو)، دکتر ا. زارع، ساعت ۱۲:۳۰، ص.۵، ۱۹۹۰-۲۰۰۰.",
}


@pytest.mark.parametrize("language", AS_WRITTEN)
@pytest.mark.parametrize("is_said", [True, False], ids=["said", "not said"])
def test_what_is_written_as_its_language_wants_stays(language: str, is_said: bool) -> None:
    text = AS_WRITTEN[language]
    assert Cleaner().clean(text, language=language if is_said else None) == text


@pytest.mark.parametrize(
    "text",
    ["« Nous partirons demain » , dit-il.", "Météo : « Alerte orange » en Bretagne , selon Météo-France !"],
)
def test_french_is_told_by_its_quotes_where_a_text_is_too_short(text: str) -> None:
    assert Cleaner().clean(text) == text.replace(" ,", ",")


def test_no_space_is_put_behind_a_quote_that_opens() -> None:
    text = "Ρώτησε:«Γιατί;»Εκείνη σώπασε. Το 2021 ήταν πέντε ευρώ,τώρα έξι."
    assert "« " not in Cleaner().clean(text)
    text = "Hän kysyi:”Miksi?”Toinen vaikeni. Vuonna 2021 se oli viisi euroa,nyt kuusi."
    assert "kysyi:” " not in Cleaner().clean(text)
