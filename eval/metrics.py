"""Ranking measures by `ir_measures`: R@k is the share of questions whose right document is among the first k."""

from collections.abc import Mapping

CUTS = (1, 3, 5, 10)


def ranking_measures(gold: Mapping[str, str], rankings: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    """R@1, R@3, R@5, R@10 and MRR, means over all questions of `gold` (question id to right document).

    A question without a ranking, or whose document was not found, counts as 0.
    """
    import ir_measures
    from ir_measures import RR, Success

    qrels = [ir_measures.Qrel(question, doc, 1) for question, doc in gold.items()]
    run = [
        ir_measures.ScoredDoc(question, doc, score)
        for question in gold
        for doc, score in rankings.get(question, {}).items()
    ]
    measures = {f"R@{cut}": Success @ cut for cut in CUTS} | {"MRR": RR}
    if not run:
        return dict.fromkeys(measures, 0.0)
    values = ir_measures.calc_aggregate(list(measures.values()), qrels, run)
    return {name: float(values[measure]) for name, measure in measures.items()}
