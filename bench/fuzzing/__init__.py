"""Valid files made odd, and every reader that they are given to."""

COUNTED = "files: "
"""Before the number of files in what `bench.fuzz_worker` prints; its other lines are faults."""
