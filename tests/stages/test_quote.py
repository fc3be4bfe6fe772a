"""Who said what, in which words, through whom."""

from __future__ import annotations

import pytest
from conftest import article

from kawat.model import Attribution, Statement
from kawat.stages.extract import extract
from kawat.stages.quote import quote


def heard(text: str, language: str = "id", *, title: str | None = None, credits: tuple[str, ...] = ()) -> Attribution:
    told = article(text, language=language, title=title, credits=credits)
    return quote(told, extract(told))


def one(found: Attribution) -> tuple[Statement, str | None]:
    (statement,) = found.statements
    names = {s.id: s.name for s in found.speakers}
    return statement, names.get(statement.speaker or "")


def named(found: Attribution) -> list[tuple[Statement, str | None]]:
    names = {s.id: s.name for s in found.speakers}
    return [(s, names.get(s.speaker or "")) for s in found.statements]


@pytest.mark.parametrize(
    ("text", "language", "content", "speaker"),
    [
        ('"Kami tidak akan berhenti mencari," kata Kepala Kantor SAR Darsono Wibisana.', "id", "Kami tidak akan berhenti mencari,", "Darsono Wibisana"),
        ('Darsono Wibisana mengatakan, "Kami tidak akan berhenti mencari."', "id", "Kami tidak akan berhenti mencari.", "Darsono Wibisana"),
        ("“Arus di dasar teluk sangat kuat,” ujar juru bicara operator, Niken Alamanda.", "id", "Arus di dasar teluk sangat kuat,", "Niken Alamanda"),
        ('"We will not stop looking," said Tom Harrow, the harbour master.', "en", "We will not stop looking,", "Tom Harrow"),
        ('Harbour master Tom Harrow said: "We will not stop looking."', "en", "We will not stop looking.", "Tom Harrow"),
        ("«We will not stop looking,» Harrow told reporters.", "en", "We will not stop looking,", "Harrow"),
        ("„Wir haben nichts gefunden“, sagte der Bürgermeister Jörn Dahlke am Montag.", "de", "Wir haben nichts gefunden", "Jörn Dahlke"),
        ("»Wir haben nichts gefunden«, erklärte Dahlke.", "de", "Wir haben nichts gefunden", "Dahlke"),
        ("« Nous n'avons rien trouvé », a déclaré Jean Morvan lundi.", "fr", "Nous n'avons rien trouvé", "Jean Morvan"),
        ('"No hemos encontrado nada", dijo Jorge Ibarra a los periodistas.', "es", "No hemos encontrado nada", "Jorge Ibarra"),
        ("«Non abbiamo trovato nulla», ha detto Carla Bonatti.", "it", "Non abbiamo trovato nulla", "Carla Bonatti"),
        ("“We hebben niets gevonden”, zei Joris Velde.", "nl", "We hebben niets gevonden", "Joris Velde"),
        ('"Não encontramos nada", disse Rui Salgado.', "pt", "Não encontramos nada", "Rui Salgado"),
        ("''We have found nothing at all,'' said Tom Harrow.", "en", "We have found nothing at all,", "Tom Harrow"),
        ('" Kami tidak menemukan apa pun , " kata Niken Alamanda .', "id", "Kami tidak menemukan apa pun ,", "Niken Alamanda"),
        ("”(Kapal itu) tidak layak berlayar,” kata Niken Alamanda.", "id", "(Kapal itu) tidak layak berlayar,", "Niken Alamanda"),
    ],
)  # fmt: skip
def test_a_direct_quote_has_its_exact_words_and_its_speaker(text: str, language: str, content: str, speaker: str) -> None:
    statement, name = one(heard(text, language))
    assert (statement.mode, statement.span.exact, name) == ("direct", content, speaker)
    assert statement.cue is not None


