# SPDX-License-Identifier: GPL-3.0-or-later
# The .deb files: meridianctl (cli), meridiand (daemon), meridian (console). Libraries are found by dpkg-shlibdeps; what
# no linker sees comes from packages/run, which installer/install reads too.
file(STRINGS packages/run run REGEX "^[a-z]")
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/packages/run)
set(everywhere ${run})
list(FILTER everywhere INCLUDE REGEX "^(ca-certificates|tzdata)$")
set(modules ${run})
list(FILTER modules INCLUDE REGEX "^(qml6-module-.*|qt6-translations-l10n)$")
set(looks ${run})
list(FILTER looks INCLUDE REGEX "^(qt6-wayland|libgl1-mesa-dri|libegl1|fonts-.*)$")
foreach(list everywhere modules looks)
  list(JOIN ${list} ", " ${list})
endforeach()

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME meridian)
set(CPACK_PACKAGE_VENDOR "Meridian")
set(CPACK_PACKAGE_CONTACT "Meridian maintainers <maintainers@users.noreply.github.com>")
set(CPACK_PACKAGE_DIRECTORY ${CMAKE_BINARY_DIR}/packages)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS ${CMAKE_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS})
set(CPACK_STRIP_FILES ON)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_ALL cli daemon)
if(TARGET meridian)
  list(APPEND CPACK_COMPONENTS_ALL console)
endif()
set(CPACK_COMPONENTS_IGNORE_GROUPS ON)
# Version and dates belong to the commit that is packed, not to the one that was configured.
set(CPACK_PROJECT_CONFIG_FILE ${CMAKE_CURRENT_SOURCE_DIR}/cpack.cmake)
set(CPACK_PRE_BUILD_SCRIPTS ${CMAKE_CURRENT_SOURCE_DIR}/finish.cmake)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)

set(CPACK_DEBIAN_CLI_PACKAGE_NAME meridianctl)
set(CPACK_DEBIAN_CLI_PACKAGE_SECTION admin)
set(CPACK_DEBIAN_CLI_PACKAGE_DEPENDS "${everywhere}")
set(CPACK_DEBIAN_CLI_PACKAGE_SUGGESTS "meridian, meridiand")
set(CPACK_COMPONENT_CLI_DISPLAY_NAME "mirror container images between registries (command line)")
set(CPACK_COMPONENT_CLI_DESCRIPTION "mirror container images between registries (command line)
Meridian keeps the registries of a fleet alike by rules, with plans before and
audits after, and without moving a byte twice.
.
This package has meridianctl, which needs no display. With the package meridian
beside it, it knows the desktop's keychain.")

set(CPACK_DEBIAN_DAEMON_PACKAGE_NAME meridiand)
set(CPACK_DEBIAN_DAEMON_PACKAGE_SECTION admin)
set(CPACK_DEBIAN_DAEMON_PACKAGE_DEPENDS "${everywhere}, init-system-helpers (>= 1.54~), passwd, systemd | systemd-standalone-sysusers | systemd-sysusers")
set(CPACK_DEBIAN_DAEMON_PACKAGE_RECOMMENDS "meridianctl")
set(CPACK_DEBIAN_DAEMON_PACKAGE_SUGGESTS "meridian")
set(CPACK_DEBIAN_DAEMON_PACKAGE_CONTROL_EXTRA
  ${CMAKE_CURRENT_SOURCE_DIR}/debian/postinst ${CMAKE_CURRENT_SOURCE_DIR}/debian/prerm ${CMAKE_CURRENT_SOURCE_DIR}/debian/postrm)
set(CPACK_COMPONENT_DAEMON_DISPLAY_NAME "mirror container images between registries (service)")
set(CPACK_COMPONENT_DAEMON_DESCRIPTION "mirror container images between registries (service)
Meridian keeps the registries of a fleet alike by rules, with plans before and
audits after, and without moving a byte twice.
.
This package has meridiand, which works by schedules and webhooks while nobody
is logged in: as a service of the machine, which begins once there is a fleet
file /etc/meridian/fleet.json, or as a service of a person.")

set(CPACK_DEBIAN_CONSOLE_PACKAGE_NAME meridian)
set(CPACK_DEBIAN_CONSOLE_PACKAGE_SECTION net)
# Since Qt 6.7 the reader of SVG pictures is a package of its own.
set(CPACK_DEBIAN_CONSOLE_PACKAGE_DEPENDS "${everywhere}, ${modules}, qt6-svg-plugins | libqt6svg6 (<< 6.7~)")
set(CPACK_DEBIAN_CONSOLE_PACKAGE_RECOMMENDS "meridianctl, meridiand, ${looks}")
set(CPACK_COMPONENT_CONSOLE_DISPLAY_NAME "mirror container images between registries (console)")
set(CPACK_COMPONENT_CONSOLE_DESCRIPTION "mirror container images between registries (console)
Meridian keeps the registries of a fleet alike by rules, with plans before and
audits after, and without moving a byte twice.
.
This package has the console: regions on a map, what moves between them, rules,
promotions, audits and a history. It works by itself, or is a window on a
meridiand.")
include(CPack)
