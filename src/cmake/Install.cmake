# cmake --install: the library with its headers and packages for CMake and pkg-config, the program,
# the templates and the licences. Nothing installed knows where it was built or installed, so the
# whole prefix can be moved.
include(CMakePackageConfigHelpers)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/steelshare)
set(pkgconfig_dir ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

install(TARGETS steelshare EXPORT steelshare-targets FILE_SET HEADERS)
install(TARGETS steelshare-cli)

install(EXPORT steelshare-targets NAMESPACE steelshare:: DESTINATION ${package_dir})
configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/steelshare-config.cmake.in
  steelshare-config.cmake INSTALL_DESTINATION ${package_dir}
  NO_SET_AND_CHECK_MACRO NO_CHECK_REQUIRED_COMPONENTS_MACRO)
write_basic_package_version_file(steelshare-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/steelshare-config.cmake
              ${CMAKE_CURRENT_BINARY_DIR}/steelshare-config-version.cmake
              ${CMAKE_CURRENT_LIST_DIR}/FindHaru.cmake
        DESTINATION ${package_dir})

# From the directory of the .pc file up to the prefix.
file(RELATIVE_PATH prefix_from_pc /${pkgconfig_dir} /)
configure_file(${CMAKE_CURRENT_LIST_DIR}/steelshare.pc.in steelshare.pc @ONLY)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/steelshare.pc DESTINATION ${pkgconfig_dir})

install(DIRECTORY ${PROJECT_SOURCE_DIR}/templates/
        DESTINATION ${CMAKE_INSTALL_DATADIR}/steelshare/templates FILES_MATCHING PATTERN "*.toml"
        PATTERN font EXCLUDE PATTERN kit EXCLUDE)
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})
# The font is part of the library and so of every program that links it.
install(FILES ${PROJECT_SOURCE_DIR}/templates/font/OFL.txt DESTINATION ${CMAKE_INSTALL_DOCDIR}/font)
