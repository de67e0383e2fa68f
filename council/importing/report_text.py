"""The text of a report of the file, with its figures as tables of the small Markdown."""

from core.importing.nodes import Node

LARGEST_SUM = 10**13


def report_text(node: Node) -> str:
    """The text of the file, then its figures as tables of the small Markdown."""
    parts = [node["text"].text(longest=50_000)] if node["text"].is_given else []
    parts += [figures(node[key]) for key in ("indicators", "kpi") if node[key].is_given]
    parts += [*measures(node), *financing(node)]
    if node["rec_compliance"].is_given:
        parts.append(f"Соответствие требованиям: {node['rec_compliance'].text()}.")
    return "\n\n".join(parts)


def measures(node: Node) -> list[str]:
    due, total, done = node["measures_due"], node["measures_total"], node["measures_done"]
    if due.is_given:
        told = f"Мероприятий со сроком исполнения в отчётном периоде – {due.whole()}"
    elif total.is_given:
        told = f"Мероприятий Региональной программы – {total.whole()}"
    else:
        return []
    return [f"{told}, исполнено – {done.whole()}."]


def financing(node: Node) -> list[str]:
    plan, fact = node["financing_plan_rub"], node["financing_fact_rub"]
    if not plan.is_given:
        return []
    planned, spent = (thousands(each.whole(high=LARGEST_SUM)) for each in (plan, fact))
    return [f"Финансирование: план – {planned} тыс. рублей, исполнено – {spent} тыс. рублей."]


def figures(node: Node) -> str:
    rows = ["| Показатель | Ед. | План | Факт |", "| --- | --- | --- | --- |"]
    for each in node.each():
        cells = (each["name"].text(), each["unit"].text())
        rows.append(f"| {' | '.join([*cells, decimal(each['plan']), decimal(each['fact'])])} |")
    return "\n".join(rows)


def decimal(node: Node) -> str:
    """A figure as it stands in the file, with a comma."""
    if isinstance(node.value, bool) or not isinstance(node.value, int | float):
        node.fault("has to be a number")
    return str(node.value).replace(".", ",")


def thousands(rubles: int) -> str:
    return f"{rubles // 1000:,}".replace(",", "\u00a0")
