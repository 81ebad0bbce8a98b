# embed_file(<out-variable> <source-file> <symbol>): writes <symbol>.inc into the build tree, a C++
# initialiser list with the bytes of the file, and rebuilds it when the file changes.
# embed_words(<out-variable> <source-file> <symbol>): its words as numbers, one block
# of letters a line.
# Both append the generated path to <out-variable>, so that it can be listed as a source.
set(EMBED_DIR ${CMAKE_BINARY_DIR}/generated)
file(MAKE_DIRECTORY ${EMBED_DIR})
set(EMBED_SCRIPT_DIR ${CMAKE_CURRENT_LIST_DIR})

function(embed_with script out source symbol)
  cmake_path(ABSOLUTE_PATH source BASE_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR})
  set(target ${EMBED_DIR}/${symbol}.inc)
  add_custom_command(OUTPUT ${target}
    COMMAND ${CMAKE_COMMAND} -DSOURCE=${source} -DTARGET=${target}
            -P ${EMBED_SCRIPT_DIR}/${script}.cmake
    DEPENDS ${source} ${EMBED_SCRIPT_DIR}/${script}.cmake VERBATIM)
  set(${out} ${${out}} ${target} PARENT_SCOPE)
endfunction()

macro(embed_file out source symbol)
  embed_with(embed_file ${out} ${source} ${symbol})
endmacro()

macro(embed_words out source symbol)
  embed_with(embed_words ${out} ${source} ${symbol})
endmacro()
