# ruff: noqa: E501 - a table, one row a line
"""What other programs put on the clipboard, as they put it there, and what is kept of it."""

from __future__ import annotations

from typing import NamedTuple


class Fragment(NamedTuple):
    """What is pasted, and what becomes of it."""

    pasted: str
    kept: str


BULLET = (
    "<![if !supportLists]><span style='font-family:Symbol;mso-fareast-font-family:Symbol;mso-bidi-font-family:Symbol'>"
    "<span style='mso-list:Ignore'>·<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; "
    "</span></span></span><![endif]>"
)


def _item(words: str, level: int = 1, marker: str = "", place: str = "Middle") -> str:
    drawn = (
        f"<![if !supportLists]><span style='mso-list:Ignore'>{marker}<span style='font:7.0pt \"Times New Roman\"'>"
        "&nbsp;&nbsp; </span></span><![endif]>"
        if marker
        else BULLET
    )
    style = f"margin-left:{level}.0in;mso-add-space:auto;text-indent:-.25in;mso-list:l0 level{level} lfo1"
    return (
        f"<p class=MsoListParagraphCxSp{place} style='{style}'>{drawn}"
        f"<span lang=VI style='mso-ansi-language:VI'>{words}<o:p></o:p></span></p>\n"
    )


WORD = {
    "a report": Fragment(
        """<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40"><head>
<meta http-equiv=Content-Type content="text/html; charset=utf-8"><meta name=Generator content="Microsoft Word 15">
<link rel=File-List href="file:///C:/Users/x/AppData/Local/Temp/msohtmlclip1/01/clip_filelist.xml">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- /* Style Definitions */ p.MsoNormal, li.MsoNormal {mso-style-unhide:no; margin:0in;} @page {size:8.5in 11in}
--></style><!--[if gte mso 10]><style>table.MsoNormalTable {mso-style-name:"Table Normal";}</style><![endif]--></head>
<body lang=EN-US style='tab-interval:.5in'><!--StartFragment-->
<h1 style='mso-line-height-rule:exactly'><span lang=VI style='font-family:"Times New Roman",serif'>Kết quả
tháng 11<o:p></o:p></span></h1>
<p class=MsoNormal style='text-align:justify;text-indent:.5in'><b style='mso-bidi-font-weight:normal'><span lang=VI
style='font-size:14.0pt'>Hà Nội</span></b><span lang=VI style='font-size:14.0pt'>&nbsp;&nbsp; trả <i>đúng hẹn</i>
98,2%<sup>1</sup>.<o:p></o:p></span></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
"""
        + _item("Khai sinh", place="First")
        + _item("Trong ngày", level=2, marker="o")
        + _item("Kết hôn", place="Last")
        + """<!--EndFragment--></body></html>""",
        "<h2>Kết quả tháng 11</h2><p><strong>Hà Nội</strong> trả <em>đúng hẹn</em> 98,2%<sup>1</sup>.</p>"
        "<ul><li><p>Khai sinh</p><ul><li><p>Trong ngày</p></li></ul></li><li><p>Kết hôn</p></li></ul>",
    ),
    "a list of numbers, and points by letter": Fragment(
        _item("Nộp hồ sơ", marker="3.", place="First")
        + _item("Nhận kết quả", marker="4.")
        + _item("tại nhà", level=2, marker="đ)", place="Last"),
        '<ol start="3"><li><p>Nộp hồ sơ</p></li><li><p>Nhận kết quả</p></li></ol><p>đ) tại nhà</p>',
    ),
    "a table": Fragment(
        """<table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0 style='border-collapse:collapse;border:none;
mso-border-alt:solid windowtext .5pt;mso-yfti-tbllook:1184;mso-padding-alt:0in 5.4pt 0in 5.4pt'>
<tr style='mso-yfti-irow:0;mso-yfti-firstrow:yes'><td width=312 valign=top style='width:233.75pt'><p class=MsoNormal
align=center><b><span lang=VI>Thủ tục<o:p></o:p></span></b></p></td><td width=312 colspan=2><p class=MsoNormal><b>Số
hồ sơ<o:p></o:p></b></p></td></tr><tr style='mso-yfti-irow:1'><td><p class=MsoNormal>Khai sinh<o:p></o:p></p></td>
<td><p class=MsoNormal><o:p>&nbsp;</o:p></p></td><td><p class=MsoNormal>12<o:p></o:p></p></td></tr></table>""",
        '<table><tbody><tr><th><p>Thủ tục</p></th><th colspan="2"><p>Số hồ sơ</p></th></tr>'
        "<tr><td><p>Khai sinh</p></td><td></td><td><p>12</p></td></tr></tbody></table>",
    ),
    "a picture, a comment, a link to a file": Fragment(
        """<p class=MsoNormal><!--[if gte vml 1]><v:shape id="_x0000_i1025" style='width:96pt'><v:imagedata
src="file:///C:/clip_image001.png"/></v:shape><![endif]--><![if !vml]><img width=128 height=96
src="file:///C:/Users/x/clip_image002.png" v:shapes="_x0000_i1025"><![endif]><a
href="file:///C:/Users/x/a.docx"><span class=MsoHyperlink>tệp của tôi</span></a><a style='mso-comment-reference:A_1'></a>
<span class=MsoCommentReference><span style='font-size:8.0pt'><![if !supportAnnotations]></span></span></p>""",
        "<p>tệp của tôi</p>",
    ),
}

