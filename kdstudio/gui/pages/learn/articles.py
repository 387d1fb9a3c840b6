"""The articles of Learn as data: their words, their sources, and the chart that goes with each."""

from dataclasses import dataclass

from kdstudio.core.methods import DIST, DKD, HARD, KD, LOGIT_STD, METHODS, Method, Source
from kdstudio.core.text import Text, text
from kdstudio.gui.pages.learn.exhibits import (
    DarkKnowledge,
    Exhibit,
    Following,
    Losses,
    ModelSize,
    Plots,
    SoftLabels,
    Temperature,
)

HINTON = KD.source
MULLER = Source("Müller, Kornblith, Hinton", 2019, "When Does Label Smoothing Help?", "1906.02629")
GUO = Source("Guo, Pleiss, Sun, Weinberger", 2017, "On Calibration of Modern Neural Networks", "1706.04599")
BEYER = Source(
    "Beyer, Zhai, Royer, Markeeva, Anil, Kolesnikov",
    2021,
    "Knowledge distillation: A good teacher is patient and consistent",
    "2106.05237",
)
CHO = Source("Cho, Hariharan", 2019, "On the Efficacy of Knowledge Distillation", "1910.01348")
MIRZADEH = Source(
    "Mirzadeh, Farajtabar, Li, Levine, Matsukawa, Ghasemzadeh",
    2020,
    "Improved Knowledge Distillation via Teacher Assistant",
    "1902.03393",
)
STANTON = Source(
    "Stanton, Izmailov, Kirichenko, Alemi, Wilson", 2021, "Does Knowledge Distillation Really Work?", "2106.05945"
)
HAN = Source(
    "Han, Mao, Dally",
    2016,
    "Deep Compression: Compressing Deep Neural Networks with Pruning, Trained Quantization and Huffman Coding",
    "1510.00149",
)
JACOB = Source(
    "Jacob, Kligys, Chen, Zhu, Tang, Howard, Adam, Kalenichenko",
    2018,
    "Quantization and Training of Neural Networks for Efficient Integer-Arithmetic-Only Inference",
    "1712.05877",
)
POLINO = Source("Polino, Pascanu, Alistarh", 2018, "Model compression via distillation and quantization", "1802.05668")


@dataclass(frozen=True)
class Article:
    """One article; `methods` are listed with formula, purpose and source between the words and the sources."""

    title: Text
    paragraphs: tuple[Text, ...]
    sources: tuple[Source, ...]
    exhibit: type[Exhibit]
    methods: tuple[Method, ...] = ()


# When to take a method, beyond what it does.
WHEN: dict[str, Text] = {
    KD.name: text("Begin with it: it has the fewest settings, and most comparisons start from it."),
    DKD.name: text("Try it when the teacher is nearly always sure, so that ordinary soft labels say little."),
    DIST.name: text("Try it when the student stays far from the teacher in KL although it trains long enough."),
    LOGIT_STD.name: text("Try it when the scales of the two networks' logits differ much, as across architectures."),
    HARD.name: text("Take it as a control: what it lacks against KD is what the soft labels are worth."),
}

_SOFT_LABELS = Article(
    text("Soft labels"),
    (
        text(
            "A hard label names one class and says nothing of the others. A soft label is what a network answers: a "
            "probability for each class, the softmax of its logits. For a drawing of a lion it may say 88 % lion, 7 % "
            "tiger, 5 % cat. The order of the wrong classes is information too: this lion looks more like a tiger than "
            "like a bus."
        ),
        text(
            "Distillation trains a small network, the student, to give the soft labels of a large one, the teacher. "
            "Each image then says more than one class name: how sure to be, and between which classes to hesitate. As "
            "the teacher makes the labels, images that nobody has labelled teach as well; in the sample these are "
            "2,208 of 2,304 training images."
        ),
        text(
            "Label smoothing also softens a label, but by the same amount for every wrong class: it says nothing about "
            "the image. A teacher that was trained with it has flatter, less telling soft labels, and its students "
            "were found to learn less."
        ),
        text(
            "In the chart, choose an image. The dashed outline is its hard label; the entropy below measures how much "
            "the teacher hesitates."
        ),
    ),
    (HINTON, MULLER),
    SoftLabels,
)

_TEMPERATURE = Article(
    text("Temperature"),
    (
        text(
            "A well trained teacher is often so sure that its soft label is almost the hard one. The small "
            "probabilities are there, but too small to weigh in a loss. Temperature brings them out: all logits are "
            "divided by T before the softmax, p = softmax(z / T). T = 1 is what the network says; a larger T makes the "
            "label softer. The order of the classes never changes, and with T growing without end all classes become "
            "equal."
        ),
        text(
            "Teacher and student are softened by the same T in training, and only there: accuracy and all reported "
            "figures are at T = 1. The gradient of the soft part shrinks about as 1 / T², so the loss is multiplied by "
            "T² to keep its balance with the hard part when T changes. For the same reason KL divergences at different "
            "temperatures cannot be compared with each other."
        ),
        text(
            "There is no best T for all tasks. T = 4 is a usual start with ten to a hundred classes; too high, and the "
            "student copies the noise of very unlikely classes. Move the slider: entropy, in bits, grows from near "
            "0 towards its limit, the logarithm of the number of classes."
        ),
    ),
    (HINTON,),
    Temperature,
)

