# Packs each word into blocks of eight bytes, the first highest, padded with zeros: the first blocks
# of all words, then their second ones, up to the longest word.
file(READ ${SOURCE} hex HEX)
string(REGEX REPLACE "(..)" "\\1 " hex "${hex}")
string(REGEX REPLACE "0a $" "" hex "${hex}")
string(REPLACE "0a " ";" words "${hex}")
list(TRANSFORM words REPLACE " " "")

set(digits 0)  # of the longest word
foreach(word IN LISTS words)
  string(LENGTH "${word}" length)
  if(length GREATER digits)
    set(digits ${length})
  endif()
endforeach()
string(REPEAT 0 ${digits} zeros)
string(REPEAT 0 16 zero_block)
list(TRANSFORM words APPEND ${zeros}${zero_block})

set(text)
set(begin 0)
while(begin LESS digits)
  foreach(word IN LISTS words)
    string(SUBSTRING ${word} ${begin} 16 block)
    string(APPEND text "0x${block},\n")
  endforeach()
  math(EXPR begin "${begin} + 16")
endwhile()
file(WRITE ${TARGET} "${text}")
