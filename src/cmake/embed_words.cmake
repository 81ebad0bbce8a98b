file(STRINGS ${SOURCE} words)
list(TRANSFORM words REPLACE "(.+)" "\"\\1\",")
list(JOIN words "\n" text)
file(WRITE ${TARGET} "${text}\n")
