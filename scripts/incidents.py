"""The table of Experiments/incidents/README.md, from what the experiments' runs say; see scripts/incidents."""

import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

BEGIN, END = "<!-- written by scripts/incidents -->", "<!-- end of what scripts/incidents wrote -->"
HEADS = ["incident", "slip", "guards that would have held", "reported", "simulated", "figures"]


def minutes(seconds):
    """As the sources say it: whole minutes, with commas."""
    return f"{round(seconds / 60):,} min"


def verdicts(fumble, folder):
    """One verdict an experiment, in the order of their names; each must be confirmed."""
    files = sorted(path.name for path in folder.glob("*.yaml"))
    with tempfile.TemporaryDirectory() as scratch:
        done = subprocess.run(
            [fumble, "run", *[str(folder / name) for name in files], "--format", "json"],
            cwd=scratch, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"fumble: the incidents are not all confirmed:\n{done.stderr}{done.stdout[-2000:]}")
    documents = [json.loads(line) for line in done.stdout.splitlines()]
    if len(documents) != len(files):
        sys.exit(f"fumble: {len(files)} files gave {len(documents)} verdicts")
    return dict(zip(files, documents))


def stopped(guard):
    """Whether the guard by itself kept all or part of the line from being done then."""
    return guard["refused"] + guard["clamped"] + guard["held_until"] > 0


def said(guard):
    """A guard that held, and whether it keeps people from what they meant as well."""
    return f"`{guard['kind']}`" + (" (stops the meant line too)" if guard["false_stops"] else "")


def guards(document):
    """Guards asked here: those that held by themselves, and those that stood by."""
    held = [g for g in document["guards"] if g["result"] == "held" and stopped(g)]
    failed = [g for g in document["guards"] if g["result"] in ("broke", "bypassed")]
    parts = [", ".join(map(said, held))] if held else []
    parts += [f"`{g['kind']}` {g['result']}" for g in failed]
    if parts:
        return "; ".join(parts)
    if document["recovery"]["time_to_symptom_s"] is None:
        return "a canary that is listened to"
    return "none was asked"


def times(document):
    """What was published, what came out of the run, and how much that is worth."""
    told = document["incident"]["recovery"]
    if not told:
        return ["-", "undisturbed", "-"]
    return [
        "<br>".join(minutes(t["reported_s"]) for t in told),
        "<br>".join("never" if t["simulated_s"] is None else minutes(t["simulated_s"])
                    for t in told),
        "<br>".join(t["basis"] for t in told),
    ]


def table(documents):
    rows = [HEADS, ["---"] * len(HEADS)]
    for name, document in documents.items():
        incident = document["incident"]
        link = f"[{incident['name']}]({name}), [{incident['date']}]({incident['sources'][0]})"
        rows.append([link, incident["slip"], guards(document), *times(document)])
    return "\n".join("| " + " | ".join(row) + " |" for row in rows) + "\n"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--fumble", required=True)
    parser.add_argument("--folder", required=True, type=pathlib.Path)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    readme = options.folder / "README.md"
    text = readme.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN + "\n")
    after = rest.split(END)[1]
    made = table(verdicts(options.fumble, options.folder))
    new = f"{before}{BEGIN}\n{made}{END}{after}"
    if not options.check:
        readme.write_text(new, encoding="utf-8")
    elif new != text:
        sys.exit(f"{readme} is stale: run scripts/incidents")


main()
