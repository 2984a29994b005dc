"""Write the golden files again; read the diff before committing it."""

from tests.golden import GOLDEN, captures, decode, golden_file

GOLDEN.mkdir(exist_ok=True)
for capture in captures():
    golden_file(capture).write_text(decode(capture), encoding="utf-8")
    print(golden_file(capture).name)