OTHERS = {
    "Google Docs": Fragment(
        """<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-7f1"><h2 dir="ltr"
style="line-height:1.38"><span style="font-size:16pt;font-weight:700;">Lịch tiếp dân</span></h2><p dir="ltr"
style="line-height:1.38"><span style="font-size:11pt;font-weight:400;font-style:normal;white-space:pre-wrap;">Sáng
</span><span style="font-weight:700;">thứ Hai</span><span style="font-style:italic;"> hằng tuần</span></p><br /><ol
style="margin-top:0"><li dir="ltr" style="list-style-type:lower-alpha;" aria-level="1"><p dir="ltr"
role="presentation"><span>Đăng ký</span></p></li><ul><li dir="ltr" style="list-style-type:circle;" aria-level="2"><p
role="presentation"><span>tại quầy</span></p></li></ul><li style="list-style-type:lower-alpha;"><p>Gặp</p></li></ol></b>""",
        "<h2>Lịch tiếp dân</h2><p>Sáng <strong>thứ Hai</strong><em> hằng tuần</em></p>"
        '<ol type="a"><li><p>Đăng ký</p><ul><li><p>tại quầy</p></li></ul></li><li><p>Gặp</p></li></ol>',
    ),
    "Excel": Fragment(
        """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta name=ProgId content=Excel.Sheet><style>
<!--table {mso-displayed-decimal-separator:"\\.";} td {mso-number-format:General;}--></style></head><body link="#0563C1">
<table border=0 cellpadding=0 cellspacing=0 width=128 style='border-collapse:collapse;width:96pt'><!--StartFragment-->
<col width=64 span=2 style='width:48pt'><tr height=20><td height=20 class=xl65>Xã</td><td align=right x:num>1.204</td>
</tr><tr><td>&nbsp;</td><td></td></tr><tr><td>Phường</td><td x:num="0.982">98,2%</td></tr><!--EndFragment--></table>
</body></html>""",
        "<table><tbody><tr><td><p>Xã</p></td><td><p>1.204</p></td></tr>"
        "<tr><td><p>Phường</p></td><td><p>98,2%</p></td></tr></tbody></table>",
    ),
    "bullets that were typed": Fragment(
        "<p>Gồm:</p><p>• Đơn</p><p>•&nbsp; Ảnh</p><p>- Không phải danh sách</p>",
        "<p>Gồm:</p><ul><li><p>Đơn</p></li><li><p>Ảnh</p></li></ul><p>- Không phải danh sách</p>",
    ),
    "a web page": Fragment(
        '<div class="x"><article><h3>A</h3><div>b<span style="color:red">c</span></div><center>d</center></article></div>',
        "<h3>A</h3><p>bc</p><p>d</p>",
    ),
}
