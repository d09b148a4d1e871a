"""What a person is told who was not signed in; the log gets the reason, and neither gets a token or a number."""

import logging

from accounts.identity import SignInRefused

FOREIGN = "此次登录不是从本平台发起的，或已经完成、已经过期。请从本平台的登录页重新登录。"
USED = "登录凭证已使用过或已过期。为保护您的账号，请重新登录。"
FORGED = "身份认证服务返回的登录凭证没有通过核验，未予登录。请重新登录；如仍不成功，请联系平台技术支持。"
AWAY = "身份认证服务暂时无法连接，未能登录。请稍后再试；您在本平台已填写的内容不受影响。"
NOT_ASKED = (
    "身份认证服务没有重新核验您的身份，不能据此办理。请再次验证，并在身份认证服务的页面上由本人重新登录；"
    "如仍不成功，请先在身份认证服务退出登录，或联系平台技术支持。"
)
CANCELLED = "您没有在身份认证服务完成登录。如需使用本平台，请重新登录。"
INCOMPLETE = (
    "身份认证服务没有提供登录所需的信息（{missing}），未予登录。请先在身份认证服务补全后再登录，或联系平台技术支持。"
)
IMPOSSIBLE = "身份认证服务提供的{name}有误，未予登录。请先在身份认证服务更正后再登录，或联系平台技术支持。"
WRONG_KIND = "您选择的是{chosen}，但在身份认证服务登录的是{other}。请从登录页选择对应的账号类别重新登录。"

# The same for somebody who is signed in and only wanted to show that it is he: the page that asks stands below it.
IN_A_PROOF = {
    FOREIGN: "此次验证已经完成、已经过期，或者不是从本平台发起的，事项没有办理。请重新验证。",
    USED: "验证身份的凭证已使用过或已过期，事项没有办理。请重新验证。",
    FORGED: ("身份认证服务返回的凭证没有通过核验，事项没有办理。请重新验证；如仍不成功，请联系平台技术支持。"),
    AWAY: "身份认证服务暂时无法连接，未能验证身份，事项没有办理。请稍后在此页面重新验证。",
    CANCELLED: "您没有在身份认证服务完成登录，事项没有办理。请重新验证，或选择暂不办理。",
}

log = logging.getLogger("accounts.gov")


def refused(sentence: str, reason: str) -> SignInRefused:
    """Return the refusal to raise, having written its reason to the log.

    Args:
        sentence: what the person reads.
        reason: what the operator reads; words of ours, never what was sent.
    """
    log.warning("a sign-in was refused: %s", reason)
    return SignInRefused(sentence)
