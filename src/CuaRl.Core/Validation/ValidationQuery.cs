using System.Text.Json;

namespace CuaRl.Core.Validation;

/// <summary>A query that is a method.</summary>
public sealed class ValidationQuery(string name, Func<JsonElement, ValidationCheck> prepare) : IValidationQuery
{
    public string Name { get; } = name;

    public ValidationCheck Prepare(JsonElement expected) => prepare(expected);
}