@pytest.mark.parametrize(
    ("text", "language", "content", "speaker"),
    [
        ("Darsono Wibisana mengatakan bahwa delapan orang masih hilang.", "id", "delapan orang masih hilang", "Darsono Wibisana"),
        ("Menurut Niken Alamanda, kapal itu tidak kelebihan muatan.", "id", "kapal itu tidak kelebihan muatan", "Niken Alamanda"),
        ("Dilansir dari Harian Teluk, seorang pejabat pelabuhan mengatakan bahwa pompa kapal itu rusak.", "id", "pompa kapal itu rusak", "seorang pejabat pelabuhan"),
        ("The pump had failed twice, Tom Harrow said.", "en", "The pump had failed twice", "Tom Harrow"),
        ("The pump had failed twice, Tom Harrow said, leaving the crew no choice.", "en", "The pump had failed twice", "Tom Harrow"),
        ("The ferry, Tom Harrow said, was never inspected.", "en", "The ferry, Tom Harrow said, was never inspected", "Tom Harrow"),
        ("The pump had failed twice, Tom Harrow, the harbour master, told The Tidewater Post.", "en", "The pump had failed twice", "Tom Harrow"),
        ("Harrow criticised the owner for sailing without a permit.", "en", "criticised the owner for sailing without a permit", "Harrow"),
        ("The head of the harbour office, Tom Harrow, said six people were missing.", "en", "six people were missing", "Tom Harrow"),
        ("Harrow did not say when the search would end.", "en", "did not say when the search would end", "Harrow"),
        ("Selain itu, kata Niken, kapal itu tidak membawa pelampung cukup.", "id", "kapal itu tidak membawa pelampung cukup", "Niken"),
        ("Kepala Kantor SAR, Darsono Wibisana, menyebut delapan orang masih hilang.", "id", "delapan orang masih hilang", "Darsono Wibisana"),
        ("Dalam laporan itu disebutkan bahwa pompa kapal rusak sejak Maret.", "id", "pompa kapal rusak sejak Maret", "laporan itu"),
        ("Niken belum bisa memastikan jumlah penumpang kapal itu.", "id", "belum bisa memastikan jumlah penumpang kapal itu", "Niken"),
    ],
)  # fmt: skip
def test_an_indirect_statement_has_its_clause_and_its_speaker(text: str, language: str, content: str, speaker: str) -> None:
    statement, name = one(heard(text, language))
    assert (statement.mode, statement.span.exact, name) == ("indirect", content, speaker)


def test_a_body_is_one_speaker_by_its_long_and_short_names_and_a_country_is_another() -> None:
    found = heard(
        "Kementerian Luar Negeri Norlandia mengatakan bahwa perundingan itu ditunda.\n\n"
        '"Kami menunggu tanggal baru," kata Kemenlu Norlandia.\n\n'
        '"Pintu tetap terbuka," kata kementerian.\n\n'
        "Rusia memperingatkan bahwa penundaan itu berbahaya."
    )
    by = [next((s.name for s in found.speakers if s.id == q.speaker), None) for q in found.statements]
    assert by == ["Kementerian Luar Negeri Norlandia"] * 3 + ["Rusia"]


def test_he_is_whoever_was_named_last() -> None:
    found = heard(
        'Kepala Kantor SAR Darsono Wibisana tiba di dermaga pada Sabtu.\n\n"Kami menyelam sampai malam," ujarnya.\n\nDarsono mengatakan bahwa ombak setinggi dua meter menghalangi penyelam.'
    )
    assert [s.name for s in found.speakers] == ["Darsono Wibisana"]
    assert [s.speaker for s in found.statements] == [found.speakers[0].id] * 2


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ('Film berjudul "Laut yang Tidak Pernah Diam" tayang hari ini.', "id"),
        ('Kapal itu dijuluki "Ratu Teluk" oleh warga.', "id"),
        ('The so-called "ghost ferry" was sold last year.', "en"),
    ],
)
def test_a_title_or_a_nickname_is_no_statement(text: str, language: str) -> None:
    assert heard(text, language).statements == ()


def test_a_headline_says_nothing_of_its_own() -> None:
    title = "Kepala Pelabuhan Desak Operator Hentikan Pelayaran"
    found = heard(f"{title}\n\nEmpat orang tewas dalam kecelakaan itu.", title=title)
    assert found.statements == ()


