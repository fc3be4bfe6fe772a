"""Reading HTML: metadata, body, furniture by markup and refusals, on invented pages; floors on the measured ones."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kawat.model import Page
from kawat.stages.clean import jsonld, markup
from kawat.stages.clean.draft import Draft
from kawat.stages.clean.html import read_html

ROOT = Path(__file__).resolve().parents[2]
TITLE = "Jembatan gantung Desa Randukuning ambruk diterjang banjir"
BODY = (
    "RANDUKUNING, KABAR LERENG - Jembatan gantung sepanjang 80 meter di Desa Randukuning ambruk diterjang banjir, Selasa pagi.",
    "Kepala Desa Randukuning, Wirya Sasmita, mengatakan tidak ada korban jiwa dalam peristiwa itu karena jembatan sedang sepi.",
    "“Air naik cepat sekali, kami hanya sempat menutup jalan,” kata Wirya kepada wartawan di lokasi kejadian.",
    "Badan penanggulangan bencana setempat mencatat 212 keluarga kini harus memutar sejauh 14 kilometer untuk ke pasar.",
    "Pemerintah kabupaten berjanji membangun jembatan darurat dari bambu dalam tujuh hari sejak air surut.",
)


def paragraphs(*texts: str) -> str:
    return "\n".join(f"<p>{text}</p>" for text in texts or BODY)


def page(body: str, head: str = "", *, url: str | None = None, html: str = '<html lang="id">') -> Page:
    return Page(
        path=None, url=url, media_type="text/html", text=f"<!DOCTYPE html>{html}<head>{head}</head><body>{body}</body></html>", hash="0"
    )


def report(body: str = "", head: str = "", line: str = "", **options: str) -> Draft:
    return read_html(
        page(
            f"<nav><a href=/>Beranda</a></nav><main><h1>{TITLE}</h1>{line}<div class=isi>{paragraphs()}{body}</div></main>", head, **options
        )
    )


def text(draft: Draft) -> str:
    return "\n".join(block.text for block in draft.blocks)


def ld(content: str) -> str:
    return f'<script type="application/ld+json">{content}</script>'


# -- the body -----------------------------------------------------------------------------------------------------


def test_every_paragraph_is_kept_whole_and_in_order() -> None:
    assert [block.text for block in report().blocks] == list(BODY)


def test_inline_links_keep_their_words_and_their_spaces() -> None:
    draft = report("<p>Menurut <a href=/x>Dinas Pekerjaan Umum</a> setempat, <b>tiga</b> tiang <i>sling</i>, patah karena arus deras.</p>")
    block = draft.blocks[-1]
    assert block.text == "Menurut Dinas Pekerjaan Umum setempat, tiga tiang sling, patah karena arus deras."
    assert 0.2 < block.linked < 0.4


def test_a_first_paragraph_that_opens_with_the_outlets_name_is_kept() -> None:
    draft = read_html(
        page(f"<div id=news><h1>{TITLE}</h1><p><strong>Kabarlereng.com -</strong> {BODY[0]}</p>{paragraphs(*BODY[1:])}</div>")
    )
    assert "Kabarlereng.com - RANDUKUNING" in draft.blocks[0].text


def test_paragraphs_parted_by_line_breaks_are_parted_and_a_sentence_broken_across_lines_is_not() -> None:
    broken = "Warga yang rumahnya terendam,<br>terutama di dusun bawah,<br>mengungsi ke balai desa sejak Senin malam.<br>Mereka menunggu bantuan."
    draft = read_html(page(f"<div><h1>{TITLE}</h1><div>{'<br><br>'.join(BODY)}<br><br>{broken}</div></div>"))
    assert [block.text for block in draft.blocks[:5]] == list(BODY)
    assert draft.blocks[5].text == "Warga yang rumahnya terendam, terutama di dusun bawah, mengungsi ke balai desa sejak Senin malam."
    assert draft.blocks[6].text == "Mereka menunggu bantuan."


def test_kinds_tell_subheadings_and_list_items_from_paragraphs() -> None:
    draft = report(
        "<h2>Bantuan yang dibutuhkan</h2><ul><li>Perahu karet untuk anak sekolah.</li><li>Selimut dan makanan bayi.</li></ul><p>Semua bantuan dikumpulkan di balai desa, kata Wirya.</p>"
    )
    assert [(b.kind, b.text.split()[0]) for b in draft.blocks[5:]] == [
        ("heading", "Bantuan"),
        ("item", "Perahu"),
        ("item", "Selimut"),
        ("paragraph", "Semua"),
    ]


def test_a_related_box_inside_the_report_is_taken_out_and_said_so() -> None:
    box = "<div class='box-terkait'><h4>Berita lain</h4><a href=/a>Harga cabai di Pasar Lereng naik dua kali lipat</a> <a href=/b>Bupati lantik dua belas camat baru</a></div>"
    draft = read_html(page(f"<article><h1>{TITLE}</h1>{paragraphs(*BODY[:3])}{box}{paragraphs(*BODY[3:])}</article>"))
    assert [block.text for block in draft.blocks] == list(BODY)
    assert any("Harga cabai" in piece.text and piece.reason == "headline-of-another-story" for piece in draft.removed)


@pytest.mark.parametrize(
    "box",
    [
        "<nav>{}</nav>",
        "<div class='comment-list'>{}</div>",
        "<aside>{}</aside>",
        "<div class='share-bar'>{}</div>",
        "<div id='newsletter-signup'>{}</div>",
        "<script>{}</script>",
    ],
)
def test_what_markup_names_furniture_is_no_part_of_the_body(box: str) -> None:
    words = "<p>Kalimat yang panjang ini berdiri di dalam kotak dan tidak termasuk dalam berita sama sekali, kata pembaca.</p>"
    assert [block.text for block in report(box.format(words)).blocks] == list(BODY)


def test_a_class_under_which_the_whole_report_stands_names_no_furniture() -> None:
    draft = read_html(
        page(
            f"<div class='content has-sidebar share-wrapper'><h1>{TITLE}</h1>"
            + "".join(f"<p class='paywall'>{t}</p>" for t in BODY)
            + "</div>"
        )
    )
    assert [block.text for block in draft.blocks] == list(BODY)


def test_long_comments_do_not_outweigh_the_report() -> None:
    comments = "".join(
        f"<p>Komentar pembaca nomor {i} ini panjang sekali dan membahas banyak hal lain yang tidak ada hubungannya, begitu.</p>"
        for i in range(30)
    )
    assert [block.text for block in report(f"</div><div id=komentar>{comments}").blocks] == list(BODY)


def test_captions_become_images_with_their_credits_and_no_paragraphs() -> None:
    figure = "<figure><img src=x.jpg><figcaption>Warga melihat sisa jembatan di Desa Randukuning (Foto: Lereng/Bagas)</figcaption></figure>"
    draft = report(line=figure)
    assert [(i.caption, i.credit) for i in draft.images] == [("Warga melihat sisa jembatan di Desa Randukuning", "Foto: Lereng/Bagas")]
    assert [block.text for block in draft.blocks] == list(BODY)


def test_a_picture_story_keeps_its_captions_as_its_text() -> None:
    captions = (
        "Anak sekolah menyeberangi Kali Randu dengan rakit bambu, Rabu (5/3).",
        "Relawan mengangkut papan untuk jembatan darurat di Desa Randukuning, Rabu (5/3).",
    )
    links = "".join(f"<li><a href=/{i}>Judul berita lain yang panjang nomor {i}</a></li>" for i in range(20))
    draft = read_html(
        page(
            f"<h1>Foto: Menyeberang dengan rakit</h1>{''.join(f'<figure><img src=a><figcaption>{c}</figcaption></figure>' for c in captions)}<ul>{links}</ul>"
        )
    )
    assert draft.refusal is None
    assert [block.text for block in draft.blocks] == list(captions)


# -- what the page states -----------------------------------------------------------------------------------------


def test_titles_lose_the_sites_name_wherever_it_stands() -> None:
    for stated in (
        f"{TITLE} - Kabar Lereng",
        f"Kabar Lereng: {TITLE}",
        f"{TITLE} | Daerah | Kabar Lereng",
        f"{TITLE} :: Kabar Lereng Nusantara",
    ):
        head = f'<title>{stated}</title><meta property="og:site_name" content="Kabar Lereng">'
        assert read_html(page(f"<div class=judul>Daerah</div>{paragraphs()}", head)).title == TITLE, stated


def test_of_two_first_headings_the_one_that_the_title_names_is_the_title() -> None:
    head = f"<title>{TITLE} - Kabarlereng.com Daerah</title><meta property='og:site_name' content='Kabarlereng.com'>"
    assert read_html(page(f"<h1>Daerah</h1><h1>{TITLE}</h1>{paragraphs()}", head)).title == TITLE


def test_json_ld_states_title_date_author_and_publisher() -> None:
    graph = f'{{"@graph":[{{"@type":"WebPage"}},{{"@type":["NewsArticle"],"headline":"{TITLE}","datePublished":"2025-03-04T09:12:33+07:00","dateModified":"2025-03-05T01:00:00+07:00","author":[{{"@type":"Person","name":"Sekar Wulandari"}}],"editor":{{"name":"Bagas Prakoso"}},"publisher":{{"name":"Kabar Lereng"}},"inLanguage":"id-ID"}}]}}'
    draft = report(head=ld(graph))
    assert (draft.published, draft.site, draft.authors, draft.editors, draft.language) == (
        "2025-03-04T09:12:33+07:00",
        "Kabar Lereng",
        ("Sekar Wulandari",),
        ("Bagas Prakoso",),
        "id",
    )


def test_broken_json_ld_does_no_harm_and_gives_what_can_be_read() -> None:
    trailing = f'{{"@type":"NewsArticle","headline":"{TITLE}",\n"datePublished":"2025-03-04T09:12:00+07:00",}}'
    assert report(head=ld(trailing)).published == "2025-03-04T09:12:00+07:00"
    hopeless = f'{{"@type":"NewsArticle","headline":"{TITLE}" "datePublished":"2025-03-04T09:12:00+07:00", "author": [}}'
    assert report(head=ld(hopeless)).published == "2025-03-04T09:12:00+07:00"
    assert report(head=ld("{" * 50_000) + ld("[" * 50_000) + ld("null") + ld("")).title == TITLE


def test_another_storys_json_ld_is_not_believed() -> None:
    other = ld('{"@type":"NewsArticle","headline":"Panen raya padi di lereng utara","datePublished":"2024-01-01T00:00:00+07:00"}')
    own = ld(f'{{"@type":"NewsArticle","headline":"{TITLE}","datePublished":"2025-03-04T09:12:00+07:00"}}')
    assert report(head=other + own).published == "2025-03-04T09:12:00+07:00"
    assert jsonld.read(['{"@type":"NewsArticle","headline":"Panen raya padi","datePublished":"2024-01-01"}'], TITLE).published is None


def test_a_minute_that_readers_alone_see_is_found_beside_the_title() -> None:
    draft = report(line="<div class=tgl>Selasa, 04 Maret 2025 | 10:41 WIB</div>")
    assert draft.published is not None and draft.published.startswith("2025-03-04T10:41")
    assert draft.published.endswith("+07:00")
    assert draft.published_raw == "Selasa, 04 Maret 2025 | 10:41 WIB"


def test_the_headers_date_and_other_stories_dates_are_not_the_reports() -> None:
    others = "<div class=terkait><span>Senin, 3 Maret 2025 08:00 WIB</span> <a href=/z>Judul cerita yang lain sekali di sini</a></div>"
    header = "<div>Jumat, 7 Maret 2025</div>"
    body = f"{header}<h1>{TITLE}</h1>{others}<div>Selasa, 4 Maret 2025 10:41 WIB</div><div>{paragraphs()}</div>"
    published = read_html(page(body)).published
    assert published is not None and published.startswith("2025-03-04T10:41")


def test_an_update_line_yields_to_the_publication_line() -> None:
    line = "<div>Diperbarui Rabu, 5 Maret 2025 07:00 WIB</div><div>Selasa, 4 Maret 2025 10:41 WIB</div>"
    published = report(line=line).published
    assert published is not None and published.startswith("2025-03-04T10:41")


def test_local_time_that_calls_itself_utc_is_put_into_the_zone_that_readers_see() -> None:
    head = '<meta name="pubdate" content="2025-03-04T10:41:20Z">'
    assert report(head=head, line="<div>Selasa, 04/03/2025 10:41 WIB</div>").published == "2025-03-04T10:41:20+07:00"
    assert report(head=head, line="<div>Selasa, 04/03/2025 17:41 WIB</div>").published == "2025-03-04T17:41:00+07:00"


def test_a_day_in_the_markup_gets_the_minute_from_the_page() -> None:
    head = '<meta property="article:published_time" content="2025-03-04">'
    published = report(head=head, line="<div>4 Maret 2025, 10.41 WITA</div>").published
    assert published is not None and published.startswith("2025-03-04T10:41") and published.endswith("+08:00")


def test_microdata_and_time_elements_state_the_date() -> None:
    assert (
        report(line='<time itemprop="datePublished" datetime="2025-03-04T10:41:00+07:00">kemarin</time>').published
        == "2025-03-04T10:41:00+07:00"
    )


def test_authors_are_people_and_neither_the_outlet_nor_an_address() -> None:
    head = '<meta name="author" content="Kabar Lereng"><meta name="author" content="https://www.example.org/sekar"><meta name="author" content="Sekar Wulandari"><meta property="og:site_name" content="Kabar Lereng">'
    assert report(head=head).authors == ("Sekar Wulandari",)
    assert report(head='<meta property="og:site_name" content="Kabar Lereng"><meta name="author" content="Redaksi">').authors == ()


def test_visible_bylines_are_read_where_the_markup_says_nothing() -> None:
    draft = report(line="<div>Penulis: Sekar Wulandari</div><div>Editor: Bagas Prakoso</div>")
    assert (draft.authors, draft.editors) == (("Sekar Wulandari",), ("Bagas Prakoso",))


def test_the_address_is_the_canonical_one_made_absolute() -> None:
    draft = report(head='<link rel="canonical" href="/daerah/1234/jembatan">', url="https://kabarlereng.example/daerah/1234/jembatan?utm=x")
    assert draft.url == "https://kabarlereng.example/daerah/1234/jembatan"
    assert report(head='<link rel="canonical" href="javascript:alert(1)">').url is None


# -- refusals -----------------------------------------------------------------------------------------------------


def test_an_index_page_is_refused() -> None:
    teasers = "".join(
        f"<div><h3><a href=/{i}>Judul berita nomor {i} tentang kejadian di lereng</a></h3><p>Ringkasan berita nomor {i} yang hanya satu kalimat pendek.</p></div>"
        for i in range(15)
    )
    draft = read_html(page(f"<h1>Kabar Lereng</h1>{teasers}", "<title>Kabar Lereng</title>"))
    assert draft.refusal is not None and "index" in draft.refusal


def test_a_feed_is_refused() -> None:
    feed = Page(
        path=None,
        url=None,
        media_type="text/html",
        text='<?xml version="1.0"?>\n<rss version="2.0"><channel><title>x</title></channel></rss>',
        hash="0",
    )
    assert "feed" in (read_html(feed).refusal or "")


@pytest.mark.parametrize(
    ("body", "word"),
    [
        (f"<h1>{TITLE}</h1><p>{BODY[0]}</p><div class=paywall><p>Subscribe to continue reading this report.</p></div>", "paywall"),
        (
            f"<h1>{TITLE}</h1><p>Artikel ini khusus pelanggan.</p><p>Sudah berlangganan? Masuk di sini.</p><p>Paket mulai Rp 10.000 sebulan untuk semua perangkat.</p>",
            "paywall",
        ),
        (
            "<h1>Before you continue</h1><p>We value your privacy</p><button>x</button><p>Accept all cookies or manage cookies to go on to the site.</p>",
            "cookie",
        ),
        ("<h1>404 Not Found</h1><p>The page that you asked for is not here any more, or never was, we are sorry.</p>", "error"),
        ("<h1>Halaman tidak ditemukan</h1><p>Halaman yang Anda cari mungkin sudah dipindahkan atau dihapus oleh redaksi.</p>", "error"),
        ("<div id=root></div><noscript>You need to enable JavaScript to run this app.</noscript><script>boot()</script>", "scripts"),
        ("", "empty"),
    ],
)
def test_pages_without_a_report_are_refused_in_a_sentence(body: str, word: str) -> None:
    refusal = read_html(page(body)).refusal or ""
    assert word in refusal or (word == "empty" and "no text" in refusal)


def test_a_short_report_is_not_refused() -> None:
    draft = read_html(page(f"<h1>{TITLE}</h1><div>Selasa, 4 Maret 2025 10:41 WIB</div><p>{BODY[0]}</p><p>{BODY[1]}</p>"))
    assert draft.refusal is None
    assert [block.text for block in draft.blocks] == list(BODY[:2])


def test_a_report_with_a_list_of_others_behind_it_is_no_index() -> None:
    others = "".join(
        f"<div class=item><h2><a href=/{i}>Judul berita nomor {i} tentang hal lain</a></h2><p>Ringkasan cerita nomor {i} dalam satu kalimat saja.</p></div>"
        for i in range(9)
    )
    draft = read_html(
        page(f"<div class=post><h1>{TITLE}</h1>{paragraphs(*BODY[:2])}</div><div class=list>{others}</div>", f"<title>{TITLE}</title>")
    )
    assert draft.refusal is None
    assert draft.blocks[0].text == BODY[0]


def test_a_report_that_scripts_show_is_read_from_json_ld() -> None:
    body = "\\n".join(line.replace('"', "'") for line in BODY)
    draft = read_html(
        page(
            "<div id=app></div><script>boot()</script>",
            f"<title>{TITLE}</title>" + ld(f'{{"@type":"NewsArticle","headline":"{TITLE}","articleBody":"{body}"}}'),
        )
    )
    assert draft.refusal is None
    assert [block.text for block in draft.blocks] == list(BODY)


# -- hostile pages ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("wrapping", ["<div>" * 100_000, "<b><i>" * 1_000, "<font>" * 5_000, "<table><tr><td>" * 800, "<div>" * 400])
def test_deep_nesting_neither_crashes_nor_hides_the_report(wrapping: str) -> None:
    found = text(read_html(page(f"{wrapping}<h1>{TITLE}</h1>{paragraphs()}")))
    assert all(paragraph in found for paragraph in BODY)


@pytest.mark.parametrize(
    "content",
    [
        "<p>" + "kata " * 400_000,
        "<" * 300_000,
        "&" * 300_000,
        "\0" * 100,
        "<div " + " ".join(f"a{i}=1" for i in range(60_000)) + "><p>x</p>",
        "<!--" + "-" * 300_000,
        "<title>" + "a - " * 50_000,
        "<p>x\ud800y",
        "\ufeff<?xml version='1.0' encoding='utf-16'?><p>halo",
    ],
    ids=["one line", "less-than", "ampersands", "nul", "attributes", "comment", "title", "surrogate", "declaration"],
)
def test_giant_and_broken_pages_are_read_or_refused(content: str) -> None:
    draft = read_html(Page(path=None, url=None, media_type="text/html", text=content, hash="0"))
    assert draft.refusal or draft.blocks


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(
                [
                    "<p>",
                    "</p>",
                    "<div class=related>",
                    "</div>",
                    "<a href=x>",
                    "</a>",
                    "<br>",
                    "<h1>",
                    "<li>",
                    "<table><td>",
                    '<script type="application/ld+json">',
                    "</script>",
                    '<meta property="og:title" content="',
                    ">",
                    '"',
                    "{",
                    "}",
                    "Selasa, 4 Maret 2025 10:41 WIB",
                    "Kata dia, begini.",
                ]
            ),
            st.text(max_size=20),
        ),
        max_size=40,
    )
)
def test_no_text_raises(pieces: list[str]) -> None:
    draft = read_html(Page(path=None, url=None, media_type="text/html", text="".join(pieces), hash="0"))
    assert all(block.text and 0 <= block.linked <= 1 for block in draft.blocks)


def test_leaves_hold_all_visible_text_once() -> None:
    source = "<div>satu <b>dua</b><p>tiga <a href=x>empat</a> lima</p>enam<ul><li>tujuh</ul></div>delapan"
    root = markup.parse(source)
    assert root is not None
    assert " ".join(leaf.text for leaf in markup.read(root, source).leaves) == "satu dua tiga empat lima enam tujuh delapan"


# -- floors -------------------------------------------------------------------------------------------------------


def test_measured_pages_keep_their_floors(shared: Path) -> None:
    folder = shared / "data" / "pages-id"
    if not (folder / "expected.jsonl").is_file():
        pytest.skip(f"the measured pages are not in {folder}; set KAWAT_SHARED")
    sys.path.insert(0, str(ROOT / "eval"))
    try:
        import pages
    finally:
        sys.path.remove(str(ROOT / "eval"))
    totals, refused, indexes = pages.measure(folder, verbose=False)
    assert (totals.refused, refused) == (0, indexes)
    assert totals.titles >= totals.pages - 1
    assert totals.days == totals.pages
    assert totals.minutes >= totals.pages - 1
    assert totals.body / totals.pages >= 0.955
