from napas.domain.observer import Observer, Silence


def test_silence_hears_everything_and_stops_nothing() -> None:
    observer: Observer = Silence()

    observer.report(0.5, "step")

    assert not observer.should_stop()
