namespace CuaRl.Silo.Http.Errors;

/// <summary>Marks a route of an original API, whose clients know <c>{"detail": ...}</c> and no problem details.</summary>
internal sealed class CompatErrorsMetadata;
