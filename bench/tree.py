"""`tree`: numbering the tree (seconds), and one insert and one move in it (ms), beside django-mptt's own."""

from __future__ import annotations

from collections.abc import Callable
from statistics import median

from mptt.models import MPTTModel

from agencies.models import Agency, AgencyKind
from agencies.tree import rebuild_tree
from bench.figures import Figure
from bench.stage import Stage, progress
from bench.timing import exponent, repeated, seconds, spread
from bench.trees import numbers, plant, spoil, without_triggers

SIZES = (1_000, 11_500, 100_000)


def measure(stage: Stage) -> list[Figure]:
    """Measure in the edition of 2024, then how the time grows with the tree."""
    with stage.database("tree", like=stage.country_2024):
        figures = [_rebuild(stage), *_changes(stage)]
    return figures + _growth(stage)


def _rebuild(stage: Stage) -> Figure:
    """Number all agencies anew, every number spoiled: seconds. Baseline: mptt's rebuild() without our triggers."""
    before, ours, theirs = numbers(), [], []
    for _ in range(2 if stage.quick else 9):
        spoil()
        ours.append(seconds(rebuild_tree))
        _must_equal(before, "agencies_arrange()")
    for _ in range(1 if stage.quick else 3):
        spoil()
        with without_triggers():
            theirs.append(seconds(Agency.objects.rebuild))
        _must_equal(before, "mptt's rebuild()")
    progress(f"  {len(before):,} agencies, rebuilt by mptt in {_listed(theirs)} s, by us in {_listed(ours)} s")
    return Figure(
        f"rebuild of {len(before):,} agencies, all numbers wrong",
        median(ours),
        "s",
        spread(ours),
        baseline=median(theirs),
        baseline_name="mptt rebuild(), no triggers",
        ratio_at_least=50,
    )


def _must_equal(before: dict[int, tuple[int, int, int, int]], who: str) -> None:
    if numbers() != before:
        raise AssertionError(f"{who} numbers the tree in another way than it stood")


def _changes(stage: Stage) -> list[Figure]:
    """One commune founded in the first province; its first district moved to the last province and back: ms each."""
    times = 2 if stage.quick else 7
    first, *_, last = Agency.objects.filter(kind=AgencyKind.PROVINCE).in_tree_order()
    district = Agency.objects.filter(kind=AgencyKind.DISTRICT).directly_below(first).first()
    figures = []
    for what, ours, theirs in (
        ("insert of one agency", _insert(first, Agency.save), _insert(first, MPTTModel.save)),
        (
            f"move of a district with {district.get_descendant_count()} below",
            _move(district.pk, first.pk, last.pk, Agency.save),
            _move(district.pk, first.pk, last.pk, MPTTModel.save),
        ),
    ):
        progress(f"  {what}")
        our_times = repeated(times, ours)
        with without_triggers():
            their_times = repeated(times, theirs)
        rebuild_tree()  # mptt knows nothing of paths
        figures.append(_in_ms(what, our_times, their_times))
    return figures


def _in_ms(what: str, ours: list[float], theirs: list[float]) -> Figure:
    return Figure(
        what,
        1000 * median(ours),
        "ms",
        spread(1000 * taken for taken in ours),
        baseline=1000 * median(theirs),
        baseline_name="mptt save(), no triggers",
    )


def _insert(parent: Agency, save: Callable[[Agency], None]) -> Callable[[], None]:
    """Return an act that founds a new commune every time it is called, with numbers, path and address."""
    prefix = "moi" if save is Agency.save else "mptt"
    count = iter(range(1, 1_000))

    def act() -> None:
        slug = f"{prefix}-{next(count)}"
        new = Agency(kind=AgencyKind.COMMUNE, name=slug, short_name=slug, slug=slug, parent_id=parent.pk)
        new.sort_key = new.order_among_siblings()
        save(new)

    return act


def _move(pk: int, here: int, there: int, save: Callable[[Agency], None]) -> Callable[[], None]:
    """Return an act that moves the agency to the other of two parents every time it is called."""

    def act() -> None:
        agency = Agency.objects.get(pk=pk)
        agency.parent = Agency.objects.get(pk=there if agency.parent_id == here else here)
        save(agency)

    return act


def _growth(stage: Stage) -> list[Figure]:
    """Time of a rebuild against the size of the tree: the exponent is that of a power law fitted to it."""
    figures, points = [], []
    for size in SIZES[:2] if stage.quick else SIZES:
        with stage.database("tree", like=stage.empty):
            progress(f"  a tree of {size:,}")
            plant(size)
            taken = repeated(2 if stage.quick else 5, rebuild_tree, before=spoil)
        points.append((size, median(taken)))
        figures.append(Figure(f"rebuild of {size:,} (synthetic)", median(taken), "s", spread(taken)))
    # n log n is 1.1 to 1.15 over these sizes
    return [*figures, Figure("growth of rebuild with the tree", exponent(points), "exponent", at_most=1.25)]


def _listed(values: list[float]) -> str:
    return ", ".join(f"{value:.3f}" for value in values)
