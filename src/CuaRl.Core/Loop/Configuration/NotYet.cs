using System.Collections.Immutable;

namespace CuaRl.Core.Loop.Configuration;

/// <summary>A flag, or one value of it, that is refused because nothing would come of it.</summary>
/// <param name="Flag">The name of the flag.</param>
/// <param name="Value">The value; null for any but the flag's default.</param>
/// <param name="Sentence">Why, and what there is instead.</param>
public sealed record NotYet(string Flag, string? Value, string Sentence)
{
    private const string OtherProviders = "is not supported: there are embedded and tinker";

    /// <summary>All that is refused so.</summary>
    public static ImmutableArray<NotYet> All { get; } =
    [
        new("provider", "vllm", OtherProviders),
        new("provider", "openrouter", OtherProviders),
        new("provider", "openai", OtherProviders),
        new("provider", "doubao_private", OtherProviders),
        new("provider_base_url", null, "is not supported: it is of providers that are not; Tinker's address is base_url"),
        new("provider_api_key", null, "is not supported: it is of providers that are not; Tinker's key is tinker_api_key"),
        new("env_mode", "genv_local", "is not supported: it runs Python; devices are those of box_type"),
        new("coordinate_mode", null, "is not supported: a model's tool format says how its coordinates are meant"),
        new("coordinate_scale", null, "is not supported: a model's tool format says how its coordinates are scaled"),
        new("num_groups_to_log", null, "is not supported: every group is recorded and shown over HTTP, none is written to the log"),
        new("wandb_project", null, "is not supported: metrics are in metrics.jsonl and at /api/v1/trainings/{id}/metrics.jsonl"),
        new("wandb_name", null, "is not supported: metrics are in metrics.jsonl and at /api/v1/trainings/{id}/metrics.jsonl"),
    ];

    internal bool Refuses(string flag, string? value, string? usual) =>
        Flag == flag && value is not null && (Value is null ? value != usual : value == Value);
}
