"""Words that stand before or after a person's name without belonging to it: titles, ranks, offices, portfolios.

Tables for telegrams, in folded spelling (small letters, no accents, no full stops). A word may be several things;
`names.py` looks from the outside in and stops at the first word that is none of them.
"""

from __future__ import annotations

__all__ = [
    "FEMALE",
    "GENERATIONS",
    "HONORIFICS",
    "LINKS",
    "MALE",
    "OFFICES",
    "PARTICLES",
    "PORTFOLIOS",
    "RANKS",
    "TITLES",
]

# Forms of address and academic, noble or clerical titles.
HONORIFICS = frozenset(
    """mr mrs ms miss messrs mme mlle madame madam mademoiselle monsieur herr frau senor senora senorita don dona
    dr doctor prof professor sir dame lord lady baron baroness count countess earl viscount viscountess marquess
    marquis duke duchess prince princess king queen emperor empress emir amir shah shahzada sultan sultana sheikh
    shaykh sheik shaikh sheikha shaykha pasha bey effendi khedive nawab maharaja rais aga agha ayatollah imam mullah
    mollah maulana maulavi mawlawi hajji haji hadji haj hadj hojatoleslam sayyid seyyed syed sayed father fr
    brother sister
    reverend rev monsignor msgr cardinal archbishop bishop patriarch pope rabbi metropolitan canon pastor
    hon honorable honourable rt right his her excellency highness majesty holiness royal serene eminence he hrh hh hm
    jonkheer ritter graf freiherr daw tunku tun dato datuk tengku tan sri ing lic licenciado eng engr engineer esq
    comrade crown dowager""".split()
)

# Military and police ranks, written out and as telegrams cut them short.
RANKS = frozenset(
    """general gen lieutenant lieut lt ltc ltg ltgen major maj mg majgen brigadier brig bg briggen colonel col captain
    capt cpt commander cdr cmdr commodore admiral adm radm vadm rear vice marshal field fleet air chief sergeant sgt
    corporal private ensign cadet inspector superintendent constable commissioner commissar generalissimo gendarme
    squadron wing flight officer aide warrant master brigade army navy marine retired ret lcdr ltcol""".split()
)

# Offices, in government, diplomacy, party, press and business, with the abbreviations that cables use.
OFFICES = frozenset(
    """president presidente premier prime minister ministers minstate deputy dep first second third acting interim
    designate elect former ex late then incoming outgoing new foreign fm pm dpm dfm vp vfm depfonmin fonmin defmin mod
    finmin intmin mfa ministry chancellor vicechancellor secretary secgen undersecretary under assistant asst special
    senior principal permanent state attorney solicitor advocate prosecutor judge justice magistrate chairman
    chairwoman chairperson chair cochairman speaker senator sen representative rep congressman congresswoman codel
    staffdel member parliamentarian deputies mp mps mep governor gov mayor councilor councillor counselor counsellor
    consul consulate general vice ambassador amb ambassadors charge cda dcm envoy emissary plenipotentiary
    delegate attache polcouns poloff econoff econcouns pao emboff conoff rso daty datt polcon laboff
    director directorgeneral dirgen dg dgmo head chief chiefs chod cos chef leader boss founder editor journalist
    reporter correspondent columnist analyst expert scholar academic researcher academician professor rector dean
    lecturer advisor adviser aide spokesman spokeswoman spokesperson official officer coordinator commissioner
    ombudsman administrator manager executive ceo cfo coo ed banker businessman businesswoman tycoon oligarch lawyer
    attorney activist dissident opposition candidate nominee cleric preacher militant commander commanding
    warlord dictator
    ruler heir regent viceroy vizier das pdas us un srap srsg osc
    comrade desk section
    whip treasurer comptroller auditor intendant prefect sheriff sheriffs subsecretary
    political economic commercial consular press military naval cultural legal national regional provincial district
    local party country office bureau department division commission committee council institute center centre
    affairs policy security intelligence""".split()
)

# What a minister is minister of. Only taken off in front of a name that keeps at least two words without it.
PORTFOLIOS = frozenset(
    """agriculture aviation commerce communications culture defense defence development economy education energy
    environment finance fisheries health housing immigration industry information infrastructure interior
    investment justice labor labour mines planning privatization reconstruction reform religion science sports
    telecommunications tourism trade transport transportation treasury water youth relations cooperation integration
    nonproliferation proliferation nuclear disarmament presidency government parliament democratic
    republic soviet union agency authority service services administration operations resources rights human""".split()
)

TITLES = HONORIFICS | RANKS | OFFICES

# Words that join titles to names ("Minister of Culture Angeles …", "Governor for the Army") or carry no name.
LINKS = frozenset("of for the to and at in from on with by as that said told if an".split())

# Particles belong to the surname that follows; keys leave them out and compare them on their own.
PARTICLES = frozenset(
    """al el ul ud ed ad an ar as at az ash us de del della delle dello dei degli di da do dos das du des d la le las
    los lo van von vom zu zum zur der den ter ten te bin ibn ben bint binti bte abu abou umm um ould oulad walad
    wuld af av y e i san santa saint st mac fitz""".split()
)

# A generation mark tells father from son; numbers as FRUS and telegrams write them.
GENERATIONS = {
    "jr": "jr",
    "junior": "jr",
    "sr": "sr",
    "senior": "sr",
    "ii": "2",
    "2d": "2",
    "2nd": "2",
    "iii": "3",
    "3d": "3",
    "3rd": "3",
    "iv": "4",
    "4th": "4",
    "v": "5",
}

FEMALE = frozenset(
    """mrs ms miss mme mlle madame madam mademoiselle frau senora senorita dona dame lady baroness countess duchess
    princess queen empress sheikha shaykha sultana viscountess congresswoman chairwoman spokeswoman businesswoman
    sister daw""".split()
)
MALE = frozenset(
    """mr monsieur herr senor sir lord baron count earl viscount duke prince king emperor sheikh shaykh sultan
    congressman chairman spokesman businessman father brother""".split()
)
