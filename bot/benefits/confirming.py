"""A person's word on clauses that no rule can decide: what a word on one clause settles, and how it is remembered.

It is kept by the words of the clause and the title of its document, so that it outlives another reading of the document as
long as the words stand. A clause on the standing of the applicant as such (未被列入失信名单, 依法纳税) means the same in every
document, so one answer settles all that say it.
"""

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache

from corpus.benefit_words import plain
from corpus.records import Metadata
from corpus.spans import spaceless

_NUMBERED = re.compile("^(?:[(][0-9一二三四五六七八九十]+[)]|[0-9]{1,2}[.、]|[一二三四五六七八九十]+、)")
_MODAL = re.compile(
    "^(?:并|且|同时|还|均|都|其|申报|申请|企业|单位|主体|应当?|必须|须|需要?|要|在)*(?:具有|具备|拥有|持有|是|为)?"
)
_TRAILING = re.compile("的?[,。;:!、.]*$")
"""Not 等: who is meant by 高新技术企业等 need be no 高新技术企业."""

_ELSEWHERE = re.compile(
    "上述|前述|前款|以上|以下|下列|所列|如下|本[办政措条款通细指项法市省区县地年]|[我当]地|[我全][市省区县]|该|此|其(?![他它])|同一|同类|"
    "相关|有关|规定|要求|条件|标准|项目|产品|资金|期间|[0-9]"
)
"""Words by which a clause speaks of its document, of a project or of a measure: it may mean another thing elsewhere."""

_STANDING = re.compile(
    "独立法人|法人资格|法人单位|失信|信用|违法|违规|犯罪|处罚|纳税|缴税|税收|社会保险|社保|经营异常|严重异常|正常经营|经营正常|停产|破产|"
    "安全生产|安全事故|环境污染|环保|财务|会计|管理制度|统计"
)
"""What is said of an applicant as such, whatever it applies for."""

_DENYING = re.compile("[不未无没非]")


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What a person said of a clause, as written: whether it is met. `document` is the title of the document that holds it, ""
    where the word holds for the clause wherever it stands."""

    clause: str
    met: bool
    document: str = ""
    excludes: bool = False
    """Whether the clause bars whom it fits, and so is met by the others."""

    @property
    def key(self) -> str:
        """What a later word on the same clause shares with it."""
        return confirmation_key(self.clause, self.document)


def titled(metadata: Metadata) -> str:
    """A document as it is remembered with a clause: by its title and issuer, which another reading of it keeps."""
    return f"{metadata.title}（{metadata.issuer}）" if metadata.issuer else metadata.title


def reach(clause: str, document: str) -> str:
    """The document within which a word on a clause holds; "" for all of them."""
    return "" if stands_alone(clause) else document


@lru_cache(maxsize=4096)
def stands_alone(clause: str) -> bool:
    """Whether a clause is of the applicant as such, and so means the same in every document."""
    words = plain(clause)
    return bool(_STANDING.search(words)) and not _ELSEWHERE.search(words)


@lru_cache(maxsize=4096)
def clause_words(clause: str) -> str:
    """A clause as it is compared: whatever its white space, width, number in a list and the words that only demand
    (应当具有独立法人资格的 is 独立法人资格)."""
    words = spaceless(plain(clause))
    bare = _TRAILING.sub("", _NUMBERED.sub("", words))
    return _MODAL.sub("", bare) or bare or words


@lru_cache(maxsize=8192)
def confirmation_key(clause: str, document: str = "") -> str:
    """The same for clauses that say the same, in one document or, where `document` is "", anywhere."""
    return hashlib.sha256(f"{spaceless(plain(document))}\n{clause_words(clause)}".encode()).hexdigest()[:16]


def denied_in(clause: str, matter: str) -> bool | None:
    """Whether a clause demands that something (失信) be not so; None where it does not speak of it."""
    words = plain(clause)
    at = words.find(plain(matter))
    return None if at == -1 else bool(_DENYING.search(words[:at]))
