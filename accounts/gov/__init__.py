"""Sign-in by a real service behind the seam of accounts.identity: OpenID Connect, and the province's tickets.

openid.py   any OpenID provider, by the authorization code flow
tickets.py  浙江政务服务网 as it is published: tickets of puser (persons) and esso (legal persons)

What both share: pending.py (a sign-in under way belongs to one browser and ends once), assertions.py (what a service
says becomes an assertion only if it is whole and possible), refusals.py (what a person is told).
"""
