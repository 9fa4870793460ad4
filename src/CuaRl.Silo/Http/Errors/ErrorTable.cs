using CuaRl.Silo.Http.Validation;

namespace CuaRl.Silo.Http.Errors;

/// <summary>The one table from exceptions to answers. It goes by type, never by message.</summary>
internal static class ErrorTable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    public static ErrorAnswer Find(Exception error) => error switch
    {
        RequestInvalidException invalid => Invalid(invalid.Errors, invalid.Message),
        InvalidRequestException invalid => Invalid(
            [FieldError.InBody(invalid.Field, "value_error", $"Input {invalid.Rule}")], invalid.Message),
        NotFoundException missing => Missing(missing.Kind, missing.Message),
        MalformedIdException malformed => Missing(malformed.Kind, malformed.Message),
        AlreadyExistsException conflict => new(
            StatusCodes.Status409Conflict, "already-exists", "Already exists", conflict.Message),
        StorageUnavailableException storage => Unavailable(
            "storage-unavailable", "Database unavailable", storage.Message) with
        {
            IsFault = false, // Logged where it happened.
        },
        StorageRefusedException refused => new(
            StatusCodes.Status500InternalServerError, "storage-refused", "Database refuses", refused.Message)
        {
            IsFault = true,
        },
        StaleStateException stale => Unavailable("write-conflict", "Write conflict", stale.Message),
        UnreadableRecordException unreadable => new(
            StatusCodes.Status500InternalServerError, "unreadable-record", "Unreadable record", unreadable.Message)
        {
            IsFault = true,
        },
        // A client that went away gets no answer at all: what is cancelled here was given up inside, such as an activation.
        TimeoutException or OperationCanceledException => Unavailable(
            "timeout", "No answer in time", "Whether it was done is unknown. Retry with the same Idempotency-Key."),
        OrleansException => Unavailable(
            "engine-unavailable", "Engine unavailable",
            "The grain could not be reached or could not be loaded. Retry with the same Idempotency-Key."),
        CuaRlException { IsTransient: true } transient => Unavailable("unavailable", "Unavailable", transient.Message),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => new(
            StatusCodes.Status413PayloadTooLarge, "too-large", "Request too large",
            $"The request body is larger than {ServerLimits.MaxBodyBytes} bytes."),
        BadHttpRequestException bad => new(bad.StatusCode, "bad-request", "Bad request", bad.Message),
        _ => new(StatusCodes.Status500InternalServerError, "internal", "Internal error", "The service failed; see its log.")
        {
            IsFault = true,
        },
    };

    private static ErrorAnswer Invalid(IReadOnlyList<FieldError> fields, string message) => new(
        StatusCodes.Status422UnprocessableEntity, "invalid-request", "Invalid request", message)
    {
        Fields = fields,
    };

    private static ErrorAnswer Missing(string kind, string message) => new(
        StatusCodes.Status404NotFound, "not-found", "Not found", message)
    {
        CompatDetail = $"{char.ToUpperInvariant(kind[0])}{kind[1..]} not found",
    };

    private static ErrorAnswer Unavailable(string slug, string title, string message) => new(
        StatusCodes.Status503ServiceUnavailable, slug, title, message)
    {
        RetryAfter = Soon,
        IsFault = true,
    };
}
