"""Documents: a review form of ten pages, a cell of 5,000 characters, a watermark, a hundred forms, memory."""

import resource
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from bench.measure import median, row
from zcps.documents import add_watermark, missing_glyphs, page_texts, render_pdf

SENTENCE = "主持完成数控机床主轴热误差补偿系统的研制，经鉴定达到国内领先水平，"
TABLE = "<table><col style='width:25%'><col>{rows}</table>"
FORM = "".join(
    f"<h2 style='break-before:page'>{number}、业绩成果</h2>"
    + TABLE.format(rows="".join(f"<tr><th>第{n}项</th><td>{SENTENCE * 2}</td></tr>" for n in range(10)))
    for number in range(1, 11)
)
LONG = TABLE.format(rows=f"<tr><th>工作总结</th><td>{(SENTENCE * 150)[:5000]}</td></tr>")


def main() -> None:
    """Print the table."""
    form = render_pdf(FORM, title="评审表")
    print(
        f"review form: {len(page_texts(form))} pages, {sum(map(len, page_texts(form)))} characters, {len(form)} bytes"
    )
    row("review form, warm", median(lambda: render_pdf(FORM, title="评审表")), 0.5)
    row("cell of 5,000 characters", median(lambda: render_pdf(LONG, title="总结")), 2)
    row("watermark on the review form", median(lambda: add_watermark(form, "仅供评审使用 王五")), 0.03)
    row("pre-flight of 10,000 characters", median(lambda: missing_glyphs(SENTENCE * 300)), 0.01)
    begun = time.perf_counter()
    for number in range(100):
        render_pdf(FORM + str(number), title="评审表")
    row("100 review forms", time.perf_counter() - begun, 60)
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"memory at its highest: {megabytes:.0f} MB (budget 400 MB)")


if __name__ == "__main__":
    main()
