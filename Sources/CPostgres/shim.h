#pragma once
#include <libpq-fe.h>

// Character literals, which Swift does not import.
static const int CPG_DIAG_SEVERITY = PG_DIAG_SEVERITY_NONLOCALIZED;
static const int CPG_DIAG_SQLSTATE = PG_DIAG_SQLSTATE;
static const int CPG_DIAG_MESSAGE = PG_DIAG_MESSAGE_PRIMARY;
