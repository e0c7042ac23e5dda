"""How people call those who work for an office, and what they blame them for: in Bengali, Hindi, English and Latin letters.

"_" stands for a blank. Endings need not be listed: see ``staff_named``.
"""

from __future__ import annotations

from typing import Final

#: Letters that may follow a name or post in Bengali and Hindi: whose, whom, and so on.
ENDINGS: Final = "er r s ke ra der র ের এর কে রা েরা দের েদের য়ের টি টা তে ও ই বাবু সাহেব দা দি জি जी ने को का की के से"
#: What no sample's name or post is told apart by.
COMMON: Final = "নমুনা sample नमूना শ্রী shri sri श्री श्रीमती gp gram panchayat গ্রাম পঞ্চায়েত পঞ্চায়েতের ग्राम पंचायत"

#: What follows the name of somebody whom one speaks of with respect, also written as one word with it.
ADDRESS: Final = """
    দি দিদি দিদিমণি দিদিমনি দা দাদা দাদাবাবু ভাই বৌদি বউদি মাসি পিসি কাকু বাবু সাহেব মশাই মহাশয় ম্যাডাম ম্যাম স্যার স্যর
    di didi didimoni didimani da dada dadababu bhai boudi mashi masi pishi kaku babu saheb sahib sahab moshai mosai madam
    mam maam sir
    दी दीदी दा दादा भैया भाई बाबू जी साहब साहेब सर मैडम मैम
"""
#: Of these, what follows a surname as well.
TITLE: Final = "বাবু সাহেব ম্যাডাম স্যার স্যর babu saheb sahib sahab madam sir बाबू साहब साहेब सर मैडम"

#: Posts as people call them beside what the office's list says.
CALLED: Final = {
    "pradhan": "prodhan podhan pradhan",
    "secretary": "sochib sachib sechretari secretari",
    "sahayak": "sohayok sahayak",
    "executive assistant": "nirbahi_sohayok",
    "nirman sahayak": "nirman_sohayok",
    "ward co-ordinator": "coordinator co-ordinator কো-অর্ডিনেটর কোঅর্ডিনেটর",
}
#: Posts that every office has, whether or not its list of staff says so.
EVERYWHERE: Final = """
    member mambar membar মেম্বার মেম্বর সদস্য পঞ্চায়েত_সদস্য sodossho sadasya मेंबर सदस्य पंचायत_सदस्य
    সহায়ক নির্মাণ_সহায়ক নির্বাহী_সহায়ক উপপ্রধান প্রধান সচিব sahayak sohayok nirman_sahayak upapradhan upoprodhan
    prodhan pradhan sochib secretary सहायक निर्माण_सहायक उपप्रधान प्रधान सचिव
"""
#: Whoever works there, without a name; many work elsewhere, or are the ones who suffer.
STAFF: Final = """
    কর্মী কর্মচারী স্টাফ কেরানি করণিক ক্লার্ক আধিকারিক অফিসার বড়বাবু বড়_বাবু ছোটবাবু বাবুরা পিয়ন
    karmi kormi karmee kormee kormochari karmochari karmachari karmchari staff kerani clerk adhikarik officer official
    officials borobabu barababu boro_babu babura peon pion employee employees
    कर्मी कर्मियों कर्मचारी कर्मचारियों स्टाफ स्टाफ़ बाबू बाबुओं बड़े_बाबू क्लर्क अधिकारी अधिकारियों चपरासी
"""
#: The house itself, when its people are meant.
OFFICE: Final = """
    অফিস দপ্তর দফতর কার্যালয় পঞ্চায়েত পঞ্চায়েৎ জিপি
    office offis ofis afis opis daptar doptor panchayat panchayet panchayot ponchayat ponchayet ponchayot gp
    ऑफिस ऑफ़िस आफिस दफ्तर दफ़्तर कार्यालय पंचायत
"""
PEOPLE: Final = """
    লোক লোকজন লোকগুলো লোকেরা লোকেদের বাবু বাবুরা দাদা দাদারা দিদি দিদিরা দিদিমণি ম্যাডাম স্যার ওয়ালা ওয়ালারা
    lok lokjon lokgulo lokera loke loka babu babura dada dadara didi didira didimoni madam sir wala wale wali walo
    people persons men man guys
    वाला वाले वाली वालों लोग लोगों बाबू साहब मैडम दीदी
"""
#: In the house: whoever takes money there is one of its people.
INSIDE: Final = """
    অফিসে দপ্তরে দফতরে পঞ্চায়েতে_গেলে পঞ্চায়েতে_গেলেই ofise opise panchayate_gele panchayete_gele ponchayete_gele
    office_e ofis_e office_te office_me office_mein in_the_office at_the_office panchayat_e_gele panchayet_e_gele
    ponchayet_e_gele ऑफिस_में ऑफ़िस_में आफिस_में दफ्तर_में दफ़्तर_में कार्यालय_में पंचायत_में_जाने
"""
#: Asking for money: a word that says it all, or money close to who wants it.
BRIBES: Final = "ঘুষ কাটমানি তোলাবাজি ghus ghush katmani cutmoney bribe bribes रिश्वत घूस कटमनी rishwat rishvat ghoos"
MONEY: Final = "টাকা পয়সা taka poisa money rupees पैसे पैसा रुपये paise paisa rupaye"
WANTS: Final = """
    চায় চান চাইছে চেয়েছে চাইছেন চেয়েছেন নেয় নেন নিচ্ছে নিচ্ছেন নিয়েছে নিয়েছেন লাগে ছাড়া
    chay chaiche cheyeche ney neye nicche nichche niyeche lage chara demand demands demanded ask asks asked asking takes
    took taking want wants
    माँगा मांगा मांगते मांगता मांगती मांगे लेते लेता लेती mangte mangta mangti lete leta
"""

