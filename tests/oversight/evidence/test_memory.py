import numpy as np

from napas.oversight.evidence.memory import LONG, Memory, keep_newest, push


def test_a_ring_keeps_the_newest_at_its_end_and_forgets_the_oldest() -> None:
    memory = Memory(2)
    for value in range(LONG + 2):
        keep_newest(
            memory.uses_log, memory.uses, np.array([1]), np.array([float(value)])
        )

    assert memory.uses_log[1].tolist() == [float(value) for value in range(2, LONG + 2)]
    assert memory.uses.tolist() == [0, LONG]
    assert np.isnan(memory.uses_log[0]).all()


def test_what_is_pushed_is_not_counted() -> None:
    memory = Memory(1)

    push(memory.uses_days, np.array([0]), np.array([3.0]))

    assert memory.uses_days[0, -1] == 3.0
    assert memory.uses[0] == 0


def test_at_first_nothing_is_known() -> None:
    memory = Memory(3)

    assert np.isnan(memory.level_kg).all()
    assert not memory.held_in_row.any()
    assert (memory.rise_share > 0.0).all()
