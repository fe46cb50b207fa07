/* Takes the bounds off every transfer of a program that this library is preloaded into: answers are kept without end (up
 * to what shows), and may take longer than the bar allows. For the control of E2. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

/* From curl/curl.h, which would make the very name below a macro. */
enum { TIMEOUT_MS = 155, WRITE_FUNCTION = 20011 };

static const size_t enough = (size_t)64 << 20;
static const long longer_than_the_bar = 33000;

static size_t hoard(char *bytes, size_t size, size_t count, void *context) {
    static size_t kept;
    size_t length = size * count;
    /* Small pieces go on: they are those of an answer that is slow, not long. */
    char *copy = kept < enough || length < 1024 ? malloc(length) : NULL;
    (void)context;
    if (!copy) return 0;
    memcpy(copy, bytes, length);
    kept += length;
    return length;
}

int curl_easy_setopt(void *easy, int option, ...) {
    static int (*real)(void *, int, ...);
    va_list arguments;
    va_start(arguments, option);
    void *value = va_arg(arguments, void *);
    va_end(arguments);
    if (!real) real = (int (*)(void *, int, ...))dlsym(RTLD_NEXT, "curl_easy_setopt");
    if (option == WRITE_FUNCTION) value = (void *)hoard;
    if (option == TIMEOUT_MS) value = (void *)longer_than_the_bar;
    return real(easy, option, value);
}
