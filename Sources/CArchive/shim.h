#pragma once
#include <archive.h>
#include <archive_entry.h>

/* A cast macro, which Swift does not import. */
static const unsigned int CSA_REGULAR_FILE = AE_IFREG;
