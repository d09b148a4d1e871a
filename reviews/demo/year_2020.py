"""The autumn of 2020: the notice of another city, long ended when the season of 2021 begins."""

from reviews.demo import notices
from reviews.demo.season import Scene

SCENES: tuple[Scene, ...] = (("2020-09-10 10:00", "发布杭州市2020年度计划", notices.announce_hangzhou),)