_DARK_KNOWLEDGE = Article(
    text("Dark knowledge"),
    (
        text(
            "Hinton called dark knowledge what a network knows and its top class does not show: how it shares the rest "
            "of the probability among the wrong classes. Averaged over all images of one class it becomes a portrait "
            "of that class: which others it resembles, and how much. Averaged for every class it is the matrix on a "
            "run's Dark knowledge tab."
        ),
        text(
            "It can be enough to learn a class from. In the paper that introduced distillation, a student that had "
            "never seen a handwritten 3 got 98.6 % of the test set's threes right, once one bias had been corrected: "
            "the soft labels of the other digits had told it what a 3 looks like."
        ),
        text(
            "Dark knowledge is not the truth. A teacher that goes by the background or by colour passes that on too, "
            "and a pair that it confuses its student will confuse. Look at the images behind a strong pair before you "
            "trust it."
        ),
        text(
            "Choose a class: the bars are its nearest other classes, for teacher and student. At T = 1 a sure teacher "
            "shows little; raise the temperature to see what the student was trained on."
        ),
    ),
    (HINTON, DKD.source),
    DarkKnowledge,
)

_LOSSES = Article(
    text("Which loss when"),
    (
        text(
            "Every method here adds a soft part, which compares the student with the teacher, to the hard part, the "
            "cross-entropy with the label. In KD, α sets the mixture: at 0 the teacher is not heard, at 1 the labels "
            "are not. Images without a label count in the soft part alone. Use a high α when labels are few or "
            "doubtful and the teacher is good, a low one when the teacher is hardly better than the student."
        ),
        text(
            "The chart mixes the two parts for one image and the finished student. Where both lines are low there is "
            "little left to learn; where the soft part is high and the hard one low, the student has the right class "
            "but not yet the teacher's doubts."
        ),
    ),
    (),
    Losses,
    tuple(METHODS.values()),
)

_COMPRESSION = Article(
    text("Distillation, pruning, quantization"),
    (
        text(
            "Three ways to a smaller model, and each takes something else away. Distillation takes another network: "
            "fewer layers and channels, trained by the large one. Pruning takes weights out of a network: single ones, "
            "or whole channels. Quantization keeps all weights but spends fewer bits on each, 8 instead of 32."
        ),
        text(
            "They combine, best in this order. Distil first: only a smaller architecture makes every layer cheaper on "
            "every device. Then prune, if at all, and train on a little with the same teacher. Quantize last, as it "
            "depends on the final weights; where accuracy falls, training with the rounding in the loop, with the "
            "teacher's soft labels, can win much of it back. Deep Compression pruned and quantized AlexNet to a "
            "35th of its size without loss of accuracy."
        ),
        text(
            "Smaller is not the same as faster. Single weights that are zero save space, but ordinary hardware "
            "multiplies them all the same; removed channels save time. INT8 is fast where the processor has the "
            "instructions for it. So the chart shows size alone, by arithmetic: parameters × bits × share kept, with "
            "one more bit a weight for the map of those kept. Time and accuracy have to be measured."
        ),
    ),
    (HAN, JACOB, POLINO),
    ModelSize,
)

_TEACHER = Article(
    text("Choosing a teacher"),
    (
        text(
            "A teacher has to be better than the student would be by itself; beyond that, larger is not always better. "
            "A student that is much smaller cannot follow every decision of a very large teacher: this is the capacity "
            "gap. Cho and Hariharan found that more accurate teachers often did not make better students, and that a "
            "teacher stopped early can teach better. Mirzadeh and others put a network of middle size, a teacher "
            "assistant, in between."
        ),
        text(
            "Patience closes much of the gap. Beyer and others trained for far longer than usual and showed teacher "
            "and student the very same crop of each image; KD Studio does the latter always. Even so, students seldom "
            "agree with their teacher everywhere, though they may still generalise well."
        ),
        text(
            "So choose by trying: a teacher one or two sizes up, of the same classes, trained without label smoothing; "
            "and always a baseline, the same student without a teacher. What the teacher gave is the difference."
        ),
        text(
            "The chart shows how many images each student answers as the teacher does, within as many bits as you "
            "allow. A curve that rises late means a student that cannot, or not yet, follow."
        ),
    ),
    (CHO, MIRZADEH, BEYER, STANTON, MULLER),
    Following,
)

_PLOTS = Article(
    text("Reading the plots"),
    (
        text(
            "Accuracy is the share of images whose top class is right. Compare the student with its baseline at the "
            "same epoch, and with the teacher's line. Over 240 images one point is about two images: small steps are "
            "noise, and only the test at the end decides."
        ),
        text(
            "KL divergence, in bits, says how far the student's soft labels are from the teacher's. It often goes on "
            "falling when accuracy stands still: the student still learns how sure to be. If it rises while the "
            "training loss falls, the student learns its training images by heart. A student without a teacher has a "
            "KL as well, and mostly a large one, as nothing asked it to be as sure as the teacher."
        ),
        text(
            "Calibration asks whether 80 % sure is right 80 % of the time. In a reliability diagram each point is a "
            "group of images of like confidence; points below the diagonal are too sure, above it too unsure. Groups "
            "of a few images jump. ECE is the mean distance, weighted by group size. Dividing all logits by one T, "
            "called temperature scaling, changes calibration and no decision: move T and see where ECE is least."
        ),
    ),
    (GUO,),
    Plots,
)

ARTICLES: tuple[Article, ...] = (
    _SOFT_LABELS,
    _TEMPERATURE,
    _DARK_KNOWLEDGE,
    _LOSSES,
    _COMPRESSION,
    _TEACHER,
    _PLOTS,
)