def test_the_chain_goes_from_the_speaker_through_the_agency_to_the_outlet() -> None:
    found = heard('"Kami menunggu tanggal baru," kata Kemenlu Norlandia dalam sebuah pernyataan, dikutip Antara.', credits=("Antara",))
    (statement,) = found.statements
    assert [link.name for link in statement.chain] == ["Kemenlu Norlandia", "pernyataan", "Antara", "Kabar Uji"]
    assert statement.chain[2].span is not None


def test_a_credit_of_the_whole_report_fills_the_chain_and_is_marked_as_inferred() -> None:
    found = heard('"Kami menunggu tanggal baru," kata Dewi Lestara.', credits=("Reuters",))
    (statement,) = found.statements
    assert [(link.name, link.span is None) for link in statement.chain][1] == ("Reuters", True)


def test_one_sentence_may_hold_the_words_of_two_speakers() -> None:
    found = heard(
        "Tom Harrow said the pump had failed twice and added that the owner knew, but Ines Calder denied the report in full.", "en"
    )
    names = {s.id: s.name for s in found.speakers}
    assert [(names[s.speaker or ""], s.span.exact) for s in found.statements] == [
        ("Tom Harrow", "the pump had failed twice"),
        ("Tom Harrow", "the owner knew"),
        ("Ines Calder", "denied the report in full"),
    ]


def test_a_statement_says_where_its_speaker_is_named() -> None:
    statement, name = one(heard("Tom Harrow boarded the ferry at noon.\n\nHarrow said he had seen no crew on deck.", "en"))
    assert statement.voice is not None and statement.voice.exact == "Harrow" and name == "Harrow"


def test_what_a_speaker_spoke_in_holds_for_what_follows_and_is_marked_as_inferred() -> None:
    found = heard(
        '"Pencarian dilanjutkan besok," kata Darsono Wibisana dalam keterangan tertulis.\n\n"Cuaca belum membaik," ujar Darsono.', "id"
    )
    first, second = found.statements
    assert [(link.name, link.span is not None) for link in first.chain][1:-1] == [("keterangan tertulis", True)]
    assert [(link.name, link.span is not None) for link in second.chain][1:-1] == [("keterangan tertulis", False)]


def test_a_quotation_goes_on_over_paragraphs_until_its_mark_closes() -> None:
    found = heard('"Kami mencari sejak pagi.\n\nAir sedang surut, dan besok kami mulai lagi," kata Niken Alamanda.', "id")
    statement, name = one(found)
    assert statement.span.exact.endswith("besok kami mulai lagi,") and name == "Niken Alamanda"


@pytest.mark.parametrize("title", ["Strategi Menjaga Teluk Bagi Generasi Muda", "Ring of Fire"])
def test_a_title_between_marks_is_no_statement(title: str) -> None:
    assert not heard(f'Ia berbicara dalam diskusi daring "{title}" di Norlandia pada Senin.').statements


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Kedua menteri membahas soal isu keamanan di perbatasan.", "id"),
        ("Senat belum menyetujui bantuan tersebut.", "id"),
        ("Gunmen attacked the village near the border.", "en"),
        ("The lorry slammed into a wall outside the station.", "en"),
        ("The king crossed the square and opened the report.", "en"),
    ],
)  # fmt: skip
def test_what_somebody_does_is_no_statement(text: str, language: str) -> None:
    assert not heard(text, language).statements


