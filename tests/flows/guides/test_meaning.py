"""Who asks about a paper or a scheme is told; who complains about it or wants a service of ours goes there as ever."""

from __future__ import annotations

import pytest

from flows.guides.meaning import advice_on
from tests.flows.phones import Village


def advised(village: Village, said: str) -> str:
    """``tell`` or ``ask`` with the guides that are meant; ``nothing`` where words go their usual way."""
    phone = village.phone("whatsapp:+910000000105")
    with village.open_office() as office:
        found = advice_on(office, phone.contact(office).id, said)
    if found is None:
        return "nothing"
    return " ".join(["tell" if found.sure else "ask", *(each.key for each in found.guides)])


@pytest.mark.parametrize(
    ("said", "guide"),
    [
        ("lakkhir bhandar form kothay pabo", "lakshmir_bhandar"),
        ("লক্ষীর ভান্ডারের ফর্ম কোথায় পাব", "lakshmir_bhandar"),
        ("lokkhi bhandar e koto taka dey", "lakshmir_bhandar"),
        ("রেশন কার্ড করব", "ration_card"),
        ("reshon kard korte ki ki lage", "ration_card"),
        ("राशन कार्ड कैसे बनेगा", "ration_card"),
        ("how to get a ration card", "ration_card"),
        ("ami ekta bari banabo, ki lagbe?", "building_permit"),
        ("ঘর বানাতে গেলে কী করতে হবে", "building_permit"),
        ("bari korte koto taka lage", "building_permit"),
        ("barir plan pass korte koto din lage", "building_permit"),
        ("naya dokan er licence chai", "trade_noc"),
        ("notun trade licence", "trade_noc"),
        ("trade licence er jonno ki kagoj lagbe", "trade_noc"),
        ("jonmo certificate er jonno ki lage", "birth_certificate"),
        ("mrittu certificate lagbe", "death_certificate"),
        ("old age pension kivabe pabo", "old_age_pension"),
        ("বার্ধক্য ভাতার জন্য কী কী কাগজ লাগবে", "old_age_pension"),
        ("বিধবা ভাতা কীভাবে পাব", "widow_pension"),
        ("residential certificate ki lage", "residential"),
        ("आय प्रमाण पत्र के लिए क्या लगता है", "income"),
        ("warish certificate koto din lage", "legal_heir"),
        ("caste certificate chai", "caste_certificate"),
        ("SC certificate er jonno ki lage", "caste_certificate"),
        ("kanyashri form", "kanyashree"),
        ("krishok bandhu te taka koto dey", "krishak_bandhu"),
        ("awas er ghor pabo kivabe", "awas"),
        ("job card chai", "job_card"),
        ("voter card banabo", "voter_card"),
        ("adhar card thik korbo kothay", "aadhaar_update"),
        ("notun meter lagbe", "electricity_connection"),
        ("current er line er jonno ki lagbe", "electricity_connection"),
        ("joler line chai", "water_connection"),
        ("porcha kothay pabo", "land_record"),
        ("swasthya sathi card korte ki lage", "swasthya_sathi"),
        ("laxmir bhandar er taka koto", "lakshmir_bhandar"),
        ("lokhir vandar apply korbo", "lakshmir_bhandar"),
        ("laxmi bhandar e nam tulbo kivabe", "lakshmir_bhandar"),
        ("লক্ষ্মীর ভাণ্ডারের টাকা কত", "lakshmir_bhandar"),
        ("vridha pension ke liye kya kagaz", "old_age_pension"),
        ("vriddha pension kaise milegi", "old_age_pension"),
        ("bardhokyo pension er form", "old_age_pension"),
        ("বৃদ্ধা পেনশনের ফর্ম কোথায়", "old_age_pension"),
        ("vidhva pension kya kagaz lagega", "widow_pension"),
        ("বিধবা পেনশন কীভাবে পাব", "widow_pension"),
        ("১০০ দিনের কাজের কার্ড কীভাবে করব", "job_card"),
        ("krishok bondhu te nam lekhabo", "krishak_bandhu"),
        ("কৃষক বন্ধুর টাকা কত", "krishak_bandhu"),
        ("কৃষক বন্ধুতে নাম তুলব কীভাবে", "krishak_bandhu"),
        ("janm praman patra kaise", "birth_certificate"),
        ("jonmo sonshapotro korte koto din lage", "birth_certificate"),
        ("জন্মের শংসাপত্র কোথায় পাব", "birth_certificate"),
        ("janma sansapatra ki lage", "birth_certificate"),
        ("mrityu praman patra kaise banega", "death_certificate"),
        ("mrittur sonshapotro ki lage", "death_certificate"),
        ("jati praman patra kaise banega", "caste_certificate"),
        ("জাতিগত শংসাপত্র কোথায় করে", "caste_certificate"),
        ("aay praman patra ke liye kya lagta hai", "income"),
        ("ayer sonshapotro ki lage", "income"),
        ("niwas praman patra kaise milega", "residential"),
        ("ডোমিসাইল সার্টিফিকেট কী লাগে", "residential"),
        ("domisail certificate kivabe pabo", "residential"),
        ("aadhar card er mobile number change", "aadhaar_update"),
        ("bidyut er notun line", "electricity_connection"),
        ("bijli ka connection kaise milega", "electricity_connection"),
        ("কারেন্টের কানেকশন নিতে কত টাকা", "electricity_connection"),
        ("nal jal ka connection kaise le", "water_connection"),
        ("কলের সংযোগ কীভাবে পাব", "water_connection"),
        ("paani ki line kaise milegi", "water_connection"),
        ("bari korar onumoti kivabe pabo", "building_permit"),
        ("ghar banane ki anumati ke liye kya lagega", "building_permit"),
        ("pay slip kivabe pabo", "pay_slip"),
    ],
)
def test_who_asks_or_wants_what_is_not_done_here_is_told(village: Village, said: str, guide: str) -> None:
    assert advised(village, said) == f"tell {guide}"