#: What somebody of an office is blamed for, whatever else is said.
CONDUCT: Final = """
    ঘুষ চায় চান চাইছে চেয়েছে চাইছেন চেয়েছেন নেয় নেন নিচ্ছে নিচ্ছেন নিয়েছে নিয়েছেন দুর্ব্যবহার ব্যবহার গালি গালাগালি হুমকি ধমক
    অপমান অবহেলা দুর্নীতি চুরি হয়রানি হয়রান দেরি দেরিতে অভদ্র বকেন বকাবকি তাড়িয়ে ঘোরাচ্ছে ঘোরাচ্ছেন ঘোরায় ঘোরান ফেরাচ্ছে শোনেনি শোনেননি
    নেয়নি নেননি করেনি করেননি দেয়নি দেননি আসেনি আসেননি মারধর মিথ্যা কাটমানি কাট তোলাবাজি
    katmani cutmoney ghus ghush chay chaiche cheyeche ney neye nicche nichche niyeche niyechen durbabohar byabohar bebohar
    galagali gali humki dhomok opoman obohela durniti churi hoyrani deri derite late ghorachche ghoracche ghoray koreni dicche_na deyni
    soneni shoneni shonenni mithya
    bribe bribes rude abused abuse abuses threat threatened threatens insult insulted refused refuses corrupt corruption
    negligence negligent ignored ignores misbehave misbehaves misbehaved misbehaviour lied absent demand demands demanded
    asked asks asking takes took taking shouts wants
    रिश्वत घूस माँग माँगा मांगा मांगते मांगता मांगती मांगे लेते लेता लेती दुर्व्यवहार बदतमीज़ी बदतमीजी गाली धमकी अपमान लापरवाही भ्रष्टाचार
    चोरी घुमा घुमाते भगा टाल झूठ कटमनी कट परेशान देर देरी
    rishwat rishvat ghoos mangte mangta mangti lete leta badtameezi pareshan
"""
#: What they do not do: in Bengali "not" follows, in Hindi and English it stands before.
DOES: Final = """
    করে করেন করছে করছেন আসে আসেন আসছে দেয় দেন দিচ্ছে দিচ্ছেন থাকে থাকেন শোনে শোনেন শুনছে শুনছেন বসে বসেন খোলে বলে বলেন দেখে দেখেন ধরে ধরেন চায় চান
    kore koren korche ase asen ashe ashen ay aay dey den dicche diche thake thaken sone shone shonen bose bosen khole dekhe dekhen dhore
    करते करता करती आते आता आती देते देता देती रहते सुनते सुनता सुनती बैठते मिलते मिलता मिलती
    come comes work works sit sits listen listens help helps give gives answer answers karte karta aate sunte dete milte
"""
NOT: Final = "না নাই নি na nai nahi never not t नहीं ना न"
#: Words of blame that are common words as well, and enough beside a post ("প্রধান", which no citizen bears) alone.
BLAME: Final = f"""{CONDUCT}
    টাকা taka takar money আসেন আসে শোনে শোনেন শুনছে শুনছেন করছে করছেন দিচ্ছে দিচ্ছেন korche dicche sone shone shonen
    पैसे सुनते सुनता करते मना
"""