@pytest.mark.parametrize(
    ("text", "content", "speaker"),
    [
        # Whose a verb is.
        ("The pump had failed twice, another source said.", "The pump had failed twice", "another source"),
        ("But many fishermen say the tariff hurts them.", "the tariff hurts them", "many fishermen"),
        ("However, 63 percent said the owner was right to wait.", "the owner was right to wait", "63 percent"),
        ("Sen. Ines Calder (R-Ga.) said he saw no fault.", "he saw no fault", "Ines Calder"),
        ("The office and its owners say that the pump was never old.", "the pump was never old", "The office"),
        ("The harbour has many fishermen who said the pump was old.", "the pump was old", "many fishermen"),
        ("People briefed on the search said the pump was old.", "the pump was old", "People"),
        ("Though Tom Harrow says the pump was new, the crew left it.", "the pump was new", "Tom Harrow"),
        # On which side the content stands, and where it ends.
        ("No one was hurt in the fire on the pier, Tom Harrow said.", "No one was hurt in the fire on the pier", "Tom Harrow"),
        ("As the storm came nearer to the bay, Tom Harrow said the pump had failed.", "the pump had failed", "Tom Harrow"),
        ("The pump had failed twice, Tom Harrow said, as the crew went home.", "The pump had failed twice", "Tom Harrow"),
        ("The pump had failed twice, as Tom Harrow put it.", "The pump had failed twice", "Tom Harrow"),
        ("Tom Harrow told the fishermen on Monday that the pump had failed.", "the pump had failed", "Tom Harrow"),
        ("Tom Harrow said Monday the pump had failed.", "the pump had failed", "Tom Harrow"),
        ("Tom Harrow asked the owner whether the pump was new.", "whether the pump was new", "Tom Harrow"),
        ("Tom Harrow praised the crew of the ferry, which had left the pier at noon.", "praised the crew of the ferry", "Tom Harrow"),
        # What wants an infinitive, a reason or a document.
        ("Tom Harrow is demanding that the owner pay for the search.", "demanding that the owner pay for the search", "Tom Harrow"),
        ("The harbour office agreed to close the pier in May.", "agreed to close the pier in May", "The harbour office"),
        ("Tom Harrow wants the owner to pay for the search.", "wants the owner to pay for the search", "Tom Harrow"),
        ("Tom Harrow slammed the plan as reckless.", "slammed the plan as reckless", "Tom Harrow"),
        ("The audit found 12 faults in the pump.", "12 faults in the pump", "The audit"),
        ("A Tidewater poll shows Calder leading by three points.", "Calder leading by three points", "A Tidewater poll"),
        ("Nobody believes Tom Harrow’s claim that the pump was new.", "the pump was new", "Tom Harrow"),
        ("The owner kept silent on its pledge to pay for the search.", "to pay for the search", None),
        # A few words between marks belong to the clause that leads into them.
        ('Tom Harrow said the pump was "never fit for use" at sea.', 'the pump was "never fit for use" at sea', "Tom Harrow"),
    ],
)  # fmt: skip
def test_english_attribution_has_its_words_and_whose_they_are(text: str, content: str, speaker: str | None) -> None:
    said = {(s.span.exact, name) for s, name in named(heard(text, "en"))}
    assert (content, speaker) in said


@pytest.mark.parametrize(
    "text",
    [
        "Police responded to the pier at noon.",
        "The lorry slammed the wall of the harbour office.",
        "In several states the ferries stayed in port.",
        "The victim, later identified as Tom Marsh, lived on the pier.",
        "The crew showed up at the pier at noon.",
        "The mayor invited two fishermen over to the house.",
        "Fees rose to nine coins per hundred residents of the bay.",
        'Harrow sang it on Radio Tide\'s "Morning on the Bay," a show of long standing.',
    ],
)
def test_what_only_looks_like_speech_in_english_is_no_statement(text: str) -> None:
    assert not heard(text, "en").statements


def test_what_is_refused_begins_a_statement_of_its_own() -> None:
    found = heard("The police told Radio Tide they are still looking, but do not believe anyone was hurt.", "en")
    assert [s.span.exact for s in found.statements] == ["they are still looking", "do not believe anyone was hurt"]


def test_a_quotation_in_front_of_its_speaker_leaves_nothing_behind_him_to_be_said() -> None:
    found = heard('"We will not stop looking," Tom Harrow said in an interview on Monday.', "en")
    assert [s.span.exact for s in found.statements] == ["We will not stop looking,"]


def test_an_unclosed_quotation_does_not_swallow_a_paragraph_that_only_holds_a_mark() -> None:
    found = heard('Niken berkata, "Kami mencari sejak pagi.\n\nPapan selebar 5" hanyut ke pantai.', "id")
    assert [s.span.exact for s in found.statements if s.mode == "direct"] == ["Kami mencari sejak pagi."]


