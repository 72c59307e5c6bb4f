"""The character references that kramdown knows by name (``lib/kramdown/utils/entities.rb``).

kramdown's table is older than HTML's: it has 905 of the 2,125 names, one code point each, and calls
four brackets by HTML 4's code points. So the names are listed here and the code points come from
the standard library.
"""

from __future__ import annotations

from html.entities import html5
from typing import Final, NamedTuple

__all__ = ["Entity", "UnknownEntityError", "entity"]


class Entity(NamedTuple):
    """A character, its code point and (where it has one) its name; ``char`` is empty if there is none."""

    code_point: int
    name: str | None
    char: str


class UnknownEntityError(LookupError):
    """A name that kramdown does not know."""


# By code point; where one has several names, the last is the one that kramdown writes.
_NAMES = """
quot amp apos lt nvlt bne gt nvgt fjlig nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo
not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34
iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc
Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig
agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth
ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml OElig
oelig Scaron scaron Yuml fnof circ tilde Alpha Beta Gamma Delta Epsilon Zeta Eta Theta Iota Kappa Lambda
Mu Nu Xi Omicron Pi Rho Sigma Tau Upsilon Phi Chi Psi Omega alpha beta gamma delta epsilon zeta eta
theta iota kappa lambda mu nu xi omicron pi rho sigmaf sigma tau upsilon phi chi psi omega thetasym
upsih piv Gammad gammad ensp emsp thinsp zwnj zwj lrm rlm ndash mdash lsquo rsquo sbquo ldquo rdquo
bdquo dagger Dagger bull hellip permil prime Prime lsaquo rsaquo oline frasl ThickSpace euro image
weierp real trade alefsym frac13 frac23 frac15 frac25 frac35 frac45 frac16 frac56 frac18 frac38 frac58
frac78 larr uarr rarr darr harr nrarrw crarr lArr uArr rArr dArr hArr forall part npart exist empty
nabla isin notin ni prod sum minus lowast radic prop infin ang nang and or cap caps cup cups int there4
sim nvsim race acE nesim NotEqualTilde cong asymp napid nvap nbump NotHumpDownHump nbumpe NotHumpEqual
nedot ne equiv bnequiv le nvle ge nvge nlE nleqq ngE ngeqq NotGreaterFullEqual lvertneqq lvnE gvertneqq
gvnE NotLessLess nLtv nLt NotGreaterGreater nGtv nGt NotSucceedsTilde NotSubset nsubset sub vnsub
NotSuperset nsupset sup vnsup nsub sube supe varsubsetneq vsubne varsupsetneq vsupne NotSquareSubset
NotSquareSuperset sqcaps sqcups oplus otimes perp nvltrie nvrtrie sdot nLl nGg lesg gesl vellip notindot
notinE rceil lceil lfloor rfloor rang lang loz spades clubs hearts diams Lang Rang loang roang
longleftarrow xlarr LongLeftArrow longrightarrow xrarr LongRightArrow longleftrightarrow xharr
LongLeftRightArrow Longleftarrow xlArr DoubleLongLeftArrow Longrightarrow xrArr DoubleLongRightArrow
Longleftrightarrow xhArr DoubleLongLeftRightArrow xmap longmapsto dzigrarr nvlArr nvrArr nvHarr Map
lbarr rbarr bkarow lBarr rBarr dbkarow RBarr drbkarow DDotrahd UpArrowBar DownArrowBar Rarrtl latail
ratail lAtail rAtail larrfs rarrfs larrbfs rarrbfs nwarhk nearhk searhk hksearow swarhk hkswarow nwnear
nesear toea seswar tosa swnwar rarrc nrarrc cudarrr ldca rdca cudarrl larrpl curarrm cularrp rarrpl
harrcir Uarrocir lurdshar ldrushar LeftRightVector RightUpDownVector DownLeftRightVector
LeftUpDownVector LeftVectorBar RightVectorBar RightUpVectorBar RightDownVectorBar DownLeftVectorBar
DownRightVectorBar LeftUpVectorBar LeftDownVectorBar LeftTeeVector RightTeeVector RightUpTeeVector
RightDownTeeVector DownLeftTeeVector DownRightTeeVector LeftUpTeeVector LeftDownTeeVector lHar uHar rHar
dHar luruhar ldrdhar ruluhar rdldhar lharul llhard rharul lrhard udhar UpEquilibrium duhar
ReverseUpEquilibrium RoundImplies erarr simrarr larrsim rarrsim rarrap ltlarr gtrarr subrarr suplarr
lfisht rfisht ufisht dfisht lopar ropar lbrke rbrke lbrkslu rbrksld lbrksld rbrkslu langd rangd lparlt
rpargt gtlPar ltrPar vzigzag vangrt angrtvbd ange range dwangle uwangle angmsdaa angmsdab angmsdac
angmsdad angmsdae angmsdaf angmsdag angmsdah bemptyv demptyv cemptyv raemptyv laemptyv ohbar omid opar
operp olcross odsold olcir ofcir olt ogt cirscir cirE solb bsolb boxbox trisb rtriltri LeftTriangleBar
NotLeftTriangleBar RightTriangleBar NotRightTriangleBar iinfin infintie nvinfin eparsl smeparsl eqvparsl
lozf blacklozenge RuleDelayed dsol xodot bigodot xoplus bigoplus xotime bigotimes xuplus biguplus xsqcup
bigsqcup qint iiiint fpartint cirfnint awint rppolint scpolint npolint pointint quatint intlarhk pluscir
plusacir simplus plusdu plussim plustwo mcomma minusdu loplus roplus Cross timesd timesbar smashp
lotimes rotimes otimesas Otimes odiv triplus triminus tritime iprod intprod amalg capdot ncup ncap
capand cupor cupcap capcup cupbrcap capbrcup cupcup capcap ccups ccaps ccupssm And Or andand oror
orslope andslope andv orv andd ord wedbar sdote simdot congdot ncongdot easter apacir apE napE eplus
pluse Esim Colone Equal eDDot ddotseq equivDD ltcir gtcir ltquest gtquest LessSlantEqual leqslant les
nleqslant nles NotLessSlantEqual GreaterSlantEqual geqslant ges ngeqslant nges NotGreaterSlantEqual
lesdot gesdot lesdoto gesdoto lesdotor gesdotol lap lessapprox gap gtrapprox lne lneq gne gneq lnap
lnapprox gnap gnapprox lEg lesseqqgtr gEl gtreqqless lsime gsime lsimg gsiml lgE glE lesges gesles els
eqslantless egs eqslantgtr elsdot egsdot el eg siml simg simlE simgE LessLess NotNestedLessLess
GreaterGreater NotNestedGreaterGreater glj gla ltcc gtcc lescc gescc smt lat smte smtes late lates bumpE
NotPrecedesEqual PrecedesEqual npre pre preceq npreceq NotSucceedsEqual SucceedsEqual nsce sce succeq
nsucceq prE scE prnE precneqq scnE succneqq prap precapprox scap succapprox prnap precnapprox scnap
succnapprox Pr Sc subdot supdot subplus supplus submult supmult subedot supedot nsubE subE subseteqq
nsubseteqq nsupE supE supseteqq nsupseteqq subsim supsim subnE subsetneqq varsubsetneqq vsubnE supnE
supsetneqq varsupsetneqq vsupnE csub csup csube csupe subsup supsub subsub supsup suphsub supdsub forkv
topfork mlcp Dashv DoubleLeftTee Vdashl Barv vBar vBarv Vbar Not bNot rnmid cirmid midcir topcir nhpar
parsim parsl nparsl fflig filig fllig ffilig ffllig Ascr Cscr Dscr Gscr Jscr Kscr Nscr Oscr Pscr Qscr
Sscr Tscr Uscr Vscr Wscr Xscr Yscr Zscr ascr bscr cscr dscr fscr hscr iscr jscr kscr lscr mscr nscr pscr
qscr rscr sscr tscr uscr vscr wscr xscr yscr zscr Afr Bfr Dfr Efr Ffr Gfr Jfr Kfr Lfr Mfr Nfr Ofr Pfr
Qfr Sfr Tfr Ufr Vfr Wfr Xfr Yfr afr bfr cfr dfr efr ffr gfr hfr ifr jfr kfr lfr mfr nfr ofr pfr qfr rfr
sfr tfr ufr vfr wfr xfr yfr zfr Aopf Bopf Dopf Eopf Fopf Gopf Iopf Jopf Kopf Lopf Mopf Oopf Sopf Topf
Uopf Vopf Wopf Xopf Yopf aopf bopf copf dopf eopf fopf gopf hopf iopf jopf kopf lopf mopf nopf oopf popf
qopf ropf sopf topf uopf vopf wopf xopf yopf zopf
"""

