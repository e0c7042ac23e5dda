"""A complaint about somebody of the office does not go to that person."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from panchayat.front_office import FrontOffice
from panchayat.grievances.about_staff import names_staff
from panchayat.models import Grievance, Staff
from panchayat.models.grievance_states import State
from tests.panchayat.conftest import Samples

TODAY = date(2026, 11, 18)

#: About the staff of SAMPLE-01 (প্রতিমা বিশ্বাস, প্রধান; অরুণ সরকার, নির্বাহী সহায়ক; কাকলি পাল, সচিব; লক্ষ্মী টুডু, কর্মী),
#: as people write.
NAMED = [
    "অরুণ সরকার টাকা চেয়েছেন",
    "অরুন সরকারের কাছে গেলে ঘোরাচ্ছেন",
    "arun sarkar amake ghorachche",
    "Arun Sorkar asked for money",
    "अरुण सरकार ने पैसे माँगे",
    "নির্বাহী সহায়ককে তিনবার বলেছি",
    "The executive assistant is never there",
    "कार्यकारी सहायक मिलते नहीं",
    "প্রধান ঘুষ চাইছেন",
    "প্রধানের ব্যবহার খুব খারাপ",
    "prodhan taka chay",
    "Pradhan demands a bribe for the certificate",
    "प्रधान जी गाली देते हैं",
    "সচিব দুর্ব্যবহার করেন",
    "secretary is rude to old people",
    "প্রধানকে তিনবার বলেছি, শোনেননি",
    "প্রধান শোনেন না, প্রধান রাস্তাও সারান না",
    "kakoli pal kaj kore na",
    "মেম্বার ঘরের জন্য কাটমানি চেয়েছে",
    "member katmani niyeche",
    "পঞ্চায়েত সদস্য ঘরের জন্য টাকা নিয়েছেন",
    "নির্মাণ সহায়ক রাস্তার মাপ ভুল লিখেছেন",
    "সহায়ক কাগজের জন্য টাকা চাইছেন",
    "The upapradhan took cut money",
    "पंचायत सदस्य ने कटमनी ली",
    # A first name with an address, in two words or in one.
    "কাকলি দিদি খুব খারাপ ব্যবহার করেন",
    "kakali didi taka chay",
    "kakolidi ghorachche",
    "লক্ষ্মী দিদি কাজ করেন না",
    "লক্ষীদির কাছে গেলে কাগজ দেন না",
    "lokkhi didi office e thaken na",
    "Laxmi madam shouts at old people",
    "लक्ष्मी दीदी पैसे मांगती हैं",
    "काकली मैडम बदतमीज़ी करती हैं",
    "kakali didi paise mangti hai",
    "অরুণদা ফাইল আটকে রেখেছেন",
    "অরুণবাবু টাকা ছাড়া সই করেন না",
    "arun da file ta dey na",
    "arun babur kache gele ghoray",
    "Arun sir never comes to the office",
    "अरुण जी फ़ाइल दबाकर बैठे हैं",
    "কাকলি দিদিমণির ব্যবহার ভালো না",
    "প্রতিমা ম্যাডামকে বলেও লাভ হয়নি",
    "সরকারবাবু ঘুষ চান",
    "pal madam taka chay",
    "আমার ভাতার কাগজ নিয়ে কাকলি দিদি তিন মাস ধরে ঘোরাচ্ছেন",
    # Staff of no name.
    "karmi ra office e ase na",
    "কর্মীরা ঠিক সময়ে আসেন না",
    "একজন কর্মী আমাকে গালি দিয়েছে, অপমান করেছে",
    "পঞ্চায়েত কর্মী টাকা চেয়েছে",
    "স্টাফ কথা শোনে না",
    "গ্রাম পঞ্চায়েতের স্টাফেরা দেরিতে আসে",
    "The staff demand money for every paper",
    "staff are rude to us",
    "কেরানি ঘুষ ছাড়া কাজ করে না",
    "kerani babu taka chay",
    "বড়বাবু ফাইল ছাড়তে টাকা চাইছেন",
    "boro babu ghush chan",
    "আধিকারিকের ব্যবহার খুব খারাপ",
    "कर्मचारी पैसे मांगते हैं",
    "कर्मचारी समय पर नहीं आते",
    "बाबू बिना घूस के काम नहीं करते",
    "karmchari rishwat mangta hai",
    "The clerk asked me for a bribe",
    # People of the office.
    "গ্রাম পঞ্চায়েত অফিসের লোক টাকা নেয়",
    "office er lok ghush chay",
    "পঞ্চায়েতের লোকেরা ঘুষ নিচ্ছে",
    "panchayet er lok taka niyeche ghorer jonno",
    "অফিসের বাবুরা কথা শোনেন না",
    "ऑफिस वाले पैसे मांगते हैं",
    "पंचायत के लोग रिश्वत लेते हैं",
    "office wale paise mangte hain",
    "Office people ask for bribes",
    "The panchayat people took money from us",
    "পঞ্চায়েত অফিসে টাকা ছাড়া কোনো কাজ হয় না",
    "office e gele taka chay",
    "ऑफिस में घूस मांगते हैं",
    "পঞ্চায়েতে গেলে টাকা চায়",
    "অফিসে পাঁচশো টাকা করে নেয়",
    "চার কর্মী মিলে টাকা চেয়েছে",
]
NOT_NAMED = [
    "প্রধান সড়কে বড় গর্ত",
    "প্রধান গেটের সামনে নোংরা, কেউ পরিষ্কার করছে না",
    "আশা কর্মী টাকা চায়",
    "বিদ্যুৎ কর্মী ঘুষ চেয়েছে",
    "অরুণ সরকারের বাড়ির সামনে আলো নেই",
    "arun sarkar er barir samne jol jomche",
    "প্রধান রাস্তায় জল, কেউ কিছু করছে না",
    "প্রধান শিক্ষক স্কুলে আসেন না, দুর্ব্যবহার করেন",
    "প্রধানমন্ত্রী আবাস যোজনার টাকা পাইনি",
    "The main road is broken, nobody is asking",
    "सड़क टूटी है, प्रधान मार्ग पर पानी",
    "স্বাস্থ্যকর্মী দিদি ভালো কাজ করছেন",
    "লক্ষ্মী পুজোর আলো জ্বলে না",
    "সরকার বাড়ির সামনে নালা বন্ধ",
    "রাস্তায় গর্ত হয়েছে",
    "পরিবারের সদস্যরা কেউ ভাতার টাকা পায়নি",
    "5 family members, no ration money",
    "",
    # A name is also a goddess's, a scheme's, a place's, or that of somebody else.
    "লক্ষ্মী পূজার চাঁদা চায় ক্লাবের ছেলেরা",
    "লক্ষ্মীর ভাণ্ডার পাইনি",
    "লক্ষ্মীর ভাণ্ডারের টাকা তিন মাস আসেনি",
    "lakshmir bhandar er taka ase ni",
    "lokkhi bhandar taka pai ni",
    "लक्ष्मी भंडार का पैसा नहीं आया",
    "Lakshmi Bhandar money has not come",
    "দাদা, লক্ষ্মীর ভাণ্ডার কবে পাব",
    "লক্ষ্মীর দিদি মারা গেছে",
    "লক্ষ্মী দিদির বাড়ির সামনে নালা বন্ধ",
    "kakali didir barir samne alo nei",
    "কাকলি দিদি মারা গেছেন, ভাতার টাকা পাইনি",
    "মৃত কাকলি দিদির নাম তালিকায় আছে",
    "আমার নাম কাকলি, দিদি থাকেন শান্তিপুরে",
    "অরুণা দিদির বিধবা ভাতা আসেনি",
    "বরুণ দাদা রাস্তা আটকে দিয়েছে",
    "কাকন দিদি জল নষ্ট করেন",
    "लक्ष्मी जी के मंदिर के सामने गंदगी है",
    "সরকার টাকা দেয় না",
    "পালদের পুকুরে ময়লা ফেলা হচ্ছে",
    "বাগদা যাওয়ার রাস্তা ভাঙা",
    # Staff of somewhere else, or who suffer.
    "স্বাস্থ্য কর্মী ঘুষ চায়",
    "অঙ্গনওয়াড়ি কর্মী ঠিক সময়ে আসেন না",
    "আশা কর্মীরা আসে না",
    "আশাকর্মী টাকা চায়",
    "asha karmi taka chay",
    "anganwadi karmi ase na",
    "बिजली कर्मचारी पैसे मांगते हैं",
    "आशा कर्मी पैसे मांगती हैं",
    "hospital staff are rude",
    "ব্যাঙ্কের কর্মী টাকা দেয় না",
    "বিদ্যুৎ দপ্তরের লোক টাকা চায়",
    "bidyut office er lok ghush chay",
    "রেশন দোকানের কর্মী মাল কম দেয়, ধমক দেয়",
    "থানার বড়বাবু ডায়েরি নেন না",
    "bank er staff kaj kore na",
    "ব্লক অফিসে টাকা চায়",
    "जनता की नहीं, पोस्ट ऑफिस वाले पैसे मांगते हैं",
    "জনস্বাস্থ্য দপ্তরের লোক আসে না",
    "কর্মীকে মারধর করা হয়েছে",
    "কর্মীদের সঙ্গে দুর্ব্যবহার করেছে মাতালরা",
    "আমি একশো দিনের কর্মী, টাকা পাইনি",
    "কর্মীদের বেতন আসেনি",
    "कर्मचारियों का वेतन नहीं आया",
    # A road at the office, and the people of the village.
    "পঞ্চায়েত অফিসের সামনের রাস্তা ভাঙা",
    "panchayat office er samne rasta bhanga",
    "পঞ্চায়েত অফিসের কাছে জল জমে, কেউ পরিষ্কার করে না",
    "पंचायत ऑफिस के सामने की सड़क टूटी है",
    "The road near the panchayat office is broken, nobody comes to repair it",
    "আমাদের পঞ্চায়েতে জল আসে না",
    "amader panchayet e jol ase na",
    "পঞ্চায়েতের লোক জল পায় না",
    "অফিসে জানিয়েছি, ময়লা তোলা হয় না",
    "ভাতার টাকা পাইনি, অফিসে গেছি, অনেক সময় লাগে",
    "অফিসের পাশের লোকেরা ময়লা ফেলে",
    "লোকেরা রাস্তায় গরু বাঁধে, কথা শোনে না",
]


def is_about_staff(office: FrontOffice, code: str, told: str) -> bool:
    return names_staff(told, office.offices.posts_held(office.offices.by_code(code).id))


@pytest.mark.parametrize("told", NAMED)
def test_who_is_named_in_whatever_script_is_noticed(samples: Samples, told: str) -> None:
    with samples.open_office() as office:
        assert is_about_staff(office, "SAMPLE-01", told)


@pytest.mark.parametrize("told", NOT_NAMED)
def test_words_that_only_sound_like_a_post_name_nobody(samples: Samples, told: str) -> None:
    with samples.open_office() as office:
        assert not is_about_staff(office, "SAMPLE-01", told)


@pytest.mark.parametrize("told", ["वार्ड को ऑर्डिनेटर मिलते नहीं", "शिबनाथ दास को बताया था", "ward coordinator ghus chay"])
def test_a_word_in_two_parts_and_letters_said_alike_are_still_the_same(samples: Samples, told: str) -> None:
    with samples.open_office() as office:
        assert is_about_staff(office, "SAMPLE-03", told)


def test_somebody_of_another_office_or_who_has_left_is_not_meant(samples: Samples) -> None:
    with samples.open_office() as office:
        told = "অরুণ সরকার ঘুষ চেয়েছেন"
        assert not is_about_staff(office, "SAMPLE-02", told)
        employee = office.staffing.by_employee_id("SAMPLE-01", "SAMPLE-E-202")
        employee.left_on = TODAY
        assert not is_about_staff(office, "SAMPLE-01", told)


def file(samples: Samples, office: FrontOffice, told: str, category: str, kind: str = "grievance") -> Grievance:
    return office.grievances.file(
        office.offices.by_code("SAMPLE-01").id,
        samples.citizen(office),
        kind="suggestion" if kind == "suggestion" else "grievance",
        category_key=category,
        description=told,
        place="অফিস",
        pin=None,
        media_ids=[],
    )


@pytest.mark.parametrize(("told", "category"), [("কাজ হয় না", "office"), ("সচিব ঘুষ চেয়েছেন", "schemes")])
def test_a_complaint_about_the_office_goes_past_it_and_nobody_there_is_shown_it(
    samples: Samples, told: str, category: str
) -> None:
    with samples.open_office() as office:
        filed = file(samples, office, told, category)
        ordinary = samples.file(office)
    with samples.open_office() as office:
        grievance = office.grievances.get(filed.id)
        assert (grievance.level, grievance.bypasses_office) == (1, True)
        assert office.grievances.holder(grievance)["en"] == "BDO, Bagda Block"
        above = office.grievances.next_above(grievance)
        assert above
        assert above["en"] == "SDO, Bangaon"
        facts = office.grievances.facts_for_acknowledgement(grievance, "en")
        assert (facts["department"]["en"], facts["escalates_to"]["en"]) == ("BDO, Bagda Block", "SDO, Bangaon")
        assert facts["past_office"]
        # Nobody whom it may be about answers for the paper.
        assert facts["office"]["en"] == "Department of Panchayats and Rural Development"
        assert (facts["signatory"]["en"], facts["block"]["en"]) == ("BDO, Bagda Block", "Bagda")
        assert facts["signatory_post"] == facts["office"]
        for staff in office.session.scalars(select(Staff).where(Staff.office_id == grievance.office_id)):
            listed = [each.id for each in office.grievances.listed_to(staff, 100)]
            assert ordinary.id in listed
            assert grievance.id not in listed
        # Whoever runs the service sees everything.
        assert grievance.id in [each.id for each in office.grievances.newest(100, office_id=grievance.office_id)]


def test_a_suggestion_about_the_office_stays_there(samples: Samples) -> None:
    with samples.open_office() as office:
        suggestion = file(samples, office, "অফিসে বসার জায়গা চাই", "office", kind="suggestion")
        assert (suggestion.level, suggestion.bypasses_office) == (0, False)


def test_who_names_somebody_later_takes_the_complaint_past_the_office_then(samples: Samples) -> None:
    with samples.open_office() as office:
        number = samples.file(office).number
        office.grievances.add(number, samples.citizen(office), words="সচিব টাকা চেয়েছেন", media_ids=[])
    with samples.open_office() as office:
        grievance = office.grievances.by_number(number)
        assert grievance
        assert (grievance.state, grievance.level, grievance.bypasses_office) == (State.FORWARDED, 1, True)
        assert office.grievances.history(grievance)[-1].level == 1