def test_a_pronoun_late_in_a_report_of_many_names_means_the_person_named_last() -> None:
    text = (
        "Mr Alan Frost said the road was shut by the snow.\n"
        + "The water at Quarry Bend was high again.\n" * 450
        + 'Ms Vera Lindt walked to the door of the hall.\n"We are all going home today," she said.'
    )
    found = heard(text, "en")
    names = {s.id: s.name for s in found.speakers}
    assert [names[s.speaker or ""] for s in found.statements if s.mode == "direct"] == ["Vera Lindt"]


@pytest.mark.parametrize("before", ["dalam diskusi daring", "dalam acara bertajuk", "seperti kata pepatah"])
def test_a_title_is_no_statement_though_its_sentence_tells_of_somebody_who_spoke(before: str) -> None:
    found = heard(f"“Teluk ini milik kita bersama,” kata Niken {before} ”Menjaga Laut untuk Anak Cucu” di Sawangan.")
    assert [s.span.exact for s in found.statements] == ["Teluk ini milik kita bersama,"]


def test_a_quotation_that_nothing_closes_ends_where_the_next_one_opens() -> None:
    found = heard("“Kami mencari sejak pagi. Air sedang surut. “Besok kami mulai lagi,” kata Niken Alamanda.")
    assert [s.span.exact for s in found.statements] == ["Kami mencari sejak pagi. Air sedang surut.", "Besok kami mulai lagi,"]


def test_a_quotation_that_nothing_closes_ends_at_its_cue() -> None:
    found = heard("“Kami mencari sejak pagi dan belum menemukan apa pun, kata Niken Alamanda. Kapal itu tenggelam pada Sabtu.")
    statement, name = one(found)
    assert (statement.span.exact, name) == ("Kami mencari sejak pagi dan belum menemukan apa pun,", "Niken Alamanda")


def test_a_quotation_within_a_quotation_does_not_end_it() -> None:
    found = heard("“Ia hanya berkata. “Tunggu di sini.” Lalu ia turun,” kata Niken Alamanda.")
    assert one(found)[0].span.exact.endswith("Lalu ia turun,")


@pytest.mark.parametrize(
    ("beside", "speaker", "role"),
    [
        ("kata Ketua Perhimpunan Nelayan Norlandia Niken Alamanda di Sawangan", "Niken Alamanda", "Ketua Perhimpunan Nelayan Norlandia"),
        ("ujar Gubernur Jawa Tengah Budi Hartawan di Semarang", "Budi Hartawan", "Gubernur Jawa Tengah"),
        ("kata Kepala Puskesmas Merbau, Jakarta Utara, Dewi Lestari, Sabtu", "Dewi Lestari", "Kepala Puskesmas Merbau, Jakarta Utara"),
        ("kata dokter spesialis paru di RSUD Merbau, Dewi Lestari, dalam keterangan", "Dewi Lestari", "dokter spesialis paru di RSUD Merbau"),
        ("jelas dr. Dewi Lestari dalam diskusi", "Dewi Lestari", "dr."),
        ("ucap Budi Hartawan singkat", "Budi Hartawan", None),
        ("kata Menteri Koordinator Bidang Politik, Hukum, dan Keamanan Budi Hartawan di Jakarta", "Budi Hartawan", "Menteri Koordinator Bidang Politik, Hukum, dan Keamanan"),
        ("menurut Budi Hartawan", "Budi Hartawan", None),
    ],
)  # fmt: skip
def test_a_name_is_cut_from_the_office_before_it(beside: str, speaker: str, role: str | None) -> None:
    found = heard(f'"Kami menunggu air surut," {beside}.')
    assert [(s.name, s.role) for s in found.speakers] == [(speaker, role)]


def test_whose_relative_somebody_is_is_not_who_somebody_is() -> None:
    assert one(heard('"Kami menunggu kabar," kata ayah Budi Hartawan.'))[1] == "ayah Budi Hartawan"


def test_the_man_and_the_body_are_those_named_before() -> None:
    found = heard(
        "Menurut Niken Alamanda, kapal itu terbalik.\n\n"
        "Otoritas Teluk Sawangan membenarkan bahwa kapal itu terbalik.\n\n"
        '"Saya melihatnya sendiri," ujar penyanyi asal Merbau itu.\n\n'
        "Otoritas itu juga mengatakan bahwa pompa kapal rusak.\n\n"
        "Putri sulung Budi Hartawan dan Dewi Lestari itu mengaku takut naik kapal lagi."
    )
    names = {s.id: s.name for s in found.speakers}
    niken, body = "Niken Alamanda", "Otoritas Teluk Sawangan"
    assert [names.get(s.speaker or "") for s in found.statements] == [niken, body, niken, body, niken]


