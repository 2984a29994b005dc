"""`python -m analyzer` is `dlmscope`."""

from analyzer.cli import main

main()
