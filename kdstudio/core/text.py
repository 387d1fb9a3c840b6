"""Sentences for people as data: an English template and its arguments, translated only where it is shown."""

import msgspec


class Text(msgspec.Struct, frozen=True):
    """One whole sentence (or phrase) that a person will read, not yet in any language.

    `template` is English with named `str.format` fields, format specs included (`{top1:.1f}`), and is also
    the key by which a translation is found; `arguments` fills the fields, with finite numbers only (JSON
    has no NaN). It travels as JSON or msgpack unchanged.
    """

    template: str
    arguments: dict[str, str | int | float] = {}

    def english(self) -> str:
        """The sentence in English.

        Raises `KeyError` where the template names a field that has no argument.
        """
        return self.template.format(**self.arguments)

    def __str__(self) -> str:
        return self.english()


def text(template: str, /, **arguments: str | int | float) -> Text:
    """Mark an English template for translation (Qt's lupdate extracts the literal) and bind its arguments.

    The template has to be a string literal and a whole sentence: parts glued together cannot be translated.
    """
    return Text(template, arguments)


class UserError(Exception):
    """Something that the user gave is wrong: one sentence that says what, where, and what to do about it."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.english())
        self.text = text

    def __reduce__(self) -> tuple[type["UserError"], tuple[Text]]:
        # An exception is pickled by its args, here the English string; the constructor needs the Text.
        return type(self), (self.text,)
