"""Addresses of this app."""

from django.urls import URLPattern, path, register_converter

from accounts.views import (
    account,
    clear_reading,
    demo_identity,
    enrolment,
    hats,
    jobs,
    notices,
    office_numbers,
    offices,
    own_data,
    proving,
    recovery,
    sign_in,
)


class SignInKind:
    """The two kinds of account that the government service knows."""

    regex = "personal|legal_person"

    def to_python(self, value: str) -> str:
        """Take it as it is."""
        return value

    def to_url(self, value: str) -> str:
        """Write it as it is."""
        return str(value)


register_converter(SignInKind, "sign_in_kind")

urlpatterns: list[URLPattern] = [
    path("sign-in/", sign_in.sign_in, name="sign_in"),
    path("sign-in/begin/<sign_in_kind:kind>/", sign_in.sign_in_begin, name="sign_in_begin"),
    path("sign-in/return/", sign_in.sign_in_return, name="sign_in_return"),
    path("sign-in/enrol/", enrolment.enrol, name="enrol"),
    path("sign-in/prove/", proving.proof_begin, name="proof_begin"),
    path("sign-in/prove/continue/", proving.proof_continue, name="proof_continue"),
    path("sign-out/", sign_in.sign_out, name="sign_out"),
    path("hat/", hats.switch_hat, name="switch_hat"),
    path("account/", account.account, name="account"),
    path("account/sign-ins/", account.sign_in_history, name="sign_in_history"),
    path("account/sessions/<int:pk>/end/", account.session_end, name="session_end"),
    path("account/sessions/end-others/", account.sessions_end_others, name="sessions_end_others"),
    path("account/recovery-codes/", recovery.recovery_codes, name="recovery_codes"),
    path("account/readings/", clear_reading.readings, name="clear_readings"),
    path("account/password/", account.change_password, name="change_password"),
    path("account/id-number/", office_numbers.office_number, name="office_number"),
    path("account/data/", own_data.own_data, name="own_data"),
    path("account/data/pack/", own_data.own_data_pack, name="own_data_pack"),
    path("account/close/", own_data.account_close, name="account_close"),
    path("notices/", notices.notices, name="notices"),
    path("notices/read/", notices.notices_read, name="notices_read"),
    path("notices/<int:pk>/", notices.notice_open, name="notice_open"),
    path("jobs/<int:pk>/", jobs.job, name="job"),
    path("jobs/<int:pk>/progress/", jobs.job_progress, name="job_progress"),
    path("office-accounts/", offices.office_accounts, name="office_accounts"),
    path("office-accounts/agencies/<int:pk>/", offices.office_agency, name="office_agency"),
    path("office-accounts/<int:pk>/reset/", offices.office_account_reset, name="office_account_reset"),
    path("office-accounts/<int:pk>/unlock/", offices.office_account_unlock, name="office_account_unlock"),
    path("office-accounts/<int:pk>/end/", offices.office_account_end, name="office_account_end"),
    path("office-accounts/<int:pk>/id-number/", office_numbers.office_account_number, name="office_account_number"),
    path("office-accounts/id-numbers/", office_numbers.office_numbers_list, name="office_numbers"),
    path("demo/government-service/", demo_identity.demo_identity, name="demo_identity"),
    path("demo/codes/", demo_identity.demo_codes, name="demo_codes"),
]
