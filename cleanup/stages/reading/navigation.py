"""Words of menus and footers in many languages, folded, with how much each one tells: the frame of a page, not an article."""

from __future__ import annotations

from cleanup.text.fold import fold

_FRAME = """
home|homepage|menu|search|contact|contact us|about us|privacy policy|terms of use|terms of service|terms and conditions
cookie policy|sitemap|site map|sign in|log in|login|register|advertise|skip to content|skip to main content|archives
categories|recent posts|main menu|my account|startseite|impressum|datenschutz|datenschutzerklärung|kontakt|agb|suche
suche nach|anmelden|registrieren|über uns|menü|kategorien|archiv|hauptmenü|zum inhalt springen|nach oben
neueste beiträge|mediadaten|nutzungsbedingungen|zur startseite|inicio|contacto|aviso legal|política de privacidad|buscar
quiénes somos|iniciar sesión|términos y condiciones|política de cookies|regístrate|accueil|contactez-nous
mentions légales|rechercher|connexion|qui sommes-nous|plan du site|politique de confidentialité|s'inscrire|contatti
cerca|chi siamo|accedi|note legali|início|contato|fale conosco|quem somos|entrar|política de privacidade|termos de uso
zoeken|over ons|inloggen|strona główna|szukaj|regulamin|polityka prywatności|o nas|zaloguj się|zaloguj|redakcja|główna
adatvédelem|impresszum|kapcsolat|keresés|főoldal|bejelentkezés|etusivu|yhteystiedot|kirjaudu|haku|hem|sök|kontakta oss
logga in|hjem|søg|domů|přihlásit se|úvod|ana sayfa|iletişim|giriş|beranda|masuk|trang chủ|đăng nhập|главная|контакты
о нас|поиск|войти|регистрация|политика конфиденциальности|головна|контакти|пошук|로그인|회원가입|개인정보처리방침
이용약관|首页|登录|注册|联系我们|ログイン|お問い合わせ|利用規約|プライバシーポリシー|会社概要|الرئيسية|اتصل بنا|من نحن
תקנון|צור קשר
"""
"""Controls and legal links that stand in the frame of pages."""

_TOPICS = """
news|sport|sports|business|opinion|politics|world|technology|tech|science|health|culture|lifestyle|travel|entertainment
video|videos|photos|podcasts|weather|jobs|subscribe|sign up|newsletter|newsletters|about|faq|help|careers|follow us
facebook|twitter|instagram|youtube|linkedin|pinterest|rss|more|archive|privacy|terms|leave a reply|leave a comment
post comment|share|print|email|politik|wirtschaft|kultur|wissen|reise|gesellschaft|abo|teilen|kommentare
schreibe einen kommentar|gefällt mir|noticias|deportes|economía|cultura|opinión|política|tecnología|portada|actualités
économie|société|monde|vidéos|cronaca|politica|economia|notícias|esportes|wiadomości|kraj|świat|gospodarka|kultura
новости|спорт|политика|экономика|культура|общество|뉴스|정치|경제|사회|스포츠|新闻|体育|ニュース|スポーツ
"""
"""Sections of a site, and buttons, that articles name as well."""

POINTS = {
    fold(word): points for points, words in ((1, _TOPICS), (2, _FRAME)) for word in words.replace("\n", "|").split("|") if word
}
"""Points of each word: a control of the frame counts twice as much as a section's name."""

LONGEST = max(map(len, POINTS))
"""Characters of the longest of them."""
