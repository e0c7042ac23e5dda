"""How much of what people write is understood: ``python -m bench.utterances`` reads tests/flows/utterances/."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from time import monotonic

import click

from panchayat.core.encryption import use_keys
from panchayat.migrations import migrate
from tests.conftest import KEYS, fill_with_samples, in_memory
from tests.flows.utterances.known import know
from tests.flows.utterances.meanings import is_harmless
from tests.flows.utterances.outcomes import Outcome, Verdict
from tests.flows.utterances.reading import subjects, utterances
from tests.flows.utterances.rehearsal import Rehearsal
from tests.flows.utterances.trial import try_out


@click.command()
@click.argument("names", nargs=-1)
@click.option("--replies", is_flag=True, help="Show what we say to those that are not understood.")
@click.option("--share", is_flag=True, help="Only the shares, without the list.")
@click.option(
    "--know", "knows", is_flag=True, help="Write down what is misread, which the tests allow then; of all files."
)
def main(names: tuple[str, ...], *, replies: bool, share: bool, knows: bool) -> None:
    """Say everything that stands in the files NAMES (all of them by default), and report what became of it."""
    use_keys(KEYS)
    began = monotonic()
    chosen = [path for path in subjects() if not names or path.stem in names]
    with tempfile.TemporaryDirectory(prefix="utterances", dir=in_memory()) as folder:
        samples = Path(folder) / "samples.db"
        migrate(f"sqlite:///{samples}")
        fill_with_samples(f"sqlite:///{samples}")
        rehearsal = Rehearsal(samples, Path(folder))
        verdicts = [try_out(each, rehearsal) for path in chosen for each in utterances(path)]
        rehearsal.close()
    if knows and not names:
        know(verdicts)
    if not share:
        for each in verdicts:
            if each.outcome is not Outcome.UNDERSTOOD:
                click.echo(each)
                if replies:
                    click.echo("".join(f"    > {line}\n" for line in each.reply.splitlines()))
    click.echo(_table("File", [(each.utterance.file, each) for each in verdicts]))
    click.echo(_table("Language", [(each.utterance.language, each) for each in verdicts]))
    click.echo(_table("Kind", [(_kind(each), each) for each in verdicts]))
    click.echo(f"{monotonic() - began:.0f} s")


def _kind(verdict: Verdict) -> str:
    utterance = verdict.utterance
    return "neat answer" if utterance.neat else "must do no harm" if is_harmless(utterance) else "must be understood"


def _table(head: str, sorted_into: Iterable[tuple[str, Verdict]]) -> str:
    """Shares of each outcome, for each name and in all."""
    counted: dict[str, Counter[Outcome]] = {}
    for name, verdict in sorted_into:
        counted.setdefault(name, Counter())[verdict.outcome] += 1
    counted["all"] = sum(counted.values(), Counter())
    lines = [f"{head:34}{'count':>7}" + "".join(f"{outcome:>13}" for outcome in Outcome)]
    lines += [f"{name:34}{each.total():7}" + _shares(each, list(Outcome)) for name, each in counted.items()]
    return "\n".join([*lines, ""])


def _shares(counted: Counter[Outcome], outcomes: Sequence[Outcome]) -> str:
    return "".join(f"{counted[each]:6} {counted[each] / counted.total():6.0%}" for each in outcomes)


if __name__ == "__main__":
    main()
