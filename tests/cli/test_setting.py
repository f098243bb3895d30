import pytest

from napas.cli.setting import SettingFormError, layer_of


def test_settings_become_the_topmost_layer() -> None:
    layer = layer_of(["tanks.heel_share=0.2", " roads.detour_ratio = 1.2"])

    assert layer.name == "--set"
    assert layer.entries == (("tanks.heel_share", 0.2), ("roads.detour_ratio", 1.2))


@pytest.mark.parametrize("text", ["heel", "heel=", "=0.2", "heel=a fifth", "heel=0,2"])
def test_what_is_no_name_and_number_is_refused(text: str) -> None:
    with pytest.raises(SettingFormError) as refused:
        layer_of([text])

    assert refused.value.params == {"text": text}
