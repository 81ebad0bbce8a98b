file(STRINGS ${SOURCE} words)
# One array of letters a word: {'a','b','c'},
list(TRANSFORM words REPLACE "([a-z])" "'\\1',")
list(TRANSFORM words REPLACE "(.+)" "{\\1},")
list(JOIN words "\n" text)
file(WRITE ${TARGET} "${text}\n")
