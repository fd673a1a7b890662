"""Sets the register of a report as a tagged PDF with typst."""

import json
from pathlib import Path

import typst

import register


def main():
    arguments = register.arguments(__doc__)
    data = register.read(arguments.report)
    typst.compile(
        Path(__file__).with_name("register.typ").read_bytes(),
        output=str(arguments.output),
        font_paths=typst.Fonts(include_system_fonts=False, font_paths=[str(arguments.fonts)]),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )


if __name__ == "__main__":
    main()
