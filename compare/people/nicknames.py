"""Short and pet forms of given names, English and Russian, with the forms that telegrams and indexes use."""

from __future__ import annotations

__all__ = ["nicknames"]

# One line a family of forms; a word may stand in several lines.
_FAMILIES = """
albert al bert|alexander alex alec sandy sasha aleksandr|alfred al fred alf|andrew andy drew|anthony tony antony
arthur art|barbara barb|benjamin ben benny|bernard bernie barney|charles charlie chuck chas|christopher chris kit
clarence clancy|clifford cliff|daniel dan danny|david dave davy|deborah debbie deb|dmitriy dima mitya|donald don donnie
douglas doug|dwight ike|edgar ed|edmund ed ted ned|edward ed eddie ted ned teddy|edwin ed|elizabeth liz beth betty bess
ernest ernie|eugene gene|francis frank fran|franklin frank|frederick fred freddy fritz|gerald gerry jerry|george geo
gilbert gil|gregory greg|harold hal harry|henry harry hank hal|herbert herb bert|howard howie|hubert bert|irving irv
ivan vanya|jacob jake jack|james jim jimmy jamie jas|jeffrey jeff geoffrey geoff|jerome jerry|john jack johnny jon jno
jonathan jon|joseph joe jos|judith judy|katherine kate kathy kay catherine|kenneth ken|lawrence larry laurence
leonard len|leo leonid lenya|leslie les|lewis lew louis lou|margaret peggy maggie meg|martin marty
matthew matt|maurice moe
melvin mel|michael mike mick misha mikhail|mikhail misha|mitchell mitch|montgomery monty|nathan nat nate
nathaniel nat nate|nicholas nick|nikolay kolya|norman norm|oliver ollie|patricia pat patty
patrick pat paddy|peter pete petr pyotr
philip phil|rafael rafi|randolph randy|raymond ray|richard dick rick rich richie|robert bob rob bobby bert robt
roderick rod|ronald ron|rudolph rudy rudi|russell russ|samuel sam|sergey seryozha|sidney sid|solomon sol|stanley stan
stephen steve steven|stuart stu|susan sue|sylvester sly|theodore ted teddy theo|thomas tom tommy thos|timothy tim
ulysses lys|victor vic|vincent vince|virginia ginny|vladimir volodya vova|vladislav slava|wallace wally|walter walt
warren wren|wilbur will|wilfred will|william bill will billy willy liam wm|winston winnie|yevgeniy zhenya|yuriy yura
zachary zach|jose pepe|francisco paco pancho|ignacio nacho|enrique quique|guillermo memo|jesus chuy|eduardo lalo
""".replace("\n", "|")


def _table() -> dict[str, frozenset[str]]:
    table: dict[str, frozenset[str]] = {}
    for line in _FAMILIES.split("|"):
        words = line.split()
        for word in words:
            # Forms share the family's full name; two full names that share a short form are not each other's.
            table[word] = table.get(word, frozenset()) | {words[0]}
    return table


_TABLE = _table()


def nicknames(given: str) -> frozenset[str]:
    """The full names that a folded given name may stand for; empty where it is in no family."""
    return _TABLE.get(given, frozenset())
