"""Sets the register of a report as a tagged PDF with WeasyPrint."""

from html import escape

from weasyprint import HTML

import register

STYLE = """
@font-face { font-family: Latin; src: url("SourceSans3-Regular.ttf"); }
@font-face { font-family: Latin; font-weight: bold; src: url("SourceSans3-Bold.ttf"); }
@font-face { font-family: Japanese; src: url("BIZUDPGothic-Regular.ttf"); }
@font-face { font-family: Japanese; font-weight: bold; src: url("BIZUDPGothic-Bold.ttf"); }
@font-face { font-family: Rest; src: url("NotoSansJP-Regular.ttf"); }
@page { size: A4; margin: 18mm; @bottom-right { content: counter(page) " / " counter(pages); } }
* { box-sizing: border-box; }
html { font: 8.5pt Latin, Japanese, Rest; }
h1 { font-size: 15pt; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; }
th, td { border-bottom: 0.4pt solid #c8c8c8; padding: 2pt 3pt; text-align: left; vertical-align: top; }
tr { break-inside: avoid; }
td { overflow-wrap: anywhere; }
.number { width: 6%; text-align: right; }
.page { width: 42%; }
.seen, .presence, .positions { width: 13%; }
small { color: #56616e; display: block; }
"""

ROW = """<tr><td class="number">{number}</td>
<td>{title}<small>{url}</small><small>{where}</small></td>
<td>{first}<small>{last}</small></td><td>{presence}<small>{recent}</small></td><td>{positions}</td>
<td>{state}<small>{owned}</small><small>{label}</small></td></tr>"""


def page(data):
    """The register as HTML."""
    rows = [
        ROW.format(
            number=number,
            owned="owned" if row["is_owned"] else "",
            **{name: escape(str(value)) for name, value in row.items()},
        )
        for number, row in enumerate(data["rows"], 1)
    ]
    organization, period = escape(data["organization"]), escape(data["period"])
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{organization}, {period}</title>
<style>{STYLE}</style></head>
<body><h1>{organization}, {period}</h1>
<table><thead><tr><th class="number"></th><th class="page">Page</th><th class="seen">Seen</th>
<th class="presence">Presence</th><th class="positions">Positions</th><th>State</th></tr></thead>
<tbody>{"".join(rows)}</tbody></table></body></html>"""


def main():
    arguments = register.arguments(__doc__)
    html = page(register.read(arguments.report))
    HTML(string=html, base_url=f"{arguments.fonts.resolve()}/").write_pdf(arguments.output, pdf_tags=True)


if __name__ == "__main__":
    main()
