from bot.bot import PolicyBot
from bot.understanding.question import understand
from eval.judging import Place
from eval.places import Places
from eval.removal import Reduced, Removed


def test_what_is_taken_out_is_neither_found_nor_counted(samples_bot: PolicyBot) -> None:
    library = samples_bot.library
    asked = understand("公租房申请的公示期是多少天？")
    words = "公示期为20日"
    texts = {key: document.text for key, document in Places(library).documents.items()}
    places = [Place(key, at, at + len(words)) for key, text in texts.items() if (at := text.find(words)) >= 0]
    assert len(places) == 1
    reduced = Reduced(library)
    whole = reduced.find(asked, Removed())
    assert any(words in hit.stored.passage.text for hit in whole)

    passage = reduced.find(asked, reduced.passages_of(places))
    assert not any(words in hit.stored.passage.text for hit in passage)
    assert any(hit.entry.key == places[0].document for hit in passage)  # the near misses are left

    document = reduced.find(asked, reduced.documents_of(places))
    assert document
    assert not any(hit.entry.key == places[0].document for hit in document)
    assert next(hit.rank for hit in document) == 1  # as though it had never been there

    before, after = (reduced.weights(asked, each) for each in (Removed(), reduced.documents_of(places)))
    assert after["租赁"] > before["租赁"]
