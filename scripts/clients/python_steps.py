"""What the lives of all kinds have in common."""
from hcloud import APIException


def refused(checks, code, call, *arguments, **named):
    try:
        call(*arguments, **named)
        checks.equal(f"{call.__qualname__} is refused", "done", code)
    except APIException as problem:
        checks.equal(f"{call.__qualname__} is refused", problem.code, code)


def done(response):
    """Waits for everything that the response says is still going on."""
    action = getattr(response, "action", None) or (response if hasattr(response, "wait_until_finished") else None)
    for each in [action, *(getattr(response, "next_actions", None) or [])]:
        if each is not None:
            each.wait_until_finished()
    return response


def common(checks, collection, create, unnamed=False):
    """Creates three, and reads, lists, sorts, renames and labels them; the first one is left over."""
    names = [f"life-{letter}" for letter in "abc"]
    made = [create(name) for name in names]
    first = made[0]
    checks.equal("by ID", collection.get_by_id(first.id).id, first.id)
    refused(checks, "not_found", collection.get_by_id, 1)
    if not unnamed:
        checks.equal("by name", collection.get_by_name(names[1]).id, made[1].id)
        checks.equal("no such name", collection.get_by_name("nobody"), None)
    page = collection.get_list(label_selector="life", per_page=2, page=1)
    checks.equal("a page", [each.id for each in list(page)[0]], [made[0].id, made[1].id])
    checks.equal("its total", page.meta.pagination.total_entries, 3)
    checks.equal("its next page", page.meta.pagination.next_page, 2)
    checks.equal("all by label", len(collection.get_all(label_selector="life in (a,b)")), 0)
    changed = first.update(labels={"life": "a"})
    checks.equal("labels", changed.labels, {"life": "a"})
    checks.equal("selected", [each.id for each in collection.get_all(label_selector="life=a")], [first.id])
    if not unnamed:
        checks.equal("a new name", first.update(name="life-z").name, "life-z")
        refused(checks, "uniqueness_error", first.update, name=names[1])
    for other in made[1:]:
        done(other.delete())
        refused(checks, "not_found", collection.get_by_id, other.id)
    return collection.get_by_id(first.id)
