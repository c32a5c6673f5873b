"""Words of menus and footers in many languages, folded, with how much each one tells: the frame of a page, not an article."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from cleanup.text.fold import fold_lines

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
navigation|main navigation|toggle navigation|skip navigation|skip to navigation|jump to navigation|primary menu|footer menu
site navigation|site index|back to top|rss feed|rss feeds|advertise with us|cookies|cookie settings|cookie preferences
manage cookies|privacy settings|privacy notice|privacy statement|legal notice|imprint|accessibility|accessibility statement
disclaimer|sign out|log out|logout|create account|forgot password|forgot your password|remember me|search for
advanced search|customer service|contact form|help center|user agreement|your privacy choices
do not sell my personal information|ad choices|post navigation|previous post|next post|older posts|newer posts
recent comments|powered by wordpress|blogroll|all rights reserved|direkt zum inhalt|zum hauptinhalt springen
springe zum inhalt|zum inhalt|zum seitenanfang|navigation überspringen|hauptnavigation|servicemenü|beitragsnavigation
vorheriger beitrag|nächster beitrag|letzte kommentare|neueste kommentare|schlagwörter|passwort vergessen|benutzername
abmelden|einloggen|mein konto|cookie-einstellungen|datenschutzeinstellungen|datenschutzhinweise|barrierefreiheit|rechtliches
kontaktformular|suchen|werben|warenkorb|sie sind hier|kommentare-feed|beitrags-feed|feed der einträge|newsletter abonnieren
aller au contenu|aller au contenu principal|menu principal|conditions générales d'utilisation|conditions générales
gestion des cookies|données personnelles|nous contacter|à propos|mon compte|se connecter|déconnexion|mot de passe oublié
flux rss|recherche|recherche avancée|articles récents|commentaires récents|navigation des articles|ir al contenido
saltar al contenido|menú|mapa del sitio|mapa web|acerca de|sobre nosotros|contáctenos|contáctanos|políticas de privacidad
aviso de privacidad|términos de uso|condiciones de uso|mi cuenta|cerrar sesión|registrarse|olvidé mi contraseña
entradas recientes|comentarios recientes|categorías|ir para o conteúdo|pesquisar|sobre nós|mapa do site|termos e condições
minha conta|cadastre-se|esqueci minha senha|anuncie|expediente|posts recentes|comentários recentes|categorias
vai al contenuto|salta al contenuto|informativa sulla privacy|termini e condizioni|mappa del sito|registrati
password dimenticata|articoli recenti|commenti recenti|categorie|lavora con noi|contattaci|condizioni d'uso
ga naar de inhoud|naar de inhoud|privacybeleid|privacyverklaring|cookiebeleid|cookieverklaring|algemene voorwaarden
gebruiksvoorwaarden|adverteren|klantenservice|mijn account|uitloggen|wachtwoord vergeten|registreren|toegankelijkheid
colofon|recente berichten|recente reacties|categorieën|przejdź do treści|polityka cookies|warunki korzystania|mapa strony
moje konto|wyloguj|zarejestruj się|rejestracja|nie pamiętasz hasła|wyszukaj|ostatnie wpisy|najnowsze komentarze|kategorie
archiwum|napisz do nas|ugrás a tartalomra|regisztráció|rólunk|felhasználási feltételek|adatkezelési tájékoztató|médiaajánlat
kezdőlap|siirry sisältöön|tietosuoja|tietosuojaseloste|evästeasetukset|käyttöehdot|asiakaspalvelu|valikko
hoppa till innehåll|om oss|kundservice|integritetspolicy|personuppgiftspolicy|hantera cookies|annonsera|mina sidor|meny
gå til indhold|om os|log ind|privatlivspolitik|cookiepolitik|forside|kundeservice|min konto|hopp til innhold|logg inn|søk
personvern|personvernerklæring|informasjonskapsler|kontakt oss|hledat|kontakty|registrace|přihlášení|odhlásit|o nás
ochrana osobních údajů|obchodní podmínky|hlavní stránka|mapa stránek|domov|prihlásiť sa|ochrana osobných údajov|hľadať|acasă
despre noi|politica de confidențialitate|termeni și condiții|autentificare|căutare|contul meu|anasayfa|hakkımızda|künye
gizlilik politikası|kullanım koşulları|üye ol|giriş yap|çerez politikası|αρχική|επικοινωνία|όροι χρήσης|πολιτική απορρήτου
σύνδεση|εγγραφή|αναζήτηση|ταυτότητα|početna|naslovna|o nama|prijava|prijavi se|registracija|uvjeti korištenja
uslovi korišćenja|pretraga|pretraži|pravila privatnosti|politika privatnosti|tentang kami|kebijakan privasi|hubungi kami
syarat dan ketentuan|pedoman media siber|liên hệ|đăng ký|tìm kiếm|chính sách bảo mật|điều khoản sử dụng|меню|о проекте
обратная связь|карта сайта|пользовательское соглашение|вход|выйти|личный кабинет|рубрики|про нас|увійти|вхід
політика конфіденційності|карта сайту|начало|за нас|търсене|홈|검색|메뉴|회사소개|고객센터|사이트맵|청소년보호정책|기사제보
광고문의|본문 바로가기|전체메뉴|카테고리|방명록
关于我们|网站地图|返回顶部|返回首页|网站首页|版权声明|隐私政策|用户协议|服务条款|免责声明|加入我们|广告服务|意见反馈
免费注册|搜索|设为首页|加入收藏|友情链接|忘记密码|首頁|登入|註冊|聯絡我們|關於我們|隱私權政策|服務條款
網站地圖|搜尋|ホーム|トップページ|サイトマップ|検索|会員登録|新規登録|運営会社|採用情報|広告掲載|個人情報保護方針
特定商取引法に基づく表記|ヘルプ|メニュー|カテゴリー|カテゴリ|アーカイブ|最近の投稿|最近のコメント
سياسة الخصوصية|شروط الاستخدام|تسجيل الدخول|بحث|صفحه اصلی|درباره ما|تماس با ما|ورود|جستجو|מדיניות פרטיות|תנאי שימוש|התחברות
אודות|होम|संपर्क करें|हमारे बारे में
"""
"""Controls and legal links that stand in the frame of pages."""