# Where kramdown and the standard library differ, other than by characters that combine.
_OWN_CODE_POINTS: Final = {"rceil": 8968, "lceil": 8969, "rang": 9001, "lang": 9002}

# &#128; to &#159; are read as Windows' characters, as browsers do.
_WINDOWS: Final = {
    number: ord(char) for number in range(128, 160) if (char := bytes([number]).decode("cp1252", "ignore"))
}


def _character(code_point: int) -> str:
    if code_point > 0x10FFFF or 0xD800 <= code_point <= 0xDFFF:
        return ""
    return chr(code_point)


def _named_entities() -> dict[str | int, Entity]:
    table: dict[str | int, Entity] = {}
    for name in _NAMES.split():
        code_point = _OWN_CODE_POINTS.get(name) or ord(html5[f"{name};"][0])
        table[name] = table[code_point] = Entity(code_point, name, chr(code_point))
    for number, code_point in _WINDOWS.items():
        table[number] = table.get(code_point) or Entity(code_point, None, chr(code_point))
    return table


_ENTITIES = _named_entities()


def entity(name_or_code_point: str | int) -> Entity:
    """The entity of a name or of a number; UnknownEntityError if kramdown does not know the name."""
    found = _ENTITIES.get(name_or_code_point)
    if found is not None:
        return found
    if isinstance(name_or_code_point, str):
        raise UnknownEntityError(name_or_code_point)
    return Entity(name_or_code_point, None, _character(name_or_code_point))