def test_he_behind_the_verb_is_shown_as_the_voice() -> None:
    found = heard('Menurut Niken Alamanda, kapal itu terbalik.\n\n"Saya melihatnya sendiri," kata dia.')
    voice = found.statements[-1].voice
    assert voice is not None and voice.exact == "dia" and {s.name for s in found.speakers} == {"Niken Alamanda"}


def test_a_country_is_a_body_and_one_with_its_capital() -> None:
    found = heard("Rusia mengatakan bahwa perundingan itu ditunda.\n\nMoskow memperingatkan bahwa penundaan itu berbahaya.")
    assert [(s.name, s.kind) for s in found.speakers] == [("Rusia", "organisation")]


@pytest.mark.parametrize(
    "text",
    [
        "Tahun 2031 diperkirakan akan mencatat 18 juta kunjungan ke teluk itu.",
        "Indeks ini menilai banyak hal, dari pelampung sampai awak kapal.",
        "Hingga kini masih banyak orang menunjukkan minat naik kapal itu.",
    ],
)
def test_what_no_one_can_have_said_is_no_statement(text: str) -> None:
    assert not heard(text).statements


def test_a_pointing_according_to_belongs_to_whoever_spoke_last() -> None:
    found = heard("Niken Alamanda mengatakan pompa kapal rusak.\n\nMenurutnya, tanpa pompa baru, kapal itu tidak boleh berlayar.")
    assert [s.name for s in found.speakers] == ["Niken Alamanda"]
    assert found.statements[-1].span.exact == "tanpa pompa baru, kapal itu tidak boleh berlayar"


def test_quotations_that_stand_alone_belong_to_whom_the_next_one_names() -> None:
    found = heard(
        "Hal itu diungkapkan Kepala Kantor SAR Darsono Wibisana.\n\n"
        "Pernyataannya muncul setelah Norlandia mengecam seorang pejabat pelabuhan yang mengatakan bahwa pencarian itu sia-sia.\n\n"
        "“Kami bertekad menemukan mereka semua. Itu janji kami”\n\n"
        "“Air memang deras, tetapi kami punya perahu,” kata Darsono pada sidang dewan."
    )
    names = {s.id: s.name for s in found.speakers}
    assert [names.get(s.speaker or "") for s in found.statements if s.mode == "direct"] == ["Darsono Wibisana"] * 2


def test_a_quotation_that_goes_on_from_one_with_a_cue_keeps_its_speaker() -> None:
    found = heard("“Air sangat deras,” kata Niken Alamanda.\n\n“Kami takut sekali.”\n\n“Perahu sudah siap,” kata Darsono Wibisana.")
    names = {s.id: s.name for s in found.speakers}
    assert [names.get(s.speaker or "") for s in found.statements] == ["Niken Alamanda", "Niken Alamanda", "Darsono Wibisana"]


def test_what_that_was_said_by_points_back_to_is_a_statement() -> None:
    statement, name = one(
        heard("Kapal itu tidak akan berlayar lagi sebelum Mei.\n\nHal itu disampaikan Niken Alamanda di Sawangan, Senin.")
    )
    assert (statement.mode, statement.span.exact, name) == ("indirect", "Kapal itu tidak akan berlayar lagi sebelum Mei", "Niken Alamanda")


@pytest.mark.parametrize(
    ("text", "content", "speaker"),
    [
        ("Dikatakan oleh Niken Alamanda bahwa pompa kapal itu rusak.", "pompa kapal itu rusak", "Niken Alamanda"),
        ("Sementara Otoritas Teluk melaporkan sedikitnya empat orang tewas.", "sedikitnya empat orang tewas", "Otoritas Teluk"),
        ("Nama kapal itu menjadi ramai dibicarakan ketika Norwegia mengumumkan bahwa kapal itu dicuri.", "kapal itu dicuri", "Norwegia"),
        ("Menurut Niken Alamanda, pakar pelayaran dari Merbau, pompa kapal itu rusak.", "pompa kapal itu rusak", "Niken Alamanda"),
    ],
)
def test_more_frames_of_indirect_speech(text: str, content: str, speaker: str) -> None:
    statement, name = one(heard(text))
    assert (statement.mode, statement.span.exact, name) == ("indirect", content, speaker)


