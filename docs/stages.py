#!/usr/bin/env python3
"""Draws the pictures of house.md: python3 docs/stages.py target/debug/fuhe

The picture of one page by `fuhe tables --debug`, once a stage, with the groups of that stage only, cut to the head of the page.
"""
import pathlib
import re
import subprocess
import sys
import tempfile

PAGE = "fixtures/planted/fund-sum.pdf"
# Title, head and funds, in points: left, top, width, height.
LEFT, TOP, WIDTH, HEIGHT = 38, 45, 522, 180
STAGES = {
    "ink": ["strokes", "glyphs"],
    "lines": ["edges", "sides", "crossings"],
    "cells": ["cells", "glyphs", "numbers"],
    "form": ["fields", "labels", "other-texts", "unexplained", "glyphs"],
}


def is_shown(y):
    return TOP <= float(y) <= TOP + HEIGHT


def cut(marks):
    """What of a group lies in the part that is shown."""
    marks = re.sub(r"<text [^>]*?\by=\"([\d.-]+)\".*?</text>", lambda m: m[0] if is_shown(m[1]) else "", marks)
    marks = re.sub(r"<circle [^>]*?\bcy=\"([\d.-]+)\"[^>]*></circle>", lambda m: m[0] if is_shown(m[1]) else "", marks)
    marks = re.sub(r"M[\d.-]+ ([\d.-]+)[^M\"]*", lambda m: m[0] if is_shown(m[1]) else "", marks)
    return re.sub(r"<g><path d=\"\"></path>.*?</g>", "", marks)


def main(fuhe):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([fuhe, "tables", PAGE, "--debug", folder, "--lang", "en"], check=True, capture_output=True)
        drawn = pathlib.Path(folder, "page-001.svg").read_text()
    style = re.search(r"<style>.*?</style>", drawn)[0]
    before_legend = drawn[: drawn.index('<g class="legend">')]
    groups = dict(re.findall(r"<g class=\"([\w-]+)\">(.*?)</g>\n?(?=<g class|$)", before_legend, re.DOTALL))
    for stage, shown in STAGES.items():
        marks = "".join(f'<g class="{name}">{cut(groups[name])}</g>\n' for name in shown)
        paper = f'<rect class="paper" x="{LEFT}" y="{TOP}" width="{WIDTH}" height="{HEIGHT}"></rect>\n'
        head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{LEFT} {TOP} {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">'
        pathlib.Path(__file__).with_name(f"stage-{stage}.svg").write_text(f"{head}{style}{paper}{marks}</svg>\n")


if __name__ == "__main__":
    main(sys.argv[1])
