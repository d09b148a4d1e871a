"""Why a file was refused, in a sentence that says which file, what is wrong and what to do."""

from django.core.exceptions import ValidationError

SENTENCES = {
    "empty": "文件“{name}”是空的（0 字节）。请检查原文件能否打开，再重新选择上传。",
    "too_large": "文件“{name}”有 {size}，超过了 {limit} 的上限。请压缩或拆分后重新上传。",
    "not_allowed": "文件“{name}”的内容不是{allowed}。请转换为{allowed}后重新上传，只修改文件扩展名无效。",
    "not_an_image": "文件“{name}”不是图片。此处请上传 JPG 或 PNG 格式的照片。",
    "encrypted": "文件“{name}”设有密码或使用限制。请取消密码和限制，另存为普通 PDF 后重新上传。",
    "incomplete": "文件“{name}”不完整，可能在下载或传输中被截断。请打开原文件确认内容齐全，再重新上传。",
    "broken": "文件“{name}”已损坏，无法打开。请用原软件重新导出，或打印为 PDF 后重新上传。",
    "no_pages": "文件“{name}”没有任何页面。请检查原文件后重新导出上传。",
    "too_many_pages": "文件“{name}”超过 {pages} 页。请拆分为几个文件后分别上传。",
    "too_many_pixels": "图片“{name}”的尺寸过大，超过 {megapixels} 百万像素。请缩小尺寸后重新上传。",
    "not_a_table": "文件“{name}”不是 CSV 表格。请在表格软件中另存为“CSV UTF-8（逗号分隔）”后重新上传。",
    "too_many_rows": "文件“{name}”超过 {rows} 行。请拆分为几个文件后分别上传。",
    "too_complex": "文件“{name}”过于复杂，无法在限定时间内完成安全检查。请打印为 PDF 或降低分辨率后重新上传。",
}


class UploadRefused(ValidationError):
    """A file that is not taken; `sentence` is for the person who uploaded it, `code` for tests and statistics."""

    def __init__(self, code: str, **details: object) -> None:
        """Choose the sentence by its code and fill the details in."""
        self.sentence = SENTENCES[code].format(**details)
        super().__init__(self.sentence, code=code)
