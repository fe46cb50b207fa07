"""The state machine a second time, from the rules and not from the program: what a history makes of a ticket."""

OPEN = {"submitted", "transferred", "inProgress", "awaitingMaterials", "answered"}
ENDED = {"closed", "refused", "withdrawn", "merged"}
DESK = "liaison-desk"

# kind: states it may happen in, state after it (None: as before).
RULES = {
    "accept": ({"submitted"}, "transferred"),
    "refuse": ({"submitted"}, "refused"),
    "take": ({"transferred"}, "inProgress"),
    "transfer": ({"transferred", "inProgress"}, "transferred"),
    "openLeg": ({"inProgress"}, None),
    "giveOpinion": ({"inProgress", "awaitingMaterials"}, None),
    "releaseLeg": ({"inProgress", "awaitingMaterials"}, None),
    "requestMaterials": ({"inProgress"}, "awaitingMaterials"),
    "supplyMaterials": ({"awaitingMaterials"}, "inProgress"),
    "answer": ({"inProgress"}, "answered"),
    "rate": ({"answered", "closed", "refused"}, None),
    "reopen": ({"answered", "closed", "refused"}, "inProgress"),
    "withdraw": ({"submitted", "transferred", "inProgress", "awaitingMaterials"}, "withdrawn"),
    "escalate": (OPEN - {"answered"}, None),
    "message": (OPEN, None),
    "note": (OPEN | ENDED, None),
    "link": (OPEN | ENDED, None),
}
# What the company is told of each event; the rest passes it by.
TOLD = {"file": "ticket-submitted", "accept": "ticket-accepted", "refuse": "ticket-refused",
        "transfer": "ticket-transferred", "requestMaterials": "materials-requested", "answer": "ticket-answered",
        "withdraw": "ticket-withdrawn", "merge": "ticket-merged"}


class Unlawful(Exception):
    """An event where the rules allow none of its kind."""


def fold(events):
    """State, lead and open legs after `events`, each (kind, action's fields)."""
    (first, _), *rest = events
    if first != "file":
        raise Unlawful(f"the history begins with {first}")
    state, lead, legs = "submitted", DESK, {}
    for kind, fields in rest:
        if kind == "confirm":
            allowed, after = {"answered"}, "inProgress" if fields["_0"] == "notSolved" else "closed"
        elif kind in RULES:
            allowed, after = RULES[kind]
        else:
            raise Unlawful(f"{kind} is none of this run's")
        if state not in allowed:
            raise Unlawful(f"{kind} in {state}")
        if kind == "accept":
            lead = fields["lead"]
            legs = {number: unit for number, unit in enumerate(fields["assisting"], 1)}
        elif kind == "transfer":
            lead = fields["to"]
        elif kind in ("giveOpinion", "releaseLeg"):
            legs.pop(fields["leg"], None)
        elif kind == "answer" and legs:
            raise Unlawful(f"answer while opinions are missing: {legs}")
        state = after or state
        if state in ENDED:
            legs = {}
    return state, lead, set(legs.values())


def told(kind, fields, by):
    """The notice the company must get for an event, or None."""
    if kind == "confirm":
        return None if fields["_0"] == "notSolved" else "ticket-closed"
    if kind == "message":
        return None if "company" in by else "message-to-company"
    return TOLD.get(kind)
