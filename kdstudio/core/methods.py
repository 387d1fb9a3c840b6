"""The distillation methods as data: their names, words, papers and default settings, for all rooms."""

import msgspec

from kdstudio.core.text import Text, text


class Source(msgspec.Struct, frozen=True):
    """The paper that a method comes from; `arxiv` is the id, as in https://arxiv.org/abs/1503.02531."""

    authors: str
    year: int
    title: str
    arxiv: str


class Method(msgspec.Struct, frozen=True):
    """One way to teach by soft labels, with its authors' settings; None: the method has no such setting.

    `alpha`, `beta` and `gamma` mean what they mean in `formula`, where `hard` is the mean cross-entropy with
    the hard labels. `warm_up` is the share of training (0 to 1) over which the soft term grows from nothing.
    """

    name: str
    title: Text
    description: Text
    formula: str
    source: Source
    temperature: float | None = None
    alpha: float | None = None
    beta: float | None = None
    gamma: float | None = None
    soft_weight: float | None = None
    warm_up: float | None = None


KD = Method(
    name="kd",
    title=text("Soft labels (KD)"),
    description=text("The student learns the teacher's softened class probabilities, beside the hard labels."),
    formula="(1 − α) · hard + α · T² · KL(teacher ‖ student)",
    source=Source("Hinton, Vinyals, Dean", 2015, "Distilling the Knowledge in a Neural Network", "1503.02531"),
    temperature=4.0,
    alpha=0.9,
)

DKD = Method(
    name="dkd",
    title=text("Decoupled distillation (DKD)"),
    description=text(
        "How sure the teacher is of the target class and how it weighs the other classes are taught apart, "
        "so that a very sure teacher still passes on its dark knowledge."
    ),
    formula="hard + T² · (α · TCKD + β · NCKD)",
    source=Source("Zhao, Cui, Song, Qiu, Liang", 2022, "Decoupled Knowledge Distillation", "2203.08679"),
    temperature=4.0,
    alpha=1.0,
    beta=8.0,
    # The authors ramp up over the first 20 of 240 epochs.
    warm_up=20 / 240,
)

DIST = Method(
    name="dist",
    title=text("Relations (DIST)"),
    description=text(
        "The student learns how the teacher's soft labels correlate, within an image and over a batch, "
        "not their exact values: for a teacher that is much stronger than the student."
    ),
    formula="hard + T² · (β · (1 − row Pearson) + γ · (1 − column Pearson))",
    source=Source("Huang, You, Wang, Qian, Xu", 2022, "Knowledge Distillation from A Stronger Teacher", "2205.10536"),
    temperature=4.0,
    beta=2.0,
    gamma=2.0,
)

LOGIT_STD = Method(
    name="logit-std",
    title=text("Standardised logits"),
    description=text(
        "Logits are standardised image by image first, so that the student learns the teacher's pattern "
        "and need not copy its scale."
    ),
    formula="(1 − α) · hard + weight · T² · KL(teacher ‖ student), of standardised logits",
    source=Source("Sun, Ren, Li, Wang, Cao", 2024, "Logit Standardization in Knowledge Distillation", "2403.01427"),
    temperature=2.0,
    # The soft term's weight is the authors' own and takes the place of α; the hard term keeps kd's 1 - α.
    alpha=0.9,
    soft_weight=9.0,
)

HARD = Method(
    name="hard",
    title=text("Teacher's top class (hard distillation)"),
    description=text(
        "The student learns the teacher's top class as if it were a hard label: "
        "without soft labels, to see by comparison what these add."
    ),
    formula="(1 − α) · hard + α · cross-entropy with the teacher's top class",
    source=Source(
        "Touvron, Cord, Douze, Massa, Sablayrolles, Jégou",
        2021,
        "Training data-efficient image transformers & distillation through attention",
        "2012.12877",
    ),
    alpha=0.5,
)

METHODS: dict[str, Method] = {method.name: method for method in (KD, DKD, DIST, LOGIT_STD, HARD)}
