<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="vi" sourcelanguage="en">
 <context>
  <name>kdstudio</name>
  <message>
   <source>There is no command {name}: there are {known}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{folder} is being written by another process.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>--resume goes on with a run exactly as it was begun: leave out {flags}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No dataset is given: name a folder with --dataset, or see `kdstudio demo` first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No teacher is given: name its file with --teacher, or make one with `kdstudio train-teacher`.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{file} is a job of another kind: run it with `kdstudio {kind} {file}`.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The run {run} has no soft labels yet: wait for its first epoch.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no probe {number}: choose one from 1 to {count}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Duplicate the run, correct what is named here, and start the duplicate.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Close other programs or free disk space, then resume. If the memory still is not enough, duplicate the run with a smaller batch or image size.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This is a fault in the program, not in what you gave. Resume once; if it fails again, copy the details and report them.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The system ended the process, most often because the memory was used up. Close other programs, then resume: it goes on after epoch {epoch}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The system ended the process, most often because the memory was used up. Close other programs, then resume: it begins anew, as no epoch was over.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The process ended without a word. Resume: it goes on after epoch {epoch}; if it is lost again, copy the details and report them.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The process ended without a word. Resume: it begins anew, as no epoch was over; if it is lost again, copy the details and report them.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Resume: it begins anew, as no epoch was over.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Resume: the student is done, and its baseline goes on after epoch {epoch}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Resume: it goes on after epoch {epoch}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A run is at work and may read these files: clear them when it is done.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{folder} cannot be removed ({reason}): close what uses it and clear again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>class_map names {name}, which is no class of the dataset: {known}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>class_map names {name}, which is no class of the teacher: {known}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>class_map gives the same teacher class to two classes: each may be taken once.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The teacher and the dataset share {count} class names, at least 2 are needed. Are these the same? Then say so with --class-map {pairs}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The teacher and the dataset share {count} class names, at least 2 are needed: the teacher knows {teacher}; the dataset has {dataset}. Name the pairs with --class-map, or choose another teacher.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Other dataset…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Add unlabelled images…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No dataset is chosen</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose a folder with a folder of images for each class, or a sample.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose a dataset.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reading the dataset…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Every image is opened once, to see that it can be.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The dataset cannot be used</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose another dataset.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The dataset has another task</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{name} is a dataset for the task {task}: choose one whose images stand in a folder for each class.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The dataset has a fault</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Worth knowing about the dataset</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Mend the dataset, or choose another.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No problems found</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Every image of the dataset can be read.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Validation images are set apart</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The dataset has no validation split: {count:,} of its images judge the result and are not learned from. Your own files stay as they are.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Few images to judge by</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>With {count:,} images, one more or less is {points:.1f} points: a small gain cannot be told from chance.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Few images to learn from</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{count:,} training images in {classes:,} classes are fewer than {least} a class: add more, with or without labels.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The images are smaller than that</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>They are about {typical} px wide and are enlarged to {size} px: that costs time and adds nothing to see. {enough} px are enough.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Use {size} px</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No unlabelled images</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Distillation needs no labels: more images of the same kind, labelled by nobody, let the teacher teach more.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Counting the unlabelled images…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The unlabelled images cannot be used</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Other folder…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Leave them out</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose other unlabelled images, or none.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Some unlabelled images are left out</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{unreadable:,} of them cannot be read; the teacher's soft labels teach the other {images:,}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{images:,} unlabelled images join in</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The student learns them from the teacher's soft labels alone.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Right on {top1:.1f} % of {images:,} images.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Keeps {kept:.1f} % of the teacher's accuracy, {size:.1f}× smaller, {speed:.1f}× faster.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Keeps {kept:.1f} % of the teacher's accuracy, {size:.1f}× smaller, but {speed:.1f}× slower.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Keeps {kept:.1f} % of the teacher's accuracy, {size:.1f}× smaller.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Keeps {kept:.1f} % of the teacher's accuracy, {speed:.1f}× faster, but {size:.1f}× larger.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Keeps {kept:.1f} % of the teacher's accuracy, but {size:.1f}× larger and {speed:.1f}× slower.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Keeps {kept:.1f} % of the teacher's accuracy, but {size:.1f}× larger.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Keeps {kept:.1f} % of the teacher's accuracy, {speed:.1f}× faster.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Keeps {kept:.1f} % of the teacher's accuracy, but {speed:.1f}× slower.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Keeps {kept:.1f} % of the teacher's accuracy.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{source} is not a job: {reason}. Correct it, or make a new one with --print-job.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{path} is not there: check the name of the job's file.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{path} cannot be read as TOML ({reason}): correct it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Soft labels (KD)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The student learns the teacher's softened class probabilities, beside the hard labels.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Decoupled distillation (DKD)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How sure the teacher is of the target class and how it weighs the other classes are taught apart, so that a very sure teacher still passes on its dark knowledge.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Relations (DIST)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The student learns how the teacher's soft labels correlate, within an image and over a batch, not their exact values: for a teacher that is much stronger than the student.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Standardised logits</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Logits are standardised image by image first, so that the student learns the teacher's pattern and need not copy its scale.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Teacher's top class (hard distillation)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The student learns the teacher's top class as if it were a hard label: without soft labels, to see by comparison what these add.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Other teacher…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Some chosen pairs do not fit</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>These pairs name a class that is not there, or one that is taken already: {pairs}. Leave them out, or pair the classes again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Correct the pairs of classes.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Only one class name matches</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No class names match</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The teacher calls its classes {teacher}; the dataset calls its own {dataset}. At least 2 must be the same: pair them in the table, or choose another teacher or dataset.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Pair the classes first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Pair at least 2 classes, or choose others.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Too few classes for this method</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The method logit-std needs at least 3 classes that the teacher knows: two standardised logits are always the same. Choose another method.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Use soft labels (KD)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose another method.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{count:,} of {total:,} classes paired</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{count:,} of {total:,} classes matched by name</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The student learns the teacher's soft labels over these classes.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Are these the same classes?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Their names are alike, but not equal: {pairs}. Accept them, or correct them in the table.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The teacher does not know every class</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Learned from hard labels alone, because the teacher does not know them: {names}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The teacher knows more classes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{count:,} of its {total:,} classes are not in the dataset: its soft labels are taken over the others.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Use this pair</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Use these {count:,} pairs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The data cannot be kept in {folder} ({reason}): choose a folder that can be written to.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Other student…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Both models classify images</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Teacher, student and dataset have the same task.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No student is chosen</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose the network that is to learn: a small one of the YOLO family, or your own.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose a student.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The student is not smaller</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It has {student:.2f} million parameters, its teacher {teacher:.2f} million: distillation saves nothing here. Choose a smaller student.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reading the student…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What it costs will stand here in a moment.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The student cannot be used</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose another student.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The student has another task</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{name} is a network for the task {task}, but the images are to be classified: choose a classifier.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Its weights are downloaded</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{name} is not on this computer: it is fetched once, when the run begins. Start from scratch to do without the network.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Same input size, {size} × {size} px</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Teacher and student see the very same pixels.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Use {size} px for both</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Different input sizes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The student sees {student} × {student} px, the teacher {teacher} × {teacher} px: each image is resized for the teacher.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A setting is out of its limits</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Correct the setting of the recipe.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No baseline</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Without the same student trained alone, nobody can know whether the teacher helped. It takes about as long as the student again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Add a baseline</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Estimating time and memory…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A few batches are timed on this computer. You need not wait for it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose the device automatically</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Time and memory are not known</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Use a batch of {batch}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Too little memory</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Memory is scarce</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The run needs about {need:.1f} GB, and this computer has {total:.1f} GB: choose a smaller batch or image size, or close other programs.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose a smaller batch or image size.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Too little disk space</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Disk space is scarce</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The run needs about {need:.2f} GB, and {free:.2f} GB are free: remove old runs, or choose another place for the data in Settings.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Make room on the disk.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Take a quick look first</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This takes long</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>About {hours:.0f} hours on {device}. It runs in the background and can be paused; a quick look first shows whether the settings are right.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Quick look</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>6 epochs: enough to see whether the student follows its teacher.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Balanced</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>30 epochs: most of what there is to gain, in a fair time.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Best accuracy</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>120 epochs with strongly varied images: a long lesson from a patient teacher.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The run {run} does not wait any more: it has begun, or was removed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It waits for its teacher, but the run {run} was removed: choose another teacher.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It waits for its teacher, but the run {run} cannot be read: choose another teacher.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It waits until the run {run} has trained its teacher.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It waits for its teacher, but the run {run} is paused: resume that one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It waits for its teacher, but the run {run} failed: see what it needs.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It waits for its teacher, but the run {run} was interrupted: resume that one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Dataset</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Folder with train, val and test folders of class folders; a folder of class folders is split for you; an NDJSON file or the name of an Ultralytics dataset works too.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Epochs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How often training goes through all images.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Batch</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Images in one step.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>images</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Image size</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Side of the square that the student sees; a multiple of 32, as Ultralytics would round it anyway.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>px</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Optimizer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Named, never automatic: the same one must train the student and its baseline.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Learning rate</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>At its highest; it falls to 1 % of this along a cosine.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Weight decay</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Pulls weights towards zero.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Warm-up</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Time in which the learning rate rises from zero.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>epochs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Augmentation</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>none: only flips; light: small crops and flips; standard: what Ultralytics does by default.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Flip</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Share of images mirrored left to right; 0 for letters and digits.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Seed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Fixes weights, order and crops: one run is one seed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Device</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>auto takes the GPU where there is one; else cpu, mps, or the number of one GPU.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Threads</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Processor threads; 0 takes all cores.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Loader processes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Extra processes that load images; used with a GPU only.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Image cache</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Keeps decoded images; auto uses memory when they take less than 1 GB.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Model</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>An Ultralytics classification model: a .yaml starts from scratch, a .pt from its weights.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Teacher</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>An Ultralytics .pt, an .onnx, or torchvision:NAME or timm:NAME with a weights file; run:ID takes the network that a run trained.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Student</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Unlabelled images</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Folder of images without labels: the teacher's soft labels teach them.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Method</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How the soft labels become a loss; see `kdstudio methods`.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Temperature</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Softens both networks' outputs; default as the method's paper.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Alpha</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>kd, hard, logit-std: the hard loss weighs 1 - alpha, in kd and hard the soft one alpha; dkd: weight of the target part.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Beta</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>dkd: weight of the non-target part; dist: of the relation between classes.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Gamma</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>dist: weight of the relation between images.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Soft weight</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>logit-std: weight of the soft loss.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Warm-up of the soft loss</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Share of all steps in which the soft loss rises from zero.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Baseline</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Also train the same student without the teacher, to know whether it helped.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Probe images</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Fixed images whose soft labels are kept after every epoch.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Class map</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Dataset class to teacher class where the names differ; it wins over equal names.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Teacher's weights</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>File of weights for torchvision:NAME and timm:NAME.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Teacher's classes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Text file with a class name a line, where the teacher's file names none; `dataset` says that they are the dataset's, in alphabetical order.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Teacher's image size</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Side that the teacher sees; default is its own.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Teacher's mean</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Subtracted from its input in 0..1, a number for red, green and blue.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Teacher's deviation</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Divides its input after the mean, a number for red, green and blue.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Teacher sees BGR</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Its channels are blue, green, red instead of red, green, blue.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>alpha is {value:g}, but with the method {method} it is a share: choose a number from 0 to 1.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>With these weights the soft labels of the method {method} count nothing: choose more than 0, or train without a teacher (kdstudio train-teacher).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{name} is not a finite number: choose one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{name} is {value:g}: it must be more than {low:g}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{name} is {value:g}, outside its limits: choose a number from {low:g} to {high:g}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{name} is {value:g}, but must be a multiple of {step:g}: {below:g} and {next:g} are the nearest.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No run can be written to {folder} ({reason}): make room or allow it, or set KDSTUDIO_HOME to another folder.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no run yet: make one with `kdstudio demo`.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{folder} is no run: it holds no job.toml.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What is said about the run {run} cannot be written to {folder} ({reason}): make room or allow it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The run {run} is at work: pause it first, then delete it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The run {run} cannot be moved to the trash ({reason}): close what uses {folder}, or delete it there.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The run {source} cannot be copied to {folder} ({reason}): make room or allow it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{folder} is no run any more: it holds no job.toml.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{folder} is no run: it holds no job.toml. Choose the folder of one run.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{folder} holds no journal that can be read: there is nothing in it to show.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{folder} lies among the runs already: there is nothing to import.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{folder} is being written by another process: import it when that has ended.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{reference} may be any of {runs}: type more of it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no run {reference}, and no other yet.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no run {reference}: there are {runs}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>seeds is {value}: choose a number from 1 to {high}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The settings cannot be kept in {file} ({reason}): make room or allow it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Teacher and student both take this {label} for {mistake}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The teacher sees {teacher} here, the student sees {student}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The teacher recognises this {label}; the student takes it for {mistake}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The student recognises this {label}; the teacher takes it for {mistake}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The teacher takes this {label} for {teacher}, the student takes it for {student}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Teacher and student are both sure that this is {top}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The teacher is sure that this is {top}; the student is less sure, with {share:.0f} %.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Teacher and student both lean to {top}; the teacher spreads the rest over many classes.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The teacher sees some {other} in this {top}, and the student has learned to see it too.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The teacher sees some {other} in this {top}; the student does not see it yet.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The teacher sees {top} here and some {other}, and the student has learned to see both.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The teacher sees {top} here and some {other}; the student does not see the {other} yet.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The system's library {library} is missing: {command}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No teacher is chosen</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose a trained classifier, a .pt or .onnx file, or train one on this dataset first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose a teacher.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No model is chosen</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose the network that is to become the teacher: one of the YOLO family, or your own.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The teacher could not be tried</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The teacher is trained first</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This run waits until the run {run} has finished, and then takes its network.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The teacher's training is paused</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The run {run} has not finished: resume it, or choose another teacher.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The teacher's training has not finished</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The run {run} failed or was interrupted: open it to see what it needs, or choose another teacher.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The teacher's run is not there</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no run {run} any more: choose another teacher.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The teacher's classes have no names</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{name} does not say what its classes are: name them, or choose another teacher.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Name the teacher's classes.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reading the teacher…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What is known of it will stand here in a moment.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The teacher has another task</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The teacher cannot be used</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Its classes are the dataset's, in alphabetical order</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Trying the teacher on the dataset…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How often it is right will stand here. You need not wait for it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The teacher only guesses here</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It is right on {correct:,} of {images:,} images ({top1:.1f} %, guessing gives {chance:.1f} %): its classes look mismatched, or it expects other pixels. Check the pairs, or choose another teacher.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Check the pairs, or choose another teacher.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The teacher is weak on these images</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It is right on {correct:,} of {images:,} images ({top1:.1f} %): a student learns its mistakes too. Check the pairs, or train a teacher on this dataset first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The teacher runs on this computer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It is right on {correct:,} of {images:,} images of this dataset ({top1:.1f} %).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose another teacher.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The teacher helped: {student_top1:.1f} % with it, {baseline_top1:.1f} % without.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The teacher probably helped: {student_top1:.1f} % with it, {baseline_top1:.1f} % without.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The teacher made no clear difference: {student_top1:.1f} % with it, {baseline_top1:.1f} % without.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The teacher probably did harm: {student_top1:.1f} % with it, {baseline_top1:.1f} % without.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The teacher did harm: {student_top1:.1f} % with it, {baseline_top1:.1f} % without.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Whether the teacher helped cannot be known without a baseline: {student_top1:.1f} % with it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>To find out, train a baseline: the same student, without the teacher.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>None gained, none lost: with the teacher and without, the same images are right.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{gained:,} gained, {lost:,} lost: it comes out even.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{gained:,} gained, {lost:,} lost; chance alone would do this well less than 1 time in a million.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{gained:,} gained, {lost:,} lost; chance alone would do this badly less than 1 time in a million.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{gained:,} gained, {lost:,} lost; chance alone would do as much more often than not.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{gained:,} gained, {lost:,} lost; chance alone would do this well 1 time in {odds:,.0f}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{gained:,} gained, {lost:,} lost; chance alone would do this badly 1 time in {odds:,.0f}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{gain:+.1f} points as the mean of {seeds} seeds, from {low:+.1f} to {high:+.1f}; chance alone would do as much less than 1 time in a million.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{gain:+.1f} points as the mean of {seeds} seeds, from {low:+.1f} to {high:+.1f}; chance alone would do as much more often than not.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{gain:+.1f} points as the mean of {seeds} seeds, from {low:+.1f} to {high:+.1f}; chance alone would do as much 1 time in {odds:,.0f}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{path} cannot be loaded as an Ultralytics checkpoint: it is damaged, or holds something else. Train or download it again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{path} is a network for the task {task}, but the dataset is one to classify: choose a classifier (for example yolo11s-cls).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The network {path} is not there: check its name.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{name} is not on this disk and could not be downloaded: check the network, or choose {fallback} to start from scratch.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There were no validation images: {count} of {total}, a fifth of each class, were set apart for validation. Your own folder is as it was.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no validation split: the test images choose the best epoch and judge it as well, which flatters every network. Make a val folder beside train and test.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{count} images cannot be read, or are smaller than 10 pixels, and are left out.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{count} classes have no training image and cannot be learned: {names}. Add images, or remove their folders.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{count} classes have fewer than {limit} training images each: {names}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The classes are uneven: {most} has {most_images} training images, {least} has {least_images}. A network may neglect the rare ones.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{count} class folders in {split} are left out, because train has none of that name: {names}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{count} training images are also among the validation or test images, file for file: every network will look better there than it is. Remove them from train.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{folder} has images of one class only: a classifier needs at least two class folders in train.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The folder of unlabelled images {folder} is not there: check --unlabelled.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The folder of unlabelled images {folder} holds no readable image.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{path} is a file, but a classification dataset is a folder of class folders (or an .ndjson file).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The dataset {path} is not there: check --dataset.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no sample {name}: the samples are {known}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{path} cannot be turned into a dataset ({reason}): check the file and the network.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no dataset folder {name} here, and no dataset of that name could be downloaded ({reason}): check --dataset, or the network.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{folder} has folders named {names}, which Ultralytics does not know as splits: call them train, val and test, in small letters, with at least train and val or test.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{folder} holds no images in class folders: put train and val folders of class folders there.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{folder} holds no images in class folders: put some there, named as in train.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{folder} holds no readable image of the classes in train: each split needs folders named like those.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The method logit-std needs at least 3 classes: two standardised logits are always the same.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{count} of the unlabelled images belong to the validation or test split and are left out: a student must not learn from the images that it is judged by.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The teacher does not know {classes}: the student learns these from hard labels alone.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Are these the same classes? Then add --class-map {pairs}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The teacher {name} is not on this disk yet: it is downloaded when a run starts, and can be tried after that.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The network {name} cannot be built ({kind}: {reason}): correct its description.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The dataset {name} is not on this disk: choose a folder of class folders. A dataset of Ultralytics is downloaded by the command line when a run starts.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The teacher finds the right class in {hits} of {images} labelled images ({recall:.1f} % a class, guessing finds {chance:.1f} %): its classes look mismatched, or it expects other pixels. Check --class-map, --teacher-classes, --teacher-mean, --teacher-std and --teacher-image-size.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The baseline was trained for another number of epochs than the student: the two are not compared.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{name} is no student: give an Ultralytics .yaml (from scratch) or .pt (from its weights).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no architecture {name}: check its spelling, for example yolo11n-cls.yaml.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{name} is a network for the task {task}, but the dataset is one to classify: choose a classifier (for example yolo11n-cls.yaml).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The teacher knows the class of no training image: it teaches nothing. Check --class-map.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The soft loss of the first batch is not a finite number: the teacher's outputs are broken, or the temperature is extreme.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The soft loss of the first batch is {soft:.3g} and its gradient {reach:.3g}: the teacher teaches this student nothing. Is the weight of the soft loss 0, or is the student its own teacher?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{path} is no teacher that KD Studio knows: it must be an Ultralytics .pt or an .onnx file, or torchvision:NAME or timm:NAME with --teacher-weights.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The teacher {path} is not there: check --teacher.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The run {run} has no trained network yet: wait until it has finished, or check its name.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{path} is not an ONNX model that ONNX Runtime can load: export it again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{path} is no classifier of images: its input is {shape} and its output {outputs}, but (batch, 3, height, width) and (batch, classes) are needed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The teacher {name} cannot be run on images: export it again as a classifier.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The teacher {name} gives {count} numbers an image, but {named} class names were given: check --teacher-classes.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The teacher {name} does not say what its classes are: give --teacher-classes FILE with a name a line, or --teacher-classes dataset where they are the dataset's in alphabetical order.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The class names {path} cannot be read: check --teacher-classes.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The teacher {name} needs --teacher-weights FILE.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{path} does not fit {name} with {count} classes: check the architecture and --teacher-classes.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The weights {path} are not there: check --teacher-weights.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{path} is not a file of weights (a saved state dict): save it again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>torchvision has no classifier {name}: check its spelling.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A timm teacher needs timm: pip install 'kdstudio[timm]'.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>timm has no model {name}: check its spelling.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The teacher was asked in {precision}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{count} images cannot be read, or are smaller than 10 pixels, and are left out: {names}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The disk that holds {folder} has only {free:.0f} MB left, and a run needs at least {need:.0f} MB: free some space, or set KDSTUDIO_HOME to a folder on another disk.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The device {name} is not here (this machine has {count} NVIDIA GPUs): choose auto, cpu, mps or the number of one GPU.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The worker cannot be started ({reason}).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Home</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Where to begin, and the latest runs (Ctrl+1)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Distil</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Set up a run: teacher, student, dataset (Ctrl+2)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Runs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>All runs: find, compare, order them (Ctrl+3)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Learn</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The ideas behind distillation, to read and to move (Ctrl+4)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Settings</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Language, theme, folders, machine (Ctrl+5)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{name} is neither a model (.pt, .onnx) nor a folder: nothing was done with it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Close KD Studio</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{name} is still at work.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Its last whole epoch is kept, and it can be resumed. Runs that wait stay in the queue.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stop and keep the place</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cancel</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stopping at the next batch, then the window closes.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Another window of KD Studio works with this data folder. This one only looks: start and change runs there.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>baseline, epoch {epoch:d} of {epochs:d}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>epoch {epoch:d} of {epochs:d}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>measuring</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>preparing</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save the chart</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{file} cannot be written ({reason}): choose another folder.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Saved as {file}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{name} is at work: pause it first, or wait for it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Another window of KD Studio works with this data folder: start runs there, this one only looks.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{millions:.2f} M</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>about {seconds:d} s</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>about {minutes:d} min {seconds:d} s</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>about {minutes:d} min</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>about {hours:.1f} h</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing is running</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Progress of the run</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{time} left</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show the run that is at work.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The run that is at work</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>CPU, {threads} threads</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Device {device}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{count:d} waiting</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{folder} is being written by another process: wait for it, or stop it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{folder} holds another job: choose another folder.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The disk that holds {folder} is full: free some space, then resume.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The memory is used up: choose a smaller batch or image size, then start again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The job failed with {kind}: {message}. The whole story stands in {log}; the run can be resumed.</source>
   <translation type="unfinished" />
  </message>
 </context>
</TS>
