# Compiles libharu, of which Debian has no static form, from the sources in STEELSHARE_LIBHARU_SOURCE.
# Defines Haru::Haru as FindHaru.cmake does. Without libpng: a plate has no picture.
enable_language(C)
find_library(ZLIB_ARCHIVE NAMES libz.a REQUIRED)

set(config_dir ${CMAKE_CURRENT_BINARY_DIR}/libharu)
file(CONFIGURE OUTPUT ${config_dir}/hpdf_config.h CONTENT [[
#define LIBHPDF_HAVE_NOPNGLIB 1
]])
file(GLOB haru_sources ${STEELSHARE_LIBHARU_SOURCE}/src/*.c)
if(NOT haru_sources)
  message(FATAL_ERROR "STEELSHARE_LIBHARU_SOURCE has no sources of libharu: ${STEELSHARE_LIBHARU_SOURCE}\n"
          "./bootstrap standalone brings them")
endif()
add_library(haru STATIC ${haru_sources})
target_compile_options(haru PRIVATE -w)
target_include_directories(haru SYSTEM PUBLIC
  ${config_dir} ${STEELSHARE_LIBHARU_SOURCE}/include)
target_link_libraries(haru PUBLIC ${ZLIB_ARCHIVE} m)
# Imported, so that the package of the installed library names it and looks for it.
add_library(Haru::Haru INTERFACE IMPORTED)
target_link_libraries(Haru::Haru INTERFACE haru)