#: Before these a post of one word is no person.
NOT_A_PERSON: Final = """
    সড়ক রাস্তা রাস্তায় শিক্ষক শিক্ষিকা মন্ত্রী গেট ফটক পাইপ লাইন সমস্যা কারণ কাজ নালা
    sorok rasta road sikkhok shikkhok shikkhika montri mantri gate pipe line somossa karon master teacher minister
    सड़क मार्ग शिक्षक शिक्षिका मंत्री द्वार समस्या कारण
"""
#: After these it is somebody of another place.
ELSEWHERE: Final = """
    পরিবারের পরিবার বাড়ির দলের সমিতির poribarer poriber family barir doler samitir परिवार दल समिति
    স্বাস্থ্য জনস্বাস্থ্য জল আশা বিদ্যুৎ ইলেকট্রিক কারেন্ট অঙ্গনওয়াড়ি আইসিডিএস সাফাই পুলিশ থানা সিভিক ব্যাঙ্ক ব্যাংক ডাক পোস্ট রেশন স্কুল বিদ্যালয় হাসপাতাল
    নার্সিং গ্যাস জমি ভূমি খাদ্য কৃষি বিডিও ব্লক মহকুমা জেলা পুরসভা আদালত কোর্ট রেল পার্টি পার্টির তৃণমূল বিজেপি সিপিএম কংগ্রেস রাজনৈতিক
    কারখানা বিড়ি নির্মাণ দোকান হোটেল কোম্পানি পরিযায়ী বেসরকারি প্রাক্তন দিনের কাজের মিড ডে
    asha health swasthya sasthya shastho jol water phe bidyut electric electricity current anganwadi icds safai police thana civic bank
    post ration school hospital gas land blro bdo block dm sdo court rail railway party tmc bjp cpm congress factory shop
    dokan hotel company private cooperative samabay hundred diner kajer
    स्वास्थ्य आशा बिजली आंगनवाड़ी सफ़ाई सफाई पुलिस थाना थाने बैंक डाक पोस्ट स्कूल अस्पताल राशन गैस ब्लॉक बीडीओ पार्टी कंपनी दुकान रेल निजी
"""
#: Between such a place and its people.
OF_A_PLACE: Final = """
    অফিস দপ্তর দফতর বিভাগ কেন্দ্র দোকান শাখা office offis ofis daptar doptor department dept kendro centre center branch
    ऑफिस ऑफ़िस आफिस दफ्तर दफ़्तर कार्यालय विभाग केंद्र दुकान er r ke ka ki के का की
"""
#: Whoever is spoken of there suffers it: directly after the word, or after "with", "upon".
SUFFERS: Final = """
    মারধর মেরেছে মারল মারলো হামলা আক্রমণ আক্রান্ত আহত বেতন মজুরি মাইনে ভাতা অভাব সংখ্যা মারা
    mardhor merechhe mereche hamla akromon beton mojuri maine bhata obhab attacked beaten salary salaries wages shortage
    मारपीट हमला वेतन तनख्वाह मज़दूरी मजदूरी कमी
"""
TOWARDS: Final = "সঙ্গে সাথে উপর ওপর উপরে songe shonge sathe opor upor साथ ऊपर"
ILL_USED: Final = """
    খারাপ দুর্ব্যবহার অভদ্র অন্যায় অশালীন kharap durbabohar onnay खराब बुरा बदतमीज़ी दुर्व्यवहार
"""
#: After one's own name, or that of somebody who lives no more.
NOT_THEM: Final = "আমি আমার নাম মৃত মৃতা প্রয়াত স্বর্গীয় স্বর্গত ami nam naam mrito proyato late name मैं नाम मृत स्वर्गीय"
#: Before these a name tells where something is, what is owed to them, or that they live no more.
THEIRS: Final = """
    বাড়ি ঘর দোকান পুকুর জমি পাড়া মন্দির পূজা পুজো মূর্তি ভাতা ভাণ্ডার ভান্ডার পেনশন রেশন আবেদন মারা মৃত মৃত্যু
    bari barir ghor dokan pukur jomi para mandir mondir puja pujo bhata bhandar vandar pension ration mara mrityu
    house shop pond land temple died
    घर मकान दुकान खेत मंदिर मन्दिर पूजा मूर्ति भंडार पेंशन राशन
"""
