# SPDX-License-Identifier: GPL-3.0-or-later
# Runs PROGRAM (meridian_manual) for the version and the date of the commit.
cmake_minimum_required(VERSION 3.25)
include(${SOURCE}/installer/version.cmake)
set(ENV{SOURCE_DATE_EPOCH} ${MERIDIAN_EPOCH})
string(TIMESTAMP date "%Y-%m-%d" UTC)
file(REMOVE_RECURSE ${FOLDER})
execute_process(COMMAND ${PROGRAM} ${FOLDER} ${MERIDIAN_VERSION} ${date} COMMAND_ERROR_IS_FATAL ANY)
file(TOUCH ${FOLDER}/made)
