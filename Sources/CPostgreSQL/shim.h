// PostgreSQL's client library. A folder of its own, because only the registry links it: a station has no use for it.
#include <libpq-fe.h>
