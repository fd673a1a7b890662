"""What both peers of the register share: the command line, and the rows of a report in their order."""

import argparse
import json
from pathlib import Path

import common


def arguments(description):
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("report", type=Path, help="a report.json with a register")
    parser.add_argument("output", type=Path, help="the PDF to write")
    parser.add_argument("--fonts", type=Path, default=common.FONTS, help="the folder with the fonts")
    return parser.parse_args()


def read(path):
    """The organization, the period, and what counsel's register says of each page."""
    report = json.loads(path.read_text(encoding="utf-8"))
    rows = [
        {
            "title": page["title"],
            "url": page["url"],
            "where": f"{page['search_term']} · {page['viewpoint']}",
            "first": page["first_seen_on"],
            "last": page["last_seen_on"],
            "presence": f"{page['seen_count']} of {page['possible_count']}",
            "recent": f"{page['recent_seen_count']} of {page['recent_possible_count']} in 4 weeks",
            "positions": f"{page['best_position']} · {page['middle_position']} · {page['latest_position']}",
            "state": page["state"],
            "label": f"{page['label']} ({page['label_source']})" if page["label"] else "",
            "is_owned": page["is_owned"],
        }
        for page in report["record"]["register"]
    ]
    return {"organization": report["case"]["organization"], "period": report["period"]["name"], "rows": rows}