def test_a_list_before_a_pointing_cue_is_what_was_said() -> None:
    found = heard("Yunani mengatakan kapal itu miliknya.\n\nDi atas kapal itu ada warga Albania, Swiss, dan Norwegia, katanya.")
    assert [s.span.exact for s in found.statements][1] == "Di atas kapal itu ada warga Albania, Swiss, dan Norwegia"


def test_an_office_before_the_comma_is_no_part_of_what_its_holder_said() -> None:
    found = heard("Direktur PT Rindang Samudra, Niken Alamanda menuturkan, pompa kapal itu rusak sejak Maret.")
    assert one(found)[0].span.exact == "pompa kapal itu rusak sejak Maret"
    assert [(s.name, s.role) for s in found.speakers] == [("Niken Alamanda", "Direktur PT Rindang Samudra")]


@pytest.mark.parametrize(
    ("beside", "speaker", "role"),
    [
        ("kata Ketua Umum PNN Niken Ma'ruf Alamanda", "Niken Ma'ruf Alamanda", "Ketua Umum PNN"),
        ("kata Ketua Komisi III DPR RI Hartawanto", "Hartawanto", "Ketua Komisi III DPR RI"),
        ("tulis akun Instagram Kementerian Perhubungan", "Kementerian Perhubungan", "akun Instagram"),
        ("ujar salah satu relawan Yayasan Teluk", "salah satu relawan Yayasan Teluk", None),
        ("kata Dr. Adriana S. Hartanti", "Adriana S. Hartanti", "Dr."),
    ],
)
def test_short_names_of_bodies_and_channels_are_no_part_of_a_name(beside: str, speaker: str, role: str | None) -> None:
    found = heard(f'"Kami menunggu air surut," {beside}.')
    assert [(s.name, s.role) for s in found.speakers] == [(speaker, role)]


def test_a_written_statement_says_nothing_by_its_date() -> None:
    found = heard('"Kami menunggu air surut," kata Niken Alamanda dalam keterangan tertulis, Jumat, 13 Juni 2025.')
    assert [s.mode for s in found.statements] == ["direct"]


@pytest.mark.parametrize(
    ("beside", "speaker", "role"),
    [
        ("Gubernur Jawa Barat", "Jawa Barat", "Gubernur"),
        ("Wali Kota Tangerang Selatan", "Tangerang Selatan", "Wali Kota"),
        ("Gubernur Jawa Barat Sutikno", "Sutikno", "Gubernur Jawa Barat"),
        ("Menteri Luar Negeri Arab Saudi Faisal", "Faisal", "Menteri Luar Negeri Arab Saudi"),
    ],
)
def test_a_region_of_two_words_is_not_cut_between_them(beside: str, speaker: str, role: str) -> None:
    found = heard(f"“Teluk ini milik kita bersama sejak dulu,” kata {beside} di Sawangan.")
    assert [(s.name, s.role) for s in found.speakers] == [(speaker, role)]


def test_a_stand_behind_a_long_opening_is_said_behind_its_verb() -> None:
    found = heard("Dalam pertemuan selama dua jam tiga puluh menit di balai itu, Niken Alamanda sepakat membuka lagi dermaga utara.")
    assert [s.span.exact for s in found.statements] == ["sepakat membuka lagi dermaga utara"]


