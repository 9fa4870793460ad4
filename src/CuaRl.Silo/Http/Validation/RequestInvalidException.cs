namespace CuaRl.Silo.Http.Validation;

/// <summary>A request that does not reach a grain, with every field that is wrong.</summary>
internal sealed class RequestInvalidException(IReadOnlyList<FieldError> errors)
    : Exception(string.Join("; ", errors.Select(error => $"{string.Join('.', error.Loc)}: {error.Msg}")))
{
    public RequestInvalidException(FieldError error) : this([error])
    {
    }

    public IReadOnlyList<FieldError> Errors { get; } = errors;
}