@pytest.mark.parametrize(
    "said",
    [
        *("rashon card paini 6 mas", "lakshmir bhandar er taka bondho", "রেশন কার্ডে চাল দিচ্ছে না", "100 diner kaj paini"),
        *(
            "swasthya sathi card e hospital nicche na",
            "awas er ghor paini",
            "adhar card e nam bhul",
            "কন্যাশ্রীর টাকা আসেনি",
        ),
        *(
            "bidhoba bhata 3 mas dhore asche na",
            "राशन कार्ड नहीं मिला",
            "job card e kaj dicche na",
            "voter card hoyni ekhono",
        ),
        "awas er taka diye ghus chaiche panchayat er lok",
        *("bidhoba bhata nicche na office", "janm praman patra nahi mila", "বিদ্যুতের নতুন লাইন দিচ্ছে না"),
        *(
            "vridha pension nahi mili 6 mahine se",
            "jati sonshapotro dicche na",
            "rupashree er taka paini",
            "পিএম কিষাণের টাকা আসেনি",
        ),
    ],
)
def test_a_complaint_about_it_is_answered_by_no_guide(village: Village, said: str) -> None:
    assert advised(village, said) == "nothing"


@pytest.mark.parametrize(
    "said",
    [
        *(
            "certificate",
            "residential certificate",
            "residential certificate chai",
            "ওয়ারিশন সার্টিফিকেট লাগবে",
            "noc",
            "permit",
        ),
        *("trade licence", "trade licence renew korbo", "guest house", "guest house booking", "room ache?", "pay slip"),
        *("আয়ের সার্টিফিকেট", "notun residential certificate chai"),
    ],
)
def test_the_name_of_a_service_of_ours_opens_it_as_ever(village: Village, said: str) -> None:
    assert advised(village, said) == "nothing"


@pytest.mark.parametrize(
    "said",
    [
        *(
            "jol kothay pabo",
            "rasta kobe thik hobe",
            "kothay abhijog janabo",
            "amar obhijog er ki holo",
            "amar barir samne rasta bhanga",
        ),
        *(
            "amader gram e jol nei",
            "ration dokan e chal kom dey",
            "ki korbo",
            "কবে আসবেন",
            "hi",
            "1",
            "",
            "office kokhon khole",
        ),
        *("bari", "রাস্তার কাজ কবে হবে", "doctor kothay", "school e vorti korte ki lage"),
    ],
)
def test_what_speaks_of_no_guide_finds_none(village: Village, said: str) -> None:
    assert advised(village, said) in ("nothing", "ask building_permit")
    assert (advised(village, said) == "nothing") is (said != "bari")


@pytest.mark.parametrize(
    "said",
    [
        *(
            "রূপশ্রী কারা পাবে",
            "biye registration kothay",
            "pm kisan",
            "ujjwala gas kivabe pabo",
            "duare sarkar kobe",
            "খাজনা কোথায় দেব",
        ),
        *(
            "marriage certificate korte ki lage",
            "rupashree prokolpo te ki lage",
            "ড্রাইভিং লাইসেন্স কিভাবে করব",
            "manabik bhata",
        ),
        *(
            "passport kivabe korbo",
            "pan card kaise banega",
            "সবুজ সাথী সাইকেল কবে দেবে",
            "ayushman card chai",
            "viklang pension kaise milegi",
        ),
        *(
            "দুয়ারে সরকার ক্যাম্প কোথায়",
            "protibondhi certificate kothay hoy",
            "student credit card er form",
            "khajna online dibo kivabe",
        ),
    ],
)
def test_of_what_nothing_is_known_that_is_said(village: Village, said: str) -> None:
    assert advised(village, said) == "ask"


@pytest.mark.parametrize(
    ("said", "among"),
    [
        *(
            ("bhata", "old_age_pension"),
            ("ভাতা", "widow_pension"),
            ("pension", "widow_pension"),
            ("jati", "caste_certificate"),
        ),
        *(
            ("আধার", "aadhaar_update"),
            ("aadhaar", "aadhaar_update"),
            ("মৃত্যু", "death_certificate"),
            ("birth", "birth_certificate"),
        ),
    ],
)
def test_one_word_of_what_it_is_called_asks_which_is_meant(village: Village, said: str, among: str) -> None:
    told = advised(village, said).split()
    assert told[0] == "ask"
    assert among in told


@pytest.mark.parametrize(
    ("said", "guide"),
    [
        ("বিধবা ভাতার ফর্ম নিচ্ছে না অফিস", "widow_pension"),
        ("kanyashree form school joma nicche na", "kanyashree"),
        ("ration card er form ferot dicche", "ration_card"),
        ("rashon card", "ration_card"),
        ("লক্ষ্মীর ভাণ্ডার", "lakshmir_bhandar"),
        ("lakshmir bhandar er taka kobe pabo", "lakshmir_bhandar"),
        ("lakshmir bhandar er taka bondho ki korbo", "lakshmir_bhandar"),
        ("amar meyer jonmo certificate e bhul ache ki korbo", "birth_certificate"),
        ("ration card nei amar", "ration_card"),
        (
            "amra gram theke bolchi apnader office e gele sobai bole porer din asun tarpor bole ration card kothay hobe janena",
            "ration_card",
        ),
    ],
)
def test_where_it_may_be_either_that_is_asked(village: Village, said: str, guide: str) -> None:
    assert advised(village, said) == f"ask {guide}"
