# --8<-- [start:example]
cat(readLines("https://doi.org/api/handles/10.7554/elife.01567", warn = FALSE))
# --8<-- [end:example]