_TOPICS = """
news|sport|sports|business|opinion|politics|world|technology|tech|science|health|culture|lifestyle|travel|entertainment
video|videos|photos|podcasts|weather|jobs|subscribe|sign up|newsletter|newsletters|about|faq|help|careers|follow us|facebook
twitter|instagram|youtube|linkedin|pinterest|rss|more|archive|privacy|terms|leave a reply|leave a comment|post comment|share
print|email|politik|wirtschaft|kultur|wissen|reise|gesellschaft|abo|teilen|kommentare|schreibe einen kommentar|gefällt mir
noticias|deportes|economía|cultura|opinión|política|tecnología|portada|actualités|économie|société|monde|vidéos|cronaca
politica|economia|notícias|esportes|wiadomości|kraj|świat|gospodarka|kultura|новости|спорт|политика|экономика|культура
общество|뉴스|정치|경제|사회|스포츠|新闻|体育|ニュース|スポーツ|blog|tags|classifieds|obituaries|real estate|epaper|sections
feedback|whatsapp|reddit|telegram|tumblr|trending|latest news|top stories|most popular|most read|popular posts
related articles|related posts|related content|you may also like|share this|breaking news|presse|themen|termine
veranstaltungen|aktuelles|karriere|stellenangebote|magazin|nachrichten|mediathek|ratgeber|wetter|hilfe|drucken|twittern
werbung|spenden|meistgelesen|ähnliche beiträge|ähnliche artikel|mehr zum thema|das könnte sie auch interessieren
kommentar verfassen|antworten|publicité|s'abonner|je m'abonne|partager|commentaires|à lire aussi|vidéo|santé|sociedad|mundo
espectáculos|salud|suscríbete|suscripciones|publicidad|te puede interesar|compartir|clasificados|ciencia|mercados|assine
publicidade|veja também|saúde|esporte|últimas notícias|últimas noticias|redazione|abbonati|pubblicità|leggi anche|esteri
nieuws|nieuwsbrief|vacatures|abonneren|reklama|prenumerata|ogłoszenia|praca|udostępnij|zdrowie|nauka|hirdetés|szerkesztőség
belföld|külföld|tilaa|uutiset|mainosta|nyheter|prenumerera|nyheder|annonse|inzerce|předplatné|publicitate|gündem|ekonomi
spor|dünya|reklam|οικονομία|κόσμος|αθλητικά|redaksi|daftar|indeks|реклама|редакция|архив|подписка|в мире|문화|연예|국제|댓글
공유|공유하기|카카오톡|페이스북|트위터|구독|태그|分享到|评论|微博|微信|国际|国内|财经|科技|娱乐|军事|教育|汽车|房产|视频
图片|举报|收藏|新聞|財經|國際|娛樂|经济|社会|経済|国際|政治|エンタメ|お知らせ|もっと見る|ランキング|関連記事|人気記事
新着記事|コメント|シェア|ツイート|رياضة|اقتصاد|سياسة|أخبار|ثقافة|खेल|मनोरंजन
"""
"""Sections of a site, and buttons, that articles name as well."""


@cache
def menu_words() -> Mapping[str, int]:
    """The words, each with its points: a control of the frame counts twice as much as a section's name. Only texts with short
    lines ask for them, and folding them takes 0.7 ms."""
    listed = ((1, _TOPICS), (2, _FRAME))
    return {word: count for count, words in listed for word in fold_lines(words.replace("|", "\n")) if word}