@pytest.mark.parametrize(
    ("text", "language", "speakers"),
    [
        ("The shooting less than a mile away said a lot about the harbour district.", "en", set()),
        ("He was hit as he ran off, a fact investigators said that they only learned on Monday.", "en", {"investigators"}),
        ("Moments later said the fire was out.", "en", set()),
        ("Broken glass showed that the door was forced.", "en", set()),
        ("Residents near the pier said that the alarm never rang.", "en", {"Residents"}),
        ("The 56-year-old said that the alarm never rang.", "en", {"The 56-year-old"}),
        ("Her daughter Ines watched as Calder left. Ines Calder wakes early and says that the alarm never rang.", "en", {"Ines Calder"}),
        ("A spokeswoman for Harle Hospital said that the alarm never rang.", "en", {"A spokeswoman for Harle Hospital"}),
        ("The alarm never rang in the harbour office, the Tidewater Post reported.", "en", {"Tidewater Post"}),
        ("Keberhasilan itu mengatakan bahwa tim pantas menang di Merbau.", "id", set()),
        ("Menurut kajian itu, alarm di dermaga tidak pernah berbunyi.", "id", {"kajian"}),
        ("Kementerian Kelautan Merbau menangguhkan izin dan menyatakan bahwa alarm tidak berbunyi.", "id", {"Kementerian Kelautan Merbau"}),
    ],
)
def test_only_whom_words_name_and_what_can_say_something_speaks(text: str, language: str, speakers: set[str]) -> None:
    found = heard(text, language)
    assert {s.name for s in found.speakers if any(q.speaker == s.id for q in found.statements)} == speakers


FILLER = "The harbour lay still all morning and the boats stayed at the pier. " * 12


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("Tom Harrow said the pump had failed. " + FILLER + "The owner wept, the Tidewater Post reported. " + FILLER, ["Tom Harrow", "Kabar Uji"]),
        ("HARLE (Reuters) - Tom Harrow said the pump had failed. " + FILLER, ["Tom Harrow", "Reuters", "Kabar Uji"]),
        ("The pump had failed, Reuters reported. Tom Harrow said the crew knew of it. " + FILLER, ["Tom Harrow", "Reuters", "Kabar Uji"]),
        (FILLER + "Tom Harrow told CNN the pump had failed. Harrow said the crew knew of it. Ines Calder said the owner paid. " + FILLER, ["Ines Calder", "Kabar Uji"]),
        (FILLER + "Tom Harrow told CNN the pump had failed. Ines Calder said the owner paid. Harrow said the crew knew of it. " + FILLER, ["Tom Harrow", "CNN", "Kabar Uji"]),
    ],
)  # fmt: skip
def test_whom_a_report_credits_in_passing_has_given_that_sentence_alone(text: str, chain: list[str]) -> None:
    credits = tuple(name for name in ("Tidewater Post", "Reuters", "CNN") if name in text)
    found = heard(text, "en", credits=credits)
    said = [s for s in found.statements if s.chain[0].name == chain[0]]
    assert [link.name for link in said[-1].chain] == chain


@pytest.mark.parametrize(
    ("text", "language", "speakers"),
    [
        ("Menteri Sosial Niken Alamanda (Mbak Ken) mengatakan bantuan turun besok. Mbak Ken menyatakan bahwa dananya masih cukup.", "id", {"Niken Alamanda"}),
        ("“Jalan itu akan dibuka,” kata Bupati Darsono Wibisana yang akrab disapa Pak Dar. Pak Dar menyatakan bahwa dananya masih cukup.", "id", {"Darsono Wibisana"}),
        ('Thomas "Red" Harrow ran the pump. It had failed twice, Thomas Harrow said. Red said the crew knew of it.', "en", {"Thomas Harrow"}),
        ("Niken Alamanda mengatakan bantuan itu turun besok. Kuasa hukum Niken Alamanda menyatakan bahwa dananya masih cukup.", "id", {"Niken Alamanda", "Kuasa hukum Niken Alamanda"}),
        ("Gubernur BM Niken Alamanda mengatakan bunga tidak naik.", "id", {"Niken Alamanda"}),
        ("Menteri Perhubungan Niken Alamanda mengatakan tarif tidak naik.", "id", {"Niken Alamanda"}),
    ],
)  # fmt: skip
def test_one_person_by_another_name_is_one_and_his_lawyer_is_not(text: str, language: str, speakers: set[str]) -> None:
    found = heard(text, language)
    assert {s.name for s in found.speakers} == speakers
