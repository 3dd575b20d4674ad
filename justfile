# The README's commands by name; nothing needs `just`.

# Index content/ and serve the search page
serve:
    cargo run --release -- serve

# Run every test
test:
    cargo test --workspace

# Read and check content/
check:
    cargo run --release -- check

# Measure: the bench prints one table a size
bench size="10000":
    cargo run --release -p ordret-bench -- --documents {{size}}

# What continuous integration runs
ci:
    bash .ci/run
