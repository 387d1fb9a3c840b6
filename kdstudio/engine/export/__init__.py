"""From a checkpoint to models for a target: built, quantized, proven and handed over."""
