using CuaRl.Silo.Http.Validation;

namespace CuaRl.Silo.Http.Errors;

/// <summary>The body of a 422 of the original APIs.</summary>
internal sealed record CompatValidationError
{
    public required IReadOnlyList<FieldError> Detail { get; init; }
}
