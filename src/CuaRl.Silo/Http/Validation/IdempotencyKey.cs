namespace CuaRl.Silo.Http.Validation;

/// <summary>The identity that a client gives to a command, so that sending it again gives the first answer.</summary>
internal static class IdempotencyKey
{
    public const string Header = "Idempotency-Key";
    public const int MaxLength = 200;

    /// <summary>The key sent, or null when there is none.</summary>
    /// <exception cref="RequestInvalidException">It is empty, too long, sent twice, or not of printable ASCII.</exception>
    public static string? From(IHeaderDictionary headers) => headers[Header] switch
    {
        [] => null,
        [{ Length: > 0 and <= MaxLength } key] when key.All(c => c is >= ' ' and <= '~') => key,
        _ => throw new RequestInvalidException(FieldError.InHeader(
            Header, "value_error", $"Input must be one value of 1 to {MaxLength} printable ASCII characters")),
    };
}
