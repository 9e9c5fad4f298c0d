# SPDX-License-Identifier: GPL-3.0-or-later
# Run by cpack between the installation into its own folder and the packing.
execute_process(COMMAND ${CMAKE_CURRENT_LIST_DIR}/finish ${CPACK_TEMPORARY_DIRECTORY} COMMAND_ERROR_IS_FATAL ANY)
