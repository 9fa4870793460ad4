using System.ComponentModel;

namespace CuaRl.Silo.Http.Tasks;

/// <summary>A task's validator as it is stored.</summary>
internal sealed record ValidatorDetails
{
    [Description("Its number, for clients that hold integer ids.")]
    public required long Number { get; init; }

    [Description("What it looks at: the task's validation_type.")]
    public required string ValidatorType { get; init; }

    [Description("The name of the validator; null for one that is but an endpoint.")]
    public required string? ValidationQuery { get; init; }

    [Description("built_in for one by name, http for an endpoint.")]
    public required string ValidationMethod { get; init; }

    [Description("Of an endpoint its url; null for others.")]
    public required JsonText? Config { get; init; }

    public required string CreatedAt { get; init; }

    public static ValidatorDetails From(ValidatorInfo validator) => new()
    {
        Number = validator.Number,
        ValidatorType = validator.ValidatorType,
        ValidationQuery = validator.ValidationQuery,
        ValidationMethod = validator.ValidationMethod,
        Config = validator.Config,
        CreatedAt = UtcTimestamp.Format(validator.CreatedAt),
    };
}
