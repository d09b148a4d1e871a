"""Invented people whom the services of these tests know, as those services write them down."""

import datetime as dt

from law.identity import make_idcard, make_uscc

# Where Django's client believes the platform to be.
SITE = "http://testserver"
# A district that was never given out, so that no number belongs to anybody.
_NOWHERE = "330899"
NUMBER = make_idcard(_NOWHERE, dt.date(1981, 5, 6), 7)
OFFICER_NUMBER = make_idcard(_NOWHERE, dt.date(1982, 6, 7), 9)
USCC = make_uscc(f"91{_NOWHERE}MA9999999")

PERSON = {
    "kind": "personal",
    "name": "某甲",
    "id_number": NUMBER,
    "id_type": "身份证",
    "phone": "13900000001",
    "assurance": "3",
}
OFFICER = {
    "kind": "legal_person",
    "name": "某经办",
    "id_number": OFFICER_NUMBER,
    "id_type": "身份证",
    "phone": "13900000002",
    "assurance": "2",
    "uscc": USCC,
    "legal_name": "衢州市某单位",
    "representative": "某法人",
}
PEOPLE = [PERSON, OFFICER]
